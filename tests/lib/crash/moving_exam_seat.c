/* A seat's process: the client itself, moved by commands, and what its screen says written down
 * after each turn. */
#include "app/client/exchange.h"
#include "tests/lib/box.h"
#include "tests/lib/crash/disk.h"
#include "tests/lib/crash/moving_exam.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <sys/socket.h>
#include <unistd.h>

enum { TURN_MS = 2 };

struct sitting {
    struct moving *m;
    struct rig *rig;
    unsigned number;
    struct moving_seat *seat;
    struct client c;
    int64_t said_ms; /* moment of the last answer that its screen named; -1: none yet */
};

/* ---- its clocks ---- */

static struct sitting sitting; /* one a process; its clocks are asked on other threads, too */

static uint64_t boot_ms(void *context)
{
    const struct sitting *s = context;
    return s->m->now_ms - s->seat->booted_ms + 1000;
}

static int64_t wall_ms(void *context)
{
    const struct sitting *s = context;
    return MOVING_WALL_MS + (int64_t)s->m->now_ms + s->seat->offset_ms;
}

/* ---- what its screen says ---- */

static bool is_answer(const struct exam *x, size_t i, struct journal_event *ev)
{
    struct err ignored;
    return journal_decode(x->chain.records.data + i * JOURNAL_RECORD, ev, &ignored) == ERR_OK &&
           (ev->type == JOURNAL_CHOOSE || ev->type == JOURNAL_CLEAR);
}

static void note_held(const struct sitting *s, struct moving_act *a, uint32_t events)
{
    const struct exchange *x = &s->c.exchange;
    for (size_t f = 0, i = 0; f < MOVING_FOLDERS; f++)
        if (s->seat->has_folder[f]) {
            a->is_held[f] |=
                x->folder[i].held.journal == x->journal && x->folder[i].held.events >= events;
            i++;
        }
}

/* Whoever looks at a question sees whether it is saved, and where. */
static void note_shown(struct sitting *s)
{
    const struct exam *x = s->c.exam;
    bool is_seen[RIG_QUESTIONS] = {false};
    bool is_in_sight = s->c.state == CLIENT_ANSWERING || s->c.state == CLIENT_OVERVIEW ||
                       s->c.state == CLIENT_HANDIN;
    for (size_t i = x && is_in_sight ? x->journal.count : 0; i-- > 0;) {
        struct journal_event ev;
        if (!is_answer(x, i, &ev) || ev.question >= RIG_QUESTIONS || is_seen[ev.question])
            continue;
        is_seen[ev.question] = true; /* the last one of each */
        enum exam_saved saved = exam_saved(x, ev.question);
        struct moving_act *a = saved == EXAM_SAVING ? NULL : moving_act_of(s->m, &ev);
        if (a)
            a->is_saved = true;
        if (a && saved == EXAM_SAVED_TWICE)
            a->two_ms[s->number] = s->m->now_ms;
        if (a)
            note_held(s, a, x->disk.last_seq[ev.question]);
    }
}

/* The last answer of what came along: its moment, by the clock of the seat where it was given;
 * MOVING_SEATS for none. */
static void show_copy(struct sitting *s, struct moving_view *v)
{
    const struct exam *x = s->c.exam;
    int64_t last_ms = 0;
    static const char NOTHING[] = "no question is answered";
    char moment[32];
    snprintf(moment, sizeof moment, "%s", NOTHING);
    v->answered = exam_answered(x);
    v->copy_seat = MOVING_SEATS;
    if (exam_last_answer(x, &last_ms)) {
        time_t at = (time_t)(last_ms / 1000);
        struct tm tm;
        if (localtime_r(&at, &tm))
            strftime(moment, sizeof moment, "%H:%M:%S", &tm);
    }
    if (strstr(s->c.message.text, moment) ||
        (v->answered == 0 && strstr(s->c.message.text, NOTHING)))
        s->said_ms = last_ms;
    v->is_said = s->said_ms == last_ms; /* a hasty key may have taken it away since */
    for (size_t i = x->journal.count; i-- > 0;) {
        struct journal_event ev;
        if (is_answer(x, i, &ev) && moving_act_of(s->m, &ev)) {
            v->copy_wall_ms = ev.wall_ms;
            v->copy_seat = moving_seat_of(s->m, ev.seat_hash);
            return;
        }
    }
}

static void show_exam(struct sitting *s, struct moving_view *v)
{
    const struct client *c = &s->c;
    const struct exam *x = c->exam;
    v->needs_code = x->seat.needs_code;
    v->is_started = exam_is_started(x);
    v->is_ended = exam_is_ended(x);
    v->is_all_saved = exam_is_all_saved(x);
    v->is_out = c->exchange.waiting == 0 && !exam_checkpoint_is_due(x);
    v->events = x->journal.count;
    v->moves = x->journal.moves;
    v->is_here = memcmp(x->journal.seat_hash, x->seat.hash, sizeof x->seat.hash) == 0;
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        v->choice[q] = exam_choice(x, q);
    if (v->is_started)
        show_copy(s, v);
}

static void show(struct sitting *s)
{
    unsigned next = s->seat->version + 1;
    struct moving_view *v = &s->seat->view[next % 2];
    const struct client *c = &s->c;
    *v = (struct moving_view){.state = c->state,
                              .step = c->invigilator.step,
                              .is_busy = exchange_is_looking(c) || c->exchange.others.until != 0};
    if (c->exam)
        show_exam(s, v);
    memcpy(v->receipt, c->papers.ending.receipt, sizeof v->receipt);
    memcpy(v->message, c->message.text, sizeof v->message);
    note_shown(s);
    s->seat->version = next;
}

/* ---- what is done to it ---- */

static void press(struct sitting *s, enum keypress_kind kind)
{
    client_key(&s->c, &(struct keypress){.kind = kind});
}

static void type(struct sitting *s, const char *text)
{
    for (; *text; text++)
        client_key(&s->c,
                   &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)(unsigned char)*text});
}

static void line(struct sitting *s, const char *text)
{
    type(s, text);
    press(s, KEYPRESS_ENTER);
}

/* Goes to a question by its number; false when no question can be answered now. */
static bool go_to(struct sitting *s, unsigned q)
{
    char number[8];
    if (s->c.state != CLIENT_ANSWERING)
        return false;
    press(s, KEYPRESS_ESC);
    snprintf(number, sizeof number, "%u", q + 1);
    line(s, number);
    return s->c.state == CLIENT_ANSWERING && s->c.reading.question == q;
}

static void answer(struct sitting *s, unsigned q, int place)
{
    char letter[2] = {(char)('a' + place), '\0'};
    if (!go_to(s, q))
        return;
    if (place == MOVING_NO_ANSWER)
        press(s, KEYPRESS_DELETE);
    else
        type(s, letter);
}

static void log_in(struct sitting *s)
{
    const struct session_roster *r = &s->rig->roster;
    uint32_t who = r->paper[s->m->paper].candidate;
    if (s->c.state != CLIENT_LOGIN)
        return;
    press(s, KEYPRESS_ESC);
    line(s, r->candidate[who].sbd);
    line(s, s->rig->access[who]);
    box_wait_for_record(&s->c);
}

static void use_voucher(struct sitting *s, unsigned n)
{
    if (!s->c.exam)
        return;
    box_use(&s->c, s->rig,
            exam_needs_start_code(s->c.exam) ? ROOM_ACTION_START_HERE : ROOM_ACTION_RESUME, 0, n);
}

static void hand_in(struct sitting *s)
{
    if (s->c.state != CLIENT_ANSWERING)
        return;
    press(s, KEYPRESS_ESC);
    type(s, "g");
    type(s, "s");
    line(s, "NOP");
}

static void cut(const char *to)
{
    disk_cut(disk_count(), 2 + (unsigned)getpid(), to);
    _exit(0);
}

static void obey(struct sitting *s, const struct moving_command *o)
{
    switch (o->what) {
    case MOVING_LOG_IN: log_in(s); break;
    case MOVING_ENTER: press(s, KEYPRESS_ENTER); break;
    case MOVING_ESCAPE: press(s, KEYPRESS_ESC); break;
    case MOVING_TYPE: type(s, o->text); break;
    case MOVING_LINE: line(s, o->text); break;
    case MOVING_ANSWER: answer(s, o->question, o->place); break;
    case MOVING_MARK:
        if (go_to(s, o->question))
            type(s, "m");
        break;
    case MOVING_HAND_IN: hand_in(s); break;
    case MOVING_VOUCHER: use_voucher(s, o->number); break;
    case MOVING_FULL: disk_fill(0); break;
    case MOVING_ROOM: disk_heal(); break;
    case MOVING_CUT: cut(o->text); break;
    }
}

/* ---- its life ---- */

static bool sit_down(struct sitting *s, struct err *e)
{
    const char *pass[] = {s->rig->passphrase};
    struct client_setup setup = {.session = &s->rig->session,
                                 .bank = &s->rig->bank,
                                 .data_dir = s->seat->dir,
                                 .seat = moving_seat_name(s->m, s->number),
                                 .lang = CLIENT_EN};
    size_t n = 0;
    for (unsigned i = 0; i < MOVING_FOLDERS; i++)
        if (s->seat->has_folder[i])
            setup.exchange_dir[n++] = s->m->folder[i];
    setup.clock = (struct clock_source){.boot_ms = boot_ms,
                                        .wall_ms = wall_ms,
                                        .context = s,
                                        .boot_hash = "boot",
                                        .is_boot_known = true};
    setup.clock.boot_hash[6] = (uint8_t)('a' + s->number);
    setup.clock.boot_hash[7] = s->seat->boots;
    /* a fresh data folder is watched so that power may be cut, else the folder that may be full */
    disk_begin(s->seat->is_fresh || !setup.exchange_dir[0] ? s->seat->dir : setup.exchange_dir[0]);
    return client_init(&s->c, &setup, e) == ERR_OK && client_unlock(&s->c, pass, 1, e) == ERR_OK;
}

/* One turn of the loop that runs the program; false when the room is gone. */
static bool turn(struct sitting *s, int line_fd)
{
    struct pollfd fds[1 + CLIENT_FDS] = {{line_fd, POLLIN, 0}};
    int more[CLIENT_FDS];
    struct moving_command o;
    client_fds(&s->c, more);
    for (size_t i = 0; i < CLIENT_FDS; i++)
        fds[1 + i] = (struct pollfd){more[i], POLLIN, 0};
    if (poll(fds, 1 + CLIENT_FDS, TURN_MS) < 0 && errno != EINTR)
        return false;
    bool is_told = fds[0].revents != 0;
    if (is_told && recv(line_fd, &o, sizeof o, 0) != (ssize_t)sizeof o)
        return false;
    if (is_told)
        obey(s, &o);
    client_ready(&s->c);
    client_tick(&s->c);
    show(s);
    if (is_told)
        s->seat->done++;
    return true;
}

void moving_sit(struct rig *rig, struct moving *m, unsigned seat, int line_fd)
{
    struct err e = {0};
    struct sitting *s = &sitting;
    *s =
        (struct sitting){.m = m, .rig = rig, .number = seat, .seat = &m->seat[seat], .said_ms = -1};
    if (!sit_down(s, &e)) {
        moving_wrong(m, "seat %u does not start: %s", seat, e.text);
        _exit(1);
    }
    while (turn(s, line_fd)) {
    }
    _exit(0);
}
