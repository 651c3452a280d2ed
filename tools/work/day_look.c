#include "tools/work/day_look.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/office/log_evidence.h"
#include "tools/work/collect.h"
#include "tools/work/office.h"
#include "tools/work/session_brief.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 1024 * 1024 };

/* The first thing that could not be looked at; the rest is told when it is collected. */
static void hear(void *context, const char *path, const char *what)
{
    struct day_look_place *p = context;
    struct buf text;
    if (p->trouble)
        return;
    buf_init(&text, 8192);
    buf_printf(&text, "%s: %s", path, what);
    p->trouble = strdup(buf_text(&text));
    buf_free(&text);
}

bool day_look_session(const struct workspace *w, const char *name, char session[SESSION_NAME_MAX])
{
    size_t n = strcspn(name, ".");
    session[0] = '\0';
    if (n >= SESSION_NAME_MAX)
        return false;
    snprintf(session, SESSION_NAME_MAX, "%.*s", (int)n, name);
    char *path = workspace_is_name(session)
                     ? workspace_path(w, "sessions/%s/%s.session", session, session)
                     : NULL;
    bool is_here = path && file_exists(path);
    free(path);
    return is_here;
}

/* Papers of which answers have a line. */
static void count_papers(const struct log *l, struct day_look_session *s)
{
    char number[16];
    uint32_t paper;
    const struct log_line *made = log_evidence_last(l, s->name, LOG_SESSION);
    size_t papers = made && log_more(made, "papers", number, sizeof number)
                        ? (size_t)strtoul(number, NULL, 10)
                        : 0;
    bool *has = papers <= SESSION_PAPERS_MAX ? calloc(papers + 1, sizeof *has) : NULL;
    if (!has)
        return;
    s->papers = papers;
    for (size_t i = 0; i < l->lines; i++)
        if (l->line[i].kind == LOG_ANSWERS && strcmp(l->line[i].session, s->name) == 0 &&
            log_more(&l->line[i], "paper", number, sizeof number) &&
            session_paper_index(number, &paper) && paper < papers && !has[paper]) {
            has[paper] = true;
            s->came++;
        }
    free(has);
}

static void add_session(const struct workspace *w, const char *name, struct day_look_place *p)
{
    for (size_t i = 0; i < p->sessions; i++)
        if (strcmp(p->session[i].name, name) == 0)
            return;
    if (p->sessions == DAY_LOOK_SESSIONS)
        return;
    struct day_look_session *s = &p->session[p->sessions++];
    snprintf(s->name, sizeof s->name, "%s", name);
    s->is_training = session_brief_is_training(w, name, NULL);
    if (w->log)
        count_papers(w->log, s);
}

static void look_at(const struct workspace *w, const char *file, struct day_look_place *p,
                    struct buf *names)
{
    const char *name = file_base(file);
    char session[SESSION_NAME_MAX];
    p->files++;
    if (!day_look_session(w, name, session)) {
        p->other++;
        buf_printf(names, "%s  %s\n", name, _("(of another session)"));
        return;
    }
    add_session(w, session, p);
    char *there = workspace_path(w, "inbox/%s/%s", session, name);
    bool is_known = there && file_exists(there);
    free(there);
    if (is_known) {
        p->known++;
        return;
    }
    p->fresh++;
    buf_printf(names, "%s\n", name);
}

/* Sessions whose file stands in the folder itself: is the rest of what a seat needs there, too? */
static void look_for_sets(const struct workspace *w, const char *path, struct day_look_place *p)
{
    DIR *d = w->log ? opendir(path) : NULL;
    for (const struct dirent *x; d && p->sets < DAY_LOOK_SESSIONS && (x = readdir(d));) {
        struct day_look_set *set = &p->set[p->sets];
        struct err ignored = {0};
        const char *end = strrchr(x->d_name, '.');
        if (end && strcmp(end, ".session") == 0 && day_look_session(w, x->d_name, set->session) &&
            session_pack_look(w, set->session, path, &set->found, &ignored) == ERR_OK)
            p->sets++;
    }
    if (d)
        closedir(d);
}

static enum err_code look_in(struct workspace *w, const char *path, struct day_look_place *p,
                             struct err *e)
{
    struct collect c = {.workspace = w, .tell = hear, .context = p};
    struct buf names;
    buf_init(&names, NAMES_MAX);
    enum err_code rc = collect_find_files(&c, path, e);
    if (rc == ERR_OK)
        rc = collect_hash_items(&c, p->hash, e);
    for (size_t i = 0; i < c.items; i++) {
        if (rc == ERR_OK && c.item[i].kind != COLLECT_MARK)
            look_at(w, c.item[i].path, p, &names);
        free(c.item[i].path);
    }
    free(c.item);
    look_for_sets(w, path, p);
    p->names = strdup(buf_text(&names)); /* more than a megabyte of names: the first of them */
    buf_free(&names);
    return rc == ERR_OK && !p->names ? err_memory(e) : rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct day_look_request *q = request;
    struct day_look_reply *r = reply;
    struct workspace w;
    struct office o = {.lock = -1};
    struct err ignored = {0};
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    /* a log that is not whole is told elsewhere: here it only counts nothing */
    bool has_log = office_open(work, OFFICE_LOOK, &o, &ignored) == ERR_OK;
    r->place = calloc(q->path.count + 1, sizeof *r->place);
    if (!r->place)
        rc = err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < q->path.count; i++)
        rc = look_in(has_log ? &o.workspace : &w, q->path.word[i], &r->place[r->places++], e);
    if (has_log)
        office_close(&o);
    workspace_close(&w);
    return rc;
}

static void forget(void *reply)
{
    struct day_look_reply *r = reply;
    for (size_t i = 0; i < r->places; i++) {
        free(r->place[i].names);
        free(r->place[i].trouble);
    }
    free(r->place);
    *r = (struct day_look_reply){0};
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op day_look_op = {.name = "collect",
                                    .words = "",
                                    .help = N_("Looks what came from the room."),
                                    .field = FIELDS,
                                    .request = sizeof(struct day_look_request),
                                    .reply = sizeof(struct day_look_reply),
                                    .use = WORK_LOOKS,
                                    .run = run,
                                    .forget = forget};
