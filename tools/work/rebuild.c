#include "tools/work/rebuild.h"

#include "app/core/i18n.h"
#include "tools/office/register.h"
#include "tools/work/office.h"

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct rebuild_reply *r = reply;
    struct office o = {.lock = -1};
    struct register_rebuilding b = {.tell = work_tell_line, .context = work};
    (void)request;
    enum err_code rc = office_open(work, OFFICE_WRITE, &o, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = register_rebuild(&o.workspace, o.key, &b, e);
    *r = (struct rebuild_reply){rc == ERR_OK, b.whole, b.broken};
    if (rc == ERR_OK && b.broken)
        rc = err_set(e, ERR_POLICY, _("%zu sessions are not whole and were left out"), b.broken);
    office_close(&o);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct rebuild_reply *r = reply;
    (void)request;
    if (r->is_made)
        buf_printf(out, _("The register was made again from %zu sessions.\n"), r->whole);
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op rebuild_op = {.name = "rebuild",
                                   .words = "",
                                   .help = N_("Makes register.db again from the files."),
                                   .field = FIELDS,
                                   .request = sizeof(struct rebuild_request),
                                   .reply = sizeof(struct rebuild_reply),
                                   .use = WORK_OFFICE_KEY | WORK_WRITES,
                                   .run = run,
                                   .say = say};
