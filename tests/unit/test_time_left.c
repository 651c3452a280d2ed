/* The time left, as it is shown and told: in the head, beside the question, in words, by itself. */
#include "app/client/time_left.h"

#include "tests/lib/seat_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void warnings_steal_nothing(void **state)
{
    (void)state;
    static const unsigned AT[] = {10, 5, 1};
    seat_rig_begin();
    seat_rig_press_char('g');
    seat_rig_press_char('s');
    seat_rig_type("no");
    for (size_t i = 0; i < 3; i++) {
        uint64_t left = exam_left_ms(c.exam);
        rig_pass(&rig, left - AT[i] * (uint64_t)MINUTE - 500);
        c.message.text[0] = '\0';
        client_tick(&c);
        assert_int_equal(c.message.text[0], 0);
        rig_pass(&rig, 500);
        client_tick(&c);
        assert_true(c.message.text[0] != '\0');
        assert_int_equal(c.message.tone, i == 2 ? MESSAGE_DANGER : MESSAGE_WARNING);
        assert_string_equal(c.input.field[0].text, "no");
        c.message.text[0] = '\0';
        client_tick(&c);
        assert_int_equal(c.message.text[0], 0); /* once */
    }
    seat_rig_type_code("p");
    assert_true(exam_is_ended(c.exam));
}

/* "10 minutes left" is said as long as it is about true. */
static void a_warning_goes_when_it_is_no_longer_true(void **state)
{
    (void)state;
    seat_rig_begin();
    rig_pass(&rig, exam_left_ms(c.exam) - 10 * (uint64_t)MINUTE);
    client_tick(&c);
    assert_string_not_equal(c.message.text, "");
    rig_pass(&rig, 20000);
    client_tick(&c);
    assert_string_not_equal(c.message.text, "");
    rig_pass(&rig, 11000);
    client_tick(&c);
    assert_string_equal(c.message.text, "");
}

static void the_time_is_told(void **state)
{
    (void)state;
    char text[128];
    seat_rig_begin();
    time_left_text(&c, text, sizeof text);
    assert_non_null(strstr(text, "30"));
    assert_in_range(client_timeout_ms(&c), 1, 15000);
    rig_pass(&rig, 20 * MINUTE + 19000);
    time_left_text(&c, text, sizeof text);
    assert_string_equal(text, "09:41");
    assert_in_range(client_timeout_ms(&c), 1, 1001);
    time_left_words(&c, text, sizeof text);
    assert_non_null(strstr(text, "9"));
    assert_non_null(strstr(text, "41"));
    client_use_language(CLIENT_EN);
    rig_pass(&rig, 8 * MINUTE + 41000);
    time_left_words(&c, text, sizeof text);
    assert_string_equal(text, "Time left: 1 minute.");
    rig_pass(&rig, 59000);
    time_left_words(&c, text, sizeof text);
    assert_string_equal(text, "Time left: 1 second.");
    client_use_language(CLIENT_VI);
}

/* What the head shows, in seconds: of whole minutes, all of them. */
static unsigned head_seconds(bool *is_whole)
{
    char text[32];
    unsigned minutes, seconds;
    time_left_text(&c, text, sizeof text);
    *is_whole = sscanf(text, "%u:%u", &minutes, &seconds) != 2;
    if (*is_whole)
        assert_int_equal(sscanf(text, "%u min", &minutes), 1);
    return minutes * 60 + (*is_whole ? 0 : seconds);
}

/* "Time left: 9 minutes and 41 seconds." in seconds, and the whole minutes it says are rounded. */
static unsigned words_seconds(unsigned *rounded)
{
    char text[128], plural[2];
    unsigned first, seconds = 0;
    time_left_words(&c, text, sizeof text);
    const char *and = strstr(text, " and "), *above = strstr(text, " The ");
    assert_int_equal(sscanf(text, "Time left: %u", &first), 1);
    if (and)
        assert_int_equal(sscanf(and, " and %u second%1[s.]", &seconds, plural), 2);
    *rounded = 0;
    if (above)
        assert_int_equal(sscanf(above, " The %u min above are rounded up.", rounded), 1);
    return strstr(text, "minute") ? first * 60 + seconds : first;
}

static unsigned panel_minutes(void)
{
    char text[64];
    unsigned minutes, all;
    time_left_minutes_text(&c, text, sizeof text);
    assert_int_equal(sscanf(text, "%u of %u min", &minutes, &all), 2);
    assert_int_equal(all, 30);
    return minutes;
}

/* Head, panel and words agree at every moment: the words are to the second; minutes that stand
 * alone are those begun, and the words say so as long as the head shows such; the lines, which have
 * no head, say nothing of it. */
static void all_agree_on_the_time(void **state)
{
    (void)state;
    seat_rig_begin();
    client_use_language(CLIENT_EN);
    for (; exam_left_ms(c.exam) > 700; rig_pass(&rig, 700)) {
        bool is_whole;
        unsigned rounded, head = head_seconds(&is_whole), words = words_seconds(&rounded);
        assert_int_equal(words, (exam_left_ms(c.exam) + 999) / 1000);
        assert_int_equal(is_whole, words > TIME_LEFT_SECONDS_FROM);
        assert_int_equal(head, is_whole ? (words + 59) / 60 * 60 : words);
        assert_int_equal(rounded, is_whole && words % 60 ? head / 60 : 0);
        assert_int_equal(panel_minutes(), (words + 59) / 60);
        c.setup.lines.is_on = true;
        assert_int_equal(words_seconds(&rounded), words);
        assert_int_equal(rounded, 0);
        c.setup.lines.is_on = false;
    }
    client_use_language(CLIENT_VI);
}

/* What is told by itself is what the head shows then, and the picture changes just when it does. */
static void the_warnings_say_what_the_head_shows(void **state)
{
    static const unsigned MINUTES[] = {10, 5, 1};
    (void)state;
    char text[32], head[32];
    seat_rig_begin();
    client_use_language(CLIENT_EN);
    for (size_t i = 0; i < sizeof MINUTES / sizeof MINUTES[0]; i++) {
        rig_pass(&rig, exam_left_ms(c.exam) - MINUTES[i] * (uint64_t)MINUTE - 1);
        client_tick(&c);
        message_clear(&c.message);
        assert_int_equal(time_left_changes_in_ms(&c), 1);
        rig_pass(&rig, 1);
        client_tick(&c);
        time_left_text(&c, head, sizeof head);
        snprintf(text, sizeof text, "%02u:00", MINUTES[i]);
        assert_string_equal(head, text);
        snprintf(text, sizeof text, "%u minute%s left.", MINUTES[i], MINUTES[i] == 1 ? "" : "s");
        assert_int_equal(strncmp(c.message.text, text, strlen(text)), 0);
        message_clear(&c.message);
    }
    client_use_language(CLIENT_VI);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(warnings_steal_nothing, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(a_warning_goes_when_it_is_no_longer_true, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(the_time_is_told, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(all_agree_on_the_time, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(the_warnings_say_what_the_head_shows, seat_rig_up,
                                        seat_rig_down),
    };
    return cmocka_run_group_tests_name("time left", tests, seat_rig_group_up, seat_rig_group_down);
}
