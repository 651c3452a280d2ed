/* The papers of a session at the desk: made, printed, signed, taken along; over a true office with
 * a graded session. */
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
#include "tools/desk/paperwork_parts.h"
#include "tools/desk/settings_parts.h"
#include "tools/office/papers.h"
#include "tools/work/decide.h"
#include "tools/work/grade.h"
#include "tools/work/report.h"
#include "tools/work/session_slips.h"
#include "tools/work/settings.h"
#include "tools/work/sheet.h"

#include <sys/stat.h>
#include <unistd.h>

static struct desk_rig r;
static struct desk_office made, office;
static const struct work_op *const OPS[] = {&session_papers_op, &report_op,   &session_slips_op,
                                            &sheet_op,          &settings_op, NULL};

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
    unsetenv("DISPLAY"); /* what is offered depends on them */
    unsetenv("WAYLAND_DISPLAY");
    desk_office_begin(&made, &office, &r, OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&office, &r);
    return 0;
}

/* ---- helpers ---- */

static struct paperwork *papers(void)
{
    assert_string_equal(desk_rig_top(&r), "papers");
    return (struct paperwork *)stack_top(&r.desk);
}

static void settings(const char *change)
{
    char *word[] = {(char *)(uintptr_t)change};
    desk_office_run(&r, &settings_op, &(struct settings_request){.change = {word, 1}});
}

/* The desk looks at office.ini by itself, now and then. */
static void open_papers(void)
{
    desk_rig_pass(&r, 11000);
    paperwork_open(&r.desk, "ca-1");
    desk_rig_pass(&r, 0); /* what it looks at has come */
}

static const struct session_papers_row *go_to(const char *id)
{
    struct paperwork *p = papers();
    desk_rig_press(&r, KEYPRESS_HOME);
    for (size_t i = 0; i < p->look.rows && strcmp(paperwork_row(p)->id, id) != 0; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    assert_string_equal(paperwork_row(p)->id, id);
    return paperwork_row(p);
}

/* What its head lacks is said before; a document's form is left as it is. */
static void ask_for(const char *id)
{
    go_to(id);
    desk_rig_work(&r, KEYPRESS_ENTER);
    if (strcmp(desk_rig_top(&r), "papers") == 0 && papers()->mode == PAPERWORK_DOUBTS)
        desk_rig_work(&r, KEYPRESS_ENTER);
}

/* Its preview, then Enter, then back. */
static void make_one(const char *id)
{
    ask_for(id);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    if (strcmp(desk_rig_top(&r), "papers") != 0)
        desk_rig_print(&r);
    go_to(id);
}

static void path_of(const char *file, char out[2 * SCRATCH_PATH + 100])
{
    snprintf(out, 2 * SCRATCH_PATH + 100, "%s/reports/ca-1/%s", office.folder, file);
}

static void read_file(const char *path, struct buf *out)
{
    struct err e = {0};
    buf_init(out, 64 * 1024 * 1024);
    assert_int_equal(file_read(path, 64 * 1024 * 1024, out, &e), ERR_OK);
}

static size_t lines_of_log(void)
{
    char path[SCRATCH_PATH + 16];
    struct buf log;
    size_t n = 0;
    snprintf(path, sizeof path, "%s/log/log.tsv", office.folder);
    read_file(path, &log);
    for (size_t i = 0; i < log.len; i++)
        n += log.data[i] == '\n';
    buf_free(&log);
    return n;
}

/* ---- made ---- */

static void a_paper_is_made_by_the_commands_preview(void **state)
{
    struct buf first, second;
    char path[2 * SCRATCH_PATH + 100];
    (void)state;
    open_papers();
    assert_true(desk_rig_shows(&r, "Papers · ca-1 · TRAINING"));
    desk_rig_expect(&r, "Papers · ca-1");
    desk_rig_expect(&r, "basis");
    assert_int_equal(go_to("results")->made, 0);
    desk_rig_expect(&r, "Command: sathachctl report ca-1 results --format pdf");
    make_one("results");
    assert_true(paperwork_row(papers())->made > 0);
    assert_true(paperwork_row(papers())->is_here);
    path_of(paperwork_row(papers())->file, path);
    read_file(path, &first);
    size_t lines = lines_of_log();
    make_one("results"); /* the same bytes, and no second line */
    read_file(path, &second);
    assert_int_equal(first.len, second.len);
    assert_memory_equal(first.data, second.data, first.len);
    assert_int_equal(lines_of_log(), lines);
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
    open_papers();
    go_to("vouchers");
    desk_rig_expect(&r, "Command: sathachctl session slips ca-1");
    ask_for("access-slips");
    assert_false(desk_rig_says(&r, "slips that were handed out stay valid")); /* none were */
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Next: Enter leads back to the papers: P prints it");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_expect(&r, "● Made: access slips and sheet of vouchers.");
    assert_true(go_to("vouchers")->made > 0);
    ask_for("access-slips");
    desk_rig_expect(&r, "The codes stay the same");
    assert_true(desk_rig_says(&r, "slips that were handed out stay valid"));
    desk_rig_work(&r, KEYPRESS_ESC);
    for (size_t i = 0; i < papers()->look.rows; i++) /* their texts are no papers of their own */
        assert_null(strstr(papers()->look.row[i].file, ".txt"));
    go_to("mark");
    desk_rig_expect(&r, "Command: sathachctl sheet ca-1");
    ask_for("mark");
    assert_string_equal(desk_rig_top(&r), "sheet");
}

static void a_document_is_asked_its_number_and_day(void **state)
{
    (void)state;
    settings("office.parent=UBND tỉnh Gia Lai");
    settings("office.place=Gia Lai");
    settings("office.full_name=Sở Xây dựng tỉnh Gia Lai");
    settings("paper notice.signer=Trần Văn Nam");
    open_papers();
    go_to("passlist");
    desk_rig_work_typed(&r, "f");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_work_typed(&r, "xlsx,pdf");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "made as xlsx,pdf");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 passlist --format xlsx,pdf");
    papers()->look.is_training = false; /* as of a session that counts */
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "without them it is a draft");
    desk_rig_expect(&r, "xlsx,pdf");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_true(go_to("passlist")->made > 0);
    desk_rig_work(&r, KEYPRESS_END); /* the sheet stands behind the usual ones */
    assert_non_null(strstr(paperwork_row(papers())->file, "passlist.xlsx"));
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "made by a command of its own");
    go_to("passlist");
    desk_rig_work_typed(&r, "f");
    desk_rig_work_typed(&r, "csv");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "NOTHING WRITTEN YET"); /* no paper: nothing is asked */
    desk_rig_expect(&r, "--format csv");
    desk_rig_work(&r, KEYPRESS_ESC);
    go_to("slips");
    desk_rig_work_typed(&r, "f");
    desk_rig_expect(&r, "It is made as paper alone.");
}

/* Number and day stand in the form as they stand on the last one. */
static void a_document_made_again_keeps_its_number_and_day(void **state)
{
    (void)state;
    open_papers();
    struct paperwork *p = papers();
    go_to("minutes");
    p->look.is_training = false;
    free(p->look.row[p->rows.at].lacks);
    p->look.row[p->rows.at].lacks = NULL;
    strcpy(p->look.row[p->rows.at].document, "05/BB-SXD");
    strcpy(p->look.row[p->rows.at].day, "2026-11-30");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 minutes --format pdf --number 05 --day");
    desk_rig_work(&r, KEYPRESS_ESC);
}

/* What is chosen for one paper is not chosen for others, nor lost where rows come and go. */
static void formats_are_kept_by_paper(void **state)
{
    (void)state;
    open_papers();
    go_to("passlist");
    desk_rig_work_typed(&r, "f");
    desk_rig_work_typed(&r, "xlsx,pdf");
    desk_rig_work(&r, KEYPRESS_ENTER);
    go_to("results");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 results --format pdf");
    desk_rig_work_typed(&r, "f");
    desk_rig_work_typed(&r, "csv");
    desk_rig_work(&r, KEYPRESS_ENTER);
    make_one("attendance");
    go_to("passlist");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 passlist --format xlsx,pdf");
    go_to("results");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 results --format csv");
    desk_rig_work_typed(&r, "r");
    go_to("minutes");
    desk_rig_expect(&r, "--format pdf");
    go_to("results");
    desk_rig_expect(&r, "Command: sathachctl report ca-1 results --format csv");
}

/* Of a rehearsal the day alone is asked; without it the paper is a draft, and says so. */
static void one_of_a_rehearsal_is_asked_its_day(void **state)
{
    (void)state;
    settings("office.place=Gia Lai");
    settings("office.full_name=Sở Xây dựng tỉnh Gia Lai");
    settings("office.parent=UBND tỉnh Gia Lai");
    open_papers();
    go_to("minutes");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "number 00: only the day of signing is asked");
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Next: Enter leads back to the papers: P prints it");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(paperwork_row(papers())->id, "minutes");
    desk_rig_expect(&r, "! Made: minutes of the session, a DRAFT without the day of signing.");
    desk_rig_expect(&r, "a draft: no day");
    desk_rig_work_typed(&r, "k");
    desk_rig_expect(&r, "This is the DRAFT");
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work_typed(&r, "08/01/2026");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● Made: minutes of the session. No printer is named: U takes it along");
    assert_false(desk_rig_shows(&r, "a draft"));
    desk_rig_expect(&r, "number 00, 08/01/2026");
    desk_rig_work(&r, KEYPRESS_ENTER); /* the day stands in the form */
    desk_rig_expect(&r, "--day 2026-01-08");
    desk_rig_work(&r, KEYPRESS_ESC);
}

static void no_printer_leads_to_its_row_of_the_settings(void **state)
{
    (void)state;
    open_papers();
    make_one("results");
    desk_rig_work_typed(&r, "p");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "settings");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "Print with"));
    desk_rig_work(&r, KEYPRESS_ESC);
    settings("desk.print=lp");
    open_papers();
    ask_for("results");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work_typed(&r, "r"); /* the form, all the same */
    desk_rig_expect(&r, "One paper");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_work(&r, KEYPRESS_ESC);
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
    settings("office.place=");
    settings("paper notice.sign=");
    open_papers();
    desk_rig_work(&r, KEYPRESS_HOME);
    assert_null(strstr(go_to("minutes")->lacks, "place")); /* signed by who was there */
    assert_non_null(strstr(go_to("minutes")->lacks, "Above it (office.ini: [office] parent)"));
    go_to("passlist");
    desk_rig_expect(&r, "the settings lack something → Enter");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "x pass list"));
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Place in the head (office.ini: [office] place) is missing");
    desk_rig_expect(&r, "Signed as (office.ini: [paper notice] sign) is missing: GIÁM ĐỐC is");
    assert_true(
        desk_rig_says(&r, "[paper notice] signer) is missing: below the signature no name"));
    desk_rig_expect(&r, "Enter leads to the settings: what is missing has a ! there.");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_int_equal(papers()->mode, PAPERWORK_LIST);
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
        settings(WANTED[i].change);
    }
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_null(go_to("passlist")->lacks); /* said there, it is no longer missing here */
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
    open_papers();
    assert_non_null(go_to("attendance")->lacks);
    assert_null(strstr(go_to("attendance")->lacks, "full_name")); /* it prints none */
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! list to be signed"));
    desk_rig_expect(&r, "the settings lack something → Enter");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(papers()->mode, PAPERWORK_DOUBTS);
    assert_true(
        desk_rig_says(&r, "Above it (office.ini: [office] parent): UBND tỉnh names no province"));
    desk_rig_work_typed(&r, "s");
    assert_string_equal(desk_rig_top(&r), "settings");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! "));
    desk_rig_work(&r, KEYPRESS_ESC);
    make_one("attendance"); /* all the same */
    assert_non_null(paperwork_row(papers())->lacks);
    assert_true(lack_is_said());
    settings("office.parent=UBND tỉnh Gia Lai");
    desk_rig_work_typed(&r, "r");
    assert_null(go_to("attendance")->lacks);
    assert_false(lack_is_said());
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "the list that is signed in the room, with names and seats (attendance)");
    desk_rig_work(&r, KEYPRESS_ESC);
}

/* ---- what waits ---- */

static void the_cursor_begins_on_what_waits(void **state)
{
    (void)state;
    open_papers();
    assert_string_equal(paperwork_row(papers())->id, "results"); /* graded: lists come next */
    make_one("vouchers");
    desk_rig_work(&r, KEYPRESS_ESC);
    open_papers();
    assert_string_equal(paperwork_row(papers())->id, "access-slips"); /* made, not printed */
    desk_rig_work(&r, KEYPRESS_ESC);
    paperwork_open_at(&r.desk, "ca-1", "tap-duot-mark.pdf");
    desk_rig_pass(&r, 0);
    assert_string_equal(paperwork_row(papers())->id, "mark");
    desk_rig_work_typed(&r, "r"); /* looked at anew it stays */
    assert_string_equal(paperwork_row(papers())->id, "mark");
}

/* What is signed at the exam waits for nobody's hand before. */
static void no_signature_is_waited_for_before_the_exam(void **state)
{
    (void)state;
    settings("office.parent=UBND tỉnh Gia Lai");
    open_papers();
    make_one("attendance");
    desk_rig_work_typed(&r, " ");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    go_to("attendance");
    desk_rig_expect(&r, "· unsigned: K then"); /* papers came: it began */
    assert_true(paperwork_waits(papers(), paperwork_row(papers())));
    papers()->look.is_begun = false;
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "· at the exam");
    assert_false(paperwork_waits(papers(), paperwork_row(papers())));
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "  list to be signed"));
}

/* ---- old ---- */

static void other_results_make_a_signed_paper_old(void **state)
{
    char *annul[] = {(char *)"paper", (char *)"0001", (char *)"annul"},
         *session[] = {(char *)"ca-1"};
    (void)state;
    open_papers();
    make_one("slips");
    desk_rig_work_typed(&r, "k");
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_true(go_to("slips")->signed_at > 0);
    desk_rig_expect(&r, "●");
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){
                        .session = "ca-1", .ruling = {annul, 3}, .reason = "Vi phạm quy chế"});
    desk_office_run(&r, &grade_op, &(struct grade_request){.session = {session, 1}});
    desk_rig_work_typed(&r, "r");
    desk_rig_expect(&r, "old: make it again");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! result slips"));
    make_one("slips");
    assert_false(paperwork_row(papers())->is_old);
    assert_int_equal(paperwork_row(papers())->signed_at, 0);
}

/* ---- made with other settings ---- */

static void other_settings_make_a_paper_old(void **state)
{
    (void)state;
    settings("office.place=Gia Lai");
    open_papers();
    make_one("slips");
    desk_rig_work_typed(&r, "r");
    assert_int_equal(go_to("slips")->settings, PRINTED_SETTINGS_SAME);
    settings("desk.print=lp -n 2"); /* stands on no paper */
    settings("paper notice.signer=Trần Văn Nam");
    desk_rig_work_typed(&r, "r");
    assert_false(paperwork_row(papers())->is_old);
    settings("office.place=Pleiku");
    desk_rig_work_typed(&r, "r");
    desk_rig_expect(&r, "settings changed: make it again");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! result slips"));
    make_one("slips");
    assert_false(paperwork_row(papers())->is_old);
    assert_int_equal(paperwork_row(papers())->settings, PRINTED_SETTINGS_SAME);
}

/* What is signed stays good, and the list of an exam that has begun is not made again. */
static void other_settings_leave_what_is_done_with(void **state)
{
    (void)state;
    settings("office.parent=UBND tỉnh Gia Lai");
    open_papers();
    make_one("attendance");
    make_one("slips");
    desk_rig_work_typed(&r, "k");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    settings("office.parent=UBND tỉnh Bình Định");
    desk_rig_work_typed(&r, "r");
    assert_int_equal(go_to("slips")->settings, PRINTED_SETTINGS_CHANGED);
    assert_false(paperwork_row(papers())->is_old);
    desk_rig_expect(&r, "●");
    assert_int_equal(go_to("attendance")->settings, PRINTED_SETTINGS_CHANGED);
    assert_false(paperwork_row(papers())->is_old);
    desk_rig_expect(&r, "made before the settings changed");
}

static void the_settings_name_what_is_made_again(void **state)
{
    (void)state;
    settings("office.place=Gia Lai");
    open_papers();
    make_one("slips");
    make_one("attendance");
    settings_open(&r.desk);
    desk_rig_pass(&r, 0);
    struct settings_list *s = (struct settings_list *)stack_top(&r.desk);
    for (desk_rig_press(&r, KEYPRESS_HOME);
         !settings_at(s)->key || strcmp(settings_at(s)->key, "place") != 0;)
        desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, " 2");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Made with others, to be made again: ca-1: result slips.");
}

/* ---- printed ---- */

static void what_is_said_is_previewed_and_said_once(void **state)
{
    (void)state;
    open_papers();
    go_to("attendance");
    desk_rig_work_typed(&r, "k");
    desk_rig_expect(&r, "It is not made yet");
    make_one("attendance");
    size_t lines = lines_of_log();
    desk_rig_work_typed(&r, " ");
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "This paper was printed");
    desk_rig_expect(&r, "--printed");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_int_equal(lines_of_log(), lines);
    desk_rig_work_typed(&r, " ");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Done. It stands in the office's log");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_int_equal(lines_of_log(), lines + 1);
    assert_true(go_to("attendance")->printed > 0);
    assert_string_equal(r.desk.ran[r.desk.rans - 1].line,
                        "sathachctl papers ca-1 --printed tap-duot-attendance.pdf");
}

static void a_paper_goes_to_the_printer(void **state)
{
    char change[SCRATCH_PATH + 60], printed[SCRATCH_PATH + 60];
    char *before = strdup(getenv("PATH"));
    (void)state;
    setenv("PATH", "/nonexistent", 1); /* nothing prints here */
    open_papers();
    go_to("attendance");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "No printer is named, and this machine has no program that prints");
    desk_rig_expect(&r, "row “Print with”");
    assert_false(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "settings");
    desk_rig_work(&r, KEYPRESS_ESC);
    make_one("attendance");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "The paper lies there to be printed elsewhere");
    desk_rig_expect(&r, "/reports/ca-1/tap-duot-attendance.pdf");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_work(&r, KEYPRESS_ESC);
    setenv("PATH", before, 1);
    free(before);
    snprintf(change, sizeof change, "desk.print=cp -t %s", office.folder);
    settings(change);
    open_papers();
    go_to("passlist");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "It is not made yet: Enter makes it.");
    go_to("attendance");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_expect(&r, "To the printer, by: cp -t");
    desk_rig_expect(&r, "Command: sathachctl papers ca-1 --printed tap-duot-attendance.pdf");
    snprintf(printed, sizeof printed, "%s/tap-duot-attendance.pdf", office.folder);
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_false(file_exists(printed));
    desk_rig_work_typed(&r, "p");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_true(file_exists(printed));
    desk_rig_expect(&r, "● list to be signed was sent to the printer, and the log says so.");
    assert_true(go_to("attendance")->printed > 0);
    desk_rig_expect(&r, "· unsigned: K then"); /* why it is marked still */
}

static void write_program(const char *folder, const char *name, const char *script)
{
    char path[SCRATCH_PATH + 40];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    desk_office_write(path, script);
    assert_int_equal(chmod(path, 0700), 0);
}

static void a_machine_that_can_print_offers_its_printers(void **state)
{
    char folder[SCRATCH_PATH + 20], lp[2 * SCRATCH_PATH], *before = strdup(getenv("PATH")),
                                                          path[4096];
    (void)state;
    open_papers();
    make_one("attendance");
    snprintf(folder, sizeof folder, "%s/bin", office.folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(lp, sizeof lp, "#!/bin/sh\necho \"$*\" >%s/sent\n", office.folder);
    write_program(folder, "lp", lp);
    write_program(folder, "lpstat", "#!/bin/sh\necho VAN-PHONG\necho 'no name; at all'\n");
    snprintf(path, sizeof path, "%s:%s", folder, before);
    setenv("PATH", path, 1);
    desk_rig_work_typed(&r, "p");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_expect(&r, "the printer that this machine uses by itself");
    desk_rig_expect(&r, "the printer VAN-PHONG");
    assert_false(desk_rig_says(&r, "no name")); /* it would be words of a command */
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "To the printer, by: lp -d VAN-PHONG -o media=A4");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● list to be signed was sent to the printer, and the log says so.");
    snprintf(path, sizeof path, "%s/sent", office.folder);
    assert_true(file_exists(path));
    setenv("PATH", before, 1);
    free(before);
}

static void a_printer_that_fails_is_said(void **state)
{
    static const struct {
        const char *program, *said;
    } FAILS[] = {{"desk.print=false", "false: did not end well (status 1)"},
                 {"desk.print=no-such-printer -x", "no-such-printer -x: "},
                 {"desk.print='lp", "'lp"}};
    (void)state;
    for (int i = 0; i < 3; i++) {
        settings(FAILS[i].program);
        open_papers();
        if (i == 0)
            make_one("attendance");
        go_to("attendance");
        desk_rig_work_typed(&r, "p");
        desk_rig_work(&r, KEYPRESS_ENTER);
        desk_rig_expect(&r, FAILS[i].said);
        assert_int_equal(go_to("attendance")->printed, 0);
        desk_rig_work(&r, KEYPRESS_ESC);
    }
}

/* ---- opened, taken along ---- */

static void a_paper_is_opened_where_there_is_a_display(void **state)
{
    char folder[SCRATCH_PATH + 20], program[SCRATCH_PATH + 40], script[2 * SCRATCH_PATH + 80],
        *before = strdup(getenv("PATH")), path[4096];
    (void)state;
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    open_papers();
    make_one("attendance");
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
    read_file(program, &opened);
    path_of("tap-duot-attendance.pdf\n", path);
    assert_string_equal(buf_text(&opened), path);
    buf_free(&opened);
    unsetenv("DISPLAY");
    setenv("PATH", before, 1);
    free(before);
}

/* U, and what the list of places offers first. */
static void choose_first_place(void)
{
    desk_rig_type(&r, "u");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_work(&r, KEYPRESS_ENTER);
}

static void a_paper_goes_along_on_a_stick(void **state)
{
    char folder[SCRATCH_PATH + 40], copy[SCRATCH_PATH + 100];
    (void)state;
    open_papers();
    go_to("attendance");
    desk_rig_work_typed(&r, "u");
    desk_rig_expect(&r, "It is not made yet");
    make_one("attendance");
    desk_rig_plug_in(&r, "GIAY");
    snprintf(folder, sizeof folder, "%s/GIAY", r.media);
    desk_rig_type(&r, "u");
    desk_rig_expect(&r, "▶ USB GIAY · ");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    assert_false(desk_rig_shows(&r, "An older file of this name"));
    desk_rig_expect(&r, "with its signature");
    snprintf(copy, sizeof copy, "%s/ca-1/tap-duot-attendance.pdf", folder);
    assert_false(file_exists(copy));
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "It may be pulled.");
    assert_true(file_exists(copy));
    strcat(copy, ".minisig");
    assert_true(file_exists(copy));
    settings("office.parent=UBND tỉnh Gia Lai"); /* another head, another file */
    make_one("attendance");
    choose_first_place();
    desk_rig_expect(&r, "An older file of this name stands there: it is replaced.");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● list to be signed is on the stick, read back.");
    settings("office.parent=UBND tỉnh Đắk Lắk");
    make_one("attendance");
    choose_first_place();
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    settings("office.parent=UBND tỉnh Lâm Đồng"); /* at another desk, behind the preview */
    char *session[] = {"ca-1"};
    desk_office_run(
        &r, &report_op,
        &(struct report_request){.session = {session, 1}, .lists = "attendance", .format = "pdf"});
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "was changed since the preview; nothing was written: look again");
    choose_first_place();
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● list to be signed is on the stick, read back.");
    choose_first_place(); /* the same one stands there now */
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    assert_false(desk_rig_shows(&r, "An older file of this name"));
    desk_rig_work(&r, KEYPRESS_ESC);
    r.mounts[0] = '\0';
}

/* A shared folder, one's own: looked for as files are, its files no choice; full or read-only,
 * nothing half-written stays. */
static void a_paper_goes_along_into_a_folder(void **state)
{
    char folder[SCRATCH_PATH + 20], copy[SCRATCH_PATH + 80];
    (void)state;
    open_papers();
    make_one("attendance");
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
    snprintf(copy, sizeof copy, "%s/ca-1/tap-duot-attendance.pdf", folder);
    assert_false(file_exists(copy));
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● list to be signed is in the folder, read back.");
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
        assert_int_equal(papers()->mode, PAPERWORK_LIST);
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
    settings("office.place=");
    open_papers();
    struct paperwork *p = papers();
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
    go_to("passlist");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(p->mode, PAPERWORK_LACKS);
    desk_rig_golden(&r, "papers-lacks");
    desk_rig_work(&r, KEYPRESS_ESC);
    p->look.row[1].made = 0;
    go_to("attendance");
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
        TEST(formats_are_kept_by_paper),
        TEST(a_document_made_again_keeps_its_number_and_day),
        TEST(one_of_a_rehearsal_is_asked_its_day),
        TEST(no_printer_leads_to_its_row_of_the_settings),
        TEST(what_the_settings_lack_is_said_before),
        TEST(a_sheet_says_what_its_head_lacks),
        TEST(the_cursor_begins_on_what_waits),
        TEST(no_signature_is_waited_for_before_the_exam),
        TEST(other_results_make_a_signed_paper_old),
        TEST(other_settings_make_a_paper_old),
        TEST(other_settings_leave_what_is_done_with),
        TEST(the_settings_name_what_is_made_again),
        TEST(what_is_said_is_previewed_and_said_once),
        TEST(a_paper_goes_to_the_printer),
        TEST(a_machine_that_can_print_offers_its_printers),
        TEST(a_printer_that_fails_is_said),
        TEST(a_paper_is_opened_where_there_is_a_display),
        TEST(a_paper_goes_along_on_a_stick),
        TEST(a_paper_goes_along_into_a_folder),
        TEST(the_first_screen_leads_to_it),
        TEST(in_pictures),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
