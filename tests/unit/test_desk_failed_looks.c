/* A look that failed is not an empty list: what could not be looked at is never told as none, as
 * nothing or as 0, on the glass or line by line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_office.h"
#include "tools/desk/day.h"
#include "tools/desk/files.h"
#include "tools/desk/fork.h"
#include "tools/desk/paper.h"
#include "tools/desk/paperwork.h"
#include "tools/desk/reconcile.h"
#include "tools/desk/session_parts.h"
#include "tools/desk/sheet.h"
#include "tools/desk/watching.h"
#include "tools/work/fields.h"
#include "tools/work/find.h"
#include "tools/work/grade.h"
#include "tools/work/log_export.h"
#include "tools/work/session_pack.h"
#include "tools/work/session_papers.h"
#include "tools/work/settings.h"
#include "tools/work/settings_look.h"

static struct desk_office office, copy;
static struct desk_rig r;
static const struct work_op *const OPS[] = {&settings_op, &session_papers_op, &find_op, &grade_op,
                                            NULL};

static int make(void **state)
{
    (void)state;
    desk_office_make_exam(&office);
    return 0;
}

static int removed(void **state)
{
    (void)state;
    desk_office_remove(&office);
    return 0;
}

static int up(void **state)
{
    (void)state;
    desk_office_copy(&office, &copy);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&copy, &r);
    return 0;
}

static void open_desk(void)
{
    desk_office_open(&copy, &r, OPS);
    desk_rig_pass(&r, 0);
}

static char *path_of(const char *name)
{
    static char path[SCRATCH_PATH + 200];
    snprintf(path, sizeof path, "%s/%s", copy.folder, name);
    return path;
}

/* Where a folder was is a file: it is there, and cannot be read. */
static void break_folder(const char *name)
{
    char away[SCRATCH_PATH + 210];
    snprintf(away, sizeof away, "%s.away", path_of(name));
    (void)rename(path_of(name), away);
    desk_office_write(path_of(name), "no folder\n");
}

/* By lines. */
static bool tells(const char *text)
{
    struct buf out;
    buf_init(&out, 1024 * 1024);
    stack_top(&r.desk)->ops->tell(stack_top(&r.desk), &out);
    bool is = strstr(buf_text(&out), text) != NULL;
    buf_free(&out);
    return is;
}

static void expect_neither(const char *text)
{
    if (!desk_rig_says(&r, text) && !tells(text))
        return;
    desk_rig_print(&r);
    fail_msg("%s: it is not known", text);
}

static void expect_both(const char *text)
{
    desk_rig_expect(&r, text);
    if (!tells(text))
        fail_msg("%s: not by lines", text);
}

static void banks_are_not_none(void **state)
{
    (void)state;
    break_folder("banks");
    open_desk();
    desk_rig_type(&r, "b");
    assert_string_equal(desk_rig_top(&r), "banks");
    desk_rig_expect(&r, "x ");
    expect_neither("There is no bank yet");
    expect_neither("0 banks");
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect_neither("There is no bank yet");
    expect_both("The banks could not be looked at");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_expect(&r, "x "); /* the first screen says so, too */
}

/* What a roster is read with is asked of the same folder. */
static void a_list_to_choose_from_says_why_it_is_not_there(void **state)
{
    struct work_choices choices = {0};
    struct err e = {0};
    (void)state;
    break_folder("banks");
    open_desk();
    assert_int_equal(fields_banks(&r.work, NULL, &choices, &e), ERR_IO);
    assert_non_null(strstr(e.text, "banks"));
    assert_int_equal(choices.count, 0);
}

static void nothing_is_counted_before_it_was_seen(void **state)
{
    (void)state;
    desk_office_write(path_of("office.ini"), "[frob\n");
    open_desk();
    desk_rig_expect(&r, "x ");
    expect_neither("Waiting: 0");
    expect_neither("Nothing waits");
}

static void a_log_that_cannot_be_read_tells_no_backup(void **state)
{
    (void)state;
    desk_office_write(path_of("log/log.tsv"), "cut\n");
    open_desk();
    desk_rig_type(&r, "s");
    assert_string_equal(desk_rig_top(&r), "settings");
    desk_rig_press(&r, KEYPRESS_END);
    expect_neither("none yet");
    expect_both("not known");
    desk_rig_type(&r, "n");
    assert_string_equal(desk_rig_top(&r), "office-log");
    assert_false(desk_rig_shows(&r, "0 lines"));
}

static void marks_that_cannot_be_read_are_not_no_marks(void **state)
{
    char kept[SCRATCH_PATH + 200];
    const struct log_export_request q = {.folder = kept};
    struct log_export_reply reply = {0};
    struct err e = {0};
    (void)state;
    snprintf(kept, sizeof kept, "%s", path_of("kept"));
    break_folder("log/witnessed");
    open_desk();
    desk_rig_type(&r, "s");
    desk_rig_press(&r, KEYPRESS_END);
    expect_neither("no witness");
    desk_rig_type(&r, "n");
    expect_neither("No witness has signed it yet");
    expect_both("witnessed");
    assert_int_equal(file_make_folder(path_of("kept"), &e), ERR_OK);
    assert_int_equal(log_export_op.run(&r.work, &q, &reply, &e), ERR_IO); /* nor left behind */
}

/* Marks that were met say whether the log is the newest one: unread, nobody knows. */
static void a_log_without_the_marks_it_met_is_not_whole(void **state)
{
    (void)state;
    break_folder("log/met");
    open_desk();
    desk_rig_type(&r, "sn");
    assert_string_equal(desk_rig_top(&r), "office-log");
    expect_neither("Code of the mark");
    expect_both("log/met");
}

static void papers_say_nothing_of_a_session_not_read(void **state)
{
    (void)state;
    break_folder("sessions/ca-1");
    open_desk();
    paperwork_open(&r.desk, "ca-1");
    desk_rig_pass(&r, 0);
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_expect(&r, "x ");
    assert_false(desk_rig_shows(&r, "not graded yet"));
    assert_false(desk_rig_shows(&r, "Looking at the office."));
}

static void choose_folder(const char *folder)
{
    const char *const choice[] = {folder};
    stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", choice, 1);
    desk_rig_pass(&r, 0);
}

static void a_place_that_failed_says_why(void **state)
{
    char gone[SCRATCH_PATH + 200];
    (void)state;
    snprintf(gone, sizeof gone, "%s", path_of("gone"));
    open_desk();
    desk_rig_type(&r, "n");
    assert_string_equal(desk_rig_top(&r), "day");
    assert_int_equal(mkdir(gone, 0700), 0);
    choose_folder(gone);
    assert_int_equal(rmdir(gone), 0);
    assert_int_equal(symlink("gone", gone), 0); /* it leads nowhere, and is there */
    desk_rig_type(&r, "r");
    expect_neither("being looked at");
    expect_both("cannot be read");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, "gone: "));
    assert_false(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    assert_int_equal(unlink(gone), 0);
    assert_int_equal(mkdir(gone, 0700), 0);
    desk_rig_type(&r, "r");
    expect_neither("cannot be read");
    desk_office_write(path_of("office.ini"), "[frob\n"); /* then no place is looked at */
    desk_rig_type(&r, "r");
    expect_both("cannot be read");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, "office.ini"));
}

static void read_in_part(size_t files)
{
    struct day_look_place *p = &r.desk.watch.folder[0]->found;
    free(p->trouble);
    p->trouble = strdup("PHONG2/thu-muc: cannot be read");
    p->files = p->known = files;
    stack_top(&r.desk)->ops->watched(stack_top(&r.desk));
    desk_draw(&r.desk, &r.v);
}

/* What of a stick could not be read may be what was looked for. */
static void a_stick_that_is_read_in_part_is_told(void **state)
{
    (void)state;
    open_desk();
    desk_rig_plug_in(&r, "PHONG2");
    desk_rig_pass(&r, 0);
    assert_false(desk_rig_says(&r, "PHONG2"));
    assert_int_equal(r.desk.watch.folders, 1);
    read_in_part(0);
    expect_both("PHONG2 cannot be read");
    read_in_part(2);
    expect_both("PHONG2: not all of it can be read");
    desk_rig_type(&r, "n");
    read_in_part(2);
    expect_both("not all readable");
    desk_office_write(r.mounts, "");
}

/* Who is in it may be who was looked for. */
static void find_someone(void)
{
    desk_rig_type(&r, "t");
    desk_rig_type(&r, "khong ai");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect_both("0 papers");
    desk_rig_press(&r, KEYPRESS_DOWN); /* which takes the message away */
    expect_both("1 session could not be looked through");
}

static void a_session_not_looked_through_is_counted(void **state)
{
    (void)state;
    desk_office_write(path_of("sessions/ca-1/ca-1.session"), "no session\n");
    open_desk();
    find_someone();
}

/* Its hours would be rows; what is wrong with it is one. */
static void a_session_that_cannot_be_read_is_a_row(void **state)
{
    (void)state;
    desk_office_write(path_of("sessions/ca-1/ca-1.session"), "no session\n");
    open_desk();
    expect_both("x ca-1");
    assert_true(tells("ca-1.session"));
}

static void what_came_of_a_session_is_looked_through_too(void **state)
{
    (void)state;
    break_folder("inbox/ca-1");
    open_desk();
    find_someone();
}

/* What nobody saw is not closed as even, and two journals are not one. */
static void what_was_not_looked_at_is_not_even(void **state)
{
    (void)state;
    break_folder("inbox/ca-1");
    open_desk();
    reconcile_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    expect_both("It was not looked at yet: R looks.");
    desk_rig_type(&r, "z");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_expect(&r, "! It was not looked at yet: R looks.");
    fork_open(&r.desk, "ca-1", "0002");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "fork");
    expect_both("It was not looked at yet: R looks.");
    desk_rig_type(&r, "a");
    expect_neither("There are no two journals here.");
    desk_rig_press(&r, KEYPRESS_ESC);
    paper_open(&r.desk, "ca-1", "0001");
    desk_rig_wait(&r);
    expect_both("It was not looked at yet: R looks.");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_write(path_of("sessions/ca-1/ca-1.session"), "no session\n");
    sheet_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    expect_both("It was not looked at yet: R looks.");
}

/* What cannot be read may be the one that the session names. */
static void a_bank_not_read_is_not_another_one(void **state)
{
    char folder[SCRATCH_PATH + 16];
    const struct session_pack_request q = {.session = "ca-1", .folder = folder};
    struct session_pack_reply reply = {0};
    struct err e = {0};
    (void)state;
    assert_int_equal(unlink(path_of("banks/mau.bank")), 0);
    assert_int_equal(mkdir(path_of("banks/mau.bank"), 0700), 0);
    open_desk();
    snprintf(folder, sizeof folder, "%s/stick", copy.folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_not_equal(session_pack_op.run(&r.work, &q, &reply, &e), ERR_OK);
    assert_null(strstr(e.text, "no bank in banks/"));
    assert_non_null(strstr(e.text, "mau.bank"));
    if (session_pack_op.forget)
        session_pack_op.forget(&reply);
    reconcile_open(&r.desk, "ca-1"); /* and whoever grades with it */
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_false(desk_rig_says(&r, "no bank in banks/"));
    desk_rig_expect(&r, "mau.bank");
}

/* Whether there is a bank of that name nobody knows; the preview tells. */
static void a_bank_is_not_missing(void **state)
{
    (void)state;
    break_folder("banks");
    open_desk();
    session_open_form(&r.desk);
    desk_rig_pass(&r, 0);
    struct session_form *f = (struct session_form *)stack_top(&r.desk);
    tui_input_set(&session_row(f, "--bank")->input, "mau");
    tui_form_judge(&f->o.form);
    desk_draw(&r.desk, &r.v);
    expect_neither("there is no bank of this name");
    expect_both("! no bank could be read");
}

/* Nothing is being read any more. */
static void a_folder_that_failed_is_not_being_read(void **state)
{
    char before[SCRATCH_PATH];
    (void)state;
    assert_non_null(getcwd(before, sizeof before));
    setenv("HOME", path_of("gone"), 1);
    assert_int_equal(mkdir(path_of("gone"), 0700), 0); /* no place is left but what is typed */
    assert_int_equal(chdir(path_of("gone")), 0);
    assert_int_equal(rmdir(path_of("gone")), 0);
    open_desk();
    snprintf(r.desk.folder, sizeof r.desk.folder, "%s", path_of("gone"));
    r.desk.lock.of.folder[0] = '\0';
    files_open(&r.desk, FILE_KIND_ROSTER, "Choose");
    desk_rig_pass(&r, 0);
    assert_int_equal(chdir(before), 0);
    expect_neither("Being read");
    expect_both("No folder could be read");
}

#define LOOK(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LOOK(banks_are_not_none),
        LOOK(a_list_to_choose_from_says_why_it_is_not_there),
        LOOK(nothing_is_counted_before_it_was_seen),
        LOOK(a_log_that_cannot_be_read_tells_no_backup),
        LOOK(marks_that_cannot_be_read_are_not_no_marks),
        LOOK(a_log_without_the_marks_it_met_is_not_whole),
        LOOK(papers_say_nothing_of_a_session_not_read),
        LOOK(a_session_not_looked_through_is_counted),
        LOOK(a_session_that_cannot_be_read_is_a_row),
        LOOK(what_came_of_a_session_is_looked_through_too),
        LOOK(what_was_not_looked_at_is_not_even),
        LOOK(a_bank_not_read_is_not_another_one),
        LOOK(a_bank_is_not_missing),
        LOOK(a_folder_that_failed_is_not_being_read),
        LOOK(a_place_that_failed_says_why),
        LOOK(a_stick_that_is_read_in_part_is_told),
    };
    return cmocka_run_group_tests_name("a look that failed", tests, make, removed);
}
