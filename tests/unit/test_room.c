/* The room console without a terminal: forty written seats, with faults, and what is shown. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "app/room/pictures.h"
#include "app/room/keys.h"
#include "app/room/room.h"
#include "app/tui/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SEATS = 40, QUESTIONS = 30, MINUTES = 30 };
static const int64_t WALL = 1764349200000; /* a day of 2025, 00:00 in +7 */

static struct session session;
static struct session_roster roster;
static struct room room;
static struct canvas canvas;
static struct err e;
static uint64_t boot = 1000000;
static uint32_t numbers[SEATS + 1];

static uint64_t boot_ms(void *context)
{
    (void)context;
    return boot;
}

static int64_t wall_ms(void *context)
{
    (void)context;
    return WALL + (int64_t)boot;
}

static int group_up(void **state)
{
    (void)state;
    char folder[4096];
    const char *build = getenv("SATHACH_BUILD");
    if (!lang_start() || crypt_start(&e) != ERR_OK)
        return -1;
    snprintf(folder, sizeof folder, "%s/po", build ? build : "build");
    bindtextdomain(I18N_DOMAIN, folder); /* the program's texts, which are not beside a test */
    lang_use(false);
    snprintf(session.info.name, sizeof session.info.name, "ca-2");
    snprintf(session.info.room, sizeof session.info.room, "Phòng 2");
    snprintf(session.info.title, sizeof session.info.title, "Sát hạch đợt 4/2026");
    roster.candidate = calloc(SEATS, sizeof *roster.candidate);
    roster.paper = calloc(SEATS, sizeof *roster.paper);
    if (!roster.candidate || !roster.paper)
        return -1;
    roster.candidates = roster.papers = SEATS;
    static const char *const GIVEN[] = {"Hạnh", "Độ", "Lan", "Hà", "Cường"};
    for (unsigned i = 0; i < SEATS; i++) {
        struct session_candidate *c = &roster.candidate[i];
        snprintf(c->sbd, sizeof c->sbd, "%05u", 117 + i);
        snprintf(c->name, sizeof c->name, "Nguyễn Văn %s", GIVEN[i % 5]);
        roster.paper[i].candidate = i;
        snprintf(roster.paper[i].seat, sizeof roster.paper[i].seat, "MAY-%02u", i + 1);
    }
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    free(roster.candidate);
    free(roster.paper);
    return 0;
}

static int up(void **state)
{
    (void)state;
    const struct room_setup setup = {
        .session = &session, .clock = {boot_ms, wall_ms, NULL, {1}, true}, .is_english = true};
    memset(numbers, 0, sizeof numbers);
    room_init(&room, &setup);
    room.roster = roster;
    room.place = ROOM_WALL;
    if (seats_init(&room.seats, &roster, &e) != ERR_OK || !canvas_init(&canvas, 24, 80))
        return -1;
    room_folder_is(&room, 0, &(struct err){0});
    return 0;
}

static int down(void **state)
{
    (void)state;
    room.roster = (struct session_roster){0}; /* the group's */
    room_free(&room);
    canvas_free(&canvas);
    return 0;
}

/* A seat at work on the paper of its place; `seat` from 1. */
static struct status at_work(unsigned seat)
{
    struct status st = {.state = STATUS_RUNNING,
                        .instance = 100 + seat,
                        .number = ++numbers[seat],
                        .candidate = seat - 1,
                        .wall_ms = wall_ms(NULL),
                        .build = {1},
                        .papers = 1};
    uint8_t hash[CRYPT_HASH];
    snprintf(st.seat, sizeof st.seat, "MAY-%02u", seat);
    crypt_hash(LABEL_SEAT, st.seat, strlen(st.seat), hash);
    memcpy(st.seat_hash, hash, sizeof st.seat_hash);
    st.paper[0] = (struct status_paper){.paper = seat - 1,
                                        .state = STATUS_PAPER_RUNNING,
                                        .questions = QUESTIONS,
                                        .answered = (uint16_t)(seat % 20),
                                        .minutes = MINUTES,
                                        .left_s = 60 * (seat % 20) + 5,
                                        .events = 40,
                                        .saved = 40};
    return st;
}

static bool show(const struct status *st)
{
    return seats_take(&room.seats, st, false, boot, wall_ms(NULL));
}

static void tick(void)
{
    assert_int_equal(room_tick(&room, &e), ERR_OK);
}

static const struct seat_seen *seen(unsigned seat)
{
    const struct status st = at_work(seat);
    const struct seat_seen *found = seats_find(&room.seats, st.seat_hash);
    assert_non_null(found);
    return found;
}

static bool has_problem(unsigned seat, enum problem_kind kind)
{
    const struct seat_seen *at = seen(seat);
    for (size_t i = 0; i < room.problems.count; i++)
        if (room.problems.item[i].seat == at && room.problems.item[i].kind == kind)
            return true;
    return false;
}

static void all_at_work(void)
{
    for (unsigned i = 1; i <= SEATS; i++) {
        struct status st = at_work(i);
        assert_true(show(&st));
    }
    tick();
}

static void row_text(int row, char out[4 * CANVAS_COLS_MAX])
{
    size_t n = 0;
    for (int col = 0; col < canvas.cols; col++) {
        char one[8] = " ";
        uint32_t cp = canvas.cell[row * canvas.whole_cols + col].cp;
        size_t len = cp ? utf8_encode(cp, one) : 0;
        memcpy(out + n, one, len);
        n += len;
    }
    out[n] = '\0';
}

/* True when the picture holds the text in one row. */
static bool shows(const char *text)
{
    char line[4 * CANVAS_COLS_MAX];
    pictures_draw(&room, &canvas);
    for (int row = 0; row < canvas.rows; row++) {
        row_text(row, line);
        if (strstr(line, text))
            return true;
    }
    return false;
}

static void press(enum keypress_kind kind, uint32_t cp)
{
    keys_press(&room, &(struct keypress){.kind = kind, .cp = cp});
}

static void look_at(unsigned seat)
{
    room.is_on_problems = false;
    room_put_cursor(&room, seat - 1);
    room.place = ROOM_SEAT;
}

/* ---- the seats ---- */

static void forty_seats_at_work_are_no_problem(void **state)
{
    (void)state;
    all_at_work();
    assert_int_equal(room.problems.count, 0);
    assert_true(shows("40 work  0 wait"));
    assert_true(shows("Nothing wants your hand"));
    assert_true(shows("40 00156 Cường"));
    assert_false(room.has_rung);
}

static void an_expected_seat_that_was_never_seen_is_shown_and_is_no_problem(void **state)
{
    (void)state;
    tick();
    assert_int_equal(room.seats.count, SEATS);
    assert_int_equal(room.problems.count, 0);
    assert_true(shows("not open"));
    assert_true(shows("0 silent  40 empty"));
}

static void an_old_number_tells_nothing(void **state)
{
    (void)state;
    struct status first = at_work(7), second = at_work(7);
    assert_true(show(&second));
    assert_false(show(&first));
    assert_false(show(&second));
}

static void a_name_that_is_not_that_of_its_hash_is_not_taken(void **state)
{
    (void)state;
    struct status st = at_work(7);
    st.seat_hash[0] ^= 1;
    assert_false(show(&st));
}

static void silence_is_told_after_45_seconds_and_on_fat_after_150(void **state)
{
    (void)state;
    struct status usual = at_work(1), slow = at_work(2);
    show(&usual);
    seats_take(&room.seats, &slow, true, boot, wall_ms(NULL));
    boot += SEATS_LOST_MS;
    tick();
    assert_false(has_problem(1, PROBLEM_LOST));
    boot += 1;
    tick();
    assert_true(has_problem(1, PROBLEM_LOST));
    assert_false(has_problem(2, PROBLEM_LOST));
    boot += SEATS_LOST_FAT_MS;
    tick();
    assert_true(has_problem(2, PROBLEM_LOST));
    assert_true(shows("no news for 3 minutes; then 1/30, 1:05 left"));
}

/* A PC that died works on for whoever looks at the wall, until it counts as gone: the wall says how
 * old its news is, and that this is to be waited for. */
static void news_that_is_late_is_told_before_the_seat_counts_as_gone(void **state)
{
    (void)state;
    struct status dead = at_work(3), idle = at_work(4);
    idle.state = STATUS_OPEN, idle.papers = 0;
    show(&dead);
    show(&idle);
    boot += SEATS_LATE_MS;
    tick();
    assert_true(shows("3/30 4'"));
    boot += 5000;
    tick();
    assert_int_equal(room.problems.count, 0);
    assert_true(shows("3/30 ?25s"));
    assert_true(shows("News of MAY-03: 25 s ago, overdue. After 45 s it counts as gone: wait."));
    assert_false(shows("of MAY-04: "));
    press(KEYPRESS_CHAR, 'L');
    assert_true(shows("3/30 ?25s"));
    assert_true(shows("Tin của MAY-03: 25 giây trước, trễ. Quá 45 giây là mất tin: hãy đợi."));
    press(KEYPRESS_CHAR, 'L');
    look_at(3);
    assert_true(shows("25 s ago, overdue. After 45 s it counts as gone: wait."));
    dead = at_work(3);
    show(&dead);
    tick();
    assert_true(shows("0 s ago; after 45 s without it counts as gone"));
    boot += SEATS_LOST_MS + 5000;
    tick();
    assert_true(shows("no news for 50 s; then 3/30, 3:05 left"));
    assert_true(shows("50 s ago: it counts as gone. What stands here was true then."));
}

/* The candidate sits at another seat by now: nobody has to see to the first. */
static void a_dead_seat_whose_paper_went_on_elsewhere_is_not_to_do(void **state)
{
    (void)state;
    struct status dead = at_work(3);
    show(&dead);
    boot += SEATS_LOST_MS + 1;
    tick();
    assert_true(has_problem(3, PROBLEM_LOST));
    struct status spare = at_work(30);
    spare.paper[0].paper = 2, spare.candidate = 2;
    spare.state = STATUS_WAITS_START, spare.paper[0].state = STATUS_PAPER_WAITS;
    show(&spare);
    tick();
    assert_true(has_problem(3, PROBLEM_LOST)); /* it does not go on yet */
    spare = at_work(30);
    spare.paper[0].paper = 2, spare.candidate = 2;
    show(&spare);
    tick();
    assert_int_equal(room.problems.count, 0);
    assert_true(shows("1 work  0 wait  0 in  0 blocked  1 silent"));
    spare = at_work(30);
    spare.state = STATUS_OPEN, spare.papers = 0; /* the next one may come */
    show(&spare);
    tick();
    assert_int_equal(room.problems.count, 0);
    dead = at_work(3); /* it was not dead */
    show(&dead);
    tick();
    assert_int_equal(seen(3)->aside, SEAT_MISSED);
    boot += SEATS_LOST_MS + 1;
    tick();
    assert_true(has_problem(3, PROBLEM_LOST));
}

static void who_saw_to_a_silent_seat_takes_it_off_the_list(void **state)
{
    (void)state;
    struct status off = at_work(8), blocked = at_work(9);
    off.state = STATUS_OPEN, off.papers = 0;
    show(&off);
    tick();
    boot += SEATS_LOST_MS + 1;
    blocked.state = STATUS_BLOCKED;
    show(&blocked);
    tick();
    press(KEYPRESS_DOWN, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-09");
    assert_false(shows("V seen to"));
    press(KEYPRESS_CHAR, 'V');
    assert_true(shows("That is for a seat that is off"));
    press(KEYPRESS_DOWN, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-08");
    assert_true(shows("V seen to"));
    press(KEYPRESS_CHAR, 'V');
    tick();
    assert_true(shows("MAY-08: out of the list until it sends again."));
    assert_false(has_problem(8, PROBLEM_SILENT));
    off = at_work(8);
    off.state = STATUS_OPEN, off.papers = 0;
    show(&off);
    boot += SEATS_LOST_MS + 1;
    tick();
    assert_true(has_problem(8, PROBLEM_SILENT));
}

static void before_its_start_a_paper_has_no_minutes(void **state)
{
    (void)state;
    struct status st = at_work(6);
    st.state = STATUS_RULES;
    st.paper[0].state = STATUS_PAPER_NEW;
    st.paper[0].minutes = 0, st.paper[0].answered = 0, st.paper[0].left_s = 1800;
    show(&st);
    tick();
    assert_true(shows("06 00122 Hạnh    not yet"));
    look_at(6);
    assert_true(shows("not begun at this seat; 30:00 are left for it"));
    assert_false(shows("of 0 minutes"));
}

static void who_left_or_locked_is_not_missed(void **state)
{
    (void)state;
    struct status left = at_work(1), locked = at_work(2);
    left.state = STATUS_LEFT;
    locked.state = STATUS_LOCKED;
    show(&left);
    show(&locked);
    boot += 10 * SEATS_LOST_FAT_MS;
    tick();
    assert_int_equal(room.problems.count, 0);
    assert_true(shows("locked"));
}

static void a_restart_is_none_but_an_instance_that_comes_back_is_a_double(void **state)
{
    (void)state;
    struct status first = at_work(5), other = at_work(5);
    other.instance = 999;
    other.number = 1;
    show(&first);
    show(&other);
    tick();
    assert_false(has_problem(5, PROBLEM_DOUBLED));
    struct status again = at_work(5);
    show(&again);
    tick();
    assert_true(has_problem(5, PROBLEM_DOUBLED));
    seats_set_aside(&room.seats, first.seat_hash);
    tick();
    assert_false(has_problem(5, PROBLEM_DOUBLED));
}

static void one_paper_live_at_two_seats_is_told_at_both(void **state)
{
    (void)state;
    all_at_work();
    struct status twin = at_work(19);
    twin.paper[0].paper = 6; /* that of seat 7 */
    show(&twin);
    tick();
    assert_true(has_problem(19, PROBLEM_TWO_SEATS));
    assert_true(has_problem(7, PROBLEM_TWO_SEATS));
    assert_true(shows("the same paper 0007 as MAY-07"));
    boot += SEATS_LOST_MS + 1; /* nothing more is known of either */
    tick();
    assert_false(has_problem(7, PROBLEM_TWO_SEATS));
}

static void a_clock_is_held_against_the_median_of_the_room(void **state)
{
    (void)state;
    all_at_work();
    struct status late = at_work(9), within = at_work(10);
    late.wall_ms -= SEATS_CLOCK_MS + 1;
    within.wall_ms += SEATS_CLOCK_MS;
    show(&late);
    show(&within);
    tick();
    assert_true(has_problem(9, PROBLEM_CLOCK));
    assert_false(has_problem(10, PROBLEM_CLOCK));
    assert_true(shows("clock -120 s off the room's"));
}

static void of_two_seats_no_clock_is_the_wrong_one(void **state)
{
    (void)state;
    struct status one = at_work(1), other = at_work(2);
    other.wall_ms += 10 * SEATS_CLOCK_MS;
    show(&one);
    show(&other);
    tick();
    assert_int_equal(room.problems.count, 0);
}

static void another_build_is_told(void **state)
{
    (void)state;
    all_at_work();
    struct status st = at_work(3);
    st.build[0] = 2;
    show(&st);
    tick();
    assert_true(has_problem(3, PROBLEM_BUILD));
    assert_int_equal(room.problems.count, 1);
}

/* ---- each state and flag ---- */

static void each_fault_is_told_once_and_rings_once(void **state)
{
    (void)state;
    static const struct {
        enum status_state state;
        uint16_t flags;
        enum problem_kind kind;
    } FAULT[] = {{STATUS_RUNNING, STATUS_DISK, PROBLEM_DISK},
                 {STATUS_RUNNING, STATUS_FORK, PROBLEM_FORK},
                 {STATUS_RUNNING, STATUS_EXCHANGE_LATE, PROBLEM_LATE},
                 {STATUS_RUNNING, STATUS_MENDED, PROBLEM_MENDED},
                 {STATUS_RUNNING, STATUS_CLOCK_JUMP, PROBLEM_CLOCK},
                 {STATUS_WAITS_RESUME, 0, PROBLEM_WAITS_RESUME},
                 {STATUS_WAITS_START, 0, PROBLEM_WAITS_START},
                 {STATUS_BLOCKED, 0, PROBLEM_BLOCKED}};
    for (size_t i = 0; i < sizeof FAULT / sizeof FAULT[0]; i++) {
        struct status st = at_work(4);
        st.state = (uint8_t)FAULT[i].state;
        st.flags = FAULT[i].flags;
        show(&st);
        room.has_rung = false;
        tick();
        assert_int_equal(room.problems.count, 1);
        assert_true(has_problem(4, FAULT[i].kind));
        assert_int_equal(room.has_rung, problem_is_urgent(FAULT[i].kind));
        room.has_rung = false;
        tick();
        assert_false(room.has_rung);
    }
    struct status st = at_work(4);
    show(&st);
    tick();
    assert_int_equal(room.problems.count, 0);
}

static void the_worst_stands_first(void **state)
{
    (void)state;
    all_at_work();
    struct status mended = at_work(1), blocked = at_work(39);
    mended.flags = STATUS_MENDED;
    blocked.state = STATUS_BLOCKED;
    blocked.wrong_logins = 5;
    show(&mended);
    show(&blocked);
    tick();
    assert_int_equal(room.problems.item[0].kind, PROBLEM_BLOCKED);
    assert_int_equal(room.problems.item[1].kind, PROBLEM_MENDED);
    assert_true(shows("x MAY-39"));
    assert_true(shows("! MAY-01"));
    assert_true(shows("5 wrong log-ins"));
}

/* ---- the cursor ---- */

static void the_cursor_stays_on_its_seat_when_the_list_changes(void **state)
{
    (void)state;
    all_at_work();
    struct status blocked = at_work(20);
    blocked.state = STATUS_BLOCKED;
    show(&blocked);
    tick();
    press(KEYPRESS_DOWN, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-20");
    struct status worse = at_work(30);
    worse.flags = STATUS_DISK;
    show(&worse);
    tick();
    assert_true(shows("▶x MAY-20"));
    assert_string_equal(room_seat_at(&room)->name, "MAY-20");
    press(KEYPRESS_ENTER, 0);
    assert_true(shows("blocked after wrong log-ins"));
    press(KEYPRESS_ESC, 0);
    assert_int_equal(room.place, ROOM_WALL);
    struct status mended = at_work(20);
    show(&mended); /* its row is gone: Enter looks at the seat that was meant, no other */
    tick();
    press(KEYPRESS_ENTER, 0);
    assert_true(shows("MAY-20"));
}

static void arrows_walk_over_the_wall(void **state)
{
    (void)state;
    all_at_work();
    pictures_draw(&room, &canvas);
    press(KEYPRESS_TAB, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-01");
    press(KEYPRESS_DOWN, 0);
    press(KEYPRESS_RIGHT, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-16");
    press(KEYPRESS_LEFT, 0);
    press(KEYPRESS_UP, 0);
    press(KEYPRESS_UP, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-01");
    press(KEYPRESS_PAGE_DOWN, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-11");
}

static void a_status_that_is_not_ours_is_counted_and_changes_nothing(void **state)
{
    (void)state;
    room.S = crypt_secret_new(CRYPT_KEY);
    assert_non_null(room.S);
    room_take(&room, "junk", 4, false);
    assert_int_equal(room.refused, 1);
    tick();
    assert_int_equal(room.problems.count, 0);
}

static void every_action_of_the_table_has_its_own_key(void **state)
{
    (void)state;
    for (int i = 1; i < ROOM_KEYS; i++)
        for (int k = i + 1; k < ROOM_KEYS; k++) {
            const struct tui_action *a = &ROOM_ACTIONS.row[i], *b = &ROOM_ACTIONS.row[k];
            if (a->where & b->where)
                assert_string_not_equal(a->keys, b->keys);
        }
}

/* The whole picture, as it stands in tests/data/golden; UPDATE_GOLDEN=1 writes it. */
static void assert_golden(const char *name)
{
    char path[128], line[4 * CANVAS_COLS_MAX];
    struct buf now, then;
    buf_init(&now, 65536);
    buf_init(&then, 65536);
    pictures_draw(&room, &canvas);
    for (int row = 0; row < canvas.rows; row++) {
        row_text(row, line);
        size_t n = strlen(line);
        while (n && line[n - 1] == ' ')
            line[--n] = '\0';
        buf_printf(&now, "%s\n", line);
    }
    snprintf(path, sizeof path, "tests/data/golden/%s.screen", name);
    if (getenv("UPDATE_GOLDEN")) {
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fputs(buf_text(&now), f);
        fclose(f);
    }
    assert_int_equal(file_read(path, 65536, &then, &e), ERR_OK);
    assert_string_equal(buf_text(&now), buf_text(&then));
    buf_free(&now);
    buf_free(&then);
}

static void the_room_with_faults_is_drawn(void **state)
{
    (void)state;
    setenv("TZ", "Asia/Ho_Chi_Minh", 1);
    tzset();
    boot = 1000000;
    all_at_work();
    boot += SEATS_LOST_MS + 16000;
    for (unsigned i = 1; i <= SEATS; i++) {
        struct status st = at_work(i);
        if (i == 5 || i == 16 || i == 31)
            continue; /* gone */
        if (i == 12)
            st.flags = STATUS_DISK | STATUS_UNSAVED;
        if (i == 20)
            st.state = STATUS_BLOCKED, st.wrong_logins = 5, st.papers = 0;
        if (i == 9)
            st.wall_ms += 300000;
        if (i < 3)
            st.state = STATUS_ENDED, st.paper[0].state = STATUS_PAPER_ENDED;
        show(&st);
    }
    struct status twin = at_work(40), first = at_work(40);
    first.instance = 7;
    show(&first);
    show(&twin);
    tick();
    assert_true(shows("34 work  0 wait  2 in  1 blocked  3 silent  0 empty"));
    assert_true(shows("To do: 7"));
    assert_true(shows("x MAY-40         00156     two seats have this name"));
    assert_true(shows("x MAY-12         00128     its disk takes no answers"));
    assert_true(shows("↓ 3 more"));
    assert_true(shows("●01 00117 Hạnh    1/30 in  15 00131 Cường 15/30 16'"));
    assert_true(shows("x16 00132 Hạnh    16/30 ?"));
    assert_golden("room-en-24x80");
    press(KEYPRESS_CHAR, 'L');
    assert_golden("room-vi-24x80");
    assert_true(shows("trùng tên máy"));
    press(KEYPRESS_CHAR, 'L');
    assert_golden("room-en-24x80");
}

/* A file in the folder that is none of this session's, and orders that a seat did not obey. */
static void what_is_none_of_this_session_is_shown(void **state)
{
    (void)state;
    struct status st = at_work(7);
    st.forged = 2;
    show(&st);
    room.S = crypt_secret_new(CRYPT_KEY);
    assert_non_null(room.S);
    room_take(&room, "junk", 4, false);
    room_end_look(&room, 0);
    tick();
    assert_true(has_problem(7, PROBLEM_FORGED));
    assert_true(shows("1 status file in the folder is not of this session."));
    room_end_look(&room, 0);
    assert_int_equal(room_refused(&room), 0);
}

/* No folder: the statuses that were seen grow old, and the sheet is named. */
static void without_a_folder_the_sheet_of_vouchers_is_named(void **state)
{
    (void)state;
    room.folders = 0;
    tick();
    assert_true(shows("No seat sends anything. Use the sheet of vouchers."));
    assert_true(shows("folder x"));
    room_folder_is(&room, 0, &(struct err){.code = ERR_IO});
    assert_true(shows("folder x"));
    room_folder_is(&room, 0, &(struct err){0});
    assert_true(shows("folder ●"));
}

static void help_names_the_keys_of_where_it_was_asked(void **state)
{
    (void)state;
    tick();
    press(KEYPRESS_CHAR, 'H');
    assert_true(shows("all that is known of the seat"));
    press(KEYPRESS_ESC, 0);
    press(KEYPRESS_TAB, 0);
    press(KEYPRESS_ENTER, 0);
    assert_true(shows("not open yet"));
    press(KEYPRESS_CHAR, 'H');
    assert_false(shows("all that is known of the seat"));
    press(KEYPRESS_ESC, 0);
    assert_int_equal(room.place, ROOM_SEAT);
}

/* It comes by F1 from everywhere, over what is typed too, and leads back there. */
static void help_comes_by_f1_from_every_place(void **state)
{
    static const struct {
        enum room_place place;
        const char *tells;
    } FROM[] = {{ROOM_WALL, "?25s  the last news is so old"},
                {ROOM_SEAT, "misconduct; wants the candidate number"},
                {ROOM_REHEARSAL, "writes what was found, to be signed"},
                {ROOM_ASK, "takes what was typed, or sends"},
                {ROOM_LOCKED, "takes the passphrase"}};
    (void)state;
    tick();
    for (size_t i = 0; i < sizeof FROM / sizeof FROM[0]; i++) {
        room.place = FROM[i].place;
        room.is_on_problems = false;
        room_put_cursor(&room, 0);
        assert_true(shows(FROM[i].place == ROOM_LOCKED || FROM[i].place == ROOM_ASK ? "F1 help"
                                                                                    : "H help"));
        press(KEYPRESS_F1, 0);
        assert_int_equal(room.place, ROOM_HELP);
        tick();
        for (int k = 0; k < 3; k++)
            press(KEYPRESS_PAGE_DOWN, 0);
        assert_true(shows(FROM[i].tells));
        press(KEYPRESS_ESC, 0);
        assert_int_equal(room.place, FROM[i].place);
    }
}

static void help_scrolls_and_leaves_the_cursor_where_it_was(void **state)
{
    (void)state;
    all_at_work();
    room.is_on_problems = false;
    room_put_cursor(&room, 4);
    press(KEYPRESS_F1, 0);
    assert_true(shows("the seat above"));
    assert_true(shows("↓ more below"));
    press(KEYPRESS_PAGE_DOWN, 0);
    assert_true(shows("↑ more above"));
    assert_true(shows("The office judges by the journals."));
    assert_false(shows("the seat above"));
    press(KEYPRESS_UP, 0);
    assert_false(shows("The office judges by the journals."));
    press(KEYPRESS_PAGE_UP, 0);
    assert_true(shows("the seat above"));
    press(KEYPRESS_ESC, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-05");
}

/* As it is drawn, for whoever changes it to look at. */
static void help_and_a_late_seat_are_drawn(void **state)
{
    (void)state;
    boot = 1000000;
    struct status late = at_work(3), fresh = at_work(4), rules = at_work(5);
    show(&late);
    boot += SEATS_LATE_MS + 5000;
    rules.state = STATUS_RULES;
    rules.paper[0] = (struct status_paper){.paper = 4, .questions = QUESTIONS, .left_s = 1800};
    show(&fresh);
    show(&rules);
    tick();
    assert_golden("room-en-24x80-late");
    press(KEYPRESS_F1, 0);
    assert_golden("room-en-24x80-help");
    press(KEYPRESS_CHAR, 'L');
    assert_golden("room-vi-24x80-help");
    press(KEYPRESS_PAGE_DOWN, 0);
    assert_golden("room-vi-24x80-help-more");
    press(KEYPRESS_ESC, 0);
    assert_golden("room-vi-24x80-late");
    look_at(3);
    assert_golden("room-vi-24x80-seat");
    press(KEYPRESS_CHAR, 'L');
    assert_golden("room-en-24x80-seat");
}

static void a_window_too_small_says_so(void **state)
{
    (void)state;
    canvas_free(&canvas);
    assert_true(canvas_init(&canvas, 23, 80));
    tick();
    assert_true(shows("The window is too small"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
        TEST(forty_seats_at_work_are_no_problem),
        TEST(an_expected_seat_that_was_never_seen_is_shown_and_is_no_problem),
        TEST(an_old_number_tells_nothing),
        TEST(a_name_that_is_not_that_of_its_hash_is_not_taken),
        TEST(silence_is_told_after_45_seconds_and_on_fat_after_150),
        TEST(news_that_is_late_is_told_before_the_seat_counts_as_gone),
        TEST(a_dead_seat_whose_paper_went_on_elsewhere_is_not_to_do),
        TEST(who_saw_to_a_silent_seat_takes_it_off_the_list),
        TEST(before_its_start_a_paper_has_no_minutes),
        TEST(who_left_or_locked_is_not_missed),
        TEST(a_restart_is_none_but_an_instance_that_comes_back_is_a_double),
        TEST(one_paper_live_at_two_seats_is_told_at_both),
        TEST(a_clock_is_held_against_the_median_of_the_room),
        TEST(of_two_seats_no_clock_is_the_wrong_one),
        TEST(another_build_is_told),
        TEST(each_fault_is_told_once_and_rings_once),
        TEST(the_worst_stands_first),
        TEST(the_cursor_stays_on_its_seat_when_the_list_changes),
        TEST(arrows_walk_over_the_wall),
        TEST(a_status_that_is_not_ours_is_counted_and_changes_nothing),
        TEST(every_action_of_the_table_has_its_own_key),
        TEST(the_room_with_faults_is_drawn),
        TEST(what_is_none_of_this_session_is_shown),
        TEST(without_a_folder_the_sheet_of_vouchers_is_named),
        TEST(help_names_the_keys_of_where_it_was_asked),
        TEST(help_comes_by_f1_from_every_place),
        TEST(help_scrolls_and_leaves_the_cursor_where_it_was),
        TEST(help_and_a_late_seat_are_drawn),
        TEST(a_window_too_small_says_so)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
