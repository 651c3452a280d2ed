#include "tools/work/bank_show.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/bank/proof.h"
#include "tools/work/bank_check.h"
#include "tools/work/fields.h"

static enum err_code read_sealed(const char *path, struct bank_show_reply *r, struct err *e)
{
    buf_init(&r->bytes, PACKAGE_MAX);
    enum err_code rc = file_read(path, PACKAGE_MAX, &r->bytes, e);
    if (rc == ERR_OK &&
        ((rc = bank_open(r->bytes.data, r->bytes.len, NULL, &r->bank, e)) != ERR_OK ||
         (rc = bank_meta_read(&r->bank, &r->meta, e)) != ERR_OK))
        rc = err_prefix(e, path);
    r->is_read = r->is_sealed = rc == ERR_OK;
    return rc;
}

static enum err_code write_proof(const struct bank_folder *b, const struct findings *f,
                                 const char *path, struct err *e)
{
    struct buf page;
    buf_init(&page, PACKAGE_MAX);
    enum err_code rc = proof_page(b, f, &page, e);
    if (rc == ERR_OK)
        rc = file_write(path, page.data, page.len, FILE_REPLACE, e);
    buf_free(&page);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_show_request *q = request;
    struct bank_show_reply *r = reply;
    struct findings f = {0};
    if (file_exists(q->bank) && !file_is_folder(q->bank))
        return read_sealed(q->bank, r, e);
    enum err_code rc = bank_check_read(work, q->bank, NULL, &r->folder, &f, e);
    r->is_read = rc == ERR_OK;
    if (rc == ERR_OK && q->html)
        rc = work_point(work, e);
    if (rc == ERR_OK && q->html) {
        rc = write_proof(&r->folder, &f, q->html, e);
        r->is_written = rc == ERR_OK;
    }
    findings_free(&f);
    return rc;
}

static void forget(void *reply)
{
    struct bank_show_reply *r = reply;
    if (r->is_sealed)
        bank_meta_free(&r->meta);
    buf_free(&r->bytes);
    bank_folder_free(&r->folder);
}

#define AT(member) offsetof(struct bank_show_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME|FOLDER|FILE",
     .need = WORK_NEEDED,
     .kind = WORK_FILE,
     .at = AT(bank),
     .label = N_("Bank"),
     .choose = fields_banks},
    {"--questions", NULL, WORK_OPTIONAL, N_("each question with its id"), .kind = WORK_FLAG,
     .at = AT(has_questions), .label = N_("Questions")},
    {"--html", "FILE", WORK_OPTIONAL,
     N_("writes a page for proofreading, with the right answers and what bank check finds"),
     .kind = WORK_FILE, .at = AT(html), .label = N_("HTML page")},
    {0}};

const struct work_op bank_show_op = {.name = "bank",
                                     .sub = "show",
                                     .words = "NAME|FOLDER|FILE",
                                     .help =
                                         N_("Shows what a bank holds; as a page for proofreading."),
                                     .field = FIELDS,
                                     .request = sizeof(struct bank_show_request),
                                     .reply = sizeof(struct bank_show_reply),
                                     .use = WORK_LOOKS,
                                     .run = run,
                                     .forget = forget};
