/* Every action of the action table: a label, a help text, a key that does it where it works, and a
 * proof of what it does. One without a proof here fails the test. */
#include "tests/lib/seat_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void act(enum action_id id)
{
    struct keypress k;
    assert_true(tui_action_key(action_get(id), &k));
    client_key(&c, &k);
}

static void at_rules(void)
{
    seat_rig_unlock();
    seat_rig_log_in("1", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
}

static void choose(void)
{
    seat_rig_begin();
    seat_rig_type("c");
    assert_int_equal(exam_choice(c.exam, 0), 2);
    seat_rig_type("D");
    assert_int_equal(exam_choice(c.exam, 0), 3);
}

static void focus_up(void)
{
    seat_rig_begin();
    act(ACTION_FOCUS_DOWN);
    act(ACTION_FOCUS_DOWN);
    act(ACTION_FOCUS_DOWN);
    act(ACTION_FOCUS_UP);
    assert_int_equal(c.reading.focus, 1);
    assert_int_equal(exam_choice(c.exam, 0), -1);
}

static void focus_down(void)
{
    seat_rig_begin();
    act(ACTION_FOCUS_DOWN);
    assert_int_equal(c.reading.focus, 0);
    client_seen(&c, &(struct reading_shown){0, 10, 1, false}); /* the option lies below the screen:
                                                                  the text moves, not the focus */
    act(ACTION_FOCUS_DOWN);
    assert_int_equal(c.reading.focus, 0);
    assert_int_equal(c.reading.scroll, 3);
}

static void choose_focus(void)
{
    seat_rig_begin();
    act(ACTION_FOCUS_DOWN);
    act(ACTION_FOCUS_DOWN);
    act(ACTION_CHOOSE_FOCUS);
    assert_int_equal(exam_choice(c.exam, 0), 1);
    seat_rig_press(KEYPRESS_RIGHT);
    client_seen(&c, &(struct reading_shown){0, 10, 1, false}); /* what is out of sight is not
                                                                  chosen */
    act(ACTION_CHOOSE_FOCUS);
    assert_int_equal(exam_choice(c.exam, 1), -1);
}

static void previous(void)
{
    seat_rig_begin();
    act(ACTION_PREVIOUS);
    assert_int_equal(c.reading.question, 0);
    seat_rig_type("n");
    act(ACTION_PREVIOUS);
    assert_int_equal(c.reading.question, 0);
}

static void next(void)
{
    seat_rig_begin();
    for (unsigned i = 0; i < RIG_QUESTIONS + 2; i++)
        act(ACTION_NEXT);
    assert_int_equal(c.reading.question, RIG_QUESTIONS - 1);
}

static void jump(void)
{
    seat_rig_begin();
    seat_rig_type("12");
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.reading.question, 11);
    assert_int_equal(exam_choice(c.exam, 0), -1);
}

static void next_empty(void)
{
    seat_rig_begin();
    seat_rig_type("anb");
    seat_rig_press(KEYPRESS_LEFT);
    act(ACTION_NEXT_EMPTY);
    assert_int_equal(c.reading.question, 2);
}

static void mark(void)
{
    seat_rig_begin();
    act(ACTION_MARK);
    assert_true(c.exam->journal.marked[0]);
    act(ACTION_MARK);
    assert_false(c.exam->journal.marked[0]);
}

static void cross(void)
{
    seat_rig_begin();
    seat_rig_type("a");
    seat_rig_press(KEYPRESS_DOWN);
    act(ACTION_CROSS);
    assert_true(exam_is_crossed(c.exam, 0, 1));
    assert_int_equal(exam_choice(c.exam, 0), 0);
    act(ACTION_CROSS);
    assert_false(exam_is_crossed(c.exam, 0, 1));
}

static void clear(void)
{
    seat_rig_begin();
    seat_rig_type("a");
    seat_rig_press(KEYPRESS_BACKSPACE);
    assert_int_equal(exam_choice(c.exam, 0), 0);
    act(ACTION_CLEAR);
    assert_int_equal(exam_choice(c.exam, 0), -1);
}

static void overview(void)
{
    seat_rig_begin();
    act(ACTION_OVERVIEW);
    assert_int_equal(c.state, CLIENT_OVERVIEW);
}

static void next_marked(void)
{
    seat_rig_begin();
    seat_rig_type("nnnmg");
    act(ACTION_NEXT_MARKED);
    assert_int_equal(c.reading.question, 3);
}

static void hand_in(void)
{
    seat_rig_begin();
    seat_rig_type("g");
    act(ACTION_HANDIN);
    assert_int_equal(c.state, CLIENT_HANDIN);
    assert_false(exam_is_ended(c.exam));
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_type("g");
    assert_int_equal(c.state, CLIENT_HANDIN);
}

static void tell_time(void)
{
    seat_rig_begin();
    act(ACTION_TIME);
    assert_non_null(strstr(c.message.text, "30"));
}

static void help(void)
{
    seat_rig_begin();
    act(ACTION_HELP);
    assert_int_equal(c.state, CLIENT_HELP);
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_type("?");
    assert_int_equal(c.state, CLIENT_HELP);
}

static void language(void)
{
    seat_rig_begin();
    seat_rig_type("nn");
    act(ACTION_LANGUAGE);
    assert_int_equal(c.flow.lang, CLIENT_VI);
    assert_int_equal(c.reading.question, 2);
    act(ACTION_LANGUAGE);
    assert_int_equal(c.flow.lang, CLIENT_EN);
}

static void language_where_letters_are_text(void)
{
    seat_rig_type("1l");
    act(ACTION_LANGUAGE_TEXT);
    assert_int_equal(c.flow.lang, CLIENT_VI);
    assert_string_equal(c.input.field[0].text, "1l");
    act(ACTION_LANGUAGE_TEXT);
    assert_int_equal(c.flow.lang, CLIENT_EN);
}

/* The arrows, and pages of rows: of the last page's. */
static void move(void)
{
    seat_rig_begin();
    seat_rig_type("g");
    seat_rig_press(KEYPRESS_RIGHT);
    seat_rig_press(KEYPRESS_DOWN);
    assert_true(c.reading.question > 1);
    seat_rig_press(KEYPRESS_LEFT);
    seat_rig_press(KEYPRESS_UP);
    assert_int_equal(c.reading.question, 0);
    client_key(&c, &(struct keypress){.kind = KEYPRESS_MOUSE, .wheel = 1}); /* a row */
    assert_true(c.reading.question > 1);
    client_key(&c, &(struct keypress){.kind = KEYPRESS_MOUSE, .wheel = -1});
    assert_int_equal(c.reading.question, 0);
    client_seen(&c, &(struct reading_shown){0, 9, 0, false});
    act(ACTION_SCROLL_DOWN);
    assert_true(c.reading.question >= RIG_QUESTIONS - 8);
    act(ACTION_SCROLL_UP);
    assert_int_equal(c.reading.question, 0);
    assert_int_equal(c.state, CLIENT_OVERVIEW);
}

static void scroll_up(void)
{
    seat_rig_begin();
    client_seen(&c, &(struct reading_shown){20, 8, 0, false});
    act(ACTION_SCROLL_UP);
    assert_int_equal(c.reading.scroll, 12);
    act(ACTION_SCROLL_UP);
    act(ACTION_SCROLL_UP);
    assert_int_equal(c.reading.scroll, 0);
}

static void scroll_down(void)
{
    seat_rig_begin();
    client_seen(&c, &(struct reading_shown){0, 8, 0, false});
    act(ACTION_SCROLL_DOWN);
    assert_int_equal(c.reading.scroll, 8);
}

static void accept(void)
{
    at_rules();
    act(ACTION_ACCEPT); /* never starts the time */
    assert_int_equal(c.state, CLIENT_RULES);
    assert_false(exam_is_started(c.exam));
    seat_rig_press(KEYPRESS_ESC);
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
    act(ACTION_PRACTICE);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    seat_rig_type("b");
    assert_int_equal(exam_choice(flow_paper(&c), 0), 1);
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
    seat_rig_begin();
    act(ACTION_INVIGILATOR);
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_press_ctrl('O');
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
}

static void redraw(void)
{
    seat_rig_begin();
    c.flow.dirty = false;
    act(ACTION_REDRAW);
    assert_true(c.flow.dirty);
}

static void quit(void)
{
    seat_rig_begin();
    act(ACTION_QUIT);
    assert_false(c.flow.quit);
    client_free(&c);
    seat_rig_open("M01", NULL, false);
    act(ACTION_QUIT);
    assert_true(c.flow.quit);
}

static void letters(void)
{
    seat_rig_begin();
    seat_rig_type("g");
    act(ACTION_LETTERS);
    assert_true(c.reading.has_letters);
    act(ACTION_LETTERS);
    assert_false(c.reading.has_letters);
}

static void colours(void)
{
    act(ACTION_COLOURS);
    assert_int_equal(c.flow.theme_turns, 1);
}

static void (*const PROOF[ACTION_COUNT])(void) = {
    [ACTION_CHOOSE] = choose,
    [ACTION_FOCUS_UP] = focus_up,
    [ACTION_FOCUS_DOWN] = focus_down,
    [ACTION_CHOOSE_FOCUS] = choose_focus,
    [ACTION_PREVIOUS] = previous,
    [ACTION_NEXT] = next,
    [ACTION_JUMP] = jump,
    [ACTION_NEXT_EMPTY] = next_empty,
    [ACTION_MARK] = mark,
    [ACTION_CROSS] = cross,
    [ACTION_CLEAR] = clear,
    [ACTION_MOVE] = move,
    [ACTION_OVERVIEW] = overview,
    [ACTION_NEXT_MARKED] = next_marked,
    [ACTION_HANDIN] = hand_in,
    [ACTION_LETTERS] = letters,
    [ACTION_TIME] = tell_time,
    [ACTION_COLOURS] = colours,
    [ACTION_HELP] = help,
    [ACTION_LANGUAGE] = language,
    [ACTION_LANGUAGE_TEXT] = language_where_letters_are_text,
    [ACTION_SCROLL_UP] = scroll_up,
    [ACTION_SCROLL_DOWN] = scroll_down,
    [ACTION_ACCEPT] = accept,
    [ACTION_BACK] = back,
    [ACTION_PRACTICE] = try_out,
    [ACTION_START] = start,
    [ACTION_INVIGILATOR] = box,
    [ACTION_REDRAW] = redraw,
    [ACTION_QUIT] = quit};

static void every_action_is_proved(void **state)
{
    (void)state;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
        const struct tui_action *a = action_get((enum action_id)id);
        if (!a->keys[0]) { /* the line mode's alone */
            if (a->where || !a->word[0] || !a->spoken[0] || !a->spoken_where)
                fail_msg("%s has neither keys nor a word that is told", a->name);
            continue;
        }
        if (!a->label[0] || !a->help[0] || !a->where)
            fail_msg("%s lacks a label, a help text or a place where it works", a->name);
        if (!PROOF[id])
            fail_msg("%s has no test", a->name);
        client_free(&c);
        rig_empty(&rig);
        seat_rig_open("M01", NULL, false);
        PROOF[id]();
    }
}

static int action_in(const struct keypress *key, enum client_state state)
{
    unsigned arg;
    return tui_action_of_key(&ACTIONS, key, CLIENT_WHERE(state),
                             client_state_ops(state)->takes_text, &arg);
}

/* Where an action works its key does it, and nothing else does. */
static void every_key_does_its_action(void **state)
{
    (void)state;
    for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++)
        for (int s = 0; s < CLIENT_STATES; s++) {
            struct keypress k;
            const struct tui_action *a = action_get((enum action_id)id);
            if (!tui_action_key(a, &k) ||
                (k.kind == KEYPRESS_CHAR && client_state_ops((enum client_state)s)->takes_text))
                continue;
            if (a->where & CLIENT_WHERE(s))
                assert_int_equal(action_in(&k, (enum client_state)s), id);
            else
                assert_int_not_equal(action_in(&k, (enum client_state)s), id);
        }
}

/* No character is ever an action where letters are text. */
static void letters_are_text_where_they_are_typed(void **state)
{
    (void)state;
    int fields = 0;
    for (int s = 0; s < CLIENT_STATES; s++) {
        fields += client_state_ops((enum client_state)s)->takes_text;
        for (uint32_t cp = ' '; cp < 0x200 && client_state_ops((enum client_state)s)->takes_text;
             cp++)
            assert_int_equal(action_in(&(struct keypress){.kind = KEYPRESS_CHAR, .cp = cp},
                                       (enum client_state)s),
                             ACTION_NONE);
    }
    assert_int_equal(fields, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_action_is_proved, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(every_key_does_its_action, seat_rig_up, seat_rig_down),
        cmocka_unit_test(letters_are_text_where_they_are_typed)};
    return cmocka_run_group_tests_name("actions", tests, seat_rig_group_up, seat_rig_group_down);
}
