#include "app/client/unlock.h"

#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/client/papers.h"
#include "app/client/seat_manifest.h"
#include "app/client/seat_status.h"
#include "app/core/session_key.h"
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdlib.h>

enum { RECORD_MS = 3000 };

/* To whoever sat here when the machine stopped. */
static void say_unfinished(struct client *c)
{
    bool found = false;
    for (uint32_t p = 0; p < c->unlocked.roster.papers && !found; p++) {
        char *path = attempt_path(c->setup.data_dir, c->setup.session, p);
        found = path && file_exists(path) && !papers_seems_handed_in(c, p);
        free(path);
    }
    if (found)
        flow_say(c, MESSAGE_CALM,
                 N_("Were you interrupted at this seat? Log in again: all your answers are kept."));
}

/* What the room record tells goes on to hold: wrong log-ins and vouchers, locks and waits. */
static void take_up_state(struct client *c)
{
    struct room_record_state told;
    room_record_writer_state(c->unlocked.room, &c->setup.clock, &told);
    c->login.failures = told.wrong_logins;
    c->login.is_locked = told.is_login_locked;
    c->invigilator.failures = told.wrong_vouchers;
    c->invigilator.wait_until = told.wait_until_ms;
}

static enum err_code open_room(struct client *c, const uint8_t *S, bool is_typed, struct err *e)
{
    const struct room_record_setup setup = {.session = c->setup.session,
                                            .S = S,
                                            .dir = c->setup.data_dir,
                                            .seat = c->setup.seat,
                                            .clock = c->setup.clock};
    enum err_code rc = room_record_writer_start(&setup, RECORD_MS, &c->unlocked.room, e);
    if (rc != ERR_OK)
        return rc;
    if (!c->shown.is_start_noted)
        room_record_writer_note(c->unlocked.room, ROOM_STARTED, c->setup.program.build);
    c->shown.is_start_noted = true;
    if (is_typed)
        room_record_writer_note(c->unlocked.room, ROOM_UNLOCKED, NULL);
    seat_manifest_mend(c);
    take_up_state(c);
    return ERR_OK;
}

void unlock_forget_session(struct client *c, bool is_last)
{
    seat_manifest_drop(c);
    session_roster_free(&c->unlocked.roster);
    (is_last ? room_record_writer_stop : room_record_writer_leave)(c->unlocked.room);
    crypt_secret_free(c->unlocked.S);
    c->unlocked = (struct unlocked){0};
}

/* S is right: the roster opens, and the log-in stands. S belongs to the client from here on. */
static enum err_code open_seat(struct client *c, uint8_t *S, bool is_typed, struct err *e)
{
    c->unlocked.S = S;
    enum err_code rc = session_read_roster(c->setup.session, S, &c->unlocked.roster, e);
    if (rc == ERR_OK)
        rc = session_read_verifiers(c->setup.session, S, c->unlocked.verifiers, e);
    if (rc == ERR_OK)
        rc = open_room(c, S, is_typed, e);
    if (rc != ERR_OK) {
        unlock_forget_session(c, false);
        return rc;
    }
    flow_go(c, CLIENT_LOGIN);
    if (!c->login.is_locked)
        say_unfinished(c);
    return ERR_OK;
}

/* Locked by the invigilator before the program ended: the passphrase is wanted again. */
static bool is_to_stay_locked(const struct client *c)
{
    struct room_record_state told;
    room_record_writer_state(c->unlocked.room, &c->setup.clock, &told);
    return told.is_locked;
}

enum err_code unlock_load(struct client *c, struct err *e)
{
    uint8_t *S = crypt_secret_new(CRYPT_KEY);
    if (!S)
        return err_memory(e);
    if (!c->setup.key_folder || !session_key_load(c->setup.key_folder, c->setup.session, S)) {
        crypt_secret_free(S);
        return ERR_OK;
    }
    enum err_code rc = open_seat(c, S, false, e);
    if (rc == ERR_OK && is_to_stay_locked(c))
        unlock_lock(c);
    return rc;
}

enum err_code unlock_with(struct client *c, const char *const *passphrase, size_t n, struct err *e)
{
    if (c->unlocked.S)
        return ERR_OK;
    uint8_t *S = crypt_secret_new(CRYPT_KEY);
    if (!S)
        return err_memory(e);
    enum err_code rc = session_unlock(c->setup.session, passphrase, n, S, e);
    if (rc != ERR_OK) {
        crypt_secret_free(S);
        return rc;
    }
    if ((rc = open_seat(c, S, true, e)) != ERR_OK)
        return rc;
    if (c->setup.key_folder)
        session_key_keep(c->setup.key_folder, c->setup.session, S);
    exchange_put_all(c);
    unlock_warn_of_hours(c);
    return ERR_OK;
}

void unlock_forget_passphrases(struct client *c)
{
    for (int i = 0; i < c->login.passphrases; i++)
        crypt_secret_free(c->login.passphrase[i]);
    c->login.passphrases = 0;
}

void unlock_lock(struct client *c)
{
    papers_log_out(c);
    if (c->shown.number)
        seat_status_end(c, c->flow.quit ? STATUS_LEFT : STATUS_LOCKED);
    if (c->setup.key_folder)
        session_key_forget(c->setup.key_folder, c->setup.session);
    unlock_forget_session(c, c->flow.quit);
    flow_go(c, CLIENT_LOCKED);
}

void unlock_warn_of_hours(struct client *c)
{
    const struct session_info *i = &c->setup.session->info;
    int64_t now = clock_wall_ms(&c->setup.clock) / 1000;
    if ((i->opens && now < i->opens) || (i->closes && now > i->closes))
        flow_say(
            c, MESSAGE_WARNING,
            N_("This seat's clock stands outside the session's hours. The invigilator may go on."));
}
