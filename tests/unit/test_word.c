/* Word documents: how the right answer is marked, keys that stand apart, what readers do not see,
 * and what is no text. */
#include "tests/lib/importer_rig.h"
#include "tools/import/answer_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define R(look, text) "<w:r><w:rPr>" look "</w:rPr><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(text) "<w:p>" T(text) "</w:p>"
#define OPTIONS P("a. x") P("b. y") P("c. z") P("d. t")
#define CELL(text) "<w:tc>" text "</w:tc>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"

static const char NUMBERING[] =
    "<w:numbering xmlns:w=\"w\">"
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"decimal\"/><w:lvlText w:val=\"Câu %1:\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText "
    "w:val=\"%2.\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText "
    "w:val=\"•\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num><w:num "
    "w:numId=\"7\"><w:abstractNumId w:val=\"1\"/></w:num>"
    "<w:num w:numId=\"8\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride "
    "w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride></w:num></w:numbering>";

static const char STYLES[] =
    "<w:styles xmlns:w=\"w\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New "
    "Roman\"/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"/>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Fat\"><w:basedOn "
    "w:val=\"Normal\"/><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Fatter\"><w:basedOn w:val=\"Fat\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Thin\"><w:basedOn w:val=\"Fat\"/><w:rPr><w:b "
    "w:val=\"0\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Choice\"><w:pPr><w:numPr><w:ilvl "
    "w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Bold\"><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Red\"><w:rPr><w:color "
    "w:val=\"FF0000\"/></w:rPr></w:style></w:styles>";

static void read_body(struct importer_rig *r, const char *body)
{
    struct buf text, zip;
    buf_init(&text, 1 << 22);
    buf_printf(&text, "<w:document xmlns:w=\"w\"><w:body>%s</w:body></w:document>", body);
    const struct packing_part PARTS[] = {{"[Content_Types].xml", "<Types/>"},
                                         {"word/document.xml", buf_text(&text)},
                                         {"word/numbering.xml", NUMBERING},
                                         {"word/styles.xml", STYLES},
                                         {NULL, NULL}};
    importer_rig_pack(PARTS, &zip);
    importer_rig_bytes(r, "docx", zip.data, zip.len);
    if (r->rc != ERR_OK)
        fail_msg("%s", r->e.text);
    buf_free(&text);
    buf_free(&zip);
}

/* All that was said, for a test that fails. */
static const char *said(const struct importer_rig *r)
{
    return r->findings.count ? r->findings.item[0].text : "nothing";
}

/* The one question of the body and its right option. */
static void expect_answer(const char *body, int answer, const char *name)
{
    struct importer_rig r;
    read_body(&r, body);
    if (r.in.count != 1 || r.in.outcomes != 1 || r.in.question[0].answer != answer)
        fail_msg("%s: %zu of %zu taken, answer %d: %s", name, r.in.count, r.in.outcomes,
                 r.in.count ? r.in.question[0].answer : -1, said(&r));
    if (strcmp(r.in.question[0].text.option[answer], "đúng") != 0)
        fail_msg("%s: the right option is \"%s\"", name, r.in.question[0].text.option[answer]);
    importer_rig_stop(&r);
}

/* The one question of the body is rejected, and the reason holds the word. */
static void expect_refusal(const char *body, const char *word)
{
    struct importer_rig r;
    read_body(&r, body);
    if (r.in.count != 0 || r.in.outcomes != 1 || !importer_rig_says(&r, word))
        fail_msg("\"%s\" awaited: %zu of %zu taken: %s", word, r.in.count, r.in.outcomes, said(&r));
    importer_rig_stop(&r);
}

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
                    expect_answer(buf_text(&b), answer, name);
                    buf_free(&b);
                }
}

#define RIGHT P("c. đúng")
static void what_all_share_marks_nothing(void **state)
{
    (void)state;
    /* all letters are bold, and the right text */
    expect_answer(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. ") T("x") "</w:p><w:p>" R("<w:b/>", "b. ")
                      R("<w:b/>", "đúng") "</w:p><w:p>" R("<w:b/>", "c. ")
                          T("z") "</w:p><w:p>" R("<w:b/>", "d. ") T("t") "</w:p>",
                  1, "bold letters");
    /* all options are blue, the right one is red */
    expect_answer(
        P("Câu 1: Q?") "<w:p>" R("<w:color w:val=\"0000FF\"/>", "a. x") "</w:p><w:p>" R(
            "<w:color w:val=\"0000FF\"/>",
            "b. y") "</w:p><w:p>" R("<w:color w:val=\"FF0000\"/>",
                                    "c. đúng") "</w:p><w:p>" R("<w:color w:val=\"0000FF\"/>",
                                                               "d. t") "</w:p>",
        2, "red among blue");
    /* dark grey and black are both ordinary */
    expect_answer(P("Câu 1: Q?") "<w:p>" R("<w:color w:val=\"222222\"/>", "a. x") "</w:p>" P("b. y")
                      RIGHT
                  "<w:p>" R("<w:color w:val=\"000000\"/>", "d. t") "</w:p>" P("Đáp án: c"),
                  2, "greys");
    /* a word in an option is no mark */
    expect_answer(P("Câu 1: Q?") P("a. x") "<w:p>" T("b. y ")
                      R("<w:b/>", "không") "</w:p>" RIGHT P("d. t") P("Đáp án: c"),
                  2, "a bold word");
    /* bold twice by style is not bold; a style that takes its base's bold back is not */
    expect_answer(
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
    expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. x") "</w:p><w:p>" R(
                       "<w:b/>", "b. y") "</w:p>" P("c. z") P("d. t"),
                   "2 options are marked by bold type");
    expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. x") "</w:p><w:p>" R(
                       "<w:u w:val=\"single\"/>", "b. y") "</w:p>" P("c. z") P("d. t"),
                   "the marks differ");
    expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. ") T("x") "</w:p><w:p>" T("b. ")
                       R("<w:b/>", "y") "</w:p>" P("c. z") P("d. t"),
                   "the marks differ");
    expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. x") "</w:p>" P("b. y") P("c. z") P("d. t")
                       P("Đáp án: b"),
                   "the option marked is a, the answer written b");
    expect_refusal(P("Câu 1: Q?") P("*a. x") P("b. y *") P("c. z") P("d. t"),
                   "2 options are marked by a star");
    expect_refusal(P("Câu 1: Q?") "<w:p>" R("<w:b/>", "a. x") "</w:p>" P("b. y") P("c. z") P("d. t")
                       P("ĐÁP ÁN") P("1-B"),
                   "the answer key says b");
    expect_refusal(P("Câu 1: Q?") OPTIONS P("Đáp án: a") P("BẢNG ĐÁP ÁN: 1B"),
                   "the answer key says b");
    expect_refusal(P("Câu 1: Q?") OPTIONS P("Đáp án") P("1.A 1.B 2.C"), "with different answers");
    expect_refusal("<w:tbl>" ROW(CELL(P("STT")) CELL(P("Câu hỏi")) CELL(P("Đáp án")))
                       ROW(CELL(P("1")) CELL(P("Q?") P("a. x") "<w:p>" R(
                           "<w:b/>", "b. y") "</w:p>" P("c. z") P("d. t")) CELL(P("c"))) "</w:tbl>",
                   "the option marked is b, the answer written c");
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
        read_body(&r, body);
        if (r.in.count != 3 || r.findings.count || r.in.question[0].answer != 0 ||
            r.in.question[1].answer != 1 || r.in.question[2].answer != 3)
            fail_msg("key %zu: %zu taken: %s", i, r.in.count, said(&r));
        importer_rig_stop(&r);
    }
    /* two parts, each with its own key and numbers that begin anew */
    snprintf(body, sizeof body, "%s%s%s%s", QUESTIONS, P("Đáp án") P("1-A 2-A 3-A"), QUESTIONS,
             P("Đáp án") P("1-C 2-C 3-C"));
    read_body(&r, body);
    assert_int_equal(r.in.count, 6);
    assert_true(r.in.question[2].answer == 0 && r.in.question[3].answer == 2);
    importer_rig_stop(&r);
    /* one key for both cannot be told apart; a key for a question that is not there is told; one
     * without its answer is rejected */
    snprintf(body, sizeof body, "%s%s%s", QUESTIONS, QUESTIONS, P("Đáp án") P("1-A 2-A 3-A"));
    read_body(&r, body);
    assert_true(r.in.count == 0 && importer_rejected(&r.in) == 6 &&
                importer_rig_says(&r, "several questions"));
    importer_rig_stop(&r);
    snprintf(body, sizeof body, "%s%s", QUESTIONS, P("Đáp án") P("1-A 2-A 4-A"));
    read_body(&r, body);
    assert_true(r.in.count == 2 && importer_rig_says(&r, "no right answer") &&
                importer_rig_says(&r, "names question 4"));
    importer_rig_stop(&r);
}

/* What looks like a key and is none; each text ends where its memory does. */
static void lines_that_are_no_key(void **state)
{
    static const char *const LINES[] = {"1",       "1-",         "1-A 2",  "1-A 2-B 3-",
                                        "Câu 3:",  "Đáp án: 1",  "Đáp án", "1-E 2-A 3-B",
                                        "1A 2B x", "Năm 2014 a", ""};
    (void)state;
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        char *own = strdup(LINES[i]);
        if (answer_key_line(NULL, 1, own, true))
            fail_msg("\"%s\" is no key", own);
        free(own);
    }
    assert_int_equal(answer_key_line(NULL, 1, "1-A 2-B", false), 0);
    assert_int_equal(answer_key_line(NULL, 1, "1-A 2-B", true), 2);
    assert_int_equal(answer_key_line(NULL, 1, "Đáp án: 1.A; 2.B | 3.C", false), 3);
    assert_true(answer_key_is_heading("BẢNG ĐÁP ÁN:") && !answer_key_is_heading("Đáp án: c") &&
                !answer_key_is_heading("Đáp án của bài"));
}

/* ---- what readers do not see ---- */

static void hidden_struck_and_deleted_text(void **state)
{
    struct importer_rig r;
    (void)state;
    /* clang-format off */
    read_body(&r, "<w:p>" T("Câu 1: Hỏi gì?") R("<w:vanish/>", " (đáp án b)")
                  R("<w:rStyle w:val=\"Secret\"/>", " (b!)")
                  R("<w:color w:val=\"FFFFFF\"/>", " trắng") "</w:p>"
                  P("a. x")
                  "<w:p>" T("b. ") R("<w:strike/>", "90") R("<w:dstrike/>", "95") T("100") "</w:p>"
                  "<w:p>" T("c. z") "<w:del><w:r><w:delText>xóa</w:delText></w:r></w:del>"
                  "<w:ins>" T(" thêm") "</w:ins><w:moveFrom>" T("dời") "</w:moveFrom></w:p>"
                  P("d. t")
                  "<w:p>" R("<w:vanish/>", "Đáp án: a") "</w:p>" P("Đáp án: c"));
    /* clang-format on */
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Hỏi gì?");
    assert_string_equal(r.in.question[0].text.option[1], "100");
    assert_string_equal(r.in.question[0].text.option[2], "z thêm");
    assert_int_equal(r.in.question[0].answer, 2);
    assert_true(r.in.change[IMPORTER_HIDDEN] == 1 && r.in.change[IMPORTER_STRUCK] == 1 &&
                r.in.change[IMPORTER_DELETED] == 1);
    importer_rig_stop(&r);
    read_body(&r, "<w:tbl>" ROW(CELL(P("STT")) CELL(P("Câu hỏi")) CELL(P("A")) CELL(P("B"))
                                    CELL(P("C")) CELL(P("D")) CELL(P("Đáp án")))
                      ROW(CELL(P("1")) CELL("<w:p>" T("Q?") R("<w:vanish/>", "lộ") "</w:p>")
                              CELL(P("x")) CELL("<w:p>" R("<w:strike/>", "cũ") T("y") "</w:p>")
                                  CELL(P("z")) CELL(P("t")) CELL(P("A"))) "</w:tbl>");
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Q?");
    assert_string_equal(r.in.question[0].text.option[1], "y");
    assert_true(r.in.change[IMPORTER_HIDDEN] == 1 && r.in.change[IMPORTER_STRUCK] == 1);
    importer_rig_stop(&r);
}

static void what_is_no_text_is_named(void **state)
{
    static const struct {
        const char *thing, *word;
    } THINGS[] = {
        {"<w:r><w:drawing/></w:r>", "a picture"},
        {"<w:r><w:pict/></w:r>", "a picture"},
        {"<w:r><w:object/></w:r>", "an object"},
        {"<w:r><w:sym w:font=\"Wingdings\"/></w:r>", "symbol font"},
        {"<w:r><w:footnoteReference w:id=\"1\"/></w:r>", "a footnote"},
        {"<w:r><w:endnoteReference w:id=\"1\"/></w:r>", "an endnote"},
        {"<m:oMath xmlns:m=\"m\"/>", "a formula"},
        {"<m:oMathPara xmlns:m=\"m\"><m:oMath/></m:oMathPara>", "a formula"},
        {"<w:r><w:ruby/></w:r>", "text over text"},
        {"<w:r><w:pict><w:txbxContent>" P("chữ") "</w:txbxContent></w:pict></w:r>", "a text box"}};
    struct importer_rig r;
    char body[4096];
    (void)state;
    for (size_t i = 0; i < sizeof THINGS / sizeof THINGS[0]; i++) {
        snprintf(body, sizeof body, "%s<w:p>%s%s</w:p>%s", P("Câu 1: Q?"), T("xem"),
                 THINGS[i].thing, OPTIONS P("Đáp án: a"));
        expect_refusal(body, THINGS[i].word);
        snprintf(body, sizeof body, "<w:p>%s</w:p>%s%s", THINGS[i].thing, P("Câu 1: Q?"),
                 OPTIONS P("Đáp án: a"));
        read_body(&r, body);
        if (r.in.count != 1 || !importer_rig_says(&r, "outside of any question") ||
            !importer_rig_says(&r, THINGS[i].word))
            fail_msg("%s before the questions: %s", THINGS[i].word, said(&r));
        importer_rig_stop(&r);
    }
    /* hidden, it is not there */
    read_body(
        &r, P("Câu 1: Q?") "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:drawing/></w:r></w:p>" OPTIONS P(
                "Đáp án: a"));
    assert_true(r.in.count == 1 && r.in.change[IMPORTER_HIDDEN] == 1);
    importer_rig_stop(&r);
    /* a question in a box is not read: the count of what begins as one says so */
    read_body(&r, P("Câu 1: Q?") OPTIONS P("Đáp án: a") "<w:p><w:r><w:pict><w:txbxContent>" P(
                      "Câu 2: R?") OPTIONS "</w:txbxContent></w:pict></w:r></w:p>");
    assert_true(r.in.count == 0 && importer_rig_says(&r, "self-check") &&
                importer_rig_says(&r, "a text box"));
    importer_rig_stop(&r);
}

/* ---- shapes ---- */

static void questions_without_numbers(void **state)
{
    struct importer_rig r;
    (void)state;
    read_body(&r, P("[1] Một?") P("A. x") P("B. y") P("C. z") P("D. t") P("ANSWER: B") "<w:p/>" P(
                      "Hai?") P("A) x") P("B) y") P("C) z") P("D) t") P("ANSWER: D"));
    assert_int_equal(r.in.count, 2);
    assert_true(r.in.question[0].answer == 1 && r.in.question[1].answer == 3);
    assert_string_equal(r.in.question[0].text.stem, "[1] Một?");
    importer_rig_stop(&r);
    read_body(&r, P("ĐỀ THI") P("Một?") OPTIONS P("ANSWER: B") P("Hai?") OPTIONS P("ANSWER: D"));
    assert_true(r.in.count == 1 && importer_rejected(&r.in) == 1 &&
                importer_rig_says(&r, "2 lines stand before its options"));
    importer_rig_stop(&r);
    read_body(&r, OPTIONS P("Câu 1: Q?") OPTIONS P("Đáp án: a"));
    assert_true(r.in.count == 1 && importer_rejected(&r.in) == 1 &&
                importer_rig_says(&r, "has no text"));
    importer_rig_stop(&r);
}

static void lists_keep_their_numbers(void **state)
{
    struct importer_rig r;
    (void)state;
#define ITEM(list, level, text) \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list \
    "\"/></w:numPr></w:pPr>" T(text) "</w:p>"
    read_body(&r, P("Câu 1: Những câu nào đúng?") ITEM("7", "0", "một") ITEM("7", "1", "chi tiết")
                      ITEM("7", "0", "hai") ITEM("8", "0", "bốn") OPTIONS P("Đáp án: a"));
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem,
                        "Những câu nào đúng?\nI. một\n- chi tiết\nII. hai\nIV. bốn");
    importer_rig_stop(&r);
    read_body(&r, ITEM("5", "0", "Một?") "<w:p><w:pPr><w:pStyle w:val=\"Choice\"/></w:pPr>" T(
                      "x") "</w:p>" ITEM("5", "1", "y") ITEM("5", "1", "z") ITEM("5", "1", "t")
                      P("Đáp án: b") ITEM("5", "0", "Hai?") ITEM("5", "1", "x") ITEM("5", "1", "y")
                          ITEM("5", "1", "z") ITEM("5", "1", "t") P("Đáp án: c"));
    assert_int_equal(r.in.count, 2);
    assert_string_equal(r.in.question[1].number, "2");
    assert_true(r.in.question[0].answer == 1 && r.in.question[1].answer == 2);
    importer_rig_stop(&r);
}

static void options_side_by_side(void **state)
{
    static const char *const SHAPES[] = {
        P("a. x\tb. y") P("c. z\td. t"),
        P("A/ x") P("B/ y") P("C/ z") P("D/ t"),
        P("a. x   b. y   c. z   d. t"),
        P("a. x b. y c. z d. t"),
        "<w:p>" T("a. x") "<w:r><w:br/></w:r>" T("b. y") "<w:r><w:br/></w:r>" T("c. z") "</w:p>" P(
            "d. t"),
        "<w:tbl>" ROW(CELL(P("a. x")) CELL(P("b. y")))
            ROW(CELL(P("c. z")) CELL(P("d. t"))) "</w:tbl>"};
    struct importer_rig r;
    char body[4096];
    (void)state;
    for (size_t i = 0; i < sizeof SHAPES / sizeof SHAPES[0]; i++) {
        snprintf(body, sizeof body, "%s%s%s", P("Câu 1: Q?"), SHAPES[i], P("Đáp án: d"));
        read_body(&r, body);
        if (r.in.count != 1 || strcmp(r.in.question[0].text.option[2], "z") != 0 ||
            r.in.question[0].answer != 3)
            fail_msg("shape %zu: %s", i, said(&r));
        importer_rig_stop(&r);
    }
}

static void text_of_old_fonts(void **state)
{
    struct importer_rig r;
    (void)state;
#define OLD(text) \
    "<w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t xml:space=\"preserve\">" text \
    "</w:t></w:r>"
    read_body(
        &r, "<w:p>" OLD("C©u 1: Nhµ thÇu ph¶i lËp hå s¬ nµo?") "</w:p><w:p>" OLD(
                "a. Hå s¬ ") "<w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/><w:b/></w:rPr><w:t>thiÕt "
                             "kÕ</w:t></w:r></w:p><w:p>" OLD("b. Hồ sơ Unicode") "</w:p>" P("c. z")
                                 P("d. t") P("Đáp án: a"));
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Nhà thầu phải lập hồ sơ nào?");
    assert_string_equal(r.in.question[0].text.option[0], "Hồ sơ thiết kế");
    assert_string_equal(r.in.question[0].text.option[1], "Hồ sơ Unicode");
    assert_int_equal(r.in.change[IMPORTER_ENCODING], 1);
    assert_int_equal(r.findings.count, 0);
    importer_rig_stop(&r);
    /* a question in an old font leaves its neighbours in Unicode alone, and is counted as one */
#define VNI(text) \
    "<w:p><w:r><w:rPr><w:rFonts w:hAnsi=\"VNI-Times\"/></w:rPr><w:t>" text "</w:t></w:r></w:p>"
    read_body(&r,
              VNI("Caâu 1: Nhaø thaàu laäp hoà sô naøo?") VNI("a. Hoà sô döï thaàu") P("b. y")
                  P("c. z") P("d. t") VNI("Ñaùp aùn: a") P("Câu 2: Ba?") OPTIONS P("Đáp án: b"));
    if (r.in.count != 2 || r.findings.count)
        fail_msg("%zu taken: %s", r.in.count, said(&r));
    assert_string_equal(r.in.question[0].text.option[0], "Hồ sơ dự thầu");
    assert_string_equal(r.in.question[1].text.stem, "Ba?");
    importer_rig_stop(&r);
}

#define LISTED(level, runs) \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level \
    "\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>" runs "</w:p>"

/* Documents in which every question is read: the count of what begins as one says nothing. */
static void the_count_knows_what_is_no_question(void **state)
{
    (void)state;
    static const char *const BODIES[] = {
        LISTED("0", T("Q?")) LISTED("1", T("x")) LISTED("1", T("y")) LISTED("1", T("z"))
            LISTED("1", T("t")) P("Đáp án: a"),
        "<w:p><w:moveFrom w:id=\"3\">" T("Câu 9: R?") "</w:moveFrom></w:p>" P("Câu 1: Q?")
            OPTIONS P("Đáp án: a"),
        "<w:p><w:moveFrom w:id=\"3\">" T("Câu 1: Q?") "</w:moveFrom><w:moveTo w:id=\"4\">" T(
            "Câu 1: Q?") "</w:moveTo></w:p>" OPTIONS P("Đáp án: a"),
        "<w:p><w:del w:id=\"3\"><w:r><w:delText>Câu 9: R?</w:delText></w:r></w:del></w:p>" P(
            "Câu 1: Q?") OPTIONS P("Đáp án: a")};
    for (size_t i = 0; i < sizeof BODIES / sizeof BODIES[0]; i++) {
        struct importer_rig r;
        read_body(&r, BODIES[i]);
        if (r.in.count != 1 || r.in.outcomes != 1 || importer_rig_says(&r, "self-check"))
            fail_msg("%zu: %zu of %zu: %s", i, r.in.count, r.in.outcomes, said(&r));
        assert_string_equal(r.in.question[0].text.stem, "Q?");
        importer_rig_stop(&r);
    }
}

/* Letters of a symbol font are other signs than they seem; figures and common signs are the same in
 * Symbol. */
static void letters_of_symbol_fonts(void **state)
{
    (void)state;
    static const struct {
        const char *run;
        bool taken;
    } RUNS[] = {{R("<w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Symbol\"/>", "a"), false},
                {R("<w:rFonts w:ascii=\"Symbol\"/>", "a"), false},
                {R("<w:rFonts w:ascii=\"Symbol\" w:hAnsi=\"Times New Roman\"/>", "D"), false},
                {R("<w:rFonts w:hAnsi=\"Wingdings 2\" w:ascii=\"Wingdings 2\"/>", "1"), false},
                {R("<w:rFonts w:ascii=\"Webdings\"/>", "."), false},
                {R("<w:rFonts w:ascii=\"MT Extra\"/>", "l"), false},
                {R("<w:rFonts w:ascii=\"Symbol\"/>", "@"), false},
                {R("<w:rFonts w:ascii=\"Symbol\"/>", "2 + (3) = 5,0%"), true},
                {R("<w:rFonts w:ascii=\"Wingdings\"/>", " "), true},
                {R("<w:rFonts w:ascii=\"Symbolist\" w:hAnsi=\"Arial\"/>", "a"), true},
                {R("<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\"/>", "a"), true}};
    for (size_t i = 0; i < sizeof RUNS / sizeof RUNS[0]; i++) {
        struct importer_rig r;
        char body[2048];
        snprintf(body, sizeof body, "<w:p>%s%s%s</w:p>%s", T("Câu 1: Q "), RUNS[i].run, T("?"),
                 OPTIONS P("Đáp án: a"));
        read_body(&r, body);
        if ((r.in.count == 1) != RUNS[i].taken ||
            (!RUNS[i].taken && !importer_rig_says(&r, "symbol font")))
            fail_msg("%s: %s", RUNS[i].run, said(&r));
        importer_rig_stop(&r);
    }
}

/* What Word shows in capitals is read so, by the run's look or its style. */
static void text_in_capitals(void **state)
{
    (void)state;
    static const struct {
        const char *run, *stem;
    } RUNS[] = {{R("<w:caps/>", "bê tông đ m\xC2\xB2"), "Q BÊ TÔNG Đ M²?"},
                {R("<w:caps w:val=\"0\"/>", "bê"), "Q bê?"},
                {R("<w:smallCaps/>", "bê"), "Q bê?"}};
    for (size_t i = 0; i < sizeof RUNS / sizeof RUNS[0]; i++) {
        struct importer_rig r;
        char body[2048];
        snprintf(body, sizeof body, "<w:p>%s%s%s</w:p>%s", T("Câu 1: Q "), RUNS[i].run, T("?"),
                 OPTIONS P("Đáp án: a"));
        read_body(&r, body);
        assert_int_equal(r.in.count, 1);
        assert_string_equal(r.in.question[0].text.stem, RUNS[i].stem);
        importer_rig_stop(&r);
    }
}

/* An answer may be written with its option's text. */
static void answers_with_their_text(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int answer;
        const char *reason;
    } LINES[] = {{"Đáp án: b. Chủ đầu tư xây dựng công trình", 1, NULL},
                 {"ĐÁP ÁN ĐÚNG: B) Chủ đầu tư xây dựng công trình", 1, NULL},
                 {"Trả lời: a. x", 0, NULL},
                 {"Đáp án đúng là: A. x", 0, NULL},
                 {"Đáp án: b", 1, NULL},
                 {"Đáp án: a. Chủ đầu tư xây dựng công trình", -1, "no option's text"},
                 {"Đáp án: c. Nhà thầu", -1, "no option's text"}};
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        struct importer_rig r;
        char body[2048];
        snprintf(body, sizeof body, "%s%s<w:p><w:r><w:t>%s</w:t></w:r></w:p>", P("Câu 1: Q?"),
                 P("a. x") P("b. Chủ đầu tư xây dựng công trình") P("c. z") P("d. t"),
                 LINES[i].line);
        read_body(&r, body);
        bool good = LINES[i].answer >= 0
                        ? r.in.count == 1 && r.in.question[0].answer == LINES[i].answer
                        : r.in.count == 0 && importer_rig_says(&r, LINES[i].reason);
        if (!good || r.in.outcomes != 1)
            fail_msg("%s: %zu, %s", LINES[i].line, r.in.count, said(&r));
        importer_rig_stop(&r);
    }
}

/* Blanks of every width stand between a question's word and number, and between options in one
 * line. */
static void blanks_of_every_width(void **state)
{
    (void)state;
    static const char *const BLANKS[] = {
        " ",           "\xC2\xA0", "\xE2\x80\x83", "\xE2\x80\x82", "\xE2\x80\x89", "\xE2\x80\xAF",
        "\xE2\x80\x87"};
    for (size_t i = 0; i < sizeof BLANKS / sizeof BLANKS[0]; i++) {
        const char *x = BLANKS[i];
        struct importer_rig r;
        char body[2048];
        snprintf(body, sizeof body,
                 P("Câu%s1:%sQ?") "<w:p><w:r><w:t>a.%sx%s%sb.%sy</w:t></w:r></"
                                  "w:p><w:p><w:r><w:t>c.%sz%s%s</w:t></w:r><w:r><w:t>d.%st</w:t></"
                                  "w:r></w:p>" P("Đáp%sán:%sb"),
                 x, x, x, x, x, x, x, x, x, x, x, x);
        read_body(&r, body);
        if (r.in.count != 1 || r.in.outcomes != 1 || r.in.question[0].answer != 1 ||
            importer_rig_says(&r, "self-check"))
            fail_msg("%zu: %zu of %zu: %s", i, r.in.count, r.in.outcomes, said(&r));
        assert_string_equal(r.in.question[0].text.stem, "Q?");
        assert_string_equal(r.in.question[0].text.option[0], "x");
        assert_string_equal(r.in.question[0].text.option[3], "t");
        importer_rig_stop(&r);
    }
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_mark_on_letter_and_text),
                                       cmocka_unit_test(what_all_share_marks_nothing),
                                       cmocka_unit_test(marks_that_contradict_reject),
                                       cmocka_unit_test(keys_behind_the_questions),
                                       cmocka_unit_test(lines_that_are_no_key),
                                       cmocka_unit_test(hidden_struck_and_deleted_text),
                                       cmocka_unit_test(what_is_no_text_is_named),
                                       cmocka_unit_test(questions_without_numbers),
                                       cmocka_unit_test(lists_keep_their_numbers),
                                       cmocka_unit_test(options_side_by_side),
                                       cmocka_unit_test(text_of_old_fonts),
                                       cmocka_unit_test(the_count_knows_what_is_no_question),
                                       cmocka_unit_test(letters_of_symbol_fonts),
                                       cmocka_unit_test(blanks_of_every_width),
                                       cmocka_unit_test(text_in_capitals),
                                       cmocka_unit_test(answers_with_their_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
