/* sathachctl receipt CODE [--list FILE [--trust PUBLIC-KEY]] */
#include "tools/work/receipt.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/command.h"

#include <stdio.h>

/* An object of JSON a find: an SBD is a text of the roster, and may hold a quote. */
static enum err_code print_row(const struct receipt_row *r, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "session", r->session);
    json_pair(&a.json, "paper", r->paper);
    json_pair(&a.json, "sbd", r->sbd);
    json_pair(&a.json, "state", results_state_name(r->state));
    json_pair_uint(&a.json, "total", r->total);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code print_found(const char *list, const char *grouped, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "list", file_base(list));
    json_pair(&a.json, "receipt", grouped);
    json_pair_bool(&a.json, "signed", true);
    json_pair_bool(&a.json, "found", true);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct receipt_request *q = request;
    const struct receipt_reply *r = reply;
    enum err_code rc = ERR_OK;
    (void)came;
    if (!ctl->json)
        command_say(&receipt_op, request, reply);
    for (size_t i = 0; ctl->json && rc == ERR_OK && i < r->rows; i++)
        rc = print_row(&r->row[i], e);
    return ctl->json && r->is_in_list ? print_found(q->list, r->receipt, e) : rc;
}

enum err_code cmd_receipt(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &receipt_op, argc, argv, show, e);
}
