#include "tools/work/roster_template.h"

#include "app/core/i18n.h"
#include "tools/import/roster_template.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct roster_template_request *q = request;
    struct roster_template_reply *r = reply;
    struct bank_folder folder = {0};
    struct findings ignored = {0};
    enum err_code rc = q->bank ? banking_read(work, q->bank, &folder, &ignored, e) : ERR_OK;
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = roster_template_write(q->file, q->bank ? &folder : NULL, e);
    r->is_written = rc == ERR_OK;
    bank_folder_free(&folder);
    findings_free(&ignored);
    return rc;
}

#define AT(member) offsetof(struct roster_template_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FILE.xlsx",
     .need = WORK_NEEDED,
     .kind = WORK_FILE,
     .at = AT(file),
     .label = N_("File")},
    {"--bank", "NAME|FOLDER", WORK_OPTIONAL, N_("the bank whose fields may be chosen from a list"),
     .kind = WORK_FILE, .at = AT(bank), .label = N_("Bank"), .choose = fields_banks},
    {0}};

const struct work_op roster_template_op = {
    .name = "roster",
    .sub = "template",
    .words = "FILE.xlsx",
    .help = N_("Writes an empty roster for Excel, with the accepted words on its second sheet."),
    .field = FIELDS,
    .request = sizeof(struct roster_template_request),
    .reply = sizeof(struct roster_template_reply),
    .use = WORK_WRITES,
    .run = run};
