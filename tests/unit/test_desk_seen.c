/* What changes behind the desk's back. What was previewed and would be made from something else now
 * is not done: it is to be looked at again. What the cursor stood on and went by itself is gone: no
 * key acts for its neighbour. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_office.h"
#include "tools/desk/banks.h"
#include "tools/desk/day.h"
#include "tools/desk/findings.h"
#include "tools/desk/operation.h"
#include "tools/desk/paperwork.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_import.h"
#include "tools/work/bank_seal.h"
#include "tools/work/collect.h"
#include "tools/work/grade.h"
#include "tools/work/report.h"
#include "tools/work/session_people.h"
#include "tools/work/session_slips.h"
#include "tools/work/sheet.h"

static struct desk_office made;
static struct desk_rig r;
static const struct work_op *const OPS[] = {&bank_seal_op,      &bank_import_op, &bank_check_op,
                                            &grade_op,          &report_op,      &session_slips_op,
                                            &session_people_op, &sheet_op,       NULL};

/* ---- what was previewed is what is done ---- */

static struct desk_office own;
static char source[SCRATCH_PATH + 32];

static int up(void **state)
{
    (void)state;
    desk_office_copy(&made, &own);
    desk_office_open(&own, &r, OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    desk_office_remove(&own);
    return 0;
}

static void preview(const char *command)
{
    operation_preview(&r.desk, command);
    desk_draw(&r.desk, &r.v);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
}

/* Enter does nothing but say so; looked at again, it is done. */
static void assert_refused_once(void)
{
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "was changed since the preview; nothing was written"));
    assert_int_equal(r.desk.rans, 0);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_false(desk_rig_says(&r, "since the preview"));
    assert_int_equal(r.desk.rans, 1);
}

static void append(const char *name, const char *text)
{
    char path[2 * SCRATCH_PATH];
    snprintf(path, sizeof path, "%s/%s", own.folder, name);
    FILE *f = fopen(path, "a");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

#define NEW_QUESTION(stem) "\n$CATEGORY: 4.1/II/chuyen-mon\n\n" stem " {=một ~hai ~ba ~bốn}\n"

static void a_bank_changed_meanwhile_is_not_sealed(void **state)
{
    (void)state;
    preview("sathachctl bank seal mau");
    append("banks/mau/4.1.gift", NEW_QUESTION("Câu hỏi thêm sau khi xem trước là câu thứ mấy?"));
    assert_refused_once();
}

/* Commands without a preview of their own, that read a file. */
static void a_file_changed_meanwhile_is_not_read(void **state)
{
    char command[3 * SCRATCH_PATH];
    (void)state;
    append("ky.csv", "017;absent\n");
    snprintf(command, sizeof command, "sathachctl sheet ca-1 --from %s/ky.csv", own.folder);
    preview(command);
    append("ky.csv", "018;absent\n");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "was changed since the preview; nothing was written"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    append("nguoi.csv", "SBD;Họ và tên\n");
    snprintf(command, sizeof command,
             "sathachctl session people ca-1 --roster %s/nguoi.csv --reason x", own.folder);
    preview(command);
    append("nguoi.csv", "017;Nguyễn Thị Hạnh\n");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "was changed since the preview; nothing was written"));
    assert_int_equal(r.desk.rans, 0);
}

/* What is not in it is named, in colour where it asks; a page further the question still stands. */
static void a_seal_names_what_an_import_rejected(void **state)
{
    char command[2 * SCRATCH_PATH];
    const struct timespec long_ago[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    (void)state;
    append("them.gift", "$CATEGORY: 4.1/II/chuyen-mon\n\n::q9::Thiếu một phương án? {=một ~hai "
                        "~ba}\n");
    snprintf(command, sizeof command, "sathachctl bank import %s/them.gift --to mau --add",
             own.folder);
    append("them.gift", NEW_QUESTION("Câu hỏi thêm vào là câu thứ mấy?"));
    preview(command);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    snprintf(command, sizeof command, "%s/banks/mau.bank", own.folder);
    assert_int_equal(utimensat(AT_FDCWD, command, long_ago, 0), 0); /* edited since */
    findings_open(&r.desk, "mau");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_HOME);
    assert_true(desk_rig_says(&r, "N seals the bank, without the 1 question rejected."));
    desk_rig_press(&r, KEYPRESS_ESC);
    preview("sathachctl bank seal mau");
    assert_true(desk_rig_says(&r, "! 1 rejected question is not in it. Enter or G does it."));
    assert_true(desk_rig_says(&r, "number q9, them.gift: \"Thiếu một phương án?\": 3 options"));
    desk_rig_press(&r, KEYPRESS_PAGE_DOWN);
    assert_true(desk_rig_says(&r, "! 1 rejected question is not in it. Enter or G does it."));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "pools, sealed for the office: banks/mau.bank the questions stay "
                                  "in the folder banks/mau, where whoever uses this computer can "
                                  "read them. On the examiner's own computer leave them there"));
    assert_true(desk_rig_says(&r, "delete that folder in the file manager, and keep "
                                  "banks/mau.bank."));
    assert_false(desk_rig_says(&r, own.folder));
    desk_rig_press(&r, KEYPRESS_ESC);
    findings_open(&r.desk, "mau");
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "1 question rejected"));
    assert_true(desk_rig_says(&r, "● Sealed: the file is of "));
    assert_false(desk_rig_says(&r, "N seals the bank"));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_expect(&r, "● Sealed: the file is of "); /* not once alone */
}

/* Warnings forbid nothing: what may be sealed says so as long as it is true. */
static void a_bank_with_warnings_alone_may_be_sealed(void **state)
{
    char sealed[2 * SCRATCH_PATH];
    (void)state;
    append("banks/mau/4.1.gift", NEW_QUESTION("Câu hỏi thêm vào là câu thứ mấy?"));
    snprintf(sealed, sizeof sealed, "%s/banks/mau.bank", own.folder);
    assert_int_equal(unlink(sealed), 0);
    findings_open(&r.desk, "mau");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "0 errors");
    desk_rig_expect(&r, "● No error is left: N seals the bank. Warnings forbid nothing.");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "● No error is left: N seals the bank. Warnings forbid nothing.");
}

static void a_source_changed_meanwhile_is_not_imported(void **state)
{
    char command[2 * SCRATCH_PATH];
    (void)state;
    snprintf(source, sizeof source, "%s/nguon.gift", own.folder);
    append("nguon.gift", NEW_QUESTION("Câu hỏi thứ nhất hỏi về điều gì?"));
    snprintf(command, sizeof command, "sathachctl bank import %s --to khac", source);
    preview(command);
    append("nguon.gift", NEW_QUESTION("Câu hỏi thứ hai hỏi về điều gì?"));
    assert_refused_once();
}

/* Another desk collects meanwhile. */
static void papers_that_came_meanwhile_are_not_graded_unseen(void **state)
{
    char came[SCRATCH_PATH + 20];
    char *path[] = {came};
    (void)state;
    desk_office_examine(&r);
    preview("sathachctl grade ca-1");
    snprintf(came, sizeof came, "%s/came-4", own.folder);
    desk_office_run(&r, &collect_op, &(struct collect_request){.path = {path, 1}});
    assert_refused_once();
}

static void papers_of_other_settings_are_not_written(void **state)
{
    (void)state;
    desk_office_examine(&r);
    preview("sathachctl report ca-1 results --format pdf");
    append("office.ini", "# changed\n");
    assert_refused_once();
}

static void slips_of_other_settings_are_not_written(void **state)
{
    (void)state;
    desk_office_examine(&r);
    preview("sathachctl session slips ca-1");
    append("office.ini", "# changed\n");
    assert_refused_once();
}

/* ---- what the cursor stood on ---- */

static struct tui_table *table_on_top(void)
{
    struct screen *top = stack_top(&r.desk);
    struct screen_focus focus = {0};
    top->ops->focus(top, &focus);
    assert_non_null(focus.table);
    return focus.table;
}

static void assert_not_done(const char *screen)
{
    desk_rig_pass(&r, 11000);
    assert_true(desk_rig_says(&r, "What stood under the cursor is gone; the cursor is on another"));
    desk_rig_pass(&r, 11000); /* and it stays so until a key */
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), screen);
    assert_false(r.desk.job.is_running);
    assert_true(desk_rig_says(&r, "is gone: nothing was done"));
}

/* Sealed by another, the bank waits no more: Enter, meant for it, opens no neighbour. */
static void a_row_that_went_by_itself_opens_no_other(void **state)
{
    (void)state;
    desk_office_examine(&r);
    append("banks/mau/4.1.gift", NEW_QUESTION("Câu hỏi thêm sau khi niêm phong là câu thứ mấy?"));
    desk_rig_pass(&r, 11000);
    for (int i = 0; i < 30 && !desk_rig_shows(&r, "▶ · mau"); i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_shows(&r, "▶ · mau"));
    desk_office_run(&r, &bank_seal_op, &(struct bank_seal_request){.bank = "mau"});
    assert_not_done("start");
    desk_rig_press(&r, KEYPRESS_ENTER); /* of the row that it stands on now */
    assert_string_not_equal(desk_rig_top(&r), "start");
}

/* The same on the other lists that look again by themselves. */
static void no_list_acts_for_what_is_gone(void **state)
{
    static const uint64_t NOTHING = 0x7e57;
    char stick[SCRATCH_PATH + 20];
    (void)state;
    desk_office_examine(&r);
    banks_open(&r.desk);
    desk_rig_pass(&r, 0); /* its first look has come */
    table_on_top()->thing = NOTHING;
    assert_not_done("banks");
    paperwork_open(&r.desk, "ca-1");
    desk_rig_pass(&r, 0); /* what it looks at has come */
    table_on_top()->thing = NOTHING;
    assert_not_done("papers");
    snprintf(stick, sizeof stick, "%s/came-3", own.folder);
    day_open(&r.desk);
    struct screen *day = stack_top(&r.desk);
    const char *chosen[] = {stick};
    day->ops->chosen(day, "files", chosen, 1);
    while (day->ops->back && day->ops->back(day))
        ;
    table_on_top()->thing = NOTHING;
    assert_not_done("day");
}

static int make(void **state)
{
    (void)state;
    desk_office_make(&made);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    desk_office_remove(&made);
    return 0;
}

int main(void)
{
#define SEEN(test) cmocka_unit_test_setup_teardown(test, up, down)
    const struct CMUnitTest tests[] = {SEEN(a_file_changed_meanwhile_is_not_read),
                                       SEEN(a_bank_changed_meanwhile_is_not_sealed),
                                       SEEN(a_seal_names_what_an_import_rejected),
                                       SEEN(a_bank_with_warnings_alone_may_be_sealed),
                                       SEEN(a_source_changed_meanwhile_is_not_imported),
                                       SEEN(papers_that_came_meanwhile_are_not_graded_unseen),
                                       SEEN(papers_of_other_settings_are_not_written),
                                       SEEN(slips_of_other_settings_are_not_written),
                                       SEEN(a_row_that_went_by_itself_opens_no_other),
                                       SEEN(no_list_acts_for_what_is_gone)};
    return cmocka_run_group_tests(tests, make, unmake);
}
