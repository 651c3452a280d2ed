/* sathachctl rebuild: register.db made again from the files. */
#include "tools/work/rebuild.h"

#include "app/core/i18n.h"
#include "tools/cmd/command.h"

#include <stdio.h>

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct rebuild_reply *r = reply;
    struct ctl_answer a;
    (void)came;
    if (!r->is_made)
        return ERR_OK;
    if (!ctl->json) {
        command_say(&rebuild_op, request, reply);
        return ERR_OK;
    }
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair_uint(&a.json, "sessions", r->whole);
    json_pair_uint(&a.json, "left_out", r->broken);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_rebuild(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &rebuild_op, argc, argv, show, e);
}
