/* Tables of questions: where their options stand, how their key is given, what a sheet hides or
 * leaves open. */
#include "tests/lib/importer_rig.h"
#include "tools/import/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A question of a table: its options in one cell, its key; the answer from 0, or -1 and a word of
 * the reason. */
struct question {
    const char *options, *key;
    int answer;
    const char *reason;
};

static void one(const struct question *q, const char *headings, const char *before)
{
    struct importer_rig r;
    char text[2048];
    snprintf(text, sizeof text, "%s\n\"%s%s\";\"%s\"\n", headings, before, q->options, q->key);
    importer_rig_text(&r, "csv", text);
    bool good = q->answer >= 0 ? r.in.count == 1 && r.in.question[0].answer == q->answer
                               : r.in.count == 0 && importer_rig_says(&r, q->reason);
    if (!good || r.in.outcomes != 1)
        fail_msg("\"%s\" key \"%s\": %zu imported, %s", q->options, q->key, r.in.count,
                 r.findings.count ? r.findings.item[0].text : "");
    if (q->answer >= 0) {
        assert_string_equal(r.in.question[0].text.stem, "Cốt thép đặt ở đâu?");
        assert_string_equal(r.in.question[0].text.option[1], "Dưới");
        assert_string_equal(r.in.question[0].text.option[3], "Ngoài");
    }
    importer_rig_stop(&r);
}

static void options_in_one_cell(void **state)
{
    (void)state;
    static const struct question ROWS[] = {
        {"A. Trên\nB. Dưới\nC. Giữa\nD. Ngoài", "B", 1, NULL},
        {"a) Trên\nb) Dưới\nc) Giữa\nd) Ngoài", "b)", 1, NULL},
        {"A. Trên B. Dưới C. Giữa D. Ngoài", "C", 2, NULL},
        {"a. Trên; b. Dưới; c. Giữa; d. Ngoài", "B", 1, NULL},
        {"A. Trên\tB. Dưới\tC. Giữa\tD. Ngoài", "Đáp án: D", 3, NULL},
        {"A. Trên\n\nB. Dưới\n\nC. Giữa\n\nD. Ngoài\n", "a", 0, NULL},
        {"A. Trên\nB. Dưới\nC. Giữa", "B", -1, "option d is missing"},
        {"A. Trên\nC. Giữa\nD. Ngoài", "A", -1, "option b is missing"},
        {"Trên\nDưới\nGiữa\nNgoài", "B", -1, "no options a. b. c. d."},
        {"A. Trên B. Dưới D. Ngoài C. Giữa", "B", -1, "option b is missing"},
        {"A. Theo b. c của a. x B. Dưới C. Giữa D. Ngoài", "B", -1, "option b is missing"},
        {"", "B", -1, "no options"},
        {"A.\xC2\xA0Trên\xC2\xA0 B.\xC2\xA0"
         "Dưới\xE2\x80\x83"
         "C.\xC2\xA0Giữa\xC2\xA0"
         "D.\xC2\xA0Ngoài",
         "C", 2, NULL}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        one(&ROWS[i], "Câu hỏi;Đáp án", "Cốt thép đặt ở đâu?\n");
    /* a column of their own, under each of its names */
    static const char *const NAMES[] = {"Phương án",
                                        "Các phương án",
                                        "Phương án trả lời",
                                        "Các phương án trả lời",
                                        "Phương án lựa chọn",
                                        "Lựa chọn",
                                        "Các lựa chọn",
                                        "Câu trả lời",
                                        "Options",
                                        "Choices",
                                        "Answers"};
    for (size_t n = 0; n < sizeof NAMES / sizeof NAMES[0]; n++) {
        char headings[256];
        snprintf(headings, sizeof headings, "Nội dung;%s;Đáp án", NAMES[n]);
        one(&ROWS[0], headings, "Cốt thép đặt ở đâu?\";\"");
    }
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        if (i != 8)
            one(&ROWS[i], "Nội dung;Phương án trả lời;Đáp án", "Cốt thép đặt ở đâu?\";\"");
    one(&(struct question){"Chọn: A. Trên\nB. Dưới\nC. Giữa\nD. Ngoài", "B", -1,
                           "do not begin with a."},
        "Nội dung;Phương án trả lời;Đáp án", "Cốt thép đặt ở đâu?\";\"");
}

static void the_key_as_a_letter_or_a_text(void **state)
{
    (void)state;
    static const struct {
        const char *options[4], *key;
        int answer;
        const char *reason;
    } ROWS[] = {{{"Trên", "Dưới", "Giữa", "Ngoài"}, "Dưới", 1, NULL},
                {{"Trên", "Dưới", "Giữa", "Ngoài"}, "  Giữa ", 2, NULL},
                {{"Trên", "Dưới", "Giữa", "Ngoài"}, "B. Dưới", 1, NULL},
                {{"Trên", "Dưới", "Giữa", "Ngoài"}, "B. Giữa", -1, "no option's text"},
                {{"Trên", "Dưới", "Giữa", "Ngoài"}, "duoi", -1, "no option's text"},
                {{"Trên", "Dưới", "Giữa", "Ngoài"}, "", -1, "no answer letter"},
                {{"Trên", "Dưới", "Giữa", "Ngoài"}, "2", -1, "no letter from a to d"},
                {{"1", "2", "3", "4"}, "2", 1, NULL},
                {{"3%", "5%", "8%", "10%"}, "8%", 2, NULL},
                {{"x", "y", "x", "z"}, "x", -1, "fits several options"},
                {{"b", "a", "d", "c"}, "a", -1, "may be an option's letter"},
                {{"a", "b", "c", "d"}, "c", 2, NULL},
                {{"Trên", "Dưới", "Giữa", "Ngoài"}, "A, C", -1, "more than one letter"},
                {{"+", "-", "=", "#"}, "=", 2, NULL}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct importer_rig r;
        char text[512];
        snprintf(text, sizeof text, "Câu hỏi;A;B;C;D;Đáp án\nHỏi?;%s;%s;%s;%s;%s\n",
                 ROWS[i].options[0], ROWS[i].options[1], ROWS[i].options[2], ROWS[i].options[3],
                 ROWS[i].key);
        importer_rig_text(&r, "csv", text);
        bool good = ROWS[i].answer >= 0
                        ? r.in.count == 1 && r.in.question[0].answer == ROWS[i].answer
                        : r.in.count == 0 && importer_rig_says(&r, ROWS[i].reason);
        if (!good)
            fail_msg("%zu: key \"%s\": %s", i, ROWS[i].key,
                     r.findings.count ? r.findings.item[0].text : "imported");
        importer_rig_stop(&r);
    }
}

static const char RELATIONS[] =
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/><Relationship "
    "Id=\"r2\" Target=\"worksheets/sheet2.xml\"/></Relationships>";
static const char STYLES[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"mm/dd/yy\"/><numFmt "
    "numFmtId=\"165\" formatCode=\"0,00\"/></numFmts><fonts><font><name val=\"Arial\"/></font>"
    "<font><name val=\".VnTime\"/></font></fonts><cellXfs><xf numFmtId=\"0\"/><xf "
    "numFmtId=\"2\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"0\" fontId=\"1\"/>"
    "<xf numFmtId=\"9\"/></cellXfs></styleSheet>";
#define TEXT(ref, text) "<c r=\"" ref "\" t=\"str\"><v>" text "</v></c>"
#define HEADINGS \
    "<row r=\"1\">" TEXT("A1", "STT") TEXT("B1", "Câu hỏi") TEXT("C1", "A") TEXT("D1", "B") \
        TEXT("E1", "C") TEXT("F1", "D") TEXT("G1", "Đáp án") TEXT("H1", "Lĩnh vực") \
            TEXT("I1", "Hạng") TEXT("J1", "Phần") TEXT("K1", "Độ khó") "</row>"
#define REST(n) \
    TEXT("E" n, "y") \
    TEXT("F" n, "z") TEXT("G" n, "a") "%s" TEXT("I" n, "I") TEXT("J" n, "Chuyên môn")

static void read_sheet(struct importer_rig *r, const char *sheet, bool second_hidden)
{
    const struct packing_part PARTS[] = {
        {"xl/workbook.xml",
         second_hidden ? "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Đề\" r:id=\"r1\"/><sheet "
                         "name=\"Nháp\" state=\"hidden\" r:id=\"r2\"/></sheets></workbook>"
                       : "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Đề\" "
                         "r:id=\"r1\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels", RELATIONS},
        {"xl/styles.xml", STYLES},
        {"xl/worksheets/sheet1.xml", sheet},
        {"xl/worksheets/sheet2.xml", sheet},
        {NULL, NULL}};
    struct buf zip;
    importer_rig_pack(PARTS, &zip);
    importer_rig_start(r);
    fields_add(&r->fields, "4.1", "4.1");
    r->rc = grid_read_xlsx(zip.data, zip.len, &r->fields, &r->in, &r->e);
    buf_free(&zip);
}

static void cells_that_leave_something_open(void **state)
{
    (void)state;
    /* one option and the field of a row; what is imported of the option, or why it is not */
    static const struct {
        const char *option, *field, *row, *text, *reason;
    } ROWS[] = {
        {"<c r=\"C2\" s=\"5\"><v>0.03</v></c>", TEXT("H2", "4.1"), "", "3%", NULL},
        {"<c r=\"C2\" s=\"1\"><v>1.5</v></c>", "<c r=\"H2\"><v>4.1</v></c>", "", "1.50", NULL},
        {"<c r=\"C2\"><v>0.30000000000000004</v></c>", TEXT("H2", "4.1"), "", "0.3", NULL},
        {"<c r=\"C2\" s=\"4\" t=\"str\"><v>cèt thÐp</v></c>", TEXT("H2", "4.1"), "", "cốt thép",
         NULL},
        {"<c r=\"C2\" s=\"3\"><v>1.5</v></c>", TEXT("H2", "4.1"), "", NULL,
         "C2: its number format \"0,00\""},
        {"<c r=\"C2\" s=\"2\"><v>31111</v></c>", TEXT("H2", "4.1"), "", NULL,
         "C2: the day 05/03/1985 is shown with its month first, as 03/05/85"},
        {"<c r=\"C2\" s=\"2\"><v>31112</v></c>", TEXT("H2", "4.1"), "", NULL,
         "C2: the day 06/03/1985"},
        {"<c r=\"C2\" t=\"e\"><v>#N/A</v></c>", TEXT("H2", "4.1"), "", NULL,
         "C2: the error value #N/A"},
        {"<c r=\"C2\" "
         "t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>x</t></r><r><t>y</t></r></is></c>",
         TEXT("H2", "4.1"), "", NULL, "C2: struck out"},
        {"<c r=\"C2\"><f>A1</f></c>", TEXT("H2", "4.1"), "", NULL,
         "C2: a formula without its value"},
        {TEXT("C2", "x"), "<c r=\"H2\"><v>3.1</v></c>", "", NULL,
         "H2: the number 3.1 may be the field 3.1 or 3.10"},
        {TEXT("C2", "x"), "<c r=\"H2\" s=\"1\"><v>3.1</v></c>", "", NULL,
         "the field \"3.10\" is not known"},
        {TEXT("C2", "x"), TEXT("H2", "4.1"), " hidden=\"1\"", NULL, "the row is hidden"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct importer_rig r;
        char sheet[4096];
        snprintf(sheet, sizeof sheet,
                 "<worksheet><sheetData>" HEADINGS
                 "<row r=\"2\"%s>" TEXT("B2", "Hỏi?") "%s" TEXT("D2", "xx")
                     REST("2") "</row></sheetData></worksheet>",
                 ROWS[i].row, ROWS[i].option, ROWS[i].field);
        read_sheet(&r, sheet, false);
        bool good = ROWS[i].text ? r.in.count == 1 &&
                                       strcmp(r.in.question[0].text.option[0], ROWS[i].text) == 0
                                 : r.in.count == 0 && importer_rejected(&r.in) == 1 &&
                                       importer_rig_says(&r, ROWS[i].reason);
        if (!good)
            fail_msg("%s: %zu imported, \"%s\", %s", ROWS[i].option, r.in.count,
                     r.in.count ? r.in.question[0].text.option[0] : "",
                     r.findings.count ? r.findings.item[r.findings.count - 1].text : "");
        assert_true(importer_rig_says(&r, "K1: the column \"Độ khó\" was not read"));
        importer_rig_stop(&r);
    }
}

static void hidden_columns_and_sheets_and_merged_cells(void **state)
{
    (void)state;
    struct importer_rig r;
    char sheet[4096];
    snprintf(
        sheet, sizeof sheet,
        "<worksheet><cols><col min=\"7\" max=\"7\" hidden=\"1\"/></cols><sheetData>" HEADINGS
        "<row r=\"2\">" TEXT("B2", "Một?") TEXT("C2", "w") TEXT("D2", "x")
            REST("2") "</row><row r=\"3\">" TEXT("B3", "V¨n nµo?") TEXT("C3", "w") TEXT("D3", "x")
                TEXT("E3", "y") TEXT("F3", "z") TEXT(
                    "G3", "b") "</row></sheetData><mergeCells><mergeCell ref=\"H2:H3\"/><mergeCell "
                               "ref=\"I2:I3\"/><mergeCell ref=\"J2:J3\"/></mergeCells></worksheet>",
        TEXT("H2", "4.1"));
    read_sheet(&r, sheet, true);
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 2);
    assert_string_equal(r.in.question[1].category, "4.1/I/chuyen-mon");
    assert_string_equal(r.in.question[1].text.stem, "Văn nào?");
    assert_true(
        importer_rig_says(&r, "G1: the column \"Đáp án\" is hidden; it was read all the same"));
    assert_true(importer_rig_says(&r, "3 rows on hidden sheets were passed over"));
    assert_true(
        importer_rig_says(&r, "1 cells were in the encoding TCVN3 (ABC) and have been converted"));
    importer_rig_stop(&r);
}

static void a_row_of_more_cells_than_headings(void **state)
{
    (void)state;
    struct importer_rig r;
    importer_rig_text(&r, "csv", "Câu hỏi;A;B;C;D;Đáp án\nHỏi?;1;2;3;4;a;;\nHỏi; gì?;1;2;3;4;a\n");
    assert_int_equal(r.in.count, 1);
    assert_true(importer_rejected(&r.in) == 1 &&
                importer_rig_says(&r, "the row has 7 cells, the headings 6"));
    importer_rig_stop(&r);
}

/* Options headed 1 to 4, as quiz programs and many offices write them: the key is a number or a
 * letter; it stays a text where the options are lettered. */
static void numbered_options(void **state)
{
    (void)state;
    static const char *const NUMBERED[] = {
        "Câu hỏi;Phương án 1;Phương án 2;Phương án 3;Phương án 4;Đáp án đúng",
        "Nội dung;Đáp án 1;Đáp án 2;Đáp án 3;Đáp án 4;Đáp án",
        "Question;Answer 1;Answer 2;Answer 3;Answer 4;Correct answer(s)",
        "Question Text;Option 1;Option 2;Option 3;Option 4;Correct Answer",
        "Câu hỏi;Lựa chọn 1;Lựa chọn 2;Lựa chọn 3;Lựa chọn 4;Phương án đúng",
        "Câu hỏi;Câu trả lời 1;Câu trả lời 2;Câu trả lời 3;Câu trả lời 4;Lựa chọn đúng"};
    static const char BY_LETTER[] =
        "Câu hỏi;Phương án A;Phương án B;Phương án C;Phương án D;Đáp án";
    static const struct {
        const char *options, *key;
        int answer;
        const char *reason;
        bool lettered;
    } ROWS[] = {{"Trên;Dưới;Giữa;Ngoài", "2", 1, NULL, false},
                {"Trên;Dưới;Giữa;Ngoài", "4 ", 3, NULL, false},
                {"Trên;Dưới;Giữa;Ngoài", "C", 2, NULL, false},
                {"Trên;Dưới;Giữa;Ngoài", "Dưới", 1, NULL, false},
                {"1;2;3;4", "2", 1, NULL, false},
                {"4;3;2;1", "4", -1, "option's number or another option's text", false},
                {"5;7;9;11", "7", 1, NULL, false},
                {"Trên;Dưới;Giữa;Ngoài", "5", -1, "no letter", false},
                {"Trên;Dưới;Giữa;Ngoài", "0", -1, "no letter", false},
                {"Trên;Dưới;Giữa;Ngoài", "2,3", -1, "the answer", false},
                {"Trên;Dưới;Giữa;Ngoài", "2", -1, "no letter", true},
                {"4;3;2;1", "2", 2, NULL, true}};
    for (size_t h = 0; h < sizeof NUMBERED / sizeof NUMBERED[0]; h++)
        for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
            struct importer_rig r;
            char text[1024];
            snprintf(text, sizeof text, "%s\nHỏi?;%s;%s\n",
                     ROWS[i].lettered ? BY_LETTER : NUMBERED[h], ROWS[i].options, ROWS[i].key);
            importer_rig_text(&r, "csv", text);
            bool good = ROWS[i].answer >= 0
                            ? r.in.count == 1 && r.in.question[0].answer == ROWS[i].answer
                            : r.in.count == 0 && importer_rig_says(&r, ROWS[i].reason);
            if (!good || r.in.outcomes != 1)
                fail_msg("%s: %zu imported, %s", text, r.in.count,
                         r.findings.count ? r.findings.item[0].text : "");
            importer_rig_stop(&r);
        }
}

/* Headings as offices write them, with what they say in brackets. */
static void headings_with_remarks(void **state)
{
    (void)state;
    static const char *const GOOD[] = {
        "Câu hỏi (nội dung);A;B;C;D;Đáp án (A, B, C, D)",
        "CÂU HỎI TRẮC NGHIỆM;Phương án A (sai);Phương án B;Phương án C;Phương án D;ĐA",
        "Câu dẫn;A;B;C;D;Đáp án đúng (ghi A/B/C/D)",
        ("Nội dung câu hỏi (ngắn gọn);Phương án A;Phương án B;Phương án C;Phương án D;Đáp án (chữ "
         "cái)")};
    static const char *const NONE[] = {"Câu hỏi này (dài);A;B;C;D;Đáp án",
                                       "Câu hỏi;A;B;C;D;Không đáp án (x)"};
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        struct importer_rig r;
        char text[1024];
        snprintf(text, sizeof text, "%s\nHỏi?;Trên;Dưới;Giữa;Ngoài;B\n", GOOD[i]);
        importer_rig_text(&r, "csv", text);
        if (r.in.count != 1 || r.in.question[0].answer != 1 || r.findings.count)
            fail_msg("%s: %zu, %s", GOOD[i], r.in.count,
                     r.findings.count ? r.findings.item[0].text : "");
        importer_rig_stop(&r);
    }
    for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++)
        assert_false(grid_is_csv(NONE[i], strlen(NONE[i])));
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(options_in_one_cell),
                                       cmocka_unit_test(the_key_as_a_letter_or_a_text),
                                       cmocka_unit_test(cells_that_leave_something_open),
                                       cmocka_unit_test(hidden_columns_and_sheets_and_merged_cells),
                                       cmocka_unit_test(a_row_of_more_cells_than_headings),
                                       cmocka_unit_test(numbered_options),
                                       cmocka_unit_test(headings_with_remarks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
