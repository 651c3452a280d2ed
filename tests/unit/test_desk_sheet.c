/* The signed sheet at the desk, off-screen: typed row by row, pasted, its draft, its mark. */
#include "app/core/file.h"
#include "tests/lib/day_rig.h"
#include "tools/desk/sheet_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct desk_rig r;
#define RIGHT "7K3M9QTXCD2VR8HQ"
#define OTHER "5T1W8ZK0J2NM63QF"

static int up(void **state)
{
    (void)state;
    day_rig_open(&r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static struct sheet_list *sheet(void)
{
    assert_string_equal(desk_rig_top(&r), "sheet");
    return (struct sheet_list *)stack_top(&r.desk);
}

static void add_row(struct sheet_look_reply *l, const char *paper, const char *sbd,
                    enum sheet_why why, const char *journal)
{
    struct sheet_look_row *x = &l->row[l->rows++];
    *x = (struct sheet_look_row){.why = why};
    strcpy(x->paper, paper);
    strcpy(x->sbd, sbd);
    strcpy(x->name, "Đặng Ngọc Ánh");
    if (journal)
        strcpy(x->journal[x->journals++], journal);
    x->is_ended = journal != NULL;
    l->added += why == SHEET_NO_JOURNAL;
    l->sampled += why == SHEET_SAMPLED;
}

/* Five rows; no office stands behind them. */
static void open_sheet(void)
{
    sheet_open(&r.desk, "ca-2");
    day_rig_refuse(&r);
    struct sheet_list *s = sheet();
    s->look = calloc(1, sizeof *s->look);
    s->cell = calloc(6, sizeof *s->cell);
    assert_true(s->look && s->cell);
    s->look->row = calloc(6, sizeof *s->look->row);
    assert_non_null(s->look->row);
    s->look->mark = 412;
    add_row(s->look, "0044", "00150", SHEET_NO_JOURNAL, NULL);
    add_row(s->look, "0061", "00171", SHEET_SAMPLED, RIGHT);
    add_row(s->look, "0064", "00174", SHEET_SAMPLED, RIGHT);
    add_row(s->look, "0065", "00175", SHEET_SAMPLED, RIGHT);
    add_row(s->look, "0066", "00175", SHEET_SAMPLED, RIGHT);
    s->mode = SHEET_ROWS;
    sheet_keep_read(s);
    desk_draw(&r.desk, &r.v);
}

static bool has_draft(const char *word)
{
    char path[SCRATCH_PATH + 64];
    struct buf text;
    struct err e = {0};
    snprintf(path, sizeof path, "%s/sessions/ca-2/sheets/.draft", r.folder);
    if (!file_exists(path))
        return false;
    buf_init(&text, 65536);
    assert_int_equal(file_read(path, 65536, &text, &e), ERR_OK);
    bool has = strstr(buf_text(&text), word) != NULL;
    buf_free(&text);
    return has;
}

static void a_row_is_compared_at_its_last_letter(void **state)
{
    (void)state;
    open_sheet();
    assert_true(desk_rig_shows(&r, "4 rows by the mark 412, 1 added"));
    assert_true(desk_rig_shows(&r, "(nothing handed in)"));
    assert_false(desk_rig_shows(&r, "7K3M")); /* the paper's own code */
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "7k3m 9qtx cd2v r8h");
    assert_true(desk_rig_shows(&r, "1 letter more"));
    desk_rig_press(&r, KEYPRESS_ENTER); /* fifteen are no code */
    assert_true(desk_rig_shows(&r, "1 letter is missing"));
    assert_false(has_draft("0061"));
    desk_rig_type(&r, "q");
    assert_true(desk_rig_shows(&r, "● matches"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(sheet()->table.at, 2);
    assert_true(has_draft("0061=" RIGHT "\n"));
    assert_true(desk_rig_shows(&r, "1/5, 1 match, 0 do not"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl sheet ca-2 0061=" RIGHT));
}

/* What differs is taken when Enter came twice, as it stands on paper; o, i and l are read as the
 * digits they are. */
static void what_differs_is_asked_twice(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "5tiw8zkoj2nm63qf");
    assert_true(desk_rig_shows(&r, "Not the receipt of what was collected"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(has_draft("0061"));
    assert_int_equal(sheet()->table.at, 1);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(has_draft("0061=" OTHER "\n"));
    assert_true(desk_rig_shows(&r, "x other, as on sheet"));
    desk_rig_type(&r, "-"); /* 0064 was handed in: absent is otherwise, too */
    assert_true(desk_rig_shows(&r, "A paper of this row was collected"));
    assert_false(has_draft("0064"));
    desk_rig_ctrl(&r, 'Z');
    desk_rig_type(&r, "/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(has_draft("0064=unsigned\n"));
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_type(&r, "+");
    assert_true(desk_rig_shows(&r, "A paper of this row was collected"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(has_draft("0064=no-code\n"));
    desk_rig_type(&r, "7k3m 9q");
    day_rig_golden(&r, "sheet");
}

static void signs_that_no_code_has_are_refused(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "uđ.\"");
    assert_true(desk_rig_shows(&r, "No code has this sign"));
    assert_int_equal(sheet()->typed, 0);
    desk_rig_type(&r, RIGHT "7");
    assert_true(desk_rig_shows(&r, "The code has 16 letters"));
    assert_int_equal(sheet()->typed, 16);
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_press(&r, KEYPRESS_DOWN); /* the cursor leaves no row half-typed */
    assert_int_equal(sheet()->table.at, 1);
    assert_true(desk_rig_shows(&r, "This row is not taken yet"));
}

static void paste(const char *text)
{
    for (; *text; text++) {
        desk_key(&r.desk, &(struct keypress){.kind = KEYPRESS_CHAR,
                                             .cp = (unsigned char)*text,
                                             .is_pasted = true});
        desk_draw(&r.desk, &r.v);
    }
    desk_rig_press(&r, KEYPRESS_PASTE);
}

/* A line of codes goes into the rows from the cursor on, up to one that is not the paper's. */
static void a_pasted_line_of_codes(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_HOME);
    size_t at = sheet()->table.at;
    paste("7k3m 9qtx-cd2v r8hq");
    assert_int_equal(sheet()->typed, 16);
    assert_int_equal(sheet()->table.at, at); /* the last waits for Enter */
    desk_rig_ctrl(&r, 'Z');
    desk_rig_press(&r, KEYPRESS_DOWN);
    at = sheet()->table.at;
    paste(RIGHT " " OTHER " 123");
    assert_string_equal(sheet()->cell[at].receipt, RIGHT);
    assert_true(sheet()->cell[at].is_new);
    assert_int_equal(sheet()->table.at, at + 1);
}

static void nothing_is_pasted_where_letters_act(void **state)
{
    (void)state;
    const char *top = desk_rig_top(&r);
    paste("nm ");
    assert_string_equal(desk_rig_top(&r), top);
    assert_true(desk_rig_shows(&r, "Nothing is pasted here"));
}

/* "-" takes a row at once; Enter behind it passes no other by. */
static void enter_passes_no_row_by(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_type(&r, "-");
    assert_int_equal(sheet()->table.at, 1);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(sheet()->table.at, 1);
    assert_true(desk_rig_says(&r, "This row is not typed yet"));
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_int_equal(sheet()->table.at, 2);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_ENTER); /* one that is typed is left */
    assert_int_equal(sheet()->table.at, 1);
}

static void rows_are_found_and_taken_back(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_type(&r, "-"); /* nothing came of 0044: absent it is */
    assert_true(has_draft("0044=absent\n"));
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, "00174");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(sheet()->table.at, 2);
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, "0066"); /* the second paper of one SBD, by its number */
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(sheet()->table.at, 4);
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, "99");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "99: no row that is asked has this number or name"));
    desk_rig_ctrl(&r, 'Z');
    assert_int_equal(sheet()->table.at, 0);
    assert_false(has_draft("0044"));
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "There is nothing to take back"));
}

/* Killed, or left: the rows are there again, those of other papers are not lost. */
static void a_draft_is_read_again(void **state)
{
    (void)state;
    open_sheet();
    assert_true(desk_rig_shows(&r, "Esc back"));
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, RIGHT);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Esc write, go back"));
    desk_rig_type(&r, "7K");
    assert_true(desk_rig_shows(&r, "Esc back"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "sheet");
    assert_true(desk_rig_shows(&r, "Esc again leaves"));
    assert_true(desk_rig_shows(&r, "Esc keep, go back"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(r.desk.rans, 0); /* nothing was written */
    open_sheet();
    assert_true(desk_rig_shows(&r, "1 row of a draft stands here again"));
    assert_true(sheet()->cell[1].is_new);
    assert_string_equal(sheet()->cell[1].receipt, RIGHT);
    day_rig_put(&r, "sessions/ca-2/ca-2.session",
                "another issue"); /* its draft is none of this one */
    sheet()->cell[1] = (struct sheet_cell){0};
    sheet_keep_read(sheet());
    assert_false(sheet()->cell[1].is_said);
}

/* The last row says that it was the last, and what becomes of them. */
static void all_rows_typed_are_said_to_be(void **state)
{
    (void)state;
    open_sheet();
    for (size_t i = 0; i < sheet()->look->rows; i++)
        if (i != 1)
            sheet()->cell[i] = (struct sheet_cell){.is_said = true, .said = SHEET_ABSENT};
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_false(desk_rig_says(&r, "All rows are typed."));
    desk_rig_type(&r, RIGHT);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, "All rows are typed. Esc saves them"));
}

/* Behind the last row the cursor goes to the first that was passed by. */
static void a_row_that_was_passed_by_comes_again(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_HOME);
    for (size_t i = 0; i < sheet()->look->rows; i++)
        sheet()->cell[i] = (struct sheet_cell){.is_said = i != 0, .said = SHEET_ABSENT};
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_type(&r, "-");
    desk_rig_press(&r, KEYPRESS_ENTER); /* the sheet says so */
    assert_int_equal(sheet()->table.at, 0);
    assert_false(desk_rig_says(&r, "All rows are typed."));
}

/* A whole session's: each row is taken, kept and compared; the last says that it was the last. */
static void three_hundred_rows(void **state)
{
    enum { ROWS = 300 };
    (void)state;
    open_sheet();
    struct sheet_list *s = sheet();
    free(s->look->row);
    free(s->cell);
    s->look->row = calloc(ROWS, sizeof *s->look->row);
    s->cell = calloc(ROWS, sizeof *s->cell);
    assert_true(s->look->row && s->cell);
    s->look->rows = s->look->added = s->look->sampled = 0;
    for (int i = 0; i < ROWS; i++) {
        char paper[8], sbd[8];
        snprintf(paper, sizeof paper, "%04d", i + 1);
        snprintf(sbd, sizeof sbd, "%05d", i + 1);
        add_row(s->look, paper, sbd, SHEET_SAMPLED, RIGHT);
    }
    desk_rig_press(&r, KEYPRESS_HOME);
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(s->table.at, i);
        paste(RIGHT);
        desk_rig_press(&r, KEYPRESS_ENTER);
    }
    assert_true(desk_rig_shows(&r, "300/300, 300 match, 0 do not"));
    assert_true(desk_rig_says(&r, "All rows are typed."));
    assert_true(has_draft("0001=" RIGHT "\n"));
    assert_true(has_draft("0300=" RIGHT "\n"));
    assert_int_equal(s->words, ROWS);
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, "00150");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(s->table.at, 149);
    assert_true(desk_rig_shows(&r, "0150  00150")); /* in sight */
}

/* Only where the paper was made here: what prints it stands in the foot, and leads to it. */
static void the_paper_made_here_is_printed_from_the_rows(void **state)
{
    (void)state;
    open_sheet();
    assert_false(desk_rig_shows(&r, "Ctrl-P"));
    strcpy(sheet()->mark, "mark.pdf");
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_says(&r, "mark.pdf: Ctrl-P prints it. Meanwhile the rows may be typed"));
    desk_rig_expect(&r, "Ctrl-P print the mark's paper");
    desk_rig_ctrl(&r, 'P');
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "sheet");
}

static void the_mark_is_asked_before_it_is_printed(void **state)
{
    (void)state;
    open_sheet();
    sheet()->mode = SHEET_ASKS;
    sheet()->look->then = 49;
    desk_rig_type(&r, "q"); /* no key prints but Enter */
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_says(&r, "Enter makes it, Ctrl-P then prints it"));
    assert_true(desk_rig_says(&r, "meanwhile at most 49 rows are typed")); /* one may be in both */
    assert_true(desk_rig_shows(&r, " Command: sathachctl sheet ca-2"));
    day_rig_golden(&r, "sheet-mark");
    assert_false(r.desk.job.is_running);
    desk_rig_press(&r, KEYPRESS_ENTER); /* it wants the key */
    day_rig_refuse(&r);
    assert_int_equal(r.desk.rans, 0);
    desk_rig_type(&r, "r");
    day_rig_refuse(&r);
    sheet()->mode = SHEET_NOTHING;
    desk_rig_type(&r, "r");
    day_rig_refuse(&r);
    assert_string_equal(desk_rig_top(&r), "sheet");
    sheet()->mode = SHEET_ASKS;
    desk_rig_type(&r, "v");
    assert_int_equal(sheet()->mode, SHEET_ROWS);
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&sheet_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_is_compared_at_its_last_letter),
        TEST(what_differs_is_asked_twice),
        TEST(signs_that_no_code_has_are_refused),
        TEST(a_pasted_line_of_codes),
        TEST(nothing_is_pasted_where_letters_act),
        TEST(enter_passes_no_row_by),
        TEST(rows_are_found_and_taken_back),
        TEST(a_draft_is_read_again),
        TEST(all_rows_typed_are_said_to_be),
        TEST(a_row_that_was_passed_by_comes_again),
        TEST(three_hundred_rows),
        TEST(the_paper_made_here_is_printed_from_the_rows),
        TEST(the_mark_is_asked_before_it_is_printed),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("desk sheet", tests, NULL, NULL);
}
