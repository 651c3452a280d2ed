#include "tools/work/log_take.h"

#include "app/core/i18n.h"
#include "tools/office/witnessed.h"
#include "tools/work/basis.h"
#include "tools/work/office.h"

static enum err_code look(struct work *work, const void *request, uint8_t hash[CRYPT_HASH],
                          struct err *e)
{
    (void)work;
    return basis_of_path(((const struct log_take_request *)request)->path, hash, e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct log_take_request *q = request;
    struct log_take_reply *r = reply;
    struct office o = {.lock = -1};
    enum err_code rc = office_open_log(work, OFFICE_WRITE, &o, e);
    if (rc == ERR_OK)
        rc = basis_bind(work, q->path, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = witnessed_take(&o.workspace, o.key, q->path, &r->fresh, &r->known, e);
    r->is_taken = rc == ERR_OK;
    office_close(&o);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct log_take_reply *r = reply;
    (void)request;
    if (r->is_taken)
        buf_printf(out, _("%zu cosigned marks taken in, %zu known\n"), r->fresh, r->known);
}

static const struct work_field FIELDS[] = {{.value = "PATH",
                                            .label = N_("Stick or folder"),
                                            .need = WORK_NEEDED,
                                            .kind = WORK_FILE,
                                            .at = offsetof(struct log_take_request, path)},
                                           {0}};

const struct work_op log_take_op = {
    .name = "log",
    .sub = "take",
    .words = "PATH",
    .help = N_("Takes in the marks that a trusted witness cosigned, from the stick that brings "
               "them back."),
    .field = FIELDS,
    .request = sizeof(struct log_take_request),
    .reply = sizeof(struct log_take_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .look = look,
    .say = say};
