/* The screens of an exam day at the desk, off-screen: the signed sheet typed row by row, what
 * reconciling found, files on a stick. What the office holds is made up here; the operations that
 * read and write a true one are tried at a terminal (tests/tui/desk_day.sh). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_rig.h"
#include "tests/lib/drawn.h"
#include "tools/desk/day.h"
#include "tools/desk/fork.h"
#include "tools/desk/reconcile_parts.h"
#include "tools/desk/day_parts.h"
#include "tools/desk/decide_parts.h"
#include "tools/desk/sheet_parts.h"
#include "tools/work/collect.h"
#include "tools/work/grade.h"
#include "tools/work/paper_view.h"
#include "tools/work/session_pack.h"
#include "tools/work/stick_ack.h"

#include <sys/stat.h>

static struct desk_rig r;
static const struct work_op *const OPS[] = {
    &sheet_op, &grade_op, &paper_view_op, &reconcile_op, &stick_ack_op, &session_pack_op, NULL};
#define RIGHT "7K3M9QTXCD2VR8HQ"
#define OTHER "5T1W8ZK0J2NM63QF"

static void put(const char *name, const char *text)
{
    char path[SCRATCH_PATH + 128];
    struct err e = {0};
    snprintf(path, sizeof path, "%s/%s", r.folder, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    assert_int_equal(file_make_folder(path, &e), ERR_OK);
    *slash = '/';
    assert_int_equal(file_write(path, text, strlen(text), FILE_REPLACE, &e), ERR_OK);
}

static int up(void **state)
{
    (void)state;
    desk_rig_open(&r, OPS, true);
    put("sessions/ca-2/ca-2.session", "made up");
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

/* Work that asks for a passphrase gets none. */
static void refuse(void)
{
    desk_rig_wait(&r);
    if (r.desk.ask.is_open)
        desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_wait(&r);
}

/* The picture without what was said on the way to it. */
static void golden(const char *name)
{
    stack_top(&r.desk)->said[0] = '\0';
    desk_draw(&r.desk, &r.v);
    desk_rig_golden(&r, name);
}

/* ---- the signed sheet ---- */

static struct sheet_list *sheet(void)
{
    assert_string_equal(desk_rig_top(&r), "sheet");
    return (struct sheet_list *)stack_top(&r.desk);
}

static void add_row(struct sheet_look_reply *l, const char *paper, const char *sbd,
                    enum sheet_why why, const char *journal)
{
    struct sheet_look_row *x = &l->row[l->rows++];
    *x = (struct sheet_look_row){.why = why};
    strcpy(x->paper, paper);
    strcpy(x->sbd, sbd);
    strcpy(x->name, "Đặng Ngọc Ánh");
    if (journal)
        strcpy(x->journal[x->journals++], journal);
    x->is_ended = journal != NULL;
    l->added += why == SHEET_NO_JOURNAL;
    l->sampled += why == SHEET_SAMPLED;
}

/* Five rows; no office stands behind them. */
static void open_sheet(void)
{
    sheet_open(&r.desk, "ca-2");
    refuse();
    struct sheet_list *s = sheet();
    s->look = calloc(1, sizeof *s->look);
    s->cell = calloc(6, sizeof *s->cell);
    assert_true(s->look && s->cell);
    s->look->row = calloc(6, sizeof *s->look->row);
    assert_non_null(s->look->row);
    s->look->mark = 412;
    add_row(s->look, "0044", "00150", SHEET_NO_JOURNAL, NULL);
    add_row(s->look, "0061", "00171", SHEET_SAMPLED, RIGHT);
    add_row(s->look, "0064", "00174", SHEET_SAMPLED, RIGHT);
    add_row(s->look, "0065", "00175", SHEET_SAMPLED, RIGHT);
    add_row(s->look, "0066", "00175", SHEET_SAMPLED, RIGHT);
    s->mode = SHEET_ROWS;
    sheet_keep_read(s);
    desk_draw(&r.desk, &r.v);
}

static bool has_draft(const char *word)
{
    char path[SCRATCH_PATH + 64];
    struct buf text;
    struct err e = {0};
    snprintf(path, sizeof path, "%s/sessions/ca-2/sheets/.draft", r.folder);
    if (!file_exists(path))
        return false;
    buf_init(&text, 65536);
    assert_int_equal(file_read(path, 65536, &text, &e), ERR_OK);
    bool has = strstr(buf_text(&text), word) != NULL;
    buf_free(&text);
    return has;
}

static void a_row_is_compared_at_its_last_letter(void **state)
{
    (void)state;
    open_sheet();
    assert_true(desk_rig_shows(&r, "4 rows by the mark 412, 1 added"));
    assert_true(desk_rig_shows(&r, "(nothing handed in)"));
    assert_false(desk_rig_shows(&r, "7K3M")); /* the paper's own code */
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "7k3m 9qtx cd2v r8h");
    assert_true(desk_rig_shows(&r, "1 letter more"));
    desk_rig_press(&r, KEYPRESS_ENTER); /* fifteen are no code */
    assert_true(desk_rig_shows(&r, "1 letter is missing"));
    assert_false(has_draft("0061"));
    desk_rig_type(&r, "q");
    assert_true(desk_rig_shows(&r, "● matches"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(sheet()->table.at, 2);
    assert_true(has_draft("0061=" RIGHT "\n"));
    assert_true(desk_rig_shows(&r, "1/5, 1 match, 0 do not"));
    assert_true(desk_rig_shows(&r, " Command: sathachctl sheet ca-2 0061=" RIGHT));
}

/* What differs is taken when Enter came twice, as it stands on paper; o, i and l are read as the
 * digits they are. */
static void what_differs_is_asked_twice(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "5tiw8zkoj2nm63qf");
    assert_true(desk_rig_shows(&r, "Not the receipt of what was collected"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(has_draft("0061"));
    assert_int_equal(sheet()->table.at, 1);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(has_draft("0061=" OTHER "\n"));
    assert_true(desk_rig_shows(&r, "x otherwise"));
    desk_rig_type(&r, "-"); /* 0064 was handed in: absent is otherwise, too */
    assert_true(desk_rig_shows(&r, "Not the receipt of what was collected"));
    assert_false(has_draft("0064"));
    desk_rig_ctrl(&r, 'Z');
    desk_rig_type(&r, "/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(has_draft("0064=unsigned\n"));
    desk_rig_type(&r, "7k3m 9q");
    golden("sheet");
}

static void signs_that_no_code_has_are_refused(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "uđ.\"");
    assert_true(desk_rig_shows(&r, "No code has this sign"));
    assert_int_equal(sheet()->typed, 0);
    desk_rig_type(&r, RIGHT "7");
    assert_true(desk_rig_shows(&r, "The code has 16 letters"));
    assert_int_equal(sheet()->typed, 16);
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_press(&r, KEYPRESS_DOWN); /* the cursor leaves no row half-typed */
    assert_int_equal(sheet()->table.at, 1);
    assert_true(desk_rig_shows(&r, "This row is not taken yet"));
}

static void paste(const char *text)
{
    for (; *text; text++) {
        desk_key(&r.desk, &(struct keypress){.kind = KEYPRESS_CHAR,
                                             .cp = (unsigned char)*text,
                                             .is_pasted = true});
        desk_draw(&r.desk, &r.v);
    }
    desk_rig_press(&r, KEYPRESS_PASTE);
}

/* A line of codes goes into the rows from the cursor on, up to one that is not the paper's. */
static void a_pasted_line_of_codes(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_HOME);
    size_t at = sheet()->table.at;
    paste("7k3m 9qtx-cd2v r8hq");
    assert_int_equal(sheet()->typed, 16);
    assert_int_equal(sheet()->table.at, at); /* the last waits for Enter */
    desk_rig_ctrl(&r, 'Z');
    desk_rig_press(&r, KEYPRESS_DOWN);
    at = sheet()->table.at;
    paste(RIGHT " " OTHER " 123");
    assert_string_equal(sheet()->cell[at].receipt, RIGHT);
    assert_true(sheet()->cell[at].is_new);
    assert_int_equal(sheet()->table.at, at + 1);
}

static void nothing_is_pasted_where_letters_act(void **state)
{
    (void)state;
    const char *top = desk_rig_top(&r);
    paste("nm ");
    assert_string_equal(desk_rig_top(&r), top);
    assert_true(desk_rig_shows(&r, "Nothing is pasted here"));
}

/* "-" takes a row at once; Enter behind it passes no other by. */
static void enter_passes_no_row_by(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_type(&r, "-");
    assert_int_equal(sheet()->table.at, 1);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(sheet()->table.at, 1);
    assert_true(desk_rig_says(&r, "This row is not typed yet"));
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_int_equal(sheet()->table.at, 2);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_ENTER); /* one that is typed is left */
    assert_int_equal(sheet()->table.at, 1);
}

static void rows_are_found_and_taken_back(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_type(&r, "-"); /* nothing came of 0044: absent it is */
    assert_true(has_draft("0044=absent\n"));
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, "00174");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(sheet()->table.at, 2);
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, "0066"); /* the second paper of one SBD, by its number */
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(sheet()->table.at, 4);
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, "99");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "99: no row that is asked"));
    desk_rig_ctrl(&r, 'Z');
    assert_int_equal(sheet()->table.at, 0);
    assert_false(has_draft("0044"));
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "There is nothing to take back"));
}

/* Killed, or left: the rows are there again, those of other papers are not lost. */
static void a_draft_is_read_again(void **state)
{
    (void)state;
    open_sheet();
    assert_true(desk_rig_shows(&r, "Esc back"));
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, RIGHT);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Esc write, go back"));
    desk_rig_type(&r, "7K");
    assert_true(desk_rig_shows(&r, "Esc back"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "sheet");
    assert_true(desk_rig_shows(&r, "Esc again leaves"));
    assert_true(desk_rig_shows(&r, "Esc keep, go back"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(r.desk.rans, 0); /* nothing was written */
    open_sheet();
    assert_true(desk_rig_shows(&r, "1 row of a draft stands here again"));
    assert_true(sheet()->cell[1].is_new);
    assert_string_equal(sheet()->cell[1].receipt, RIGHT);
    put("sessions/ca-2/ca-2.session", "another issue"); /* its draft is none of this one */
    sheet()->cell[1] = (struct sheet_cell){0};
    sheet_keep_read(sheet());
    assert_false(sheet()->cell[1].is_said);
}

/* The last row says that it was the last, and what becomes of them. */
static void all_rows_typed_are_said_to_be(void **state)
{
    (void)state;
    open_sheet();
    for (size_t i = 0; i < sheet()->look->rows; i++)
        if (i != 1)
            sheet()->cell[i] = (struct sheet_cell){.is_said = true, .said = SHEET_ABSENT};
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_false(desk_rig_says(&r, "All rows are typed."));
    desk_rig_type(&r, RIGHT);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, "All rows are typed. Esc saves them"));
}

/* Behind the last row the cursor goes to the first that was passed by. */
static void a_row_that_was_passed_by_comes_again(void **state)
{
    (void)state;
    open_sheet();
    desk_rig_press(&r, KEYPRESS_HOME);
    for (size_t i = 0; i < sheet()->look->rows; i++)
        sheet()->cell[i] = (struct sheet_cell){.is_said = i != 0, .said = SHEET_ABSENT};
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_type(&r, "-");
    desk_rig_press(&r, KEYPRESS_ENTER); /* the sheet says so */
    assert_int_equal(sheet()->table.at, 0);
    assert_false(desk_rig_says(&r, "All rows are typed."));
}

/* A whole session's: each row is taken, kept and compared; the last says that it was the last. */
static void three_hundred_rows(void **state)
{
    enum { ROWS = 300 };
    (void)state;
    open_sheet();
    struct sheet_list *s = sheet();
    free(s->look->row);
    free(s->cell);
    s->look->row = calloc(ROWS, sizeof *s->look->row);
    s->cell = calloc(ROWS, sizeof *s->cell);
    assert_true(s->look->row && s->cell);
    s->look->rows = s->look->added = s->look->sampled = 0;
    for (int i = 0; i < ROWS; i++) {
        char paper[8], sbd[8];
        snprintf(paper, sizeof paper, "%04d", i + 1);
        snprintf(sbd, sizeof sbd, "%05d", i + 1);
        add_row(s->look, paper, sbd, SHEET_SAMPLED, RIGHT);
    }
    desk_rig_press(&r, KEYPRESS_HOME);
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(s->table.at, i);
        paste(RIGHT);
        desk_rig_press(&r, KEYPRESS_ENTER);
    }
    assert_true(desk_rig_shows(&r, "300/300, 300 match, 0 do not"));
    assert_true(desk_rig_says(&r, "All rows are typed."));
    assert_true(has_draft("0001=" RIGHT "\n"));
    assert_true(has_draft("0300=" RIGHT "\n"));
    assert_int_equal(s->words, ROWS);
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, "00150");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(s->table.at, 149);
    assert_true(desk_rig_shows(&r, "0150  00150")); /* in sight */
}

static void the_mark_is_asked_before_it_is_printed(void **state)
{
    (void)state;
    open_sheet();
    sheet()->mode = SHEET_ASKS;
    sheet()->look->then = 49;
    desk_rig_type(&r, "q"); /* no key prints but Enter */
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_says(&r, "Enter makes it, to be printed and signed"));
    assert_true(desk_rig_says(&r, "then at most 49 rows are typed")); /* one may be in both */
    assert_true(desk_rig_shows(&r, " Command: sathachctl sheet ca-2"));
    golden("sheet-mark");
    assert_false(r.desk.job.is_running);
    desk_rig_press(&r, KEYPRESS_ENTER); /* it wants the key */
    refuse();
    assert_int_equal(r.desk.rans, 0);
    desk_rig_type(&r, "r");
    refuse();
    sheet()->mode = SHEET_NOTHING;
    desk_rig_type(&r, "r");
    refuse();
    assert_string_equal(desk_rig_top(&r), "sheet");
    sheet()->mode = SHEET_ASKS;
    desk_rig_type(&r, "v");
    assert_int_equal(sheet()->mode, SHEET_ROWS);
}

/* ---- reconcile ---- */

/* Whatever it opens, nothing is written on the way. */
static void leads(const char *key, const char *screen, const char *command)
{
    desk_rig_type(&r, key);
    refuse();
    assert_string_equal(desk_rig_top(&r), screen);
    assert_true(desk_rig_shows(&r, command));
    for (int i = 0; i < 3 && strcmp(desk_rig_top(&r), "reconcile") != 0; i++)
        desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    assert_int_equal(r.desk.rans, 0);
}

static void lead_on(struct reconcile_list *l)
{
    l->rans = 0; /* nothing was written meanwhile: it is not read again */
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_false(l->is_below);
    desk_rig_press(&r, KEYPRESS_HOME);
    leads("g", "operation", "sathachctl grade ca-2");
    leads("q", "decide", "sathachctl decide ca-2 paper 0031");
    leads("z", "decide", "sathachctl decide ca-2 close");
    leads("v", "sheet", "sathachctl sheet ca-2");
    leads("p", "operation", "sathachctl reconcile ca-2 --format pdf");
    desk_rig_type(&r, "r");
    refuse();
    assert_true(desk_rig_shows(&r, "▶ x journals diverge")); /* what was read last stays */
}

/* Each key on the foot leads to one thing that can be done about a seat without a manifest; none
 * strikes its row out. */
static void settle_at(struct reconcile_list *l, const char *key, const char *screen,
                      const char *shown)
{
    l->rans = 0;
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "seat");
    leads(key, screen, shown);
    assert_true(desk_rig_shows(&r, "MAY-12"));
}

static void settle_the_seat(struct reconcile_list *l)
{
    static struct session_candidate candidate[] = {{.sbd = "00141", .name = "Le Thi My Dung"},
                                                   {.sbd = "00142"}};
    static struct session_paper paper[] = {{.candidate = 0, .seat = "MAY-12"},
                                           {.candidate = 1, .seat = "MAY-13"}};
    struct session_roster *roster = &l->reply->grading.opened.roster;
    *roster = (struct session_roster){candidate, 2, paper, 2};
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "seat");
    assert_true(desk_rig_shows(&r, "· 0001  00141  Le Thi My Dung"));
    assert_false(desk_rig_shows(&r, "00142"));
    assert_true(desk_rig_shows(&r, "Enter/N look at its stick, collect  V signed sheet"));
    golden("reconcile-seat");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    settle_at(l, "n", "day", "No stick is plugged in");
    settle_at(l, "v", "sheet", "sathachctl sheet ca-2");
    settle_at(l, "q", "decide", "sathachctl decide ca-2");
    settle_at(l, "z", "decide", "sathachctl decide ca-2 close");
    snprintf(l->reply->forbids, sizeof l->reply->forbids, "not graded since");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "z"); /* what forbids a close forbids this one, too */
    assert_string_equal(desk_rig_top(&r), "reconcile");
    assert_true(desk_rig_shows(&r, "x not graded since"));
    l->reply->forbids[0] = '\0';
    *roster = (struct session_roster){0};
}

/* A seat alone does not make a session uneven: its close is a form all the same, for the reason. */
static void an_even_session_closes_without_a_manifest(void **state)
{
    static struct reconcile_finding finding[] = {{.what = RECONCILE_SEAT, .detail = "MAY-12"}};
    (void)state;
    reconcile_open(&r.desk, "ca-2");
    refuse();
    struct reconcile_list *l = (struct reconcile_list *)stack_top(&r.desk);
    struct reconcile_reply *reply = calloc(1, sizeof *reply);
    assert_non_null(reply);
    reply->reconcile = (struct reconcile){.roster = 2, .finding = finding, .findings = 1};
    reply->reconcile.count[RECONCILE_SEAT] = 1;
    l->reply = reply;
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_SEAT, 1, 0};
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "ADDS UP"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "z");
    assert_string_equal(desk_rig_top(&r), "decide");
    assert_true(desk_rig_shows(&r, "sathachctl decide ca-2 close"));
    assert_true(desk_rig_shows(&r, "No manifest of MAY-12 came."));
    assert_true(desk_rig_shows(&r, "Esc back")); /* nothing was typed that would be kept */
    assert_int_equal(((const struct decide *)stack_top(&r.desk))->mode, DECIDE_FORM);
    assert_int_equal(r.desk.rans, 0);
    desk_rig_press(&r, KEYPRESS_ESC);
    l->reply = NULL; /* the test's own */
    l->kinds = 0;
    free(reply);
}

static void findings_stand_in_the_order_of_the_close(void **state)
{
    static struct reconcile_finding finding[] = {
        {.what = RECONCILE_CONFLICT, .paper = "0031", .sbd = "00142"},
        {.what = RECONCILE_RECEIPT, .paper = "0061", .sbd = "00171"},
        {.what = RECONCILE_ABSENT, .paper = "0030", .sbd = "00141"},
        {.what = RECONCILE_ABSENT, .paper = "0033", .sbd = "00144"},
        {.what = RECONCILE_SEAT, .detail = "MAY-12"}};
    (void)state;
    reconcile_open(&r.desk, "ca-2");
    refuse();
    struct reconcile_list *l = (struct reconcile_list *)stack_top(&r.desk);
    assert_null(l->reply);
    struct reconcile_reply *reply = calloc(1, sizeof *reply);
    assert_non_null(reply);
    reply->reconcile = (struct reconcile){
        .roster = 110, .finding = finding, .findings = 5, .asked = {.asked = 49, .typed = 48}};
    reply->reconcile.state[RESULT_PASSED] = 103;
    reply->reconcile.state[RESULT_ABSENT] = 6;
    reply->reconcile.state[RESULT_CONFLICT] = 1;
    reply->reconcile.count[RECONCILE_CONFLICT] = reply->reconcile.count[RECONCILE_RECEIPT] = 1;
    reply->reconcile.count[RECONCILE_ABSENT] = 2;
    l->reply = reply;
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_CONFLICT, 1, 0};
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_RECEIPT, 1, 1};
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_ABSENT, 2, 2};
    reply->reconcile.count[RECONCILE_SEAT] = 1;
    l->kind[l->kinds++] = (struct reconcile_kind){RECONCILE_SEAT, 1, 4};
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "110 papers = 103 to be graded + 6 absent + 1 in conflict"));
    assert_true(desk_rig_shows(&r, "signed sheet: 48/49 rows · DOES NOT ADD UP"));
    assert_true(desk_rig_shows(&r, "▶ x journals diverge"));
    golden("reconcile");
    settle_the_seat(l);
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_press(&r, KEYPRESS_ENTER); /* two of a kind: which one */
    assert_true(l->is_below);
    desk_rig_press(&r, KEYPRESS_DOWN);
    golden("reconcile-papers");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "page");
    assert_true(desk_rig_shows(&r, "0033"));
    desk_rig_press(&r, KEYPRESS_ESC);
    reply->grading.opened.session.info.opens = clock_wall_ms(&r.desk.setup.clock) / 1000 + 3600;
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "not held yet"));
    assert_false(desk_rig_shows(&r, "DOES NOT ADD UP"));
    assert_true(desk_rig_says(&r, "The exam has not begun: it opens on"));
    reply->grading.opened.session.info.opens = 0;
    lead_on(l);
    l->reply = NULL; /* the test's own */
    l->kinds = 0;
    free(reply);
}

/* ---- the day ---- */

static void files_of_a_folder_are_counted_by_name(void **state)
{
    char folder[SCRATCH_PATH + 16];
    (void)state;
    put("stick/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    put("stick/ca-2.0002.AAAAAAAAAAAAAAAA.answers", "x");
    put("stick/ca-9.0001.AAAAAAAAAAAAAAAA.answers", "x");
    put("stick/letter.docx", "x");
    put("inbox/ca-2/ca-2.0002.AAAAAAAAAAAAAAAA.answers", "x");
    desk_rig_type(&r, "n");
    assert_string_equal(desk_rig_top(&r), "day");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "No stick is here"));
    snprintf(folder, sizeof folder, "%s/stick", r.folder);
    const char *const choice[] = {folder};
    stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", choice, 1);
    desk_rig_pass(&r, 0);
    assert_true(desk_rig_shows(&r, "3        1        1        1   not collected"));
    golden("day");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    assert_true(desk_rig_shows(&r, "ca-2.0001."));
    assert_false(desk_rig_shows(&r, "ca-2.0002."));
    assert_true(desk_rig_shows(&r, "(of another session)"));
    assert_true(desk_rig_shows(&r, " 3 files, by their names 1 new, 1 here already, 1 of other"));
    golden("day-files");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "day");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "g"); /* without the passphrase nothing is taken in */
    refuse();
    assert_true(desk_rig_shows(&r, "3        1        1        1   not collected"));
    assert_false(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    put("stick/ca-2.0003.AAAAAAAAAAAAAAAA.answers", "x");
    desk_rig_type(&r, "r");
    assert_true(desk_rig_shows(&r, "4        2        1        1   not collected"));
    desk_rig_type(&r, "v");
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_ctrl(&r, 'S'); /* the folder itself, whatever is in it */
    assert_string_equal(desk_rig_top(&r), "day");
    assert_int_equal(((const struct day *)stack_top(&r.desk))->places, 2);
    desk_rig_type(&r, "v");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_type(&r, "d"); /* of the only session */
    refuse();
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "day");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(r.desk.rans, 0);
}

/* Three sticks of one room are three rows: the first does not go when the second comes. */
static void folders_stay_beside_each_other(void **state)
{
    char folder[2][SCRATCH_PATH + 16];
    (void)state;
    desk_rig_type(&r, "n");
    for (int i = 0; i < 4; i++) { /* each twice */
        put(i % 2 ? "thu-hai/ca-2.0002.AAAAAAAAAAAAAAAA.answers"
                  : "thu-nhat/ca-2.0001.AAAAAAAAAAAAAAAA.answers",
            "x");
        snprintf(folder[i % 2], sizeof folder[0], "%s/%s", r.folder,
                 i % 2 ? "thu-hai" : "thu-nhat");
        const char *const choice[] = {folder[i % 2]};
        stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", choice, 1);
    }
    desk_draw(&r.desk, &r.v);
    const struct day *d = (const struct day *)stack_top(&r.desk);
    assert_int_equal(d->places, 2);
    assert_int_equal(d->table.at, 1);
    assert_true(desk_rig_shows(&r, "thu-nhat"));
    assert_true(desk_rig_shows(&r, "thu-hai"));
    for (int i = 0; i < WATCH_CHOSEN; i++) { /* of too many the oldest goes */
        char path[SCRATCH_PATH + 32], name[32];
        snprintf(name, sizeof name, "them-%d/x.answers", i);
        put(name, "x");
        snprintf(path, sizeof path, "%s/them-%d", r.folder, i);
        const char *const choice[] = {path};
        stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", choice, 1);
    }
    assert_int_equal(d->places, WATCH_CHOSEN);
    assert_string_equal(d->place[0].name, "them-0");
}

/* What came, file by file; the sums add up. */
static void what_came_is_told(void **state)
{
    struct collect_reply reply = {.is_done = true,
                                  .files = 41,
                                  .fresh = 31,
                                  .known = 8,
                                  .damaged = 1,
                                  .conflict = 1,
                                  .missing = 1,
                                  .silent = {calloc(1, sizeof *reply.silent.seat), 1}};
    struct job_line line[] = {
        {.kind = WORK_LINE, .what = (char *)"0031  00142", .text = (char *)"2 nhật ký"},
        {.kind = WORK_LINE, .what = (char *)"0044", .text = (char *)"MAY-12"}};
    struct job job = {.op = &collect_op, .reply = &reply, .line = line, .lines = 2};
    (void)state;
    assert_non_null(reply.silent.seat);
    strcpy(reply.silent.seat->session, "ca-2");
    strcpy(reply.silent.seat->name, "MAY-12");
    desk_rig_type(&r, "n");
    day_screen.done(stack_top(&r.desk), &job);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_says(&r, "41 files = 31 new + 8 here already + 0 of other sessions + 1 "
                                  "damaged + 1 in conflict"));
    assert_true(desk_rig_says(&r, "MAY-12 D, then Enter on the row of such a seat"));
    golden("day-result");
    desk_rig_type(&r, "d");
    refuse();
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_true(desk_rig_shows(&r, "Exam day: what came"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "No stick is plugged in"));
}

/* ---- sticks ---- */

static void mount(void)
{
    char line[3 * SCRATCH_PATH];
    struct err e = {0};
    snprintf(line, sizeof line, "/dev/sdb1 %s/PHONG2 vfat rw 0 0\n", r.media);
    assert_int_equal(file_write(r.mounts, line, strlen(line), FILE_REPLACE, &e), ERR_OK);
}

/* A stick that is mounted, and one that is only plugged in. */
static void plug_in(void)
{
    put("media/PHONG2/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    put("blocks/sdc1/removable", "1\n");
    put("blocks/sdc1/size", "2000\n");
    mount();
    desk_rig_type(&r, "n");
    desk_draw(&r.desk, &r.v);
}

static void put_udisks(const char *script)
{
    put("udisksctl", script);
    assert_int_equal(chmod(r.udisks, 0700), 0);
}

static void a_stick_is_mounted_by_a_key(void **state)
{
    char script[4 * SCRATCH_PATH];
    (void)state;
    plug_in();
    assert_true(desk_rig_shows(&r, "USB PHONG2"));
    assert_true(desk_rig_shows(&r, "! USB sdc1, not mounted"));
    golden("day-sticks");
    desk_rig_press(&r, KEYPRESS_END);
    assert_true(desk_rig_shows(&r, " Command: sathachctl stick mount sdc1"));
    desk_rig_type(&r, "m");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "udisksctl is missing (Debian package udisks2)"));
    snprintf(script, sizeof script, "#!/bin/sh\necho \"/dev/sdc1 %s/PHONG3 vfat rw 0 0\" >>'%s'\n",
             r.media, r.mounts);
    put_udisks(script);
    put("media/PHONG3/x", "x");
    desk_rig_type(&r, "v"); /* what needs no stick is here, too */
    while (strcmp(desk_rig_top(&r), "day") != 0) {
        refuse();
        desk_rig_press(&r, KEYPRESS_ESC);
    }
    desk_rig_type(&r, "d");
    refuse();
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "r");
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_type(&r, "m");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "● Mounted: "));
    assert_true(desk_rig_shows(&r, "▶   USB PHONG3"));
    assert_false(desk_rig_shows(&r, "not mounted"));
}

/* The first screen has a row of it as soon as it is mounted, and none once it is gone. */
static void a_stick_is_a_row_of_what_waits(void **state)
{
    struct err e = {0};
    (void)state;
    put("media/PHONG2/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    put("media/PHONG2/ca-2.0002.AAAAAAAAAAAAAAAA.answers", "x");
    desk_rig_pass(&r, 1000);
    assert_false(desk_rig_shows(&r, "PHONG2"));
    mount();
    desk_rig_pass(&r, 1); /* no ten seconds are over: the table changed */
    assert_true(desk_rig_shows(&r, "! USB          PHONG2: 2 files not collected"));
    assert_true(desk_rig_shows(&r, " now"));
    for (int i = 0; i < 9 && !desk_rig_shows(&r, "▶ ! USB"); i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_shows(&r, " Command: sathachctl collect "));
    golden("start-stick");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "day");
    assert_true(desk_rig_shows(&r, "▶ ! USB PHONG2"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(file_write(r.mounts, "", 0, FILE_REPLACE, &e), ERR_OK);
    desk_rig_pass(&r, 1);
    assert_false(desk_rig_shows(&r, "PHONG2"));
}

/* ---- one that hangs ---- */

static void a_stick_that_hangs_holds_up_nobody(void **state)
{
    char stick[SCRATCH_PATH + 32];
    (void)state;
    put("media/PHONG2/ca-2.0001.AAAAAAAAAAAAAAAA.answers", "x");
    snprintf(stick, sizeof stick, "%s/PHONG2", r.media);
    desk_rig_hang_desk(&r, stick);
    mount();
    desk_rig_pass(&r, 1000);
    assert_false(desk_rig_shows(&r, "PHONG2"));
    desk_rig_pass(&r, LOOKS_PATIENCE_MS);
    assert_true(
        desk_rig_shows(&r, "x USB          PHONG2 does not answer: pull it and plug it in"));
    desk_rig_type(&r, "n");
    assert_true(desk_rig_shows(&r, "x USB PHONG2"));
    golden("day-hangs");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "x USB PHONG2 does not answer: pull it"));
    desk_rig_ctrl(&r, 'K');
    assert_true(desk_rig_shows(&r, "Locked"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "x USB PHONG2"));
    desk_rig_answer(&r); /* after all */
    desk_rig_type(&r, "r");
    assert_false(desk_rig_shows(&r, "does not answer"));
    assert_true(desk_rig_shows(&r, "not collected"));
}

static void a_stick_is_pulled_by_a_key(void **state)
{
    char script[2 * SCRATCH_PATH];
    (void)state;
    plug_in();
    put_udisks("#!/bin/sh\nexit 1\n");
    desk_rig_type(&r, "x");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "did not end well"));
    assert_true(desk_rig_shows(&r, "USB PHONG2"));
    snprintf(script, sizeof script, "#!/bin/sh\n: >'%s'\n", r.mounts);
    put_udisks(script);
    desk_rig_type(&r, "x");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "● USB PHONG2 may be pulled."));
    assert_int_equal(r.desk.rans, 2);
    stack_top(&r.desk)->ops->chosen(stack_top(&r.desk), "files", (const char *const[]){r.folder},
                                    1);
    desk_rig_type(&r, "x");
    assert_true(desk_rig_says(&r, "That is a folder, no stick"));
}

/* What is written onto a stick is shown first, as the command that does it. */
static void what_goes_onto_a_stick_is_previewed(void **state)
{
    static const char *const KEYS[] = {"a", "u"}, *const COMMANDS[] = {"stick ack ",
                                                                       "session pack ca-2 --to "};
    (void)state;
    plug_in();
    for (int i = 0; i < 2; i++) {
        desk_rig_type(&r, KEYS[i]);
        refuse();
        assert_string_equal(desk_rig_top(&r), "operation");
        assert_true(desk_rig_says(&r, COMMANDS[i]));
        for (int k = 0; k < 3 && strcmp(desk_rig_top(&r), "day") != 0; k++)
            desk_rig_press(&r, KEYPRESS_ESC);
        assert_string_equal(desk_rig_top(&r), "day");
    }
    struct collect_reply came = {.is_done = true};
    struct job job = {.op = &collect_op, .reply = &came};
    day_screen.done(stack_top(&r.desk), &job); /* the same behind what came */
    desk_rig_type(&r, "a");
    refuse();
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_true(desk_rig_shows(&r, "Exam day: what came"));
    put_udisks("#!/bin/sh\nexit 1\n");
    desk_rig_type(&r, "x");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "did not end well"));
}

/* ---- two journals ---- */

enum { FORK_QUESTIONS = 30, FORK_EVENTS = 3 };

static void make_submission(struct submission *m, uint8_t head, enum journal_end end)
{
    static uint8_t records[FORK_EVENTS * JOURNAL_RECORD];
    memset(m->head, head, sizeof m->head);
    m->records = (struct buf){.data = records, .len = sizeof records};
    m->state.count = FORK_EVENTS;
    m->state.end = end;
}

static struct paper_view_reply *make_fork(void)
{
    static struct submission submission[3];
    static struct session_candidate person = {.sbd = "00142", .name = "Phạm Quốc Bảo"};
    static struct session_paper paper[32];
    static const char *const SEATS[] = {"MAY-07", "MAY-19", ""};
    struct paper_view_reply *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->office.lock = -1;
    f->is_shown = true;
    f->paper = 31;
    f->questions = FORK_QUESTIONS;
    f->question = calloc(FORK_QUESTIONS, sizeof *f->question);
    assert_non_null(f->question);
    f->journals = 3;
    f->is_forked = true;
    f->grading.opened.roster.candidate = &person;
    f->grading.opened.roster.paper = paper;
    for (unsigned i = 0; i < 3; i++) {
        struct paper_view_journal *j = &f->journal[i];
        make_submission(&submission[i], (uint8_t)(0x3f + 0x49 * i),
                        i ? JOURNAL_ENDED_TIMEOUT : JOURNAL_ENDED_HANDIN);
        *j =
            (struct paper_view_journal){.submission = &submission[i],
                                        .first_ms = (DESK_RIG_NOON - 15540) * 1000LL,
                                        .last_ms = (DESK_RIG_NOON - 13800 - i * 60) * 1000LL,
                                        .shared = 2,
                                        .answered = FORK_QUESTIONS - 3 * i,
                                        .codes = i,
                                        .sheet = i ? PAPER_VIEW_OTHERWISE : PAPER_VIEW_ITS_RECEIPT};
        strcpy(j->seat, SEATS[i]);
        for (unsigned q = 0; q < FORK_QUESTIONS; q++)
            j->choice[q] = i && q % 10 == 2 + i ? PAPER_VIEW_NONE : (q + (q > 24 ? i : 0)) % 4;
    }
    return f;
}

/* Evidence side by side, and no score. */
static void journals_stand_side_by_side(void **state)
{
    (void)state;
    fork_open(&r.desk, "ca-2", "0031");
    refuse();
    desk_rig_type(&r, "a"); /* nothing was read */
    assert_true(desk_rig_shows(&r, "There are no two journals here."));
    struct job job = {.op = &paper_view_op, .reply = make_fork()};
    fork_screen.done(stack_top(&r.desk), &job);
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "MAY-07, 07:41:00"));
    assert_true(desk_rig_shows(&r, "● its code"));
    assert_true(desk_rig_shows(&r, "x not its code"));
    assert_true(desk_rig_says(&r, "3 journals came of this paper: Tab shows the next."));
    golden("fork");
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_true(desk_rig_shows(&r, "C  d1d1d1d1"));
    assert_true(desk_rig_shows(&r, "unknown seat"));
    desk_rig_press(&r, KEYPRESS_ENTER); /* every difference, a line each */
    assert_string_equal(desk_rig_top(&r), "page");
    assert_true(desk_rig_shows(&r, "question 5 A/–"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "b");
    assert_true(desk_rig_shows(&r, " Command: sathachctl decide ca-2 paper 0031 journal d1d1d1d1"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "y");
    assert_true(desk_rig_shows(&r, " Command: sathachctl decide ca-2 paper 0031 annul"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "p");
    assert_true(desk_rig_shows(&r, " Command: sathachctl paper ca-2 0031 --times --format pdf"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "r");
    refuse();
    assert_true(desk_rig_shows(&r, "● its code")); /* what was read last stays */
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&day_screen);
    desk_rig_check_pressed(&sheet_screen);
    desk_rig_check_pressed(&reconcile_screen);
    desk_rig_check_pressed(&fork_screen);
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&day_screen);
    desk_rig_check_keys(&sheet_screen);
    desk_rig_check_keys(&reconcile_screen);
    desk_rig_check_keys(&fork_screen);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_is_compared_at_its_last_letter),
        TEST(what_differs_is_asked_twice),
        TEST(signs_that_no_code_has_are_refused),
        TEST(a_pasted_line_of_codes),
        TEST(nothing_is_pasted_where_letters_act),
        TEST(enter_passes_no_row_by),
        TEST(rows_are_found_and_taken_back),
        TEST(a_draft_is_read_again),
        TEST(all_rows_typed_are_said_to_be),
        TEST(a_row_that_was_passed_by_comes_again),
        TEST(three_hundred_rows),
        TEST(the_mark_is_asked_before_it_is_printed),
        TEST(findings_stand_in_the_order_of_the_close),
        TEST(an_even_session_closes_without_a_manifest),
        TEST(folders_stay_beside_each_other),
        TEST(files_of_a_folder_are_counted_by_name),
        TEST(what_came_is_told),
        TEST(a_stick_is_a_row_of_what_waits),
        TEST(a_stick_that_hangs_holds_up_nobody),
        TEST(a_stick_is_mounted_by_a_key),
        TEST(a_stick_is_pulled_by_a_key),
        TEST(what_goes_onto_a_stick_is_previewed),
        TEST(journals_stand_side_by_side),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("desk day", tests, NULL, NULL);
}
