#include "tools/work/bank_diff.h"

#include "app/core/i18n.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_diff_request *q = request;
    struct bank_diff_reply *r = reply;
    enum err_code rc = banking_read(work, q->was, &r->was, &r->findings, e);
    if (rc == ERR_OK)
        rc = banking_read(work, q->is, &r->is, &r->findings, e);
    if (rc == ERR_OK)
        rc = diff_banks(&r->was, &r->is, &r->diff, e);
    r->is_made = rc == ERR_OK;
    return rc == ERR_OK && r->diff.count ? ERR_NO : rc;
}

static void forget(void *reply)
{
    struct bank_diff_reply *r = reply;
    diff_free(&r->diff);
    bank_folder_free(&r->was);
    bank_folder_free(&r->is);
    findings_free(&r->findings);
}

#define AT(member) offsetof(struct bank_diff_request, member)
static const struct work_field FIELDS[] = {{.value = "OLD",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_FILE,
                                            .at = AT(was),
                                            .label = N_("Before"),
                                            .choose = fields_banks},
                                           {.value = "NEW",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_FILE,
                                            .at = AT(is),
                                            .label = N_("Now"),
                                            .choose = fields_banks},
                                           {0}};

const struct work_op bank_diff_op = {.name = "bank",
                                     .sub = "diff",
                                     .words = "OLD NEW",
                                     .help = N_("Shows what changed between two editions."),
                                     .exits = N_("Exit 1: something did."),
                                     .field = FIELDS,
                                     .request = sizeof(struct bank_diff_request),
                                     .reply = sizeof(struct bank_diff_reply),
                                     .use = WORK_LOOKS,
                                     .run = run,
                                     .forget = forget};
