/* The papers of a session at the desk: made, what they lack and wait for, opened, copied into a
 * folder; over a true office with a graded session. */
#include "app/core/file.h"
#include "tests/lib/drawn.h"
#include "tests/lib/paperwork_rig.h"
#include "tools/work/decide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

static struct desk_rig r;
static struct desk_office made, office;

static int up_all(void **state)
{
    (void)state;
    desk_office_make_exam(&made);
    return 0;
}

static int down_all(void **state)
{
    (void)state;
    desk_office_remove(&made);
    return 0;
}

static int up(void **state)
{
    (void)state;
    paperwork_rig_begin(&made, &office, &r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&office, &r);
    return 0;
}

static void a_paper_is_made_by_the_commands_preview(void **state)
{
    struct buf first, second;
    char path[2 * SCRATCH_PATH + 100];
    (void)state;
    paperwork_rig_open_papers(&r);
    assert_true(desk_rig_shows(&r, "Papers · ca-1 · TRAINING"));
    desk_rig_expect(&r, "Papers · ca-1");
    desk_rig_expect(&r, "basis");
    assert_int_equal(paperwork_rig_go_to(&r, "results")->made, 0);
    desk_rig_expect(&r, "Command: sathachctl report ca-1 results --format pdf");
    paperwork_rig_make_one(&r, "results");
    assert_true(paperwork_row(paperwork_rig_papers(&r))->made > 0);
    assert_true(paperwork_row(paperwork_rig_papers(&r))->is_here);
    paperwork_rig_path_of(&r, paperwork_row(paperwork_rig_papers(&r))->file, path);
    paperwork_rig_read(path, &first);
    size_t lines = paperwork_rig_lines_of_log(&r);
    paperwork_rig_make_one(&r, "results"); /* the same bytes, and no second line */
    paperwork_rig_read(path, &second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.data, second.data, first.len);
    assert_int_equal(paperwork_rig_lines_of_log(&r), lines);
    buf_free(&first);
    buf_free(&second);
    unlink(path);
    desk_rig_work_typed(&r, "r");
    desk_rig_expect(&r, "the file is not as it was made");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "No printer is named");
    assert_false(desk_rig_says(&r, "to be printed elsewhere")); /* that is not what was made */
    desk_rig_work_typed(&r, "u");
    desk_rig_expect(&r, "The file is not as it was made: Enter makes it again.");
    desk_rig_work_typed(&r, "p");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_work_typed(&r, " ");
    desk_rig_expect(&r, "The file is not as it was made: Enter makes it again.");
}

static void slips_and_the_mark_have_commands_of_their_own(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "vouchers");
    desk_rig_expect(&r, "Command: sathachctl session slips ca-1");
    paperwork_rig_ask_for(&r, "access-slips");
    assert_false(desk_rig_says(&r, "slips that were handed out stay valid")); /* none were */
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    desk_rig_expect(&r, "● Made: access slips and sheet of vouchers.");
    assert_true(paperwork_rig_go_to(&r, "vouchers")->made > 0);
    desk_rig_work_typed(&r, " ");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    paperwork_rig_ask_for(&r, "access-slips");
    desk_rig_expect(&r, "The codes stay the same");
    assert_true(desk_rig_says(&r, "slips that were handed out stay valid"));
    desk_rig_work(&r, KEYPRESS_ESC);
    for (size_t i = 0; i < paperwork_rig_papers(&r)->look.rows;
         i++) /* their texts are no papers of their own */
        assert_null(strstr(paperwork_rig_papers(&r)->look.row[i].file, ".txt"));
    paperwork_rig_go_to(&r, "mark");
    desk_rig_expect(&r, "Command: sathachctl sheet ca-1");
    desk_rig_expect(&r, "Enter signed sheet");
    assert_false(desk_rig_shows(&r, "Enter make"));
    paperwork_rig_ask_for(&r, "mark");
    assert_string_equal(desk_rig_top(&r), "sheet");
}

/* The form; what is said of the paper is read before the list comes again. */
static void send_off(void)
{
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    if (desk_rig_shows(&r, "waits for the council"))
        desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
}

static void a_document_is_asked_its_number_and_day(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai");
    paperwork_rig_settings(&r, "office.place=Gia Lai");
    paperwork_rig_settings(&r, "office.full_name=Sở Xây dựng tỉnh Gia Lai");
    paperwork_rig_settings(&r, "paper notice.signer=Trần Văn Nam");
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "passlist");
    desk_rig_work_typed(&r, "f");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_work_typed(&r, "xlsx,pdf");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "made as xlsx,pdf");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 passlist --format xlsx,pdf");
    paperwork_rig_papers(&r)->look.is_training = false; /* as of a session that counts */
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "without them it is a draft");
    desk_rig_expect(&r, "xlsx,pdf");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "for the council's ruling; the paper says so"); /* which is to be read */
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    assert_true(paperwork_rig_go_to(&r, "passlist")->made > 0);
    desk_rig_work(&r, KEYPRESS_END); /* the sheet stands behind the usual ones */
    assert_non_null(strstr(paperwork_row(paperwork_rig_papers(&r))->file, "passlist.xlsx"));
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "made by a command of its own");
    paperwork_rig_go_to(&r, "passlist");
    desk_rig_work_typed(&r, "f");
    desk_rig_work_typed(&r, "csv");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "--format csv");
    desk_rig_work(&r, KEYPRESS_ENTER); /* no paper: nothing is asked */
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_expect(&r, "tap-duot-passlist.csv");
    paperwork_rig_go_to(&r, "slips");
    desk_rig_work_typed(&r, "f");
    desk_rig_expect(&r, "It is made as paper alone.");
}

/* Number and day stand in the form as they stand on the last one. */
static void a_document_made_again_keeps_its_number_and_day(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    struct paperwork *p = paperwork_rig_papers(&r);
    paperwork_rig_go_to(&r, "minutes");
    p->look.is_training = false;
    free(p->look.row[p->rows.at].lacks);
    p->look.row[p->rows.at].lacks = NULL;
    strcpy(p->look.row[p->rows.at].document, "05/BB-SXD");
    strcpy(p->look.row[p->rows.at].day, "2026-11-30");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 minutes --format pdf --number 05 --day");
    desk_rig_expect(&r, "30/11/2026");
    desk_rig_expect(&r, "the minutes of the session, with what happened in the room");
    desk_rig_work(&r, KEYPRESS_ESC);
}

static void expect_below_the_signed_list(const char *said)
{
    paperwork_rig_open_papers(&r);
    struct paperwork *p = paperwork_rig_papers(&r);
    paperwork_rig_go_to(&r, "passlist");
    assert_false(desk_rig_shows(&r, said));
    p->look.row[p->rows.at].signed_at = p->look.row[p->rows.at].made = 1;
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, said);
    desk_rig_work(&r, KEYPRESS_ESC);
}

/* The last paper is signed: what is next is no paper. */
static void the_signed_pass_list_leads_to_the_close(void **state)
{
    (void)state;
    expect_below_the_signed_list("Next X on the first page says whether the session adds up");
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){.session = "ca-1",
                                             .ruling = {(char *[]){(char *)"close"}, 1},
                                             .reason = "x"});
    expect_below_the_signed_list("The session is closed.");
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){.session = "ca-1",
                                             .ruling = {(char *[]){(char *)"undo", (char *)"1"}, 2},
                                             .reason = "x"});
    expect_below_the_signed_list("Next X on the first page says whether the session adds up");
}

/* What is chosen for one paper is not chosen for others, nor lost where rows come and go. */
static void formats_are_kept_by_paper(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "passlist");
    desk_rig_work_typed(&r, "f");
    desk_rig_work_typed(&r, "xlsx,pdf");
    desk_rig_work(&r, KEYPRESS_ENTER);
    paperwork_rig_go_to(&r, "results");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 results --format pdf");
    desk_rig_work_typed(&r, "f");
    desk_rig_work_typed(&r, "csv");
    desk_rig_work(&r, KEYPRESS_ENTER);
    paperwork_rig_make_one(&r, "attendance");
    paperwork_rig_go_to(&r, "passlist");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 passlist --format xlsx,pdf");
    paperwork_rig_go_to(&r, "results");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 results --format csv");
    desk_rig_work_typed(&r, "r");
    paperwork_rig_go_to(&r, "minutes");
    desk_rig_expect(&r, "--format pdf");
    paperwork_rig_go_to(&r, "results");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 results --format csv");
}

/* Of a rehearsal the day alone is asked; without it the paper is a draft, and says so. */
static void one_of_a_rehearsal_is_asked_its_day(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.place=Gia Lai");
    paperwork_rig_settings(&r, "office.full_name=Sở Xây dựng tỉnh Gia Lai");
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai");
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "minutes");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "number 00: only the day of signing is asked");
    send_off();
    assert_string_equal(paperwork_row(paperwork_rig_papers(&r))->id, "minutes");
    desk_rig_expect(&r, "! Made: minutes of the session, a DRAFT without the day of signing.");
    desk_rig_expect(&r, "a draft: no day");
    desk_rig_work_typed(&r, "k");
    desk_rig_expect(&r, "This is the DRAFT");
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work_typed(&r, "08/01/2026");
    send_off();
    desk_rig_expect(&r, "● Made: minutes of the session. No printer is named: U takes it along");
    assert_false(desk_rig_shows(&r, "a draft"));
    desk_rig_expect(&r, "number 00, 08/01/2026");
    desk_rig_work(&r, KEYPRESS_ENTER); /* the day stands in the form */
    desk_rig_expect(&r, "--day 08/01/2026");
    desk_rig_expect(&r, "Day signed   08/01/2026");
    desk_rig_work(&r, KEYPRESS_ESC);
}

static void no_printer_leads_to_its_row_of_the_settings(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "results");
    desk_rig_work_typed(&r, "p");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "settings");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "Print with"));
    desk_rig_work(&r, KEYPRESS_ESC);
    paperwork_rig_settings(&r, "desk.print=lp");
}

/* ---- what is missing ---- */

static void what_the_settings_lack_is_said_before(void **state)
{
    static const struct {
        const char *row, *change;
    } WANTED[] = {{"! Whole name", "office.full_name=Sở Xây dựng tỉnh Gia Lai"},
                  {"! Place in the head", "office.place=Gia Lai"},
                  {"! Notice: signed as", "paper notice.sign=GIÁM ĐỐC"},
                  {"! Notice: signer", "paper notice.signer=Trần Văn Nam"},
                  {"! Above it", "office.parent=UBND tỉnh Gia Lai"}};
    (void)state;
    paperwork_rig_settings(&r, "office.place=");
    paperwork_rig_settings(&r, "paper notice.sign=");
    paperwork_rig_open_papers(&r);
    desk_rig_work(&r, KEYPRESS_HOME);
    assert_null(
        strstr(paperwork_rig_go_to(&r, "minutes")->lacks, "place")); /* signed by who was there */
    assert_non_null(strstr(paperwork_rig_go_to(&r, "minutes")->lacks, "Above it: "));
    paperwork_rig_go_to(&r, "passlist");
    desk_rig_expect(&r, "the settings lack something → Enter");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "x pass list"));
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Place in the head is missing");
    desk_rig_expect(&r, "Signed as is missing: GIÁM ĐỐC is");
    assert_true(desk_rig_says(&r, "Signer is missing: below the signature no name"));
    desk_rig_expect(&r, "Enter leads to the settings: what is missing has a ! there.");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_int_equal(paperwork_rig_papers(&r)->mode, PAPERWORK_LIST);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work_typed(&r, "g"); /* all the same */
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "report ca-1 passlist");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "settings");
    for (size_t i = 0; i < sizeof WANTED / sizeof WANTED[0]; i++) {
        desk_rig_expect(&r, WANTED[i].row); /* the same ones, and no others, are marked there */
        paperwork_rig_settings(&r, WANTED[i].change);
    }
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_null(
        paperwork_rig_go_to(&r, "passlist")->lacks); /* said there, it is no longer missing here */
}

/* Below the list, of a paper that was made; on a row of one that is to be made an arrow follows. */
static bool lack_is_said(void)
{
    for (int i = 0; i < r.v.rows; i++) {
        const char *row = drawn_row(&r.v, i);
        if (strstr(row, "the settings lack something") && !strstr(row, "→"))
            return true;
    }
    return false;
}

/* A sheet's head says no province: said on its row and before it is made, and no more than that. */
static void a_sheet_says_what_its_head_lacks(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    assert_non_null(paperwork_rig_go_to(&r, "attendance")->lacks);
    assert_null(
        strstr(paperwork_rig_go_to(&r, "attendance")->lacks, "full_name")); /* it prints none */
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! list to be signed"));
    desk_rig_expect(&r, "the settings lack something → Enter");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(paperwork_rig_papers(&r)->mode, PAPERWORK_DOUBTS);
    assert_true(desk_rig_says(&r, "Above it: UBND tỉnh names no province"));
    desk_rig_work_typed(&r, "s");
    assert_string_equal(desk_rig_top(&r), "settings");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! "));
    desk_rig_work(&r, KEYPRESS_ESC);
    paperwork_rig_make_one(&r, "attendance"); /* all the same */
    assert_non_null(paperwork_row(paperwork_rig_papers(&r))->lacks);
    assert_true(lack_is_said());
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai");
    desk_rig_work_typed(&r, "r");
    assert_null(paperwork_rig_go_to(&r, "attendance")->lacks);
    assert_false(lack_is_said());
    desk_rig_work_typed(&r, " "); /* printed: shown before it is made anew */
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "the list that is signed in the room, with names and seats (attendance)");
    desk_rig_work(&r, KEYPRESS_ESC);
}

/* ---- what waits ---- */

static void the_cursor_begins_on_what_waits(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    assert_string_equal(paperwork_row(paperwork_rig_papers(&r))->id,
                        "results"); /* graded: lists come next */
    paperwork_rig_make_one(&r, "vouchers");
    desk_rig_work(&r, KEYPRESS_ESC);
    paperwork_rig_open_papers(&r);
    assert_string_equal(paperwork_row(paperwork_rig_papers(&r))->id,
                        "access-slips"); /* made, not printed */
    desk_rig_work(&r, KEYPRESS_ESC);
    paperwork_open_at(&r.desk, "ca-1", "tap-duot-mark.pdf");
    desk_rig_pass(&r, 0);
    assert_string_equal(paperwork_row(paperwork_rig_papers(&r))->id, "mark");
    desk_rig_work_typed(&r, "r"); /* looked at anew it stays */
    assert_string_equal(paperwork_row(paperwork_rig_papers(&r))->id, "mark");
}

/* ---- opened, taken along ---- */

static void a_paper_is_opened_where_there_is_a_display(void **state)
{
    char folder[SCRATCH_PATH + 20], program[SCRATCH_PATH + 40], script[2 * SCRATCH_PATH + 80],
        *before = strdup(getenv("PATH")), path[4096];
    (void)state;
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "attendance");
    assert_false(desk_rig_shows(&r, "O open")); /* nothing could; where it lies stands there */
    desk_rig_work_typed(&r, "o");
    assert_int_equal(r.desk.job.is_running, false);
    desk_rig_expect(&r, "reports/ca-1/tap-duot-attendance.pdf");
    snprintf(folder, sizeof folder, "%s/bin", office.folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(program, sizeof program, "%s/xdg-open", folder);
    snprintf(script, sizeof script, "#!/bin/sh\necho \"$1\" >%s/opened\n", office.folder);
    desk_office_write(program, script);
    assert_int_equal(chmod(program, 0700), 0);
    snprintf(path, sizeof path, "%s:%s", folder, before);
    setenv("PATH", path, 1);
    setenv("DISPLAY", ":9", 1);
    desk_rig_work_typed(&r, "o");
    desk_rig_expect(&r, "list to be signed is being opened.");
    snprintf(program, sizeof program, "%s/opened", office.folder);
    struct buf opened;
    paperwork_rig_read(program, &opened);
    paperwork_rig_path_of(&r, "tap-duot-attendance.pdf\n", path);
    assert_string_equal(buf_text(&opened), path);
    buf_free(&opened);
    unsetenv("DISPLAY");
    setenv("PATH", before, 1);
    free(before);
}

/* A shared folder, one's own: looked for as files are, its files no choice; full or read-only,
 * nothing half-written stays. */
static void a_paper_goes_along_into_a_folder(void **state)
{
    char folder[SCRATCH_PATH + 20], copy[SCRATCH_PATH + 80], said[SCRATCH_PATH + 80];
    (void)state;
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "attendance");
    snprintf(folder, sizeof folder, "%s/chung", office.folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(copy, sizeof copy, "%s/cu.pdf", folder);
    desk_office_write(copy, "%PDF-1.7");
    desk_rig_type(&r, "u");
    desk_rig_expect(&r, "! No stick is plugged in; a folder can be chosen.");
    desk_rig_expect(&r, "▶ another folder: a shared one, one of your own");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_type(&r, copy);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "a file; what is wanted here is a folder");
    for (size_t i = 0; i < sizeof "/cu.pdf" - 1; i++)
        desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "No folder is in this one. Ctrl-S takes it");
    assert_false(desk_rig_shows(&r, "cu.pdf"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_expect(&r, "list to be signed, into ");
    snprintf(copy, sizeof copy, "%s/ca-1/tap-duot-attendance.pdf", folder);
    assert_false(file_exists(copy));
    desk_rig_work(&r, KEYPRESS_ENTER);
    snprintf(said, sizeof said, "● list to be signed is in %s/ca-1, read back.", folder);
    desk_rig_expect(&r, said);
    assert_false(desk_rig_says(&r, "may be pulled"));
    assert_true(file_exists(copy));
    assert_int_equal(chmod(folder, 0500), 0);
    snprintf(copy, sizeof copy, "%s/other", folder);
    const char *const other[] = {copy};
    stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", other, 1);
    desk_rig_wait(&r);
    if (geteuid() != 0) {
        desk_rig_work(&r, KEYPRESS_ENTER);
        desk_rig_expect(&r, "x ");
        assert_int_equal(paperwork_rig_papers(&r)->mode, PAPERWORK_LIST);
    }
    assert_int_equal(chmod(folder, 0700), 0);
}

/* ---- where it is reached from; pictures ---- */

static void the_first_screen_leads_to_it(void **state)
{
    (void)state;
    desk_rig_work_typed(&r, "i");
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_size(&r, 23, 80);
    desk_rig_expect(&r, "80×24");
    desk_rig_size(&r, 24, 80);
    desk_rig_ctrl(&r, 'K');
    assert_false(desk_rig_shows(&r, "attendance"));
    desk_rig_work_typed(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Papers · ca-1");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
}

static void set(struct session_papers_row *row, int hours, int printed, int has_signature)
{
    int64_t today = DESK_RIG_NOON;
    row->made = today + hours * 3600;
    row->printed = printed ? today + printed * 60 : 0;
    row->signed_at = has_signature ? today + has_signature * 60 : 0;
    row->is_here = true;
}

/* The true rows with made-up hours. */
static void in_pictures(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.place=");
    paperwork_rig_open_papers(&r);
    struct paperwork *p = paperwork_rig_papers(&r);
    assert_true(p->look.rows == 8);
    for (size_t i = 0; i < 5; i++)
        set(&p->look.row[i], i < 3 ? -80 : -1, i == 1 ? 0 : -45, i < 4 && i > 0 ? -10 : 0);
    set(&p->look.row[5], -2, -100, -90);
    p->look.row[5].is_old = true;
    set(&p->look.row[6], -1, 0, 0);
    strcpy(p->look.row[6].document, "05/TB-SXD");
    strcpy(p->look.row[6].day, "2026-11-30");
    strcpy(p->look.basis, "9c1e07aa00000000");
    p->look.graded = DESK_RIG_NOON - 600;
    p->rows.at = 6;
    static struct screen_ops as_made_up; /* nothing is looked at anew */
    as_made_up = paperwork_screen;
    as_made_up.refresh = NULL;
    p->screen.ops = &as_made_up;
    desk_draw(&r.desk, &r.v);
    desk_rig_golden(&r, "papers");
    p->screen.ops = &paperwork_screen;
    paperwork_rig_go_to(&r, "passlist");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(p->mode, PAPERWORK_LACKS);
    desk_rig_golden(&r, "papers-lacks");
    desk_rig_work(&r, KEYPRESS_ESC);
    p->look.row[1].made = 0;
    paperwork_rig_go_to(&r, "attendance");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(p->mode, PAPERWORK_DOUBTS);
    desk_rig_golden(&r, "papers-doubts");
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&paperwork_screen);
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&paperwork_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_paper_is_made_by_the_commands_preview),
        TEST(slips_and_the_mark_have_commands_of_their_own),
        TEST(a_document_is_asked_its_number_and_day),
        TEST(the_signed_pass_list_leads_to_the_close),
        TEST(formats_are_kept_by_paper),
        TEST(a_document_made_again_keeps_its_number_and_day),
        TEST(one_of_a_rehearsal_is_asked_its_day),
        TEST(no_printer_leads_to_its_row_of_the_settings),
        TEST(what_the_settings_lack_is_said_before),
        TEST(a_sheet_says_what_its_head_lacks),
        TEST(the_cursor_begins_on_what_waits),
        TEST(a_paper_is_opened_where_there_is_a_display),
        TEST(a_paper_goes_along_into_a_folder),
        TEST(the_first_screen_leads_to_it),
        TEST(in_pictures),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
