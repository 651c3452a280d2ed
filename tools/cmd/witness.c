/* sathachctl witness init|trust|cosign: another house's machine, which cosigns the office's log. */
#include "app/core/i18n.h"
#include "tools/cmd/command.h"
#include "tools/cmd/options.h"
#include "tools/work/witness_cosign.h"
#include "tools/work/witness_init.h"
#include "tools/work/witness_trust.h"

#include <stdio.h>
#include <string.h>

enum { TYPED_MAX = 64 };

static enum err_code show_made(const struct ctl *ctl, const void *request, const void *reply,
                               enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&witness_init_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_witness_init(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &witness_init_op, argc, argv, show_made, e);
}

static enum err_code show_trusted(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&witness_trust_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_witness_trust(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &witness_trust_op, argc, argv, show_trusted, e);
}

/* ---- cosign: looked at, the word typed, signed ---- */

static bool is_typed(const char *wanted)
{
    char line[TYPED_MAX];
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    return strcmp(line, wanted) == 0;
}

static bool is_agreed(const struct witness_view *v)
{
    size_t lines = v->log.lines, fresh = lines - (size_t)v->known;
    if (v->is_renewed) {
        printf(_("Cosign %zu lines, %zu of them new, although lines are lost? Type ACCEPT LOSS: "),
               lines, fresh);
        return is_typed("ACCEPT LOSS");
    }
    printf(_("Cosign %zu lines, %zu of them new? Type YES: "), lines, fresh);
    return is_typed("YES");
}

static enum err_code sign(struct ctl *ctl, struct witness_cosign_request *q, struct err *e)
{
    struct witness_cosign_reply r = {0};
    enum err_code rc = witness_cosign_op.run(&ctl->work, q, &r, e);
    if (rc == ERR_OK)
        putchar('\n');
    command_say(&witness_cosign_op, q, &r);
    witness_cosign_op.forget(&r);
    return rc;
}

enum err_code cmd_witness_cosign(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct witness_cosign_request q, look;
    struct witness_cosign_reply r = {0};
    enum err_code rc = options_request(&witness_cosign_op, &argc, argv, &q, e);
    if (rc != ERR_OK)
        return rc;
    look = q;
    look.is_preview = true;
    rc = witness_cosign_op.run(&ctl->work, &look, &r, e);
    if (rc == ERR_OK)
        command_say(&witness_cosign_op, &look, &r);
    if (rc == ERR_OK && !q.is_preview && !is_agreed(&r.view))
        rc = err_set(e, ERR_NO, _("not cosigned: the word was not typed"));
    q.seen = r.view.log.mark.root;
    q.accepts_loss = r.view.is_renewed;
    if (rc == ERR_OK && !q.is_preview)
        rc = sign(ctl, &q, e);
    witness_cosign_op.forget(&r);
    return rc;
}
