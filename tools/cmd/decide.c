/* sathachctl decide SESSION question ID void|take-out|accept A,C|key B · paper P journal
 * HEAD|as-is|accept|annul|no-paper · lost LINE · close · cancel · undo N
 *            --reason T [--by NAME] [--preview] */
#include "tools/work/decide.h"

#include "tools/cmd/command.h"

static void json_change(struct json *j, const struct result *a, const struct result *b)
{
    json_open_object(j);
    json_pair(j, "paper", a->paper);
    json_pair(j, "sbd", a->sbd);
    json_pair(j, "state_before", results_state_name(a->state));
    json_pair(j, "state_after", results_state_name(b->state));
    json_pair_uint(j, "total_before", a->total);
    json_pair_uint(j, "total_after", b->total);
    json_close(j);
}

static enum err_code show_json(const struct decide_reply *d, bool is_preview, struct err *e)
{
    const struct decision *n = d->decision;
    struct ctl_answer a;
    struct buf ruling;
    buf_init(&ruling, 1024);
    decision_write_ruling(n, &ruling);
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "session", d->grading.opened.name);
    json_pair_uint(&a.json, "number", n->number);
    json_pair(&a.json, "ruling", buf_text(&ruling));
    if (d->words[0]) {
        json_pair(&a.json, "words", d->words);
        json_pair_uint(&a.json, "papers", d->papers);
    }
    json_pair_bool(&a.json, "preview", is_preview);
    json_key(&a.json, "changes");
    json_open_array(&a.json);
    for (size_t i = 0; i < d->before.count; i++)
        if (!decide_is_same(&d->before.row[i], &d->after.row[i]))
            json_change(&a.json, &d->before.row[i], &d->after.row[i]);
    json_close(&a.json);
    json_close(&a.json);
    buf_free(&ruling);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct decide_request *q = request;
    const struct decide_reply *r = reply;
    (void)came;
    if (!r->decision)
        return ERR_OK;
    if (ctl->json)
        return show_json(r, q->is_preview, e);
    command_say(&decide_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_decide(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &decide_op, argc, argv, show, e);
}
