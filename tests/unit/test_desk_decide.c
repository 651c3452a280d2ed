/* A decision at the desk: its form, what it would change, the word that signs it; over a true
 * office with a graded session. */
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
#include "tools/desk/decide_parts.h"
#include "tools/desk/fork.h"
#include "tools/desk/operation.h"
#include "tools/desk/reconcile.h"
#include "tools/office/publishing.h"
#include "tools/work/audit.h"
#include "tools/work/grade.h"
#include "tools/work/paper_view.h"
#include "tools/work/reconcile.h"
#include "tools/work/session_new.h"
#include "tools/work/stats.h"
#include "tools/work/waiting.h"

static struct desk_rig r;
static struct desk_office made, office;
static const struct work_op *const OPS[] = {&decide_op, &grade_op, &reconcile_op, &paper_view_op,
                                            &stats_op,  &audit_op, NULL};

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

static struct decide *decision(void)
{
    assert_string_equal(desk_rig_top(&r), "decide");
    return (struct decide *)stack_top(&r.desk);
}

static void draw(void)
{
    desk_draw(&r.desk, &r.v);
}

static bool is_written(int number)
{
    char path[SCRATCH_PATH + 64];
    snprintf(path, sizeof path, "%s/sessions/ca-1/decisions/%04d.decision", office.folder, number);
    return file_exists(path);
}

/* The row of the form with this label gets the cursor. */
static void go_to(int row)
{
    for (int i = 0; i < DECIDE_ROWS && decision()->asked.form.at != row; i++)
        desk_rig_press(&r, decision()->asked.form.at < row ? KEYPRESS_DOWN : KEYPRESS_UP);
    assert_int_equal(decision()->asked.form.at, row);
}

static void type_into(int row, const char *text)
{
    go_to(row);
    desk_rig_type(&r, text);
}

/* Opened, and what it looks at by itself is there. */
static void open_form(const char *ruling)
{
    decide_open(&r.desk, "ca-1", ruling);
    draw();
    desk_rig_wait(&r);
}

static void open_preview(const char *ruling)
{
    open_form(ruling);
    type_into(DECIDE_REASON, "Biên bản hội đồng 12/BB");
    type_into(DECIDE_BY, "Hội đồng");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
}

/* Everything but the word is there: a preview of this ruling. */
static void expect_preview(void)
{
    if (decision()->mode != DECIDE_PREVIEW)
        desk_rig_print(&r);
    assert_int_equal(decision()->mode, DECIDE_PREVIEW);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    assert_false(is_written(1));
}

static void sign(const char *word)
{
    desk_rig_type(&r, word);
    desk_rig_work(&r, KEYPRESS_ENTER);
}

/* ---- the form ---- */

static void the_form_asks_what_its_ruling_needs(void **state)
{
    (void)state;
    decide_open(&r.desk, "ca-1", "");
    draw();
    desk_rig_expect(&r, "A decision on ca-1");
    assert_false(desk_rig_shows(&r, "Ruling"));
    desk_rig_press(&r, KEYPRESS_RIGHT);
    desk_rig_expect(&r, "a question");
    desk_rig_expect(&r, "its words, Enter; or 0001:12");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "0001:12");
    desk_rig_work(&r, KEYPRESS_DOWN);   /* looks what it says */
    desk_rig_press(&r, KEYPRESS_ENTER); /* the list, in words */
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_expect(&r, "these options are right");
    desk_rig_type(&r, "accept");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "these options are right");
    desk_rig_expect(&r, "Options");
    type_into(DECIDE_MORE, "A,E");
    desk_rig_expect(&r, "x all that are right: A,C");
    const char *const written[] = {"A,C", "a và c", "A; C", "a c", "A, C"};
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        desk_rig_ctrl(&r, 'U');
        desk_rig_type(&r, written[i]);
        desk_rig_expect(&r, "Command: sathachctl decide ca-1 question 0001:12 accept A,C");
    }
    go_to(DECIDE_ON);
    desk_rig_press(&r, KEYPRESS_RIGHT); /* a paper: its rulings are others */
    desk_rig_expect(&r, "a paper");
    assert_false(desk_rig_shows(&r, "these options are right"));
    assert_false(desk_rig_shows(&r, "Options"));
    desk_rig_press(&r, KEYPRESS_RIGHT);
    desk_rig_expect(&r, "the whole session");
    assert_false(desk_rig_shows(&r, "Paper"));
}

/* What the form says of a question: its text and options as written, and never the key. */
static void expect_question(const struct bank_question *q)
{
    char text[700];
    snprintf(text, sizeof text, "%.60s", q->stem);
    if (!desk_rig_says(&r, text))
        desk_rig_print(&r);
    assert_true(desk_rig_says(&r, text));
    for (unsigned i = 0; i < BANK_OPTIONS; i++) {
        snprintf(text, sizeof text, "%c  %.30s", (char)('A' + i), q->option[i]);
        assert_true(desk_rig_says(&r, text));
    }
    assert_false(desk_rig_says(&r, "●"));
}

static void a_question_stands_beside_its_number(void **state)
{
    (void)state;
    open_form("question 0001:1");
    assert_true(decision()->question.is_found);
    expect_question(&decision()->question.text);
    type_into(DECIDE_WHICH, "2"); /* another one: what was read is of 0001:1 alone */
    char first[61];
    snprintf(first, sizeof first, "%.40s", decision()->question.text.stem);
    assert_false(desk_rig_says(&r, first));
    desk_rig_work(&r, KEYPRESS_DOWN);
    assert_true(decision()->question.is_found);
    expect_question(&decision()->question.text);
    assert_false(desk_rig_says(&r, first));
    type_into(DECIDE_WHICH, "9"); /* no paper has a question 129 */
    desk_rig_work(&r, KEYPRESS_DOWN);
    assert_false(decision()->question.is_found);
    desk_rig_expect(&r, "the paper has 30 questions");
    assert_int_equal(r.desk.rans, 0);
}

/* Papers not sat are the exam to come: what the form may say of a question is what the preview may.
 */
static void nothing_is_told_of_papers_not_sat(void **state)
{
    struct question_look_reply look = {0};
    struct question_look_request q = {.session = "ca-5", .question = "0001:1"};
    struct err e = {0};
    (void)state;
    desk_office_run(&r, &session_new_op,
                    &(struct session_new_request){
                        .name = "ca-5",
                        .bank = "mau",
                        .profile = "questionbanks/profiles/nd175-2024.ini",
                        .roster = "questionbanks/demo/roster.csv",
                    });
    assert_int_equal(question_look_op.run(&r.work, &q, &look, &e), ERR_OK);
    assert_null(look.text.stem);
    assert_string_equal(look.words, "not shown: nothing was collected yet");
    question_look_op.forget(&look);
    decide_open(&r.desk, "ca-5", "question 0001:1");
    draw();
    desk_rig_wait(&r);
    desk_rig_expect(&r, "not shown: nothing was collected yet");
}

/* ---- left half-way ---- */

static void expect_reason(const char *text)
{
    assert_string_equal(decision()->asked.text[DECIDE_REASON], text);
}

/* Whichever screen begins a decision on the same thing finds what was typed, and puts in what it
 * knows; what was typed is not lost by a preview either. */
static void what_was_typed_waits_for_whoever_decides_it(void **state)
{
    (void)state;
    open_form("paper 0002"); /* as reconciling begins it */
    type_into(DECIDE_REASON, "Máy 2 hỏng");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    fork_open(&r.desk, "ca-1", "0002");
    desk_rig_wait(&r);
    desk_rig_type(&r, "b"); /* as two journals do */
    expect_reason("Máy 2 hỏng");
    assert_string_equal(decision()->asked.text[DECIDE_RULING], "journal");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect_preview();
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(decision()->mode, DECIDE_FORM);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "fork");
    desk_rig_type(&r, "y");
    expect_reason("Máy 2 hỏng");
    assert_string_equal(decision()->asked.text[DECIDE_RULING], "annul");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    open_form("paper 0001"); /* another one's is not taken */
    expect_reason("");
    desk_rig_press(&r, KEYPRESS_ESC);
    open_form(""); /* no thing named: the one begun last */
    expect_reason("Máy 2 hỏng");
    assert_string_equal(decision()->asked.text[DECIDE_WHICH], "0002");
}

/* What is changed in the form is what it is about, and what goes with the desk is said before. */
static void a_draft_is_about_what_stands_in_it(void **state)
{
    (void)state;
    open_form("question");
    desk_rig_ctrl(&r, 'Q'); /* nothing was typed */
    assert_true(r.desk.quit);
    r.desk.quit = false;
    desk_rig_expect(&r, "Esc back");
    desk_rig_type(&r, "0001:3");
    desk_rig_work(&r, KEYPRESS_DOWN);
    type_into(DECIDE_REASON, "Hai đáp án");
    desk_rig_expect(&r, "Esc keep, go back");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_ctrl(&r, 'Q');
    assert_false(r.desk.quit);
    desk_rig_expect(&r, "1 form holds what is not written");
    assert_true(desk_rig_says(&r, "A decision on ca-1"));
    open_form("question 0001:3");
    expect_reason("Hai đáp án");
    desk_rig_press(&r, KEYPRESS_ESC);
    open_form("question 0001:4");
    expect_reason("");
}

/* Nobody knows an id: words are no name yet, Enter on them shows the questions that hold them. */
static void a_question_is_named_by_its_words(void **state)
{
    (void)state;
    decide_open(&r.desk, "ca-1", "question");
    draw();
    assert_int_equal(decision()->asked.form.at, DECIDE_WHICH);
    desk_rig_type(&r, "khong co cau nao");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "x its words, Enter");
    go_to(DECIDE_WHICH);
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_expect(&r, "Which question?");
    desk_rig_expect(&r, "khong co cau nao");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_ctrl(&r, 'U');
    desk_rig_ctrl(&r, 'F');
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_work(&r, KEYPRESS_ENTER); /* the first of all */
    assert_string_equal(desk_rig_top(&r), "decide");
    assert_int_equal(strspn(decision()->asked.text[DECIDE_WHICH], "0123456789abcdef"), 12);
    desk_rig_expect(&r, "Command: sathachctl decide ca-1 question ");
}

static void nothing_is_previewed_that_is_not_whole(void **state)
{
    (void)state;
    decide_open(&r.desk, "ca-1", "paper 0001 annul");
    draw();
    assert_int_equal(decision()->asked.form.at, DECIDE_REASON); /* what is still to be said */
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "x Reason: as the council's minutes give it");
    assert_false(r.desk.job.is_running);
    desk_rig_type(&r, "x");
    go_to(DECIDE_WHICH);
    desk_rig_type(&r, "x");
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "x Paper: its number, 0031");
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_type(&r, "99"); /* there is no such paper */
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_int_equal(decision()->mode, DECIDE_FORM);
    desk_rig_expect(&r, "the session has no such paper");
    desk_rig_work(&r, KEYPRESS_ESC); /* what was typed is kept */
    decide_open(&r.desk, "ca-1", "paper 0001 annul");
    draw();
    assert_string_equal(decision()->asked.text[DECIDE_REASON], "x");
    assert_string_equal(decision()->asked.text[DECIDE_WHICH], "0001"); /* as it is opened for */
}

/* ---- signed by its word ---- */

static void without_the_word_no_file_is_written(void **state)
{
    (void)state;
    open_preview("paper 0001 annul");
    expect_preview();
    desk_rig_work(&r, KEYPRESS_ENTER);
    sign("KHONG");
    desk_rig_expect(&r, "That is another word; nothing was done.");
    sign("K");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_int_equal(decision()->mode, DECIDE_FORM);
    assert_false(is_written(1));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect_preview();
    desk_rig_work(&r, KEYPRESS_ENTER); /* the box remembers nothing */
    assert_false(is_written(1));
    assert_int_equal(r.desk.rans, 0);
    sign("ky");
    assert_int_equal(decision()->mode, DECIDE_SIGNED);
    desk_rig_expect(&r,
                    "Decision 1 of ca-1 · TRAINING"); /* nobody takes a rehearsal for the exam */
    desk_rig_expect(&r, "Decision 1 is signed. Scores take it in when the session is graded: G.");
    assert_true(is_written(1));
    assert_false(is_written(2));
    desk_rig_expect(&r, "SIGNED");
    assert_int_equal(r.desk.rans, 1);
    assert_string_equal(r.desk.ran[0].line,
                        "sathachctl decide ca-1 paper 0001 annul --reason 'Biên bản hội đồng "
                        "12/BB' --by 'Hội đồng'");
}

/* What was shown of a paper before it was signed. */
struct outcome {
    char paper[8];
    enum result_state state;
    unsigned total;
};

static size_t take_preview(struct outcome *out)
{
    const struct decide *d = decision();
    for (size_t i = 0; i < d->reply->after.count; i++) {
        const struct result *x = &d->reply->after.row[i];
        out[i] = (struct outcome){.state = x->state, .total = x->total};
        strcpy(out[i].paper, x->paper);
    }
    return d->reply->after.count;
}

static void read_results(struct results *out)
{
    struct workspace w;
    struct keys_public key;
    struct err e = {0};
    char hash[DECISION_HEX];
    assert_int_equal(office_workspace(&r.work, &w, &e), ERR_OK);
    assert_int_equal(workspace_public_key(&w, KEYS_OFFICE, &key, &e), ERR_OK);
    assert_int_equal(publishing_read(&w, &key, "ca-1", out, hash, &e), ERR_OK);
    workspace_close(&w);
}

/* Letters are the bank's: what they stand for is seen before it is signed. */
static void options_are_told_by_their_texts(void **state)
{
    (void)state;
    open_preview("question 0001:1 accept A,C");
    assert_int_equal(decision()->mode, DECIDE_PREVIEW);
    const struct bank_question *q = &decision()->reply->text;
    assert_non_null(q->stem);
    for (unsigned i = 0; i < BANK_OPTIONS; i++) {
        char text[600];
        snprintf(text, sizeof text, "● %c  %.40s", (char)('A' + i), q->option[i]);
        assert_int_equal(desk_rig_says(&r, text), i == 0 || i == 2);
    }
}

static void what_was_previewed_is_what_comes_out(void **state)
{
    static const char *const RULINGS[] = {"question 0001:1 void", "question 0003:5 take-out",
                                          "question 0004:2 accept A,B,C,D", "paper 0005 annul"};
    struct outcome seen[16];
    (void)state;
    for (size_t k = 0; k < sizeof RULINGS / sizeof RULINGS[0]; k++) {
        open_preview(RULINGS[k]);
        assert_int_equal(decision()->mode, DECIDE_PREVIEW);
        size_t n = take_preview(seen), changes = decision()->changes.count;
        if (changes)
            desk_rig_expect(&r, decision()->reply->before.row[decision()->changes.paper[0]].sbd);
        sign("KY");
        assert_int_equal(decision()->mode, DECIDE_SIGNED);
        assert_int_equal(decision()->changes.count, changes);
        desk_rig_type(&r, "g"); /* its preview, then Enter */
        desk_rig_wait(&r);
        desk_rig_expect(&r, "NOTHING WRITTEN YET");
        desk_rig_work(&r, KEYPRESS_ENTER);
        desk_rig_work(&r, KEYPRESS_ESC);
        assert_string_equal(desk_rig_top(&r), "decide");
        desk_rig_work(&r, KEYPRESS_ENTER);
        assert_string_equal(desk_rig_top(&r), "start");
        struct results now;
        read_results(&now);
        assert_int_equal(now.count, n);
        for (size_t i = 0; i < n; i++) {
            assert_string_equal(now.row[i].paper, seen[i].paper);
            assert_int_equal(now.row[i].state, seen[i].state);
            assert_int_equal(now.row[i].total, seen[i].total);
        }
        results_free(&now);
    }
}

/* ---- what goes wrong ---- */

static void what_is_decided_already_is_said(void **state)
{
    (void)state;
    open_preview("paper 0001 annul");
    sign("KY");
    desk_rig_work(&r, KEYPRESS_ENTER);
    open_preview("paper 0001 annul");
    assert_int_equal(decision()->mode, DECIDE_FORM);
    desk_rig_expect(&r, "it is decided so already");
    assert_false(is_written(2));
}

static void another_decision_meanwhile_is_seen(void **state)
{
    char *other[] = {(char *)"paper", (char *)"0003", (char *)"annul"};
    (void)state;
    open_preview("paper 0001 annul");
    expect_preview();
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){
                        .session = "ca-1", .ruling = {other, 3}, .reason = "Vi phạm quy chế"});
    sign("KY");
    assert_int_equal(decision()->mode, DECIDE_FORM);
    desk_rig_expect(&r, "another decision was taken since the preview");
    assert_false(is_written(2));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Decision 2 of ca-1 · preview");
    sign("KY");
    assert_true(is_written(2));
}

/* ---- where it is reached from ---- */

static void two_journals_lead_to_it(void **state)
{
    static const struct {
        const char *key, *command;
    } WAYS[] = {{"a", "decide ca-1 paper 0002 journal "},
                {"b", "decide ca-1 paper 0002 journal "},
                {"y", "decide ca-1 paper 0002 annul"}};
    char first[100] = "";
    (void)state;
    fork_open(&r.desk, "ca-1", "0002");
    desk_rig_wait(&r);
    for (int i = 0; i < 3; i++) {
        desk_rig_type(&r, WAYS[i].key);
        desk_rig_expect(&r, WAYS[i].command);
        const char *row = decision()->asked.text[DECIDE_MORE];
        assert_string_not_equal(row, first);
        strcpy(first, row);
        desk_rig_work(&r, KEYPRESS_ESC);
        assert_string_equal(desk_rig_top(&r), "fork");
    }
    desk_rig_type(&r, "p"); /* the journals on a sheet */
    desk_rig_wait(&r);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "tap-duot-paper-0002.pdf");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "fork");
    desk_rig_type(&r, "b");
    type_into(DECIDE_REASON, "Máy 2 hỏng");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect_preview();
    desk_rig_expect(&r, "Awaiting the council →"); /* the score, for the first time */
    assert_int_equal(decision()->changes.count, 1);
}

static size_t count_forks(void)
{
    struct waiting_reply reply = {0};
    struct err e = {0};
    size_t n = 0;
    assert_int_equal(waiting_op.run(&r.work, &(struct waiting_request){0}, &reply, &e), ERR_OK);
    for (size_t i = 0; i < reply.rows; i++)
        n += reply.row[i].kind == WAITING_FORK && strcmp(reply.row[i].paper, "0002") == 0 &&
             strcmp(reply.row[i].about, "ca-1") == 0;
    waiting_op.forget(&reply);
    return n;
}

/* The first screen says which paper, Enter shows its journals; decided, it waits no more. */
static void a_paper_that_parts_waits_in_a_row_of_its_own(void **state)
{
    (void)state;
    desk_rig_expect(&r, "paper 0002 has journals that part: the council decides");
    assert_false(desk_rig_says(&r, "waited for the council")); /* told once */
    assert_int_equal(count_forks(), 1);
    desk_rig_type(&r, "/journals that part");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "fork");
    desk_rig_type(&r, "b");
    type_into(DECIDE_REASON, "Máy 2 hỏng");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    sign("KY");
    assert_true(is_written(1));
    assert_int_equal(count_forks(), 0);
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){.session = "ca-1",
                                             .ruling = {(char *[]){(char *)"undo", (char *)"1"}, 2},
                                             .reason = "x"});
    assert_int_equal(count_forks(), 1);
}

static void reconciling_leads_to_it(void **state)
{
    (void)state;
    reconcile_open_to_close(&r.desk, "ca-1");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Z closes the session");
    desk_rig_work(&r, KEYPRESS_ESC);
    reconcile_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    assert_false(desk_rig_shows(&r, "Z closes the session"));
    desk_rig_type(&r, "q"); /* on the paper that the cursor stands on */
    desk_rig_expect(&r, "decide ca-1 paper 0002");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "z"); /* open things: the reason is wanted */
    desk_rig_expect(&r, "closed all the same, the reason is wanted");
    desk_rig_expect(&r, "Command: sathachctl decide ca-1 close");
    type_into(DECIDE_REASON, "Theo kết luận thanh tra");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Type DONG, then Enter");
    sign("KY");
    assert_false(is_written(1));
    sign("DONG");
    assert_true(is_written(1));
    assert_int_equal(decision()->mode, DECIDE_CLOSED);
    desk_rig_type(&r, "g"); /* nothing is graded behind a close */
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "reconcile");
}

/* A decision is answered by its undo, offered filled in: on the row that says what was decided. */
static void a_decided_row_offers_its_undo(void **state)
{
    (void)state;
    open_preview("paper 0002 annul");
    expect_preview();
    sign("KY");
    assert_true(is_written(1));
    desk_rig_press(&r, KEYPRESS_ESC);
    reconcile_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_type(&r, "q");
    desk_rig_expect(&r, "Command: sathachctl decide ca-1 undo 1");
    assert_string_equal(decision()->asked.text[DECIDE_ON], "undo");
    assert_string_equal(decision()->asked.text[DECIDE_WHICH], "1");
    type_into(DECIDE_REASON, "Nhầm bài");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_int_equal(decision()->mode, DECIDE_PREVIEW);
    sign("KY");
    assert_true(is_written(2));
}

/* Opened through the list of sessions it comes to the top twice. */
static void a_list_opened_through_another_is_read_once(void **state)
{
    char path[SCRATCH_PATH + 64];
    struct err e = {0};
    (void)state;
    snprintf(path, sizeof path, "%s/sessions/ca-2", office.folder);
    assert_int_equal(file_make_folder(path, &e), ERR_OK);
    strcat(path, "/ca-2.session");
    desk_office_write(path, "x");
    desk_rig_type(&r, "x");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_expect(&r, "0002");
    assert_false(desk_rig_says(&r, "Other work is still under way."));
}

/* ---- what is looked at by a word ---- */

/* What was sat is shown, what was not cannot be unseen. */
static void right_answers_of_what_was_not_sat_want_a_word(void **state)
{
    (void)state;
    operation_preview(&r.desk, "sathachctl audit ca-1"); /* looks, at once */
    desk_rig_wait(&r);
    desk_rig_expect(&r, "all 6 papers are the drawn ones; D matches its commitment");
    desk_rig_expect(&r, "− that the seats ran the true program");
    assert_false(desk_rig_says(&r, "0001 key "));
    desk_rig_work(&r, KEYPRESS_ESC);
    operation_preview(&r.desk, "sathachctl audit ca-1 --keys");
    desk_draw(&r.desk, &r.v);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "0001 key ");
    desk_rig_work(&r, KEYPRESS_ESC);
    operation_preview(&r.desk, "sathachctl audit ca-1 --keys --not-sat");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Type XEM, then Enter");
    sign("KY");
    assert_false(desk_rig_says(&r, "0001 key "));
    sign("XEM");
    desk_rig_expect(&r, "0001 key ");
}

/* From the list of every command, too: what is signed is what was previewed. */
static void a_decision_has_its_own_form_everywhere(void **state)
{
    (void)state;
    desk_rig_type(&r, "m");
    desk_rig_type(&r, "decide");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_expect(&r, "A decision on ca-1");
    desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
}

/* ---- locked, too small ---- */

static void a_preview_outlives_the_lock(void **state)
{
    (void)state;
    open_preview("paper 0001 annul");
    desk_rig_type(&r, "K");
    desk_rig_size(&r, 23, 80);
    desk_rig_expect(&r, "80×24");
    desk_rig_size(&r, 24, 80);
    desk_rig_ctrl(&r, 'K');
    assert_false(desk_rig_shows(&r, "annul"));
    desk_rig_type(&r, "KY"); /* what is typed at the lock signs nothing */
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_false(is_written(1));
    desk_rig_pass(&r, 60000);
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_work(&r, KEYPRESS_ENTER);
    expect_preview();
    sign("Y");
    assert_true(is_written(1));
}

/* ---- pictures ---- */

static void in_pictures(void **state)
{
    static struct session_candidate person[3];
    static struct session_paper paper[3];
    static struct result before[3], after[3];
    static const char *const NAMES[] = {"Lý Thu Hà", "Võ Văn Tài", "Trần Văn Độ"};
    static const char *const SBD[] = {"00128", "00201", "00202"};
    static const char STEM[] =
        "Chiều rộng một làn xe của đường cấp III đồng bằng theo TCVN 4054, khi "
        "tốc độ thiết kế là 80 km/h, được quy định là bao nhiêu?";
    static struct decision d = {.number = 3,
                                .ruling = DECISION_ACCEPT,
                                .question = {0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f},
                                .options = 5};
    (void)state;
    decide_open(&r.desk, "ca-2", "question 0a1b2c3d4e5f accept A,C");
    draw();
    desk_rig_wait(&r); /* there is no such session */
    type_into(DECIDE_REASON, "Quy chuẩn đã sửa đổi; biên bản hội đồng 12/BB ngày 29/11");
    decision()->looked[0] = '\0';
    decision()->question =
        (struct question_look_reply){.is_found = true,
                                     .papers = 38,
                                     .text = {.stem = (char *)(uintptr_t)STEM,
                                              .option = {(char *)"3,00 m", (char *)"3,50 m",
                                                         (char *)"3,75 m", (char *)"4,00 m"}}};
    strcpy(decision()->looked, decision()->asked.text[DECIDE_WHICH]);
    desk_rig_golden(&r, "decide-form");
    decision()->question = (struct question_look_reply){0};
    type_into(DECIDE_BY, "Hội đồng xét cấp chứng chỉ");
    struct decide *s = decision();
    s->reply = calloc(1, sizeof *s->reply);
    s->changes.paper = calloc(3, sizeof *s->changes.paper);
    assert_true(s->reply && s->changes.paper);
    d.reason = s->asked.text[DECIDE_REASON];
    d.by = s->asked.text[DECIDE_BY];
    s->reply->decision = &d;
    strcpy(s->reply->words, "Chiều rộng một làn xe của đường cấp III đồng bằng theo TCVN 4054");
    s->reply->papers = 38;
    s->reply->text = (struct bank_question){
        .stem = (char *)"-",
        .option = {(char *)"3,00 m", (char *)"3,50 m", (char *)"3,75 m", (char *)"4,00 m"}};
    s->reply->grading.opened.roster.candidate = person;
    s->reply->grading.opened.roster.paper = paper;
    for (unsigned i = 0; i < 3; i++) {
        strcpy(person[i].name, NAMES[i]);
        paper[i].candidate = i;
        before[i] =
            (struct result){.state = RESULT_FAILED, .total = 20, .sbd = (char *)(uintptr_t)SBD[i]};
        snprintf(before[i].paper, sizeof before[i].paper, "%04u", 17 + i);
        after[i] = before[i];
        after[i].total = 21;
        after[i].state = i < 2 ? RESULT_PASSED : RESULT_FAILED;
        s->changes.paper[i] = i;
    }
    s->reply->before = (struct results){.row = before, .count = 101};
    s->reply->after = (struct results){.row = after, .count = 101};
    s->changes.count = s->changes.scores = 3;
    s->changes.states = 2;
    s->mode = DECIDE_PREVIEW;
    snprintf(s->sentence, sizeof s->sentence, "-");
    tui_word_ask(&s->typed, s->sentence, "KY");
    draw();
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "K");
    desk_rig_golden(&r, "decide");
    free(s->reply);
    s->reply = NULL;
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&decide_screen);
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&decide_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_form_asks_what_its_ruling_needs),
        TEST(a_question_is_named_by_its_words),
        TEST(a_question_stands_beside_its_number),
        TEST(nothing_is_told_of_papers_not_sat),
        TEST(what_was_typed_waits_for_whoever_decides_it),
        TEST(a_draft_is_about_what_stands_in_it),
        TEST(a_paper_that_parts_waits_in_a_row_of_its_own),
        TEST(nothing_is_previewed_that_is_not_whole),
        TEST(without_the_word_no_file_is_written),
        TEST(options_are_told_by_their_texts),
        TEST(what_was_previewed_is_what_comes_out),
        TEST(what_is_decided_already_is_said),
        TEST(another_decision_meanwhile_is_seen),
        TEST(two_journals_lead_to_it),
        TEST(reconciling_leads_to_it),
        TEST(a_decided_row_offers_its_undo),
        TEST(a_list_opened_through_another_is_read_once),
        TEST(right_answers_of_what_was_not_sat_want_a_word),
        TEST(a_decision_has_its_own_form_everywhere),
        TEST(a_preview_outlives_the_lock),
        TEST(in_pictures),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
