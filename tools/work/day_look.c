#include "tools/work/day_look.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/office/log_evidence.h"
#include "tools/work/collect.h"
#include "tools/work/office.h"
#include "tools/work/session_brief.h"
#include "tools/work/waiting_parts.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

enum { NAMES_MAX = 1024 * 1024 };

/* What is asked of the office once, for all places. */
struct known {
    const struct workspace *workspace;
    struct waiting_session *session; /* owned: those of the log */
    size_t sessions;
    const struct log_line **damaged; /* owned: what came damaged */
    size_t damages;
};

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

/* ---- what the log says of a file ---- */

static void learn(const struct workspace *w, struct known *k)
{
    struct err ignored = {0};
    *k = (struct known){.workspace = w};
    const struct log *l = w->log;
    if (!l || waiting_sessions(l, &k->session, &k->sessions, &ignored) != ERR_OK)
        return;
    for (size_t i = 0; i < k->sessions; i++) {
        k->session[i].wants_sheet = false; /* its forks are asked for alone */
        if (k->session[i].forks)
            waiting_look_session(w, &k->session[i]);
    }
    k->damaged = calloc(COLLECT_DAMAGED_MAX, sizeof *k->damaged);
    for (size_t i = 0; k->damaged && i < l->lines && k->damages < COLLECT_DAMAGED_MAX; i++)
        if (l->line[i].kind == LOG_DAMAGED)
            k->damaged[k->damages++] = &l->line[i];
}

static void forget_known(struct known *k)
{
    free(k->session);
    free(k->damaged);
}

/* "ca-2.0007.….answers" of a paper that waits for the council. */
static void add_fork(const struct known *k, const char *name, const char *session,
                     struct day_look_place *p)
{
    const char *number = name + strlen(session) + 1;
    const struct waiting_session *s = NULL;
    for (size_t i = 0; i < k->sessions && !s; i++)
        if (strcmp(k->session[i].name, session) == 0)
            s = &k->session[i];
    for (size_t i = 0; i < p->forks; i++)
        if (strcmp(p->fork[i].session, session) == 0 &&
            strncmp(p->fork[i].paper, number, strlen(p->fork[i].paper)) == 0)
            return;
    for (size_t i = 0; s && i < s->forks && p->forks < DAY_LOOK_FORKS; i++) {
        size_t n = strlen(s->fork[i].paper);
        if (strncmp(number, s->fork[i].paper, n) != 0 || number[n] != '.')
            continue;
        struct day_look_fork *f = &p->fork[p->forks++];
        snprintf(f->session, sizeof f->session, "%s", session);
        snprintf(f->paper, sizeof f->paper, "%s", s->fork[i].paper);
        return;
    }
}

/* One of this name came damaged: is it this one, byte for byte? A good one may have the name. */
static bool was_damaged(const struct known *k, const char *file, const char *session)
{
    struct buf bytes;
    struct err ignored = {0};
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX] = "";
    for (size_t i = 0; i < k->damages; i++) {
        const struct log_line *x = k->damaged[i];
        if (strcmp(x->session, session) != 0 || strcmp(x->subject, file_base(file)) != 0)
            continue;
        if (!hex[0]) {
            buf_init(&bytes, ANSWERS_FILE_MAX);
            if (file_read(file, ANSWERS_FILE_MAX, &bytes, &ignored) == ERR_OK) {
                crypt_hash_file(bytes.data, bytes.len, hash);
                crypt_hex(hash, CRYPT_HASH, hex);
            }
            buf_free(&bytes);
        }
        if (strcmp(x->hash, hex) == 0)
            return true;
    }
    return false;
}

static void look_at(const struct known *k, const char *file, struct day_look_place *p,
                    struct buf *names)
{
    const char *name = file_base(file);
    char session[SESSION_NAME_MAX];
    p->files++;
    if (!day_look_session(k->workspace, name, session)) {
        p->other++;
        buf_printf(names, "%s  %s\n", name, _("(of another session)"));
        return;
    }
    add_session(k->workspace, session, p);
    char *there = workspace_path(k->workspace, "inbox/%s/%s", session, name);
    bool is_known = there && file_exists(there), is_damaged = false;
    free(there);
    if (is_known)
        add_fork(k, name, session, p);
    else
        is_damaged = was_damaged(k, file, session);
    if (is_known || is_damaged) {
        p->known++;
        p->damaged += is_damaged;
        return;
    }
    p->fresh++;
    buf_printf(names, "%s\n", name);
}

/* When it was copied there: nothing else writes such a file. */
static void date_set(const char *folder, const char *name, struct day_look_set *set)
{
    struct stat st;
    char *path = file_join(folder, name);
    if (path && stat(path, &st) == 0)
        set->copied = st.st_mtime;
    free(path);
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
            date_set(path, x->d_name, &p->set[p->sets++]);
    }
    if (d)
        closedir(d);
}

static enum err_code look_in(const struct known *k, struct workspace *w, const char *path,
                             struct day_look_place *p, struct err *e)
{
    struct collect c = {.workspace = w, .tell = hear, .context = p};
    struct buf names;
    buf_init(&names, NAMES_MAX);
    enum err_code rc = collect_find_files(&c, path, e);
    if (rc == ERR_OK)
        rc = collect_hash_items(&c, p->hash, e);
    for (size_t i = 0; i < c.items; i++) {
        if (rc == ERR_OK && c.item[i].kind != COLLECT_MARK)
            look_at(k, c.item[i].path, p, &names);
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
    struct known known;
    struct err ignored = {0};
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    /* a log that is not whole is told elsewhere: here it only counts nothing */
    bool has_log = office_open(work, OFFICE_LOOK, &o, &ignored) == ERR_OK;
    learn(has_log ? &o.workspace : &w, &known);
    r->place = calloc(q->path.count + 1, sizeof *r->place);
    if (!r->place)
        rc = err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < q->path.count; i++)
        rc = look_in(&known, has_log ? &o.workspace : &w, q->path.word[i], &r->place[r->places++],
                     e);
    forget_known(&known);
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
