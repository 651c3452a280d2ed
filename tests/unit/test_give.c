/* The power to order at the room console: nothing goes out but by the last Enter, and what went out
 * is told at its own seat; also line by line. */
#include "app/room/ask.h"
#include "app/room/give.h"
#include "app/room/keys.h"
#include "app/room/lines.h"
#include "tests/lib/give_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void an_order_goes_out_by_the_last_enter_alone(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_choose("M01");
    console_press(KEYPRESS_CHAR, 'T');
    assert_int_equal(room.ask.step, ROOM_ASK_PASSPHRASE);
    give_rig_answer(rig.passphrase); /* the session's is not that of the orders */
    assert_int_equal(room.ask.step, ROOM_ASK_PASSPHRASE);
    give_rig_answer(rig.order_passphrase);
    room_begin_orders(&room);
    give_rig_answer("Lâm");
    give_rig_answer("7");
    assert_int_equal(room.ask.step, ROOM_ASK_MINUTES);
    give_rig_answer("10");
    give_rig_answer("5");
    assert_int_equal(room.ask.step, ROOM_ASK_SEND);
    assert_false(give_rig_next_order(&o, hash));
    ask_cancel(&room);
    assert_false(give_rig_next_order(&o, hash));
    assert_string_equal(room.said, "Nothing was sent.");
    give_rig_more_time("10");
    assert_true(give_rig_next_order(&o, hash));
    assert_int_equal(o.action, ROOM_ACTION_EXTEND);
    assert_int_equal(o.minutes, 10);
    assert_int_equal(o.number, 1);
    assert_int_equal(o.paper, 0);
    assert_string_equal(o.by, "Lâm");
    assert_true(give_rig_log_has("ra lệnh: thêm giờ 10 phút"));
    assert_false(daybook_is_unsaved(&room.log));
}

static void to_end_a_paper_its_number_is_typed(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_unlock();
    give_rig_choose("M01");
    room.place = ROOM_SEAT;
    assert_true(keys_do(&room, ROOM_KEY_END));
    give_rig_answer("6");
    assert_int_equal(room.ask.step, ROOM_ASK_WORD);
    give_rig_answer("002");
    assert_int_equal(room.ask.step, ROOM_ASK_WORD);
    give_rig_answer("001");
    give_rig_answer("");
    assert_true(give_rig_next_order(&o, hash));
    assert_int_equal(o.action, ROOM_ACTION_END);
}

static void the_whole_room_wants_its_word(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    unsigned n = 0;
    (void)state;
    for (unsigned i = 1; i <= 3; i++) {
        struct status st = give_rig_running(i);
        if (i == 3)
            st.state = STATUS_ENDED;
        give_rig_show(&st);
    }
    give_rig_unlock();
    ask_whole_room(&room);
    give_rig_answer("1");
    give_rig_answer("5");
    give_rig_answer("1");
    give_rig_answer("yes");
    assert_int_equal(room.ask.step, ROOM_ASK_WORD);
    give_rig_answer("ca phong");
    assert_int_equal(room.ask.step, ROOM_ASK_SEND);
    give_rig_answer("");
    while (give_rig_next_order(&o, hash))
        assert_int_equal(o.number, ++n);
    assert_int_equal(n, 2); /* not the one that has ended */
}

static void what_it_was_chosen_for_is_gone(void **state)
{
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_unlock();
    give_rig_choose("M01");
    assert_true(keys_do(&room, ROOM_KEY_EXTEND));
    give_rig_answer("5");
    give_rig_answer("5");
    st = give_rig_running(1);
    st.paper[0].paper = 1; /* another candidate sits there now */
    give_rig_show(&st);
    give_rig_answer("");
    assert_false(give_rig_next_order(&o, hash));
    assert_int_equal(room.message.code, ERR_POLICY);
}

/* It is told at its own seat, not at the others, and only as long as what it was for is there. */
static void an_order_that_nobody_took_is_told_at_its_own_seat(void **state)
{
    static const char LATE[] = "M01 has not taken order 1.";
    struct status st = give_rig_running(1), other = give_rig_running(2);
    (void)state;
    give_rig_show(&st);
    give_rig_show(&other);
    give_rig_unlock();
    give_rig_more_time("5");
    rig_pass(&rig, SENT_LATE_MS + 1000);
    console_press(KEYPRESS_CHAR, ' ');
    console_tick();
    assert_true(console_shows(LATE));
    room.place = ROOM_SEAT;
    assert_true(console_shows(LATE));
    give_rig_choose("M02");
    assert_false(console_shows(LATE));
    room.place = ROOM_WALL;
    st = give_rig_running(1);
    st.state = STATUS_ENDED, st.paper[0].state = STATUS_PAPER_ENDED;
    give_rig_show(&st); /* more time would come too late */
    assert_false(console_shows(LATE));
}

static void who_sits_there_next_is_not_shown_the_orders_of_who_sat_there_before(void **state)
{
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_unlock();
    give_rig_choose("M01");
    room.place = ROOM_SEAT;
    assert_true(keys_do(&room, ROOM_KEY_END));
    give_rig_answer("6");
    give_rig_answer("001");
    give_rig_answer("");
    assert_true(console_shows("end the paper: on its way"));
    st = give_rig_running(1);
    st.state = STATUS_CONFIRMING, st.candidate = 1;
    st.paper[0].paper = 1, st.paper[0].state = STATUS_PAPER_NEW;
    give_rig_show(&st);
    room.said[0] = '\0';
    assert_true(console_shows("somebody logs in"));
    assert_false(console_shows("Orders"));
    assert_false(console_shows("end the paper"));
}

/* The other PC may be dead: who gives the order is told for how long it is to be waited. */
static void a_start_beside_a_seat_with_news_says_how_long_to_wait(void **state)
{
    struct status dead = give_rig_running(1), spare = give_rig_running(2);
    (void)state;
    give_rig_show(&dead);
    rig_pass(&rig, 22000);
    spare.state = STATUS_WAITS_START;
    spare.paper[0].paper = 0, spare.paper[0].state = STATUS_PAPER_WAITS;
    give_rig_show(&spare);
    give_rig_unlock();
    give_rig_choose("M02");
    assert_true(keys_do(&room, ROOM_KEY_START));
    assert_string_equal(room.message.text,
                        "M01 has this paper too, heard of 22 s ago. Lock it; if dead, wait 24 s.");
    rig_pass(&rig, 24000);
    console_tick();
    assert_true(keys_do(&room, ROOM_KEY_START));
    assert_true(ask_is_on(&room));
}

/* What was asked is there again behind the help, with what was typed. */
static void help_lies_over_what_is_asked(void **state)
{
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_unlock();
    give_rig_choose("M01");
    assert_true(keys_do(&room, ROOM_KEY_EXTEND));
    console_press(KEYPRESS_CHAR, '1');
    console_press(KEYPRESS_F1, 0);
    assert_int_equal(room.place, ROOM_HELP);
    assert_true(console_shows("Nothing is sent but by the last Enter."));
    console_press(KEYPRESS_ESC, 0);
    assert_true(ask_is_on(&room));
    console_press(KEYPRESS_CHAR, '0');
    assert_string_equal(room.ask.field.text, "10");
    console_press(KEYPRESS_ESC, 0);
    assert_int_equal(room.place, ROOM_WALL);
}

static void without_a_key_the_power_locks(void **state)
{
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_unlock();
    rig_pass(&rig, ROOM_IDLE_MS + 1000);
    console_tick();
    assert_false(authority_is_open(&room.power));
    give_rig_choose("M01");
    assert_true(keys_do(&room, ROOM_KEY_EXTEND));
    assert_int_equal(room.ask.step, ROOM_ASK_PASSPHRASE);
}

/* ---- line by line ---- */

static char heard[8192];

static void hear(const char *line)
{
    size_t n = strlen(heard);
    snprintf(heard + n, sizeof heard - n, "%s\n", line);
}

static void by_lines_too(void **state)
{
    static struct lines lines;
    struct order o;
    uint8_t hash[CRYPT_HASH];
    struct status st = give_rig_running(1);
    (void)state;
    give_rig_show(&st);
    give_rig_unlock();
    heard[0] = '\0';
    lines = (struct lines){.room = &room, .say = hear};
    lines_show(&lines);
    st = give_rig_running(1);
    st.state = STATUS_WAITS_RESUME;
    give_rig_show(&st);
    lines_show(&lines);
    assert_non_null(strstr(heard, "x M01 001: started again"));
    static const char *const TYPED[] = {"h", "nonsense", "m01", "r", "1", ""};
    for (size_t i = 0; i < sizeof TYPED / sizeof TYPED[0]; i++) {
        lines_take(&lines, TYPED[i]);
        lines_show(&lines);
    }
    assert_non_null(strstr(heard, "That is no command and no seat."));
    assert_non_null(strstr(heard, "1 order is on its way."));
    assert_true(give_rig_next_order(&o, hash));
    assert_int_equal(o.action, ROOM_ACTION_RESUME);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, give_rig_up, give_rig_down)
        TEST(an_order_goes_out_by_the_last_enter_alone),
        TEST(to_end_a_paper_its_number_is_typed),
        TEST(the_whole_room_wants_its_word),
        TEST(what_it_was_chosen_for_is_gone),
        TEST(an_order_that_nobody_took_is_told_at_its_own_seat),
        TEST(who_sits_there_next_is_not_shown_the_orders_of_who_sat_there_before),
        TEST(a_start_beside_a_seat_with_news_says_how_long_to_wait),
        TEST(help_lies_over_what_is_asked),
        TEST(without_a_key_the_power_locks),
        TEST(by_lines_too)};
    return cmocka_run_group_tests(tests, give_rig_group_up, give_rig_group_down);
}
