/* sathachctl grade SESSION... [--preview] */
#include "tools/work/grade.h"

#include "tools/cmd/command.h"

static enum err_code show_json(const struct graded_session *s, bool is_preview,
                               const size_t n[RESULT_STATES], struct err *e)
{
    const struct results *r = &s->results;
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "session", s->grading.opened.name);
    json_pair_uint(&a.json, "papers", r->count);
    for (enum result_state x = 0; x < RESULT_STATES; x++)
        json_pair_uint(&a.json, results_state_name(x), n[x]);
    json_pair_uint(&a.json, "decisions", r->basis.decisions);
    json_pair(&a.json, "basis", r->basis.basis);
    if (is_preview) {
        json_pair_bool(&a.json, "preview", true);
        json_pair_uint(&a.json, "changes", grade_changes(s));
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct grade_request *q = request;
    const struct grade_reply *r = reply;
    enum err_code rc = ERR_OK;
    (void)came;
    if (!ctl->json)
        command_say(&grade_op, request, reply);
    for (size_t i = 0; ctl->json && rc == ERR_OK && i < r->count; i++) {
        size_t n[RESULT_STATES];
        results_count(&r->graded[i].results, n);
        rc = show_json(&r->graded[i], q->is_preview, n, e);
    }
    return rc;
}

enum err_code cmd_grade(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &grade_op, argc, argv, show, e);
}
