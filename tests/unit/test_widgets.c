/* The widgets of the terminal layer, each by what it draws and by the keys it answers to. */
#include "app/tui/field.h"
#include "app/tui/frame.h"
#include "app/tui/list.h"
#include "app/tui/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/drawn.h"

static struct canvas v;

static int canvas_up(void **state)
{
    (void)state;
    return canvas_init(&v, 24, 80) ? 0 : 1;
}

static int canvas_down(void **state)
{
    (void)state;
    canvas_free(&v);
    return 0;
}

static struct keypress letter(uint32_t cp)
{
    return (struct keypress){.kind = KEYPRESS_CHAR, .cp = cp};
}

static bool type(struct tui_field *f, uint32_t cp)
{
    struct keypress key = letter(cp);
    return tui_field_key(f, &key);
}

static bool press_field(struct tui_field *f, enum keypress_kind kind)
{
    return tui_field_key(f, &(struct keypress){.kind = kind});
}

/* ---- field ---- */

static void a_field_takes_letters_and_gives_them_back(void **state)
{
    (void)state;
    struct tui_field f = {0};
    assert_true(type(&f, 'a') && type(&f, 0x1ED9) /* ộ */ && type(&f, ' '));
    assert_string_equal(f.text, "aộ ");
    assert_true(press_field(&f, KEYPRESS_BACKSPACE) &&
                press_field(&f, KEYPRESS_DELETE)); /* a letter of three bytes goes whole */
    assert_string_equal(f.text, "a");
    assert_true(press_field(&f, KEYPRESS_BACKSPACE) && press_field(&f, KEYPRESS_BACKSPACE));
    assert_string_equal(f.text, "");
}

static void a_field_takes_nothing_that_is_not_seen(void **state)
{
    (void)state;
    static const uint32_t OTHERS[] = {
        0x1B,   0x7F,    0x9B, 0x202E, 0xFEFF, 0x301 /* a mark alone */, 0x4E2D /* two cells */,
        0xD800, 0x110000};
    struct tui_field f = {0};
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        assert_false(type(&f, OTHERS[i]));
    assert_false(press_field(&f, KEYPRESS_ENTER) || press_field(&f, KEYPRESS_ESC) ||
                 press_field(&f, KEYPRESS_UP));
    assert_string_equal(f.text, "");
}

static void a_field_has_an_end(void **state)
{
    (void)state;
    struct tui_field f = {0};
    for (int i = 0; i < 500; i++)
        assert_true(type(&f, 0x1ED9)); /* what has no room is swallowed, not handed on */
    assert_in_range(strlen(f.text), TUI_FIELD_TYPED, sizeof f.text - 1);
    assert_int_equal(strlen(f.text) % 3, 0);
}

static void a_field_is_drawn_with_its_cursor(void **state)
{
    (void)state;
    struct tui_field f = {.text = "Đỗ 017"};
    tui_field_draw(&v, 3, 4, "Số báo danh", &f, true);
    assert_string_equal(drawn_row(&v, 3),
                        "    ▶ Số báo danh               Đỗ 017____________________________");
    assert_int_equal(v.cursor_row, 3);
    assert_int_equal(v.cursor_col, 4 + 2 + TUI_FIELD_LABEL + 6);
    assert_int_equal(drawn_role(&v, 3, 4 + 2 + TUI_FIELD_LABEL), CANVAS_FIELD);
    canvas_cursor(&v, 0, 0);
    tui_field_draw(&v, 5, 4, "Mã", &f, false); /* without the focus: no sign, no cursor */
    assert_string_equal(drawn_row(&v, 5),
                        "      Mã                        Đỗ 017____________________________");
    assert_int_equal(v.cursor_row, 0);
}

static void a_secret_is_bullets_a_letter(void **state)
{
    (void)state;
    struct tui_field f = {.text = "bộ ba", .is_secret = true};
    tui_field_draw(&v, 1, 0, "", &f, true);
    assert_non_null(strstr(drawn_row(&v, 1), " *****_"));
    assert_null(strstr(drawn_row(&v, 1), "b"));
    memset(f.text, 'x', sizeof f.text - 1); /* as long as can be */
    tui_field_draw(&v, 1, 0, "", &f, true);
    assert_null(strstr(drawn_row(&v, 1), "x"));
}

/* ---- list ---- */

static bool press_list(int *at, int count, enum keypress_kind kind, uint32_t cp)
{
    return tui_list_key(at, count, &(struct keypress){.kind = kind, .cp = cp});
}

static void a_list_moves_within_its_ends(void **state)
{
    (void)state;
    int at = 0;
    assert_false(press_list(&at, 3, KEYPRESS_UP, 0));
    assert_true(press_list(&at, 3, KEYPRESS_DOWN, 0) && press_list(&at, 3, KEYPRESS_DOWN, 0));
    assert_int_equal(at, 2);
    assert_false(press_list(&at, 3, KEYPRESS_DOWN, 0));
    assert_true(press_list(&at, 3, KEYPRESS_CHAR, '1'));
    assert_int_equal(at, 0);
    assert_false(press_list(&at, 3, KEYPRESS_CHAR, '4') || press_list(&at, 3, KEYPRESS_CHAR, '0') ||
                 press_list(&at, 3, KEYPRESS_CHAR, 'a'));
    assert_false(press_list(&at, 0, KEYPRESS_CHAR, '1') || press_list(&at, 0, KEYPRESS_DOWN, 0));
    assert_false(press_list(&at, 3, KEYPRESS_ENTER, 0));
    assert_int_equal(at, 0);
}

static void a_list_shows_where_it_is(void **state)
{
    (void)state;
    struct keypress key;
    for (int i = 0; i < 11; i++)
        tui_list_row(&v, i, 4, 40, i, 1, "một việc", "");
    assert_string_equal(drawn_row(&v, 0), "      một việc");
    assert_string_equal(drawn_row(&v, 1), "    ▶ một việc");
    assert_int_equal(drawn_role(&v, 1, 6), CANVAS_FOCUS);
    assert_int_equal(v.cursor_row, 1);
    assert_int_equal(v.cursor_col, 6);
    assert_true(canvas_click(&v, 2, 10, &key) && key.kind == KEYPRESS_CHAR && key.cp == '3');
    assert_false(canvas_click(&v, 9, 10, &key)); /* the tenth has no digit */
}

/* ---- text ---- */

static void a_paragraph_breaks_between_words(void **state)
{
    (void)state;
    assert_int_equal(tui_paragraph(&v, 2, 3, 12, CANVAS_PLAIN, "một hai ba bốn năm"), 4);
    assert_string_equal(drawn_row(&v, 2), "   một hai ba");
    assert_string_equal(drawn_row(&v, 3), "   bốn năm");
    assert_int_equal(tui_paragraph(&v, 10, 0, 80, CANVAS_PLAIN, "a\nb"), 12);
    assert_int_equal(tui_paragraph(&v, 23, 0, 3, CANVAS_PLAIN, "aa bb cc"),
                     26); /* off the canvas: nothing happens */
}

static void the_middle_is_the_middle(void **state)
{
    (void)state;
    tui_centre(&v, 0, CANVAS_TITLE, "ộộộộ");
    assert_int_equal(v.cell[37].cp, ' ');
    assert_int_equal(v.cell[38].cp, 0x1ED9);
    char wide[200];
    memset(wide, 'w', sizeof wide - 1);
    wide[sizeof wide - 1] = '\0';
    tui_centre(&v, 1, CANVAS_TITLE, wide);
    assert_int_equal(v.cell[80].cp, ' '); /* as wide as the screen: a margin is left */
    assert_int_equal(v.cell[81].cp, 'w');
}

/* ---- frame ---- */

static void the_head_keeps_its_right_side(void **state)
{
    (void)state;
    char title[300];
    memset(title, 't', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    assert_int_equal(tui_head(&v, title, " · II", CANVAS_WARNING, "09:41"), TUI_HEAD_ROWS);
    const char *end = strstr(drawn_row(&v, 0), "t… · II  09:41"); /* cut, and said so */
    assert_non_null(end);
    assert_string_equal(end, "t… · II  09:41");
    assert_int_equal(drawn_role(&v, 0, 75), CANVAS_WARNING);
    assert_int_equal(v.cell[80].cp, 0x2500);
    canvas_clear(&v);
    tui_head(&v, "Ca thử", "", CANVAS_HEAD, "");
    assert_string_equal(drawn_row(&v, 0), " Ca thử");
}

static void a_message_has_two_lines_at_most(void **state)
{
    (void)state;
    char text[400] = "";
    tui_message(&v, 21, 76, CANVAS_WARNING, "");
    assert_string_equal(drawn_row(&v, 20), "");
    tui_message(&v, 21, 76, CANVAS_WARNING, "đã lưu");
    assert_string_equal(drawn_row(&v, 20), "   đã lưu");
    assert_int_equal(drawn_role(&v, 20, 3), CANVAS_WARNING);
    for (int i = 0; i < 60; i++)
        strcat(text, "chữ ");
    canvas_clear(&v);
    tui_message(&v, 21, 40, CANVAS_PLAIN, text);
    assert_string_equal(drawn_row(&v, 18), "");
    assert_string_equal(
        drawn_row(&v, 19),
        "   chữ chữ chữ chữ chữ chữ chữ chữ chữ chữ"); /* beside what stands there */
    assert_int_not_equal(drawn_row(&v, 20)[0], '\0');
    canvas_text(&v, 20, 1, 60, CANVAS_PLAIN, "a long row of the screen that reaches down to it");
    tui_message(&v, 21, 40, CANVAS_PLAIN, "đã lưu");
    assert_string_equal(drawn_row(&v, 20), "   đã lưu                                   to it");
}

static const struct tui_action NEXT = {
    .name = "NEXT", .keys = "→ N", .kind = KEYPRESS_RIGHT, .letters = "N", .word = "", .where = 1};
static const struct tui_action CHOICE = {
    .name = "CHOICE", .keys = "A–D", .letters = "ABCD", .is_choice = true, .word = "", .where = 1};

static void the_foot_names_keys_and_takes_clicks(void **state)
{
    (void)state;
    const struct tui_foot_key keys[] = {{&CHOICE, "A–D", "chọn"}, {&NEXT, "→ N", "câu sau"}};
    struct keypress key;
    assert_int_equal(tui_foot_rule(&v, keys, 2), 22);
    tui_foot(&v, keys, 2);
    assert_string_equal(drawn_row(&v, 23), " A–D chọn  → N câu sau");
    assert_int_equal(v.cell[22 * 80].cp, 0x2500);
    assert_int_equal(drawn_role(&v, 23, 1), CANVAS_KEY);
    assert_int_equal(drawn_role(&v, 23, 5), CANVAS_PLAIN);
    assert_true(canvas_click(&v, 23, 14, &key) && key.kind == KEYPRESS_RIGHT);
    assert_false(canvas_click(&v, 23, 2, &key)); /* which of four? */
}

/* From one key to more than three lines hold: none is cut, none runs over the edge. */
static void no_key_of_the_foot_is_cut(void **state)
{
    (void)state;
    struct tui_foot_key keys[20];
    for (int i = 0; i < 20; i++)
        keys[i] = (struct tui_foot_key){&NEXT, "→ N", "câu sau"};
    for (size_t n = 1; n <= 20; n++) {
        canvas_clear(&v);
        int rule = tui_foot_rule(&v, keys, n), whole = 0, begun = 0;
        assert_int_equal(rule, n <= 6 ? 22 : n <= 12 ? 21 : 20);
        tui_foot(&v, keys, n);
        for (int row = rule + 1; row < 24; row++) {
            for (const char *p = drawn_row(&v, row); (p = strstr(p, "câu sau")); p += 7)
                whole++;
            for (const char *p = drawn_row(&v, row); (p = strstr(p, "→")); p += 3)
                begun++;
        }
        assert_int_equal(whole, n < 18 ? n : 18);
        assert_int_equal(tui_foot_fits(80, keys, n), whole);
        assert_int_equal(begun, whole);
    }
}

/* ---- actions ---- */

static void keys_find_their_action(void **state)
{
    (void)state;
    static const struct tui_action ROWS[] = {
        {0},
        {.name = "CHOICE",
         .letters = "ABCD",
         .is_choice = true,
         .where = 1,
         .word = "a b c d",
         .spoken_where = 1},
        {.name = "NEXT",
         .kind = KEYPRESS_RIGHT,
         .letters = "N",
         .where = 3,
         .word = "n",
         .spoken_where = 3},
        {.name = "HELP", .letters = "H?", .where = 2, .word = "h ?", .spoken_where = 2},
        {.name = "QUIT",
         .letters = "",
         .ctrl = 'Q',
         .where = 7,
         .word = "quit",
         .spoken_where = 7}};
    static const struct tui_actions T = {ROWS, 5};
    static const struct {
        struct keypress key;
        uint64_t where;
        bool is_text;
        int id;
        unsigned arg;
    } KEYS[] = {{{.kind = KEYPRESS_CHAR, .cp = 'c'}, 1, false, 1, 2},
                {{.kind = KEYPRESS_CHAR, .cp = 0x110}, 1, false, 1, 3}, /* Đ */
                {{.kind = KEYPRESS_CHAR, .cp = 'c'}, 2, false, 0, 0},
                {{.kind = KEYPRESS_CHAR, .cp = 'n'}, 2, false, 2, 0},
                {{.kind = KEYPRESS_CHAR, .cp = 'n'}, 2, true, 0, 0},
                {{.kind = KEYPRESS_RIGHT}, 2, true, 2, 0}, /* an arrow is no text */
                {{.kind = KEYPRESS_RIGHT}, 4, false, 0, 0},
                {{.kind = KEYPRESS_CHAR, .cp = '?'},
                 2,
                 false,
                 3,
                 0}, /* no choice: which of its letters it was is nobody's business */
                {{.kind = KEYPRESS_CTRL, .cp = 'Q'}, 4, true, 4, 0},
                {{.kind = KEYPRESS_CTRL, .cp = 'N'}, 2, false, 0, 0},
                {{.kind = KEYPRESS_PASTE}, 7, false, 0, 0}};
    static const struct {
        const char *line;
        uint64_t where;
        int id;
        unsigned arg;
    } LINES[] = {{"c", 1, 1, 2},    {"Đ", 1, 1, 3},     {"ca", 1, 0, 0},  {"", 1, 0, 0},
                 {"N", 2, 2, 0},    {"?", 2, 3, 1},     {"H", 2, 3, 0},   {"h", 1, 0, 0},
                 {"QUIT", 4, 4, 0}, {"quit ", 4, 0, 0}, {"qui", 4, 0, 0}, {"a b c d", 1, 0, 0},
                 {"\xFF", 1, 0, 0}};
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        unsigned arg = 99;
        assert_int_equal(tui_action_of_key(&T, &KEYS[i].key, KEYS[i].where, KEYS[i].is_text, &arg),
                         KEYS[i].id);
        assert_int_equal(arg, KEYS[i].arg);
    }
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        unsigned arg = 99;
        if (tui_action_of_word(&T, LINES[i].line, LINES[i].where, &arg) != LINES[i].id ||
            arg != LINES[i].arg)
            fail_msg("\"%s\" in %u", LINES[i].line, (unsigned)LINES[i].where);
    }
}

static void an_action_has_a_key_for_a_click(void **state)
{
    (void)state;
    struct keypress key;
    static const struct tui_action CTRL = {.letters = "", .ctrl = 'Q'}, NONE = {.letters = ""};
    assert_true(tui_action_key(&NEXT, &key) && key.kind == KEYPRESS_RIGHT);
    assert_true(tui_action_key(&CTRL, &key) && key.kind == KEYPRESS_CTRL && key.cp == 'Q');
    assert_false(tui_action_key(&CHOICE, &key) || tui_action_key(&NONE, &key));
}

#define WIDGET(test) cmocka_unit_test_setup_teardown(test, canvas_up, canvas_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_takes_letters_and_gives_them_back),
        cmocka_unit_test(a_field_takes_nothing_that_is_not_seen),
        cmocka_unit_test(a_field_has_an_end),
        WIDGET(a_field_is_drawn_with_its_cursor),
        WIDGET(a_secret_is_bullets_a_letter),
        cmocka_unit_test(a_list_moves_within_its_ends),
        WIDGET(a_list_shows_where_it_is),
        WIDGET(a_paragraph_breaks_between_words),
        WIDGET(the_middle_is_the_middle),
        WIDGET(the_head_keeps_its_right_side),
        WIDGET(a_message_has_two_lines_at_most),
        WIDGET(the_foot_names_keys_and_takes_clicks),
        WIDGET(no_key_of_the_foot_is_cut),
        cmocka_unit_test(keys_find_their_action),
        cmocka_unit_test(an_action_has_a_key_for_a_click),
    };
    return cmocka_run_group_tests_name("widgets", tests, NULL, NULL);
}
