#include "tools/work/log_export.h"

#include "app/core/i18n.h"
#include "tools/office/log_travel.h"
#include "tools/work/office.h"

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct log_export_request *q = request;
    struct log_export_reply *r = reply;
    struct office o = {.lock = -1};
    enum err_code rc = office_open_log(work, OFFICE_LOOK, &o, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = log_export(&o.log, q->folder, e);
    if (rc == ERR_OK)
        r->lines = o.log.lines;
    office_close(&o);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct log_export_request *q = request;
    const struct log_export_reply *r = reply;
    if (r->lines)
        buf_printf(out, _("%s/sathach-log: %zu lines and their mark, read back\n"), q->folder,
                   r->lines);
}

static const struct work_field FIELDS[] = {{.value = "FOLDER",
                                            .label = N_("Stick or folder"),
                                            .need = WORK_NEEDED,
                                            .kind = WORK_FOLDER,
                                            .at = offsetof(struct log_export_request, folder)},
                                           {0}};

const struct work_op log_export_op = {
    .name = "log",
    .sub = "export",
    .words = "FOLDER",
    .help = N_("Writes the log with its mark to a stick, for somebody else to keep."),
    .field = FIELDS,
    .request = sizeof(struct log_export_request),
    .reply = sizeof(struct log_export_reply),
    .use = WORK_WRITES,
    .run = run,
    .say = say};
