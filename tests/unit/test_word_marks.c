/* Word documents: how the right answer is marked, and keys that stand apart. */
#include "tests/lib/word_rig.h"
#include "tools/import/answer_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- marks ---- */

static const struct mark {
    const char *name, *look, *before, *behind; /* what stands beside the run, or beside the text
                                                    itself */
} MARKS[] = {{"bold", "<w:b/>", "", ""},
             {"underline", "<w:u w:val=\"single\"/>", "", ""},
             {"colour", "<w:color w:val=\"FF0000\"/>", "", ""},
             {"dark blue", "<w:color w:val=\"002060\"/>", "", ""},
             {"highlight", "<w:highlight w:val=\"yellow\"/>", "", ""},
             {"shade", "<w:shd w:val=\"clear\" w:fill=\"FFFF00\"/>", "", ""},
             {"bold by style", "<w:rStyle w:val=\"Bold\"/>", "", ""},
             {"colour by style", "<w:rStyle w:val=\"Red\"/>", "", ""},
             {"star before", "", "*", ""},
             {"star behind", "", "", " *"},
             {"tick", "", "✓ ", ""}};
enum { ON_LETTER = 1, ON_TEXT = 2 };

static void option(struct buf *b, const struct mark *m, int where, int i, bool right)
{
    const char *letter = right && where & ON_LETTER ? m->look : "",
               *text = right && where & ON_TEXT ? m->look : "";
    buf_printf(b,
               "<w:p><w:r><w:rPr>%s</w:rPr><w:t>%s%c. "
               "</w:t></w:r><w:r><w:rPr>%s</w:rPr><w:t>%s%s</w:t></w:r></w:p>",
               letter, right ? m->before : "", 'A' + i, text,
               right ? "đúng" : (const char *[]){"một", "hai", "ba", "bốn"}[i],
               right ? m->behind : "");
}

static void in_paragraphs(struct buf *b, const struct mark *m, int where, int answer)
{
    buf_add_text(b, P("Câu 1: Hỏi gì?"));
    for (int i = 0; i < 4; i++)
        option(b, m, where, i, i == answer);
}

static void in_cell(struct buf *b, const struct mark *m, int where, int answer)
{
    buf_add_text(b, "<w:tbl>" ROW(CELL(P("STT")) CELL(P("Câu hỏi")) CELL(
                        P("Đáp án"))) "<w:tr>" CELL(P("1")) "<w:tc>" P("Hỏi gì?"));
    for (int i = 0; i < 4; i++)
        option(b, m, where, i, i == answer);
    buf_add_text(b, "</w:tc>" CELL("<w:p/>") "</w:tr></w:tbl>");
}

/* No column for the answer at all. */
static void in_columns(struct buf *b, const struct mark *m, int where, int answer)
{
    (void)where;
    buf_add_text(b, "<w:tbl>" ROW(CELL(P("STT")) CELL(P("Câu hỏi")) CELL(P("A")) CELL(P("B")) CELL(
                        P("C")) CELL(P("D"))) "<w:tr>" CELL(P("1")) CELL(P("Hỏi gì?")));
    for (int i = 0; i < 4; i++)
        buf_printf(b, "<w:tc><w:p><w:r><w:rPr>%s</w:rPr><w:t>%s%s%s</w:t></w:r></w:p></w:tc>",
                   i == answer ? m->look : "", i == answer ? m->before : "",
                   i == answer ? "đúng" : (const char *[]){"một", "hai", "ba", "bốn"}[i],
                   i == answer ? m->behind : "");
    buf_add_text(b, "</w:tr></w:tbl>");
}

/* Letters that Word writes look as the paragraph's mark does. */
static void in_list(struct buf *b, const struct mark *m, int where, int answer)
{
    buf_add_text(
        b, "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>" T(
               "Hỏi gì?") "</w:p>");
    for (int i = 0; i < 4; i++)
        buf_printf(b,
                   "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId "
                   "w:val=\"5\"/></w:numPr><w:rPr>%s</w:rPr></w:pPr><w:r><w:rPr>%s</"
                   "w:rPr><w:t>%s%s%s</w:t></w:r></w:p>",
                   i == answer && where & ON_LETTER ? m->look : "",
                   i == answer && where & ON_TEXT ? m->look : "", i == answer ? m->before : "",
                   i == answer ? "đúng" : (const char *[]){"một", "hai", "ba", "bốn"}[i],
                   i == answer ? m->behind : "");
}

static void every_mark_on_letter_and_text(void **state)
{
    static const struct {
        const char *name;
        void (*make)(struct buf *, const struct mark *, int, int);
    } PLACES[] = {{"in paragraphs", in_paragraphs},
                  {"in a cell", in_cell},
                  {"in columns", in_columns},
                  {"in a list", in_list}};
    (void)state;
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++)
        for (size_t m = 0; m < sizeof MARKS / sizeof MARKS[0]; m++)
            for (int where = PLACES[i].make == in_columns ? ON_TEXT : ON_LETTER;
                 where <= (ON_LETTER | ON_TEXT); where++)
                for (int answer = 0; answer < 4; answer++) {
                    char name[96];
                    struct buf b;
                    buf_init(&b, 1 << 16);
                    PLACES[i].make(&b, &MARKS[m], where, answer);
                    snprintf(name, sizeof name, "%s, %s, %s, %c", PLACES[i].name, MARKS[m].name,
                             where == ON_LETTER ? "letter"
                             : where == ON_TEXT ? "text"
                                                : "both",
                             'a' + answer);
                    word_rig_expect(buf_text(&b), answer, name);
                    buf_free(&b);
                }
}

#define RIGHT P("c. đúng")
static void what_all_share_marks_nothing(void **state)
{
    (void)state;
    /* all letters are bold, and the right text */
    word_rig_expect(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. ")
                        T("x") "</w:p><w:p>" R("<w:b/>", "b. ")
                            R("<w:b/>", "đúng") "</w:p><w:p>" R("<w:b/>", "c. ")
                                T("z") "</w:p><w:p>" R("<w:b/>", "d. ") T("t") "</w:p>",
                    1, "bold letters");
    /* all options are blue, the right one is red */
    word_rig_expect(
        P("Câu 1: Q?") "<w:p>" R("<w:color w:val=\"0000FF\"/>", "a. x") "</w:p><w:p>" R(
            "<w:color w:val=\"0000FF\"/>",
            "b. y") "</w:p><w:p>" R("<w:color w:val=\"FF0000\"/>",
                                    "c. đúng") "</w:p><w:p>" R("<w:color w:val=\"0000FF\"/>",
                                                               "d. t") "</w:p>",
        2, "red among blue");
    /* dark grey and black are both ordinary */
    word_rig_expect(
        P("Câu 1: Q?") "<w:p>" R("<w:color w:val=\"222222\"/>", "a. x") "</w:p>" P("b. y") RIGHT
        "<w:p>" R("<w:color w:val=\"000000\"/>", "d. t") "</w:p>" P("Đáp án: c"),
        2, "greys");
    /* a word in an option is no mark */
    word_rig_expect(P("Câu 1: Q?") P("a. x") "<w:p>" T("b. y ")
                        R("<w:b/>", "không") "</w:p>" RIGHT P("d. t") P("Đáp án: c"),
                    2, "a bold word");
    /* bold twice by style is not bold; a style that takes its base's bold back is not */
    word_rig_expect(
        P("Câu 1: Q?") "<w:p><w:pPr><w:pStyle w:val=\"Fatter\"/></w:pPr>" R(
            "<w:rStyle w:val=\"Bold\"/>",
            "a. x") "</w:p><w:p><w:pPr><w:pStyle "
                    "w:val=\"Thin\"/></w:pPr>" T("b. y") "</"
                                                         "w:p><w:p><"
                                                         "w:pPr><w:"
                                                         "pStyle "
                                                         "w:val="
                                                         "\"Fatter\"/"
                                                         "></"
                                                         "w:pPr>" T("c. đúng") "</w:p>" P("d. t"),
        2, "styles");
}

static void marks_that_contradict_reject(void **state)
{
    (void)state;
    word_rig_expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. x") "</w:p><w:p>" R(
                                "<w:b/>", "b. y") "</w:p>" P("c. z") P("d. t"),
                            "2 options are marked by bold type");
    word_rig_expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. x") "</w:p><w:p>" R(
                                "<w:u w:val=\"single\"/>", "b. y") "</w:p>" P("c. z") P("d. t"),
                            "the marks differ");
    word_rig_expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. ") T("x") "</w:p><w:p>" T("b. ")
                                R("<w:b/>", "y") "</w:p>" P("c. z") P("d. t"),
                            "the marks differ");
    word_rig_expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. x") "</w:p>" P("b. y") P("c. z")
                                P("d. t") P("Đáp án: b"),
                            "the option marked is a, the answer written b");
    word_rig_expect_refusal(P("Câu 1: Q?") P("*a. x") P("b. y *") P("c. z") P("d. t"),
                            "2 options are marked by a star");
    word_rig_expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. x") "</w:p>" P("b. y") P("c. z")
                                P("d. t") P("ĐÁP ÁN") P("1-B"),
                            "the answer key says b");
    word_rig_expect_refusal(P("Câu 1: Q?") OPTIONS P("Đáp án: a") P("BẢNG ĐÁP ÁN: 1B"),
                            "the answer key says b");
    word_rig_expect_refusal(P("Câu 1: Q?") OPTIONS P("Đáp án") P("1.A 1.B 2.C"),
                            "with different answers");
    word_rig_expect_refusal(
        "<w:tbl>" ROW(CELL(P("STT")) CELL(P("Câu hỏi")) CELL(P("Đáp án")))
            ROW(CELL(P("1")) CELL(P("Q?") P("a. x") "<w:p>" R("<w:b/>", "b. y") "</w:p>" P("c. z")
                                      P("d. t")) CELL(P("c"))) "</w:tbl>",
        "the option marked is b, the answer written c");
}

static void a_headings_look_is_no_questions(void **state)
{
    static const char QUESTION[] = P("Câu 1: Q?") OPTIONS P("Đáp án: a"),
                      BOLD[] = "<w:p>" R("<w:b/>", "NGÂN HÀNG CÂU HỎI") "</w:p>",
                      HIDDEN[] = "<w:p>" T("NGÂN HÀNG ") R("<w:vanish/>", "mật") "</w:p>";
    struct importer_rig r;
    char body[4096];
    (void)state;
    snprintf(body, sizeof body, "%s%s", BOLD, QUESTION);
    word_rig_read(&r, body);
    assert_true(r.in.count == 1 && r.in.change[IMPORTER_MARKUP] == 0);
    importer_rig_stop(&r);
    snprintf(body, sizeof body, "%s%s", HIDDEN, QUESTION); /* what is hidden is told wherever */
    word_rig_read(&r, body);
    assert_true(r.in.count == 1 && r.in.change[IMPORTER_HIDDEN] == 1);
    importer_rig_stop(&r);
}

/* ---- keys ---- */

static const char *const QUESTIONS =
    P("Câu 1: Một?") OPTIONS P("Câu 2: Hai?") OPTIONS P("Câu 3: Ba?") OPTIONS;

static void keys_behind_the_questions(void **state)
{
    static const char *const KEYS[] = {
        P("Đáp án:") P("1-A 2-B 3-D"),
        P("ĐÁP ÁN") P("1. A") P("2. B") P("3. D"),
        P("Bảng đáp án: 1A, 2B, 3D"),
        P("1.A 2.B 3.D"),
        P("Đáp án") P("Câu 1: A") P("Câu 2: b") P("Câu 3: D"),
        P("Đáp án") "<w:tbl>" ROW(CELL(P("Câu")) CELL(P("1")) CELL(P("2")) CELL(P("3")))
            ROW(CELL(P("Đáp án")) CELL(P("A")) CELL(P("B")) CELL(P("D"))) "</w:tbl>",
        "<w:tbl>" ROW(CELL(P("Câu")) CELL(P("Đáp án"))) ROW(CELL(P("1")) CELL(P("A")))
            ROW(CELL(P("2")) CELL(P("B"))) ROW(CELL(P("3")) CELL(P("D"))) "</w:tbl>",
        "<w:tbl>" ROW(CELL(P("1")) CELL(P("A")) CELL(P("2")) CELL(P("B")))
            ROW(CELL(P("3")) CELL(P("D")) CELL("<w:p/>") CELL("<w:p/>")) "</w:tbl>",
        "<w:tbl>" ROW(CELL(P("1-A")) CELL(P("2-B")) CELL(P("3-D"))) "</w:tbl>"};
    struct importer_rig r;
    char body[8192];
    (void)state;
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        snprintf(body, sizeof body, "%s%s", QUESTIONS, KEYS[i]);
        word_rig_read(&r, body);
        if (r.in.count != 3 || r.findings.count || r.in.question[0].answer != 0 ||
            r.in.question[1].answer != 1 || r.in.question[2].answer != 3)
            fail_msg("key %zu: %zu taken: %s", i, r.in.count, word_rig_said(&r));
        importer_rig_stop(&r);
    }
    /* two parts, each with its own key and numbers that begin anew */
    snprintf(body, sizeof body, "%s%s%s%s", QUESTIONS, P("Đáp án") P("1-A 2-A 3-A"), QUESTIONS,
             P("Đáp án") P("1-C 2-C 3-C"));
    word_rig_read(&r, body);
    assert_int_equal(r.in.count, 6);
    assert_true(r.in.question[2].answer == 0 && r.in.question[3].answer == 2);
    importer_rig_stop(&r);
    /* one key for both cannot be told apart; a key for a question that is not there is told; one
     * without its answer is rejected */
    snprintf(body, sizeof body, "%s%s%s", QUESTIONS, QUESTIONS, P("Đáp án") P("1-A 2-A 3-A"));
    word_rig_read(&r, body);
    assert_true(r.in.count == 0 && importer_rejected(&r.in) == 6 &&
                importer_rig_says(&r, "several questions"));
    importer_rig_stop(&r);
    snprintf(body, sizeof body, "%s%s", QUESTIONS, P("Đáp án") P("1-A 2-A 4-A"));
    word_rig_read(&r, body);
    assert_true(r.in.count == 2 && importer_rig_says(&r, "no right answer") &&
                importer_rig_says(&r, "names question 4"));
    importer_rig_stop(&r);
}

#define TABLE(rows) "<w:tbl>" rows "</w:tbl>"
#define KEY_ROW(a, b) ROW(CELL(P(a)) CELL(P(b)))
#define KEY_HEAD KEY_ROW("Câu", "Đáp án")

/* One answer that is none spoils its own question, not the key. */
static void a_strange_answer_of_a_key(void **state)
{
    static const struct {
        const char *key, *said;
    } KEYS[] = {
        {TABLE(KEY_HEAD KEY_ROW("1", "A") KEY_ROW("2", "E") KEY_ROW("3", "D")), "\"E\""},
        {TABLE(KEY_HEAD KEY_ROW("1", "A") KEY_ROW("2", "A, C") KEY_ROW("3", "D")), "\"A, C\""},
        {TABLE(KEY_HEAD KEY_ROW("1", "A") KEY_ROW("2", "bỏ câu này") KEY_ROW("3", "D")),
         "\"bỏ câu này\""},
        {TABLE(KEY_ROW("ĐÁP ÁN ĐỀ SỐ 2", "") KEY_HEAD KEY_ROW("1", "A") KEY_ROW("2", "?")
                   KEY_ROW("3", "D")),
         "\"?\""},
        {TABLE(ROW(CELL(P("Câu")) CELL(P("1")) CELL(P("2")) CELL(P("3")))
                   ROW(CELL(P("Đáp án")) CELL(P("A")) CELL(P("G")) CELL(P("D")))),
         "\"G\""},
        {TABLE(ROW(CELL(P("1-A")) CELL(P("2-E")) CELL(P("3-D")) CELL("<w:p/>"))), "\"E\""},
        {P("Đáp án: 1-A 2-E 3-D"), "\"E\""},
        {P("1-A 2-E 3-D"), "\"E\""},
        {P("Đáp án: 1-A; 2-B,C; 3-D"), "\"B,C\""},
        {P("ĐÁP ÁN") P("1. A") P("2. K") P("3. D"), "\"K\""}};
    struct importer_rig r;
    char body[8192];
    (void)state;
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        snprintf(body, sizeof body, "%s%s", QUESTIONS, KEYS[i].key);
        word_rig_read(&r, body);
        if (r.in.count != 2 || importer_rejected(&r.in) != 1 ||
            !importer_rig_says(&r, KEYS[i].said) || r.in.question[0].answer != 0 ||
            r.in.question[1].answer != 3)
            fail_msg("key %zu: %zu taken: %s", i, r.in.count, word_rig_said(&r));
        importer_rig_stop(&r);
    }
}

/* A table with a key's headings that cannot be used is told with the cell that forbids it; tables
 * of other things are no keys. */
static void a_table_that_is_nearly_a_key(void **state)
{
    static const char LONG[] = TABLE(KEY_HEAD KEY_ROW("1", "A") KEY_ROW(
        "2", "Nhà thầu thi công lập, tư vấn giám sát ký nhận") KEY_ROW("3", "D")),
                      NOTE[] = TABLE(ROW(CELL(P("Câu")) CELL(P("Đáp án")) CELL(P("Ghi chú")))
                                         ROW(CELL(P("1")) CELL(P("A")) CELL(P("dễ")))),
                      FIGURES[] = TABLE(KEY_ROW("1", "m") KEY_ROW("2", "kg"));
    struct importer_rig r;
    char body[8192];
    (void)state;
    snprintf(body, sizeof body, "%s%s", QUESTIONS, LONG);
    word_rig_read(&r, body);
    assert_true(r.in.count == 0 && importer_rejected(&r.in) == 3 &&
                importer_rig_says(&r, "looks like an answer key") &&
                importer_rig_says(&r, "Nhà thầu thi công lập"));
    importer_rig_stop(&r);
    snprintf(body, sizeof body, "%s%s", QUESTIONS, NOTE);
    word_rig_read(&r, body);
    assert_true(r.in.count == 0 && importer_rig_says(&r, "\"Ghi chú\""));
    importer_rig_stop(&r);
    snprintf(body, sizeof body, "%s%s", QUESTIONS, FIGURES);
    word_rig_read(&r, body);
    assert_true(r.in.count == 0 && !importer_rig_says(&r, "answer key"));
    importer_rig_stop(&r);
}

/* What looks like a key and is none; each text ends where its memory does. */
static void lines_that_are_no_key(void **state)
{
    static const char *const LINES[] = {"1",       "1-",         "1-A 2",  "1-A 2-B 3-",
                                        "Câu 3:",  "Đáp án: 1",  "Đáp án", "1-En 2-A 3-B",
                                        "1A 2B x", "Năm 2014 a", ""};
    (void)state;
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        char *own = strdup(LINES[i]);
        if (answer_key_line(NULL, 1, own, true))
            fail_msg("\"%s\" is no key", own);
        free(own);
    }
    assert_int_equal(answer_key_line(NULL, 1, "1 m 2 k 3 g", false), 0);
    assert_int_equal(answer_key_line(NULL, 1, "1-A 2-B", false), 0);
    assert_int_equal(answer_key_line(NULL, 1, "1-A 2-B", true), 2);
    assert_int_equal(answer_key_line(NULL, 1, "Đáp án: 1.A; 2.B | 3.C", false), 3);
    assert_true(answer_key_is_heading("BẢNG ĐÁP ÁN:") && !answer_key_is_heading("Đáp án: c") &&
                !answer_key_is_heading("Đáp án của bài"));
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_mark_on_letter_and_text),
                                       cmocka_unit_test(what_all_share_marks_nothing),
                                       cmocka_unit_test(marks_that_contradict_reject),
                                       cmocka_unit_test(a_headings_look_is_no_questions),
                                       cmocka_unit_test(keys_behind_the_questions),
                                       cmocka_unit_test(a_strange_answer_of_a_key),
                                       cmocka_unit_test(a_table_that_is_nearly_a_key),
                                       cmocka_unit_test(lines_that_are_no_key)};
    return cmocka_run_group_tests_name("word, marks", tests, NULL, NULL);
}
