/* On the questions, driven by keys: what is chosen, marked, jumped to and told; the try-out before, the word at the end. */
#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>


static void tryout_does_not_count(void **state)
{
    (void)state;
    desk_unlock();
    desk_log_in("001", rig.access[0]);
    desk_press(KEYPRESS_ENTER);
    desk_press_char('n');
    assert_int_equal(c.state, CLIENT_TRYOUT);
    desk_press_char('C');
    assert_int_equal(c.tryout_choice, 2);
    desk_press_char('m');
    assert_true(c.tryout_marked);
    assert_non_null(strstr(c.message, "marked"));
    desk_press_char('x'); /* what was chosen is not crossed out, here as there */
    assert_int_equal(c.tryout_crossed, 0);
    assert_non_null(strstr(c.message, "not crossed out"));
    desk_press(KEYPRESS_DOWN);
    desk_press_char('x');
    assert_int_equal(c.tryout_crossed, 8);
    assert_string_equal(c.message, "D is crossed out");
    assert_int_equal(c.tryout_choice, 2);
    desk_press_char('h');
    assert_int_equal(c.state, CLIENT_HELP);
    desk_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_TRYOUT);
    desk_press(KEYPRESS_DELETE);
    assert_int_equal(c.tryout_choice, -1);
    desk_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_RULES);
    assert_false(exam_is_started(c.exam));
}

/* What a key did is told, and why it did nothing. */
static void what_was_done_is_told(void **state)
{
    (void)state;
    desk_begin();
    desk_press_char('m');
    desk_press_char('a');
    desk_press_char('b');
    assert_string_equal(c.message, "The answer was changed from A to B.");
    desk_press_char('3');
    desk_press_char('d'); /* meant for question 3: not taken for this one, and the number stays */
    assert_int_equal(exam_choice(c.exam, 0), 1);
    assert_string_equal(c.message, "Enter goes to question 3. To answer question 1: Esc, then the letter.");
    assert_string_equal(c.jump, "3");
    desk_press(KEYPRESS_ESC);
    desk_press(KEYPRESS_DOWN);
    desk_press_char('x');
    desk_press_char('c'); /* who chooses what was crossed out takes that back */
    assert_string_equal(c.message, "The answer was changed from B to C. C is no longer crossed out");
    assert_false(exam_is_crossed(c.exam, 0, 2));
    desk_press_char('b');
    desk_press_char('1');
    desk_press(KEYPRESS_ENTER); /* who meant an option by the number */
    assert_string_equal(c.message, "This is question 1.");
    desk_press(KEYPRESS_BACKSPACE);
    assert_non_null(strstr(c.message, "Del"));
    desk_press_char('k');
    assert_string_equal(c.message, "This is the only marked question.");
    desk_press(KEYPRESS_DELETE);
    assert_string_equal(c.message, "The answer is taken away.");
    desk_press(KEYPRESS_DELETE);
    assert_string_equal(c.message, "This question has no answer to take away.");
    desk_press(KEYPRESS_ENTER);
    assert_string_equal(c.message, "To choose B press B; or go to an option with ↑ ↓, then Enter.");
    desk_press(KEYPRESS_DOWN);
    desk_press(KEYPRESS_ENTER);
    desk_press(KEYPRESS_ENTER); /* to go on */
    assert_string_equal(c.message, "Question 1 is answered: C. → or N goes to the next question.");
    desk_press(KEYPRESS_DELETE);
    desk_type("12");
    desk_press(KEYPRESS_ENTER);
    desk_press_char('u');
    assert_int_equal(c.question, 0);
    assert_string_equal(c.message, "On from the first question.");
    desk_press_char('g');
    desk_press(KEYPRESS_RIGHT);
    desk_press(KEYPRESS_ESC); /* what was looked at in the overview is not gone to */
    assert_int_equal(c.question, 0);
}

/* What is said belongs to the key before: with the next one it goes. A warning of the time stays until it can have been read. */
static void a_message_goes_with_the_next_key(void **state)
{
    (void)state;
    desk_begin();
    desk_press_char('m');
    assert_string_equal(c.message, "This question is marked");
    desk_press_char('z');
    assert_non_null(strstr(c.message, "z"));
    desk_type("99");
    assert_int_equal(c.message[0], 0);
    desk_press(KEYPRESS_ENTER);
    assert_non_null(strstr(c.message, "99"));
    desk_press(KEYPRESS_ESC);
    assert_int_equal(c.message[0], 0);
    desk_press_char('g');
    desk_type("99");
    desk_press(KEYPRESS_ENTER);
    assert_non_null(strstr(c.message, "99"));
    desk_press_char('1');
    assert_int_equal(c.message[0], 0);
    desk_press(KEYPRESS_ESC); /* stay */
    assert_int_equal(c.state, CLIENT_OVERVIEW);
    assert_int_equal(c.jump[0], 0);
    desk_press_char('q');
    assert_non_null(strstr(c.message, "q"));
    desk_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    rig_pass(&rig, exam_left_ms(c.exam) - 10 * (uint64_t)MINUTE);
    client_tick(&c);
    assert_int_equal(c.tone, CLIENT_WARNING);
    desk_press(KEYPRESS_DOWN);
    desk_press(KEYPRESS_RIGHT);
    assert_non_null(strstr(c.message, "10 minutes"));
    desk_press_char('m'); /* what was done is told all the same */
    assert_string_equal(c.message, "This question is marked");
    c.message_stays_ms = 0;
    desk_press(KEYPRESS_LEFT);
    assert_int_equal(c.message[0], 0);
}

/* A window too small shows no question: what is typed then must not answer one. */
static void nothing_is_done_unseen(void **state)
{
    (void)state;
    desk_begin();
    c.is_hidden = true;
    desk_type("b2");
    desk_press(KEYPRESS_ENTER);
    desk_type("mgs");
    assert_int_equal(exam_choice(c.exam, 0), -1);
    assert_int_equal(c.question, 0);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_false(c.exam->journal.marked[0]);
    c.is_hidden = false;
    desk_type("b");
    assert_int_equal(exam_choice(c.exam, 0), 1);
}

/* Enter is pressed from habit: after a jump, after an arrow, on a question that just came. It chooses only what the cursor was moved to. */
static void an_enter_too_many_chooses_nothing(void **state)
{
    (void)state;
    desk_begin();
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(exam_choice(c.exam, 0), -1);
    assert_true(c.message[0]);
    desk_press_char('3');
    desk_press(KEYPRESS_ENTER);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.question, 2);
    assert_int_equal(exam_choice(c.exam, 2), -1);
    desk_press(KEYPRESS_RIGHT);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(exam_choice(c.exam, 3), -1);
    desk_press(KEYPRESS_DOWN);
    desk_press(KEYPRESS_UP);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(exam_choice(c.exam, 3), 0);
    desk_press(KEYPRESS_LEFT);
    desk_press_char(' ');
    assert_int_equal(exam_choice(c.exam, 2), -1);
    desk_press(KEYPRESS_DOWN);
    desk_press_char(' ');
    assert_int_equal(exam_choice(c.exam, 2), 1);
    desk_press(KEYPRESS_RIGHT);
    desk_press(KEYPRESS_LEFT);
    desk_press(KEYPRESS_ENTER); /* pressed to go on: it is told what is answered and which key goes on */
    assert_string_equal(c.message, "Question 3 is answered: B. → or N goes to the next question.");
    desk_press_char('1');
    desk_press(KEYPRESS_ENTER);
    desk_press_char('p');
    assert_string_equal(c.message, "This is the first question.");
}

static void moving_and_marking(void **state)
{
    (void)state;
    desk_begin();
    desk_press(KEYPRESS_DOWN);
    desk_press(KEYPRESS_DOWN);
    desk_press_char(' ');
    assert_int_equal(exam_choice(c.exam, 0), 2);
    desk_press(KEYPRESS_BACKSPACE); /* never clears */
    assert_int_equal(exam_choice(c.exam, 0), 2);
    desk_press_char('x'); /* not what was chosen */
    assert_false(exam_is_crossed(c.exam, 0, 2));
    assert_true(c.message[0]);
    desk_press(KEYPRESS_UP);
    desk_press_char('x');
    assert_true(exam_is_crossed(c.exam, 0, 1));
    assert_int_equal(exam_choice(c.exam, 0), 2);
    desk_press(KEYPRESS_DELETE);
    assert_int_equal(exam_choice(c.exam, 0), -1);
    desk_press_char(0x110); /* Đ of an input method */
    assert_int_equal(exam_choice(c.exam, 0), 3);
    desk_press_char(0xC2);
    assert_int_equal(exam_choice(c.exam, 0), 0);
    desk_type("12");
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), -1); /* Enter went there and chose nothing */
    desk_type("99");
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), -1);
    desk_type("3");
    desk_press(KEYPRESS_ESC); /* drops the digit */
    desk_press(KEYPRESS_DOWN);
    desk_press_char(' ');
    assert_int_equal(c.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), 1);
    desk_press_char('m');
    desk_press_char('u');
    assert_int_equal(c.question, 1);
    desk_press_char('g');
    assert_int_equal(c.state, CLIENT_OVERVIEW);
    desk_press_char('k');
    assert_int_equal(c.question, 11);
    desk_press(KEYPRESS_UP);
    assert_int_equal(c.question, 1);
    desk_press(KEYPRESS_LEFT);
    desk_press(KEYPRESS_LEFT);
    assert_int_equal(c.question, 0);
    desk_press_char('4');
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(c.question, 3);
    desk_press_char('t');
    assert_true(c.message[0] != '\0');
    desk_press_char('l');
    assert_int_equal(c.lang, CLIENT_VI);
    assert_int_equal(c.question, 3);
}

static void only_the_word_hands_in(void **state)
{
    (void)state;
    static const char *const NOT[] = {"", "NO", "NOPE", "NO P x", "nopnop", "N0P", "abcd", "mon"};
    desk_begin();
    for (size_t i = 0; i < sizeof NOT / sizeof NOT[0]; i++) {
        desk_press_char('g');
        desk_press_char('s');
        desk_type_code(NOT[i]);
        assert_int_equal(c.state, CLIENT_HANDIN);
        assert_false(exam_is_ended(c.exam));
        desk_press(KEYPRESS_ESC);
        assert_int_equal(c.state, CLIENT_OVERVIEW);
        desk_press(KEYPRESS_ESC);
    }
    desk_type("nop"); /* on the wrong screen: next question, nothing, previous */
    assert_int_equal(exam_answered(c.exam), 0);
    desk_press_char('g');
    desk_press_char('s');
    desk_press_char('N');
    desk_press_char(0x1ED8); /* Ộ */
    desk_press_char('p');
    desk_press(KEYPRESS_ENTER);
    assert_true(exam_is_ended(c.exam));
    desk_wait_for_receipt();
}

static void warnings_steal_nothing(void **state)
{
    (void)state;
    static const unsigned AT[] = {10, 5, 1};
    desk_begin();
    desk_press_char('g');
    desk_press_char('s');
    desk_type("no");
    for (size_t i = 0; i < 3; i++) {
        uint64_t left = exam_left_ms(c.exam);
        rig_pass(&rig, left - AT[i] * (uint64_t)MINUTE - 500);
        c.message[0] = '\0';
        client_tick(&c);
        assert_int_equal(c.message[0], 0);
        rig_pass(&rig, 500);
        client_tick(&c);
        assert_true(c.message[0] != '\0');
        assert_int_equal(c.tone, i == 2 ? CLIENT_DANGER : CLIENT_WARNING);
        assert_string_equal(c.field[0].text, "no");
        c.message[0] = '\0';
        client_tick(&c);
        assert_int_equal(c.message[0], 0); /* once */
    }
    desk_type_code("p");
    assert_true(exam_is_ended(c.exam));
}

static void the_time_is_told(void **state)
{
    (void)state;
    char text[128];
    desk_begin();
    client_time_text(&c, text, sizeof text);
    assert_non_null(strstr(text, "30"));
    assert_in_range(client_timeout_ms(&c), 1, 15000);
    rig_pass(&rig, 20 * MINUTE + 19000);
    client_time_text(&c, text, sizeof text);
    assert_string_equal(text, "09:41");
    assert_in_range(client_timeout_ms(&c), 1, 1001);
    client_time_words(&c, text, sizeof text);
    assert_non_null(strstr(text, "9"));
    assert_non_null(strstr(text, "41"));
    client_use_language(CLIENT_EN);
    rig_pass(&rig, 8 * MINUTE + 41000);
    client_time_words(&c, text, sizeof text);
    assert_string_equal(text, "Time left: 1 minute.");
    rig_pass(&rig, 59000);
    client_time_words(&c, text, sizeof text);
    assert_string_equal(text, "Time left: 1 second.");
    client_use_language(CLIENT_VI);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tryout_does_not_count, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(what_was_done_is_told, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(a_message_goes_with_the_next_key, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(nothing_is_done_unseen, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(an_enter_too_many_chooses_nothing, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(moving_and_marking, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(only_the_word_hands_in, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(warnings_steal_nothing, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(the_time_is_told, desk_up, desk_down),
    };
    return cmocka_run_group_tests_name("answering", tests, desk_group_up, desk_group_down);
}
