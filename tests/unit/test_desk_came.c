/* What came from the room at the desk, over a true office: files of every outcome add up, seats
 * that left nothing are named, and what is taken in or written is what the preview showed. */
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
#include "tools/desk/day_parts.h"
#include "tools/desk/operation.h"
#include "tools/work/backup.h"
#include "tools/work/bank_take.h"
#include "tools/work/log_take.h"
#include "tools/work/restore.h"
#include "tools/work/session_new.h"
#include "tools/work/session_pack.h"
#include "tools/work/simulate.h"
#include "tools/work/stick_ack.h"

#include <unistd.h>

static struct desk_rig r;
static struct desk_office made, office;
static const struct work_op *const OPS[] = {&collect_op, &session_pack_op, &stick_ack_op, NULL};

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

static void run_in(const char *command)
{
    char text[SCRATCH_PATH + 600];
    snprintf(text, sizeof text, "cd '%s' && %s", r.folder, command);
    assert_int_equal(system(text), 0);
}

static void path_of(const char *name, char out[SCRATCH_PATH + 64])
{
    snprintf(out, SCRATCH_PATH + 64, "%s/%s", r.folder, name);
}

static void put(const char *name, const char *text)
{
    char path[SCRATCH_PATH + 64];
    path_of(name, path);
    desk_office_write(path, text);
}

/* Another session of the same people, and what its seats hold. */
static void make_session(const char *name)
{
    char roster[SCRATCH_PATH + 64];
    path_of("danh-sach.csv", roster);
    desk_office_run(
        &r, &session_new_op,
        &(struct session_new_request){.name = name,
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = roster,
                                      .sheet = "none",
                                      .is_training = true});
}

static void simulate(const char *session, const char *seed, const char *name)
{
    char folder[SCRATCH_PATH + 64];
    path_of(name, folder);
    desk_office_run(&r, &simulate_op,
                    &(struct simulate_request){
                        .session = session, .candidates = "6", .seed = seed, .folder = folder});
}

static struct day *day(void)
{
    assert_string_equal(desk_rig_top(&r), "day");
    return (struct day *)stack_top(&r.desk);
}

/* The exam day with the cursor on this folder of the office. */
static void open_day(const char *name)
{
    char path[SCRATCH_PATH + 64];
    path_of(name, path);
    desk_rig_type(&r, "n");
    day_screen.chosen(stack_top(&r.desk), "file", (const char *const[]){path}, 1);
    desk_rig_pass(&r, 0);
    assert_non_null(day_list_found(day()));
    assert_string_equal(day_list_place(day())->path, path);
}

static void expect(const char *text)
{
    if (!desk_rig_says(&r, text)) {
        desk_rig_print(&r);
        fail_msg("not on the glass: %s", text);
    }
}

/* ---- every outcome ---- */

/* Another office's files, and what else lies on a stick. */
static void plant(void)
{
    make_session("ca-2");
    make_session("ca-9");
    simulate("ca-2", "3", "stick");
    simulate("ca-2", "4", "again");
    simulate("ca-9", "3", "other");
    run_in("cp again/ca-2.000[12].*.answers stick && mkdir whole && cp stick/* whole && "
           "rm -r sessions/ca-9 inbox/ca-9 2>/dev/null; "
           "cp other/*.answers stick && cp inbox/ca-1/*.answers stick && mkdir stick/junk && "
           "i=0; while [ $i -lt 1250 ]; do i=$((i + 1)); echo $i "
           ">stick/junk/ca-2.0001.J$i.answers; done; "
           "echo x >stick/ca-2.A1B2.0001.order; echo x >stick/ca-2.A1B2.roomlog; "
           "echo x >stick/ca-2.MAY-01.AAAAAAAAAAAAAAAA.manifest");
}

/* Every file of the stick is in one of the sums, those too that are left where they are. */
static void files_of_every_outcome_add_up(void **state)
{
    (void)state;
    plant();
    open_day("stick");
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect("NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(day()->mode, DAY_RESULT);
    const struct collect_reply *c = &day()->came;
    assert_true(c->is_done);
    assert_true(c->files > 1250);
    assert_int_equal(c->fresh, 6);
    assert_int_equal(c->known, 7);
    assert_true(c->other >= 6);
    assert_int_equal(c->conflict, 2);
    assert_true(c->damaged >= COLLECT_DAMAGED_MAX);
    assert_true(c->left > 200);
    assert_int_equal(
        c->fresh + c->known + c->other + c->damaged + c->conflict + c->unread + c->left, c->files);
    char text[200];
    snprintf(text, sizeof text,
             "%zu files = 6 new + 7 here already + %zu of other sessions + %zu damaged + 2 in "
             "conflict + %zu not collected",
             c->files, c->other, c->damaged, c->left);
    expect(text);
    desk_rig_press(&r, KEYPRESS_ESC); /* the rest comes with the next run */
    desk_rig_pass(&r, 0);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(c->left, 0);
    assert_int_equal(c->fresh, 0);
    assert_int_equal(c->known + c->other + c->damaged, c->files);
}

/* ---- what is missing, and how far it is ---- */

static void seats_are_named(void **state)
{
    struct collect_seat silent[] = {{.session = "ca-2", .name = "MAY-03"},
                                    {.session = "ca-2", .name = "MAY-07"},
                                    {.session = "ca-3", .name = "MAY-01"}},
                        others[] = {{.session = "ca-2", .name = "MAY-04", .build = "0.9.1 ab"},
                                    {"ca-3", "MAY-01", "0.9.1 ab", true},
                                    {"ca-3", "MAY-02", "0.9.1 cd", true}};
    struct collect_reply reply = {.silent = {silent, 3}, .others = {others, 3}};
    struct buf text;
    (void)state;
    buf_init(&text, 4096);
    collect_say_seats(&reply, &text);
    assert_string_equal(
        buf_text(&text),
        "! 3 seats left no manifest, what they still hold is not known: ca-2 "
        "MAY-03, MAY-07, ca-3 MAY-01\n"
        "! 1 seat ran a build of the client that most did not run: ca-2 MAY-04 (0.9.1 "
        "ab)\n"
        "! 2 seats ran builds of the client of which none ran on more than half of the seats; "
        "which is right is not known: ca-3 MAY-01 (0.9.1 ab), MAY-02 (0.9.1 cd)\n");
    buf_free(&text);
}

static void how_many_papers_are_in_is_said(void **state)
{
    (void)state;
    make_session("ca-2");
    simulate("ca-2", "3", "stick");
    run_in("rm stick/ca-2.0004.*.answers");
    open_day("stick");
    expect("0/6 papers in");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_pass(&r, 0);
    expect("5/6 papers in");
}

/* A conflict is told by the row of each stick that has a file of the paper, and Enter leads to it;
 * a damaged one that was set aside is no new one, but a good one of its name would be. */
static void what_waits_for_somebody_is_told_by_the_row(void **state)
{
    (void)state;
    make_session("ca-2");
    simulate("ca-2", "3", "stick");
    simulate("ca-2", "4", "room");
    run_in("rm stick/ca-2.0006.* && cp room/ca-2.0003.* stick");
    put("stick/ca-2.0006.AAAAAAAAAAAAAAAA.answers", "x");
    open_day("stick");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    expect("in conflict, two journals of one paper: 0003");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_pass(&r, 0);
    expect("1 in conflict, 1 damaged");
    expect("x 1 paper has two journals that part, the council decides: 0003. Enter shows both");
    expect("! 1 file is damaged and was set aside");
    assert_false(desk_rig_shows(&r, "not collected"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "fork");
    expect("0003");
    desk_rig_press(&r, KEYPRESS_ESC);
    run_in("cp room/ca-2.0006.* stick/ca-2.0006.AAAAAAAAAAAAAAAA.answers");
    desk_rig_type(&r, "r");
    desk_rig_pass(&r, 0);
    expect("1      6      -   not collected");
}

static void pack(const char *name)
{
    char folder[SCRATCH_PATH + 64];
    path_of(name, folder);
    desk_office_run(&r, &session_pack_op,
                    &(struct session_pack_request){.session = "ca-1", .folder = folder});
}

static void a_stick_says_whether_the_set_is_whole(void **state)
{
    (void)state;
    run_in("mkdir stick");
    pack("stick");
    open_day("stick");
    expect("● The room's set of ca-1: complete, copied on ");
    expect("holds the room's set");
    run_in("rm stick/mau.bank && echo x >stick/office.pub");
    desk_rig_type(&r, "r");
    desk_rig_pass(&r, 0);
    expect("room's set not whole");
    expect("! The room's set of ca-1: lacks mau.bank; another office.pub. U copies it.");
    run_in("rm stick/ca-1.session"); /* it may be for anything */
    desk_rig_type(&r, "r");
    desk_rig_pass(&r, 0);
    assert_false(desk_rig_says(&r, "The room's set"));
}

/* ---- done as previewed ---- */

#define CHANGED "what this is made from was changed since the preview; nothing was written"

static void what_is_collected_is_what_was_shown(void **state)
{
    (void)state;
    make_session("ca-2");
    simulate("ca-2", "3", "room");
    run_in("mkdir stick && cp room/ca-2.0001.* room/ca-2.0002.* stick");
    open_day("stick");
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect("2 files, by their names 2 new");
    run_in("cp room/ca-2.0003.* stick");
    desk_rig_work(&r, KEYPRESS_ENTER);
    expect(CHANGED);
    assert_int_equal(day()->mode, DAY_PREVIEW);
    run_in("! ls inbox/ca-2/*.answers 2>/dev/null");
    desk_rig_pass(&r, 0);
    expect("3 files, by their names 3 new"); /* previewed again */
    run_in("f=$(ls stick/ca-2.0003.*) && head -c $(stat -c %s $f) /dev/zero >again && "
           "mv again $f && touch -d '2030-01-01' $f"); /* of the same name and size */
    desk_rig_work(&r, KEYPRESS_ENTER);
    expect(CHANGED);
    run_in("cp room/ca-2.0003.* stick");
    desk_rig_pass(&r, 11000);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_pass(&r, 0);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(day()->mode, DAY_RESULT);
    assert_int_equal(day()->came.fresh, 3);
}

/* A checkpoint of a seat follows another all the time. */
static void a_checkpoint_more_changes_nothing(void **state)
{
    (void)state;
    make_session("ca-2");
    simulate("ca-2", "3", "stick");
    open_day("stick");
    desk_rig_press(&r, KEYPRESS_ENTER);
    put("stick/ca-2.0003.AAAAAAAAAAAAAAAA.resume", "x");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_int_equal(day()->mode, DAY_RESULT);
    assert_int_equal(day()->came.fresh, 6);
}

static void the_rooms_set_is_written_as_shown(void **state)
{
    char command[SCRATCH_PATH + 100];
    (void)state;
    run_in("mkdir stick");
    snprintf(command, sizeof command, "sathachctl session pack ca-1 --to %s/stick", r.folder);
    operation_preview(&r.desk, command);
    desk_rig_wait(&r);
    expect("NOTHING WRITTEN YET");
    run_in("cp keys/office.pub stick");
    desk_rig_work(&r, KEYPRESS_ENTER);
    expect(CHANGED);
    run_in("test \"$(ls stick)\" = office.pub");
    desk_rig_press(&r, KEYPRESS_ESC);
    operation_preview(&r.desk, command);
    desk_rig_wait(&r);
    desk_rig_work(&r, KEYPRESS_ENTER);
    run_in("cmp keys/office.pub stick/office.pub && test $(ls stick | wc -l) = 3");
}

/* Looked at, changed, then done: refused, and nothing is written. */
static void refuses(const struct work_op *op, const void *request, const char *change)
{
    struct err e = {0};
    void *reply = calloc(1, op->reply);
    assert_non_null(reply);
    assert_non_null(op->look);
    assert_int_equal(op->look(&r.work, request, r.work.seen.hash, &e), ERR_OK);
    r.work.seen.is_known = true;
    run_in(change);
    enum err_code rc = op->run(&r.work, request, reply, &e);
    if (rc != ERR_BUSY)
        fail_msg("%s %s: %d %s", op->name, op->sub ? op->sub : "", (int)rc, e.text);
    assert_non_null(strstr(e.text, CHANGED));
    if (op->forget)
        op->forget(reply);
    free(reply);
    r.work.seen = (struct work_basis){0};
}

static void others_are_bound_too(void **state)
{
    char bank[SCRATCH_PATH + 64], file[SCRATCH_PATH + 64], marks[SCRATCH_PATH + 64],
        into[SCRATCH_PATH + 64];
    (void)state;
    path_of("moi.bank", bank);
    path_of("x.backup", file);
    path_of("marks", marks);
    path_of("restored", into);
    put("moi.bank", "another one");
    refuses(&bank_take_op, &(struct bank_take_request){.file = bank}, "cp banks/mau.bank moi.bank");
    run_in("test ! -e banks/moi.bank");
    run_in("mkdir marks");
    refuses(&log_take_op, &(struct log_take_request){.path = marks}, "echo x >marks/mark.1");
    desk_office_run(&r, &backup_op, &(struct backup_request){.file = file});
    run_in("mv x.backup true.backup && echo x >x.backup");
    refuses(&restore_op, &(struct restore_request){.file = file, .into = into},
            "mv true.backup x.backup");
    run_in("test ! -e restored");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_of_every_outcome_add_up),
        TEST(seats_are_named),
        TEST(how_many_papers_are_in_is_said),
        TEST(a_stick_says_whether_the_set_is_whole),
        TEST(what_is_collected_is_what_was_shown),
        TEST(a_checkpoint_more_changes_nothing),
        TEST(the_rooms_set_is_written_as_shown),
        TEST(others_are_bound_too),
        TEST(what_waits_for_somebody_is_told_by_the_row),
    };
    return cmocka_run_group_tests_name("desk came", tests, up_all, down_all);
}
