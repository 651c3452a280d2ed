#include "tools/work/collect.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/work/office.h"

static void count(const struct collect *c, struct collect_reply *r)
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
    .run = run};
