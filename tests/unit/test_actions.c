/* Every action of the action table: a label, a help text, a key that does it where it works, and a proof of what it does. One without a proof here
 * fails the test. */
#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void act(enum action_id id)
{
    struct keypress k;
    assert_true(action_key(id, &k));
    client_key(&c, &k);
}

static void at_rules(void)
{
    desk_unlock();
    desk_log_in("1", rig.access[0]);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
}

static void choose(void)
{
    desk_begin();
    desk_type("c");
    assert_int_equal(exam_choice(c.exam, 0), 2);
    desk_type("D");
    assert_int_equal(exam_choice(c.exam, 0), 3);
}

static void focus_up(void)
{
    desk_begin();
    act(ACTION_FOCUS_DOWN);
    act(ACTION_FOCUS_DOWN);
    act(ACTION_FOCUS_UP);
    assert_int_equal(c.focus, 1);
    assert_int_equal(exam_choice(c.exam, 0), -1);
}

static void focus_down(void)
{
    desk_begin();
    act(ACTION_FOCUS_DOWN);
    assert_int_equal(c.focus, 1);
    client_seen(&c, 0, 10, 1); /* the option lies below the screen: the text moves, not the focus */
    act(ACTION_FOCUS_DOWN);
    assert_int_equal(c.focus, 1);
    assert_int_equal(c.scroll, 3);
}

static void choose_focus(void)
{
    desk_begin();
    act(ACTION_FOCUS_DOWN);
    act(ACTION_CHOOSE_FOCUS);
    assert_int_equal(exam_choice(c.exam, 0), 1);
    desk_press(KEYPRESS_RIGHT);
    client_seen(&c, 0, 10, 1); /* what is out of sight is not chosen */
    act(ACTION_CHOOSE_FOCUS);
    assert_int_equal(exam_choice(c.exam, 1), -1);
}

static void previous(void)
{
    desk_begin();
    act(ACTION_PREVIOUS);
    assert_int_equal(c.question, 0);
    desk_type("n");
    act(ACTION_PREVIOUS);
    assert_int_equal(c.question, 0);
}

static void next(void)
{
    desk_begin();
    for (unsigned i = 0; i < RIG_QUESTIONS + 2; i++)
        act(ACTION_NEXT);
    assert_int_equal(c.question, RIG_QUESTIONS - 1);
}

static void jump(void)
{
    desk_begin();
    desk_type("12");
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.question, 11);
    assert_int_equal(exam_choice(c.exam, 0), -1);
}

static void next_empty(void)
{
    desk_begin();
    desk_type("anb");
    desk_press(KEYPRESS_LEFT);
    act(ACTION_NEXT_EMPTY);
    assert_int_equal(c.question, 2);
}

static void mark(void)
{
    desk_begin();
    act(ACTION_MARK);
    assert_true(c.exam->journal.marked[0]);
    act(ACTION_MARK);
    assert_false(c.exam->journal.marked[0]);
}

static void cross(void)
{
    desk_begin();
    desk_type("a");
    desk_press(KEYPRESS_DOWN);
    act(ACTION_CROSS);
    assert_true(exam_is_crossed(c.exam, 0, 1));
    assert_int_equal(exam_choice(c.exam, 0), 0);
    act(ACTION_CROSS);
    assert_false(exam_is_crossed(c.exam, 0, 1));
}

static void clear(void)
{
    desk_begin();
    desk_type("a");
    desk_press(KEYPRESS_BACKSPACE);
    assert_int_equal(exam_choice(c.exam, 0), 0);
    act(ACTION_CLEAR);
    assert_int_equal(exam_choice(c.exam, 0), -1);
}

static void overview(void)
{
    desk_begin();
    act(ACTION_OVERVIEW);
    assert_int_equal(c.state, CLIENT_OVERVIEW);
}

static void next_marked(void)
{
    desk_begin();
    desk_type("nnnmg");
    act(ACTION_NEXT_MARKED);
    assert_int_equal(c.question, 3);
}

static void hand_in(void)
{
    desk_begin();
    desk_type("g");
    act(ACTION_HANDIN);
    assert_int_equal(c.state, CLIENT_HANDIN);
    assert_false(exam_is_ended(c.exam));
    desk_press(KEYPRESS_ESC);
    desk_type("g");
    assert_int_equal(c.state, CLIENT_HANDIN);
}

static void tell_time(void)
{
    desk_begin();
    act(ACTION_TIME);
    assert_non_null(strstr(c.message, "30"));
}

static void help(void)
{
    desk_begin();
    act(ACTION_HELP);
    assert_int_equal(c.state, CLIENT_HELP);
    desk_press(KEYPRESS_ESC);
    desk_type("?");
    assert_int_equal(c.state, CLIENT_HELP);
}

static void language(void)
{
    desk_begin();
    desk_type("nn");
    act(ACTION_LANGUAGE);
    assert_int_equal(c.lang, CLIENT_VI);
    assert_int_equal(c.question, 2);
    act(ACTION_LANGUAGE);
    assert_int_equal(c.lang, CLIENT_EN);
}

static void language_where_letters_are_text(void)
{
    desk_type("1l");
    act(ACTION_LANGUAGE_TEXT);
    assert_int_equal(c.lang, CLIENT_VI);
    assert_string_equal(c.field[0].text, "1l");
    act(ACTION_LANGUAGE_TEXT);
    assert_int_equal(c.lang, CLIENT_EN);
}

static void scroll_up(void)
{
    desk_begin();
    client_seen(&c, 20, 8, 0);
    act(ACTION_SCROLL_UP);
    assert_int_equal(c.scroll, 12);
    act(ACTION_SCROLL_UP);
    act(ACTION_SCROLL_UP);
    assert_int_equal(c.scroll, 0);
}

static void scroll_down(void)
{
    desk_begin();
    client_seen(&c, 0, 8, 0);
    act(ACTION_SCROLL_DOWN);
    assert_int_equal(c.scroll, 8);
}

static void accept(void)
{
    at_rules();
    act(ACTION_ACCEPT); /* never starts the time */
    assert_int_equal(c.state, CLIENT_RULES);
    assert_false(exam_is_started(c.exam));
    desk_press(KEYPRESS_ESC);
    act(ACTION_ACCEPT);
    assert_int_equal(c.state, CLIENT_RULES);
}

static void back(void)
{
    at_rules();
    act(ACTION_BACK);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    act(ACTION_BACK);
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_null(c.exam);
}

static void try_out(void)
{
    at_rules();
    act(ACTION_TRYOUT);
    assert_int_equal(c.state, CLIENT_TRYOUT);
    desk_type("b");
    assert_int_equal(c.tryout_choice, 1);
    assert_int_equal(c.exam->journal.count, 0);
}

static void start(void)
{
    at_rules();
    act(ACTION_START);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_true(exam_is_started(c.exam));
}

static void box(void)
{
    desk_begin();
    act(ACTION_INVIGILATOR);
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
    desk_press(KEYPRESS_ESC);
    desk_press_ctrl('O');
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
}

static void redraw(void)
{
    desk_begin();
    c.dirty = false;
    act(ACTION_REDRAW);
    assert_true(c.dirty);
}

static void quit(void)
{
    desk_begin();
    act(ACTION_QUIT);
    assert_false(c.quit);
    client_free(&c);
    desk_open("M01", NULL, false);
    act(ACTION_QUIT);
    assert_true(c.quit);
}

static void (*const PROOF[ACTION_COUNT])(void) = {
    [ACTION_CHOOSE] = choose,           [ACTION_FOCUS_UP] = focus_up,       [ACTION_FOCUS_DOWN] = focus_down, [ACTION_CHOOSE_FOCUS] = choose_focus,
    [ACTION_PREVIOUS] = previous,       [ACTION_NEXT] = next,               [ACTION_JUMP] = jump,             [ACTION_NEXT_EMPTY] = next_empty,
    [ACTION_MARK] = mark,               [ACTION_CROSS] = cross,             [ACTION_CLEAR] = clear,           [ACTION_OVERVIEW] = overview,
    [ACTION_NEXT_MARKED] = next_marked, [ACTION_HANDIN] = hand_in,          [ACTION_TIME] = tell_time,        [ACTION_HELP] = help,
    [ACTION_LANGUAGE] = language,       [ACTION_LANGUAGE_TEXT] = language_where_letters_are_text, [ACTION_SCROLL_UP] = scroll_up,     [ACTION_SCROLL_DOWN] = scroll_down, [ACTION_ACCEPT] = accept,
    [ACTION_BACK] = back,               [ACTION_TRYOUT] = try_out,          [ACTION_START] = start,           [ACTION_INVIGILATOR] = box,
    [ACTION_REDRAW] = redraw,           [ACTION_QUIT] = quit};

static void every_action_is_proved(void **state)
{
    (void)state;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct action *a = action_get((enum action_id)id);
        if (!a->keys[0] || !a->label[0] || !a->help[0] || !a->where)
            fail_msg("%s lacks keys, a label, a help text or a place where it works", a->name);
        if (!PROOF[id])
            fail_msg("%s has no test", a->name);
        client_free(&c);
        rig_empty(&rig);
        desk_open("M01", NULL, false);
        PROOF[id]();
    }
}

/* Where an action works its key does it, and nothing else does. */
static void every_key_does_its_action(void **state)
{
    (void)state;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++)
        for (unsigned bit = 1; bit <= ACTION_IN_PAPERS; bit <<= 1) {
            struct keypress k;
            unsigned arg;
            bool is_text = bit & ACTION_IN_TEXT;
            if (!action_key((enum action_id)id, &k) || (is_text && k.kind == KEYPRESS_CHAR))
                continue;
            if (action_get((enum action_id)id)->where & bit)
                assert_int_equal(action_of_key(&k, bit, &arg), id);
            else
                assert_int_not_equal(action_of_key(&k, bit, &arg), id);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(every_action_is_proved, desk_up, desk_down),
                                       cmocka_unit_test_setup_teardown(every_key_does_its_action, desk_up, desk_down)};
    return cmocka_run_group_tests_name("actions", tests, desk_group_up, desk_group_down);
}
