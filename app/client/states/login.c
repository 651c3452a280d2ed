/* The log-in: candidate number and access code. Too many wrong ones lock it until the invigilator
 * comes. */
#include "app/client/papers.h"
#include "app/client/record_wait.h"
#include "app/client/states/states.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

static void say_locked(struct client *c)
{
    flow_say(c, MESSAGE_DANGER,
             N_("This seat waits for the invigilator. Please raise your hand. A paper that is not "
                "begun loses no time."));
}

/* Nobody types a number and a code in vain. */
static void enter(struct client *c)
{
    if (c->login.is_locked)
        say_locked(c);
}

static void say_refused(struct client *c)
{
    char text[sizeof c->message.text];
    snprintf(text, sizeof text,
             c->setup.lines.is_on
                 ? _("The candidate number or the access code is not right. The number is kept: "
                     "type the code, or esc for another number. Attempts left: %d.")
                 : _("The candidate number or the access code is not right. The number is kept: "
                     "type the code, or ↑ to change the number. Attempts left: %d."),
             LOGIN_FAILURES_MAX - c->login.failures);
    flow_say_made(c, MESSAGE_WARNING, text, say_refused);
}

/* The number stays, the code is typed anew. */
static void refuse(struct client *c)
{
    room_record_writer_note(c->unlocked.room, ROOM_WRONG_LOGIN, NULL);
    c->login.failures++;
    papers_forget_candidate(c);
    crypt_wipe(c->input.field[1].text, sizeof c->input.field[1].text);
    c->input.at = 1;
    if (c->login.failures >= LOGIN_FAILURES_MAX) {
        room_record_writer_note(c->unlocked.room, ROOM_LOGIN_LOCKED, NULL);
        c->login.is_locked = true;
        flow_clear_input(c);
        flow_say(c, MESSAGE_DANGER,
                 N_("Five wrong attempts: this seat waits for the invigilator. Please raise your "
                    "hand. A paper that is not begun loses no time."));
        return;
    }
    say_refused(c);
}

/* Once the log-in stands in the room record. */
static void go_on(struct client *c)
{
    flow_clear_input(c);
    papers_go_on(c);
}

static void log_in(struct client *c)
{
    if (c->login.is_locked) {
        say_locked(c);
        return;
    }
    if (!papers_log_in(c, c->input.field[0].text, c->input.field[1].text)) {
        refuse(c);
        return;
    }
    room_record_writer_note(c->unlocked.room, ROOM_LOGIN, NULL);
    c->login.failures = 0;
    record_wait_then(c, go_on);
}

static bool is_code(const char *typed)
{
    char code[CODE_ACCESS + 1];
    return code_normalise(typed, code, sizeof code) && strlen(code) == CODE_ACCESS &&
           code_has_check(code);
}

/* The number once more where the code belongs: a slip that tries no code. What could be a code is
 * one. */
static bool is_number_again(const struct client *c)
{
    const char *number = c->input.field[0].text, *typed = c->input.field[1].text;
    char one[SESSION_SBD_KEY], other[SESSION_SBD_KEY];
    return !is_code(typed) && session_sbd_key(number, one) && session_sbd_key(typed, other) &&
           strcmp(one, other) == 0;
}

static void ask_for_code(struct client *c)
{
    crypt_wipe(c->input.field[1].text, sizeof c->input.field[1].text);
    flow_say(c, MESSAGE_WARNING,
             N_("That is your candidate number once more. Now type the access code that stands on "
                "your slip. This is not counted as an attempt."));
}

/* Number and code typed into one line, a blank between: each goes where it belongs, so that no
 * attempt is lost by it. */
static void split_number_and_code(struct client *c)
{
    char code[CODE_ACCESS + 1];
    char *blank = strchr(c->input.field[0].text, ' ');
    if (!blank || !is_code(blank) || !code_normalise(blank, code, sizeof code))
        return;
    snprintf(c->input.field[1].text, sizeof c->input.field[1].text, "%s", code);
    crypt_wipe(blank, strlen(blank));
    c->input.at = 1;
}

/* The number, then the code: an empty field is asked for where it stands, so that the two never run
 * together. */
static void accept(struct client *c)
{
    struct input *in = &c->input;
    if (in->at == 0)
        split_number_and_code(c);
    if (!in->field[0].text[0]) {
        in->at = 0;
        flow_say(c, MESSAGE_CALM, N_("Please type your candidate number first."));
    } else if (in->at == 0) {
        in->at = 1;
        message_clear(&c->message);
    } else if (!in->field[1].text[0]) {
        flow_say(c, MESSAGE_CALM, N_("Please type your access code."));
    } else if (!c->login.is_locked && is_number_again(c)) {
        ask_for_code(c);
    } else {
        log_in(c);
    }
}

static void press(struct client *c, const struct press *p)
{
    struct tui_field *field = flow_field(c);
    if (record_wait_is_on(c)) {
        if (p->key->kind == KEYPRESS_ESC) /* the disk is slow, and somebody else's turn */
            papers_log_out(c);
        return;
    }
    if (!c->login.is_locked)
        flow_dismiss(c);
    if (p->key->kind == KEYPRESS_CHAR && p->key->cp == ' ' &&
        !field->text[0]) /* unseen, it would make the field look filled */
        return;
    switch (p->key->kind) {
    case KEYPRESS_TAB:
    case KEYPRESS_UP:
    case KEYPRESS_DOWN: c->input.at = !c->input.at; break;
    case KEYPRESS_ESC: flow_clear_input(c); break;
    case KEYPRESS_ENTER: accept(c); break;
    default: tui_field_key(field, p->key); break;
    }
}

const struct state_ops STATE_LOGIN = {.takes_text = true, .enter = enter, .key = press};
