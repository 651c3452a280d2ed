/* Journals of one paper at the desk, over a true office: side by side, written by another hand,
 * with a rule broken, damaged; what of them counts, and where each row leads. */
#include "tests/lib/signed_rig.h"
#include "tools/desk/fork.h"
#include "tools/desk/reconcile_parts.h"
#include "tools/work/collect.h"
#include "tools/work/decide.h"
#include "tools/work/session_new.h"
#include "tools/work/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

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

/* Three journals of one paper, each with the seat that the roster names for its hash; Tab shows the
 * third, and the one that is taken is named by its own hash. */
static void three_journals_with_their_seat(void **state)
{
    (void)state;
    signed_rig_collect(&r, "third");
    fork_open(&r.desk, "ca-1", "0002");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "3 journals came of this paper: Tab shows the next.");
    desk_rig_expect(&r, "MAY-02, ");
    assert_false(desk_rig_shows(&r, "unknown seat"));
    assert_false(desk_rig_shows(&r, "Passed")); /* no score before the preview */
    desk_rig_type(&r, "b");
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_expect(&r, "C  ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "page");
    desk_rig_expect(&r, "question 1 ");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_TAB); /* round */
    desk_rig_expect(&r, "B  ");
}

/* ---- journals that another hand wrote, with good chains ---- */

/* The program that writes them stands beside the folder of this one. */
static void forge(const char *session, unsigned paper, const char *what, const char *folder)
{
    char exe[SCRATCH_PATH], command[6 * SCRATCH_PATH];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    assert_in_range(n, 1, sizeof exe - 1);
    exe[n] = '\0';
    for (int i = 0; i < 2; i++)
        *strrchr(exe, '/') = '\0';
    snprintf(command, sizeof command, "'%s/forge-journal' '%s' '%s' %s %u %s '%s/%s' >/dev/null",
             exe, r.folder, strchr(office.passes[0], '=') + 1, session, paper, what, r.folder,
             folder);
    assert_int_equal(system(command), 0);
}

static void make_forged_session(void)
{
    char roster[SCRATCH_PATH + 20];
    signed_rig_run_in(
        &r, "{ echo 'SBD,Họ và tên,Ngày sinh,Lĩnh vực,Hạng'; for i in 1 2 3 4 5 6 7 8 9; do "
            "echo \"10$i,Người $i,01/02/1980,4.1,II\"; done; } >forged.csv");
    snprintf(roster, sizeof roster, "%s/forged.csv", r.folder);
    desk_office_run(
        &r, &session_new_op,
        &(struct session_new_request){.name = "ca-6",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = roster,
                                      .sheet = "none",
                                      .start = "claim",
                                      .is_training = true});
}

/* Journals of the paper, a row each as the screen has them beside the first. */
static void compare(unsigned paper)
{
    char number[8];
    snprintf(number, sizeof number, "%04u", paper);
    fork_open(&r.desk, "ca-6", number);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "fork");
}

static void nothing_is_to_be_decided(void)
{
    desk_rig_expect(&r, "There is nothing to decide.");
    desk_rig_type(&r, "a");
    assert_string_equal(desk_rig_top(&r), "fork");
}

static void a_beginning_is_no_other_journal(void **state)
{
    (void)state;
    make_forged_session();
    forge("ca-6", 1, "begun", "forged");
    forge("ca-6", 1, "plain", "forged");
    signed_rig_collect(&r, "forged");
    compare(1);
    desk_rig_expect(&r, "One journal is the beginning of the other: the longer one counts.");
    desk_rig_expect(&r, "· beginning of another");
    desk_rig_expect(&r, "● counts");
    desk_rig_expect(&r, "4, the first 3 alike");
    desk_rig_expect(&r, "No answer differs");
    nothing_is_to_be_decided();
}

static void what_an_old_seat_wrote_on_counts_for_nothing(void **state)
{
    (void)state;
    make_forged_session();
    forge("ca-6", 1, "tail", "forged");
    forge("ca-6", 1, "moved", "forged");
    signed_rig_collect(&r, "forged");
    compare(1);
    desk_rig_expect(&r, "The exam was taken up at another seat");
    desk_rig_expect(&r, "· old seat, 3 events void");
    desk_rig_expect(&r, "● counts");
    nothing_is_to_be_decided();
}

static void of_three_that_part_one_is_taken(void **state)
{
    (void)state;
    make_forged_session();
    forge("ca-6", 1, "plain", "forged");
    forge("ca-6", 1, "other", "forged");
    forge("ca-6", 1, "third", "forged");
    signed_rig_collect(&r, "forged");
    compare(1);
    desk_rig_expect(&r, "These journals part: the council decides which one counts.");
    desk_rig_expect(&r, "3 journals came of this paper");
    desk_rig_expect(&r, "x parts from another");
    assert_false(desk_rig_says(&r, "● counts"));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_expect(&r, "C  ");
    desk_rig_type(&r, "b");
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_type(&r, "Biên bản 12");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_type(&r, "KY");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER); /* back on the journals, which are read anew */
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "fork");
    desk_rig_expect(&r, ") took one of them; the others do not count.");
    assert_false(desk_rig_says(&r, "● counts")); /* it was the third */
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_expect(&r, "● counts");
}

/* The cursor on the papers that break a rule; how many they are. */
static size_t open_irregular(const char *session)
{
    reconcile_open(&r.desk, session);
    desk_rig_wait(&r);
    struct reconcile_list *list = (struct reconcile_list *)stack_top(&r.desk);
    for (size_t i = 0; i < 20 && reconcile_list_kind(list)->what != RECONCILE_IRREGULAR; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    assert_int_equal(reconcile_list_kind(list)->what, RECONCILE_IRREGULAR);
    return reconcile_list_kind(list)->count;
}

/* Each rule that a journal may break stands in its row with event and figures. */
static void each_broken_rule_is_told(void **state)
{
    static const struct {
        const char *word, *said;
    } RULES[] = {{"minutes", "minutes at event 0, 31 of 30 minutes"},
                 {"late-answer", "late-answer at event 2, 30:00.001 of 30:00.000"},
                 {"outage-cap", "outage-cap at event 2, 10:01 of 10:00"},
                 {"extra-cap", "extra-cap at event 6, 75 of 60 minutes"},
                 {"code", "code at event 2"},
                 {"code-twice", "code-twice at event 2"},
                 {"seat", "seat at event 2"},
                 {"sequence", "sequence at event 2"}};
    enum { COUNT = sizeof RULES / sizeof RULES[0] };
    (void)state;
    make_forged_session();
    for (unsigned i = 0; i < COUNT; i++)
        forge("ca-6", i + 1, RULES[i].word, "forged");
    signed_rig_collect(&r, "forged");
    assert_int_equal(open_irregular("ca-6"), COUNT);
    desk_rig_press(&r, KEYPRESS_ENTER); /* each of them */
    for (unsigned i = 0; i < COUNT; i++) {
        desk_rig_expect(&r, RULES[i].said);
        desk_rig_press(&r, KEYPRESS_DOWN);
    }
}

/* It went on after the council had ruled on what was there. */
static void what_went_on_after_a_ruling_is_told(void **state)
{
    char *ruling[] = {(char *)(uintptr_t) "paper", (char *)(uintptr_t) "0001",
                      (char *)(uintptr_t) "as-is"};
    (void)state;
    make_forged_session();
    forge("ca-6", 1, "begun", "begun");
    signed_rig_collect(&r, "begun");
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){
                        .session = "ca-6", .ruling = {ruling, 3}, .reason = "Biên bản 12"});
    forge("ca-6", 1, "plain", "forged");
    signed_rig_collect(&r, "forged");
    assert_int_equal(open_irregular("ca-6"), 1);
    desk_rig_expect(&r, "after-decision");
    desk_rig_press(&r, KEYPRESS_ENTER); /* a ruling on it, to be previewed */
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_expect(&r, "Command: sathachctl decide ca-6 paper 0001");
}

/* What is damaged is kept apart, and said by how the collecting ends. */
static void take_damaged(const char *name)
{
    char folder[SCRATCH_PATH + 20], *path[] = {folder};
    struct collect_reply reply = {0};
    struct err e = {0};
    snprintf(folder, sizeof folder, "%s/%s", r.folder, name);
    assert_int_not_equal(
        collect_op.run(&r.work, &(struct collect_request){.path = {path, 1}}, &reply, &e), ERR_OK);
    collect_op.forget(&reply);
}

/* What the last command wrote into the file "line". */
static void read_line(char *out, size_t room)
{
    char path[SCRATCH_PATH + 8];
    snprintf(path, sizeof path, "%s/line", r.folder);
    FILE *f = fopen(path, "re");
    assert_true(f && fgets(out, (int)room, f));
    fclose(f);
    out[strcspn(out, "\n")] = '\0';
}

/* Only a damaged file of it came, and the council ruled that it is lost for good. */
static void what_is_lost_for_good_is_told(void **state)
{
    char line[16], *ruling[] = {(char *)(uintptr_t) "lost", line};
    (void)state;
    make_forged_session();
    forge("ca-6", 1, "plain", "forged");
    signed_rig_run_in(
        &r,
        "mkdir cut && for f in forged/*.answers; do head -c 3000 \"$f\" >\"cut/${f##*/}\"; done");
    take_damaged("cut");
    signed_rig_run_in(&r, "awk '$4 == \"damaged\" {print $1}' FS='\\t' log/log.tsv >line");
    read_line(line, sizeof line);
    signed_rig_run_in(&r, "rm inbox/ca-6/damaged/*"); /* the one that was kept of it, too */
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){
                        .session = "ca-6", .ruling = {ruling, 2}, .reason = "Biên bản 12"});
    assert_int_equal(open_irregular("ca-6"), 1);
    desk_rig_expect(&r, "0001  101  Người 1  lost");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "decide");
}

/* The signed sheet has another code than what was handed in. */
static void what_the_signed_sheet_denies_is_told(void **state)
{
    char *row[] = {(char *)(uintptr_t) "0001=0000000000000000"};
    (void)state;
    desk_office_run(&r, &sheet_op, &(struct sheet_request){.session = "ca-1"});
    desk_office_run(&r, &sheet_op, &(struct sheet_request){.session = "ca-1", .row = {row, 1}});
    assert_int_equal(open_irregular("ca-1"), 1);
    desk_rig_expect(&r, "0001  017  Nguyễn Thị Hạnh  sheet");
    assert_false(desk_rig_shows(&r, "Passed"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_expect(&r, "Command: sathachctl decide ca-1 paper 0001");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(three_journals_with_their_seat),
        TEST(a_beginning_is_no_other_journal),
        TEST(what_an_old_seat_wrote_on_counts_for_nothing),
        TEST(of_three_that_part_one_is_taken),
        TEST(each_broken_rule_is_told),
        TEST(what_went_on_after_a_ruling_is_told),
        TEST(what_is_lost_for_good_is_told),
        TEST(what_the_signed_sheet_denies_is_told),
    };
    return cmocka_run_group_tests_name("desk journals", tests, up_all, down_all);
}
