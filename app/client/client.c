#include "app/client/client_states.h"
#include "app/client/handover.h"
#include "app/client/lang.h"
#include "app/client/room.h"
#include "app/core/i18n.h"
#include "app/core/file.h"
#include "app/core/text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCROLL_MAX = 1000, SCROLL_PAGE = 5, SCROLL_WHEEL = 3 };
enum { MINUTE_MS = 60000, WARNING_STAYS_MS = 4000, GOODBYE_MS = 30000 };

void client_use_language(enum client_lang lang)
{
    lang_use(lang == CLIENT_VI);
}

enum err_code client_init(struct client *c, const struct client_setup *setup, struct err *e)
{
    memset(c, 0, sizeof *c);
    c->setup = *setup;
    c->lang = setup->lang;
    c->candidate = c->held = -1;
    c->tryout_choice = -1;
    c->focus_side = 0;
    c->page_lines = SCROLL_PAGE;
    c->dirty = true;
    client_use_language(c->lang);
    c->wrong_logins = room_wrong(setup->key_folder, setup->session, setup->seat);
    c->login_locked = c->wrong_logins >= CLIENT_WRONG_LOGINS_MAX;
    if (client_drop_start(c, e) != ERR_OK)
        return e->code;
    uint8_t *S = crypt_secret_new(CRYPT_KEY);
    if (!S)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    if (setup->key_folder && room_take(setup->key_folder, setup->session, S)) {
        c->S = S;
        if (session_read_roster(setup->session, S, &c->roster, e) != ERR_OK)
            return e->code;
        client_go(c, CLIENT_LOGIN);
        if (!c->login_locked)
            client_say_unfinished(c);
    } else {
        crypt_secret_free(S);
    }
    return ERR_OK;
}

void client_free(struct client *c)
{
    client_log_out(c);
    client_drop_stop(c);
    courier_stop(c->stick_courier, 0);
    session_roster_free(&c->roster);
    crypt_secret_free(c->S);
    for (int i = 0; i < c->passphrases; i++)
        crypt_secret_free(c->passphrase[i]);
    crypt_wipe(c, sizeof *c);
}

enum err_code client_unlock(struct client *c, const char *const *passphrase, size_t n, struct err *e)
{
    if (c->S)
        return ERR_OK;
    uint8_t *S = crypt_secret_new(CRYPT_KEY);
    if (!S)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = session_unlock(c->setup.session, passphrase, n, S, e);
    if (rc == ERR_OK)
        rc = session_read_roster(c->setup.session, S, &c->roster, e);
    if (rc != ERR_OK) {
        crypt_secret_free(S);
        return rc;
    }
    c->S = S;
    if (c->setup.key_folder)
        room_keep(c->setup.key_folder, c->setup.session, S);
    client_drop_bring_all(c, c->courier);
    client_go(c, CLIENT_LOGIN);
    if (!c->login_locked)
        client_say_unfinished(c);
    const struct session_info *info = &c->setup.session->info;
    int64_t now = clock_wall_ms(&c->setup.clock) / 1000;
    if ((info->opens && now < info->opens) || (info->closes && now > info->closes))
        client_say(c, CLIENT_WARNING, _("This seat's clock stands outside the session's hours. The invigilator may go on."));
    return ERR_OK;
}

void client_lock(struct client *c)
{
    client_log_out(c);
    if (c->setup.key_folder)
        room_forget(c->setup.key_folder, c->setup.session);
    session_roster_free(&c->roster);
    crypt_secret_free(c->S);
    c->S = NULL;
    client_go(c, CLIENT_LOCKED);
}

void client_go(struct client *c, enum client_state state)
{
    c->state = state;
    c->scroll = 0;
    c->is_following = false;
    c->focus_side = 0;
    c->page_lines = SCROLL_PAGE;
    c->jump[0] = '\0';
    c->message[0] = '\0';
    c->tone = CLIENT_CALM;
    c->dirty = true;
    if (state == CLIENT_LOCKED || state == CLIENT_LOGIN || state == CLIENT_HANDIN || state == CLIENT_INVIGILATOR)
        client_clear_fields(c);
    if (state == CLIENT_LOGIN && c->login_locked)
        client_say_locked(c); /* nobody types a number and a code in vain */
}

void client_go_over(struct client *c, enum client_state state)
{
    if (c->state != CLIENT_HELP && c->state != CLIENT_INVIGILATOR)
        c->back = c->state;
    client_go(c, state);
}

void client_say(struct client *c, int tone, const char *text)
{
    text_clean(text, c->message, sizeof c->message);
    c->message_ends_ms = 0;
    c->tone = tone == CLIENT_DANGER ? CLIENT_DANGER : tone == CLIENT_WARNING ? CLIENT_WARNING : CLIENT_CALM;
    c->message_stays_ms = 0;
    c->dirty = true;
}

void client_say_goodbye(struct client *c, const char *text)
{
    client_say(c, CLIENT_CALM, text);
    c->message_ends_ms = clock_boot_ms(&c->setup.clock) + GOODBYE_MS;
}

void client_hush(struct client *c)
{
    if (clock_boot_ms(&c->setup.clock) < c->message_stays_ms)
        return;
    c->message[0] = '\0';
    c->tone = CLIENT_CALM;
}

void client_clear_fields(struct client *c)
{
    crypt_wipe(c->field, sizeof c->field);
    c->field_at = 0;
    c->field[0].is_secret = c->state == CLIENT_LOCKED;
}

bool client_field_key(struct client_field *f, const struct keypress *key)
{
    size_t n = strlen(f->text);
    if (key->kind == KEYPRESS_BACKSPACE || key->kind == KEYPRESS_DELETE) {
        while (n && ((unsigned char)f->text[n - 1] & 0xC0) == 0x80)
            n--;
        f->text[n ? n - 1 : 0] = '\0';
        return true;
    }
    if (key->kind != KEYPRESS_CHAR || text_is_forbidden(key->cp, false) || text_cp_width(key->cp) != 1)
        return false;
    char bytes[4];
    size_t len = text_encode(key->cp, bytes);
    if (len && n + len < sizeof f->text && n < 60) {
        memcpy(f->text + n, bytes, len);
        f->text[n + len] = '\0';
    }
    return true;
}

void client_close_paper(struct client *c)
{
    if (c->exam)
        handover_end(c->held, c->setup.key_folder, c->exam->path);
    c->held = -1;
    exam_close(c->exam);
    c->exam = NULL;
    c->looking_until_ms = 0;
    c->superfluouses = 0;
}

void client_log_out(struct client *c)
{
    client_close_paper(c);
    crypt_secret_free(c->candidate_key);
    c->candidate_key = NULL;
    c->candidate = -1;
    crypt_wipe(c->own, sizeof c->own);
    c->own_papers = c->own_done = c->own_at = 0;
    c->question = c->focus = c->warned = 0;
    c->tryout_choice = -1;
    c->tryout_marked = false;
    c->tryout_crossed = 0;
    c->ended_by_time = c->ended_by_invigilator = false;
    c->trouble = (struct err){0};
    crypt_wipe(c->receipt, sizeof c->receipt);
    c->is_receipt_asked = false;
    client_go(c, c->S ? CLIENT_LOGIN : CLIENT_LOCKED);
}

unsigned client_where(const struct client *c)
{
    static const unsigned WHERE[CLIENT_STATES] = {
        [CLIENT_LOCKED] = ACTION_IN_LOCKED, [CLIENT_LOGIN] = ACTION_IN_LOGIN, [CLIENT_PAPERS] = ACTION_IN_PAPERS,
        [CLIENT_CONFIRM] = ACTION_IN_CONFIRM, [CLIENT_RULES] = ACTION_IN_RULES, [CLIENT_TRYOUT] = ACTION_IN_TRYOUT,
        [CLIENT_ANSWERING] = ACTION_IN_ANSWERING, [CLIENT_OVERVIEW] = ACTION_IN_OVERVIEW, [CLIENT_HANDIN] = ACTION_IN_HANDIN,
        [CLIENT_CLOSING] = 0, [CLIENT_RECEIPT] = ACTION_IN_RECEIPT, [CLIENT_HELP] = ACTION_IN_HELP,
        [CLIENT_INVIGILATOR] = ACTION_IN_INVIGILATOR};
    return WHERE[c->state];
}

static void switch_language(struct client *c)
{
    c->lang = c->lang == CLIENT_VI ? CLIENT_EN : CLIENT_VI;
    client_use_language(c->lang);
    c->message[0] = '\0';
    c->dirty = true;
}

static void scroll_by(struct client *c, int lines)
{
    int to = c->scroll + lines;
    c->scroll = to < 0 ? 0 : to > SCROLL_MAX ? SCROLL_MAX : to;
    c->is_following = false;
    c->dirty = true;
}

void client_seen(struct client *c, int first_line, int page_lines, int focus_side)
{
    c->scroll = first_line;
    c->page_lines = page_lines;
    c->focus_side = focus_side;
}

/* Keys that mean the same wherever they work. */
static bool common_key(struct client *c, enum action_id action)
{
    switch (action) {
    case ACTION_REDRAW: c->dirty = true; return true;
    case ACTION_LANGUAGE: case ACTION_LANGUAGE_TEXT: switch_language(c); return true;
    case ACTION_HELP: client_go_over(c, CLIENT_HELP); return true;
    case ACTION_INVIGILATOR:
        if (c->state != CLIENT_INVIGILATOR && c->state != CLIENT_CLOSING) {
            client_go_over(c, CLIENT_INVIGILATOR);
            client_stick_look(c);
        }
        return true;
    case ACTION_QUIT: c->quit = !c->setup.kiosk; return true;
    case ACTION_SCROLL_UP: case ACTION_SCROLL_DOWN:
        client_hush(c);
        scroll_by(c, action == ACTION_SCROLL_UP ? -c->page_lines : c->page_lines);
        return true;
    default: return false;
    }
}

/* The Enter that handed in is easily pressed twice, and the code is not shown again without a log-in: it is asked for first. */
static void leave_receipt(struct client *c)
{
    if (c->is_receipt_asked) {
        const char *goodbye = client_is_another_begun(c) ? _("This paper is handed in. The time of your other paper runs: log in again now.")
                              : c->own_papers > 1        ? _("This paper is handed in. Log in again for your other paper.")
                                                         : _("All is handed in. You may leave the seat.");
        client_log_out(c);
        client_say_goodbye(c, goodbye);
        return;
    }
    c->is_receipt_asked = true;
    client_say(c, CLIENT_WARNING, _("Have you copied the receipt code? Press Enter once more to finish."));
}

void client_key(struct client *c, const struct keypress *key)
{
    unsigned arg;
    if (c->is_hidden)
        return;
    c->last_key_ms = clock_boot_ms(&c->setup.clock);
    bool was_open = c->exam && !exam_is_ended(c->exam);
    if (was_open && exam_is_started(c->exam) && exam_left_ms(c->exam) == 0)
        client_tick(c); /* the key came before the tick that ends */
    if (was_open && exam_is_ended(c->exam))
        return;
    if (key->kind == KEYPRESS_MOUSE) {
        if (key->wheel && client_where(c) & action_get(ACTION_SCROLL_DOWN)->where)
            scroll_by(c, key->wheel * SCROLL_WHEEL);
        return;
    }
    if (key->kind == KEYPRESS_PASTE) {
        client_say(c, CLIENT_WARNING, _("What is pasted is not taken. Please type."));
        return;
    }
    enum action_id action = action_of_key(key, client_where(c), &arg);
    if (common_key(c, action))
        return;
    switch (c->state) {
    case CLIENT_LOCKED: client_locked_key(c, key); break;
    case CLIENT_LOGIN: client_login_key(c, key); break;
    case CLIENT_PAPERS: client_papers_key(c, action, key); break;
    case CLIENT_CONFIRM: client_confirm_key(c, action, key); break;
    case CLIENT_RULES: client_rules_key(c, action); break;
    case CLIENT_TRYOUT: client_tryout_key(c, action, arg, key); break;
    case CLIENT_ANSWERING: client_answering_key(c, action, arg, key); break;
    case CLIENT_OVERVIEW: client_overview_key(c, action, arg, key); break;
    case CLIENT_HANDIN: client_handin_key(c, key); break;
    case CLIENT_INVIGILATOR: client_invigilator_key(c, key); break;
    case CLIENT_RECEIPT:
        if (action == ACTION_ACCEPT)
            leave_receipt(c);
        else { /* who has gone on typing in thought is called back, and is asked anew */
            c->is_receipt_asked = false;
            client_say(c, CLIENT_WARNING, _("This is your receipt. Copy the code, then press Enter."));
        }
        break;
    case CLIENT_HELP:
        if (action == ACTION_ACCEPT || action == ACTION_BACK)
            client_go(c, c->back);
        else if (key->kind == KEYPRESS_UP || key->kind == KEYPRESS_DOWN)
            scroll_by(c, key->kind == KEYPRESS_DOWN ? 1 : -1);
        else
            client_say_unknown(c, key);
        break;
    default: break;
    }
    if (c->exam && exam_is_ended(c->exam) && c->state != CLIENT_RECEIPT)
        client_close_exam(c);
}

static void warn(struct client *c)
{
    static const struct { unsigned minutes, bit; } STEPS[] = {{10, 1}, {5, 2}, {1, 4}};
    uint64_t left = exam_left_ms(c->exam);
    for (size_t i = 0; i < 3; i++) {
        if (c->warned & STEPS[i].bit || left > (uint64_t)STEPS[i].minutes * MINUTE_MS)
            continue;
        c->warned |= STEPS[i].bit;
        char text[160];
        snprintf(text, sizeof text, P_("%u minute left. Your answers are stored as you choose them.", "%u minutes left. Your answers are stored as you choose them.",
                                       STEPS[i].minutes), STEPS[i].minutes);
        if (left + 5000 > (uint64_t)STEPS[i].minutes * MINUTE_MS) {
            client_say(c, STEPS[i].minutes == 1 ? CLIENT_DANGER : CLIENT_WARNING, text);
            c->message_stays_ms = clock_boot_ms(&c->setup.clock) + WARNING_STAYS_MS;
        }
    }
}

void client_tick(struct client *c)
{
    c->dirty |= !c->exam;
    client_drop_tick(c);
    if (c->message_ends_ms && clock_boot_ms(&c->setup.clock) >= c->message_ends_ms) { /* the next candidate is not to read it */
        c->message_ends_ms = 0;
        c->message[0] = '\0';
    }
    if (!c->exam)
        return;
    exam_take_acks(c->exam);
    bool was_open = !exam_is_ended(c->exam);
    exam_tick(c->exam);
    if (exam_is_ended(c->exam)) {
        if (was_open)
            c->ended_by_time = true;
        if (c->state != CLIENT_RECEIPT)
            client_close_exam(c);
    } else if (exam_is_started(c->exam) && !c->exam->needs_resume_code) {
        warn(c);
    }
    c->dirty = true;
}

static void take_acks(struct client *c)
{
    if (!c->exam)
        return;
    exam_take_acks(c->exam);
    if (exam_is_ended(c->exam) && c->state != CLIENT_RECEIPT)
        client_close_exam(c);
    c->dirty = true;
}

const char *client_field_title(const struct client *c, const struct session_paper *p)
{
    return c->lang == CLIENT_EN && p->title_en[0] ? p->title_en : p->title_vi;
}

/* Another connection of this host asks for the attempt, with its code. Nobody at the keys here: it may have it. */
static void hand_over(struct client *c)
{
    int connection = handover_accept(c->held);
    if (connection < 0)
        return;
    bool yes = c->exam && clock_boot_ms(&c->setup.clock) - c->last_key_ms >= HANDOVER_IDLE_MS;
    if (yes) {
        client_log_out(c); /* closes the attempt */
        client_say(c, CLIENT_WARNING, _("This exam was taken up in another window of this machine."));
    }
    handover_answer(connection, yes);
}

void client_fds(const struct client *c, int fds[CLIENT_FDS])
{
    fds[0] = c->exam && c->exam->store ? store_fd(c->exam->store) : -1;
    fds[1] = c->courier ? courier_fd(c->courier) : -1;
    fds[2] = c->held;
    fds[3] = c->stick_courier ? courier_fd(c->stick_courier) : -1;
}

void client_ready(struct client *c)
{
    take_acks(c);
    client_drop_news(c);
    client_stick_news(c);
    hand_over(c);
}

void client_close_exam(struct client *c)
{
    uint8_t head[CRYPT_HASH];
    struct err e = {0};
    if (c->state != CLIENT_CLOSING)
        client_go(c, CLIENT_CLOSING);
    if (!exam_is_all_saved(c->exam))
        return;
    enum err_code rc = exam_deliver(c->exam, c->setup.data_dir, 100, head, &e);
    c->trouble = e;
    if (rc != ERR_OK)
        return; /* tried again with each tick */
    char name[ANSWERS_NAME];
    answers_file_name(c->setup.session, c->exam->ticket->paper, head, name);
    client_drop_answers(c, name);
    code_receipt(head, c->receipt);
    client_go(c, CLIENT_RECEIPT);
}

int client_timeout_ms(const struct client *c)
{
    if (c->looking_until_ms)
        return 200;
    if (!c->exam || !exam_is_started(c->exam)) {
        int64_t now = clock_wall_ms(&c->setup.clock); /* the clock of the idle screen turns with the minute */
        int turns = (int)(MINUTE_MS - (now % MINUTE_MS + MINUTE_MS) % MINUTE_MS) + 1;
        return c->message_ends_ms && turns > GOODBYE_MS ? GOODBYE_MS : turns;
    }
    if (exam_is_ended(c->exam))
        return c->state == CLIENT_CLOSING ? 200 : 30000;
    uint64_t left = exam_left_ms(c->exam);
    bool is_counted = left <= CLIENT_SECONDS_FROM * UINT64_C(1000); /* a second that has begun counts: a minute is over a second before its end */
    uint64_t next = is_counted ? left % 1000 + 1 : (left + 1000) % MINUTE_MS + 1;
    uint64_t tick = (uint64_t)c->setup.session->info.caps.tick_s * 1000;
    uint64_t out = c->courier ? exam_checkpoint_in_ms(c->exam) + 1 : tick; /* another seat must not find it late */
    next = next < tick ? next : tick;
    return (int)(next < out ? next : out);
}

/* A file of this paper that says "ended" stands in the data folder. */
bool client_is_handed_in(const struct client *c, uint32_t paper, char receipt[CODE_RECEIPT + 1])
{
    char prefix[64], number[8];
    session_paper_name(paper, number);
    snprintf(prefix, sizeof prefix, "%s.%s.", c->setup.session->info.name, number);
    DIR *d = opendir(c->setup.data_dir);
    bool found = false;
    for (struct dirent *entry; d && !found && (entry = readdir(d));) {
        struct answers_info info;
        struct err ignored;
        struct buf b;
        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0 || !answers_is_file_name(entry->d_name))
            continue;
        buf_init(&b, PACKAGE_MAX);
        char *path = file_join(c->setup.data_dir, entry->d_name);
        found = path && file_read(path, PACKAGE_MAX, &b, &ignored) == ERR_OK && answers_peek(b.data, b.len, &info, &ignored) == ERR_OK &&
                info.is_ended && memcmp(info.session_hash, c->setup.session->hash, CRYPT_HASH) == 0;
        if (found && receipt)
            code_receipt(info.head, receipt);
        free(path);
        buf_free(&b);
    }
    if (d)
        closedir(d);
    return found;
}
