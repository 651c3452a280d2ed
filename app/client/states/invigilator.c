/* The invigilator's box: a voucher, what it is for, why; copies to a stick; the seat is left. */
#include "app/client/invigilator_box.h"
#include "app/client/delivery.h"
#include "app/client/exchange.h"
#include "app/client/intervention.h"
#include "app/client/leaving.h"
#include "app/client/record_wait.h"
#include "app/client/seat_manifest.h"
#include "app/client/states/states.h"
#include "app/client/stick_copy.h"
#include "app/client/vouchers.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- what is done ---- */

/* Why a voucher is not taken stands in a whole sentence; what else goes wrong gets one. */
static void say_refused(struct client *c, const struct err *e)
{
    char text[128];
    bool is_said = e->code == ERR_POLICY || e->code == ERR_AUTH || e->code == ERR_USAGE;
    snprintf(text, sizeof text, _("Nothing was done: %s."), disk_trouble_why(e));
    flow_say(c, MESSAGE_WARNING, is_said ? e->text : text);
}

/* Back to the first question, with a word why. */
static void begin_again(struct client *c, const struct err *e)
{
    invigilator_box_reset(c);
    flow_clear_input(c);
    say_refused(c, e);
}

/* What lies below the box goes on as it was. */
static bool is_staying(enum room_action action)
{
    return action == ROOM_ACTION_EXTEND || action == ROOM_ACTION_UNLOCK ||
           action == ROOM_ACTION_START_ALL;
}

/* Its use stands in the room record. */
static void carry_out(struct client *c)
{
    const struct invigilator_offer what = c->invigilator.chosen;
    struct exam_intervention by;
    struct err e = {0};
    bool of_paper = room_action_row(what.action)->of_paper;
    enum err_code rc = vouchers_take(c, &by, &e);
    if (rc == ERR_OK && of_paper)
        rc = exam_intervene(c->exam, &by, &e);
    if (rc != ERR_OK) {
        begin_again(c, &e);
        return;
    }
    invigilator_box_reset(c);
    if (is_staying(what.action))
        flow_go_back(c);
    if (of_paper)
        intervention_show(c, &what);
    else
        intervention_on_seat(c, what.action, false);
}

/* The use is recorded first, then it is done. */
static void act(struct client *c)
{
    struct err e = {0};
    enum err_code rc = ERR_OK;
    if (!invigilator_box_is_offered(c, &c->invigilator.chosen))
        rc = err_set(&e, ERR_POLICY, _("That is not possible any more."));
    if (rc == ERR_OK)
        rc = vouchers_use(c, &e);
    if (rc == ERR_OK)
        record_wait_then(c, carry_out);
    else
        begin_again(c, &e);
}

/* ---- what is asked ---- */

static void go_to(struct client *c, enum invigilator_step step)
{
    enum room_action action = c->invigilator.chosen.action;
    bool is_resume = action == ROOM_ACTION_RESUME || action == ROOM_ACTION_RESUME_ALL;
    c->invigilator.step = step;
    flow_clear_input(c);
    flow_dismiss(c);
    if (step == INVIGILATOR_REASON && is_resume && c->exam &&
        exam_left_after_resume_ms(c->exam) == 0)
        flow_say(c, MESSAGE_DANGER,
                 N_("This seat has waited too long: its time is over, and the paper ends with this "
                    "voucher. Esc: nothing is done."));
}

static void read_voucher(struct client *c, const char *typed)
{
    struct err e = {0};
    if (stick_copy_start(c, typed))
        return;
    if (vouchers_read(c, typed, &e) == ERR_OK)
        go_to(c, INVIGILATOR_ACTION);
    else
        say_refused(c, &e);
}

/* The number typed, 1 … most; 0 for anything else. */
static size_t number_of(const char *typed, size_t most)
{
    size_t n = typed[0] >= '1' && typed[0] <= '9' && !typed[1] ? (size_t)(typed[0] - '0') : 0;
    return n <= most ? n : 0;
}

static void say_shown(struct client *c)
{
    char text[256];
    snprintf(text, sizeof text,
             _("%s shows this voucher as used. Enter again uses it here too; the office will ask."),
             exchange_shown_by(c));
    flow_say_made(c, MESSAGE_WARNING, text, say_shown);
}

/* Only the seat's own records refuse; what another shows is said, and Enter goes on. */
static void after_others(struct client *c)
{
    bool is_shown = exchange_shown_by(c)[0] != '\0';
    go_to(c, is_shown ? INVIGILATOR_SHOWN : INVIGILATOR_REASON);
    if (is_shown)
        say_shown(c);
}

/* Whether it was used at another seat; one for the whole room, or to leave every seat with, is to
 * be. */
static void ask_others(struct client *c)
{
    enum room_action action = c->invigilator.chosen.action;
    if (room_action_row(action)->whole_room || action == ROOM_ACTION_LEAVE)
        go_to(c, INVIGILATOR_REASON);
    else
        exchange_ask_others(c, c->invigilator.n, after_others);
}

static void read_action(struct client *c, const char *typed)
{
    struct invigilator_offer offer[INVIGILATOR_OFFERS_MAX];
    size_t n = number_of(typed, invigilator_box_offers(c, offer));
    struct err e = {0};
    if (!n) {
        flow_say(c, MESSAGE_WARNING, N_("Type one of the numbers that stand here."));
    } else if (vouchers_check(c, &offer[n - 1], &e) != ERR_OK) {
        begin_again(c, &e);
    } else {
        c->invigilator.chosen = offer[n - 1];
        ask_others(c);
    }
}

static void after_look(struct client *c)
{
    if (!c->invigilator.is_anew && intervention_is_blind(c, c->invigilator.chosen.action))
        go_to(c, INVIGILATOR_ANEW);
    else
        act(c);
}

/* Before a paper begins or goes on here, what lies elsewhere is looked at afresh; only then is the
 * voucher used. */
static void look_or_act(struct client *c)
{
    enum room_action action = c->invigilator.chosen.action;
    if (c->exam && intervention_wants_look(action))
        exchange_look(c, after_look, false);
    else
        act(c);
}

static void read_anew(struct client *c, const char *typed)
{
    size_t n = number_of(typed, 2);
    c->invigilator.is_anew = n == 2;
    if (n == 2)
        go_to(c, INVIGILATOR_NAME);
    else if (n == 1)
        look_or_act(c);
    else
        flow_say(c, MESSAGE_WARNING, N_("Type one of the numbers that stand here."));
}

static void read_reason(struct client *c, const char *typed)
{
    size_t n = number_of(typed, ROOM_REASON_OTHER);
    if (!n || !room_reason_word((unsigned)n)) {
        flow_say(c, MESSAGE_WARNING, N_("Type one of the numbers that stand here."));
        return;
    }
    c->invigilator.reason = (uint16_t)n;
    if (room_action_row(c->invigilator.chosen.action)->wants_name)
        go_to(c, INVIGILATOR_NAME);
    else
        look_or_act(c);
}

static bool is_right_name(const struct client *c, const char *typed)
{
    char one[SESSION_SBD_KEY], other[SESSION_SBD_KEY];
    const char *wanted = room_action_row(c->invigilator.chosen.action)->of_paper
                             ? c->exam ? c->exam->candidate->sbd : ""
                             : c->setup.seat;
    if (strcmp(typed, wanted) == 0)
        return true;
    return session_sbd_key(typed, one) && session_sbd_key(wanted, other) && strcmp(one, other) == 0;
}

static void read_name(struct client *c, const char *typed)
{
    if (is_right_name(c, typed) && c->invigilator.is_anew)
        act(c);
    else if (is_right_name(c, typed))
        look_or_act(c);
    else
        flow_say(c, MESSAGE_WARNING, N_("That is not what stands above. Nothing was done."));
}

/* There is no copy: once more, or without. */
static void read_leaving(struct client *c, const char *typed)
{
    if (number_of(typed, 1))
        leaving_copy_again(c);
    else if (strcasecmp(typed, LEAVING_WORD) == 0)
        leaving_end(c);
    else
        flow_say(c, MESSAGE_WARNING, N_("That is not what stands above. Nothing was done."));
}

static void accept(struct client *c)
{
    static void (*const READ[])(struct client *,
                                const char *) = {[INVIGILATOR_VOUCHER] = read_voucher,
                                                 [INVIGILATOR_ACTION] = read_action,
                                                 [INVIGILATOR_REASON] = read_reason,
                                                 [INVIGILATOR_ANEW] = read_anew,
                                                 [INVIGILATOR_NAME] = read_name};
    char typed[TUI_FIELD_TEXT];
    if (exchange_is_looking(c) || c->exchange.others.until)
        return;
    if (c->flow.leaving.step == LEAVING_COPIED) {
        leaving_end(c);
        return;
    }
    if (c->invigilator.step == INVIGILATOR_SHOWN) {
        go_to(c, INVIGILATOR_REASON);
        return;
    }
    if (!flow_field(c)->text[0]) {
        flow_say(c, MESSAGE_CALM, N_("Type what is asked for, or Esc to go back."));
        return;
    }
    memcpy(typed, flow_field(c)->text, sizeof typed);
    flow_clear_input(c);
    (leaving_is_on(c) ? read_leaving : READ[c->invigilator.step])(c, typed);
    crypt_wipe(typed, sizeof typed);
}

static void go_back(struct client *c)
{
    bool was_leaving = leaving_is_on(c), is_first = c->invigilator.step == INVIGILATOR_VOUCHER;
    exchange_wait(c, NULL);
    invigilator_box_reset(c);
    flow_clear_input(c);
    flow_dismiss(c);
    if (is_first)
        flow_go_back(c);
    if (was_leaving)
        flow_say(c, MESSAGE_CALM, N_("This seat was not left. The same voucher leaves it later."));
    else if (!is_first)
        flow_say(c, MESSAGE_CALM, N_("Nothing was done; the voucher is not used."));
}

static void press(struct client *c, const struct press *p)
{
    if (record_wait_is_on(c) || seat_manifest_is_on(c) ||
        leaving_is_busy(c)) /* nothing takes back what was typed */
        return;
    if (p->key->kind == KEYPRESS_ESC)
        go_back(c);
    else if (p->key->kind == KEYPRESS_ENTER)
        accept(c);
    else if (!exchange_is_looking(c))
        tui_field_key(flow_field(c), p->key);
}

static void enter(struct client *c)
{
    invigilator_box_reset(c);
    stick_copy_look_first(c);
}

/* A stick may be plugged in while the box is open. What lies below an ended exam's box goes on, and
 * once its answers are safe the candidate sees the receipt. */
static void tick(struct client *c)
{
    bool is_closing = c->exam && exam_is_ended(c->exam) && c->flow.back == CLIENT_CLOSING;
    stick_copy_look(c);
    if (is_closing && delivery_try(c, 0) && !c->invigilator.by_hand.outbox)
        flow_go(c, CLIENT_RECEIPT);
}

const struct state_ops STATE_INVIGILATOR = {
    .takes_text = true, .enter = enter, .key = press, .tick = tick};
