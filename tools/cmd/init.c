/* sathachctl init DIR [--role office|examiner] */
#include "tools/work/init.h"

#include "app/core/i18n.h"
#include "tools/cmd/command.h"

#include <stdio.h>

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct init_reply *r = reply;
    (void)ctl;
    (void)request;
    (void)came;
    (void)e;
    for (size_t i = 0; i < r->count; i++)
        printf(_("%s: key of the role \"%s\", fingerprint %s\n"), r->key[i].path,
               keys_role_word(r->key[i].role), r->key[i].fingerprint);
    return ERR_OK;
}

enum err_code cmd_init(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &init_op, argc, argv, show, e);
}
