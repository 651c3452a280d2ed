/* sathachctl init DIR [--role office|examiner] */
#include "tools/work/init.h"

#include "tools/cmd/command.h"

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&init_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_init(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &init_op, argc, argv, show, e);
}
