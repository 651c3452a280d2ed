#include "tools/work/log_code.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/report/code_page.h"
#include "tools/report/source.h"

#include <stdlib.h>
#include <string.h>

static enum err_code write_page(struct work *work, const struct log *l, struct log_code_reply *r,
                                struct err *e)
{
    struct buf pdf;
    buf_init(&pdf, REPORT_FILE_MAX);
    char *path = workspace_path(l->workspace, "reports/log-%zu.pdf", (size_t)l->mark.size);
    enum err_code rc = path ? code_page_pdf(l->workspace, &l->mark, &pdf, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = file_write(path, pdf.data, pdf.len, FILE_REPLACE, e);
    buf_free(&pdf);
    if (rc == ERR_OK)
        r->file = path;
    else
        free(path);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct log_code_request *q = request;
    struct log_code_reply *r = reply;
    struct office o = {.lock = -1};
    if (q->format && strcmp(q->format, "pdf") != 0)
        return err_set(e, ERR_USAGE, _("--format: \"%s\" is none of pdf"), q->format);
    enum err_code rc = office_open_log(work, OFFICE_LOOK, &o, e);
    if (rc != ERR_OK)
        return rc;
    r->mark = o.log.mark;
    note_code_text(&r->mark, r->code);
    if (q->format)
        rc = write_page(work, &o.log, r, e);
    r->is_told = rc == ERR_OK;
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    free(((struct log_code_reply *)reply)->file);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct log_code_reply *r = reply;
    (void)request;
    if (r->is_told && r->file)
        buf_printf(out, "%s\n", r->file);
    else if (r->is_told)
        buf_printf(out, "%llu · %s\n", (unsigned long long)r->mark.size, r->code);
}

static const struct work_field FIELDS[] = {
    {"--format", "pdf", WORK_OPTIONAL, N_("writes a sheet of paper: reports/log-SIZE.pdf"),
     .kind = WORK_CHOICE, .at = offsetof(struct log_code_request, format), .label = N_("Format")},
    {0}};

const struct work_op log_code_op = {
    .name = "log",
    .sub = "code",
    .words = "",
    .help = N_("Prints the mark's code, for a notice board or the minutes."),
    .field = FIELDS,
    .request = sizeof(struct log_code_request),
    .reply = sizeof(struct log_code_reply),
    .use = WORK_WRITES,
    .writes_with = "--format",
    .run = run,
    .forget = forget,
    .say = say};
