/* sathachctl session new|commit|draw|cancel|people|pack|reveal */
#include "app/core/i18n.h"
#include "tools/bank/check_report.h"
#include "tools/cmd/command.h"
#include "tools/work/session_cancel.h"
#include "tools/work/session_draw.h"
#include "tools/work/session_new.h"
#include "tools/work/session_pack.h"
#include "tools/work/session_people.h"
#include "tools/work/session_reveal.h"

#include <stdio.h>
#include <string.h>

static void say_made(const char *name, size_t papers, size_t candidates)
{
    printf(_("sessions/%s/%s.session: %zu papers of %zu candidates\n"), name, name, papers,
           candidates);
}

/* ---- session new, session commit ---- */

static enum err_code show_new(const struct ctl *ctl, const void *request, const void *reply,
                              enum err_code came, struct err *e)
{
    const struct session_new_request *q = request;
    const struct session_new_reply *r = reply;
    char turns[SEAT_LIST_SAID];
    (void)ctl;
    (void)e;
    check_report_print(&r->bank, CHECK_REPORT_EXAMPLES, true, NULL, stderr);
    findings_print_folded(&r->roster, stderr);
    if (came != ERR_OK)
        return ERR_OK;
    if (r->seats) {
        seat_list_say(&r->turns, turns);
        printf(_("%zu papers have a seat of --seats: %s\n"), r->seats, turns);
    }
    if (q->is_dry)
        printf(_("%s: %zu papers of %zu candidates could be drawn; nothing was written\n"), q->name,
               r->papers, r->candidates);
    else if (q->lot_rule)
        printf(_("%s: committed to %zu papers of %zu candidates, line %zu of the log. Now the "
                 "log's code in public (sathachctl log code), then the lot, then: sathachctl "
                 "session draw %s --lot …\n"),
               q->name, r->papers, r->candidates, r->lines, q->name);
    else
        say_made(q->name, r->papers, r->candidates);
    return ERR_OK;
}

/* --lot belongs to session draw; who gives it here is told why. */
static bool names_a_lot(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--lot") == 0 || strncmp(argv[i], "--lot=", 6) == 0)
            return true;
    return false;
}

enum err_code cmd_session_new(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    if (names_a_lot(argc, argv))
        return err_set(e, ERR_USAGE,
                       _("a lot is drawn after the commitment: session commit, then session draw "
                         "--lot"));
    return command_run(ctl, &session_new_op, argc, argv, show_new, e);
}

enum err_code cmd_session_commit(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &session_commit_op, argc, argv, show_new, e);
}

/* ---- session draw ---- */

static enum err_code show_drawn(const struct ctl *ctl, const void *request, const void *reply,
                                enum err_code came, struct err *e)
{
    const struct session_draw_request *q = request;
    const struct session_draw_reply *r = reply;
    (void)ctl;
    (void)e;
    if (came == ERR_OK)
        say_made(q->name, r->papers, r->candidates);
    return ERR_OK;
}

enum err_code cmd_session_draw(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &session_draw_op, argc, argv, show_drawn, e);
}

/* ---- session cancel ---- */

static enum err_code show_given_up(const struct ctl *ctl, const void *request, const void *reply,
                                   enum err_code came, struct err *e)
{
    const struct session_cancel_request *q = request;
    const struct session_cancel_reply *r = reply;
    (void)ctl;
    (void)e;
    if (came == ERR_OK)
        printf(_("%s: the commitment is given up, line %zu of the log\n"), q->name, r->lines);
    return ERR_OK;
}

enum err_code cmd_session_cancel(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &session_cancel_op, argc, argv, show_given_up, e);
}

/* ---- session people ---- */

static enum err_code show_corrected(const struct ctl *ctl, const void *request, const void *reply,
                                    enum err_code came, struct err *e)
{
    const struct session_people_request *q = request;
    const struct session_people_reply *r = reply;
    (void)ctl;
    (void)e;
    findings_print_folded(&r->findings, stderr);
    if (came == ERR_OK)
        printf(
            _("%s: %zu identity numbers corrected, line %zu of the log; lists take them up with: "
              "sathachctl grade %s\n"),
            q->name, r->changed, r->lines, q->name);
    return ERR_OK;
}

enum err_code cmd_session_people(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &session_people_op, argc, argv, show_corrected, e);
}

/* ---- session pack ---- */

static enum err_code show_packed(const struct ctl *ctl, const void *request, const void *reply,
                                 enum err_code came, struct err *e)
{
    const struct session_pack_request *q = request;
    const struct session_pack_reply *r = reply;
    (void)ctl;
    (void)e;
    for (int i = 0; i < SESSION_PACK_FILES; i++)
        if (r->file[i])
            printf("%s\n", r->file[i]);
    if (came == ERR_OK && !q->is_dry)
        fprintf(stderr, _("%zu files written and read back, %zu stood there already\n"), r->fresh,
                SESSION_PACK_FILES - r->fresh);
    else if (came == ERR_OK)
        fprintf(stderr, _("%zu files would be written, %zu stand there already\n"), r->fresh,
                SESSION_PACK_FILES - r->fresh);
    return ERR_OK;
}

enum err_code cmd_session_pack(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &session_pack_op, argc, argv, show_packed, e);
}

/* ---- session reveal ---- */

static enum err_code show_revealed(const struct ctl *ctl, const void *request, const void *reply,
                                   enum err_code came, struct err *e)
{
    const struct session_reveal_request *q = request;
    const struct session_reveal_reply *r = reply;
    (void)ctl;
    (void)e;
    if (came == ERR_OK)
        printf(_("reports/%s/%s: %u papers; whoever has it, the bank and the log draws them again: "
                 "sathachctl verify %s --bank B.bank --log DIR\n"),
               q->name, DRAWN_FILE, r->papers, DRAWN_FILE);
    return ERR_OK;
}

enum err_code cmd_session_reveal(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &session_reveal_op, argc, argv, show_revealed, e);
}
