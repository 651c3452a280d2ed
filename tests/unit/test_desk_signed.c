/* The signed sheet and the close at the desk, over a true office: papers that came late, in
 * conflict or not at all, two papers of one SBD, the draft, and what forbids the close. */
#include "app/core/file.h"
#include "tests/lib/signed_rig.h"
#include "tools/desk/operation_parts.h"
#include "tools/desk/reconcile_parts.h"
#include "tools/desk/sheet_parts.h"
#include "tools/work/session_papers.h"
#include "tools/work/grade.h"
#include "tools/work/report.h"
#include "tools/work/session_new.h"
#include "tools/work/settings.h"
#include "tools/work/simulate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>

static struct desk_office made, office;
static struct desk_rig r;

static int up_all(void **state)
{
    (void)state;
    signed_rig_make(&made, &r);
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
    desk_office_copy(&made, &office);
    desk_office_open(&office, &r, SIGNED_RIG_OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    desk_office_remove(&office);
    return 0;
}

static struct sheet_list *open_sheet(void)
{
    sheet_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    struct sheet_list *s = (struct sheet_list *)stack_top(&r.desk);
    assert_int_equal(s->mode, SHEET_ASKS); /* 0004 and 0002 came behind the mark */
    desk_rig_type(&r, "v");
    assert_int_equal(s->mode, SHEET_ROWS);
    return s;
}

static const struct sheet_look_row *row_of(const struct sheet_list *s, const char *paper)
{
    for (size_t i = 0; i < s->look->rows; i++)
        if (strcmp(s->look->row[i].paper, paper) == 0)
            return &s->look->row[i];
    fail_msg("no row of paper %s", paper);
    return NULL;
}

static void go_to(const char *number)
{
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, number);
    desk_rig_press(&r, KEYPRESS_ENTER);
}

/* Behind the mark that is made typing begins with the first row, and what to do with the paper
 * stays in sight. */
static void a_mark_made_here_begins_the_rows(void **state)
{
    (void)state;
    sheet_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    struct sheet_list *s = (struct sheet_list *)stack_top(&r.desk);
    struct tui_rows rows = sheet_list_rows(s);
    tui_table_go(&s->table, &rows, rows.count - 1); /* as it was looked at before */
    desk_rig_press(&r, KEYPRESS_ENTER);             /* the office's head says little yet */
    desk_rig_expect(&r, "! The settings lack 1 thing that this paper prints");
    assert_int_equal(s->mode, SHEET_ASKS);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_int_equal(s->mode, SHEET_ROWS);
    assert_int_equal(s->table.at, 0);
    desk_rig_expect(&r, "● The mark's paper is made, tap-duot-mark-2.pdf: Ctrl-P prints it.");
    desk_rig_type(&r, "0");
    desk_rig_expect(&r, "is made, tap-duot-mark-2.pdf");
}

/* Behind the rows that are typed: asked first, as from the list of papers, and then it is back. */
static void the_marks_paper_is_printed_from_its_rows(void **state)
{
    char *change[] = {(char *)(uintptr_t) "desk.print=true"};
    (void)state;
    desk_office_run(&r, &settings_op, &(struct settings_request){.change = {change, 1}});
    desk_rig_pass(&r, 11000);
    struct sheet_list *s = open_sheet();
    desk_rig_ctrl(&r, 'P'); /* none was made here */
    assert_string_equal(desk_rig_top(&r), "sheet");
    desk_rig_press(&r, KEYPRESS_ESC);
    sheet_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    s = (struct sheet_list *)stack_top(&r.desk);
    assert_int_equal(s->mode, SHEET_ROWS);
    assert_true(desk_rig_says(&r, "Meanwhile the rows may be typed; it is signed before the papers "
                                  "are graded."));
    desk_rig_type(&r, "7k3m");
    desk_rig_ctrl(&r, 'P');
    desk_rig_pass(&r, 0);
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_expect(&r, "To the printer, by: true");
    desk_rig_press(&r, KEYPRESS_ESC); /* nothing was printed, and what was typed stands there */
    assert_string_equal(desk_rig_top(&r), "sheet");
    assert_int_equal(s->typed, 4);
    desk_rig_ctrl(&r, 'P');
    desk_rig_pass(&r, 0);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    assert_string_equal(desk_rig_top(&r), "sheet");
    desk_rig_expect(&r, "● sheet of the mark was sent to the printer, and the log says so.");
    assert_string_equal(r.desk.ran[r.desk.rans - 1].line,
                        "sathachctl papers ca-1 --printed tap-duot-mark-2.pdf");
}

static void reconcile(void)
{
    reconcile_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
}

/* A list that wants rows of the sheet leads to them. */
static void what_wants_the_sheet_leads_to_it(void **state)
{
    char *session[] = {(char *)(uintptr_t) "ca-1"};
    (void)state;
    desk_office_run(&r, &grade_op, &(struct grade_request){.session = {session, 1}});
    operation_preview(&r.desk, "sathachctl report ca-1 passlist --format xlsx");
    desk_rig_wait(&r);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "V leads to the signed sheet, to type its rows.");
    desk_rig_type(&r, "v");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "sheet");
    assert_string_equal(stack_top(&r.desk)->about, "ca-1");
}

/* What waits is no reason to put the grading off; and whoever failed is told by name. */
static void a_grading_says_who_came_out_how(void **state)
{
    (void)state;
    reconcile();
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    const char *page = ((const struct operation *)stack_top(&r.desk))->pager.text;
    assert_non_null(strstr(page, "The others are graded all the same."));
    assert_null(strstr(page, "sathachctl decide"));
    assert_null(strstr(page, "\nFailed: "));
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    page = ((const struct operation *)stack_top(&r.desk))->pager.text;
    assert_non_null(strstr(page, "\nAbsent: "));
    const char *failed = strstr(page, "\nFailed: ");
    if (!failed)
        desk_rig_print(&r);
    assert_non_null(failed);
}

/* What the settings lack is looked at on the side: keys go on while the folder hangs, and
 * nothing is made before it is known. */
static void a_folder_that_hangs_freezes_no_mark(void **state)
{
    (void)state;
    sheet_open(&r.desk, "ca-1");
    desk_rig_hang_op(&r, &session_papers_op);
    desk_rig_wait(&r);
    struct sheet_list *s = (struct sheet_list *)stack_top(&r.desk);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "! Looking at the office.");
    assert_int_equal(s->mode, SHEET_ASKS);
    desk_rig_press(&r, KEYPRESS_F1);
    assert_string_equal(desk_rig_top(&r), "help");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_pass(&r, LOOKS_PATIENCE_MS + 1);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "The office's folder does not answer");
    assert_int_equal(s->mode, SHEET_ASKS);
    assert_int_equal(r.desk.rans, 0);
    desk_rig_answer(&r);
}

/* Opened again typing goes on with the first row that says nothing; one that was saved is replaced
 * by nobody's slip. */
static void what_was_saved_is_not_typed_over(void **state)
{
    (void)state;
    const struct sheet_list *s = open_sheet();
    desk_rig_type(&r, s->look->row[0].journal[0]);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "start");
    s = open_sheet();
    assert_int_equal(s->table.at, 1);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_type(&r, "/");
    desk_rig_expect(&r, "This row is saved already and says something else");
    assert_int_equal(s->table.at, 0);
    assert_int_equal(s->cell[0].said, SHEET_RECEIPT);
    desk_rig_ctrl(&r, 'Z');
    desk_rig_type(&r, "//");
    assert_int_equal(s->table.at, 1);
    assert_int_equal(s->cell[0].said, SHEET_UNSIGNED);
}

/* The paper that was signed is sorted by given names; rows that no mark chose stand among the
 * others. */
static void rows_stand_as_on_the_paper(void **state)
{
    char *session[] = {(char *)(uintptr_t) "ca-1"};
    char path[SCRATCH_PATH + 64];
    struct buf csv;
    struct err e = {0};
    (void)state;
    desk_office_run(
        &r, &report_op,
        &(struct report_request){.session = {session, 1}, .lists = "attendance", .format = "csv"});
    snprintf(path, sizeof path, "%s/reports/ca-1/tap-duot-attendance.csv", office.folder);
    buf_init(&csv, 65536);
    assert_int_equal(file_read(path, 65536, &csv, &e), ERR_OK);
    const struct sheet_list *s = open_sheet();
    const char *line = buf_text(&csv);           /* its titles */
    for (size_t i = 0; i < s->look->rows; i++) { /* all are asked: line by line */
        line = strchr(line, '\n');
        assert_non_null(line);
        const char *end = strchr(++line, '\n');
        char *row = strndup(line, end ? (size_t)(end - line) : strlen(line));
        assert_non_null(row);
        if (!strstr(row, s->look->row[i].paper) || !strstr(row, s->look->row[i].name))
            fail_msg("row %zu is paper %s; the paper has: %s", i + 1, s->look->row[i].paper, row);
        free(row);
    }
    buf_free(&csv);
}

/* Neither in the order of SBD nor in that of family names: the demo's people stand otherwise in
 * both. */
static void rows_stand_by_given_name(void **state)
{
    static const char *const GIVEN[] = {"Ánh", "Bảo", "Dung", "Độ", "Độ", "Hạnh", "Tuấn"};
    (void)state;
    const struct sheet_list *s = open_sheet();
    assert_int_equal(s->look->rows, sizeof GIVEN / sizeof GIVEN[0]);
    for (size_t i = 0; i < s->look->rows; i++)
        assert_string_equal(strrchr(s->look->row[i].name, ' ') + 1, GIVEN[i]);
    assert_true(strcmp(s->look->row[0].sbd, s->look->row[1].sbd) > 0);
    assert_true(strcmp(s->look->row[1].name, s->look->row[2].name) > 0);
}

static void a_row_is_found_by_name(void **state)
{
    (void)state;
    const struct sheet_list *s = open_sheet();
    go_to("quoc bao");
    assert_string_equal(s->look->row[s->table.at].sbd, "020");
    go_to("tran van");
    desk_rig_expect(&r, "tran van has 2 rows here");
    assert_string_equal(s->look->row[s->table.at].sbd, "018");
    go_to("22"); /* of 022; a number is no name */
    assert_string_equal(s->look->row[s->table.at].sbd, "022");
    go_to("nguyen bao");
    desk_rig_expect(&r, "no row that is asked has this number or name");
    assert_string_equal(s->look->row[s->table.at].sbd, "022");
}

static void enter_on_a_finished_row_goes_on(void **state)
{
    (void)state;
    struct sheet_list *s = open_sheet();
    size_t last = s->look->rows - 1;
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_type(&r, "-");
    if (!s->cell[last].is_said)
        desk_rig_press(&r, KEYPRESS_ENTER); /* it is otherwise: once more */
    assert_true(s->cell[last].is_said);
    desk_rig_press(&r, KEYPRESS_ENTER); /* behind the last: the first that is to be typed */
    assert_int_equal(s->table.at, 0);
    desk_rig_type(&r, "/");
    if (!s->cell[0].is_said)
        desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(s->table.at, 1);
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(s->table.at, 1);
    desk_rig_press(&r, KEYPRESS_ENTER); /* not typed: it is not passed by */
    assert_int_equal(s->table.at, 1);
    desk_rig_expect(&r, "This row is not typed yet");
}

static void help_tells_the_signs(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_F1);
    assert_string_equal(desk_rig_top(&r), "help");
    desk_rig_expect(&r, "+ where somebody signed and no code stands there"); /* the signs first */
    desk_rig_expect(&r, "absent: the sheet says absent: nobody of this number was there");
    desk_rig_expect(&r, "not signed: the row has neither a signature nor a code");
    desk_rig_expect(&r, "signed, no code: was there and signed, and no code stands in the row");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "sheet");
}

static void rows_that_were_added_say_why(void **state)
{
    (void)state;
    struct sheet_list *s = open_sheet();
    assert_int_equal(s->look->rows, 7);
    assert_int_equal(s->look->added, 3);
    assert_int_equal(row_of(s, "0004")->why, SHEET_LATE);
    assert_int_equal(row_of(s, "0002")->why, SHEET_CONFLICT);
    assert_int_equal(row_of(s, "0005")->why, SHEET_NO_JOURNAL);
    desk_rig_expect(&r, "(came after the mark)");
    desk_rig_expect(&r, "(journals diverge)");
    desk_rig_expect(&r, "(nothing handed in)");
}

/* Of two journals the sheet says which. */
static void a_row_in_conflict_names_the_journal(void **state)
{
    (void)state;
    struct sheet_list *s = open_sheet();
    const struct sheet_look_row *row = row_of(s, "0002");
    assert_int_equal(row->journals, 2);
    go_to("0002");
    desk_rig_type(&r, row->journal[1]);
    desk_rig_expect(&r, "of journal B");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "1/7, 1 match, 0 do not");
}

static void each_paper_of_one_sbd_is_found(void **state)
{
    (void)state;
    struct sheet_list *s = open_sheet();
    desk_rig_press(&r, KEYPRESS_END);
    go_to("018");
    desk_rig_expect(&r, "018 has 2 rows here");
    size_t first = s->table.at;
    assert_string_equal(s->look->row[first].sbd, "018");
    go_to(""); /* the same again */
    assert_int_not_equal(s->table.at, first);
    assert_string_equal(s->look->row[s->table.at].sbd, "018");
    go_to("018");
    assert_int_equal(s->table.at, first);
    const char *code = s->look->row[first].journal[0];
    desk_rig_type(&r, code);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(s->cell[first].receipt, code);
}

/* Whatever the umask: codes of papers are nobody else's business. */
static void the_draft_is_the_offices_own(void **state)
{
    char path[SCRATCH_PATH + 64];
    struct stat st;
    (void)state;
    mode_t before = umask(0);
    open_sheet();
    go_to("0005");
    desk_rig_type(&r, "-");
    umask(before);
    snprintf(path, sizeof path, "%s/sessions/ca-1/sheets/.draft", office.folder);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    path[strlen(path) - strlen("/.draft")] = '\0';
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
}

/* ---- what forbids the close ---- */

static void close_is_refused(const char *why)
{
    reconcile();
    desk_rig_type(&r, "z"); /* before a reason, or the word, is typed */
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_expect(&r, why);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
}

/* What was saved is said where it leads to, though that is read anew. */
static void a_saved_sheet_is_said_to_be(void **state)
{
    (void)state;
    reconcile();
    desk_rig_work_typed(&r, "v");
    desk_rig_type(&r, "v");
    go_to("0006");
    desk_rig_type(&r, row_of((struct sheet_list *)stack_top(&r.desk), "0006")->journal[0]);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_expect(&r, "● The signed sheet is saved, 1 of 7 rows; the others are still asked.");
}

/* A paper in conflict is asked for that, and may be in the mark's sample, too. */
static void no_more_rows_are_foretold_than_there_are_papers(void **state)
{
    struct sheet_look_reply look = {0};
    struct err e = {0};
    (void)state;
    desk_office_run(
        &r, &session_new_op,
        &(struct session_new_request){.name = "ca-3",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = "questionbanks/demo/roster.csv",
                                      .sheet = "sample",
                                      .is_training = true});
    for (char seed[] = "1"; seed[0] < '3'; seed[0]++) {
        char folder[SCRATCH_PATH + 20];
        snprintf(folder, sizeof folder, "%s/sample-%s", r.folder, seed);
        desk_office_run(&r, &simulate_op,
                        &(struct simulate_request){
                            .session = "ca-3", .candidates = "6", .seed = seed, .folder = folder});
    }
    signed_rig_collect(&r, "sample-1");
    signed_rig_collect(&r, "sample-2"); /* each paper but one is in conflict */
    assert_int_equal(
        sheet_look_op.run(&r.work, &(struct sheet_look_request){.session = "ca-3"}, &look, &e),
        ERR_OK);
    assert_true(look.wants_mark);
    assert_int_equal(look.then, 7);
    sheet_look_op.forget(&look);
}

/* A reason does not stand for results or for the signed sheet. */
static void the_close_wants_results_and_the_sheet(void **state)
{
    char *session[] = {(char *)(uintptr_t) "ca-1"};
    (void)state;
    close_is_refused("ca-1: ");
    desk_office_run(&r, &grade_op, &(struct grade_request){.session = {session, 1}});
    close_is_refused("papers were handed in and no mark covers them");
    desk_office_run(&r, &sheet_op, &(struct sheet_request){.session = "ca-1"});
    close_is_refused("7 rows of the signed sheet are missing");
    char *row[8], text[8][SHEET_DRAFT_WORD];
    struct sheet_look_reply look = {0};
    struct err e = {0};
    assert_int_equal(
        sheet_look_op.run(&r.work, &(struct sheet_look_request){.session = "ca-1"}, &look, &e),
        ERR_OK);
    for (size_t i = 0; i < look.rows; i++) {
        snprintf(text[i], sizeof text[i], "%s=%s", look.row[i].paper,
                 look.row[i].journals ? look.row[i].journal[0] : "absent");
        row[i] = text[i];
    }
    desk_office_run(&r, &sheet_op,
                    &(struct sheet_request){.session = "ca-1", .row = {row, look.rows}});
    sheet_look_op.forget(&look);
    desk_office_run(&r, &grade_op, &(struct grade_request){.session = {session, 1}});
    reconcile();
    desk_rig_type(&r, "z"); /* two journals are open still: that the council may close over */
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "decide");
    assert_true(desk_rig_says(&r, "Closed all the same, say why."));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_folder_that_hangs_freezes_no_mark),
        TEST(what_was_saved_is_not_typed_over),
        TEST(rows_that_were_added_say_why),
        TEST(no_more_rows_are_foretold_than_there_are_papers),
        TEST(a_mark_made_here_begins_the_rows),
        TEST(the_marks_paper_is_printed_from_its_rows),
        TEST(what_wants_the_sheet_leads_to_it),
        TEST(a_grading_says_who_came_out_how),
        TEST(rows_stand_as_on_the_paper),
        TEST(enter_on_a_finished_row_goes_on),
        TEST(rows_stand_by_given_name),
        TEST(a_row_is_found_by_name),
        TEST(help_tells_the_signs),
        TEST(a_row_in_conflict_names_the_journal),
        TEST(each_paper_of_one_sbd_is_found),
        TEST(the_draft_is_the_offices_own),
        TEST(a_saved_sheet_is_said_to_be),
        TEST(the_close_wants_results_and_the_sheet),
    };
    return cmocka_run_group_tests_name("desk signed", tests, up_all, down_all);
}
