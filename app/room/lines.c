#include "app/room/lines.h"

#include "app/core/i18n.h"
#include "app/core/room_action.h"
#include "app/core/text.h"
#include "app/room/ask.h"
#include "app/room/give.h"
#include "app/room/keys.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* ---- the words ---- */

enum word_place { ANYWHERE, AT_SEAT };
static const struct {
    const char *word;
    enum room_action_key key;
    enum word_place where;
} WORDS[] = {{"t", ROOM_KEY_EXTEND, AT_SEAT},        {"r", ROOM_KEY_RESUME, AT_SEAT},
             {"b", ROOM_KEY_START, AT_SEAT},         {"u", ROOM_KEY_OPEN_LOGIN, AT_SEAT},
             {"k", ROOM_KEY_LOCK, AT_SEAT},          {"x", ROOM_KEY_COPY, AT_SEAT},
             {"d", ROOM_KEY_END, AT_SEAT},           {"a", ROOM_KEY_WHOLE, ANYWHERE},
             {"v", ROOM_KEY_ASIDE, AT_SEAT},         {"n", ROOM_KEY_NOTE, ANYWHERE},
             {"o", ROOM_KEY_POWER, ANYWHERE},        {"plug", ROOM_KEY_PLUG, AT_SEAT},
             {"count", ROOM_KEY_EXPECTED, ANYWHERE}, {"sheet", ROOM_KEY_SHEET, ANYWHERE},
             {"l", ROOM_KEY_LANGUAGE, ANYWHERE},     {"quit", ROOM_KEY_LEAVE, ANYWHERE}};
enum { WORDS_COUNT = sizeof WORDS / sizeof WORDS[0] };

static void say_help(struct lines *l)
{
    char text[256];
    static const char *const FIRST[] = {
        N_("p  what wants your hand"),
        N_("s  all seats"),
        N_("a seat's name  all that is known of it; orders are for it from then on"),
        N_("check  the rehearsal, before candidates enter"),
        N_("h  this help"),
        N_("esc  goes back where something is asked: nothing is sent")};
    for (size_t i = 0; i < sizeof FIRST / sizeof FIRST[0]; i++)
        l->say(_(FIRST[i]));
    for (size_t i = 0; i < WORDS_COUNT; i++) {
        snprintf(text, sizeof text, "%s  %s: %s", WORDS[i].word,
                 _(ROOM_ACTIONS.row[WORDS[i].key].label), _(ROOM_ACTIONS.row[WORDS[i].key].help));
        l->say(text);
    }
}

/* ---- what is said of seats ---- */

static void say_problem(struct lines *l, const struct problem *p)
{
    struct buf text;
    const struct session_candidate *who = room_candidate(l->room, p->seat);
    buf_init(&text, 1024);
    buf_printf(&text, "%s %s%s%s: ", problem_is_urgent(p->kind) ? "x" : "!", p->seat->name,
               who ? " " : "", who ? who->sbd : "");
    problem_describe(p, l->room->now, l->room->wall, &text);
    l->say(buf_text(&text));
    buf_free(&text);
}

static void say_problems(struct lines *l)
{
    const struct room *r = l->room;
    for (size_t i = 0; i < r->problems.count; i++)
        say_problem(l, &r->problems.item[i]);
    if (r->problems.count == 0)
        l->say(r->folders ? _("Nothing wants your hand.")
                          : _("No seat sends anything. Use the sheet of vouchers."));
}

static void say_seat(struct lines *l, const struct seat_seen *seat)
{
    const struct session_candidate *who = room_candidate(l->room, seat);
    const struct status_paper *p = seat->has_status ? seat_open_paper(seat) : NULL;
    char text[512], news[160];
    size_t n =
        (size_t)snprintf(text, sizeof text, "%s: %s", seat->name,
                         seat->has_status ? seat_state_word(seat->last.state) : _("not open"));
    if (who && n < sizeof text)
        n += (size_t)snprintf(text + n, sizeof text - n, ", %s, SBD %s", who->name, who->sbd);
    if (p && n < sizeof text)
        n += (size_t)snprintf(text + n, sizeof text - n, _(", %u/%u answered, %u:%02u left"),
                              p->answered, p->questions, p->left_s / 60, p->left_s % 60);
    if (seat->has_status && n < sizeof text) {
        seat_news_text(seat, l->room->now, news, sizeof news);
        snprintf(text + n, sizeof text - n, _("; news: %s"), news);
    }
    l->say(text);
}

static void say_seats(struct lines *l)
{
    struct seats_count n;
    char text[200];
    seats_count(&l->room->seats, l->room->now, &n);
    snprintf(text, sizeof text, _("%u work  %u wait  %u in  %u blocked  %u silent  %u empty"),
             n.running, n.waiting, n.ended, n.blocked, n.lost, n.empty);
    l->say(text);
    for (size_t i = 0; i < l->room->seats.count; i++)
        say_seat(l, &l->room->seats.seat[i]);
}

static void say_rehearsal(struct lines *l)
{
    const struct room *r = l->room;
    char text[256], found[96];
    for (int i = 0; i < REHEARSAL_CHECKS; i++) {
        enum rehearsal_check check = (enum rehearsal_check)i;
        rehearsal_found(&r->rehearsal, &r->seats, r->now, check, found, sizeof found);
        snprintf(text, sizeof text, "[%s] %s: %s",
                 rehearsal_is_good(&r->rehearsal, &r->seats, r->now, check) ? "x" : " ",
                 rehearsal_word(check), found);
        l->say(text);
    }
}

/* ---- what is new ---- */

static bool is_told(const struct lines *l, const struct problem *p)
{
    for (size_t i = 0; i < l->tolds; i++)
        if (l->told[i].kind == p->kind && memcmp(l->told[i].hash, p->seat->hash, 8) == 0)
            return true;
    return false;
}

static void say_new_problems(struct lines *l)
{
    const struct problems *p = &l->room->problems;
    for (size_t i = 0; i < p->count; i++)
        if (problem_is_urgent(p->item[i].kind) && !is_told(l, &p->item[i]))
            say_problem(l, &p->item[i]);
    l->tolds = 0;
    for (size_t i = 0; i < p->count; i++)
        if (problem_is_urgent(p->item[i].kind)) {
            l->told[l->tolds].kind = p->item[i].kind;
            memcpy(l->told[l->tolds++].hash, p->item[i].seat->hash, 8);
        }
}

static void say_outcomes(struct lines *l)
{
    struct room *r = l->room;
    char text[256], action[96];
    for (size_t i = 0; i < r->sent.count; i++) {
        struct sent *s = &r->sent.item[i];
        const struct seat_seen *seat = seats_find(&r->seats, s->seat);
        bool is_late = sent_is_late(s, seat, r->now);
        if (s->is_old || s->is_told || (!s->is_taken && (!is_late || s->is_late_told)))
            continue;
        s->is_told = s->is_taken;
        s->is_late_told = is_late;
        snprintf(action, sizeof action, "%s", _(room_action_row(s->action)->word));
        snprintf(text, sizeof text, _("%s: order %u, %s: %s"), seat ? seat->name : "?", s->number,
                 action,
                 s->is_taken ? sent_outcome_word(s->outcome)
                             : _("not taken. Use the next unused voucher of the sheet."));
        l->say(text);
    }
}

/* What came of the last line; where something is asked, the question. */
static void say_answer(struct lines *l)
{
    struct room *r = l->room;
    char text[ASK_TEXT];
    if (r->message.code != ERR_OK)
        l->say(r->message.text);
    else if (r->said[0])
        l->say(r->said);
    r->message = (struct err){0};
    r->said[0] = '\0';
    if (!ask_is_on(r)) {
        l->is_asked = false;
        return;
    }
    if (r->ask.said.code != ERR_OK)
        l->say(r->ask.said.text);
    else if (l->is_asked && l->step == r->ask.step)
        return;
    r->ask.said = (struct err){0};
    ask_chosen(r, text);
    if (text[0])
        l->say(text);
    ask_question(r, text);
    l->say(text);
    l->is_asked = true;
    l->step = r->ask.step;
}

static bool is_secret(const struct room *r)
{
    return r->place == ROOM_LOCKED || (ask_is_on(r) && r->ask.step == ROOM_ASK_PASSPHRASE);
}

void lines_show(struct lines *l)
{
    struct room *r = l->room;
    if (r->place == ROOM_LOCKED) {
        if (!l->has_begun)
            l->say(_("Type the session's passphrase, the one that unlocks the seats. Blanks "
                     "and capital letters do not matter."));
        if (r->refusal.code != ERR_OK)
            l->say(r->refusal.text);
        r->refusal = (struct err){0};
        l->has_begun = true;
    } else {
        if (!l->is_open)
            l->say(_("The room console. h: what can be typed."));
        l->is_open = true;
        say_new_problems(l);
        say_outcomes(l);
        say_answer(l);
    }
    r->has_rung = false;
    if (l->terminal.is_hidden != is_secret(r))
        line_terminal_hide(&l->terminal, is_secret(r));
}

/* ---- what is typed ---- */

static bool choose_seat(struct lines *l, const char *name)
{
    struct room *r = l->room;
    for (size_t i = 0; i < r->seats.count; i++)
        if (strcasecmp(r->seats.seat[i].name, name) == 0) {
            r->is_on_problems = false;
            room_put_cursor(r, i);
            say_seat(l, &r->seats.seat[i]);
            return true;
        }
    return false;
}

static bool do_word(struct lines *l, const char *line)
{
    for (size_t i = 0; i < WORDS_COUNT; i++)
        if (strcasecmp(WORDS[i].word, line) == 0) {
            bool has_seat = WORDS[i].where == ANYWHERE || room_seat_at(l->room);
            if (has_seat)
                (void)keys_do(l->room, WORDS[i].key);
            else
                l->say(_("Choose a seat first."));
            return true;
        }
    return false;
}

static void take_command(struct lines *l, const char *line)
{
    static const struct {
        const char *word;
        void (*say)(struct lines *);
    } SAY[] = {{"h", say_help},
               {"?", say_help},
               {"p", say_problems},
               {"s", say_seats},
               {"check", say_rehearsal}};
    for (size_t i = 0; i < sizeof SAY / sizeof SAY[0]; i++)
        if (strcasecmp(SAY[i].word, line) == 0) {
            SAY[i].say(l);
            return;
        }
    if (line[0] && !do_word(l, line) && !choose_seat(l, line))
        l->say(_("That is no command and no seat. h: what can be typed."));
}

void lines_take(struct lines *l, const char *line)
{
    struct room *r = l->room;
    r->key_ms = clock_boot_ms(&r->setup.clock);
    if (r->place == ROOM_LOCKED) {
        snprintf(r->field.text, sizeof r->field.text, "%s", line);
        room_type_passphrase(r);
    } else if (ask_is_on(r) && strcasecmp(line, "esc") == 0) {
        ask_cancel(r);
    } else if (ask_is_on(r)) {
        ask_answer(r, line);
    } else {
        take_command(l, line);
    }
}

bool lines_read(struct lines *l)
{
    char bytes[256];
    ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
    for (ssize_t i = 0; i < n; i++)
        switch (line_terminal_type(&l->terminal, bytes[i], l->line, sizeof l->line, &l->len)) {
        case LINE_IS_CLOSED: return false;
        case LINE_IS_WHOLE:
            l->line[l->len] = '\0';
            l->len = 0;
            lines_take(l, l->line);
            crypt_wipe(l->line, sizeof l->line);
            lines_show(l);
            break;
        default: break;
        }
    crypt_wipe(bytes, sizeof bytes);
    return n > 0;
}

void lines_open(struct lines *l, struct room *r, void (*say)(const char *line))
{
    *l = (struct lines){.room = r, .say = say};
    line_terminal_open(&l->terminal, false, false);
}

void lines_close(struct lines *l)
{
    line_terminal_close(&l->terminal);
    crypt_wipe(l->line, sizeof l->line);
}
