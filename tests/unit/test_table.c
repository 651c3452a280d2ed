/* Long lists, filters, long texts and meters: by what they draw and by the keys they answer to. */
#include "app/tui/filter.h"
#include "app/tui/meter.h"
#include "app/tui/pager.h"
#include "app/tui/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
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

/* ---- table ---- */

enum { MANY = 100000 };

/* Things by their row; what was asked of them. */
static struct {
    uint64_t thing[MANY];
    size_t drawn, asked;
} list;

static uint64_t thing(void *context, size_t row)
{
    (void)context;
    assert_in_range(row, 0, MANY - 1);
    list.asked++;
    return list.thing[row];
}

static void draw(void *context, struct canvas *c, int row, int col, int cells, size_t i,
                 enum canvas_role role)
{
    char text[40];
    (void)context;
    list.drawn++;
    snprintf(text, sizeof text, "thing %llu", (unsigned long long)list.thing[i]);
    canvas_text(c, row, col, cells, role, text);
}

static struct tui_rows rows_of(size_t n)
{
    for (size_t i = 0; i < n; i++)
        list.thing[i] = 1000 + i;
    list.drawn = list.asked = 0;
    return (struct tui_rows){.count = n, .thing = thing, .draw = draw};
}

static void press(struct tui_table *t, const struct tui_rows *rows, enum keypress_kind kind)
{
    assert_true(tui_table_key(t, rows, &(struct keypress){.kind = kind}));
}

static void a_long_list_draws_what_is_in_sight(void **state)
{
    (void)state;
    struct tui_rows rows = rows_of(MANY);
    struct tui_table t = {0};
    assert_true(tui_table_settle(&t, &rows));
    tui_table_draw(&v, &t, &rows, 2, 0, 20, 80, true);
    assert_int_equal(list.drawn, 20);
    assert_string_equal(drawn_row(&v, 2), "▶ thing 1000");
    assert_int_equal(v.cursor_row, 2);
    press(&t, &rows, KEYPRESS_END);
    canvas_clear(&v);
    tui_table_draw(&v, &t, &rows, 2, 0, 20, 80, true);
    assert_int_equal(list.drawn, 40);
    assert_string_equal(drawn_row(&v, 21), "▶ thing 100999");
    assert_non_null(strstr(drawn_row(&v, 2), "↑")); /* more above, none below */
    assert_null(strstr(drawn_row(&v, 21), "↓"));
    assert_in_range(list.asked, 1, 10);
}

static void keys_go_through_a_list_to_its_ends(void **state)
{
    (void)state;
    struct tui_rows rows = rows_of(50);
    struct tui_table t = {0};
    tui_table_settle(&t, &rows);
    tui_table_draw(&v, &t, &rows, 0, 0, 10, 80, true);
    press(&t, &rows, KEYPRESS_UP);
    assert_int_equal(t.at, 0);
    press(&t, &rows, KEYPRESS_PAGE_DOWN);
    assert_int_equal(t.at, 9); /* the last that was seen stays in sight */
    press(&t, &rows, KEYPRESS_DOWN);
    press(&t, &rows, KEYPRESS_DOWN);
    tui_table_draw(&v, &t, &rows, 0, 0, 10, 80, true);
    assert_int_equal(t.first, 2);
    press(&t, &rows, KEYPRESS_END);
    press(&t, &rows, KEYPRESS_DOWN);
    press(&t, &rows, KEYPRESS_PAGE_DOWN);
    assert_int_equal(t.at, 49);
    press(&t, &rows, KEYPRESS_HOME);
    press(&t, &rows, KEYPRESS_PAGE_UP);
    assert_int_equal(t.at, 0);
    assert_false(tui_table_key(&t, &rows, &(struct keypress){.kind = KEYPRESS_ENTER}));
    assert_false(tui_table_key(&t, &rows, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = 'j'}));
}

static void the_cursor_stays_on_the_thing(void **state)
{
    (void)state;
    struct tui_rows rows = rows_of(100);
    struct tui_table t = {0};
    tui_table_settle(&t, &rows);
    tui_table_go(&t, &rows, 40);
    memmove(&list.thing[3], &list.thing[0], 97 * sizeof list.thing[0]); /* three came before it */
    list.thing[0] = 1, list.thing[1] = 2, list.thing[2] = 3;
    list.asked = 0;
    assert_true(tui_table_settle(&t, &rows));
    assert_int_equal(t.at, 43);
    assert_in_range(list.asked, 1, 10);
    memmove(&list.thing[10], &list.thing[20], 80 * sizeof list.thing[0]); /* ten before it went */
    rows.count = 90;
    assert_true(tui_table_settle(&t, &rows));
    assert_int_equal(t.at, 33);
    assert_int_equal(t.thing, 1040);
}

static void a_thing_that_is_gone_is_told(void **state)
{
    (void)state;
    struct tui_rows rows = rows_of(10);
    struct tui_table t = {0};
    tui_table_settle(&t, &rows);
    tui_table_go(&t, &rows, 9);
    rows.count = 9;
    assert_false(tui_table_settle(&t, &rows));
    assert_int_equal(t.at, 8);
    assert_int_equal(t.thing, 1008);
    rows.count = 0; /* nothing left: nothing is asked of it */
    assert_false(tui_table_settle(&t, &rows));
    tui_table_draw(&v, &t, &rows, 0, 0, 10, 80, true);
    assert_string_equal(drawn_row(&v, 0), "");
    assert_true(tui_table_key(&t, &rows, &(struct keypress){.kind = KEYPRESS_DOWN}));
    assert_int_equal(t.at, 0);
}

/* A shorter list or a higher window: no empty rows while others are out of sight. */
static void a_window_is_filled(void **state)
{
    (void)state;
    struct tui_rows rows = rows_of(30);
    struct tui_table t = {0};
    tui_table_settle(&t, &rows);
    press(&t, &rows, KEYPRESS_END);
    tui_table_draw(&v, &t, &rows, 0, 0, 5, 80, true);
    assert_int_equal(t.first, 25);
    tui_table_draw(&v, &t, &rows, 0, 0, 20, 80, true);
    assert_int_equal(t.first, 10);
}

/* ---- a filter over a list ---- */

static void type(struct tui_table *t, const struct tui_rows *rows, const char *text)
{
    for (; *text; text++)
        assert_true(tui_table_key(
            t, rows, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)*text}));
}

static void a_list_is_filtered_by_what_its_rows_draw(void **state)
{
    (void)state;
    struct tui_rows rows = rows_of(100);
    struct tui_filter f = {0};
    struct tui_table t = {.filter = &f, .takes_chars = true};
    tui_table_settle(&t, &rows);
    tui_table_go(&t, &rows, 50);
    type(&t, &rows, "/10 3"); /* 1003, 1013, 1030 … 1039, 1043 … */
    assert_int_equal(tui_table_shown(&t, &rows), 19);
    assert_int_equal(t.at, 53); /* 1053, the next that is left */
    tui_table_draw(&v, &t, &rows, 0, 0, 10, 80, true);
    assert_non_null(strstr(drawn_row(&v, 0), "/10 3_"));
    assert_non_null(strstr(drawn_row(&v, 0), "19/100"));
    assert_int_equal(v.cursor_row, 0);
    press(&t, &rows, KEYPRESS_UP); /* of those shown */
    assert_int_equal(t.at, 43);
    press(&t, &rows, KEYPRESS_ENTER);
    canvas_clear(&v);
    tui_table_draw(&v, &t, &rows, 0, 0, 10, 80, true);
    assert_string_equal(drawn_row(&v, v.cursor_row), "▶ thing 1043");
    press(&t, &rows, KEYPRESS_HOME);
    assert_int_equal(t.at, 3);
    type(&t, &rows, "2"); /* the second of those shown */
    assert_int_equal(t.at, 13);
    press(&t, &rows, KEYPRESS_ESC);
    assert_int_equal(tui_table_shown(&t, &rows), 100);
    assert_int_equal(t.at, 13); /* the thing, not the place */
    assert_false(tui_table_key(&t, &rows, &(struct keypress){.kind = KEYPRESS_ESC}));
    tui_filter_free(&f);
}

/* Rows that come and go under a filter, and one whose words change. */
static void a_filtered_list_keeps_the_cursor_on_its_thing(void **state)
{
    (void)state;
    struct tui_rows rows = rows_of(100);
    struct tui_filter f = {0};
    struct tui_table t = {.filter = &f, .takes_chars = true};
    tui_table_settle(&t, &rows);
    type(&t, &rows, "/105");
    tui_table_go(&t, &rows, 55);
    memmove(&list.thing[10], &list.thing[20], 80 * sizeof list.thing[0]);
    rows.count = 90;
    assert_true(tui_table_settle(&t, &rows));
    assert_int_equal(t.thing, 1055);
    assert_int_equal(tui_table_shown(&t, &rows), 10);
    assert_int_equal(tui_table_place(&t), 5);
    rows.count = 45; /* 1055 and what stood behind it went */
    assert_false(tui_table_settle(&t, &rows));
    assert_true(t.is_gone);
    assert_int_equal(t.thing, 1054);
    tui_table_go(&t, &rows, 2); /* asked for by its number: all are shown again */
    assert_int_equal(tui_table_shown(&t, &rows), 45);
    type(&t, &rows, "/nothing of the kind");
    assert_int_equal(tui_table_shown(&t, &rows), 0);
    press(&t, &rows, KEYPRESS_DOWN);
    press(&t, &rows, KEYPRESS_PAGE_DOWN);
    assert_int_equal(t.at, 2);
    rows.count = 0;
    tui_table_settle(&t, &rows);
    tui_table_draw(&v, &t, &rows, 0, 0, 10, 80, true);
    press(&t, &rows, KEYPRESS_ESC);
    tui_filter_free(&f);
}

static void digits_go_to_the_row_of_that_number(void **state)
{
    static const struct {
        const char *typed;
        size_t at;
    } ROWS[] = {{"7", 6}, {"12", 11}, {"120", 119}, {"1205", 4}, {"10", 9}, {"0", 0}};
    (void)state;
    struct tui_rows rows = rows_of(120);
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct tui_table t = {.takes_chars = true};
        tui_table_settle(&t, &rows);
        type(&t, &rows, ROWS[i].typed);
        if (t.at != ROWS[i].at)
            fail_msg("\"%s\" goes to %zu", ROWS[i].typed, t.at);
    }
    struct tui_table t = {.takes_chars = true};
    tui_table_settle(&t, &rows);
    type(&t, &rows, "1");
    press(&t, &rows, KEYPRESS_DOWN); /* another key between: another number */
    type(&t, &rows, "2");
    assert_int_equal(t.at, 1);
    t.takes_chars = false; /* letters of a field elsewhere */
    assert_false(tui_table_key(&t, &rows, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = '5'}));
    assert_false(tui_table_key(&t, &rows, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = '/'}));
}

/* ---- filter ---- */

static const char *const NAMES[] = {"Nguyễn Thị Hạnh", "Đỗ Văn Ánh", "PHẠM QUỐC BẢO", "Müller 7"};

static const char *name_of(void *context, size_t row)
{
    (void)context;
    return NAMES[row];
}

static void a_filter_knows_no_diacritics(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        size_t count, first;
    } ROWS[] = {{"", 4, 0},
                {"hanh", 1, 0},
                {"ANH", 2, 0},
                {"hạnh thị", 1, 0},
                {"do van", 1, 1},
                {"đỗ", 1, 1},
                {"quoc", 1, 2},
                {"müller", 1, 3},
                {"xyz", 0, 0},
                {"nguyen  hanh", 1, 0},
                {"\"nguyen thi\"", 1, 0},
                {"\"thi nguyen\"", 0, 0},
                {"\"nguyen hanh\"", 0, 0},
                {"“thi hanh” nguyen", 1, 0},
                {"\"thi ha", 1, 0},
                {"\"", 4, 0}};
    struct tui_filter f = {0};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        strcpy(f.typed.text, ROWS[i].typed);
        assert_true(tui_filter_apply(&f, 4, name_of, NULL));
        if (f.count != ROWS[i].count)
            fail_msg("\"%s\" shows %zu rows", ROWS[i].typed, f.count);
        if (f.count)
            assert_int_equal(tui_filter_row(&f, 0), ROWS[i].first);
    }
    tui_filter_free(&f);
}

/* ---- pager ---- */

static void page(struct tui_pager *p, enum keypress_kind kind, int cells)
{
    if (kind != KEYPRESS_F12)
        assert_true(tui_pager_key(p, &(struct keypress){.kind = kind}));
    canvas_clear(&v);
    tui_pager_draw(&v, p, 0, 0, 10, cells);
}

static void search(struct tui_pager *p, const char *typed)
{
    assert_true(tui_pager_key(p, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = '/'}));
    for (; *typed; typed++)
        assert_true(tui_pager_key(
            p, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)*typed}));
    page(p, KEYPRESS_ENTER, 80);
}

/* A line that holds the words side by side is met before one that holds them apart; in quotes the
 * latter is none. */
static void a_phrase_is_found_first(void **state)
{
    (void)state;
    struct tui_pager p = {0};
    tui_pager_open(&p, "đường có làn cho xe\nmặt đường\nchiều rộng làn xe\nlàn xe thô sơ\n");
    page(&p, KEYPRESS_F12, 80);
    search(&p, "lan xe");
    assert_int_equal(p.search.nth, 2);
    assert_int_equal(p.search.count, 3);
    assert_true(tui_pager_key(&p, &(struct keypress){.kind = KEYPRESS_ESC}));
    search(&p, "\"lan xe\"");
    assert_int_equal(p.search.nth, 1);
    assert_int_equal(p.search.count, 2);
    assert_true(tui_pager_key(&p, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = '/'}));
    page(&p, KEYPRESS_F12, 80);
    tui_pager_free(&p);
}

static void a_long_text_is_read_by_pages(void **state)
{
    (void)state;
    char text[4000] = "";
    struct tui_pager p = {0};
    size_t line, lines;
    for (int i = 1; i <= 100; i++)
        sprintf(text + strlen(text), "dòng %d\n", i);
    tui_pager_open(&p, text);
    page(&p, KEYPRESS_F12, 80);
    assert_string_equal(drawn_row(&v, 0), "dòng 1");
    assert_non_null(strstr(drawn_row(&v, 9), "dòng 10"));
    page(&p, KEYPRESS_PAGE_DOWN, 80);
    assert_non_null(strstr(drawn_row(&v, 0), "dòng 10")); /* the last that was read leads on */
    page(&p, KEYPRESS_UP, 80);
    assert_non_null(strstr(drawn_row(&v, 0), "dòng 9"));
    page(&p, KEYPRESS_END, 80);
    tui_pager_place(&p, &line, &lines);
    assert_int_equal(line + 9, lines);
    page(&p, KEYPRESS_PAGE_DOWN, 80);
    tui_pager_place(&p, &line, &lines);
    assert_int_equal(line + 9, lines);
    page(&p, KEYPRESS_HOME, 80);
    assert_string_equal(drawn_row(&v, 0), "dòng 1");
    assert_false(tui_pager_key(&p, &(struct keypress){.kind = KEYPRESS_ENTER}));
    tui_pager_free(&p);
}

static void look_for(struct tui_pager *p, const char *text)
{
    for (; *text; text++)
        assert_true(tui_pager_key(
            p, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)*text}));
    page(p, KEYPRESS_F12, 80);
}

/* Marks and capitals left out, words in any order; N goes on and begins anew behind the last; what
 * was typed hides nothing. */
static void words_are_looked_for_in_a_text(void **state)
{
    (void)state;
    char text[4000] = "";
    struct tui_pager p = {0};
    for (int i = 1; i <= 60; i++)
        sprintf(text + strlen(text), i % 20 == 5 ? "Bê tông cốt thép %d\n" : "dòng %d\n", i);
    tui_pager_open(&p, text);
    page(&p, KEYPRESS_F12, 80);
    look_for(&p, "/thep be");
    assert_non_null(strstr(drawn_row(&v, 0), "/thep be_"));
    assert_non_null(strstr(drawn_row(&v, 0), "1/3"));
    assert_non_null(strstr(drawn_row(&v, 1), "Bê tông cốt thép 5"));
    page(&p, KEYPRESS_ENTER, 80);
    assert_int_equal(v.cursor_row, 1);
    assert_non_null(strstr(drawn_row(&v, 2), "dòng 6")); /* it hides nothing */
    look_for(&p, "n");
    assert_non_null(strstr(drawn_row(&v, 1), "thép 25"));
    look_for(&p, "N");
    assert_non_null(strstr(drawn_row(&v, 0), "3/3"));
    look_for(&p, "n");
    assert_non_null(strstr(drawn_row(&v, 1), "thép 5"));
    page(&p, KEYPRESS_ESC, 80);
    assert_non_null(strstr(drawn_row(&v, 0), "thép 5")); /* the place is kept */
    assert_false(tui_pager_key(&p, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = 'n'}));
    assert_false(tui_pager_key(&p, &(struct keypress){.kind = KEYPRESS_ESC}));
    tui_pager_free(&p);
}

static void what_is_nowhere_is_said_and_the_text_stays(void **state)
{
    (void)state;
    char text[4000] = "";
    struct tui_pager p = {0};
    for (int i = 1; i <= 60; i++)
        sprintf(text + strlen(text), "dòng %d\n", i);
    tui_pager_open(&p, text);
    page(&p, KEYPRESS_F12, 80);
    page(&p, KEYPRESS_PAGE_DOWN, 80);
    look_for(&p, "/59");
    assert_non_null(strstr(drawn_row(&v, 9), "dòng 60")); /* at the end it is not the first row */
    assert_non_null(strstr(drawn_row(&v, 8), "dòng 59"));
    look_for(&p, "9");
    assert_non_null(strstr(drawn_row(&v, 0), "found nowhere"));
    assert_non_null(strstr(drawn_row(&v, 8), "dòng 59"));
    page(&p, KEYPRESS_BACKSPACE, 80);
    assert_non_null(strstr(drawn_row(&v, 0), "1/1"));
    tui_pager_free(&p);
}

/* A narrower window has more lines: the place that was read stays. */
static void a_text_stays_at_its_place(void **state)
{
    (void)state;
    char text[8000] = "";
    struct tui_pager p = {0};
    for (int i = 1; i <= 60; i++)
        sprintf(text + strlen(text), "đoạn %d nói dài hơn một dòng của cửa sổ hẹp nhiều lắm\n", i);
    tui_pager_open(&p, text);
    page(&p, KEYPRESS_F12, 80);
    for (int i = 0; i < 30; i++)
        page(&p, KEYPRESS_DOWN, 80);
    assert_non_null(strstr(drawn_row(&v, 0), "đoạn 31"));
    page(&p, KEYPRESS_F12, 24);
    assert_non_null(strstr(drawn_row(&v, 0), "đoạn 31"));
    page(&p, KEYPRESS_F12, 80);
    assert_non_null(strstr(drawn_row(&v, 0), "đoạn 31"));
    tui_pager_open(&p, "ngắn");
    page(&p, KEYPRESS_END, 80);
    assert_string_equal(drawn_row(&v, 0), "ngắn");
    tui_pager_open(&p, "");
    page(&p, KEYPRESS_F12, 80);
    assert_string_equal(drawn_row(&v, 0), "");
    tui_pager_free(&p);
}

/* ---- meter ---- */

static void short_work_has_no_meter(void **state)
{
    (void)state;
    struct tui_meter m;
    tui_meter_start(&m, 1000);
    assert_false(tui_meter_set(&m, 1, 10, 1499));
    assert_false(tui_meter_set(&m, 10, 10, 1499));
    assert_false(tui_meter_is_shown(&m));
    tui_meter_draw(&v, 0, 0, 80, &m, 1499);
    assert_string_equal(drawn_row(&v, 0), "");
}

static void long_work_is_told_five_times_a_second(void **state)
{
    (void)state;
    struct tui_meter m;
    int shown = 0;
    tui_meter_start(&m, 0);
    for (uint64_t now = 0; now < 3000; now += 10)
        shown += tui_meter_set(&m, (size_t)now / 10, 600, now);
    assert_in_range(shown, 12, 13);
    assert_true(tui_meter_set(&m, 600, 600, 3001)); /* the end is always told */
}

static void a_meter_tells_part_and_time(void **state)
{
    (void)state;
    struct tui_meter m;
    tui_meter_start(&m, 0);
    assert_true(tui_meter_set(&m, 30, 60, 1000));
    assert_int_equal(tui_meter_left_s(&m, 1000), 0); /* too early to tell */
    assert_true(tui_meter_set(&m, 45, 60, 27000));
    assert_int_equal(tui_meter_left_s(&m, 27000), 9);
    tui_meter_draw(&v, 0, 0, 80, &m, 27000);
    const char *text = drawn_row(&v, 0);
    assert_non_null(strstr(text, "█░"));
    assert_non_null(strstr(text, " 75 %"));
    assert_non_null(strstr(text, "9 "));
    v.ascii = true;
    canvas_clear(&v);
    tui_meter_draw(&v, 0, 0, 80, &m, 27000);
    assert_non_null(strstr(drawn_row(&v, 0), "##########..."));
    tui_meter_set(&m, 0, 0, 30000); /* nobody knows how much there is */
    tui_meter_draw(&v, 1, 0, 80, &m, 30000);
    assert_non_null(strstr(drawn_row(&v, 1), " 0 %"));
}

#define WIDGET(test) cmocka_unit_test_setup_teardown(test, canvas_up, canvas_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WIDGET(a_long_list_draws_what_is_in_sight),
        WIDGET(keys_go_through_a_list_to_its_ends),
        cmocka_unit_test(the_cursor_stays_on_the_thing),
        WIDGET(a_thing_that_is_gone_is_told),
        WIDGET(a_window_is_filled),
        WIDGET(a_list_is_filtered_by_what_its_rows_draw),
        WIDGET(a_filtered_list_keeps_the_cursor_on_its_thing),
        cmocka_unit_test(digits_go_to_the_row_of_that_number),
        cmocka_unit_test(a_filter_knows_no_diacritics),
        WIDGET(a_phrase_is_found_first),
        WIDGET(a_long_text_is_read_by_pages),
        WIDGET(words_are_looked_for_in_a_text),
        WIDGET(what_is_nowhere_is_said_and_the_text_stays),
        WIDGET(a_text_stays_at_its_place),
        WIDGET(short_work_has_no_meter),
        cmocka_unit_test(long_work_is_told_five_times_a_second),
        WIDGET(a_meter_tells_part_and_time),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
