#include "tools/work/log_begin_anew.h"

#include "app/core/i18n.h"
#include "tools/office/log_renew.h"
#include "tools/work/office.h"

/* Not by office_open: the log it would open is the one that is broken. */
static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct log_begin_anew_request *q = request;
    struct log_begin_anew_reply *r = reply;
    struct workspace w;
    struct keys_secret *key = NULL;
    int lock = -1;
    if (!q->reason)
        return err_set(e, ERR_USAGE, _("--reason is needed: how the lines were lost"));
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = ring_key(work, &w, KEYS_OFFICE, &key, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = log_renew(&w, key, q->reason, &r->kept, e);
    r->is_done = rc == ERR_OK;
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct log_begin_anew_reply *r = reply;
    (void)request;
    if (r->is_done)
        buf_printf(out,
                   _("the log was begun anew behind line %zu; every later audit says so, and the "
                     "witness must accept it\n"),
                   (size_t)r->kept);
}

static const struct work_field FIELDS[] = {{"--reason", "TEXT", WORK_NEEDED,
                                            N_("how the lines were lost"), .kind = WORK_TEXT,
                                            .at = offsetof(struct log_begin_anew_request, reason)},
                                           {0}};

const struct work_op log_begin_anew_op = {
    .name = "log",
    .sub = "renew",
    .words = "",
    .help = N_("Begins the log anew after a true loss, behind the last line that a mark covers; "
               "every later audit says so."),
    .field = FIELDS,
    .request = sizeof(struct log_begin_anew_request),
    .reply = sizeof(struct log_begin_anew_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .word = "KY",
    .run = run,
    .say = say};
