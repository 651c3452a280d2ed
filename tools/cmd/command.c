#include "tools/cmd/command.h"

#include "tools/cmd/options.h"

#include <stdio.h>

#include <stdlib.h>

static enum err_code run(struct ctl *ctl, const struct work_op *op, const void *request,
                         void *reply, command_show *show, struct err *e)
{
    struct err shown = {0};
    enum err_code rc = op->run(&ctl->work, request, reply, e);
    if (show(ctl, request, reply, rc, &shown) != ERR_OK && (rc == ERR_OK || !e->text[0])) {
        *e = shown;
        rc = shown.code;
    }
    if (op->forget)
        op->forget(reply);
    return rc;
}

void command_say(const struct work_op *op, const void *request, const void *reply)
{
    struct buf out;
    buf_init(&out, CTL_ANSWER_MAX);
    op->say(request, reply, &out);
    fputs(buf_text(&out), stdout);
    buf_free(&out);
}

enum err_code command_run(struct ctl *ctl, const struct work_op *op, int argc, char **argv,
                          command_show *show, struct err *e)
{
    void *request = calloc(1, op->request), *reply = calloc(1, op->reply);
    enum err_code rc =
        request && reply ? options_request(op, &argc, argv, request, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = run(ctl, op, request, reply, show, e);
    free(request);
    free(reply);
    return rc;
}
