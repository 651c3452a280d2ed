/* The signed sheet and the close at the desk, over a true office: papers that came late, in
 * conflict or not at all, two papers of one SBD, the draft, and what forbids the close. */
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
#include "tools/desk/fork.h"
#include "tools/desk/reconcile_parts.h"
#include "tools/desk/sheet_parts.h"
#include "tools/work/collect.h"
#include "tools/work/decide.h"
#include "tools/work/grade.h"
#include "tools/work/session_new.h"
#include "tools/work/paper_view.h"
#include "tools/work/report.h"
#include "tools/work/simulate.h"

#include <sys/stat.h>
#include <unistd.h>

static struct desk_office made, office;
static struct desk_rig r;
static const struct work_op *const OPS[] = {&collect_op,   &decide_op, &grade_op, &paper_view_op,
                                            &reconcile_op, &sheet_op,  NULL};

static void run_in(const char *command)
{
    char text[SCRATCH_PATH + 300];
    snprintf(text, sizeof text, "cd '%s' && %s", r.folder, command);
    assert_int_equal(system(text), 0);
}

static void simulate(const char *seed)
{
    char folder[SCRATCH_PATH + 20];
    snprintf(folder, sizeof folder, "%s/came-%s", r.folder, seed);
    desk_office_run(&r, &simulate_op,
                    &(struct simulate_request){
                        .session = "ca-1", .candidates = "6", .seed = seed, .folder = folder});
}

static void collect(const char *name)
{
    char folder[SCRATCH_PATH + 20];
    char *path[] = {folder};
    snprintf(folder, sizeof folder, "%s/%s", r.folder, name);
    desk_office_run(&r, &collect_op, &(struct collect_request){.path = {path, 1}});
}

/* The demo's list, and a seat for each paper. */
static void write_roster(char path[SCRATCH_PATH + 40])
{
    char command[3 * SCRATCH_PATH];
    snprintf(path, SCRATCH_PATH + 40, "%s/roster.csv", r.folder);
    snprintf(command, sizeof command,
             "awk -F';' -v OFS=';' 'NR > 1 {$9 = \"MAY-0\" NR - 1} 1' "
             "questionbanks/demo/roster.csv >'%s'",
             path);
    assert_int_equal(system(command), 0);
}

/* Seven papers, two of them SBD 018's; all rows are asked. Behind the mark: 0004 came late, another
 * journal of 0002 came, and of 0005 nothing did. */
static int up_all(void **state)
{
    char roster[SCRATCH_PATH + 40];
    (void)state;
    desk_office_make(&made);
    desk_office_open(&made, &r, OPS);
    write_roster(roster);
    desk_office_run(
        &r, &session_new_op,
        &(struct session_new_request){.name = "ca-1",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = roster,
                                      .sheet = "all",
                                      .is_training = true});
    simulate("3");
    simulate("4");
    simulate("5");
    run_in("mkdir third && mv came-5/ca-1.0002.*.answers third");
    run_in("mkdir late && mv came-3/ca-1.0004.*.answers late && rm came-3/ca-1.0005.*.answers && "
           "mv came-4/ca-1.0002.*.answers late");
    collect("came-3");
    desk_office_run(&r, &sheet_op, &(struct sheet_request){.session = "ca-1"});
    collect("late");
    desk_rig_close(&r);
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
    desk_office_open(&office, &r, OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    desk_office_remove(&office);
    return 0;
}

static void expect(const char *text)
{
    if (!desk_rig_says(&r, text)) {
        desk_rig_print(&r);
        fail_msg("not on the glass: %s", text);
    }
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
    expect("places lack what papers want: S on the first page mends them.");
    assert_int_equal(s->mode, SHEET_ASKS);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_int_equal(s->mode, SHEET_ROWS);
    assert_int_equal(s->table.at, 0);
    expect("● tap-duot-mark-2.pdf is made. Print it: I papers on the first page");
    desk_rig_type(&r, "0");
    expect("tap-duot-mark-2.pdf is made");
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
    expect("This row is not typed yet");
}

static void help_tells_the_signs(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_F1);
    assert_string_equal(desk_rig_top(&r), "help");
    expect("absent: the sheet says absent: nobody of this number was there");
    expect("not signed: was there, but the row has no signature and no code");
    desk_rig_press(&r, KEYPRESS_END);
    expect("/ where somebody was there and did not sign");
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
    expect("(came after the mark)");
    expect("(journals diverge)");
    expect("(nothing handed in)");
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
    expect("of journal B");
    desk_rig_press(&r, KEYPRESS_ENTER);
    expect("1/7, 1 match, 0 do not");
}

static void each_paper_of_one_sbd_is_found(void **state)
{
    (void)state;
    struct sheet_list *s = open_sheet();
    desk_rig_press(&r, KEYPRESS_END);
    go_to("018");
    expect("018 has 2 papers here");
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

/* ---- journals side by side ---- */

/* Three journals of one paper, each with the seat that the roster names for its hash; Tab shows the
 * third, and the one that is taken is named by its own hash. */
static void three_journals_with_their_seat(void **state)
{
    (void)state;
    collect("third");
    fork_open(&r.desk, "ca-1", "0002");
    desk_rig_wait(&r);
    expect("3 journals came of this paper: Tab shows the next.");
    expect("MAY-02, ");
    assert_false(desk_rig_shows(&r, "unknown seat"));
    assert_false(desk_rig_shows(&r, "Passed")); /* no score before the preview */
    desk_rig_type(&r, "b");
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_TAB);
    expect("C  ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "page");
    expect("question 1 ");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_TAB); /* round */
    expect("B  ");
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
    run_in("{ echo 'SBD,Họ và tên,Ngày sinh,Lĩnh vực,Hạng'; for i in 1 2 3 4 5 6 7 8 9; do "
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
    expect("There is nothing to decide.");
    desk_rig_type(&r, "a");
    assert_string_equal(desk_rig_top(&r), "fork");
}

static void a_beginning_is_no_other_journal(void **state)
{
    (void)state;
    make_forged_session();
    forge("ca-6", 1, "begun", "forged");
    forge("ca-6", 1, "plain", "forged");
    collect("forged");
    compare(1);
    expect("One journal is the beginning of the other: the longer one counts.");
    expect("· beginning of another");
    expect("● counts");
    expect("4, the first 3 alike");
    expect("No answer differs");
    nothing_is_to_be_decided();
}

static void what_an_old_seat_wrote_on_counts_for_nothing(void **state)
{
    (void)state;
    make_forged_session();
    forge("ca-6", 1, "tail", "forged");
    forge("ca-6", 1, "moved", "forged");
    collect("forged");
    compare(1);
    expect("The exam was taken up at another seat");
    expect("· old seat, 3 events void");
    expect("● counts");
    nothing_is_to_be_decided();
}

static void of_three_that_part_one_is_taken(void **state)
{
    (void)state;
    make_forged_session();
    forge("ca-6", 1, "plain", "forged");
    forge("ca-6", 1, "other", "forged");
    forge("ca-6", 1, "third", "forged");
    collect("forged");
    compare(1);
    expect("These journals part: the council decides which one counts.");
    expect("3 journals came of this paper");
    expect("x parts from another");
    assert_false(desk_rig_says(&r, "● counts"));
    desk_rig_press(&r, KEYPRESS_TAB);
    expect("C  ");
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
    expect("The council took one of them; the others do not count.");
    assert_false(desk_rig_says(&r, "● counts")); /* it was the third */
    desk_rig_press(&r, KEYPRESS_TAB);
    expect("● counts");
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
    collect("forged");
    assert_int_equal(open_irregular("ca-6"), COUNT);
    desk_rig_press(&r, KEYPRESS_ENTER); /* each of them */
    for (unsigned i = 0; i < COUNT; i++) {
        expect(RULES[i].said);
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
    collect("begun");
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){
                        .session = "ca-6", .ruling = {ruling, 3}, .reason = "Biên bản 12"});
    forge("ca-6", 1, "plain", "forged");
    collect("forged");
    assert_int_equal(open_irregular("ca-6"), 1);
    expect("after-decision");
    desk_rig_press(&r, KEYPRESS_ENTER); /* a ruling on it, to be previewed */
    assert_string_equal(desk_rig_top(&r), "decide");
    expect("Command: sathachctl decide ca-6 paper 0001");
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
    run_in(
        "mkdir cut && for f in forged/*.answers; do head -c 3000 \"$f\" >\"cut/${f##*/}\"; done");
    take_damaged("cut");
    run_in("awk '$4 == \"damaged\" {print $1}' FS='\\t' log/log.tsv >line");
    read_line(line, sizeof line);
    run_in("rm inbox/ca-6/damaged/*"); /* the one that was kept of it, too */
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){
                        .session = "ca-6", .ruling = {ruling, 2}, .reason = "Biên bản 12"});
    assert_int_equal(open_irregular("ca-6"), 1);
    expect("0001  101  Người 1  lost");
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
    expect("0001  017  Nguyễn Thị Hạnh  sheet");
    assert_false(desk_rig_shows(&r, "Passed"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "decide");
    expect("Command: sathachctl decide ca-1 paper 0001");
}

/* ---- what forbids the close ---- */

static void reconcile(void)
{
    reconcile_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
}

static void close_is_refused(const char *why)
{
    reconcile();
    desk_rig_type(&r, "z"); /* before a reason, or the word, is typed */
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    expect(why);
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
    expect("● The signed sheet is saved, 1 of 7 rows; the others are still asked.");
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
    expect("closed all the same, the reason is wanted");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_that_were_added_say_why),
        TEST(a_mark_made_here_begins_the_rows),
        TEST(rows_stand_as_on_the_paper),
        TEST(enter_on_a_finished_row_goes_on),
        TEST(help_tells_the_signs),
        TEST(a_row_in_conflict_names_the_journal),
        TEST(each_paper_of_one_sbd_is_found),
        TEST(the_draft_is_the_offices_own),
        TEST(three_journals_with_their_seat),
        TEST(a_beginning_is_no_other_journal),
        TEST(what_an_old_seat_wrote_on_counts_for_nothing),
        TEST(of_three_that_part_one_is_taken),
        TEST(each_broken_rule_is_told),
        TEST(what_went_on_after_a_ruling_is_told),
        TEST(what_is_lost_for_good_is_told),
        TEST(what_the_signed_sheet_denies_is_told),
        TEST(a_saved_sheet_is_said_to_be),
        TEST(the_close_wants_results_and_the_sheet),
    };
    return cmocka_run_group_tests_name("desk signed", tests, up_all, down_all);
}
