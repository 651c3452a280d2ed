/* A list of candidates at the desk, on its way to a session: its columns and what they mean, its
 * faults, the rules it is read by. */
#include "app/core/file.h"
#include "tests/lib/drawn.h"
#include "tests/lib/session_rig.h"
#include "tools/desk/roster_parts.h"
#include "tools/desk/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>
#include <xlsxwriter.h>

static struct desk_rig r;
static struct desk_office office;
static char made_up[SCRATCH_PATH + 40];

static int up_all(void **state)
{
    (void)state;
    session_rig_make(&office);
    snprintf(made_up, sizeof made_up, "%s/rieng.ini", office.folder);
    return 0;
}

static int down_all(void **state)
{
    (void)state;
    desk_office_remove(&office);
    return 0;
}

static int up(void **state)
{
    (void)state;
    session_rig_open(&office, &r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void the_list_is_told_by_columns_and_sums(void **state)
{
    (void)state;
    session_rig_open_roster_of(&r, session_rig_list);
    desk_rig_expect(&r, "taken 2 of 2 rows · 2 people · 0 errors");
    desk_rig_expect(&r, "Ghi thêm");
    desk_rig_expect(&r, "a · b");
    desk_rig_expect(&r, "2 fields and grades, below the columns");
    desk_rig_expect(&r, "Nothing forbids it");
    desk_rig_expect(&r, "Command: sathachctl roster check");
    desk_rig_golden(&r, "roster");
    session_rig_go_to(&r, "4.1 grade II: 1 paper · Giám sát công tác xây dựng công trình");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "page");
}

/* Given, left out, kept when the file is read again, taken back. */
static void a_column_gets_a_meaning(void **state)
{
    (void)state;
    session_rig_open_roster_of(&r, session_rig_list);
    session_rig_go_to(&r, "Miễn chuyên môn  "); /* its meaning is cut in the row */
    desk_rig_expect(&r, "taken for: exemption from the professional part. In it: nothing");
    session_rig_go_to(&r, "Ghi thêm  ");
    desk_rig_expect(&r, "Enter meaning  ");
    desk_rig_expect(&r, "is not understood. Enter gives it a meaning");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_expect(&r, "Ghi thêm: a · b");
    desk_rig_type(&r, "unit");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(strstr(drawn_row(&r.v, r.v.cursor_row), "unit") != NULL);
    desk_office_write(session_rig_list,
                      SESSION_HEAD SESSION_FIRST SESSION_SECOND "019;Lê An;01/02/1990;4.1;II;;c\n");
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "3 people");
    assert_true(strstr(drawn_row(&r.v, r.v.cursor_row), "unit") != NULL);
    desk_rig_type(&r, " ");
    desk_rig_wait(&r);
    assert_true(strstr(drawn_row(&r.v, r.v.cursor_row), "not needed here") != NULL);
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    assert_true(strstr(drawn_row(&r.v, r.v.cursor_row), "not understood") != NULL);
}

/* A grade in other digits than the office's is no fault, and is told between faults and columns. */
static void what_is_taken_otherwise_is_a_row(void **state)
{
    (void)state;
    desk_office_write(session_rig_list, SESSION_HEAD "017;Nguyễn Thị Hạnh;02/09/1976;4.1;2;;a\n"
                                                     "018;Trần Văn Độ;1985-03-15;4.1;2;;b\n");
    session_rig_open_roster_of(&r, session_rig_list);
    desk_rig_expect(&r, "2 people · 0 errors");
    session_rig_go_to(&r, "2 rows: grade \"2\" is taken as II");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "page");
    desk_rig_expect(&r, "2 rows: grade \"2\" is taken as II");
    desk_rig_press(&r, KEYPRESS_ESC);
    session_rig_go_to(&r, "1 row: date of birth written like");
    desk_rig_expect(&r, "is taken as 15/03/1985"); /* whole, in the detail */
    desk_rig_golden(&r, "roster-rewritten");
}

static void remember_headings(void)
{
    session_rig_go_to(&r, "Ghi thêm  ");
    desk_rig_type(&r, "n");
    desk_rig_expect(&r, "No column was given a meaning here");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "unit");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_type(&r, "n");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_expect(&r, "Meanings of headings, kept for lists to come");
    desk_rig_expect(&r, "Columns: \"Ghi thêm=unit\"");
    desk_rig_expect(&r, "Remember the columns: yes");
}

static bool is_remembered(void)
{
    char command[SCRATCH_PATH + 60];
    snprintf(command, sizeof command, "grep -q '^Ghi thêm=unit$' '%s/office.ini'", office.folder);
    return system(command) == 0;
}

/* Once for all lists: the next has it by itself. */
static void a_meaning_is_remembered(void **state)
{
    char command[SCRATCH_PATH + 60];
    (void)state;
    session_rig_open_roster_of(&r, session_rig_list);
    remember_headings();
    assert_false(is_remembered());
    desk_rig_press(&r, KEYPRESS_ESC); /* nothing is written */
    assert_string_equal(desk_rig_top(&r), "roster");
    assert_false(is_remembered());
    desk_rig_type(&r, "n");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(is_remembered());
    desk_rig_close(&r);
    desk_office_open(&office, &r, SESSION_RIG_OPS);
    session_rig_open_roster_of(&r, session_rig_list);
    session_rig_go_to(&r, "Ghi thêm  ");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "unit"));
    snprintf(command, sizeof command, "sed -i '/^Ghi thêm=/d' '%s/office.ini'", office.folder);
    assert_int_equal(system(command), 0);
}

/* A column that nothing can be read without is explained too. */
static void a_heading_that_is_needed_is_explained(void **state)
{
    (void)state;
    desk_office_write(
        session_rig_list,
        "Mã;Họ và tên;Ngày sinh;Lĩnh vực;Hạng\n017;Nguyễn Thị Hạnh;02/09/1976;4.1;II\n");
    session_rig_open_roster_of(&r, session_rig_list);
    desk_rig_expect(&r, "but lacks");
    desk_rig_expect(&r, "rows not read yet: say first what the columns are");
    assert_false(desk_rig_says(&r, "0 papers"));
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "roster");
    session_rig_go_to(&r, " Mã ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "SBD");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "taken 1 of 1 rows · 1 people · 0 errors");
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "session");
    desk_rig_expect(&r, "--bank mau");
}

/* A fault with its row and what to do; nothing goes on while one stands. */
static void fault(const char *text, const char *said)
{
    desk_office_write(session_rig_list, text);
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    desk_rig_expect(&r, said);
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "roster");
    desk_rig_expect(&r, "marked x: mend");
}

static void each_fault_is_told_with_its_row(void **state)
{
    (void)state;
    session_rig_open_roster_of(&r, session_rig_list);
    fault(SESSION_HEAD SESSION_FIRST "018;Trần Văn Độ;31/02/1990;4.1;II;;\n", "row 3, column 3");
    desk_rig_expect(&r, "31/02/1990");
    session_rig_go_to(&r, "row 3");
    desk_rig_expect(&r, "Enter read on  ");
    desk_rig_press(&r, KEYPRESS_ENTER); /* all that is said of it */
    assert_string_equal(desk_rig_top(&r), "page");
    desk_rig_press(&r, KEYPRESS_ESC);
    fault(SESSION_HEAD "018;Trần Văn Độ;15/03/1985;3.9;II;;\n", "3.9");
    fault(SESSION_HEAD "018;Trần Văn Độ;15/03/1985;2.1;II;;\n",
          "row 2"); /* a field without questions */
    fault(SESSION_HEAD "018;Trần Văn Độ;15/03/1985;4.1;I;;\n",
          "x 4.1 · grade I · "); /* a grade without them: which pool lacks them */
    fault(SESSION_HEAD "018;Trần Văn Độ;15/03/1985;4.1;II;chắc;\n",
          "chắc"); /* neither yes nor no */
    desk_rig_golden(&r, "roster-faults");
    /* exempt, and rules without exemptions */
    fault(SESSION_HEAD "018;Trần Văn Độ;15/03/1985;4.1;II;x;\n", "exempt");
    desk_rig_type(&r, "y");
    desk_rig_press(&r, KEYPRESS_END);
    assert_string_equal(desk_rig_top(&r), "rules");
    /* an old encoding is converted, and said */
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_write(session_rig_list,
                      SESSION_HEAD SESSION_FIRST "018;TrÇn V¨n §é;15/03/1985;4.1;II;;\n");
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "TCVN3");
    unlink(session_rig_list);
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "danh-sach.csv");
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "roster");
}

/* Errors, then warnings, then the columns, however many there are; an error names whose row it
 * is, and the head how many rows are left out. */
static void faults_are_in_sight_at_once(void **state)
{
    (void)state;
    desk_office_write(session_rig_list,
                      "SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng;Email;Cỡ áo;Xe;Ăn;Ở\n"
                      "017;Nguyễn Thị Hạnh;31/02/1976;4.1;II\n"
                      "018;Trần Văn Độ;31/02/1985;4.1;II\n"
                      "019;Lê Văn An;31/02/1990;4.1;II\n");
    session_rig_open_roster_of(&r, session_rig_list);
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "taken 0 of 3 rows, 3 not · 0 people · 3 errors");
    desk_rig_expect(&r, "▶ x row 2, column 3     Nguyễn Thị Hạnh: ");
    desk_rig_expect(&r, "  x row 3, column 3     Trần Văn Độ: ");
    desk_rig_expect(&r, "  x row 4, column 3     Lê Văn An: ");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row + 3), "! row 1, column "));
    desk_rig_press(&r, KEYPRESS_END);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "Ở"));
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "not understood"));
}

/* Nothing is told in the words of commands; without a name the number says whose row it is. */
static void what_is_wrong_is_told_by_the_desks_keys(void **state)
{
    (void)state;
    desk_office_write(session_rig_list, "SBD;Họ và tên;Ngày sinh;Số giấy tờ khác;Lĩnh vực;Hạng\n"
                                        "017;;31/02/1976;1;4.1;II\n");
    session_rig_open_roster_of(&r, session_rig_list);
    session_rig_go_to(&r, "row 1, column 4");
    assert_true(desk_rig_says(&r, "Enter on it gives it a meaning, Space leaves it out"));
    assert_false(desk_rig_says(&r, "--column"));
    desk_rig_expect(&r, "017: ");
}

static void put(lxw_worksheet *sheet, int row, const char *const cell[5])
{
    for (int i = 0; i < 5; i++)
        worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)i, cell[i], NULL);
}

/* Of the row that says so, too; and a number under which two people stand is one fault. */
static void a_fault_of_a_heading_is_its_columns(void **state)
{
    (void)state;
    session_rig_open_roster_of(&r, session_rig_list);
    session_rig_go_to(&r, "row 1, column 7");
    assert_true(desk_rig_says(&r, "is not known and not read; Enter on it gives it a meaning"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_expect(&r, "   candidate number (SBD) · sbd"); /* what it means first */
    desk_rig_expect(&r, "Ghi thêm: a · b");
    desk_rig_press(&r, KEYPRESS_ESC);
    session_rig_go_to(&r, "row 1, column 7");
    desk_rig_type(&r, " ");
    desk_rig_wait(&r);
    assert_false(desk_rig_shows(&r, "row 1, column 7"));
    session_rig_go_to(&r, "Ghi thêm  ");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "not needed here"));
    desk_office_write(session_rig_list,
                      SESSION_HEAD SESSION_FIRST "017;Trần Văn Độ;15/03/1985;4.1;III;;b\n");
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "1 errors");
    session_rig_go_to(&r, "row 3, column 1");
    desk_rig_expect(&r, "is the SBD of one of the two rows wrong?");
    desk_rig_type(&r, " "); /* that is no column to be left out */
    desk_rig_expect(&r, "That is no column.");
}

/* What only a workbook has: two lists, headings merged over two rows, rows hidden by a filter. */
static void workbooks_are_told_by_sheet_and_cell(void **state)
{
    static const char *const TITLES[] = {"SBD", "Họ và tên", "Ngày sinh", "Lĩnh vực", "Hạng"},
                             *const PAPER[] = {"017", "Lê Văn An", "02/09/1976", "4.1", "II"},
                             *const OTHER[] = {"018", "Trần Bé", "03/09/1976", "4.1", "II"};
    char path[SCRATCH_PATH + 40];
    (void)state;
    snprintf(path, sizeof path, "%s/danh-sach.xlsx", office.folder);
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *a = workbook_add_worksheet(book, "Sáng"),
                  *b = workbook_add_worksheet(book, "Chiều");
    for (int i = 0; i < 5; i++)
        worksheet_merge_range(a, 0, (lxw_col_t)i, 1, (lxw_col_t)i, TITLES[i], NULL);
    put(a, 2, PAPER);
    put(a, 3, OTHER);
    worksheet_set_row_opt(a, 3, LXW_DEF_ROW_HEIGHT, NULL, &(lxw_row_col_options){.hidden = 1});
    put(b, 0, TITLES);
    put(b, 1, OTHER);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    session_rig_open_roster_of(&r, path);
    desk_rig_expect(&r, "Sheet Sáng · ");
    desk_rig_expect(&r, "a hidden row with a candidate in it");
    desk_rig_expect(&r, "the sheet \"Chiều\" holds a list too");
    desk_rig_type(&r, "g");
    desk_rig_expect(&r, "marked x: mend");
    unlink(path);
}

/* ---- the rules ---- */

static void rules_are_words_from_their_numbers(void **state)
{
    (void)state;
    desk_rig_type(&r, "d");
    session_rig_choose_file(&r, session_rig_list);
    assert_string_equal(desk_rig_top(&r), "rules");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "nd175-2024")); /* the newest */
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_golden(&r, "rules");
    desk_rig_type(&r, "v"); /* one that is none */
    session_rig_choose_file(&r, session_rig_list);
    assert_string_equal(desk_rig_top(&r), "rules");
    desk_rig_expect(&r, "x ");
    struct buf own;
    struct err e = {0};
    buf_init(&own, 65536);
    assert_int_equal(file_read("questionbanks/profiles/nd175-2024.ini", 65536, &own, &e), ERR_OK);
    assert_int_equal(file_write(made_up, own.data, own.len, FILE_REPLACE, &e), ERR_OK);
    buf_free(&own);
    desk_rig_type(&r, "v");
    session_rig_choose_file(&r, made_up);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "roster");
    desk_rig_expect(&r, "rieng.ini");
}

/* Which banks there are is looked at without holding up a key. */
static void a_bank_is_chosen_while_the_office_hangs(void **state)
{
    (void)state;
    session_rig_open_roster_of(&r, session_rig_list);
    desk_rig_hang(&r, ROSTER_BANKS);
    desk_rig_type(&r, "b");
    assert_string_equal(desk_rig_top(&r), "roster");
    desk_rig_expect(&r, "Looking at the office.");
    desk_rig_type(&r, "h"); /* keys go on */
    assert_string_equal(desk_rig_top(&r), "help");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_answer(&r);
    desk_rig_type(&r, "b");
    desk_rig_pass(&r, 0);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_expect(&r, "mau");
}

/* Rules that know no exemption are not taken while somebody on the list is exempt. */
static void rules_without_exemption_are_refused(void **state)
{
    (void)state;
    desk_office_write(session_rig_list,
                      SESSION_HEAD "017;Nguyễn Thị Hạnh;02/09/1976;4.1;II;x;a\n" SESSION_SECOND);
    session_rig_open_roster_of(&r, session_rig_list);
    desk_rig_expect(&r, "exempt");
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "roster");
    desk_rig_type(&r, "y");
    assert_string_equal(desk_rig_top(&r), "rules");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "nd175-2024"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "rules");
    desk_rig_expect(&r, "x 1 person of the list is exempt: these rules know no exemption");
    session_rig_choose_rules(&r, "nd15-2021");
    assert_string_equal(desk_rig_top(&r), "roster");
    desk_rig_expect(&r, "nd15-2021");
}

/* Another list, another bank. */
static void other_files_are_looked_for(void **state)
{
    (void)state;
    session_rig_open_roster_of(&r, session_rig_list);
    desk_rig_type(&r, "f");
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_type(&r, r.folder);
    desk_rig_type(&r, "/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Space mark files  "); /* folders stand first; of a list none is taken */
    desk_rig_type(&r, " ");
    desk_rig_expect(&r, "! A folder is not marked here: Enter opens it.");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "b");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Nothing forbids it");
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&roster_screen);
    desk_rig_check_pressed(&rules_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_list_is_told_by_columns_and_sums),
        TEST(a_column_gets_a_meaning),
        TEST(what_is_taken_otherwise_is_a_row),
        TEST(a_meaning_is_remembered),
        TEST(a_heading_that_is_needed_is_explained),
        TEST(each_fault_is_told_with_its_row),
        TEST(faults_are_in_sight_at_once),
        TEST(what_is_wrong_is_told_by_the_desks_keys),
        TEST(a_fault_of_a_heading_is_its_columns),
        TEST(workbooks_are_told_by_sheet_and_cell),
        TEST(rules_are_words_from_their_numbers),
        TEST(rules_without_exemption_are_refused),
        TEST(a_bank_is_chosen_while_the_office_hangs),
        TEST(other_files_are_looked_for),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
