/* What becomes of a paper of a session that was made at the desk: it is printed, signed, old
 * by other results or settings, and taken along on a stick; over a true office with a
 * graded session. */
#include "app/core/file.h"
#include "tests/lib/drawn.h"
#include "tests/lib/paperwork_rig.h"
#include "tools/desk/settings_parts.h"
#include "tools/work/decide.h"
#include "tools/work/grade.h"
#include "tools/work/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <time.h>
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

static void say_printed(const char *id)
{
    paperwork_rig_go_to(&r, id);
    desk_rig_work_typed(&r, " ");
    desk_rig_work(&r, KEYPRESS_ENTER); /* and the list is back */
}

static void what_is_said_is_previewed_and_said_once(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "attendance");
    desk_rig_work_typed(&r, "k");
    desk_rig_expect(&r, "It is not made yet");
    paperwork_rig_make_one(&r, "attendance");
    size_t lines = paperwork_rig_lines_of_log(&r);
    desk_rig_work_typed(&r, " ");
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "Was this paper printed?");
    desk_rig_expect(&r, "--printed");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_int_equal(paperwork_rig_lines_of_log(&r), lines);
    desk_rig_work_typed(&r, " ");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● It stands in the office's log");
    assert_string_equal(desk_rig_top(&r), "papers");
    assert_int_equal(paperwork_rig_lines_of_log(&r), lines + 1);
    assert_true(paperwork_rig_go_to(&r, "attendance")->printed > 0);
    assert_string_equal(r.desk.ran[r.desk.rans - 1].line,
                        "sathachctl papers ca-1 --printed tap-duot-attendance.pdf");
}

/* One that lacks nothing: shown, then made; P shows what prints it, Enter prints. */
static void four_keys_make_and_print_a_paper(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai");
    paperwork_rig_settings(&r, "desk.print=true");
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "attendance");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    desk_rig_expect(&r, "● Made: list to be signed. P prints it.");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "To the printer, by: true");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    assert_true(paperwork_rig_go_to(&r, "attendance")->printed > 0);
    desk_rig_work(&r, KEYPRESS_ENTER); /* made anew it is shown, too */
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "papers");
}

/* From the list of every command they are asked about as from the list of papers. */
static void slips_are_made_where_what_they_lack_is_asked(void **state)
{
    (void)state;
    desk_rig_type(&r, "m");
    desk_rig_type(&r, "session slips");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    assert_string_equal(paperwork_row(paperwork_rig_papers(&r))->id, "access-slips");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "S leads to the settings: what is missing has a ! there.");
    desk_rig_work(&r, KEYPRESS_ESC);
}

/* What stands there as it is due is made again by Enter, and says what shows it. */
static void a_paper_that_stands_there_says_so(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "attendance");
    desk_rig_expect(&r, " Enter make  ");
    assert_false(desk_rig_says(&r, "U takes it along"));
    paperwork_rig_make_one(&r, "attendance");
    desk_rig_expect(&r, " Enter make again  ");
    assert_true(desk_rig_says(&r, "tap-duot-attendance.pdf · made as pdf · U takes it along"));
    setenv("DISPLAY", ":0", 1);
    desk_rig_press(&r, KEYPRESS_HOME);
    paperwork_rig_go_to(&r, "attendance");
    assert_true(desk_rig_says(&r, "made as pdf · O looks at it"));
    unsetenv("DISPLAY");
}

/* Nobody prints a paper to see who signs it; and the form says what its key does. */
static void a_document_says_who_signs_it(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "paper notice.sign=KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC");
    paperwork_rig_settings(&r, "paper notice.signer=Đặng Hữu Phước");
    paperwork_rig_open_papers(&r);
    paperwork_rig_ask_for(&r, "passlist");
    if (strcmp(desk_rig_top(&r), "papers") == 0) /* what else the settings lack is said first */
        desk_rig_work_typed(&r, "g");
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "Signed by: KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC · Đặng Hữu Phước");
    assert_true(desk_rig_says(&r, "Ctrl-S shows what would be done; nothing is written before"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_expect(&r, "Signed by: KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC · Đặng Hữu Phước");
}

static void a_paper_goes_to_the_printer(void **state)
{
    char change[SCRATCH_PATH + 60], printed[SCRATCH_PATH + 60];
    char *before = strdup(getenv("PATH"));
    (void)state;
    setenv("PATH", "/nonexistent", 1); /* nothing prints here */
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "attendance");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "No printer is named, and this machine has no program that prints");
    desk_rig_expect(&r, "row “Print with”");
    assert_false(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "settings");
    desk_rig_work(&r, KEYPRESS_ESC);
    paperwork_rig_make_one(&r, "attendance");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "The paper lies there to be printed elsewhere");
    desk_rig_expect(&r, "/reports/ca-1/tap-duot-attendance.pdf");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_work(&r, KEYPRESS_ESC);
    setenv("PATH", before, 1);
    free(before);
    snprintf(change, sizeof change, "desk.print=cp -t %s", office.folder);
    paperwork_rig_settings(&r, change);
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "passlist");
    desk_rig_work_typed(&r, "p");
    desk_rig_expect(&r, "It is not made yet: Enter makes it.");
    paperwork_rig_go_to(&r, "attendance");
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
    assert_true(paperwork_rig_go_to(&r, "attendance")->printed > 0);
    desk_rig_expect(&r, " at the exam"); /* it is filed: nothing waits for its signature */
    assert_true(desk_rig_says(&r, "lists and the close wait for those rows, nothing waits for K."));
    assert_false(
        paperwork_waits(paperwork_rig_papers(&r), paperwork_row(paperwork_rig_papers(&r))));
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
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "attendance");
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
        paperwork_rig_settings(&r, FAILS[i].program);
        paperwork_rig_open_papers(&r);
        if (i == 0)
            paperwork_rig_make_one(&r, "attendance");
        paperwork_rig_go_to(&r, "attendance");
        desk_rig_work_typed(&r, "p");
        desk_rig_work(&r, KEYPRESS_ENTER);
        desk_rig_expect(&r, FAILS[i].said);
        assert_int_equal(paperwork_rig_go_to(&r, "attendance")->printed, 0);
        desk_rig_work(&r, KEYPRESS_ESC);
    }
}

/* What is signed at the exam waits for nobody's hand before. */
static void no_signature_is_waited_for_before_the_exam(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "attendance");
    paperwork_rig_go_to(&r, "attendance"); /* what its mark means stands in words */
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! list to be signed"));
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "unprinted at the exam"));
    struct paperwork *p = paperwork_rig_papers(&r);
    paperwork_rig_go_to(&r, "mark");
    struct session_papers_row *row = &p->look.row[p->rows.at];
    row->made = row->printed = 1;
    row->is_here = true;
    row->is_old = false;
    row->signed_at = 0;
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, " unsigned: K then"); /* papers came: it began */
    assert_true(paperwork_waits(p, row));
    p->look.is_begun = false;
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, " at the exam");
    assert_false(paperwork_waits(p, row));
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "  sheet of the mark"));
}

/* The room's set is no paper: what is said of it stands by itself, whatever row the cursor is on,
 * and tells its key from this screen's. */
static void the_rooms_set_is_said_apart_from_the_papers(void **state)
{
    static const char SAID[] = "It is copied elsewhere: N on the first screen, then U there. U "
                               "here takes one paper.";
    (void)state;
    paperwork_rig_open_papers(&r);
    assert_false(desk_rig_says(&r, SAID)); /* it began */
    paperwork_rig_papers(&r)->look.is_begun = false;
    paperwork_rig_go_to(&r, "attendance");
    assert_true(desk_rig_says(&r, SAID));
    paperwork_rig_go_to(&r, "passlist");
    assert_true(desk_rig_says(&r, SAID));
    paperwork_rig_papers(&r)->look.packed = DESK_RIG_NOON;
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "The room's set was copied out: ");
}

/* The marks are what help says first. */
static void help_says_first_what_the_marks_mean(void **state)
{
    (void)state;
    paperwork_rig_open_papers(&r);
    desk_rig_type(&r, "h");
    assert_non_null(strstr(drawn_row(&r.v, 2), "Marks: ! the paper still waits for something"));
}

static void other_results_make_a_signed_paper_old(void **state)
{
    char *annul[] = {(char *)"paper", (char *)"0001", (char *)"annul"},
         *session[] = {(char *)"ca-1"};
    (void)state;
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "slips");
    desk_rig_work_typed(&r, "k");
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_true(paperwork_rig_go_to(&r, "slips")->signed_at > 0);
    desk_rig_expect(&r, "●");
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){
                        .session = "ca-1", .ruling = {annul, 3}, .reason = "Vi phạm quy chế"});
    desk_office_run(&r, &grade_op, &(struct grade_request){.session = {session, 1}});
    desk_rig_work_typed(&r, "r");
    desk_rig_expect(&r, "old: make it again");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! result slips"));
    paperwork_rig_make_one(&r, "slips");
    assert_false(paperwork_row(paperwork_rig_papers(&r))->is_old);
    assert_int_equal(paperwork_row(paperwork_rig_papers(&r))->signed_at, 0);
}

static void other_settings_make_a_paper_old(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.place=Gia Lai");
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "slips");
    desk_rig_work_typed(&r, "r");
    assert_int_equal(paperwork_rig_go_to(&r, "slips")->settings, PRINTED_SETTINGS_SAME);
    paperwork_rig_settings(&r, "desk.print=lp -n 2"); /* stands on no paper */
    paperwork_rig_settings(&r, "paper notice.signer=Trần Văn Nam");
    desk_rig_work_typed(&r, "r");
    assert_false(paperwork_row(paperwork_rig_papers(&r))->is_old);
    paperwork_rig_settings(&r, "office.place=Pleiku");
    desk_rig_work_typed(&r, "r");
    desk_rig_expect(&r, "settings changed: make it again");
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "! result slips"));
    paperwork_rig_make_one(&r, "slips");
    assert_false(paperwork_row(paperwork_rig_papers(&r))->is_old);
    assert_int_equal(paperwork_row(paperwork_rig_papers(&r))->settings, PRINTED_SETTINGS_SAME);
}

/* What is signed stays good, and the list of an exam that has begun is not made again. */
static void other_settings_leave_what_is_done_with(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai");
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "attendance");
    paperwork_rig_make_one(&r, "slips");
    desk_rig_work_typed(&r, "k");
    desk_rig_work(&r, KEYPRESS_ENTER);
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Bình Định");
    desk_rig_work_typed(&r, "r");
    assert_int_equal(paperwork_rig_go_to(&r, "slips")->settings, PRINTED_SETTINGS_CHANGED);
    assert_false(paperwork_row(paperwork_rig_papers(&r))->is_old);
    desk_rig_expect(&r, "●");
    assert_int_equal(paperwork_rig_go_to(&r, "attendance")->settings, PRINTED_SETTINGS_CHANGED);
    assert_false(paperwork_row(paperwork_rig_papers(&r))->is_old);
    desk_rig_expect(&r, "made before the settings changed");
}

/* A paper of an earlier program's log, and a set of which nothing was noted. */
static void what_is_not_known_is_not_told_as_good(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai");
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "attendance");
    struct paperwork *p = paperwork_rig_papers(&r);
    p->look.row[p->rows.at].settings = PRINTED_SETTINGS_UNKNOWN;
    p->look.is_begun = false;
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "not known whether the settings changed since");
    desk_rig_expect(&r, "no copy of it is noted. It is copied");
    p->look.packed = DESK_RIG_NOON - 24 * 3600;
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "The room's set was copied out: 28/11");
    struct buf lines;
    buf_init(&lines, 16384);
    p->screen.ops->tell(&p->screen, &lines);
    assert_non_null(strstr(buf_text(&lines), "The room's set was copied out: 28/11.\n"));
    buf_free(&lines);
    p->look.is_begun = true;
    desk_draw(&r.desk, &r.v);
    assert_false(desk_rig_shows(&r, "the room's set"));
}

/* Made again after the settings changed, of two papers one prints what changed: the other keeps its
 * time, it was printed, and only the one has to be printed again, the cursor on it. */
static void what_comes_out_the_same_is_not_printed_again(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.full_name=Sở Xây dựng tỉnh Gia Lai");
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai");
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "access-slips");
    say_printed("access-slips");
    say_printed("vouchers");
    const struct session_papers_row *slips = paperwork_rig_go_to(&r, "access-slips");
    int64_t when = slips->made, printed = slips->printed;
    assert_true(printed > 0);
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Bình Định");
    while (time(NULL) <= (time_t)when) /* times are whole seconds */
        usleep(10000);
    paperwork_rig_ask_for(&r, "access-slips");
    desk_rig_expect(&r, "The codes stay the same");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Not changed, not to be printed again: access slips.");
    assert_true(desk_rig_says(&r, "● Made: sheet of vouchers."));
    assert_string_equal(paperwork_row(paperwork_rig_papers(&r))->id, "vouchers");
    assert_int_equal(paperwork_row(paperwork_rig_papers(&r))->printed, 0);
    assert_true(paperwork_row(paperwork_rig_papers(&r))->made > when);
    slips = paperwork_rig_go_to(&r, "access-slips");
    assert_int_equal(slips->made, when);
    assert_int_equal(slips->printed, printed);
    say_printed("vouchers");
    paperwork_rig_ask_for(&r, "vouchers"); /* nothing changed at all */
    desk_rig_expect(&r, "The codes stay the same");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● Not changed, not to be printed again: access slips and sheet of");
    assert_false(desk_rig_shows(&r, "P prints it"));
    assert_false(desk_rig_says(&r, "destroy"));
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Lâm Đồng");
    paperwork_rig_ask_for(&r, "vouchers"); /* two sheets with the same codes lie about then */
    desk_rig_expect(&r, "The codes stay the same");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, "● Made: sheet of vouchers."));
    assert_true(desk_rig_says(&r, "The one printed before: destroy it."));
}

static void the_settings_name_what_is_made_again(void **state)
{
    (void)state;
    paperwork_rig_settings(&r, "office.place=Gia Lai");
    paperwork_rig_open_papers(&r);
    paperwork_rig_make_one(&r, "slips");
    paperwork_rig_make_one(&r, "attendance");
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
    assert_true(
        desk_rig_says(&r, "Made with other settings, to be made again: ca-1: result slips."));
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
    paperwork_rig_open_papers(&r);
    paperwork_rig_go_to(&r, "attendance");
    desk_rig_work_typed(&r, "u");
    desk_rig_expect(&r, "It is not made yet");
    paperwork_rig_make_one(&r, "attendance");
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
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai"); /* another head, another file */
    paperwork_rig_make_one(&r, "attendance");
    choose_first_place();
    desk_rig_expect(&r, "An older file of this name stands there: it is replaced.");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● list to be signed is on the stick, read back.");
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Đắk Lắk");
    paperwork_rig_make_one(&r, "attendance");
    choose_first_place();
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    paperwork_rig_settings(
        &r, "office.parent=UBND tỉnh Lâm Đồng"); /* at another desk, behind the preview */
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

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_signature_is_waited_for_before_the_exam),
        TEST(the_rooms_set_is_said_apart_from_the_papers),
        TEST(help_says_first_what_the_marks_mean),
        TEST(other_results_make_a_signed_paper_old),
        TEST(other_settings_make_a_paper_old),
        TEST(other_settings_leave_what_is_done_with),
        TEST(what_is_not_known_is_not_told_as_good),
        TEST(what_comes_out_the_same_is_not_printed_again),
        TEST(the_settings_name_what_is_made_again),
        TEST(what_is_said_is_previewed_and_said_once),
        TEST(four_keys_make_and_print_a_paper),
        TEST(slips_are_made_where_what_they_lack_is_asked),
        TEST(a_paper_that_stands_there_says_so),
        TEST(a_document_says_who_signs_it),
        TEST(a_paper_goes_to_the_printer),
        TEST(a_machine_that_can_print_offers_its_printers),
        TEST(a_printer_that_fails_is_said),
        TEST(a_paper_goes_along_on_a_stick),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
