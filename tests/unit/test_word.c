/* Word documents: what readers do not see, what is no text, and the shapes of questions. */
#include "tests/lib/word_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- what readers do not see ---- */

static void hidden_struck_and_deleted_text(void **state)
{
    struct importer_rig r;
    (void)state;
    /* clang-format off */
    word_rig_read(&r, "<w:p>" T("Câu 1: Hỏi gì?") R("<w:vanish/>", " (đáp án b)")
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
    assert_int_equal(r.findings.count, 3); /* each is named, to be looked at */
    for (size_t i = 0; i < r.findings.count; i++)
        assert_true(r.findings.item[i].line == 1 && strcmp(r.findings.item[i].number, "1") == 0);
    assert_true(importer_rig_says(&r, "hidden text was left out here") &&
                importer_rig_says(&r, "struck-out text was left out here") &&
                importer_rig_says(&r, "deleted by tracked changes was left out here"));
    importer_rig_stop(&r);
    word_rig_read(&r, "<w:tbl>" ROW(CELL(P("STT")) CELL(P("Câu hỏi")) CELL(P("A")) CELL(P("B"))
                                        CELL(P("C")) CELL(P("D")) CELL(P("Đáp án")))
                          ROW(CELL(P("1")) CELL("<w:p>" T("Q?") R("<w:vanish/>", "lộ") "</w:p>")
                                  CELL(P("x")) CELL("<w:p>" R("<w:strike/>", "cũ") T("y") "</w:p>")
                                      CELL(P("z")) CELL(P("t")) CELL(P("A"))) "</w:tbl>");
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Q?");
    assert_string_equal(r.in.question[0].text.option[1], "y");
    assert_true(r.in.change[IMPORTER_HIDDEN] == 1 && r.in.change[IMPORTER_STRUCK] == 1);
    assert_true(importer_rig_says(&r, "hidden text was left out here"));
    importer_rig_stop(&r);
    /* of a question that is rejected, too, and of a key */
    word_rig_read(&r, P("Câu 1: Q?") P("a. x") "<w:p>" T("b. y")
                          R("<w:strike/>", "cũ") "</w:p>" P("c. z") P("ĐÁP ÁN") "<w:p>" T("1. ")
                              R("<w:strike/>", "A") T("B") "</w:p>");
    assert_true(r.in.count == 0 && r.in.change[IMPORTER_STRUCK] == 1);
    assert_true(importer_rig_says(&r, "struck-out text was left out here") &&
                importer_rig_says(&r, "left out of the answer key here"));
    /* who mends it reads the words there */
    assert_true(importer_rig_says(&r, "; left out of it as hidden, struck out or deleted: \"cũ\""));
    assert_non_null(strstr(r.in.outcome[0].reason, "\"cũ\""));
    importer_rig_stop(&r);
}

/* How the right answer was known is said, where only a mark says it. */
static void what_was_taken_as_the_answer(void **state)
{
    static const struct {
        const char *look;
        enum importer_change change;
    } LOOKS[] = {{"<w:b/>", IMPORTER_BY_BOLD},
                 {"<w:u w:val=\"single\"/>", IMPORTER_BY_UNDERLINE},
                 {"<w:highlight w:val=\"yellow\"/>", IMPORTER_BY_HIGHLIGHT},
                 {"<w:color w:val=\"FF0000\"/>", IMPORTER_BY_COLOUR}};
    struct importer_rig r;
    char body[4096];
    (void)state;
    for (size_t i = 0; i < sizeof LOOKS / sizeof LOOKS[0]; i++)
        for (int said = 0; said < 3; said++) {
            const char *const BEHIND[] = {"", P("Đáp án: b"), P("ĐÁP ÁN") P("1. B")};
            snprintf(body, sizeof body,
                     "%s%s<w:p><w:r><w:rPr>%s</w:rPr><w:t>b. y</w:t></w:r></w:p>%s%s",
                     P("Câu 1: Q?"), P("a. x"), LOOKS[i].look, P("c. z") P("d. t"), BEHIND[said]);
            word_rig_read(&r, body);
            assert_true(r.in.count == 1 && r.in.question[0].answer == 1);
            for (int c = IMPORTER_BY_BOLD; c < IMPORTER_CHANGES; c++)
                if (r.in.change[c] != (said == 0 && c == (int)LOOKS[i].change))
                    fail_msg("%s, said %d: %d stands %zu times", LOOKS[i].look, said, c,
                             r.in.change[c]);
            importer_rig_stop(&r);
        }
    word_rig_read(&r, "<w:tbl>" ROW(CELL(P("STT")) CELL(P("Câu hỏi")) CELL(P("A")) CELL(P("B"))
                                        CELL(P("C")) CELL(P("D")))
                          ROW(CELL(P("1")) CELL(P("Q?")) CELL(P("x")) CELL("<w:p>" R(
                              "<w:b/>", "y") "</w:p>") CELL(P("z")) CELL(P("t"))) "</w:tbl>");
    assert_true(r.in.count == 1 && r.in.change[IMPORTER_BY_BOLD] == 1);
    importer_rig_stop(&r);
    word_rig_read(&r, P("Câu 1: Q?") P("a. x") P("*b. y") P("c. z") P("d. t"));
    assert_true(r.in.count == 1 && r.in.change[IMPORTER_BY_STAR] == 1);
    importer_rig_stop(&r);
}

#define BOLD(text) "<w:p>" R("<w:b/>", text) "</w:p>"
#define QUESTION(head) P(head) P("a. x") BOLD("b. y") P("c. z") P("d. t")

/* A key's heading ends the question before it, however it is written. */
static void a_keys_heading_ends_the_question(void **state)
{
    static const char *const HEADINGS[] = {BOLD("ĐÁP ÁN PHẦN CHUYÊN MÔN (từ câu 13)"),
                                           P("Đáp án phần chuyên môn"),
                                           P("BẢNG ĐÁP ÁN"),
                                           BOLD("BẢNG ĐÁP ÁN ĐỀ SỐ 1"),
                                           P("Đáp án đề 1"),
                                           P("Đáp án:"),
                                           BOLD("HƯỚNG DẪN CHẤM"),
                                           P("PHẦN II. ĐÁP ÁN"),
                                           P("ĐÁP ÁN VÀ THANG ĐIỂM") P("Mỗi câu đúng được 1 điểm."),
                                           BOLD("HƯỚNG DẪN CHẤM") P("") BOLD("ĐÁP ÁN CHÍNH THỨC"),
                                           P("ĐÁP ÁN") P("Mỗi câu đúng được 1 điểm.")};
    static const char *const KEYS[] = {P("13-B"), P("13. B"), P("Câu 13: B"),
                                       "<w:tbl>" ROW(CELL(P("Câu")) CELL(P("Đáp án")))
                                           ROW(CELL(P("13")) CELL(P("B"))) "</w:tbl>"};
    struct importer_rig r;
    char body[8192];
    (void)state;
    for (size_t i = 0; i < sizeof HEADINGS / sizeof HEADINGS[0]; i++)
        for (size_t k = 0; k < 3 * sizeof KEYS / sizeof KEYS[0]; k++) {
            snprintf(body, sizeof body, "%s%s%s%s%s", QUESTION("Câu 13: Q?"), k % 3 ? P("") : "",
                     HEADINGS[i], k % 3 == 2 ? P("") : "", KEYS[k / 3]);
            word_rig_read(&r, body);
            if (r.in.count != 1 || r.in.question[0].answer != 1 || r.findings.errors ||
                strcmp(r.in.question[0].text.option[3], "t") != 0)
                fail_msg("%s: %zu questions, \"%s\"", body, r.in.count,
                         r.findings.count ? r.findings.item[0].text : "");
            importer_rig_stop(&r);
        }
    word_rig_read(&r, QUESTION("Câu 13: Q?") P("ĐÁP ÁN PHẦN II") P("13. C"));
    assert_true(importer_rig_says(&r, "the answer key says c, the question b"));
    importer_rig_stop(&r);
}

/* What only begins as such a heading does is a stem or an option, or is told. */
static void what_begins_as_a_keys_heading(void **state)
{
    struct importer_rig r;
    (void)state;
    word_rig_read(&r, QUESTION("Câu 1: Q?") P("Đáp án phần này gồm") P("a. x") BOLD("b. y")
                          P("c. z") P("d. Đáp án phần khác") P("1-B 2-B 3-B"));
    assert_true(r.in.count == 2 && r.in.question[0].answer == 1);
    assert_string_equal(r.in.question[1].text.stem, "Đáp án phần này gồm");
    assert_string_equal(r.in.question[1].text.option[3], "Đáp án phần khác");
    importer_rig_stop(&r);
    word_rig_read(&r, P("Câu 1: Q?") P("a. x") P("Đáp án đề 2") BOLD("b. y") P("c. z") P("d. t"));
    assert_true(r.in.count == 0 && r.findings.errors);
    importer_rig_stop(&r);
    word_rig_read(&r, QUESTION("Câu 1: Q?") P("Đáp án phần khác") P("lại là chữ") P("Câu 2: Q?"));
    assert_true(importer_rig_says(&r, "belongs to no option: \"lại là chữ\""));
    importer_rig_stop(&r);
}

/* Numbers that begin again with a part of the file are named with it. */
static void numbers_that_begin_again(void **state)
{
    struct importer_rig r;
    (void)state;
    word_rig_read(&r, P("PHẦN I. PHÁP LUẬT") QUESTION("Câu 1: Q?") QUESTION("Câu 2: R?")
                          P("PHẦN II. CHUYÊN MÔN") P("Câu 1: T?") P("a. x") QUESTION("Câu 2: S?")
                              P("Phần III:") QUESTION("Câu 3: U?"));
    assert_true(r.in.count == 4 && r.in.outcomes == 5);
    assert_string_equal(r.in.question[0].number, "1");
    assert_string_equal(r.in.outcome[2].number, "1 (PHẦN II)");
    assert_string_equal(r.in.outcome[3].number, "2 (PHẦN II)");
    assert_string_equal(r.in.outcome[4].number, "3");
    assert_true(importer_rig_says(&r, "belong to no question"));
    importer_rig_stop(&r);
    word_rig_read(&r, QUESTION("Câu 1: Q?") P("Phần II của Quy chuẩn") QUESTION("Câu 2: R?"));
    assert_true(importer_rig_says(&r, "belongs to no option: \"Phần II của Quy chuẩn\""));
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
        word_rig_expect_refusal(body, THINGS[i].word);
        snprintf(body, sizeof body, "<w:p>%s</w:p>%s%s", THINGS[i].thing, P("Câu 1: Q?"),
                 OPTIONS P("Đáp án: a"));
        word_rig_read(&r, body);
        if (r.in.count != 1 || !importer_rig_says(&r, "outside of any question") ||
            !importer_rig_says(&r, THINGS[i].word))
            fail_msg("%s before the questions: %s", THINGS[i].word, word_rig_said(&r));
        importer_rig_stop(&r);
    }
    /* hidden, it is not there */
    word_rig_read(
        &r, P("Câu 1: Q?") "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:drawing/></w:r></w:p>" OPTIONS P(
                "Đáp án: a"));
    assert_true(r.in.count == 1 && r.in.change[IMPORTER_HIDDEN] == 1);
    importer_rig_stop(&r);
    /* a question in a box is not read: the count of what begins as one says so */
    word_rig_read(&r, P("Câu 1: Q?") OPTIONS P("Đáp án: a") "<w:p><w:r><w:pict><w:txbxContent>" P(
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
    word_rig_read(&r, P("[1] Một?") P("A. x") P("B. y") P("C. z") P("D. t")
                          P("ANSWER: B") "<w:p/>" P("Hai?") P("A) x") P("B) y") P("C) z") P("D) t")
                              P("ANSWER: D"));
    assert_int_equal(r.in.count, 2);
    assert_true(r.in.question[0].answer == 1 && r.in.question[1].answer == 3);
    assert_string_equal(r.in.question[0].text.stem, "[1] Một?");
    importer_rig_stop(&r);
    word_rig_read(&r,
                  P("ĐỀ THI") P("Một?") OPTIONS P("ANSWER: B") P("Hai?") OPTIONS P("ANSWER: D"));
    assert_true(r.in.count == 1 && importer_rejected(&r.in) == 1 &&
                importer_rig_says(&r, "2 lines stand before its options"));
    importer_rig_stop(&r);
    word_rig_read(&r, OPTIONS P("Câu 1: Q?") OPTIONS P("Đáp án: a"));
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
    word_rig_read(&r,
                  P("Câu 1: Những câu nào đúng?") ITEM("7", "0", "một") ITEM("7", "1", "chi tiết")
                      ITEM("7", "0", "hai") ITEM("8", "0", "bốn") OPTIONS P("Đáp án: a"));
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem,
                        "Những câu nào đúng?\nI. một\n- chi tiết\nII. hai\nIV. bốn");
    importer_rig_stop(&r);
    word_rig_read(&r,
                  ITEM("5", "0", "Một?") "<w:p><w:pPr><w:pStyle w:val=\"Choice\"/></w:pPr>" T(
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
        word_rig_read(&r, body);
        if (r.in.count != 1 || strcmp(r.in.question[0].text.option[2], "z") != 0 ||
            r.in.question[0].answer != 3)
            fail_msg("shape %zu: %s", i, word_rig_said(&r));
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
    word_rig_read(
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
    word_rig_read(&r, VNI("Caâu 1: Nhaø thaàu laäp hoà sô naøo?") VNI("a. Hoà sô döï thaàu")
                          P("b. y") P("c. z") P("d. t") VNI("Ñaùp aùn: a") P("Câu 2: Ba?")
                              OPTIONS P("Đáp án: b"));
    if (r.in.count != 2 || r.findings.count)
        fail_msg("%zu taken: %s", r.in.count, word_rig_said(&r));
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
        word_rig_read(&r, BODIES[i]);
        if (r.in.count != 1 || r.in.outcomes != 1 || importer_rig_says(&r, "self-check"))
            fail_msg("%zu: %zu of %zu: %s", i, r.in.count, r.in.outcomes, word_rig_said(&r));
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
        word_rig_read(&r, body);
        if ((r.in.count == 1) != RUNS[i].taken ||
            (!RUNS[i].taken && !importer_rig_says(&r, "symbol font")))
            fail_msg("%s: %s", RUNS[i].run, word_rig_said(&r));
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
        word_rig_read(&r, body);
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
        word_rig_read(&r, body);
        bool good = LINES[i].answer >= 0
                        ? r.in.count == 1 && r.in.question[0].answer == LINES[i].answer
                        : r.in.count == 0 && importer_rig_says(&r, LINES[i].reason);
        if (!good || r.in.outcomes != 1)
            fail_msg("%s: %zu, %s", LINES[i].line, r.in.count, word_rig_said(&r));
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
        word_rig_read(&r, body);
        if (r.in.count != 1 || r.in.outcomes != 1 || r.in.question[0].answer != 1 ||
            importer_rig_says(&r, "self-check"))
            fail_msg("%zu: %zu of %zu: %s", i, r.in.count, r.in.outcomes, word_rig_said(&r));
        assert_string_equal(r.in.question[0].text.stem, "Q?");
        assert_string_equal(r.in.question[0].text.option[0], "x");
        assert_string_equal(r.in.question[0].text.option[3], "t");
        importer_rig_stop(&r);
    }
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(hidden_struck_and_deleted_text),
                                       cmocka_unit_test(what_was_taken_as_the_answer),
                                       cmocka_unit_test(a_keys_heading_ends_the_question),
                                       cmocka_unit_test(what_begins_as_a_keys_heading),
                                       cmocka_unit_test(numbers_that_begin_again),
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
    return cmocka_run_group_tests_name("word", tests, NULL, NULL);
}
