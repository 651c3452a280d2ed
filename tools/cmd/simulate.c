/* sathachctl simulate SESSION --candidates N [--seed S] [--begun DIR] [-o DIR] */
#include "tools/work/simulate.h"

#include "app/core/i18n.h"
#include "tools/cmd/command.h"

#include <stdio.h>

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct simulate_reply *r = reply;
    (void)ctl;
    (void)request;
    (void)came;
    (void)e;
    if (r->folder)
        printf(_("%zu papers of %ld virtual candidates written to %s\n"), r->written, r->people,
               r->folder);
    return ERR_OK;
}

enum err_code cmd_simulate(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &simulate_op, argc, argv, show, e);
}
