#include "tools/work/bank_export.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>

static const struct export_format *format_of(const char *name, struct err *e)
{
    const struct export_format *f = export_find(name);
    char names[128] = "";
    for (const struct export_format *x = export_all(); !f && x->name; x++)
        snprintf(names + strlen(names), sizeof names - strlen(names), " %s", x->name);
    if (!f && err_set(e, ERR_USAGE, _("--format %s: is none of%s"), name, names) == ERR_OK)
        return NULL;
    return f;
}

static enum err_code make(struct work *work, const struct bank_export_request *q,
                          const struct bank_folder *b, struct bank_export_reply *r, struct err *e)
{
    if (r->findings.errors || b->conflicts)
        return err_set(e, ERR_NO, _("%s: has errors and is not exported; see bank check"), q->bank);
    enum err_code rc = r->format->write(b, &r->text, e);
    if (rc != ERR_OK || !q->output)
        return rc;
    rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = file_write(q->output, r->text.data, r->text.len, FILE_REPLACE, e);
    r->is_written = rc == ERR_OK;
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_export_request *q = request;
    struct bank_export_reply *r = reply;
    struct bank_folder b = {0};
    buf_init(&r->text, EXPORT_MAX);
    r->format = format_of(q->format, e);
    if (!r->format)
        return e->code;
    enum err_code rc = banking_read(work, q->bank, &b, &r->findings, e);
    if (rc == ERR_OK)
        rc = make(work, q, &b, r, e);
    r->questions = b.imported;
    bank_folder_free(&b);
    return rc;
}

static void forget(void *reply)
{
    struct bank_export_reply *r = reply;
    findings_free(&r->findings);
    buf_free(&r->text);
}

#define AT(member) offsetof(struct bank_export_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME|FOLDER",
     .need = WORK_NEEDED,
     .kind = WORK_FILE,
     .at = AT(bank),
     .label = N_("Bank"),
     .choose = fields_banks},
    {"--format", EXPORT_CHOICES, WORK_OPTIONAL, N_("the format; gift by default"),
     .kind = WORK_CHOICE, .at = AT(format), .label = N_("Format"), .usual = "gift"},
    {"--output", "FILE", WORK_OPTIONAL, N_("the file to write; the screen by default"),
     .kind = WORK_FILE, .at = AT(output), .label = N_("File")},
    {0}};

const struct work_op bank_export_op = {.name = "bank",
                                       .sub = "export",
                                       .words = "NAME|FOLDER",
                                       .help = N_("Writes a bank in clear for another system."),
                                       .field = FIELDS,
                                       .request = sizeof(struct bank_export_request),
                                       .reply = sizeof(struct bank_export_reply),
                                       .use = WORK_WRITES,
                                       .writes_with = "--output",
                                       .run = run,
                                       .forget = forget};
