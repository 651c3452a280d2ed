/* The invigilator's box: one-time codes of the paper and of the room. */
#include "app/client/client_states.h"
#include "app/client/room.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

enum { WRONG_CODES_MAX = 5, WAIT_MS = 30000 };

static void leave(struct client *c)
{
    struct err e = {0};
    exam_close(c->exam);
    c->exam = NULL;
    if (room_export_unfinished(c->setup.session, c->setup.data_dir, c->setup.seat, clock_wall_ms(&c->setup.clock), &e) != ERR_OK) {
        client_log_out(c);
        client_say(c, CLIENT_DANGER, e.text);
        return;
    }
    client_drop_bring_all(c, c->courier);
    client_lock(c);
    c->quit = true;
}

static void do_room(struct client *c, const struct onetime_match *what)
{
    switch (what->action) {
    case ONETIME_UNLOCK_LOGIN:
        c->login_locked = false;
        c->wrong_logins = 0;
        room_note_wrong(c->setup.key_folder, c->setup.session, c->setup.seat, 0);
        client_go(c, c->back);
        client_say(c, CLIENT_CALM, _("Log-in is open again."));
        break;
    case ONETIME_RESUME_ALL:
        client_answer_on(c);
        client_say(c, CLIENT_CALM, _("Welcome back: all your answers are here."));
        break;
    case ONETIME_LOCK: client_lock(c); break;
    case ONETIME_LEAVE: leave(c); break;
    default: break;
    }
}

/* Typed codes of the room count once on a seat. */
static bool take_room(struct client *c, const char *typed)
{
    struct onetime_match what;
    if (!c->S || !onetime_find(c->S, true, typed, &what))
        return false;
    c->wrong_codes = 0;
    uint64_t bit = UINT64_C(1) << what.number % 64, *word = &c->room_codes_used[what.number % 256 / 64];
    if (*word & bit) {
        client_say(c, CLIENT_WARNING, _("This code was used before."));
        return true;
    }
    if (what.action == ONETIME_RESUME_ALL && !(c->exam && c->exam->needs_resume_code && exam_resume(c->exam, what.number))) {
        client_say(c, CLIENT_WARNING, _("Nothing waits to be resumed."));
        return true;
    }
    *word |= bit;
    do_room(c, &what);
    return true;
}

static void after_paper_code(struct client *c, const struct onetime_match *what)
{
    char text[96];
    switch (what->action) {
    case ONETIME_EXTEND:
        client_go(c, c->back);
        snprintf(text, sizeof text, _("%u minutes were added."), what->minutes);
        client_say(c, CLIENT_CALM, text);
        c->warned = 0;
        break;
    case ONETIME_RESUME:
        client_answer_on(c);
        client_say(c, CLIENT_CALM, _("Welcome back: all your answers are here."));
        break;
    case ONETIME_START_HERE:
        if (exam_is_started(c->exam))
            client_answer_on(c);
        else
            client_go(c, CLIENT_RULES);
        break;
    default: c->ended_by_invigilator = true; break;
    }
}

static void take_code(struct client *c)
{
    struct onetime_match what;
    struct err e = {0};
    uint64_t now = clock_boot_ms(&c->setup.clock);
    if (now < c->codes_wait_until_ms) {
        client_say(c, CLIENT_WARNING, _("Too many wrong codes: wait 30 seconds."));
        return;
    }
    char typed[sizeof c->field[0].text];
    memcpy(typed, c->field[0].text, sizeof typed);
    client_clear_fields(c);
    if (client_stick_copy(c, typed))
        return;
    if (c->exam && exam_take_code(c->exam, typed, &what, &e) == ERR_OK) {
        c->wrong_codes = 0;
        after_paper_code(c, &what);
    } else if (e.code == ERR_POLICY) {
        client_say(c, CLIENT_WARNING, e.text);
    } else if (!take_room(c, typed)) {
        c->wrong_codes++;
        if (c->wrong_codes >= WRONG_CODES_MAX)
            c->codes_wait_until_ms = now + WAIT_MS;
        if (c->wrong_codes == WRONG_CODES_MAX && c->exam)
            exam_code_failed(c->exam);
        client_say(c, CLIENT_WARNING, _("This is no code of this paper or this room."));
    }
    crypt_wipe(typed, sizeof typed);
}

void client_invigilator_key(struct client *c, const struct keypress *key)
{
    c->dirty = true;
    if (key->kind == KEYPRESS_ESC)
        client_go(c, c->back);
    else if (key->kind == KEYPRESS_ENTER && !c->field[0].text[0])
        client_say(c, CLIENT_CALM, _("Type a code, or Esc to go back."));
    else if (key->kind == KEYPRESS_ENTER)
        take_code(c);
    else
        client_field_key(&c->field[0], key);
}
