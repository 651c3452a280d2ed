#include "tools/work/reconcile.h"

#include "app/core/i18n.h"
#include "tools/office/whole.h"
#include "tools/work/fields.h"

struct reconcile_since reconcile_since_graded(const struct reconcile_reply *r)
{
    const struct sheet *s = r->grading.opened.sheet;
    const struct decisions *ds = &r->grading.decisions;
    uint64_t last = s->gradeds ? s->graded[s->gradeds - 1] : 0;
    struct reconcile_since out = {.is_graded = s->gradeds > 0};
    for (size_t i = 0; i < s->journals; i++)
        out.journals += s->journal[i].line > last;
    for (size_t i = 0; i < ds->count; i++) /* a close changes no result */
        out.decisions += ds->item[i].at > last && ds->item[i].ruling != DECISION_CLOSE;
    return out;
}

static enum err_code judge(struct reconcile_reply *r, struct err *e)
{
    enum err_code rc = reconcile_make(&r->grading, &r->reconcile, e);
    r->is_made = rc == ERR_OK;
    if (rc == ERR_OK && !reconcile_is_even(&r->reconcile))
        rc = err_set(e, ERR_NO, _("%s: does not add up"), r->grading.opened.name);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct reconcile_request *q = request;
    struct reconcile_reply *r = reply;
    enum err_code rc = office_open(work, OFFICE_KEY, &r->office, e);
    if (rc != ERR_OK)
        return rc;
    rc = whole_check_results(&r->office.workspace, q->session, e);
    if (rc == ERR_OK)
        rc = grading_open(&r->office.workspace, q->session, r->office.key, &r->grading, e);
    if (rc == ERR_OK)
        rc = judge(r, e);
    office_session_rest(&r->grading.opened);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct reconcile_reply *r = reply;
    if (r->is_made)
        reconcile_free(&r->reconcile);
    grading_close(&r->grading);
    office_close(&r->office);
}

static const struct work_field FIELDS[] = {{.value = "SESSION",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_NAME,
                                            .at = offsetof(struct reconcile_request, session),
                                            .label = N_("Session"),
                                            .choose = fields_sessions},
                                           {0}};

const struct work_op reconcile_op = {
    .name = "reconcile",
    .words = "SESSION",
    .help = N_("Says whether a session adds up: papers, manifests, orders and the signed sheet; 1 "
               "when not."),
    .field = FIELDS,
    .request = sizeof(struct reconcile_request),
    .reply = sizeof(struct reconcile_reply),
    .use = WORK_OFFICE_KEY,
    .run = run,
    .forget = forget};
