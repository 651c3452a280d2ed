#include "tools/work/collect.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/office.h"

#include <stdlib.h>
#include <string.h>

static void count(struct collect *c, struct collect_reply *r)
{
    r->is_done = true;
    r->files = c->files;
    r->fresh = c->fresh;
    r->known = c->known;
    r->other = c->other;
    r->damaged = c->damaged;
    r->conflict = c->conflict;
    r->missing = c->missing;
    r->passed_over = c->passed_over;
    r->closed = c->closed;
    r->unread = c->unread;
    r->left = c->left;
    r->room = c->room;
    r->forks = c->forks;
    r->silent = c->silent;
    r->others = c->others;
    c->forks = (struct collect_forks){0};
    c->silent = c->others = (struct collect_seats){0};
}

/* "ca-1 MAY-03, MAY-07": the session before the first of its seats; those of sessions whose builds
 * are even, or the others. */
static void list_seats(const struct collect_seats *s, bool is_even, bool has_build, struct buf *out)
{
    const char *session = NULL;
    for (size_t i = 0; i < s->count; i++) {
        const struct collect_seat *x = &s->seat[i];
        if (x->is_even != is_even)
            continue;
        bool is_new = !session || strcmp(session, x->session) != 0;
        buf_printf(out, "%s%s%s%s", session ? ", " : "", is_new ? x->session : "",
                   is_new ? " " : "", x->name);
        session = x->session;
        if (has_build)
            buf_printf(out, " (%s)", x->build);
    }
    buf_add_text(out, "\n");
}

static void say_builds(const struct collect_seats *s, struct buf *out)
{
    size_t even = 0;
    for (size_t i = 0; i < s->count; i++)
        even += s->seat[i].is_even;
    size_t n = s->count - even;
    if (n) {
        buf_printf(out,
                   P_("! %zu seat ran a build of the client that most did not run: ",
                      "! %zu seats ran builds of the client that most did not run: ", n),
                   n);
        list_seats(s, false, true, out);
    }
    if (even) {
        buf_printf(out,
                   P_("! %zu seat ran builds of the client of which none ran on more than half of "
                      "the seats; which is right is not known: ",
                      "! %zu seats ran builds of the client of which none ran on more than half of "
                      "the seats; which is right is not known: ",
                      even),
                   even);
        list_seats(s, true, true, out);
    }
}

void collect_say_seats(const struct collect_reply *r, struct buf *out)
{
    size_t n = r->silent.count;
    if (n) {
        buf_printf(out,
                   P_("! %zu seat left no manifest, what it still holds is not known: ",
                      "! %zu seats left no manifest, what they still hold is not known: ", n),
                   n);
        list_seats(&r->silent, false, false, out);
    }
    say_builds(&r->others, out);
}

static void forget(void *reply)
{
    struct collect_reply *r = reply;
    free(r->forks.fork);
    free(r->silent.seat);
    free(r->others.seat);
    r->forks = (struct collect_forks){0};
    r->silent = r->others = (struct collect_seats){0};
}

enum err_code collect_hash_items(const struct collect *c, uint8_t hash[CRYPT_HASH], struct err *e)
{
    struct buf text;
    buf_init(&text, (size_t)COLLECT_FILES_MAX * 1024);
    for (size_t i = 0; i < c->items; i++) {
        const char *end = strrchr(c->item[i].path, '.');
        bool is_passing = end && strcmp(end, ".resume") == 0;
        if (c->item[i].kind != COLLECT_MARK && !is_passing)
            buf_printf(&text, "%s %llu %lld\n", c->item[i].path,
                       (unsigned long long)c->item[i].size, (long long)c->item[i].changed);
    }
    enum err_code rc = buf_check(&text, "collect", e);
    if (rc == ERR_OK)
        crypt_hash_file(text.data, text.len, hash);
    buf_free(&text);
    return rc;
}

/* What stands there now; no file is opened. */
static enum err_code hash_paths(struct workspace *w, const struct collect_request *q,
                                uint8_t hash[CRYPT_HASH], struct err *e)
{
    struct collect c = {.workspace = w};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < q->path.count; i++)
        rc = collect_find_files(&c, q->path.word[i], e);
    if (rc == ERR_OK)
        rc = collect_hash_items(&c, hash, e);
    for (size_t i = 0; i < c.items; i++)
        free(c.item[i].path);
    free(c.item);
    return rc;
}

static enum err_code look(struct work *work, const void *request, uint8_t hash[CRYPT_HASH],
                          struct err *e)
{
    struct workspace w;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = hash_paths(&w, request, hash, e);
    workspace_close(&w);
    return rc;
}

static enum err_code bind(struct work *work, struct workspace *w, const struct collect_request *q,
                          struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    enum err_code rc = hash_paths(w, q, hash, e);
    return rc == ERR_OK ? work_bind(work, hash, e) : rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct collect_request *q = request;
    struct office o = {.lock = -1};
    struct collect c = {.tell = work_tell_line, .context = work};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < q->path.count; i++)
        if (!file_exists(q->path.word[i]))
            rc = err_set(e, ERR_IO, _("%s: no such file or folder"), q->path.word[i]);
    if (rc != ERR_OK || (rc = office_open(work, OFFICE_WRITE, &o, e)) != ERR_OK)
        return rc;
    c.workspace = &o.workspace;
    c.office = o.key;
    c.log = o.workspace.log;
    rc = collect_open(&c, e);
    if (rc == ERR_OK)
        rc = bind(work, &o.workspace, q, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = collect_run(&c, q->path.word, q->path.count, e);
    if (rc == ERR_OK) {
        count(&c, reply);
        rc = c.worst;
    }
    collect_close(&c);
    office_close(&o);
    return rc;
}

static const struct work_field FIELDS[] = {{.value = "PATH",
                                            .need = WORK_REPEATED,
                                            .kind = WORK_FILE,
                                            .at = offsetof(struct collect_request, path),
                                            .label = N_("From")},
                                           {0}};

const struct work_op collect_op = {
    .name = "collect",
    .words = "[PATH...]",
    .help = N_("Takes in what came from the room, from sticks, shares and folders, any number of "
               "times; without a path what stands in the inbox."),
    .field = FIELDS,
    .request = sizeof(struct collect_request),
    .reply = sizeof(struct collect_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .look = look,
    .forget = forget};
