#include "tools/work/day_look.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/work/office.h"
#include "tools/work/session_brief.h"

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

static enum err_code look_in(struct workspace *w, const char *path, struct day_look_place *p,
                             struct err *e)
{
    struct collect c = {.workspace = w, .tell = hear, .context = p};
    struct buf names;
    buf_init(&names, NAMES_MAX);
    enum err_code rc = collect_find_files(&c, path, e);
    for (size_t i = 0; i < c.items; i++) {
        if (rc == ERR_OK && c.item[i].kind != COLLECT_MARK)
            look_at(w, c.item[i].path, p, &names);
        free(c.item[i].path);
    }
    free(c.item);
    p->names = strdup(buf_text(&names)); /* more than a megabyte of names: the first of them */
    buf_free(&names);
    return rc == ERR_OK && !p->names ? err_memory(e) : rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct day_look_request *q = request;
    struct day_look_reply *r = reply;
    struct workspace w;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    r->place = calloc(q->path.count + 1, sizeof *r->place);
    if (!r->place)
        rc = err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < q->path.count; i++) {
        rc = look_in(&w, q->path.word[i], &r->place[r->places++], e);
    }
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
