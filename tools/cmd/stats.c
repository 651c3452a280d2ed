/* sathachctl stats SESSION... [--format csv,xlsx,json,html,pdf] [-o DIR]: item statistics, with
 * bars in the terminal. */
#include "tools/work/stats.h"

#include "tools/cmd/command.h"
#include "tools/report/itemreport.h"
#include "tools/report/report_kinds.h"

#include <stdio.h>

static enum err_code show_json(const struct stats_reply *r, struct err *e)
{
    struct buf b;
    buf_init(&b, REPORT_FILE_MAX);
    enum err_code rc = itemreport_json(&r->analysis, r->is_training, &b, e);
    if (rc == ERR_OK)
        rc = buf_check(&b, "stats", e);
    if (rc == ERR_OK)
        fwrite(b.data, 1, b.len, stdout);
    buf_free(&b);
    return rc;
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct stats_request *q = request;
    const struct stats_reply *r = reply;
    (void)came;
    if (ctl->json && r->is_made && !q->format)
        return show_json(r, e);
    command_say(&stats_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_stats(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &stats_op, argc, argv, show, e);
}
