#include "app/client/client.h"

#include "app/client/bank_title.h"
#include "app/client/exchange.h"
#include "app/client/invigilator_box.h"
#include "app/client/attempt_holder.h"
#include "app/client/leaving.h"
#include "app/client/orders.h"
#include "app/client/papers.h"
#include "app/client/seat_manifest.h"
#include "app/client/seat_status.h"
#include "app/client/practice.h"
#include "app/client/record_wait.h"
#include "app/client/save_state.h"
#include "app/client/states/states.h"
#include "app/client/stick_copy.h"
#include "app/client/time_left.h"
#include "app/client/unlock.h"
#include "app/core/errand.h"
#include "app/core/i18n.h"
#include "app/tui/lang.h"

#include <stdio.h>
#include <string.h>

enum { MINUTE_MS = 60000, IDLE_SHORT_MS = 30000, SEARCH_MS = 200, BOX_MS = 1000, WHEEL_LINES = 3 };
enum {
    WARNING_FRESH_MS = 5000,
    WARNING_STAYS_MS = 4000,
    WARNING_ENDS_MS = 30000,
    SETTLE_TURNS = 100,
    SETTLE_MS = 50
};

static const struct state_ops *const STATES[CLIENT_STATES] = {
    [CLIENT_LOCKED] = &STATE_LOCKED,           [CLIENT_LOGIN] = &STATE_LOGIN,
    [CLIENT_OPENING] = &STATE_OPENING,         [CLIENT_PAPERS] = &STATE_PAPERS,
    [CLIENT_CONFIRM] = &STATE_CONFIRM,         [CLIENT_RULES] = &STATE_RULES,
    [CLIENT_ANSWERING] = &STATE_ANSWERING,     [CLIENT_OVERVIEW] = &STATE_OVERVIEW,
    [CLIENT_HANDIN] = &STATE_HANDIN,           [CLIENT_CLOSING] = &STATE_CLOSING,
    [CLIENT_RECEIPT] = &STATE_RECEIPT,         [CLIENT_HELP] = &STATE_HELP,
    [CLIENT_INVIGILATOR] = &STATE_INVIGILATOR,
};

const struct state_ops *client_state_ops(enum client_state state)
{
    return STATES[state];
}

void client_use_language(enum client_lang lang)
{
    lang_use(lang == CLIENT_VI);
}

/* ---- the beginning and the end ---- */

enum err_code client_init(struct client *c, const struct client_setup *setup, struct err *e)
{
    memset(c, 0, sizeof *c);
    c->setup = *setup;
    c->flow = (struct flow){.states = STATES, .lang = setup->lang, .dirty = true};
    c->papers.candidate = c->papers.holder.fd = -1;
    struct crypt_random rnd = crypt_random_system();
    rnd.fill(rnd.context, &c->shown.instance, sizeof c->shown.instance);
    client_use_language(setup->lang);
    bank_title_read(setup->bank, &c->setup.bank_title);
    flow_go(c, CLIENT_LOCKED);
    if (exchange_start(c, e) != ERR_OK || unlock_load(c, e) != ERR_OK)
        return e->code;
    unlock_warn_of_hours(c);
    return ERR_OK;
}

void client_free(struct client *c)
{
    if (c->flow.states)
        papers_log_out(c);
    leaving_drop(c);
    papers_stop(c);
    exchange_stop(c);
    orders_stop(c);
    seat_manifest_stop(c);
    stick_copy_stop(c);
    stick_copy_stop_looking(c);
    invigilator_box_reset(c);
    unlock_forget_session(c, true);
    unlock_forget_passphrases(c);
    crypt_wipe(c, sizeof *c);
}

enum err_code client_unlock(struct client *c, const char *const *passphrase, size_t n,
                            struct err *e)
{
    return unlock_with(c, passphrase, n, e);
}

/* ---- keys ---- */

/* However it ended, its answers are delivered next. The invigilator's box may lie over that. */
static void close_ended_exam(struct client *c)
{
    enum client_state state = c->state == CLIENT_INVIGILATOR ? c->flow.back : c->state;
    bool is_closed = state == CLIENT_CLOSING || state == CLIENT_RECEIPT;
    if (c->exam && exam_is_ended(c->exam) && !is_closed)
        flow_go(c, CLIENT_CLOSING);
}

/* To whoever pressed the key by mistake, too: in both. */
static const char *const LANGUAGE_NAMED[] = {
    [CLIENT_VI] = "Ngôn ngữ: tiếng Việt. Language: Vietnamese.",
    [CLIENT_EN] = "Language: English. Ngôn ngữ: tiếng Anh."};

static void switch_language(struct client *c)
{
    c->flow.lang = c->flow.lang == CLIENT_VI ? CLIENT_EN : CLIENT_VI;
    client_use_language(c->flow.lang);
    if (practice_is_on(c))
        exam_translate_practice(c->practice, c->setup.lines.is_on);
    papers_keep_language(c);
    if (!flow_say_again(c) && !c->setup.lines.is_on) /* by lines, the command says it itself */
        flow_say(c, MESSAGE_CALM, LANGUAGE_NAMED[c->flow.lang]);
}

/* False where the state knows better what a page is. */
static bool scroll_page(struct client *c, int by)
{
    if (c->state == CLIENT_OVERVIEW)
        return false;
    flow_dismiss(c);
    reading_scroll(&c->reading, by * c->reading.shown.page_lines);
    return true;
}

static void quit(struct client *c)
{
    c->flow.quit = !c->setup.kiosk.is_on;
    if (c->setup.kiosk.is_on)
        flow_say(c, MESSAGE_CALM, N_("Only the invigilator ends the program, with a voucher."));
}

/* Keys that mean the same wherever they work. */
static bool press_anywhere(struct client *c, enum action_id action)
{
    switch (action) {
    case ACTION_REDRAW: return c->state != CLIENT_RECEIPT;
    case ACTION_LANGUAGE:
    case ACTION_LANGUAGE_TEXT: switch_language(c); return true;
    case ACTION_COLOURS: c->flow.theme_turns++; return true;
    case ACTION_HELP: flow_go_over(c, CLIENT_HELP); return true;
    case ACTION_INVIGILATOR:
        if (c->state != CLIENT_INVIGILATOR)
            flow_go_over(c, CLIENT_INVIGILATOR);
        return true;
    case ACTION_QUIT: quit(c); return true;
    case ACTION_SCROLL_UP: return scroll_page(c, -1);
    case ACTION_SCROLL_DOWN: return scroll_page(c, 1);
    default: return false;
    }
}

static void press(struct client *c, const struct keypress *key)
{
    unsigned arg;
    int action = tui_action_of_key(&ACTIONS, key, flow_where(c), flow_ops(c)->takes_text, &arg);
    const struct press p = {key, (enum action_id)action, arg};
    bool is_practised = practice_is_on(c);
    unsigned question = c->reading.question;
    if (!press_anywhere(c, p.action))
        flow_ops(c)->key(c, &p);
    if (is_practised && p.action)
        practice_explain(c, action_get(p.action), question);
}

/* The wheel scrolls where the page keys do: in the overview from row to row. */
static void turn_wheel(struct client *c, int by)
{
    if (by && c->state == CLIENT_OVERVIEW)
        press(c, &(struct keypress){.kind = by < 0 ? KEYPRESS_UP : KEYPRESS_DOWN});
    else if (by && flow_where(c) & action_get(ACTION_SCROLL_DOWN)->where)
        reading_scroll(&c->reading, by * WHEEL_LINES);
}

bool client_announce(struct client *c, const struct keypress *key)
{
    const struct input *in = &c->input;
    bool is_slow = c->state == CLIENT_LOGIN && key->kind == KEYPRESS_ENTER && in->at == 1 &&
                   in->field[0].text[0] && in->field[1].text[0] && !c->login.is_locked &&
                   !record_wait_is_on(c);
    if (is_slow)
        flow_say(c, MESSAGE_CALM, N_("Checking number and code…"));
    return is_slow;
}

void client_key(struct client *c, const struct keypress *key)
{
    if (c->reading.shown.is_too_small)
        return;
    c->flow.dirty = true;
    c->flow.last_key_ms = flow_now(c);
    if (flow_is_in_exam(c) && exam_left_ms(c->exam) == 0) {
        client_tick(c); /* the key came before the tick that ends */
        if (c->exam && exam_is_ended(c->exam))
            return;
    }
    if (key->kind == KEYPRESS_MOUSE)
        turn_wheel(c, key->wheel);
    else if (key->kind == KEYPRESS_PASTE)
        flow_say(c, MESSAGE_WARNING, N_("What is pasted is not taken. Please type."));
    else
        press(c, key);
    close_ended_exam(c);
}

void client_seen(struct client *c, const struct reading_shown *shown)
{
    c->reading.shown = *shown;
    c->reading.scroll = shown->first_line;
    c->flow.dirty = false;
}

/* ---- time ---- */

static void say_time(struct client *c)
{
    char text[160];
    const struct time_left_step *step = time_left_told(c->papers.ending.minutes_told);
    if (!step)
        return;
    snprintf(text, sizeof text,
             P_("%u minute left. Your answers are stored as you choose them.",
                "%u minutes left. Your answers are stored as you choose them.", step->minutes),
             step->minutes);
    flow_say_made(c, step->tone, text, say_time);
}

/* A step of the time left that comes now; what was jumped over is not made up for. */
static void warn_of_time(struct client *c)
{
    uint64_t left = exam_left_ms(c->exam);
    const struct time_left_step *step = time_left_step(&c->papers.ending.minutes_told, left);
    if (!step || !step->is_shown || left + WARNING_FRESH_MS <= step->minutes * (uint64_t)MINUTE_MS)
        return;
    say_time(c);
    c->message.stays_until = flow_now(c) + WARNING_STAYS_MS;
    c->message.ends_at = flow_now(c) + WARNING_ENDS_MS; /* by then it is no longer true */
}

/* The invigilator has to look who moves folders here. */
static void warn_of_loss(struct client *c, unsigned before)
{
    if (!c->exam || c->exam->disk.losses <= before)
        return;
    flow_say(
        c, MESSAGE_DANGER,
        N_("The folder of your answers was moved or removed: they are written anew. Please tell "
           "the invigilator."));
    c->message.stays_until = flow_now(c) + WARNING_STAYS_MS;
}

static void read_acks(struct client *c)
{
    unsigned before = c->exam->disk.losses;
    exam_read_acks(c->exam);
    warn_of_loss(c, before);
}

static void tick_state(struct client *c)
{
    close_ended_exam(c);
    if (flow_ops(c)->tick)
        flow_ops(c)->tick(c);
}

void client_tick(struct client *c)
{
    c->flow.dirty = true;
    exchange_tick(c);
    record_wait_read(c);
    papers_read_disk(c);
    seat_manifest_read(c);
    orders_tick(c);
    seat_status_tick(c);
    stick_copy_read(c);
    leaving_read(c);
    message_expire(&c->message, flow_now(c));
    if (!c->exam) {
        if (c->state == CLIENT_INVIGILATOR) /* a stick comes or goes */
            tick_state(c);
        return;
    }
    read_acks(c);
    bool was_open = !exam_is_ended(c->exam);
    exam_tick(c->exam);
    if (was_open && exam_is_ended(c->exam))
        c->papers.ending.by_time = true;
    tick_state(c);
    if (flow_is_in_exam(c) && !c->exam->seat.needs_code)
        warn_of_time(c);
}

/* The clock of the idle screen turns with the minute. */
static int idle_timeout_ms(const struct client *c)
{
    int64_t now = clock_wall_ms(&c->setup.clock);
    int turns = (int)(MINUTE_MS - (now % MINUTE_MS + MINUTE_MS) % MINUTE_MS) + 1;
    return c->message.ends_at && turns > IDLE_SHORT_MS ? IDLE_SHORT_MS : turns;
}

static int picture_timeout_ms(const struct client *c)
{
    if (exchange_is_looking(c) || c->exchange.others.until || record_wait_is_on(c) ||
        c->papers.opening.task || c->papers.opening.errand || c->papers.closing.errand ||
        seat_manifest_is_on(c) || leaving_is_busy(c))
        return SEARCH_MS;
    if (!c->exam && c->state == CLIENT_INVIGILATOR)
        return BOX_MS;
    if (flow_ops(c)->timeout_ms)
        return flow_ops(c)->timeout_ms(c);
    if (!flow_is_in_exam(c))
        return idle_timeout_ms(c);
    uint64_t next = time_left_changes_in_ms(c);
    uint64_t tick = (uint64_t)c->setup.session->info.caps.tick_s * 1000;
    uint64_t checkpoint = c->exchange.folders ? exam_checkpoint_in_ms(c->exam) + 1
                                              : tick; /* another seat must not find it late */
    uint64_t silent = save_state_silent_ms(c);
    next = next < tick ? next : tick;
    next = silent && silent < next ? silent : next;
    return (int)(next < checkpoint ? next : checkpoint);
}

int client_timeout_ms(const struct client *c)
{
    int picture = picture_timeout_ms(c), shown = seat_status_in_ms(c), orders = orders_in_ms(c);
    int first = picture < shown ? picture : shown;
    return first < orders ? first : orders;
}

/* ---- disk, exchange folder, other connections ---- */

void client_fds(const struct client *c, int fds[CLIENT_FDS])
{
    const struct outbox *copying = c->invigilator.by_hand.outbox;
    fds[0] = c->exam && c->exam->disk.store ? attempt_writer_fd(c->exam->disk.store) : -1;
    fds[1] = c->papers.holder.fd;
    fds[2] = copying ? outbox_fd(copying) : -1;
    fds[3] = c->unlocked.room ? room_record_writer_fd(c->unlocked.room) : -1;
    fds[4] = c->papers.opening.errand ? errand_fd(c->papers.opening.errand) : -1;
    fds[5] = c->papers.closing.errand ? errand_fd(c->papers.closing.errand) : -1;
    fds[6] = seat_manifest_fd(c);
    for (size_t i = 0; i < EXCHANGE_FOLDERS_MAX; i++)
        fds[7 + i] = i < c->exchange.folders ? outbox_fd(c->exchange.folder[i].outbox) : -1;
}

static void read_exchange(struct client *c)
{
    if (exchange_read(c) != EXCHANGE_ELSEWHERE)
        return;
    papers_log_out(c);
    flow_say(c, MESSAGE_DANGER,
             N_("This exam goes on at another seat. Please call the invigilator."));
}

/* Another connection of this host asks for the attempt, with its code. Nobody at the keys here: it
 * may have it. */
static void hand_over(struct client *c)
{
    int connection = attempt_holder_accept(c->papers.holder.fd, c->setup.key_folder);
    if (connection < 0)
        return;
    bool is_given = c->exam && flow_now(c) - c->flow.last_key_ms >= HANDOVER_IDLE_MS &&
                    !disk_trouble_is_in_memory_alone(c->exam);
    if (!is_given) {
        attempt_holder_answer(connection, false);
        return;
    }
    papers_hand_over(c, connection);
    flow_say(c, MESSAGE_WARNING, N_("This exam was taken up in another window of this machine."));
}

void client_ready(struct client *c)
{
    c->flow.dirty = true;
    if (c->exam) {
        read_acks(c);
        if (exam_is_ended(c->exam))
            tick_state(c);
    }
    record_wait_read(c);
    papers_read_disk(c);
    seat_manifest_read(c);
    read_exchange(c);
    orders_read(c);
    stick_copy_read(c);
    leaving_read(c);
    hand_over(c);
}

void client_settle(struct client *c)
{
    for (int i = 0; i < SETTLE_TURNS && c->exam && c->exam->disk.store; i++) {
        if (exam_is_all_saved(c->exam) || c->exam->disk.trouble.code != ERR_OK)
            return;
        exam_flush(c->exam, SETTLE_MS);
        client_ready(c);
    }
}
