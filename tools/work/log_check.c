#include "tools/work/log_check.h"

#include "app/core/i18n.h"
#include "tools/office/log_met.h"
#include "tools/office/log_renew.h"
#include "tools/office/log_travel.h"

static enum err_code check_code(const struct log *l, const struct log_check_request *q,
                                struct log_check_reply *r, struct err *e)
{
    char code[NOTE_CODE + 1];
    long lines = 0;
    enum err_code rc = work_number("SIZE", q->size, 1, LOG_LINES_MAX, &lines, e);
    if (rc != ERR_OK)
        return rc;
    if (!note_code_normalise(q->code, code))
        return err_set(e, ERR_USAGE, _("%s: a mark's code has 32 characters, in fours"), q->code);
    if ((size_t)lines > l->lines)
        return err_set(e, ERR_POLICY,
                       _("this log has %zu lines, the code is of %ld: lines are missing here"),
                       l->lines, lines);
    if (!log_had_code(l, (uint64_t)lines, code))
        return err_set(e, ERR_POLICY, _("the first %ld lines here are not those of this code"),
                       lines);
    r->code_lines = (size_t)lines;
    return ERR_OK;
}

static enum err_code check_against(const struct log *l, const char *path, struct log_check_reply *r,
                                   struct err *e)
{
    struct note_mark m;
    enum log_met met;
    enum err_code rc = log_compare_with(l, path, &met, &m, e);
    if (rc != ERR_OK)
        return rc;
    if (met == LOG_MET_OTHER)
        return err_set(e, ERR_KEY, _("%s: no mark of this office's log"), path);
    r->met[r->count++] = (struct log_check_met){path, (size_t)m.size, met == LOG_MET_LOST};
    return ERR_OK;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct log_check_request *q = request;
    struct log_check_reply *r = reply;
    struct office o = {.lock = -1};
    if (q->size && !q->code)
        return err_set(e, ERR_USAGE,
                       _("a code wants the number of lines before it: log check 412 KFWE…"));
    enum err_code rc = office_open_log(work, OFFICE_LOOK | OFFICE_UNMET, &o, e);
    if (rc != ERR_OK)
        return rc;
    r->is_whole = true;
    r->lines = o.log.lines;
    if (q->code)
        rc = check_code(&o.log, q, r, e);
    for (size_t i = 0; rc == ERR_OK && q->against[i]; i++)
        rc = check_against(&o.log, q->against[i], r, e);
    if (rc == ERR_OK) /* last, so that what was asked for is answered with the line that differs */
        rc = log_met_check(&o.log, e);
    office_close(&o);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct log_check_reply *r = reply;
    (void)request;
    if (r->is_whole)
        buf_printf(out, _("the log: %zu lines, whole, signed by this office\n"), r->lines);
    if (r->code_lines)
        buf_printf(out, _("the first %ld lines are those of the code\n"), (long)r->code_lines);
    for (size_t i = 0; i < r->count; i++)
        buf_printf(out,
                   r->met[i].is_lost ? _("%s: a mark of %zu lines, of before the log was renewed\n")
                                     : _("%s: its %zu lines are a beginning of this log\n"),
                   r->met[i].path, r->met[i].lines);
}

#define AT(member) offsetof(struct log_check_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SIZE",
     .need = WORK_OPTIONAL,
     .kind = WORK_NUMBER,
     .at = AT(size),
     .label = N_("Lines of the mark")},
    {.value = "CODE",
     .need = WORK_OPTIONAL,
     .kind = WORK_WORD,
     .at = AT(code),
     .label = N_("Code of the mark")},
    {"--against", "PATH", WORK_REPEATED,
     N_("a mark, an acknowledgement, or a folder that log export wrote"), .kind = WORK_FILE,
     .at = AT(against), .label = N_("Against")},
    {0}};

const struct work_op log_check_op = {
    .name = "log",
    .sub = "check",
    .words = "[SIZE CODE]",
    .help = N_("Says whether the log is whole and signed, and a code on paper or a copy elsewhere "
               "is a beginning of it."),
    .field = FIELDS,
    .request = sizeof(struct log_check_request),
    .reply = sizeof(struct log_check_reply),
    .use = WORK_LOOKS,
    .run = run,
    .say = say};
