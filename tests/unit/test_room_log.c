/* The room console's log: what goes out is in it before, what came of it and the rehearsal behind,
 * and a console that is started again goes on. */
#include "app/room/give.h"
#include "tests/lib/give_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct err e;

static void the_chain_goes_on_after_a_restart(void **state)
{
    struct order o;
    uint8_t first[CRYPT_HASH], second[CRYPT_HASH];
    char console[ORDER_CONSOLE + 1];
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_unlock();
    give_rig_more_time("5");
    assert_true(give_rig_next_order(&o, first));
    memcpy(console, room.power.console, sizeof console);
    size_t lines = room.log.lines;
    room_free(&room);
    give_rig_open(&room);
    st = give_rig_running(1);
    give_rig_show(&st);
    give_rig_unlock();
    assert_string_equal(room.power.console, console);
    assert_true(room.log.lines > lines);
    give_rig_more_time("5");
    while (give_rig_next_order(&o, second) && o.number < 2)
        assert_memory_equal(second, first, sizeof first); /* the first, should it not have gone */
    assert_int_equal(o.number, 2);
    assert_memory_equal(o.before, first, sizeof first);
}

static void two_consoles_of_one_folder_have_letters_of_their_own(void **state)
{
    static struct room other;
    (void)state;
    give_rig_unlock();
    assert_int_equal(room_save_log(&room, &e), ERR_OK);
    give_rig_open(&other);
    assert_int_equal(room_unlock_orders(&other, rig.order_passphrase, &e), ERR_OK);
    assert_string_not_equal(other.power.console, room.power.console);
    room_free(&other);
}

static void what_came_of_it_is_shown_and_logged(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_unlock();
    give_rig_more_time("5");
    assert_true(give_rig_next_order(&o, hash));
    rig_pass(&rig, SENT_LATE_MS + 1000);
    console_tick();
    assert_true(sent_is_late(&room.sent.item[0], NULL, room.now));
    st = give_rig_running(1);
    st.orders = 1;
    memcpy(st.order[0].hash, hash, sizeof st.order[0].hash);
    st.order[0].outcome = 2;
    give_rig_show(&st);
    assert_true(room.sent.item[0].is_taken);
    assert_int_equal(room.sent.item[0].outcome, 2);
    assert_true(give_rig_log_has("máy không làm: quá số phút"));
}

/* The log tells silence that ended from silence that somebody saw to. */
static void the_log_has_why_a_silent_seat_is_not_told_any_more(void **state)
{
    struct status st = give_rig_running(1), other = give_rig_running(2);
    (void)state;
    give_rig_show(&st);
    give_rig_show(&other);
    give_rig_unlock();
    rig_pass(&rig, SEATS_LOST_MS + 1000);
    other = give_rig_running(2);
    give_rig_show(&other);
    assert_true(give_rig_log_has("mất tin"));
    give_rig_choose("M01");
    console_press(KEYPRESS_CHAR, 'V');
    console_tick();
    assert_true(give_rig_log_has("cán bộ đã xem: mất tin"));
    assert_false(give_rig_log_has("hết: mất tin"));
    st = give_rig_running(1);
    give_rig_show(&st);
    rig_pass(&rig, SEATS_LOST_MS + 1000);
    other = give_rig_running(2);
    give_rig_show(&other);
    other = give_rig_running(2);
    other.paper[0].paper = 0;
    give_rig_show(&other);
    assert_true(give_rig_log_has("bài đã tiếp tục ở máy khác: mất tin"));
}

/* Somebody put an older folder in its place: what went out since is not given twice. */
static void a_log_that_is_longer_in_the_folder_goes_on(void **state)
{
    struct status st = give_rig_running(1);
    struct buf log;
    struct room_out out;
    (void)state;
    buf_init(&log, ROOMLOG_FILE_MAX);
    give_rig_show(&st);
    give_rig_unlock();
    give_rig_more_time("5");
    char name[ROOMLOG_NAME];
    roomlog_name(&rig.session, room.power.console, name);
    while (room_next_out(&room, &out)) {
        if (strcmp(out.name, name) == 0) {
            buf_clear(&log);
            buf_add(&log, out.bytes.data, out.bytes.len);
        }
        buf_free(&out.bytes);
    }
    assert_true(log.len > 0);
    size_t lines = room.log.lines;
    daybook_take_back(&room.log, 0, 0);
    room.is_settled = false;
    room_take_order(&room, name, log.data, log.len);
    assert_int_equal(room.log.lines, lines);
    buf_free(&log);
}

/* ---- the rehearsal ---- */

static void a_pulled_plug_is_measured(void **state)
{
    struct status st = give_rig_running(1);
    char found[96];
    struct buf sheet;
    (void)state;
    st.state = STATUS_OPEN;
    st.papers = 0;
    give_rig_show(&st);
    assert_false(rehearsal_is_over(&room.seats));
    rehearsal_choose(&room.rehearsal, seats_find(&room.seats, st.seat_hash));
    rig_pass(&rig, 75000);
    console_tick();
    assert_true(room.rehearsal.is_gone);
    assert_false(rehearsal_is_good(&room.rehearsal, &room.seats, room.now, REHEARSAL_PLUG));
    rig_pass(&rig, 50000);
    st.instance = 99;
    st.number = 1;
    st.flags = STATUS_COPIED;
    give_rig_show(&st);
    assert_true(rehearsal_is_good(&room.rehearsal, &room.seats, room.now, REHEARSAL_PLUG));
    assert_true(rehearsal_is_good(&room.rehearsal, &room.seats, room.now, REHEARSAL_STICK));
    rehearsal_found(&room.rehearsal, &room.seats, room.now, REHEARSAL_PLUG, found, sizeof found);
    assert_string_equal(found, "M01 2:05");
    give_rig_unlock();
    assert_int_equal(give_rehearsal(&room, &e), ERR_OK);
    assert_true(give_rig_log_has("diễn tập: Rút điện một máy, máy mở lại sau: M01 2:05 (đạt)"));
    buf_init(&sheet, 65536);
    rehearsal_write(&room.rehearsal, &room.seats, room.now,
                    &(struct rehearsal_sheet){"ca-1", "", "", "7K3M", room.wall}, &sheet);
    assert_non_null(strstr(buf_text(&sheet), "[x] Rút điện một máy, máy mở lại sau: M01 2:05"));
    buf_free(&sheet);
    struct status begun = give_rig_running(2);
    give_rig_show(&begun);
    assert_true(rehearsal_is_over(&room.seats));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, give_rig_up, give_rig_down)
        TEST(the_chain_goes_on_after_a_restart),
        TEST(two_consoles_of_one_folder_have_letters_of_their_own),
        TEST(what_came_of_it_is_shown_and_logged),
        TEST(the_log_has_why_a_silent_seat_is_not_told_any_more),
        TEST(a_log_that_is_longer_in_the_folder_goes_on),
        TEST(a_pulled_plug_is_measured)};
    return cmocka_run_group_tests(tests, give_rig_group_up, give_rig_group_down);
}
