/* sathachctl audit [SESSION] [--keys [--not-sat]] */
#include "tools/work/audit.h"

#include "tools/cmd/command.h"
#include "tools/cmd/proving.h"

#include <stdio.h>

static void put_session(struct json *j, const struct audit_session *s)
{
    json_open_object(j);
    json_pair(j, "session", s->name);
    json_pair_uint(j, "papers", s->papers);
    json_pair_bool(j, "drawn", true);
    json_pair_bool(j, "graded", s->is_graded);
    json_pair_uint(j, "decisions", s->decisions);
    proving_json(j, &s->proof);
    json_close(j);
}

static enum err_code show_json(const struct audit_reply *r, bool is_one, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    if (!is_one)
        json_open_array(&a.json);
    for (size_t i = 0; i < r->count; i++)
        put_session(&a.json, &r->session[i]);
    if (!is_one)
        json_close(&a.json);
    return ctl_answer_end(&a, e);
}

/* Right answers and what is wrong are told whatever else is asked for. */
static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct audit_request *q = request;
    const struct audit_reply *r = reply;
    if (!ctl->json)
        command_say(&audit_op, request, reply);
    for (size_t i = 0; ctl->json && i < r->count; i++)
        printf("%s", buf_text(&r->session[i].said));
    return ctl->json && came == ERR_OK ? show_json(r, q->session != NULL, e) : ERR_OK;
}

enum err_code cmd_audit(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &audit_op, argc, argv, show, e);
}
