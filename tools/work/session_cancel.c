#include "tools/work/session_cancel.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"
#include "tools/work/session_make.h"

#include <string.h>

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct session_cancel_request *q = request;
    struct session_cancel_reply *r = reply;
    struct office o;
    if (!q->reason || !q->reason[0])
        return err_set(e, ERR_USAGE, _("--reason is needed"));
    enum err_code rc = text_check(q->reason, strlen(q->reason), false, "--reason", e);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_WRITE, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = session_make_cancel(&o.workspace, o.key, q->name, q->reason, e);
    if (rc == ERR_OK)
        r->lines = o.workspace.log->signed_lines;
    office_close(&o);
    return rc;
}

#define AT(member) offsetof(struct session_cancel_request, member)
static const struct work_field FIELDS[] = {{.value = "NAME",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_NAME,
                                            .at = AT(name),
                                            .label = N_("Session"),
                                            .choose = fields_sessions},
                                           {"--reason", "TEXT", WORK_NEEDED,
                                            N_("why; stands in the log"), .kind = WORK_TEXT,
                                            .at = AT(reason), .label = N_("Reason")},
                                           {0}};

const struct work_op session_cancel_op = {.name = "session",
                                          .sub = "cancel",
                                          .words = "NAME",
                                          .help = N_("Gives a commitment up; its name stays used."),
                                          .field = FIELDS,
                                          .request = sizeof(struct session_cancel_request),
                                          .reply = sizeof(struct session_cancel_reply),
                                          .use = WORK_OFFICE_KEY | WORK_WRITES,
                                          .run = run,
                                          .word = "HUY"};
