/* On the questions, driven by keys: what is chosen, marked, jumped to, told; the practice before,
 * the word at the end. */
#include "app/client/flow.h"
#include "tests/lib/seat_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

static void go_to_practice(void)
{
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press_char('n');
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_non_null(c.practice);
}

static void practice_does_not_count(void **state)
{
    (void)state;
    go_to_practice();
    seat_rig_press_char('C');
    assert_int_equal(exam_choice(c.practice, 0), 2);
    assert_true(exam_is_saved(c.practice, 0));
    rig_pass(&rig, 10 * MINUTE);
    client_tick(&c);
    assert_int_equal(disk_trouble_of(c.practice), DISK_FINE); /* nothing of it is for the disk */
    seat_rig_press_char('m');
    assert_true(c.practice->journal.marked[0]);
    assert_non_null(strstr(c.message.text, "marked"));
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press_char('x');
    assert_string_equal(c.message.text, "D is crossed out");
    seat_rig_press(KEYPRESS_DELETE);
    assert_int_equal(exam_choice(c.practice, 0), -1);
    seat_rig_press_char('3');
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.reading.question, 2);
    seat_rig_press_char('h');
    assert_int_equal(c.state, CLIENT_HELP);
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_non_null(c.practice);
    seat_rig_press_char('t');
    assert_non_null(strstr(c.message.text, "no time runs"));
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_RULES);
    assert_null(c.practice);
    assert_false(exam_is_started(c.exam));
    assert_int_equal(c.exam->journal.count, 0);
}

/* Each key that does something says in practice what it did. */
static void practice_says_what_happened(void **state)
{
    static const char KEYS[] = "bnpmgv";
    (void)state;
    go_to_practice();
    for (int i = 0; KEYS[i]; i++) {
        seat_rig_press_char((uint32_t)KEYS[i]);
        assert_string_not_equal(c.message.text, "");
    }
    assert_int_equal(c.state, CLIENT_OVERVIEW);
}

/* To the hand-in and back, as often as one likes; then the exam begins as if nothing had been. */
static void practice_is_handed_in(void **state)
{
    (void)state;
    go_to_practice();
    seat_rig_type("bgs");
    assert_int_equal(c.state, CLIENT_HANDIN);
    seat_rig_type("nop");
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
    assert_null(c.practice);
    assert_non_null(strstr(c.message.text, "Handed in; in the exam"));
    seat_rig_type("nb");
    assert_int_equal(exam_choice(c.practice, 0), 1);
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_press_char('b');
    assert_true(exam_is_started(c.exam));
    assert_null(c.practice);
    assert_int_equal(exam_answered(c.exam), 0);
    assert_int_equal(c.reading.question, 0);
}

/* The invigilator's box is for the paper itself. */
static void the_box_ends_practice(void **state)
{
    (void)state;
    go_to_practice();
    seat_rig_press(KEYPRESS_F12);
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
    assert_null(c.practice);
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_RULES);
}

/* Who comes next finds language and colours as the seat has them. */
static void the_next_candidate_finds_the_seat_as_it_was(void **state)
{
    enum client_lang lang = c.flow.lang;
    (void)state;
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press_char('l');
    seat_rig_press_ctrl('T');
    assert_int_not_equal(c.flow.lang, lang);
    assert_int_equal(c.flow.theme_turns, 1);
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_int_equal(c.flow.lang, c.setup.lang);
    assert_int_equal(c.flow.theme_turns, 0);
    assert_int_equal(c.input.at, 0);
}

/* What a key did is told, and why it did nothing. */
static void what_was_done_is_told(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('m');
    seat_rig_press_char('a');
    seat_rig_press_char('b');
    assert_string_equal(c.message.text, "Changed from A to B.");
    seat_rig_press_char('3');
    seat_rig_press_char('d'); /* meant for question 3: not taken for this one, and the number
                                 stays */
    assert_int_equal(exam_choice(c.exam, 0), 1);
    assert_string_equal(c.message.text,
                        "Enter goes to question 3. To answer question 1: Esc, then the letter.");
    assert_string_equal(c.reading.jump, "3");
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press_char('x');
    seat_rig_press_char('c'); /* who chooses what was crossed out takes that back */
    assert_string_equal(c.message.text, "Changed from B to C. C is no longer crossed out");
    assert_false(exam_is_crossed(c.exam, 0, 2));
    seat_rig_press_char('b');
    seat_rig_press_char('1');
    seat_rig_press(KEYPRESS_ENTER); /* who meant an option by the number */
    assert_string_equal(c.message.text, "This is question 1.");
    seat_rig_press(KEYPRESS_BACKSPACE);
    assert_non_null(strstr(c.message.text, "Del"));
    seat_rig_press_char('k');
    assert_string_equal(c.message.text, "This is the only marked question.");
    seat_rig_press(KEYPRESS_DELETE);
    assert_string_equal(c.message.text, "The answer B is taken away.");
    seat_rig_press(KEYPRESS_DELETE);
    assert_string_equal(c.message.text, "This question has no answer to take away.");
    seat_rig_press(KEYPRESS_ENTER);
    assert_string_equal(c.message.text,
                        "To choose B press B; or go to an option with ↑ ↓, then Enter.");
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press(KEYPRESS_ENTER); /* to go on */
    assert_string_equal(c.message.text,
                        "Question 1 is answered: C. → or N goes to the next question.");
    seat_rig_press(KEYPRESS_DELETE);
    seat_rig_type("12");
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press_char('u');
    assert_int_equal(c.reading.question, 0);
    assert_string_equal(c.message.text, "On from the first question.");
    seat_rig_press_char('g');
    seat_rig_press(KEYPRESS_RIGHT);
    seat_rig_press(KEYPRESS_ESC); /* what was looked at in the overview is not gone to */
    assert_int_equal(c.reading.question, 0);
}

/* What is said belongs to the key before: with the next one it goes. A warning of the time stays
 * until it can have been read. */
static void a_message_goes_with_the_next_key(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('m');
    assert_string_equal(c.message.text, "This question is marked");
    seat_rig_press_char('z');
    assert_non_null(strstr(c.message.text, "z"));
    seat_rig_type("99");
    assert_int_equal(c.message.text[0], 0);
    seat_rig_press(KEYPRESS_ENTER);
    assert_non_null(strstr(c.message.text, "99"));
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.message.text[0], 0);
    seat_rig_press_char('g');
    seat_rig_type("99");
    seat_rig_press(KEYPRESS_ENTER);
    assert_non_null(strstr(c.message.text, "99"));
    seat_rig_press_char('1');
    assert_int_equal(c.message.text[0], 0);
    seat_rig_press(KEYPRESS_ESC); /* stay */
    assert_int_equal(c.state, CLIENT_OVERVIEW);
    assert_int_equal(c.reading.jump[0], 0);
    seat_rig_press_char('q');
    assert_non_null(strstr(c.message.text, "q"));
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    rig_pass(&rig, exam_left_ms(c.exam) - 10 * (uint64_t)MINUTE);
    client_tick(&c);
    assert_int_equal(c.message.tone, MESSAGE_WARNING);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_RIGHT);
    assert_non_null(strstr(c.message.text, "10 minutes"));
    seat_rig_press_char('m'); /* what was done is told all the same */
    assert_string_equal(c.message.text, "This question is marked");
    c.message.stays_until = 0;
    seat_rig_press(KEYPRESS_LEFT);
    assert_int_equal(c.message.text[0], 0);
}

/* A window too small shows no question: what is typed then must not answer one. */
static void nothing_is_done_unseen(void **state)
{
    (void)state;
    seat_rig_begin();
    c.reading.shown.is_too_small = true;
    seat_rig_type("b2");
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_type("mgs");
    assert_int_equal(exam_choice(c.exam, 0), -1);
    assert_int_equal(c.reading.question, 0);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_false(c.exam->journal.marked[0]);
    c.reading.shown.is_too_small = false;
    seat_rig_type("b");
    assert_int_equal(exam_choice(c.exam, 0), 1);
}

/* Enter is pressed from habit: after a jump, after an arrow, on a question that just came. It
 * chooses only what the cursor was moved to. */
static void an_enter_too_many_chooses_nothing(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(exam_choice(c.exam, 0), -1);
    assert_true(c.message.text[0]);
    seat_rig_press_char('3');
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.reading.question, 2);
    assert_int_equal(exam_choice(c.exam, 2), -1);
    seat_rig_press(KEYPRESS_RIGHT);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(exam_choice(c.exam, 3), -1);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_UP);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(exam_choice(c.exam, 3), 0);
    seat_rig_press(KEYPRESS_LEFT);
    seat_rig_press_char(' ');
    assert_int_equal(exam_choice(c.exam, 2), -1);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press_char(' ');
    assert_int_equal(exam_choice(c.exam, 2), 1);
    seat_rig_press(KEYPRESS_RIGHT);
    seat_rig_press(KEYPRESS_LEFT);
    seat_rig_press(KEYPRESS_ENTER); /* pressed to go on: it is told what is answered and which key
                                       goes on */
    assert_string_equal(c.message.text,
                        "Question 3 is answered: B. → or N goes to the next question.");
    seat_rig_press_char('1');
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press_char('p');
    assert_string_equal(c.message.text, "This is the first question.");
}

static void moving_and_marking(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press_char(' ');
    assert_int_equal(exam_choice(c.exam, 0), 2);
    seat_rig_press(KEYPRESS_BACKSPACE); /* never clears */
    assert_int_equal(exam_choice(c.exam, 0), 2);
    seat_rig_press_char('x'); /* not what was chosen */
    assert_false(exam_is_crossed(c.exam, 0, 2));
    assert_true(c.message.text[0]);
    seat_rig_press(KEYPRESS_UP);
    seat_rig_press_char('x');
    assert_true(exam_is_crossed(c.exam, 0, 1));
    assert_int_equal(exam_choice(c.exam, 0), 2);
    seat_rig_press(KEYPRESS_DELETE);
    assert_int_equal(exam_choice(c.exam, 0), -1);
    seat_rig_press_char(0x110); /* Đ of an input method */
    assert_int_equal(exam_choice(c.exam, 0), 3);
    seat_rig_press_char(0xC2);
    assert_int_equal(exam_choice(c.exam, 0), 0);
    seat_rig_type("12");
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.reading.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), -1); /* Enter went there and chose nothing */
    seat_rig_type("99");
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.reading.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), -1);
    seat_rig_type("3");
    seat_rig_press(KEYPRESS_ESC); /* drops the digit */
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press_char(' ');
    assert_int_equal(c.reading.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), 1);
    seat_rig_press_char('m');
    seat_rig_press_char('u');
    assert_int_equal(c.reading.question, 1);
    seat_rig_press_char('g');
    assert_int_equal(c.state, CLIENT_OVERVIEW);
    seat_rig_press_char('k');
    assert_int_equal(c.reading.question, 11);
    seat_rig_press(KEYPRESS_UP); /* the part above has four */
    assert_int_equal(c.reading.question, 3);
    for (int i = 0; i < 3; i++)
        seat_rig_press(KEYPRESS_LEFT);
    seat_rig_press(KEYPRESS_LEFT);
    assert_int_equal(c.reading.question, 0);
    seat_rig_press_char('4');
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(c.reading.question, 3);
    seat_rig_press_char('t');
    assert_true(c.message.text[0] != '\0');
    seat_rig_press_char('l');
    assert_int_equal(c.flow.lang, CLIENT_VI);
    assert_int_equal(c.reading.question, 3);
}

static void only_the_word_hands_in(void **state)
{
    (void)state;
    static const char *const NOT[] = {"", "NO", "NOPE", "NO P x", "nopnop", "N0P", "abcd", "mon"};
    seat_rig_begin();
    for (size_t i = 0; i < sizeof NOT / sizeof NOT[0]; i++) {
        seat_rig_press_char('g');
        seat_rig_press_char('s');
        seat_rig_type_code(NOT[i]);
        assert_int_equal(c.state, CLIENT_HANDIN);
        assert_false(exam_is_ended(c.exam));
        seat_rig_press(KEYPRESS_ESC);
        assert_int_equal(c.state, CLIENT_OVERVIEW);
        seat_rig_press(KEYPRESS_ESC);
    }
    seat_rig_type("nop"); /* on the wrong screen: next question, nothing, previous */
    assert_int_equal(exam_answered(c.exam), 0);
    seat_rig_press_char('g');
    seat_rig_press_char('s');
    seat_rig_press_char('N');
    seat_rig_press_char(0x1ED8); /* Ộ */
    seat_rig_press_char('p');
    seat_rig_press(KEYPRESS_ENTER);
    assert_true(exam_is_ended(c.exam));
    seat_rig_wait_for_receipt();
}

/* Nothing was gone to yet: the arrows begin at the ends. What is answered is gone on from. */
static void the_first_arrow_lands_at_an_end(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press(KEYPRESS_DOWN);
    assert_true(c.reading.is_placed);
    assert_int_equal(c.reading.focus, 0);
    seat_rig_press(KEYPRESS_DOWN);
    assert_int_equal(c.reading.focus, 1);
    seat_rig_press(KEYPRESS_RIGHT);
    seat_rig_press(KEYPRESS_UP);
    assert_int_equal(c.reading.focus, BANK_OPTIONS - 1);
    seat_rig_press_char('b');
    seat_rig_press(KEYPRESS_RIGHT);
    seat_rig_press(KEYPRESS_LEFT);
    seat_rig_press(KEYPRESS_DOWN);
    assert_int_equal(c.reading.focus, 2);
}

/* The practice explains keys where it is not the help that does; the arrows by what they did. */
static void practice_explains_briefly(void **state)
{
    (void)state;
    go_to_practice();
    seat_rig_press(KEYPRESS_DOWN);
    assert_string_equal(c.message.text, "▶ stands at A: Enter or the space bar chooses it.");
    seat_rig_press_char('h');
    assert_int_equal(c.state, CLIENT_HELP);
    assert_string_equal(c.message.text, "");
}

/* A letter behind a number of no question answers nothing, and says so; the next one does. */
static void a_letter_behind_no_number_says_that_it_did_nothing(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_type("111c");
    assert_int_equal(exam_choice(c.exam, 0), -1);
    assert_string_equal(c.message.text, "No question 111; nothing was chosen. To answer question "
                                        "1, press the letter again.");
    seat_rig_press_char('c');
    assert_int_equal(exam_choice(c.exam, 0), 2);
}

/* The practice tells what a choice did; in the exam the panel and the bar tell it, and nothing
 * else is said. */
static void a_choice_is_told_in_the_practice_only(void **state)
{
    (void)state;
    go_to_practice();
    seat_rig_press_char('b');
    assert_string_equal(c.message.text, "B is chosen. Another letter changes it, Del takes it "
                                        "away.");
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_RULES);
    seat_rig_press_char('b');
    c.flow.begun_ms = 0;
    assert_int_equal(c.state, CLIENT_ANSWERING);
    seat_rig_press_char('b');
    assert_int_equal(exam_choice(c.exam, 0), 1);
    assert_string_equal(c.message.text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(practice_does_not_count, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(practice_says_what_happened, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(practice_is_handed_in, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(the_box_ends_practice, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(the_next_candidate_finds_the_seat_as_it_was, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(what_was_done_is_told, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(a_message_goes_with_the_next_key, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(nothing_is_done_unseen, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(an_enter_too_many_chooses_nothing, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(moving_and_marking, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(only_the_word_hands_in, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(the_first_arrow_lands_at_an_end, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(practice_explains_briefly, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(a_letter_behind_no_number_says_that_it_did_nothing,
                                        seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(a_choice_is_told_in_the_practice_only, seat_rig_up,
                                        seat_rig_down),
    };
    return cmocka_run_group_tests_name("answering", tests, seat_rig_group_up, seat_rig_group_down);
}
