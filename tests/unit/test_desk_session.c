/* From a list of candidates to a session at the desk: its columns and faults, the rules, the form
 * of the session, its passphrases copied, its slips. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_office.h"
#include "tests/lib/drawn.h"
#include "tools/desk/made.h"
#include "tools/desk/operation.h"
#include "tools/desk/paper.h"
#include "tools/desk/roster.h"
#include "tools/desk/rules.h"
#include "tools/desk/session.h"
#include "tools/work/paper_view.h"
#include "tools/work/roster_check.h"
#include "tools/work/session_draw.h"
#include "tools/work/session_new.h"
#include "tools/work/session_pack.h"
#include "tools/work/session_slips.h"

#include <unistd.h>
#include <xlsxwriter.h>

static struct desk_rig r;
static const struct work_op *const OPS[] = {
    &roster_check_op,  &session_new_op,  &session_commit_op, &session_draw_op,
    &session_slips_op, &session_pack_op, &paper_view_op,     NULL};
static struct desk_office office;
static char list[SCRATCH_PATH + 40], made_up[SCRATCH_PATH + 40];

#define HEAD "SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng;Miễn chuyên môn;Ghi thêm\n"
#define FIRST "017;Nguyễn Thị Hạnh;02/09/1976;4.1;II;;a\n"
#define SECOND "018;Trần Văn Độ;15/03/1985;4.1;III;;b\n"

static int up_all(void **state)
{
    (void)state;
    desk_office_make(&office);
    snprintf(list, sizeof list, "%s/danh-sach.csv", office.folder);
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
    desk_office_write(list, HEAD FIRST SECOND);
    desk_office_open(&office, &r, OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

/* ---- keys ---- */

static void choose_file(const char *path)
{
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_type(&r, path);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
}

/* The rules of this id; their list stands by name. */
static void choose_rules(const char *id)
{
    assert_string_equal(desk_rig_top(&r), "rules");
    desk_rig_press(&r, KEYPRESS_HOME);
    for (int i = 0; i < 10 && !strstr(drawn_row(&r.v, r.v.cursor_row), id); i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
}

static void open_roster_of(const char *path)
{
    desk_rig_type(&r, "d");
    choose_file(path);
    choose_rules("nd175-2024");
    assert_string_equal(desk_rig_top(&r), "roster");
}

static void expect(const char *text)
{
    if (!desk_rig_says(&r, text)) {
        desk_rig_print(&r);
        fail_msg("%s", text);
    }
}

static void go_to(const char *text)
{
    desk_rig_press(&r, KEYPRESS_HOME);
    for (int i = 0; i < 40 && !strstr(drawn_row(&r.v, r.v.cursor_row), text); i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), text));
}

/* ---- the list ---- */

static void the_list_is_told_by_columns_and_sums(void **state)
{
    (void)state;
    open_roster_of(list);
    expect("taken 2 of 2 rows · 2 people · 0 errors");
    expect("Ghi thêm");
    expect("a · b");
    expect("4.1/II 1");
    expect("Nothing forbids it");
    expect("Command: sathachctl roster check");
    desk_rig_golden(&r, "roster");
}

/* Given, left out, kept when the file is read again, taken back. */
static void a_column_gets_a_meaning(void **state)
{
    (void)state;
    open_roster_of(list);
    go_to("Ghi thêm");
    expect("is not understood. Enter gives it a meaning");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    expect("Ghi thêm: a · b");
    desk_rig_type(&r, "unit");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(strstr(drawn_row(&r.v, r.v.cursor_row), "unit") != NULL);
    desk_office_write(list, HEAD FIRST SECOND "019;Lê An;01/02/1990;4.1;II;;c\n");
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    expect("3 people");
    assert_true(strstr(drawn_row(&r.v, r.v.cursor_row), "unit") != NULL);
    desk_rig_type(&r, " ");
    desk_rig_wait(&r);
    assert_true(strstr(drawn_row(&r.v, r.v.cursor_row), "not needed here") != NULL);
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    assert_true(strstr(drawn_row(&r.v, r.v.cursor_row), "not understood") != NULL);
}

static void remember_headings(void)
{
    go_to("Ghi thêm");
    desk_rig_type(&r, "n");
    expect("No column was given a meaning here");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "unit");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_type(&r, "n");
    desk_rig_wait(&r);
    expect("NOTHING WRITTEN YET");
    expect("Meanings of headings, kept for lists to come");
    expect("Columns: \"Ghi thêm=unit\"");
    expect("Remember the columns: yes");
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
    open_roster_of(list);
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
    desk_office_open(&office, &r, OPS);
    open_roster_of(list);
    go_to("Ghi thêm");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "unit"));
    snprintf(command, sizeof command, "sed -i '/^Ghi thêm=/d' '%s/office.ini'", office.folder);
    assert_int_equal(system(command), 0);
}

/* A column that nothing can be read without is explained too. */
static void a_heading_that_is_needed_is_explained(void **state)
{
    (void)state;
    desk_office_write(
        list, "Mã;Họ và tên;Ngày sinh;Lĩnh vực;Hạng\n017;Nguyễn Thị Hạnh;02/09/1976;4.1;II\n");
    open_roster_of(list);
    expect("but lacks");
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "roster");
    go_to(" Mã ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "SBD");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("taken 1 of 1 rows · 1 people · 0 errors");
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "session");
    expect("--bank mau");
}

/* A fault with its row and what to do; nothing goes on while one stands. */
static void fault(const char *text, const char *said)
{
    desk_office_write(list, text);
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    expect(said);
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "roster");
    expect("marked x: mend");
}

static void each_fault_is_told_with_its_row(void **state)
{
    (void)state;
    open_roster_of(list);
    fault(HEAD FIRST "018;Trần Văn Độ;31/02/1990;4.1;II;;\n", "row 3, column 3");
    expect("31/02/1990");
    go_to("row 3");
    desk_rig_press(&r, KEYPRESS_ENTER); /* all that is said of it */
    assert_string_equal(desk_rig_top(&r), "page");
    desk_rig_press(&r, KEYPRESS_ESC);
    fault(HEAD "018;Trần Văn Độ;15/03/1985;3.9;II;;\n", "3.9");
    fault(HEAD "018;Trần Văn Độ;15/03/1985;2.1;II;;\n", "row 2");    /* a field without questions */
    fault(HEAD "018;Trần Văn Độ;15/03/1985;4.1;II;chắc;\n", "chắc"); /* neither yes nor no */
    desk_rig_golden(&r, "roster-faults");
    /* exempt, and rules without exemptions */
    fault(HEAD "018;Trần Văn Độ;15/03/1985;4.1;II;x;\n", "exempt");
    desk_rig_type(&r, "y");
    desk_rig_press(&r, KEYPRESS_END);
    assert_string_equal(desk_rig_top(&r), "rules");
    /* an old encoding is converted, and said */
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_write(list, HEAD FIRST "018;TrÇn V¨n §é;15/03/1985;4.1;II;;\n");
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    expect("TCVN3");
    unlink(list);
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    expect("danh-sach.csv");
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "roster");
}

/* Many columns stand before them: a first look shows what is wrong all the same. */
static void faults_are_in_sight_at_once(void **state)
{
    (void)state;
    desk_office_write(list, "SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng;Email;Cỡ áo;Xe;Ăn;Ở\n"
                            "017;Nguyễn Thị Hạnh;31/02/1976;4.1;II\n"
                            "018;Trần Văn Độ;31/02/1985;4.1;II\n"
                            "019;Lê Văn An;31/02/1990;4.1;II\n");
    open_roster_of(list);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "▶ x row 2, column 3"));
    assert_true(desk_rig_shows(&r, "  x row 3, column 3"));
    assert_true(desk_rig_shows(&r, "  x row 4, column 3"));
}

static void put(lxw_worksheet *sheet, int row, const char *const cell[5])
{
    for (int i = 0; i < 5; i++)
        worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)i, cell[i], NULL);
}

/* What only a workbook has: two lists, headings merged over two rows, rows hidden by a filter. */
/* Of the row that says so, too; and a number under which two people stand is one fault. */
static void a_fault_of_a_heading_is_its_columns(void **state)
{
    (void)state;
    open_roster_of(list);
    go_to("row 1, column 7");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    expect("Ghi thêm: a · b");
    desk_rig_press(&r, KEYPRESS_ESC);
    go_to("row 1, column 7");
    desk_rig_type(&r, " ");
    desk_rig_wait(&r);
    assert_false(desk_rig_shows(&r, "row 1, column 7"));
    go_to("Ghi thêm");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "not needed here"));
    desk_office_write(list, HEAD FIRST "017;Trần Văn Độ;15/03/1985;4.1;III;;b\n");
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    expect("1 errors");
    go_to("row 3, column 1");
    expect("is the SBD of one of the two rows wrong?");
    desk_rig_type(&r, " "); /* that is no column to be left out */
    expect("That is no column.");
}

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
    open_roster_of(path);
    expect("Sheet Sáng · ");
    expect("a hidden row with a candidate in it");
    expect("the sheet \"Chiều\" holds a list too");
    desk_rig_type(&r, "g");
    expect("marked x: mend");
    unlink(path);
}

/* ---- the rules ---- */

static void rules_are_words_from_their_numbers(void **state)
{
    (void)state;
    desk_rig_type(&r, "d");
    choose_file(list);
    assert_string_equal(desk_rig_top(&r), "rules");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "nd175-2024")); /* the newest */
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_golden(&r, "rules");
    desk_rig_type(&r, "v"); /* one that is none */
    choose_file(list);
    assert_string_equal(desk_rig_top(&r), "rules");
    expect("x ");
    struct buf own;
    struct err e = {0};
    buf_init(&own, 65536);
    assert_int_equal(file_read("questionbanks/profiles/nd175-2024.ini", 65536, &own, &e), ERR_OK);
    assert_int_equal(file_write(made_up, own.data, own.len, FILE_REPLACE, &e), ERR_OK);
    buf_free(&own);
    desk_rig_type(&r, "v");
    choose_file(made_up);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "roster");
    expect("rieng.ini");
}

/* Rules that know no exemption are not taken while somebody on the list is exempt. */
static void rules_without_exemption_are_refused(void **state)
{
    (void)state;
    desk_office_write(list, HEAD "017;Nguyễn Thị Hạnh;02/09/1976;4.1;II;x;a\n" SECOND);
    open_roster_of(list);
    expect("exempt");
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "roster");
    desk_rig_type(&r, "y");
    assert_string_equal(desk_rig_top(&r), "rules");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "nd175-2024"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "rules");
    expect("x 1 person of the list is exempt: these rules know no exemption");
    choose_rules("nd15-2021");
    assert_string_equal(desk_rig_top(&r), "roster");
    expect("nd15-2021");
}

/* ---- the form ---- */

static void open_form(void)
{
    open_roster_of(list);
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "session");
}

static void type_row(const char *text)
{
    desk_rig_type(&r, text);
    desk_rig_press(&r, KEYPRESS_DOWN);
}

/* What is asked is what was sealed; that somebody edited since is said, and stops nothing. */
static void a_bank_edited_since_it_was_sealed(void **state)
{
    char command[SCRATCH_PATH + 60];
    (void)state;
    snprintf(command, sizeof command, "touch -d '+1 hour' '%s/banks/mau/4.1.gift'", office.folder);
    assert_int_equal(system(command), 0);
    open_form();
    expect("! edited since it was sealed");
    type_row("ca-8");
    for (int i = 0; i < 2; i++)
        type_row("");
    type_row("2/12/2026");
    type_row("7h30");
    type_row("0930");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect("NOTHING WRITTEN YET");
    snprintf(command, sizeof command, "touch -d '-1 hour' '%s/banks/mau/4.1.gift'", office.folder);
    assert_int_equal(system(command), 0);
}

static void hours_typed_in_haste_are_written_out(void **state)
{
    (void)state;
    open_form();
    type_row("ca-3");
    type_row("Đợt 4/2026");
    type_row("Phòng 2");
    type_row("2/12/2026");
    expect("Wednesday");
    type_row("7h30");
    type_row("0745");
    expect("02/12/2026");
    expect("07:30");
    expect("07:45");
    expect("x a paper takes 30 minutes: not");
    desk_rig_press(&r, KEYPRESS_UP); /* in full where the cursor stands */
    expect("a paper takes 30 minutes: not before 08:00");
    desk_rig_golden(&r, "session");
    desk_rig_press(&r, KEYPRESS_TAB);
    expect("no public lot");
    for (int i = 0; i < 4; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    expect("where it is begun first: every seat needs the room's exchange folder");
    desk_rig_golden(&r, "session-rest");
    expect("Esc back");
    desk_rig_press(&r, KEYPRESS_ESC); /* the first page, then out: what was typed is kept */
    expect("Esc keep, go back");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "roster");
    desk_rig_type(&r, "g");
    expect("Đợt 4/2026");
}

/* A range in other words is none, and the field says how it is written. */
static void seats_are_told_how_they_are_written(void **state)
{
    (void)state;
    open_form();
    type_row("ca-3");
    for (int i = 0; i < 5; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    expect("MAY-01..MAY-10; empty: as the roster says");
    type_row("MAY-01 qua MAY-10");
    expect("x write MAY-01..MAY-40");
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_ctrl(&r, 'U');
    for (int i = 0; i < 40; i++)
        desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_type(&r, "MAY-01");
    expect("1 seat is too few for 2 people");
    desk_rig_type(&r, "..MAY-10");
    expect("10 seats");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect("Who sits where:");
    expect("MAY-01     017      Nguyễn Thị Hạnh · 4.1 II");
    expect("MAY-02     018      Trần Văn Độ · 4.1 III");
}

static void what_cannot_be_is_said_at_its_field(void **state)
{
    (void)state;
    open_form();
    type_row("Ca 3");
    expect("1 to 32 of a-z");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    type_row("28/11/2026");
    expect("this day is past");
    type_row("07:30");
    type_row("07:00");
    expect("it closes before it opens");
    desk_rig_ctrl(&r, 'S');
    expect("x Short name");
    assert_int_equal(r.v.cursor_row, 3);
    desk_rig_size(&r, 23, 80);
    expect("80×24");
    desk_rig_size(&r, 24, 80);
    expect("this day is past");
    desk_rig_ctrl(&r, 'K');
    assert_false(desk_rig_shows(&r, "this day"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("this day is past");
}

/* ---- made ---- */

static void preview(const char *name)
{
    open_form();
    type_row(name);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect("2 papers for 2 people were drawn; nothing is written.");
    expect("NOTHING WRITTEN YET");
}

/* The passphrase of a preview: it says so, and who gives up is back in the form. */
static void a_preview_asks_for_the_passphrase_as_one(void **state)
{
    (void)state;
    open_form();
    type_row("ca-8");
    memset(&r.work.pass, 0, sizeof r.work.pass); /* no file has it: it is typed */
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(r.desk.ask.is_open);
    expect("Preview: nothing is written. Once it is agreed to:");
    expect("each paper is drawn on trial out of the sealed bank, which the office's key alone");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "session");
    assert_false(desk_rig_shows(&r, "no passphrase was typed"));
    expect("Short name");
    expect("ca-8");
}

static bool is_made(const char *name)
{
    char path[SCRATCH_PATH + 64];
    snprintf(path, sizeof path, "%s/sessions/%s/%s.session", office.folder, name, name);
    return file_exists(path);
}

/* The last group of a passphrase that stands in a row of the picture. */
static void read_group(int row, char group[8])
{
    const char *text = strstr(drawn_row(&r.v, row), "for ");
    assert_non_null(text);
    while (text[-1] == ' ')
        text--;
    snprintf(group, 8, "%.4s", text - 4);
}

/* What the seats need goes onto the stick from the last step, shown before it is written. */
static void fill_the_stick(void)
{
    expect("access slips: ");
    expect("sheet of vouchers: ");
    desk_rig_type(&r, "i"); /* the papers of the day, and back */
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_type(&r, "u");
    expect("! No stick is plugged in; a folder can be chosen.");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_plug_in(&r, "THI");
    desk_rig_type(&r, "u");
    expect("▶ USB THI · ");
    desk_rig_work(&r, KEYPRESS_ENTER);
    expect("NOTHING WRITTEN YET");
    expect("/THI/ca-1.session: would be written");
    expect("Command: sathachctl session pack ca-1 --to ");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "u");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    expect("/THI/office.pub: written, read back");
    r.mounts[0] = '\0'; /* the folder is others', too */
    expect("The stick is filled");
}

static void passphrases_are_copied_before_they_go(void **state)
{
    char group[2][8], whole[200];
    (void)state;
    preview("ca-1");
    assert_false(is_made("ca-1"));
    desk_rig_golden(&r, "session-preview");
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_true(is_made("ca-1"));
    assert_string_equal(desk_rig_top(&r), "made");
    expect("SHOWN THIS ONCE");
    read_group(3, group[0]);
    read_group(4, group[1]);
    snprintf(whole, sizeof whole, "%.17s", strstr(drawn_row(&r.v, 3), group[0]) - 12);
    /* nothing leads away */
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    expect("Without these passphrases");
    desk_rig_ctrl(&r, 'Q');
    assert_false(r.desk.quit);
    desk_rig_ctrl(&r, 'K');
    desk_rig_ctrl(&r, 'Q');
    assert_false(r.desk.quit);
    assert_false(desk_rig_shows(&r, group[0]));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, group[0]));
    desk_rig_type(&r, group[1]); /* of the other one */
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect("The copy says something else");
    desk_rig_press(&r, KEYPRESS_HOME);
    for (int i = 0; i < 4; i++)
        desk_rig_press(&r, KEYPRESS_DELETE);
    for (char *p = group[0]; *p; p++) /* small letters are the same */
        *p = (char)(*p >= 'A' ? *p + 32 : *p);
    desk_rig_type(&r, group[0]);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "SHOWN THIS ONCE"));
    desk_rig_type(&r, group[1]);
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect("! Copied. They are not shown again. settings: 4 places lack what papers want: Esc, "
           "then S");
    assert_false(desk_rig_shows(&r, group[1]));
    assert_false(desk_rig_shows(&r, whole));
    desk_rig_golden(&r, "made-next");
    /* the slips, then away; what was run is told without a secret */
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("access-slips.pdf");
    fill_the_stick();
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "start");
    expect("I prints them");
    assert_int_equal(r.desk.rans, 3);
    assert_non_null(strstr(r.desk.ran[2].line, "sathachctl session pack ca-1 --to "));
    assert_non_null(
        strstr(r.desk.ran[0].line, "sathachctl session new ca-1 --bank mau --profile "));
    assert_string_equal(r.desk.ran[1].line, "sathachctl session slips ca-1");
    for (size_t i = 0; i < r.desk.rans; i++) {
        assert_null(strstr(r.desk.ran[i].line, group[1]));
        assert_null(strstr(r.desk.ran[i].line, whole));
    }
    /* its name is taken now */
    open_form();
    desk_rig_type(&r, "ca-1");
    expect("a session of this name is there already");
}

/* The screen with made-up passphrases: the real ones are others each time. */
static void passphrases_in_pictures(void **state)
{
    struct job job = {0};
    static const char *const TEXTS[] = {"5RJ4V VVFHQ MMB6", "9TXKC 2PMZR H7QG"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        job.secret[i] = (struct job_secret){.role = "session", .text = crypt_secret_new(32)};
        strcpy(job.secret[i].text, TEXTS[i]);
    }
    strcpy(job.secret[1].role, "order");
    job.secrets = 2;
    made_open(made_new(&r.desk, "ca-3"), &job, 301, 235);
    assert_int_equal(job.secrets, 0);
    desk_rig_press(&r, KEYPRESS_TAB); /* the other one, and round */
    int below = r.v.cursor_row;
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_true(r.v.cursor_row < below);
    desk_rig_type(&r, "MMB6");
    desk_rig_golden(&r, "made");
}

/* Those of the session went into a file that --pass names: the other one is called what it is. */
static void what_a_file_took_is_not_asked_for(void **state)
{
    struct err e = {0};
    char group[8], named[SCRATCH_PATH + 60];
    (void)state;
    snprintf(named, sizeof named, "order=%s/pass.order", office.folder);
    assert_int_equal(secret_files_add(&r.work.pass, named, &e), ERR_OK);
    preview("ca-6");
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "made");
    expect("Passphrase of the session");
    assert_false(desk_rig_shows(&r, "Passphrase of the orders"));
    read_group(3, group);
    desk_rig_type(&r, group);
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect("! Copied. They are not shown again. settings: 4 places lack what papers want: Esc, "
           "then S");
}

/* A roster saved anew behind the preview's back makes nothing. */
static void what_is_made_is_what_was_previewed(void **state)
{
    (void)state;
    preview("ca-2");
    desk_office_write(list, HEAD FIRST);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("was changed since it was previewed");
    assert_false(is_made("ca-2"));
    assert_string_equal(desk_rig_top(&r), "session");
    desk_rig_type(&r, "r");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect("1 papers for 1 people were drawn");
}

/* From the list of every command too: what is made is what was previewed. */
static void a_session_has_its_own_form_everywhere(void **state)
{
    static const char *const NAMES[] = {"session new", "session commit"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        desk_rig_type(&r, "m");
        desk_rig_type(&r, NAMES[i]);
        desk_rig_press(&r, KEYPRESS_ENTER);
        assert_string_equal(desk_rig_top(&r), "session");
        expect("New session");
        desk_rig_press(&r, KEYPRESS_ESC);
        desk_rig_press(&r, KEYPRESS_ESC);
        assert_string_equal(desk_rig_top(&r), "start");
    }
}

/* The exam to come is not read at the desk, whoever has the office's passphrase. */
static void a_paper_not_sat_stays_closed(void **state)
{
    (void)state;
    desk_office_run(
        &r, &session_new_op,
        &(struct session_new_request){.name = "ca-7",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = list});
    paper_open(&r.desk, "ca-7", "0001");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "paper");
    expect("Nothing of this paper was collected: what was not sat is not shown here.");
    char bank[SCRATCH_PATH + 32], away[SCRATCH_PATH + 32]; /* what is lost is no paper unsat */
    snprintf(bank, sizeof bank, "%s/banks/mau.bank", r.folder);
    snprintf(away, sizeof away, "%s/banks/mau.away", r.folder);
    assert_int_equal(rename(bank, away), 0);
    desk_rig_work_typed(&r, "r");
    expect("no bank in banks/ is the one this session names");
    assert_false(desk_rig_says(&r, "Nothing of this paper was collected"));
    assert_int_equal(rename(away, bank), 0);
    desk_rig_type(&r, "k");
    desk_rig_wait(&r);
    expect("The paper was not read.");
    assert_false(desk_rig_shows(&r, "Question 1/"));
}

/* A session committed to, then drawn: its passphrases are copied as those of one made at once. */
static void a_draw_has_its_passphrases_copied(void **state)
{
    char group[8];
    (void)state;
    desk_office_run(
        &r, &session_commit_op,
        &(struct session_new_request){.name = "ca-9",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = list,
                                      .is_training = true,
                                      .lot_rule = "Xổ số miền Bắc 05/12, giải đặc biệt"});
    assert_true(operation_open_command(&r.desk, "sathachctl session draw ca-9 --lot 123456"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    if (strcmp(desk_rig_top(&r), "made") != 0)
        desk_rig_print(&r);
    assert_string_equal(desk_rig_top(&r), "made");
    expect("Session ca-9 is made");
    read_group(3, group);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_type(&r, group);
    desk_rig_press(&r, KEYPRESS_ENTER);
    read_group(4, group);
    desk_rig_type(&r, group);
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect("They are not shown again");
    assert_false(desk_rig_shows(&r, group));
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&roster_screen);
    desk_rig_check_keys(&rules_screen);
    desk_rig_check_keys(&session_screen);
    desk_rig_check_keys(&made_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
/* Another list, another bank; in the form Enter goes on, and Ctrl-F looks for a file where one is
 * wanted. */
static void other_files_are_looked_for(void **state)
{
    (void)state;
    open_roster_of(list);
    desk_rig_type(&r, "f");
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "b");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect("Nothing forbids it");
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "session");
    desk_rig_type(&r, "ca-9");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "Title"));
    go_to("Roster");
    desk_rig_ctrl(&r, 'F');
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "session");
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&roster_screen);
    desk_rig_check_pressed(&rules_screen);
    desk_rig_check_pressed(&session_screen);
    desk_rig_check_pressed(&made_screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_list_is_told_by_columns_and_sums),
        TEST(a_column_gets_a_meaning),
        TEST(a_meaning_is_remembered),
        TEST(a_heading_that_is_needed_is_explained),
        TEST(each_fault_is_told_with_its_row),
        TEST(faults_are_in_sight_at_once),
        TEST(a_fault_of_a_heading_is_its_columns),
        TEST(workbooks_are_told_by_sheet_and_cell),
        TEST(rules_are_words_from_their_numbers),
        TEST(rules_without_exemption_are_refused),
        TEST(a_bank_edited_since_it_was_sealed),
        TEST(hours_typed_in_haste_are_written_out),
        TEST(what_cannot_be_is_said_at_its_field),
        TEST(passphrases_are_copied_before_they_go),
        TEST(passphrases_in_pictures),
        TEST(seats_are_told_how_they_are_written),
        TEST(a_preview_asks_for_the_passphrase_as_one),
        TEST(what_a_file_took_is_not_asked_for),
        TEST(what_is_made_is_what_was_previewed),
        TEST(a_session_has_its_own_form_everywhere),
        TEST(a_paper_not_sat_stays_closed),
        TEST(a_draw_has_its_passphrases_copied),
        TEST(no_key_means_two_things),
        TEST(other_files_are_looked_for),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
