/* sathachctl roster check|template */
#include "app/core/i18n.h"
#include "tools/cmd/command.h"
#include "tools/work/roster_check.h"
#include "tools/work/roster_template.h"

#include <stdio.h>

enum { REPORT_MAX = 16 * 1024 * 1024 };

static enum err_code answer_json(const struct roster_check_reply *r, const char *file,
                                 struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    roster_report_json(&r->summary, file, &a.json);
    findings_json(&a.json, &r->findings);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show_checked(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    const struct roster_check_request *q = request;
    const struct roster_check_reply *r = reply;
    struct buf text;
    (void)came;
    if (!r->is_read)
        return ERR_OK;
    if (ctl->json)
        return answer_json(r, q->file, e);
    buf_init(&text, REPORT_MAX);
    roster_report_text(&r->summary, q->file, true, &text);
    enum err_code rc = buf_check(&text, q->file, e);
    if (rc == ERR_OK)
        fputs(buf_text(&text), stdout);
    findings_print_folded(&r->findings, stdout);
    if (r->is_written)
        fprintf(stderr, "%s\n", _("office.ini was written"));
    buf_free(&text);
    return rc;
}

enum err_code cmd_roster_check(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &roster_check_op, argc, argv, show_checked, e);
}

static enum err_code show_written(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    const struct roster_template_request *q = request;
    const struct roster_template_reply *r = reply;
    (void)ctl;
    (void)came;
    (void)e;
    if (r->is_written)
        printf(_("%s: an empty roster; its second sheet explains the columns\n"), q->file);
    return ERR_OK;
}

enum err_code cmd_roster_template(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &roster_template_op, argc, argv, show_written, e);
}
