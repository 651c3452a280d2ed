/* The room: dice, the candidate, the way in, the moves. */
#include "tests/lib/crash/moving_exam_hands.h"

#include "tests/lib/room_rig.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WAITS = 120000 /* of half a millisecond or less each, before the room gives up */,
    STEPS = 60, /* of one way in */
    LOOK_STEP_MS = 10,
    CHECKPOINT_MS = 30000,
    ACT_MS = 6000,
    CLOCK_MS = 3600000
};

/* ---- the candidate ---- */

static struct moving_command next_act(struct moving *m, unsigned seat)
{
    unsigned q = moving_lot(m, RIG_QUESTIONS), what = moving_lot(m, 20);
    struct moving_command o = {.what = what < 17 ? MOVING_ANSWER : MOVING_MARK,
                               .question = q,
                               .place = what < 16 ? (int)moving_lot(m, 4) : MOVING_NO_ANSWER};
    moving_pass(m, 1 + moving_lot(m, ACT_MS));
    if (o.what == MOVING_ANSWER && m->acts < MOVING_ACTS) {
        m->act[m->acts] =
            (struct moving_act){.question = q, .seat = seat, .place = o.place, .at_ms = m->now_ms};
        m->acts++;
        m->count.answers++;
        moving_note(m, "seat %u: question %u is %d", seat, q + 1, o.place);
    }
    return o;
}

/* Until all is said to be saved and out, or for a while. */
static void settle(struct moving *m, unsigned n, unsigned turns)
{
    for (unsigned i = 0; i < turns && moving_is_alive(&m->seat[n]); i++) {
        struct moving_view v = moving_view_of(m, n);
        if (v.is_all_saved && v.is_out)
            break;
        moving_pass(m, 20);
        moving_sleep_us(500);
    }
    moving_sleep_us(4000); /* the screen is drawn once more */
}

static void act(struct moving *m, unsigned seat, unsigned count)
{
    for (unsigned i = 0; i < count && !m->error[0]; i++) {
        if (moving_view_of(m, seat).state != CLIENT_ANSWERING)
            return;
        if (moving_happens(m, 4)) {
            moving_press(m, seat, MOVING_FULL);
            m->count.full++;
            moving_note(m, "seat %u: full", seat);
        }
        moving_order(m, seat, next_act(m, seat));
        if (moving_happens(m, 5))
            moving_pull(m, moving_lot(m, MOVING_FOLDERS));
        if (moving_happens(m, 10))
            moving_give_back(m, moving_lot(m, MOVING_FOLDERS));
        if (moving_happens(m, 40))
            settle(m, seat, 60);
        if (moving_happens(m, 40))
            moving_press(m, seat, MOVING_ROOM);
    }
}

/* ---- the way in ---- */

static void wait_for_look(struct moving *m, unsigned n)
{
    for (int i = 0; i < WAITS && moving_is_alive(&m->seat[n]) && moving_view_of(m, n).is_busy;
         i++) {
        moving_pass(m, LOOK_STEP_MS);
        moving_sleep_us(500);
    }
}

struct way_in {
    bool in_sight[MOVING_FOLDERS]; /* all the way */
    bool has_code;                 /* a voucher was used */
    bool is_anew;
};

static void use_voucher(struct moving *m, unsigned n, struct way_in *w)
{
    w->has_code = true;
    moving_order(m, n, (struct moving_command){.what = MOVING_VOUCHER, .number = ++m->vouchers});
    wait_for_look(m, n);
}

/* Nothing tells whether it was begun elsewhere: look again, or begin anew. */
static void answer_box(struct moving *m, struct rig *rig, unsigned n, struct way_in *w)
{
    if (moving_view_of(m, n).step != INVIGILATOR_ANEW) {
        moving_press(m, n, MOVING_ESCAPE);
        return;
    }
    w->is_anew = moving_happens(m, 50);
    moving_type(m, n, MOVING_LINE, w->is_anew ? "2" : "1");
    if (w->is_anew)
        moving_type(m, n, MOVING_LINE,
                    rig->roster.candidate[rig->roster.paper[m->paper].candidate].sbd);
    wait_for_look(m, n);
}

/* One step towards the questions; true when there, or where no way leads on. */
static bool step_in(struct moving *m, struct rig *rig, unsigned n, struct way_in *w)
{
    struct moving_view v = moving_view_of(m, n);
    switch (v.state) {
    case CLIENT_LOGIN: moving_press(m, n, MOVING_LOG_IN); break;
    case CLIENT_CONFIRM:
        if (v.needs_code && !v.is_busy)
            use_voucher(m, n, w);
        else
            moving_press(m, n, MOVING_ENTER);
        break;
    case CLIENT_RULES:
        if (v.needs_code)
            use_voucher(m, n, w);
        else
            moving_type(m, n, MOVING_TYPE, "b");
        break;
    case CLIENT_INVIGILATOR: answer_box(m, rig, n, w); break;
    default: return true;
    }
    if (!moving_happens(m, 20)) /* some are hasty */
        wait_for_look(m, n);
    return false;
}

/* Into the questions at a seat, by whatever it asks for; interrupted now and then. False when the
 * paper is over there, or no way leads on. */
static bool go_in(struct moving *m, struct rig *rig, unsigned n, struct way_in *w)
{
    *w = (struct way_in){0};
    for (unsigned f = 0; f < MOVING_FOLDERS; f++)
        w->in_sight[f] = m->seat[n].has_folder[f] && !m->is_pulled[f];
    for (int i = 0; i < STEPS && !m->error[0]; i++) {
        moving_start(m, rig, n);
        if (step_in(m, rig, n, w)) {
            wait_for_look(m, n);
            return moving_view_of(m, n).state == CLIENT_ANSWERING;
        }
        if (moving_happens(m, 4)) {
            moving_kill(m, n, &(struct moving_command){.what = MOVING_ENTER});
        }
        if (moving_happens(m, 10))
            moving_give_back(m, moving_lot(m, MOVING_FOLDERS));
    }
    moving_wrong(m, "seat %u: no way in, state %d: %s", n, (int)moving_view_of(m, n).state,
                 moving_view_of(m, n).message);
    return false;
}

/* What lay in a folder that this seat sees has come along: it is not enough that it is named. */
static void check_taken(struct moving *m, const struct way_in *w, const struct moving_arrival *a)
{
    bool is_straight = m->count.resumed_blind == 0 && !w->is_anew;
    for (unsigned i = 0; is_straight && i < m->acts; i++) {
        const struct moving_act *act = &m->act[i];
        bool in_sight = false;
        for (unsigned f = 0; f < MOVING_FOLDERS; f++)
            in_sight |= act->is_held[f] && w->in_sight[f];
        if (act->is_own && in_sight && act->at_ms > a->copy_ms)
            moving_wrong(m,
                         "question %u of %llu lay in a folder that seat %u sees, and did not come "
                         "along",
                         act->question + 1, (unsigned long long)act->at_ms, a->seat);
    }
}

/* The paper runs at another seat than before: what was said about that. */
static void note_arrival(struct moving *m, unsigned n, const struct way_in *w)
{
    struct moving_view v = moving_view_of(m, n);
    bool is_nothing = v.copy_seat == MOVING_SEATS && (w->has_code || v.events == 1);
    struct moving_arrival a = {
        .seat = n, .at_ms = m->now_ms, .is_said = v.is_said || is_nothing, .answered = v.answered};
    bool is_same = m->at == n && m->has_sat && v.moves == m->taken_over;
    m->taken_over = v.moves;
    if (is_same) {
        moving_note(m, "goes on at seat %u", n);
        return;
    }
    if (v.copy_seat < MOVING_SEATS)
        a.copy_ms = (uint64_t)(v.copy_wall_ms - MOVING_WALL_MS - m->seat[v.copy_seat].offset_ms);
    moving_note(m, "arrives at seat %u: code %d, said %d, copy of %llu with %u answers, %u events",
                n, w->has_code, a.is_said, (unsigned long long)a.copy_ms, v.answered, v.events);
    if (m->has_sat && m->arrivals < MOVING_ARRIVALS) {
        m->arrival[m->arrivals++] = a;
        m->count.moves++;
        m->count.anew += is_nothing;
        m->count.resumed_blind += !w->has_code;
        check_taken(m, w, &a);
    }
    m->at = n;
    m->has_sat = true;
}

/* ---- moving ---- */

static void interrupt(struct moving *m, struct rig *rig, unsigned from)
{
    struct way_in ignored;
    struct moving_command last = {.what = MOVING_ENTER};
    unsigned how = moving_lot(m, 100);
    if (moving_view_of(m, from).state == CLIENT_ANSWERING && m->seat[from].pid)
        last = next_act(m, from);
    if (how < 35) {
        moving_kill(m, from, &last);
    } else if (how < 50) {
        moving_cut_power(m, from);
    } else if (how < 58 && m->dead == 0) {
        moving_lose_disk(m, from);
    } else if (how < 75) {
        moving_kill(m, from, &last);
        if (go_in(m, rig, from, &ignored)) {
            note_arrival(m, from, &ignored);
            act(m, from, moving_lot(m, 4));
        }
        moving_kill(m, from, NULL);
    } else {
        m->count.both++; /* its program goes on */
    }
}

/* Whoever comes to a seat that still runs finds out first whether it should. */
static void let_it_look(struct moving *m, unsigned n)
{
    if (!m->seat[n].pid || moving_view_of(m, n).state != CLIENT_ANSWERING)
        return;
    for (int i = 0; i < 40; i++) {
        moving_pass(m, CHECKPOINT_MS / 30);
        moving_sleep_us(1000);
    }
    if (moving_view_of(m, n).state == CLIENT_ANSWERING)
        moving_kill(m, n, NULL);
}

static unsigned folder_of(const struct moving *m, unsigned seat)
{
    return m->seat[seat].has_folder[0] ? 0 : 1;
}

static bool has_common_folder(const struct moving *m, unsigned a, unsigned b)
{
    for (unsigned f = 0; f < MOVING_FOLDERS; f++)
        if (m->seat[a].has_folder[f] && m->seat[b].has_folder[f] && !m->is_pulled[f])
            return true;
    return false;
}

static void move(struct moving *m, struct rig *rig)
{
    struct way_in w;
    unsigned from = m->at, to = (from + 1 + moving_lot(m, m->seats - 1)) % m->seats;
    if (moving_happens(m, 15))
        moving_pull(m, moving_lot(m, MOVING_FOLDERS));
    interrupt(m, rig, from);
    if (m->error[0])
        return;
    moving_pass(m, moving_lot(m, 20000));
    if (moving_happens(m, 60) && !has_common_folder(m, from, to))
        moving_carry(m, folder_of(m, from), folder_of(m, to));
    if (moving_happens(m, 50))
        for (unsigned f = 0; f < MOVING_FOLDERS; f++)
            moving_give_back(m, f);
    m->count.without += !has_common_folder(m, from, to);
    let_it_look(m, to);
    if (!go_in(m, rig, to, &w))
        return;
    note_arrival(m, to, &w);
    if (m->seat[from].pid && moving_view_of(m, from).state == CLIENT_ANSWERING &&
        moving_happens(m, 40))
        act(m, from, moving_lot(m, 3)); /* the hands are still there */
}

/* ---- the end ---- */

static bool is_over(const struct moving_view *v)
{
    return v->state == CLIENT_RECEIPT || v->state == CLIENT_PAPERS;
}

static void hand_in(struct moving *m, struct rig *rig)
{
    struct way_in w;
    struct moving_command last = {.what = MOVING_HAND_IN};
    if (m->seat[m->at].pid)
        moving_press(m, m->at, MOVING_ROOM);
    for (int i = 0; i < 6 && !m->error[0]; i++) {
        if (i == 0 && moving_happens(m, 25))
            moving_kill(m, m->at, &last);
        if (go_in(m, rig, m->at, &w)) {
            note_arrival(m, m->at, &w);
            moving_order(m, m->at, last);
        }
        for (int t = 0; t < WAITS && !m->error[0]; t++) {
            struct moving_view v = moving_view_of(m, m->at);
            if (v.state == CLIENT_RECEIPT)
                snprintf(m->receipt, sizeof m->receipt, "%s", v.receipt);
            if (is_over(&v) || v.state == CLIENT_LOGIN || !moving_is_alive(&m->seat[m->at]))
                break;
            moving_pass(m, 5);
            moving_sleep_us(1000);
        }
        struct moving_view v = moving_view_of(m, m->at);
        if (is_over(&v)) {
            m->count.handed++;
            moving_note(m, "handed in at seat %u: %s", m->at, m->receipt);
            return;
        }
    }
    moving_wrong(m, "no receipt at seat %u, state %d: %s", m->at,
                 (int)moving_view_of(m, m->at).state, moving_view_of(m, m->at).message);
}

/* Where it was never begun, a paper handed in begins by nobody's word but the invigilator's. */
static void try_again_elsewhere(struct moving *m, struct rig *rig)
{
    unsigned n = (m->at + 1) % m->seats;
    bool sees = false;
    for (unsigned f = 0; f < MOVING_FOLDERS; f++)
        sees |= m->seat[n].has_folder[f] && m->seat[m->at].has_folder[f] && !m->is_pulled[f];
    if (m->seat[n].pid || !sees)
        return;
    moving_start(m, rig, n);
    for (int i = 0; i < 6 && !m->error[0]; i++) {
        struct moving_view v = moving_view_of(m, n);
        if (v.is_started || v.needs_code || v.state == CLIENT_ANSWERING)
            break;
        step_in(m, rig, n, &(struct way_in){0});
        wait_for_look(m, n);
    }
    struct moving_view v = moving_view_of(m, n);
    if (v.state == CLIENT_ANSWERING && !v.needs_code && v.events <= 2)
        moving_wrong(m, "seat %u begins a paper that was handed in at %u", n, m->at);
    moving_note(m, "seat %u is tried after the end: state %d, code wanted %d", n, (int)v.state,
                v.needs_code);
}

/* ---- an exam ---- */

static void set_up(struct moving *m, unsigned seed, const char *base)
{
    unsigned kind;
    memset(m, 0, sizeof *m);
    m->seed = seed;
    m->dice = seed * UINT64_C(0x9E3779B97F4A7C15) + 7;
    m->now_ms = 100000;
    snprintf(m->base, sizeof m->base, "%s", base);
    m->paper = moving_happens(m, 25) ? 3 : 0;
    m->seats = moving_happens(m, 20) ? 3 : 2;
    kind = moving_lot(m, 100);
    for (unsigned s = 0; s < MOVING_SEATS; s++) {
        struct moving_seat *seat = &m->seat[s];
        snprintf(seat->dir, sizeof seat->dir, "%s/seat-%u", base, s);
        mkdir(seat->dir, 0700);
        seat->offset_ms = (int64_t)moving_lot(m, CLOCK_MS) - CLOCK_MS / 2;
        seat->has_folder[0] = s == 0 ? kind < 97 : kind < 65 || (kind >= 80 && kind < 90);
        seat->has_folder[1] = s == 0 ? kind >= 45 && kind < 65 : kind >= 45 && kind < 90;
    }
    for (unsigned f = 0; f < MOVING_FOLDERS; f++) {
        snprintf(m->folder[f], sizeof m->folder[f], "%s/folder-%u", base, f);
        snprintf(m->away[f], sizeof m->away[f], "%s-away", m->folder[f]);
        mkdir(m->folder[f], 0700);
    }
    moving_note(m, "paper %u, %u seats, kind %u", m->paper, m->seats, kind);
}

static void clear_away(struct moving *m)
{
    for (unsigned s = 0; s < MOVING_SEATS; s++) {
        room_empty(m->seat[s].dir);
        rmdir(m->seat[s].dir);
    }
    for (unsigned f = 0; f < MOVING_FOLDERS; f++) {
        room_empty(m->folder[f]);
        rmdir(m->folder[f]);
    }
}

/* Another seat is shown the same number and code, and waits with what it saw. */
static void linger(struct moving *m, struct rig *rig, unsigned n)
{
    moving_start(m, rig, n);
    moving_press(m, n, MOVING_LOG_IN);
    wait_for_look(m, n);
    if (moving_view_of(m, n).state == CLIENT_CONFIRM && !moving_view_of(m, n).needs_code &&
        moving_happens(m, 70))
        moving_press(m, n, MOVING_ENTER);
    moving_note(m, "seat %u waits with an old look", n);
}

void moving_run(struct moving *m, struct rig *rig, unsigned seed, unsigned moves, const char *base)
{
    struct way_in w;
    set_up(m, seed, base);
    if (moving_happens(m, 20))
        moving_plant(m, rig);
    if (moving_happens(m, 30))
        linger(m, rig, 1);
    if (go_in(m, rig, 0, &w))
        note_arrival(m, 0, &w);
    for (int i = 0; m->count.moves < moves && i < 4 * (int)moves && !m->error[0]; i++) {
        act(m, m->at, moving_lot(m, 9));
        if (moving_happens(m, 10))
            moving_plant(m, rig);
        if (moving_happens(m, 10))
            linger(m, rig, (m->at + 1) % m->seats);
        move(m, rig);
    }
    if (!m->error[0])
        act(m, m->at, moving_lot(m, 9));
    hand_in(m, rig);
    if (!m->error[0] && moving_happens(m, 30))
        try_again_elsewhere(m, rig);
    for (unsigned s = 0; s < MOVING_SEATS; s++)
        if (m->seat[s].pid) {
            kill(m->seat[s].pid, SIGKILL);
            moving_forget(&m->seat[s]);
        }
    for (unsigned f = 0; f < MOVING_FOLDERS; f++)
        moving_give_back(m, f);
    if (!m->error[0])
        moving_judge(m, rig);
    if (!m->error[0] || !getenv("KEEP"))
        clear_away(m);
}
