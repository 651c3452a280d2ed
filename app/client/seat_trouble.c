#include "app/client/seat_trouble.h"

#include "app/client/exchange.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

/* "there is no such file or folder (/media/stick)": the reason first, so that a long path is what
 * is cut. */
static void reason_first(const struct client *c, const struct err *missing, char *out, size_t room)
{
    for (size_t i = 0; i < c->exchange.folders; i++) {
        const char *path = c->setup.exchange_dir[i];
        size_t n = strlen(path);
        if (strncmp(missing->text, path, n) == 0 && missing->text[n] == ':') {
            snprintf(out, room, "%s (%s)", missing->text + n + 2, path);
            return;
        }
    }
    snprintf(out, room, "%s", missing->text);
}

bool seat_trouble_text(const struct client *c, char *out, size_t room)
{
    const struct err *missing = exchange_missing(c);
    struct err record;
    char reason[ERR_TEXT_MAX];
    out[0] = '\0';
    if (c->papers.opening.is_late)
        snprintf(out, room, "%s",
                 _("! This seat's disk does not answer: no paper opens here. Take another seat."));
    else if (c->setup.session->info.copies && c->exchange.folders == 0)
        snprintf(out, room, "%s",
                 _("! Two places are wanted for answers: this seat has no exchange folder."));
    else if (missing) {
        reason_first(c, missing, reason, sizeof reason);
        snprintf(out, room,
                 _("! The exchange folder cannot be used: plug in its stick or mount its share. "
                   "Answers stay on this seat meanwhile. %s"),
                 reason);
    } else if (c->exchange.is_late)
        snprintf(out, room, "%s",
                 _("! The exchange folder does not answer. Everything is kept on this seat."));
    else if (c->papers.unopened.code != ERR_OK && c->papers.unopened.code != ERR_BUSY)
        snprintf(out, room, _("! A paper could not be opened here: %s"), c->papers.unopened.text);
    else if (c->unlocked.room && room_record_writer_trouble(c->unlocked.room, &record) != ERR_OK)
        snprintf(out, room, _("! The room record is kept in memory only: %s."),
                 disk_trouble_clause(disk_trouble_cause(&record)));
    return out[0] != '\0';
}

const char *seat_trouble_not_held(const struct client *c)
{
    if (!c->setup.kiosk.is_on)
        return _("For the invigilator: this program can be left, it is no kiosk.");
    switch (c->setup.kiosk.console) {
    case KIOSK_CONSOLE_NONE:
        return _("For the invigilator: this window can be closed; the program does not hold it.");
    case KIOSK_CONSOLE_FREE:
        return _("For the invigilator: Alt-F2 leaves this screen; the program does not hold it.");
    default: return NULL;
    }
}

bool seat_trouble_has_lack(const struct client *c)
{
    char text[512];
    bool is_training = c->setup.session->info.flags & SESSION_FLAG_TRAINING;
    return seat_trouble_text(c, text, sizeof text) || c->setup.test.unfit.code != ERR_OK ||
           (seat_trouble_not_held(c) && (c->setup.kiosk.is_on || !is_training));
}
