/* A decision at the desk: its form, what it would change, the word that signs it; over a true
 * office with a graded session. */
#include "app/core/file.h"
#include "tests/lib/decide_rig.h"
#include "tools/desk/reconcile.h"
#include "tools/office/publishing.h"
#include "tools/report/decision_words.h"
#include "tools/work/session_new.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
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
    desk_office_begin(&made, &office, &r, DECIDE_RIG_OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&office, &r);
    return 0;
}

static void the_form_asks_what_its_ruling_needs(void **state)
{
    (void)state;
    decide_open(&r.desk, "ca-1", "");
    desk_draw(&r.desk, &r.v);
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
    decide_rig_type_into(&r, DECIDE_MORE, "A,E");
    desk_rig_expect(&r, "x all that are right: A,C");
    const char *const written[] = {"A,C", "a và c", "A; C", "a c", "A, C"};
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        desk_rig_ctrl(&r, 'U');
        desk_rig_type(&r, written[i]);
        desk_rig_expect(&r, "Command: sathachctl decide ca-1 question 0001:12 accept A,C");
    }
    decide_rig_go_to(&r, DECIDE_ON);
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
    decide_rig_open_form(&r, "question 0001:1");
    assert_true(decide_rig_decision(&r)->question.is_found);
    expect_question(&decide_rig_decision(&r)->question.text);
    decide_rig_type_into(&r, DECIDE_WHICH, "2"); /* another one: what was read is of 0001:1 alone */
    char first[61];
    snprintf(first, sizeof first, "%.40s", decide_rig_decision(&r)->question.text.stem);
    assert_false(desk_rig_says(&r, first));
    desk_rig_work(&r, KEYPRESS_DOWN);
    assert_true(decide_rig_decision(&r)->question.is_found);
    expect_question(&decide_rig_decision(&r)->question.text);
    assert_false(desk_rig_says(&r, first));
    decide_rig_type_into(&r, DECIDE_WHICH, "9"); /* no paper has a question 129 */
    desk_rig_work(&r, KEYPRESS_DOWN);
    assert_false(decide_rig_decision(&r)->question.is_found);
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
    desk_draw(&r.desk, &r.v);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "not shown: nothing was collected yet");
}

/* Nobody knows an id: words are no name yet, Enter on them shows the questions that hold them. */
static void a_question_is_named_by_its_words(void **state)
{
    (void)state;
    decide_open(&r.desk, "ca-1", "question");
    desk_draw(&r.desk, &r.v);
    assert_int_equal(decide_rig_decision(&r)->asked.form.at, DECIDE_WHICH);
    desk_rig_type(&r, "khong co cau nao");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "x its words, Enter");
    decide_rig_go_to(&r, DECIDE_WHICH);
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
    assert_int_equal(strspn(decide_rig_decision(&r)->asked.text[DECIDE_WHICH], "0123456789abcdef"),
                     12);
    desk_rig_expect(&r, "Command: sathachctl decide ca-1 question ");
}

static void nothing_is_previewed_that_is_not_whole(void **state)
{
    (void)state;
    decide_open(&r.desk, "ca-1", "paper 0001 annul");
    desk_draw(&r.desk, &r.v);
    assert_int_equal(decide_rig_decision(&r)->asked.form.at,
                     DECIDE_REASON); /* what is still to be said */
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "x Reason: why, in a sentence");
    assert_false(r.desk.job.is_running);
    desk_rig_type(&r, "x");
    decide_rig_go_to(&r, DECIDE_WHICH);
    desk_rig_type(&r, "x");
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "x Paper: its number, 0031");
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_type(&r, "99"); /* there is no such paper */
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_FORM);
    desk_rig_expect(&r, "the session has no such paper");
    desk_rig_work(&r, KEYPRESS_ESC); /* what was typed is kept */
    decide_open(&r.desk, "ca-1", "paper 0001 annul");
    desk_draw(&r.desk, &r.v);
    assert_string_equal(decide_rig_decision(&r)->asked.text[DECIDE_REASON], "x");
    assert_string_equal(decide_rig_decision(&r)->asked.text[DECIDE_WHICH],
                        "0001"); /* as it is opened for */
}

/* Whether somebody sits again is the council's word: it goes into the reason, one of two. */
static void who_has_no_result_may_sit_again(void **state)
{
    (void)state;
    decide_rig_open_form(&r, "paper 0001 annul");
    desk_rig_expect(&r, "annulled: has not passed; a re-sit stands in the reason");
    decide_rig_type_into(&r, DECIDE_REASON, "Máy hỏng.");
    desk_rig_ctrl(&r, 'T');
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Máy hỏng; được sát hạch lại");
    desk_rig_ctrl(&r, 'T'); /* the other one */
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Máy hỏng; không được sát hạch lại");
}

/* ---- signed by its word ---- */

static void without_the_word_no_file_is_written(void **state)
{
    (void)state;
    decide_rig_open_preview(&r, "paper 0001 annul");
    decide_rig_expect_preview(&r);
    desk_rig_work(&r, KEYPRESS_ENTER);
    decide_rig_sign(&r, "KHONG");
    desk_rig_expect(&r, "That is another word; nothing was done.");
    decide_rig_sign(&r, "K");
    desk_rig_work(&r, KEYPRESS_ESC);
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_FORM);
    assert_false(decide_rig_is_written(&r, 1));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    decide_rig_expect_preview(&r);
    desk_rig_work(&r, KEYPRESS_ENTER); /* the box remembers nothing */
    assert_false(decide_rig_is_written(&r, 1));
    assert_int_equal(r.desk.rans, 0);
    decide_rig_sign(&r, "ky");
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_SIGNED);
    desk_rig_expect(&r,
                    "Decision 1 of ca-1 · TRAINING"); /* nobody takes a rehearsal for the exam */
    assert_true(desk_rig_says(&r, "Decision 1 is signed: G takes it into the scores. Not ruled on: "
                                  "0002; what the council has not discussed may stay so"));
    assert_true(decide_rig_is_written(&r, 1));
    assert_false(decide_rig_is_written(&r, 2));
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
    const struct decide *d = decide_rig_decision(&r);
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
    decide_rig_open_preview(&r, "question 0001:1 accept A,C");
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_PREVIEW);
    const struct bank_question *q = &decide_rig_decision(&r)->reply->text;
    assert_non_null(q->stem);
    for (unsigned i = 0; i < BANK_OPTIONS; i++) {
        char text[600];
        snprintf(text, sizeof text, "● %c  %.40s", (char)('A' + i), q->option[i]);
        assert_int_equal(desk_rig_says(&r, text), i == 0 || i == 2);
    }
}

static void expect_ruling(const char *said)
{
    char text[QUESTION_WORDS + 200], hex[DECISION_HEX];
    const struct decide_reply *d = decide_rig_decision(&r)->reply;
    assert_true(d->words[0]);
    crypt_hex(d->decision->question, CRYPT_HASH, hex);
    snprintf(text, sizeof text, "“%s” (%.12s): %s", d->words, hex, said);
    desk_rig_expect(&r, text);
}

/* Who signs reads all of it, the question by its words, and the ruling as it was chosen. */
static void a_ruling_is_read_whole_in_the_words_of_its_choice(void **state)
{
    static const char IN_ENGLISH[] = "taken out, the others of its part carry its points",
                      IN_VIETNAMESE[] = "bỏ câu này, các câu khác cùng phần gánh điểm";
    (void)state;
    decide_rig_open_form(&r, "question 0003:5 take-out");
    desk_rig_expect(&r, IN_ENGLISH);
    desk_rig_expect(&r, "council, 12/BB; empty: office");
    decide_rig_type_into(&r, DECIDE_REASON, "Câu hỏi sai");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect_ruling(IN_ENGLISH);
    desk_rig_ctrl(&r, 'E');
    expect_ruling(IN_VIETNAMESE);
    struct buf minutes; /* say it in the same words */
    buf_init(&minutes, 1024);
    decision_words_ruling(decide_rig_decision(&r)->reply->decision, &minutes);
    assert_string_equal(buf_text(&minutes), IN_VIETNAMESE);
    buf_free(&minutes);
    desk_rig_ctrl(&r, 'E');
    decide_rig_sign(&r, "KY");
    assert_true(decide_rig_is_written(&r, 1));
    desk_rig_work(&r, KEYPRESS_ENTER);
    reconcile_open(&r.desk, "ca-1");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_END); /* what is decided stands last */
    desk_rig_expect(&r, "question “");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, IN_ENGLISH);
    desk_rig_expect(&r, "Reason: Câu hỏi sai");
}

static void what_was_previewed_is_what_comes_out(void **state)
{
    static const char *const RULINGS[] = {"question 0001:1 void", "question 0003:5 take-out",
                                          "question 0004:2 accept A,B,C,D", "paper 0005 annul"};
    struct outcome seen[16];
    (void)state;
    for (size_t k = 0; k < sizeof RULINGS / sizeof RULINGS[0]; k++) {
        decide_rig_open_preview(&r, RULINGS[k]);
        assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_PREVIEW);
        size_t n = take_preview(seen), changes = decide_rig_decision(&r)->changes.count;
        if (changes)
            desk_rig_expect(&r, decide_rig_decision(&r)
                                    ->reply->before.row[decide_rig_decision(&r)->changes.paper[0]]
                                    .sbd);
        decide_rig_sign(&r, "KY");
        assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_SIGNED);
        assert_int_equal(decide_rig_decision(&r)->changes.count, changes);
        desk_rig_type(&r, "g"); /* its preview, then Enter */
        desk_rig_wait(&r);
        desk_rig_expect(&r, "NOTHING WRITTEN YET");
        desk_rig_work(&r, KEYPRESS_ENTER);
        desk_rig_work(&r, KEYPRESS_ESC); /* not back to what was signed */
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
    decide_rig_open_preview(&r, "paper 0001 annul");
    decide_rig_sign(&r, "KY");
    desk_rig_work(&r, KEYPRESS_ENTER);
    decide_rig_open_preview(&r, "paper 0001 annul");
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_FORM);
    desk_rig_expect(&r, "it is decided so already");
    assert_false(decide_rig_is_written(&r, 2));
}

static void another_decision_meanwhile_is_seen(void **state)
{
    char *other[] = {(char *)"paper", (char *)"0003", (char *)"annul"};
    (void)state;
    decide_rig_open_preview(&r, "paper 0001 annul");
    decide_rig_expect_preview(&r);
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){
                        .session = "ca-1", .ruling = {other, 3}, .reason = "Vi phạm quy chế"});
    decide_rig_sign(&r, "KY");
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_FORM);
    desk_rig_expect(&r, "another decision was taken since the preview");
    assert_false(decide_rig_is_written(&r, 2));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Decision 2 of ca-1 · preview");
    decide_rig_sign(&r, "KY");
    assert_true(decide_rig_is_written(&r, 2));
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
    assert_true(desk_rig_says(&r, "Closed all the same, say why."));
    desk_rig_expect(&r, "Command: sathachctl decide ca-1 close");
    decide_rig_type_into(&r, DECIDE_REASON, "Theo kết luận thanh tra");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Type DONG, then Enter");
    decide_rig_sign(&r, "KY");
    assert_false(decide_rig_is_written(&r, 1));
    decide_rig_sign(&r, "DONG");
    assert_true(decide_rig_is_written(&r, 1));
    assert_int_equal(decide_rig_decision(&r)->mode, DECIDE_CLOSED);
    desk_rig_type(&r, "g"); /* nothing is graded behind a close */
    assert_string_equal(desk_rig_top(&r), "decide");
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "reconcile");
    desk_rig_expect(&r, "CLOSED"); /* when and by whom; neither graded nor closed again */
    desk_rig_expect(&r, "/2026");
    desk_rig_expect(&r, "by decision 1: ");
    assert_false(desk_rig_shows(&r, "Z close"));
    assert_false(desk_rig_shows(&r, "G preview"));
    desk_rig_press(&r, KEYPRESS_END); /* what was decided */
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Reason: Theo kết luận thanh tra");
    assert_false(desk_rig_shows(&r, "2026-")); /* the day as people write it */
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_run(&r, &decide_op,
                    &(struct decide_request){.session = "ca-1",
                                             .ruling = {(char *[]){(char *)"undo", (char *)"1"}, 2},
                                             .reason = "x"});
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Z close");
}

/* ---- locked, too small ---- */

static void a_preview_outlives_the_lock(void **state)
{
    (void)state;
    decide_rig_open_preview(&r, "paper 0001 annul");
    desk_rig_type(&r, "K");
    desk_rig_size(&r, 23, 80);
    desk_rig_expect(&r, "80×24");
    desk_rig_size(&r, 24, 80);
    desk_rig_ctrl(&r, 'K');
    assert_false(desk_rig_shows(&r, "annul"));
    desk_rig_type(&r, "KY"); /* what is typed at the lock signs nothing */
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_false(decide_rig_is_written(&r, 1));
    desk_rig_pass(&r, 60000);
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_work(&r, KEYPRESS_ENTER);
    decide_rig_expect_preview(&r);
    decide_rig_sign(&r, "Y");
    assert_true(decide_rig_is_written(&r, 1));
}

/* ---- pictures ---- */

/* What a preview would say of three papers of another session. */
static void make_preview(struct decide *s)
{
    static struct session_candidate person[3];
    static struct session_paper paper[3];
    static struct result before[101], after[101];
    static const char *const NAMES[] = {"Lý Thu Hà", "Võ Văn Tài", "Trần Văn Độ"};
    static const char *const SBD[] = {"00128", "00201", "00202"};
    static struct decision d = {.number = 3,
                                .ruling = DECISION_ACCEPT,
                                .question = {0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f},
                                .options = 5};
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
}

static void in_pictures(void **state)
{
    static const char STEM[] =
        "Chiều rộng một làn xe của đường cấp III đồng bằng theo TCVN 4054, khi "
        "tốc độ thiết kế là 80 km/h, được quy định là bao nhiêu?";
    (void)state;
    decide_open(&r.desk, "ca-2", "question 0a1b2c3d4e5f accept A,C");
    desk_draw(&r.desk, &r.v);
    desk_rig_wait(&r); /* there is no such session */
    decide_rig_type_into(&r, DECIDE_REASON,
                         "Quy chuẩn đã sửa đổi; biên bản hội đồng 12/BB ngày 29/11");
    decide_rig_decision(&r)->looked[0] = '\0';
    decide_rig_decision(&r)->question =
        (struct question_look_reply){.is_found = true,
                                     .papers = 38,
                                     .text = {.stem = (char *)(uintptr_t)STEM,
                                              .option = {(char *)"3,00 m", (char *)"3,50 m",
                                                         (char *)"3,75 m", (char *)"4,00 m"}}};
    strcpy(decide_rig_decision(&r)->looked, decide_rig_decision(&r)->asked.text[DECIDE_WHICH]);
    desk_rig_golden(&r, "decide-form");
    decide_rig_decision(&r)->question = (struct question_look_reply){0};
    decide_rig_type_into(&r, DECIDE_BY, "Hội đồng xét cấp chứng chỉ");
    struct decide *s = decide_rig_decision(&r);
    make_preview(s);
    desk_draw(&r.desk, &r.v);
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
        TEST(nothing_is_previewed_that_is_not_whole),
        TEST(who_has_no_result_may_sit_again),
        TEST(without_the_word_no_file_is_written),
        TEST(options_are_told_by_their_texts),
        TEST(a_ruling_is_read_whole_in_the_words_of_its_choice),
        TEST(what_was_previewed_is_what_comes_out),
        TEST(what_is_decided_already_is_said),
        TEST(another_decision_meanwhile_is_seen),
        TEST(reconciling_leads_to_it),
        TEST(a_preview_outlives_the_lock),
        TEST(in_pictures),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
