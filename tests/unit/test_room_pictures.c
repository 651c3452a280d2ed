/* What the room console shows and what its keys do: the cursor, the wall, help, whole pictures. */
#include "app/room/keys.h"
#include "app/room/pictures.h"
#include "tests/lib/console_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static void the_cursor_stays_on_its_seat_when_the_list_changes(void **state)
{
    (void)state;
    console_all_at_work();
    struct status blocked = console_at_work(20);
    blocked.state = STATUS_BLOCKED;
    console_show(&blocked);
    console_tick();
    console_press(KEYPRESS_DOWN, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-20");
    struct status worse = console_at_work(30);
    worse.flags = STATUS_DISK;
    console_show(&worse);
    console_tick();
    assert_true(console_shows("▶x MAY-20"));
    assert_string_equal(room_seat_at(&room)->name, "MAY-20");
    console_press(KEYPRESS_ENTER, 0);
    assert_true(console_shows("blocked after wrong log-ins"));
    console_press(KEYPRESS_ESC, 0);
    assert_int_equal(room.place, ROOM_WALL);
    struct status mended = console_at_work(20);
    console_show(&mended); /* its row is gone: Enter looks at the seat that was meant, no other */
    console_tick();
    console_press(KEYPRESS_ENTER, 0);
    assert_true(console_shows("MAY-20"));
}

static void arrows_walk_over_the_wall(void **state)
{
    (void)state;
    console_all_at_work();
    pictures_draw(&room, &canvas);
    console_press(KEYPRESS_TAB, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-01");
    console_press(KEYPRESS_DOWN, 0);
    console_press(KEYPRESS_RIGHT, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-16");
    console_press(KEYPRESS_LEFT, 0);
    console_press(KEYPRESS_UP, 0);
    console_press(KEYPRESS_UP, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-01");
    console_press(KEYPRESS_PAGE_DOWN, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-11");
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

static void the_room_with_faults_is_drawn(void **state)
{
    (void)state;
    setenv("TZ", "Asia/Ho_Chi_Minh", 1);
    tzset();
    boot = 1000000;
    console_all_at_work();
    boot += SEATS_LOST_MS + 16000;
    for (unsigned i = 1; i <= CONSOLE_SEATS; i++) {
        struct status st = console_at_work(i);
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
        console_show(&st);
    }
    struct status twin = console_at_work(40), first = console_at_work(40);
    first.instance = 7;
    console_show(&first);
    console_show(&twin);
    console_tick();
    assert_true(console_shows("34 work  0 wait  2 in  1 blocked  3 silent  0 empty"));
    assert_true(console_shows("To do: 7"));
    assert_true(console_shows("x MAY-40         00156     two seats have this name"));
    assert_true(console_shows("x MAY-12         00128     its disk takes no answers"));
    assert_true(console_shows("↓ 3 more"));
    assert_true(console_shows("●01 00117 Hạnh    1/30 in  15 00131 Cường 15/30 16'"));
    assert_true(console_shows("x16 00132 Hạnh    16/30 ?"));
    console_golden("room-en-24x80");
    console_press(KEYPRESS_CHAR, 'L');
    console_golden("room-vi-24x80");
    assert_true(console_shows("trùng tên máy"));
    console_press(KEYPRESS_CHAR, 'L');
    console_golden("room-en-24x80");
}

static void help_names_the_keys_of_where_it_was_asked(void **state)
{
    (void)state;
    console_tick();
    console_press(KEYPRESS_CHAR, 'H');
    assert_true(console_shows("all that is known of the seat"));
    console_press(KEYPRESS_ESC, 0);
    console_press(KEYPRESS_TAB, 0);
    console_press(KEYPRESS_ENTER, 0);
    assert_true(console_shows("not open yet"));
    console_press(KEYPRESS_CHAR, 'H');
    assert_false(console_shows("all that is known of the seat"));
    console_press(KEYPRESS_ESC, 0);
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
    console_tick();
    for (size_t i = 0; i < sizeof FROM / sizeof FROM[0]; i++) {
        room.place = FROM[i].place;
        room.is_on_problems = false;
        room_put_cursor(&room, 0);
        assert_true(console_shows(
            FROM[i].place == ROOM_LOCKED || FROM[i].place == ROOM_ASK ? "F1 help" : "H help"));
        console_press(KEYPRESS_F1, 0);
        assert_int_equal(room.place, ROOM_HELP);
        console_tick();
        for (int k = 0; k < 3; k++)
            console_press(KEYPRESS_PAGE_DOWN, 0);
        assert_true(console_shows(FROM[i].tells));
        console_press(KEYPRESS_ESC, 0);
        assert_int_equal(room.place, FROM[i].place);
    }
}

static void help_scrolls_and_leaves_the_cursor_where_it_was(void **state)
{
    (void)state;
    console_all_at_work();
    room.is_on_problems = false;
    room_put_cursor(&room, 4);
    console_press(KEYPRESS_F1, 0);
    assert_true(console_shows("the seat above"));
    assert_true(console_shows("↓ more below"));
    console_press(KEYPRESS_PAGE_DOWN, 0);
    assert_true(console_shows("↑ more above"));
    assert_true(console_shows("The office judges by the journals."));
    assert_false(console_shows("the seat above"));
    console_press(KEYPRESS_UP, 0);
    assert_false(console_shows("The office judges by the journals."));
    console_press(KEYPRESS_PAGE_UP, 0);
    assert_true(console_shows("the seat above"));
    console_press(KEYPRESS_ESC, 0);
    assert_string_equal(room_seat_at(&room)->name, "MAY-05");
}

/* As it is drawn, for whoever changes it to look at. */
static void help_and_a_late_seat_are_drawn(void **state)
{
    (void)state;
    boot = 1000000;
    struct status late = console_at_work(3), fresh = console_at_work(4), rules = console_at_work(5);
    console_show(&late);
    boot += SEATS_LATE_MS + 5000;
    rules.state = STATUS_RULES;
    rules.paper[0] =
        (struct status_paper){.paper = 4, .questions = CONSOLE_QUESTIONS, .left_s = 1800};
    console_show(&fresh);
    console_show(&rules);
    console_tick();
    console_golden("room-en-24x80-late");
    console_press(KEYPRESS_F1, 0);
    console_golden("room-en-24x80-help");
    console_press(KEYPRESS_CHAR, 'L');
    console_golden("room-vi-24x80-help");
    console_press(KEYPRESS_PAGE_DOWN, 0);
    console_golden("room-vi-24x80-help-more");
    console_press(KEYPRESS_ESC, 0);
    console_golden("room-vi-24x80-late");
    console_look_at(3);
    console_golden("room-vi-24x80-seat");
    console_press(KEYPRESS_CHAR, 'L');
    console_golden("room-en-24x80-seat");
}

static void a_window_too_small_says_so(void **state)
{
    (void)state;
    canvas_free(&canvas);
    assert_true(canvas_init(&canvas, 23, 80));
    console_tick();
    assert_true(console_shows("The window is too small"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, console_up, console_down)
        TEST(the_cursor_stays_on_its_seat_when_the_list_changes),
        TEST(arrows_walk_over_the_wall),
        TEST(every_action_of_the_table_has_its_own_key),
        TEST(the_room_with_faults_is_drawn),
        TEST(help_names_the_keys_of_where_it_was_asked),
        TEST(help_comes_by_f1_from_every_place),
        TEST(help_scrolls_and_leaves_the_cursor_where_it_was),
        TEST(help_and_a_late_seat_are_drawn),
        TEST(a_window_too_small_says_so)};
    return cmocka_run_group_tests(tests, console_group_up, console_group_down);
}
