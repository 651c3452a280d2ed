/* Inputs, forms and words that are asked for: by what they draw and by the keys they answer to. */
#include "app/tui/form.h"
#include "app/tui/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/utf8.h"
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

static struct keypress key(enum keypress_kind kind)
{
    return (struct keypress){.kind = kind};
}

static struct keypress ctrl(uint32_t cp)
{
    return (struct keypress){.kind = KEYPRESS_CTRL, .cp = cp};
}

/* ---- input ---- */

static void press(struct tui_input *f, struct keypress k)
{
    assert_true(tui_input_key(f, &k));
}

static void type(struct tui_input *f, const char *text)
{
    for (size_t left = strlen(text), n; left; text += n, left -= n) {
        struct keypress k = {.kind = KEYPRESS_CHAR};
        n = utf8_decode(text, left, &k.cp);
        press(f, k);
    }
}

static void an_input_is_changed_anywhere(void **state)
{
    (void)state;
    char text[64] = "Đỗ";
    struct tui_input f;
    tui_input_init(&f, text, sizeof text);
    type(&f, " Ánh");
    assert_string_equal(text, "Đỗ Ánh");
    press(&f, key(KEYPRESS_HOME));
    press(&f, key(KEYPRESS_RIGHT));
    press(&f, key(KEYPRESS_DELETE)); /* the whole letter */
    type(&f, "ặ");
    assert_string_equal(text, "Đặ Ánh");
    press(&f, key(KEYPRESS_END));
    press(&f, key(KEYPRESS_LEFT));
    press(&f, key(KEYPRESS_BACKSPACE));
    assert_string_equal(text, "Đặ Áh");
    press(&f, key(KEYPRESS_HOME));
    press(&f, key(KEYPRESS_BACKSPACE)); /* nothing before it */
    press(&f, key(KEYPRESS_LEFT));
    assert_string_equal(text, "Đặ Áh");
    tui_input_free(&f);
}

static void a_mark_joins_its_letter(void **state)
{
    (void)state;
    char text[64] = "";
    struct tui_input f;
    tui_input_init(&f, text, sizeof text);
    type(&f, "a\xCC\x81"); /* a and the acute behind it */
    assert_string_equal(text, "á");
    press(&f, key(KEYPRESS_HOME));
    type(&f, "\xCC\x81"); /* behind nothing: nothing */
    assert_string_equal(text, "á");
    tui_input_free(&f);
}

static void an_input_has_an_end(void **state)
{
    (void)state;
    char text[8] = "";
    struct tui_input f;
    tui_input_init(&f, text, sizeof text);
    type(&f, "ộộộộ"); /* three bytes each: two have room */
    assert_string_equal(text, "ộộ");
    type(&f, "a");
    assert_string_equal(text, "ộộa");
    assert_false(tui_input_set(&f, "12345678"));
    assert_true(tui_input_set(&f, "1234567"));
    struct keypress no[] = {key(KEYPRESS_ENTER),
                            key(KEYPRESS_ESC),
                            key(KEYPRESS_UP),
                            key(KEYPRESS_TAB),
                            ctrl('A'),
                            {.kind = KEYPRESS_CHAR, .cp = 0x1B},
                            {.kind = KEYPRESS_CHAR, .cp = 0x202E}};
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        assert_false(tui_input_key(&f, &no[i]));
    tui_input_free(&f);
}

static void steps_are_taken_back(void **state)
{
    (void)state;
    char text[256] = "";
    struct tui_input f;
    tui_input_init(&f, text, sizeof text);
    type(&f, "Nguyễn Thị");
    press(&f, key(KEYPRESS_BACKSPACE));
    press(&f, ctrl('Z'));
    assert_string_equal(text, "Nguyễn Thị");
    press(&f, ctrl('Z'));
    assert_string_equal(text, "Nguyễn"); /* a word a step */
    tui_input_set(&f, "khác");
    press(&f, ctrl('Z'));
    assert_string_equal(text, "Nguyễn");
    press(&f, ctrl('Z'));
    assert_string_equal(text, "");
    press(&f, ctrl('Z'));
    for (int i = 0; i < 30; i++)
        type(&f, " x");
    for (int i = 0; i < 40; i++)
        press(&f, ctrl('Z'));
    assert_int_equal(strlen(text), 2 * (30 - TUI_INPUT_STEPS)); /* so many and no more */
    tui_input_free(&f);
}

/* Random keys against a plain model: the text is always UTF-8, ends in its room, the cursor stands
 * at a letter, and all steps taken back lead where the last ones began. */
static void random_keys_do_no_harm(void **state)
{
    (void)state;
    static const uint32_t LETTERS[] = {'a', ' ', 0xE1, 0x1ED9, 0x301, '0', 0x111};
    char text[40] = "";
    struct tui_input f;
    uint64_t seed = 7;
    tui_input_init(&f, text, sizeof text);
    for (int i = 0; i < 200000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        unsigned n = (unsigned)(seed >> 33);
        struct keypress k =
            n % 3   ? (struct keypress){.kind = KEYPRESS_CHAR, .cp = LETTERS[n / 3 % 7]}
            : n % 2 ? ctrl('Z')
                    : key((enum keypress_kind[]){KEYPRESS_BACKSPACE, KEYPRESS_DELETE, KEYPRESS_LEFT,
                                                 KEYPRESS_RIGHT, KEYPRESS_HOME,
                                                 KEYPRESS_END}[n / 6 % 6]);
        tui_input_key(&f, &k);
        assert_in_range(strlen(text), 0, sizeof text - 1);
        assert_in_range(f.at, 0, strlen(text));
        assert_true(((unsigned char)text[f.at] & 0xC0) != 0x80);
    }
    tui_input_free(&f);
}

static void a_long_text_is_shown_around_the_cursor(void **state)
{
    (void)state;
    char text[256] = "/media/sxd/NGANHANG/ngan-hang-QD163-18-02-2025.pdf";
    struct tui_input f;
    tui_input_init(&f, text, sizeof text);
    tui_input_draw(&v, 1, 0, 20, &f, true);
    assert_string_equal(drawn_row(&v, 1), "…163-18-02-2025.pdf_");
    assert_int_equal(v.cursor_col, 19);
    press(&f, key(KEYPRESS_HOME));
    tui_input_draw(&v, 1, 0, 20, &f, true);
    assert_string_equal(drawn_row(&v, 1), "/media/sxd/NGANHANG…");
    assert_int_equal(v.cursor_col, 0);
    f.is_secret = true;
    canvas_clear(&v);
    tui_input_draw(&v, 1, 0, 60, &f, true);
    assert_null(strstr(drawn_row(&v, 1), "media"));
    tui_input_free(&f);
}

/* ---- form ---- */

enum { NAME, RULE, OPENS, TRAINING, FORM_ROWS };

static char name[64], rule[32], opens[32];
static const char *const RULES[] = {"all", "sample", "none", NULL};

static enum tui_form_state judge(void *context, const struct tui_form *f, int row,
                                 char said[TUI_FORM_SAID])
{
    const char *text = f->row[row].input.text;
    (*(int *)context)++;
    if (row == NAME && !text[0]) {
        snprintf(said, TUI_FORM_SAID, "một tên, a–z 0–9 -");
        return TUI_FORM_OPEN;
    }
    if (row == OPENS && strlen(text) != 5) {
        snprintf(said, TUI_FORM_SAID, "giờ mở ghi như 07:30");
        return strchr(text, 'h') ? TUI_FORM_WRONG : TUI_FORM_OPEN;
    }
    return TUI_FORM_RIGHT;
}

static struct tui_form_row row[FORM_ROWS];
static int judged;

static struct tui_form make_form(void)
{
    name[0] = opens[0] = '\0';
    strcpy(rule, "sample");
    memset(row, 0, sizeof row);
    row[NAME] = (struct tui_form_row){.label = "Tên ngắn"};
    row[RULE] =
        (struct tui_form_row){.label = "Danh sách ký", .kind = TUI_FORM_CHOICE, .choice = RULES};
    row[OPENS] = (struct tui_form_row){.label = "Mở"};
    row[TRAINING] = (struct tui_form_row){.label = "Tập huấn", .kind = TUI_FORM_FLAG};
    tui_input_init(&row[NAME].input, name, sizeof name);
    tui_input_init(&row[RULE].input, rule, sizeof rule);
    tui_input_init(&row[OPENS].input, opens, sizeof opens);
    judged = 0;
    return (struct tui_form){.row = row, .rows = FORM_ROWS, .judge = judge, .context = &judged};
}

static void free_form(void)
{
    for (int i = 0; i < TRAINING; i++)
        tui_input_free(&row[i].input);
}

static enum tui_form_came press_form(struct tui_form *f, struct keypress k)
{
    return tui_form_key(f, &k);
}

static void type_form(struct tui_form *f, const char *text)
{
    for (; *text; text++)
        assert_int_equal(
            press_form(f, (struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)*text}),
            TUI_FORM_TAKEN);
}

static void a_form_judges_while_it_is_typed(void **state)
{
    (void)state;
    struct tui_form f = make_form();
    tui_form_judge(&f);
    tui_form_draw(&v, &f, 2, 0, 10, 80);
    /* nothing typed yet is open, not wrong */
    assert_string_equal(drawn_row(&v, 2),
                        "▶ Tên ngắn     ______________________________   một tên, a–z 0–9 -");
    assert_int_equal(v.cursor_row, 2);
    type_form(&f, "ca-3");
    assert_string_equal(tui_form_said(&f), "");
    assert_int_equal(press_form(&f, key(KEYPRESS_ENTER)), TUI_FORM_TAKEN);
    assert_int_equal(f.at, RULE);
    press_form(&f, key(KEYPRESS_DOWN));
    type_form(&f, "7h");
    canvas_clear(&v);
    tui_form_draw(&v, &f, 2, 0, 10, 80);
    assert_string_equal(drawn_row(&v, 4),
                        "▶ Mở           7h____________________________ x giờ mở ghi như 07:30");
    assert_int_equal(drawn_role(&v, 4, 46), CANVAS_DANGER);
    press_form(&f, key(KEYPRESS_BACKSPACE));
    canvas_clear(&v);
    tui_form_draw(&v, &f, 2, 0, 10, 80);
    assert_null(strstr(drawn_row(&v, 4), " x ")); /* may still become right */
    press_form(&f, key(KEYPRESS_UP));
    canvas_clear(&v);
    tui_form_draw(&v, &f, 2, 0, 10, 80);
    assert_non_null(strstr(drawn_row(&v, 4), " x giờ")); /* left so, it is wrong */
    free_form();
}

static void a_form_finds_what_is_not_right(void **state)
{
    (void)state;
    struct tui_form f = make_form();
    tui_form_judge(&f);
    assert_int_equal(tui_form_find_wrong(&f), NAME);
    type_form(&f, "ca-3");
    assert_int_equal(tui_form_find_wrong(&f), OPENS);
    assert_int_equal(f.at, OPENS);
    type_form(&f, "07:30");
    assert_int_equal(tui_form_find_wrong(&f), -1);
    free_form();
}

static void choices_and_flags_turn(void **state)
{
    (void)state;
    struct tui_form f = make_form();
    f.at = RULE;
    press_form(&f, key(KEYPRESS_RIGHT));
    assert_string_equal(rule, "none");
    press_form(&f, key(KEYPRESS_RIGHT));
    assert_string_equal(rule, "all");
    press_form(&f, key(KEYPRESS_LEFT));
    assert_string_equal(rule, "none");
    strcpy(rule, "gì đó");
    press_form(&f, key(KEYPRESS_LEFT)); /* none of them: the first */
    assert_string_equal(rule, "all");
    assert_int_equal(press_form(&f, (struct keypress){.kind = KEYPRESS_CHAR, .cp = 'x'}),
                     TUI_FORM_NOTHING);
    assert_int_equal(press_form(&f, key(KEYPRESS_ENTER)), TUI_FORM_ASKS);
    f.at = TRAINING;
    press_form(&f, (struct keypress){.kind = KEYPRESS_CHAR, .cp = ' '});
    assert_true(row[TRAINING].is_on);
    tui_form_draw(&v, &f, 0, 0, 10, 80);
    assert_non_null(strstr(drawn_row(&v, 3), "[x]"));
    assert_int_equal(press_form(&f, key(KEYPRESS_ENTER)), TUI_FORM_LAST);
    assert_int_equal(f.at, TRAINING);
    press_form(&f, key(KEYPRESS_DOWN));
    assert_int_equal(f.at, TRAINING);
    free_form();
}

/* The values stand behind the longest label, unless it would take their room. */
static void a_label_is_read_whole(void **state)
{
    (void)state;
    struct tui_form f = make_form();
    row[1].label = "Lưu ở mấy nơi";
    tui_form_judge(&f);
    tui_form_draw(&v, &f, 0, 0, 10, 80);
    assert_string_equal(drawn_row(&v, 0),
                        "▶ Tên ngắn      ______________________________   một tên, a–z 0–9 -");
    assert_non_null(strstr(drawn_row(&v, 1), "  Lưu ở mấy nơi "));
    row[1].label = "Một cái tên dài hơn cả ô của nó";
    canvas_clear(&v);
    tui_form_draw(&v, &f, 0, 0, 10, 80);
    assert_non_null(strstr(drawn_row(&v, 1), "  Một cái tên dài hơn … "));
    free_form();
}

static void a_form_scrolls_to_its_cursor(void **state)
{
    (void)state;
    struct tui_form f = make_form();
    f.at = TRAINING;
    tui_form_draw(&v, &f, 5, 0, 2, 80);
    assert_non_null(strstr(drawn_row(&v, 6), "Tập huấn"));
    assert_string_equal(drawn_row(&v, 7), "");
    f.at = NAME;
    canvas_clear(&v);
    tui_form_draw(&v, &f, 5, 0, 2, 80);
    assert_non_null(strstr(drawn_row(&v, 5), "Tên ngắn"));
    free_form();
}

/* Tab and Shift-Tab go as in a spreadsheet; what is out of sight is counted in the last line. */
static void rows_out_of_sight_are_counted(void **state)
{
    (void)state;
    struct tui_form f = make_form();
    struct tui_form_row many[9];
    for (int i = 0; i < 9; i++)
        many[i] = row[i % f.rows];
    many[7].is_hidden = true;
    f.row = many;
    f.rows = 9;
    f.judge = NULL;
    tui_form_judge(&f);
    many[6].heading = "Ít dùng";
    tui_form_draw(&v, &f, 5, 0, 5, 80);
    assert_string_equal(drawn_row(&v, 9), "  ↓ 4 more below · Ít dùng");
    many[6].heading = NULL;
    for (int i = 0; i < 5; i++)
        assert_int_equal(press_form(&f, key(KEYPRESS_TAB)), TUI_FORM_TAKEN);
    assert_int_equal(f.at, 5);
    assert_int_equal(press_form(&f, key(KEYPRESS_BACK_TAB)), TUI_FORM_TAKEN);
    assert_int_equal(f.at, 4);
    canvas_clear(&v);
    tui_form_draw(&v, &f, 5, 0, 5, 80);
    assert_string_equal(drawn_row(&v, 9), "  ↑ 1 more above · ↓ 3 more below");
    f.first = f.at = 8; /* no line stays empty behind the last */
    canvas_clear(&v);
    tui_form_draw(&v, &f, 5, 0, 5, 80);
    assert_string_equal(drawn_row(&v, 9), "  ↑ 4 more above");
    f.at = 4;
    free_form();
}

/* What is no part of it now is passed over, not drawn and not judged. */
static void rows_come_and_go(void **state)
{
    (void)state;
    struct tui_form f = make_form();
    row[RULE].is_hidden = row[TRAINING].is_hidden = true;
    press_form(&f, key(KEYPRESS_DOWN));
    assert_int_equal(f.at, OPENS);
    press_form(&f, key(KEYPRESS_DOWN)); /* the last in sight */
    assert_int_equal(f.at, OPENS);
    assert_int_equal(press_form(&f, key(KEYPRESS_ENTER)), TUI_FORM_LAST);
    press_form(&f, key(KEYPRESS_UP));
    assert_int_equal(f.at, NAME);
    tui_form_draw(&v, &f, 5, 0, 6, 80);
    assert_non_null(strstr(drawn_row(&v, 5), "Tên ngắn"));
    assert_non_null(strstr(drawn_row(&v, 6), "Mở"));
    assert_string_equal(drawn_row(&v, 7), "");
    free_form();
}

/* A long text has the whole row until something is said beside it. */
static void a_long_text_has_its_row(void **state)
{
    (void)state;
    struct tui_form f = make_form();
    row[NAME].is_long = true;
    tui_form_draw(&v, &f, 5, 0, 6, 80);
    assert_int_equal(drawn_role(&v, 5, 79), CANVAS_FIELD);
    strcpy(row[NAME].said, "too long");
    canvas_clear(&v);
    tui_form_draw(&v, &f, 5, 0, 6, 80);
    assert_int_not_equal(drawn_role(&v, 5, 79), CANVAS_FIELD);
    free_form();
}

/* ---- word ---- */

static enum tui_word_came say(struct tui_word *w, const char *text)
{
    for (size_t left = strlen(text), n; left; text += n, left -= n) {
        struct keypress k = {.kind = KEYPRESS_CHAR};
        n = utf8_decode(text, left, &k.cp);
        assert_int_equal(tui_word_key(w, &k), TUI_WORD_OPEN);
    }
    struct keypress enter = key(KEYPRESS_ENTER);
    return tui_word_key(w, &enter);
}

static void a_word_is_typed_whole(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        enum tui_word_came came;
    } ROWS[] = {{"KY", TUI_WORD_GIVEN},       {"ky", TUI_WORD_GIVEN},   {"KÝ", TUI_WORD_GIVEN},
                {"K", TUI_WORD_WRONG},        {"KYY", TUI_WORD_WRONG},  {"k y", TUI_WORD_WRONG},
                {"", TUI_WORD_OPEN},          {"DONG", TUI_WORD_WRONG}, {"中", TUI_WORD_OPEN},
                {"khoi phuc", TUI_WORD_WRONG}};
    struct tui_word w;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        tui_word_ask(&w, "Gõ KY", "KY");
        if (say(&w, ROWS[i].typed) != ROWS[i].came)
            fail_msg("\"%s\"", ROWS[i].typed);
    }
    tui_word_ask(&w, "Gõ KHOI PHUC", "KHOI PHUC");
    assert_int_equal(say(&w, "KHOI"), TUI_WORD_WRONG);
    assert_int_equal(say(&w, " PHUC"), TUI_WORD_WRONG); /* what was wrong is forgotten */
    assert_int_equal(say(&w, "khôi phục"), TUI_WORD_GIVEN);
}

static void a_pasted_word_is_none(void **state)
{
    struct tui_word w;
    struct keypress enter = key(KEYPRESS_ENTER);
    (void)state;
    tui_word_ask(&w, "Gõ KY", "KY");
    for (const char *p = "KY"; *p; p++)
        assert_int_equal(tui_word_key(&w, &(struct keypress){.kind = KEYPRESS_CHAR,
                                                             .cp = (unsigned char)*p,
                                                             .is_pasted = true}),
                         TUI_WORD_OPEN);
    assert_int_equal(tui_word_key(&w, &enter), TUI_WORD_OPEN);
    assert_string_equal(w.typed.text, "");
}

static void no_single_key_gives_a_word(void **state)
{
    (void)state;
    for (int kind = KEYPRESS_CHAR; kind <= KEYPRESS_PASTE; kind++)
        for (uint32_t cp = ' '; cp < 0x7F; cp++) {
            struct keypress k = {.kind = (enum keypress_kind)kind, .cp = cp},
                            enter = key(KEYPRESS_ENTER);
            struct tui_word w;
            tui_word_ask(&w, "Gõ KY", "KY");
            assert_int_not_equal(tui_word_key(&w, &k), TUI_WORD_GIVEN);
            if (kind != KEYPRESS_ESC)
                assert_int_not_equal(tui_word_key(&w, &enter), TUI_WORD_GIVEN);
        }
    struct tui_word w;
    struct keypress esc = key(KEYPRESS_ESC);
    tui_word_ask(&w, "Gõ KY", "KY");
    assert_int_equal(tui_word_key(&w, &esc), TUI_WORD_LEFT);
    assert_int_equal(tui_word_draw(&v, 3, 2, 70, &w), 5);
    assert_string_equal(drawn_row(&v, 3), "  Gõ KY");
    assert_int_equal(v.cursor_row, 4);
}

#define WIDGET(test) cmocka_unit_test_setup_teardown(test, canvas_up, canvas_down)

static enum tui_form_state say_much(void *context, const struct tui_form *form, int at,
                                    char said[TUI_FORM_SAID])
{
    (void)context;
    (void)form;
    strcpy(said, at == 0 ? "short" : "a sentence that is longer than what is left of eighty cells");
    return TUI_FORM_RIGHT;
}

/* A sentence is not cut by the edge: it stands below its row, unless the form has no room. */
static void what_is_said_is_not_cut(void **state)
{
    (void)state;
    char text[2][TUI_INPUT_MAX] = {"", ""};
    struct tui_form_row two[2] = {{.label = "One"}, {.label = "Two"}};
    struct tui_form f = {.row = two, .rows = 2, .judge = say_much};
    tui_input_init(&two[0].input, text[0], sizeof text[0]);
    tui_input_init(&two[1].input, text[1], sizeof text[1]);
    tui_form_judge(&f);
    canvas_clear(&v);
    tui_form_draw(&v, &f, 0, 0, 10, 79);
    assert_non_null(strstr(drawn_row(&v, 0), "short"));
    assert_null(strstr(drawn_row(&v, 1), "sentence"));
    assert_non_null(
        strstr(drawn_row(&v, 2), "a sentence that is longer than what is left of eighty"));
    assert_int_equal(v.cursor_row, 0);
    canvas_clear(&v);
    tui_form_draw(&v, &f, 0, 0, 2, 79);
    assert_non_null(strstr(drawn_row(&v, 1), "a sentence that is"));
    f.at = 1; /* its own is whole all the same */
    canvas_clear(&v);
    tui_form_draw(&v, &f, 0, 0, 2, 79);
    assert_non_null(strstr(drawn_row(&v, 1), "than what is left of eighty"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_input_is_changed_anywhere),
        cmocka_unit_test(a_mark_joins_its_letter),
        cmocka_unit_test(an_input_has_an_end),
        cmocka_unit_test(steps_are_taken_back),
        cmocka_unit_test(random_keys_do_no_harm),
        WIDGET(a_long_text_is_shown_around_the_cursor),
        WIDGET(a_form_judges_while_it_is_typed),
        cmocka_unit_test(a_form_finds_what_is_not_right),
        WIDGET(choices_and_flags_turn),
        WIDGET(a_label_is_read_whole),
        WIDGET(a_form_scrolls_to_its_cursor),
        WIDGET(rows_out_of_sight_are_counted),
        WIDGET(rows_come_and_go),
        WIDGET(a_long_text_has_its_row),
        WIDGET(what_is_said_is_not_cut),
        cmocka_unit_test(a_word_is_typed_whole),
        WIDGET(a_pasted_word_is_none),
        WIDGET(no_single_key_gives_a_word),
    };
    return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
