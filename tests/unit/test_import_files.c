/* Importers of archives, word processor files, workbooks and PDF; and files made to harm. */
#include "tests/lib/importer_rig.h"
#include "tools/import/moodle.h"
#include "tools/import/pdf.h"
#include "tools/import/qti.h"
#include "tools/import/rows.h"
#include "tools/import/zip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void qti_packages(void **state)
{
    static const char ITEM[] =
        "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"i\" "
        "title=\"t\"><responseDeclaration identifier=\"R\" cardinality=\"single\" "
        "baseType=\"identifier\"><correctResponse><value>A</value></correctResponse></"
        "responseDeclaration><itemBody><p>Q</p><choiceInteraction responseIdentifier=\"R\">"
        "<simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice "
        "identifier=\"B\">b</simpleChoice><simpleChoice identifier=\"C\">c</simpleChoice>"
        "<simpleChoice "
        "identifier=\"D\">d</simpleChoice></choiceInteraction></itemBody></assessmentItem>";
    static const char RESOURCES[] =
        "<m:manifest xmlns:m=\"http://www.imsglobal.org/xsd/imscp_v1p1\"><m:resources>"
        "<m:resource identifier=\"1\" type=\"imsqti_item_xmlv2p1\" href=\"a.xml\"/>"
        "<m:resource identifier=\"2\" type=\"imsqti_item_xmlv2p1\" href=\"gone.xml\"/>"
        "<m:resource identifier=\"3\" type=\"imsqti_item_xmlv2p2\" "
        "href=\"https://example.org/x.xml\"/>"
        "<m:resource identifier=\"4\" type=\"imsqti_item_xmlv2p2\" href=\"../up.xml\"/>"
        "<m:resource identifier=\"5\" type=\"webcontent\" "
        "href=\"a.png\"/></m:resources></m:manifest>";
    const struct packing_part PARTS[] = {
        {"imsmanifest.xml", RESOURCES}, {"a.xml", ITEM}, {NULL, NULL}};
    const struct packing_part UP[] = {
        {"imsmanifest.xml", RESOURCES}, {"../up.xml", ITEM}, {NULL, NULL}};
    const struct packing_part OLD[] = {{"imsmanifest.xml", RESOURCES},
                                       {"a.xml", ITEM},
                                       {"q/q.xml", "<questestinterop><item/></questestinterop>"},
                                       {NULL, NULL}};
    const struct packing_part NO_MANIFEST[] = {{"a.xml", ITEM}, {NULL, NULL}};
    struct importer_rig r;
    struct buf zip;
    (void)state;
    importer_rig_pack(PARTS, &zip);
    importer_rig_bytes(&r, "qti", zip.data, zip.len);
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 1);
    assert_int_equal(importer_rejected(&r.in), 3);
    assert_true(importer_rig_says(&r, "does not hold this file") &&
                importer_rig_says(&r, "outside the package"));
    importer_rig_stop(&r);
    for (size_t cut = 1; cut < zip.len; cut += 37) { /* whatever is cut off, it is refused */
        importer_rig_start(&r);
        assert_int_not_equal(qti_read_package(zip.data, zip.len - cut, &r.in, &r.e), ERR_OK);
        importer_rig_stop(&r);
    }
    buf_free(&zip);
    importer_rig_pack(UP, &zip);
    importer_rig_start(&r);
    assert_int_equal(qti_read_package(zip.data, zip.len, &r.in, &r.e), ERR_FORMAT);
    assert_non_null(strstr(r.e.text, "leads out of it"));
    importer_rig_stop(&r);
    buf_free(&zip);
    importer_rig_pack(OLD, &zip);
    importer_rig_bytes(&r, "qti", zip.data, zip.len);
    assert_int_equal(importer_rejected(&r.in), 4);
    assert_true(importer_rig_says(&r, "is QTI 1: only 2.1"));
    importer_rig_stop(&r);
    buf_free(&zip);
    importer_rig_pack(NO_MANIFEST, &zip);
    importer_rig_start(&r);
    assert_int_equal(qti_read_package(zip.data, zip.len, &r.in, &r.e), ERR_FORMAT);
    importer_rig_stop(&r);
    buf_free(&zip);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STRONG(marker, text) \
    "<w:p><w:r><w:t>" marker "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>" text "</w:t></w:r></" \
    "w:p>"
#define LISTED(list, text) \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"" list \
    "\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(text) "<w:tc>" text "</w:tc>"

static void read_word(struct importer_rig *r, const char *body)
{
    static const char NUMBERING[] =
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl "
        "w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
        "<w:lvlText w:val=\"Câu %1:\"/></w:lvl></w:abstractNum><w:abstractNum "
        "w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
        "<w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum><w:num "
        "w:numId=\"5\"><w:abstractNumId w:val=\"0\"/>"
        "</w:num><w:num w:numId=\"6\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    struct buf text, zip;
    buf_init(&text, 1 << 20);
    buf_printf(&text, "<w:document xmlns:w=\"w\"><w:body>%s</w:body></w:document>", body);
    const struct packing_part PARTS[] = {{"[Content_Types].xml", "<Types/>"},
                                         {"word/document.xml", buf_text(&text)},
                                         {"word/numbering.xml", NUMBERING},
                                         {NULL, NULL}};
    importer_rig_pack(PARTS, &zip);
    importer_rig_bytes(r, "docx", zip.data, zip.len);
    if (r->rc != ERR_OK)
        fail_msg("%s", r->e.text);
    buf_free(&text);
    buf_free(&zip);
}

static void word_questions_in_paragraphs(void **state)
{
    struct importer_rig r;
    (void)state;
    read_word(&r, P("1.2. Câu hỏi Pháp luật riêng - Khảo sát địa hình - Hạng II") P("Câu 1: Một")
                      P("tiếp theo?") P("a. x\tb. y") P("c. z") P("d. t") P("Đáp án: C."));
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Một\ntiếp theo?");
    assert_string_equal(r.in.question[0].category, "1.1/II/phap-luat-rieng");
    assert_string_equal(r.in.question[0].text.option[1], "y");
    assert_int_equal(r.in.question[0].answer, 2);
    importer_rig_stop(&r);
    read_word(&r, P("Câu 12. Hai?") P("A. x") STRONG("B. ", "y") P("C. z") P("D. t")
                      P("Câu 13. Ba?") P("A. x") P("B. y") P("C. z") P("D. t"));
    assert_int_equal(r.in.count, 1);
    assert_int_equal(r.in.question[0].answer, 1);
    assert_string_equal(r.in.question[0].number, "12");
    assert_true(importer_rig_says(&r, "no right answer"));
    importer_rig_stop(&r);
    read_word(&r, LISTED("5", "Bốn?") LISTED("6", "x") LISTED("6", "y") LISTED("6", "z")
                      LISTED("6", "t") P("Đáp án d"));
    assert_int_equal(r.in.count, 1);
    assert_int_equal(r.in.question[0].answer, 3);
    importer_rig_stop(&r);
    read_word(&r, P("Câu 1: Q?") STRONG("a. ", "x") P("b. y") P("c. z") P("d. t") P("Đáp án: b"));
    assert_true(r.in.count == 0 &&
                importer_rig_says(&r, "the option marked is a, the answer written b"));
    importer_rig_stop(&r);
    read_word(&r, P("Câu 1: Q?") P("a. x") P("c. z") P("d. t") P("Đáp án: a") P("Câu 2: Q?")
                      P("a. x") P("tiếp") P("b. y") P("c. z") P("d. t") P("Đáp án: a"));
    assert_true(r.in.count == 0 && importer_rig_says(&r, "option b is missing") &&
                importer_rig_says(&r, "belongs to no option"));
    importer_rig_stop(&r);
    read_word(&r, "<w:p><w:r><w:t>Câu 1: m</w:t></w:r><w:r><w:rPr><w:vertAlign "
                  "w:val=\"superscript\"/></w:rPr><w:t>3</w:t></w:r><w:r><w:t>, m</w:t></w:r>"
                  "<w:r><w:rPr><w:position w:val=\"8\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>, "
                  "H</w:t></w:r><w:r><w:rPr><w:position w:val=\"-6\"/></w:rPr>"
                  "<w:t>2</w:t></w:r><w:r><w:t>O?</w:t></w:r></w:p>" P("a. x") P("b. y") P("c. z")
                      P("d. t") P("Đáp án: a"));
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "m³, m², H₂O?");
    importer_rig_stop(&r);
    read_word(&r, P("Câu 1: x") "<w:p><w:r><w:rPr><w:vertAlign "
                                "w:val=\"superscript\"/></w:rPr><w:t>q</w:t></w:r></w:p>" P("a. x")
                                    P("b. y") P("c. z") P("d. t") P("Đáp án: a"));
    assert_true(r.in.count == 0 && importer_rig_says(&r, "raised or lowered"));
    importer_rig_stop(&r);
    read_word(&r, P("Câu 1: Q?") "<w:p><w:r><w:drawing/></w:r></w:p>" P("a. x") P("b. y") P("c. z")
                      P("d. t") P("Đáp án: a"));
    assert_true(r.in.count == 0 && importer_rig_says(&r, "picture"));
    importer_rig_stop(&r);
}

static void word_tables(void **state)
{
    struct importer_rig r;
    (void)state;
    /* clang-format off */
    read_word(&r, P("1.3. Câu hỏi Chuyên môn - Giám sát công tác xây dựng công trình - Hạng III")
                  "<w:tbl><w:tr>" CELL(P("STT")) CELL(P("Câu hỏi")) CELL(P("Đáp án"))
                  CELL(P("Hạng")) "</w:tr>"
                  "<w:tr>" CELL(P("1")) CELL(P("Q?") P("a. x") P("b. y") P("c. z") P("d. t"))
                  CELL(P("b")) CELL(P("III")) "</w:tr>"
                  "<w:tr>" CELL(P("2")) CELL(P("Q2?") P("a. x") P("b. y") P("c. z"))
                  CELL(P("b")) CELL(P("III")) "</w:tr></w:tbl>"
                  "<w:tbl><w:tr>" CELL(P("không")) CELL(P("tiêu đề")) "</w:tr></w:tbl>");
    /* clang-format on */
    assert_int_equal(r.in.count, 1);
    assert_int_equal(importer_rejected(&r.in), 2);
    assert_string_equal(r.in.question[0].category, "4.1/III/chuyen-mon");
    assert_int_equal(r.in.question[0].answer, 1);
    assert_true(importer_rig_says(&r, "option d is missing") &&
                importer_rig_says(&r, "without headings"));
    importer_rig_stop(&r);
}

static const char WORKBOOK[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Đề\" r:id=\"r1\"/><sheet name=\"Khác\" "
    "r:id=\"r2\"/></sheets></workbook>";
static const char RELATIONS[] =
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/><Relationship "
    "Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";

static void sheets(void **state)
{
    static const char SHARED[] =
        "<sst><si><t>Câu hỏi</t></si><si><r><t>Câu </t></r><r><t>một m</t></r><r><rPr><vertAlign "
        "val=\"superscript\"/></rPr><t>2</t></r><rPh><t>bỏ</t></rPh></si></sst>";
    static const char SHEET[] =
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
        "t=\"inlineStr\"><is><t>A</t></is></c><c r=\"C1\" t=\"str\"><v>B</v></c>"
        "<c r=\"D1\" t=\"str\"><v>C</v></c><c r=\"E1\" t=\"str\"><v>D</v></c><c r=\"F1\" "
        "t=\"str\"><v>Đáp án</v></c></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c>"
        "<c r=\"B4\"><v>12</v></c><c r=\"C4\" s=\"1\"><v>44927</v></c><c "
        "r=\"D4\"><v>12.5</v></c><c r=\"E4\" t=\"b\"><v>1</v></c><c r=\"F4\" "
        "t=\"str\"><f>x</f><v>b</v></c>"
        "</row></sheetData></worksheet>";
    static const char STYLES[] =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    const struct packing_part PARTS[] = {{"xl/workbook.xml", WORKBOOK},
                                         {"xl/_rels/workbook.xml.rels", RELATIONS},
                                         {"xl/sharedStrings.xml", SHARED},
                                         {"xl/styles.xml", STYLES},
                                         {"xl/worksheets/sheet1.xml", SHEET},
                                         {"xl/worksheets/sheet2.xml",
                                          "<worksheet><sheetData><row r=\"3\"><c r=\"A3\" "
                                          "t=\"str\"><v>x</v></c></row></sheetData></worksheet>"},
                                         {NULL, NULL}};
    const struct packing_part MISSING[] = {{"xl/workbook.xml", WORKBOOK},
                                           {"xl/_rels/workbook.xml.rels", RELATIONS},
                                           {"xl/worksheets/sheet1.xml", SHEET},
                                           {NULL, NULL}};
    struct importer_rig r;
    struct buf zip;
    (void)state;
    importer_rig_pack(PARTS, &zip);
    importer_rig_bytes(&r, "xlsx", zip.data, zip.len);
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Câu một m²");
    assert_string_equal(r.in.question[0].text.option[0], "12");
    assert_string_equal(r.in.question[0].text.option[1], "01/01/2023");
    assert_int_equal(r.in.question[0].line, 4);
    assert_int_equal(r.in.question[0].answer, 1);
    assert_true(importer_rejected(&r.in) == 1 && importer_rig_says(&r, "without headings"));
    importer_rig_stop(&r);
    buf_free(&zip);
    importer_rig_pack(MISSING, &zip);
    importer_rig_bytes(&r, "xlsx", zip.data, zip.len);
    assert_int_equal(r.rc, ERR_FORMAT);
    assert_non_null(strstr(r.e.text, "does not hold its sheet"));
    importer_rig_stop(&r);
    buf_free(&zip);
}

static void dates_of_sheets(void **state)
{
    char out[11];
    (void)state;
    assert_true(rows_date(1, false, out) && strcmp(out, "01/01/1900") == 0);
    assert_true(rows_date(59, false, out) && strcmp(out, "28/02/1900") == 0);
    assert_false(rows_date(60, false, out));
    assert_true(rows_date(61, false, out) && strcmp(out, "01/03/1900") == 0);
    assert_true(rows_date(25569, false, out) && strcmp(out, "01/01/1970") == 0);
    assert_true(rows_date(44927.75, false, out) && strcmp(out, "01/01/2023") == 0);
    assert_true(rows_date(45351, false, out) && strcmp(out, "29/02/2024") == 0);
    assert_true(rows_date(43465, true, out) && strcmp(out, "01/01/2023") == 0);
    assert_false(rows_date(0, false, out));
    assert_false(rows_date(-5, false, out));
    assert_false(rows_date(1e300, false, out));
}

/* Pages of words in the form pdftotext gives them. */
static void box(struct buf *b, double x, double y, const char *text)
{
    char *copy = strdup(text), *rest = copy, *word;
    while ((word = strsep(&rest, " "))) {
        buf_printf(b,
                   "    <word xMin=\"%.2f\" yMin=\"%.2f\" xMax=\"%.2f\" yMax=\"%.2f\">%s</word>\n",
                   x, y, x + 6.0 * (double)strlen(word), y + 12, word);
        x += 6.0 * (double)strlen(word) + 4;
    }
    free(copy);
}

static void page(struct buf *b, int number, const char *above)
{
    char text[16];
    buf_add_text(b, number > 1 ? "  </page>\n  <page width=\"595\" height=\"842\">\n"
                               : "  <page width=\"595\" height=\"842\">\n");
    snprintf(text, sizeof text, "%d", number);
    if (above[0])
        box(b, 200, 20, above);
    box(b, 290, 800, text);
}

static void table_head(struct buf *b, double y)
{
    box(b, 60, y, "STT");
    box(b, 200, y, "Câu hỏi");
    box(b, 440, y, "Đáp án");
    box(b, 510, y, "Hạng");
}

/* A row of five lines from y; middle: its number, answer and grade stand at half its height. */
static void five_lines(struct buf *b, double y, const char *number, const char *stem,
                       const char *last, bool middle)
{
    double at = middle ? y + 28 : y;
    box(b, 66, at, number);
    box(b, 455, at, "b");
    box(b, 525, at, "I");
    box(b, 100, y, stem);
    box(b, 100, y + 14, "a. một");
    box(b, 100, y + 28, "b. hai");
    box(b, 100, y + 42, "c. ba");
    box(b, 100, y + 56, last);
}

static void read_boxes(struct importer_rig *r, struct buf *b)
{
    importer_rig_start(r);
    FILE *f = fmemopen(b->data, b->len, "r");
    r->rc = pdf_read_boxes(f, NULL, NULL, &r->fields, &r->in, &r->e);
    fclose(f);
}

static void pdf_pages(void **state)
{
    struct buf b;
    struct importer_rig r;
    (void)state;
    buf_init(&b, 1 << 20);
    for (int n = 1; n <= 6; n++) { /* one row a page, which runs over to the next: its last line is
                                      a year, under a running head, over the page's number */
        char number[4], stem[64];
        page(&b, n, "Bộ câu hỏi năm 2025");
        if (n == 1) {
            box(&b, 60, 40, "1.1. Câu hỏi Pháp luật chung -");
            box(&b, 60, 54, "Khảo sát địa hình - Hạng I");
            table_head(&b, 70);
        } else {
            box(&b, 100, 90, "2014");
        }
        snprintf(number, sizeof number, "%d", n);
        snprintf(stem, sizeof stem, "Câu %d nào?", n);
        five_lines(&b, 600, number, stem, "d. bốn, năm", false);
    }
    read_boxes(&r, &b);
    assert_int_equal(r.rc, ERR_OK);
    if (r.in.count != 6)
        fail_msg("%zu rows, first said \"%s\"", r.in.count,
                 r.findings.count ? r.findings.item[0].text : "");
    assert_string_equal(r.in.question[0].text.option[3], "bốn, năm 2014");
    assert_string_equal(r.in.question[4].text.option[3], "bốn, năm 2014");
    assert_string_equal(r.in.question[5].text.option[3], "bốn, năm");
    assert_string_equal(r.in.question[0].category, "1.1/I/phap-luat-chung");
    assert_int_equal(r.in.question[3].page, 4);
    assert_int_equal(r.in.question[3].answer, 1);
    importer_rig_stop(&r);
    buf_clear(&b);
    page(&b, 1, "");
    box(&b, 60, 40, "2.1. Câu hỏi Chuyên môn - Không có trong danh mục - Hạng I");
    table_head(&b, 70);
    five_lines(&b, 100, "1", "Một?", "d. bốn", false);
    five_lines(&b, 200, "4", "Bốn?", "d. bốn", false);
    read_boxes(&r, &b);
    assert_int_equal(r.rc, ERR_OK);
    assert_true(r.in.count == 0 && importer_rejected(&r.in) == 4); /* two rows under an unknown
                                                                      field, and the two that are
                                                                      missing between */
    assert_true(importer_rig_says(&r, "field is not known") &&
                importer_rig_says(&r, "no row has this number"));
    importer_rig_stop(&r);
    buf_clear(&b);
    page(&b, 1, "");
    box(&b, 60, 40, "1.1. Câu hỏi Chuyên môn - Khảo sát địa hình - Hạng I");
    table_head(&b, 70);
    five_lines(&b, 100, "1", "Bao nhiêu m", "d. bốn", false);
    buf_add_text(&b, "    <word xMin=\"168\" yMin=\"98\" xMax=\"174\" yMax=\"107\">2</word>\n    "
                     "<word xMin=\"174\" yMin=\"100\" xMax=\"180\" yMax=\"112\">,</word>\n");
    five_lines(&b, 200, "2", "Bao nhiêu x", "d. bốn", false);
    buf_add_text(&b, "    <word xMin=\"168\" yMin=\"198\" xMax=\"174\" yMax=\"207\">k</word>\n");
    read_boxes(&r, &b);
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Bao nhiêu m²,");
    assert_true(importer_rig_says(&r, "raised or lowered"));
    importer_rig_stop(&r);
    buf_clear(&b);
    page(&b, 1, "");
    box(&b, 60, 40, "1.1. Câu hỏi Chuyên môn - Khảo sát địa hình - Hạng I");
    table_head(&b, 70);
    for (int n = 0; n < 5; n++)
        five_lines(&b, 100 + 80 * n, (const char[2]){(char)('1' + n), '\0'}, "Câu nào?", "d. bốn",
                   true);
    read_boxes(&r, &b);
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 5);
    assert_string_equal(r.in.question[4].text.stem, "Câu nào?");
    assert_string_equal(r.in.question[4].number, "5");
    importer_rig_stop(&r);
    buf_free(&b);
}

static void hostile_xml_is_refused(void **state)
{
    static const char *const BOMBS[] = {
        "<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><quiz><question "
        "type=\"multichoice\"><questiontext><text>&c;</text></questiontext></question></quiz>",
        "<!DOCTYPE quiz SYSTEM \"file:///etc/passwd\"><quiz/>",
        ("<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz><question "
         "type=\"multichoice\"><questiontext><text>&x;</text></questiontext></question></quiz>")};
    struct buf deep;
    struct importer_rig r;
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        importer_rig_start(&r);
        assert_int_equal(moodle_read(BOMBS[i], strlen(BOMBS[i]), &r.in, &r.e), ERR_FORMAT);
        if (i > 0) /* the bomb goes off in the parser's hands before its declaration is seen here */
            assert_non_null(strstr(r.e.text, "DOCTYPE"));
        assert_int_equal(r.in.count, 0);
        importer_rig_stop(&r);
    }
    buf_init(&deep, 1 << 24);
    buf_add_text(&deep, "<quiz><question type=\"multichoice\">");
    for (int i = 0; i < 100000; i++)
        buf_add_text(&deep, "<a>");
    importer_rig_start(&r);
    assert_int_equal(moodle_read(deep.data, deep.len, &r.in, &r.e), ERR_FORMAT);
    importer_rig_stop(&r);
    buf_free(&deep);
    importer_rig_start(&r);
    assert_int_equal(moodle_read("<quiz><question type=\"essay\"/>", 30, &r.in, &r.e), ERR_FORMAT);
    importer_rig_stop(&r);
}

static void hostile_archives_are_refused(void **state)
{
    static const char *const NAMES[] = {"/etc/passwd", "../x", "a/../../x", "a\\..\\x", "C:/x"};
    struct zip z;
    struct err e;
    struct buf zip, zeros;
    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const struct packing_part PARTS[] = {{NAMES[i], "x"}, {NULL, NULL}};
        importer_rig_pack(PARTS, &zip);
        assert_int_equal(zip_open(&z, zip.data, zip.len, NULL, &e), ERR_FORMAT);
        buf_free(&zip);
    }
    const struct packing_part TWICE[] = {{"a", "x"}, {"a", "y"}, {NULL, NULL}};
    importer_rig_pack(TWICE, &zip);
    assert_int_equal(zip_open(&z, zip.data, zip.len, NULL, &e), ERR_FORMAT);
    buf_free(&zip);
    /* 64 MiB of zeros squeezed into some 64 KiB */
    buf_init(&zeros, 128 << 20);
    buf_add_zero(&zeros, 64 << 20);
    buf_init(&zip, 1 << 24);
    packing_deflated("xl/workbook.xml", zeros.data, zeros.len, &zip);
    assert_true(zip.len < 1 << 20);
    assert_int_equal(zip_open(&z, zip.data, zip.len, NULL, &e), ERR_LIMIT);
    buf_free(&zip);
    buf_free(&zeros);
}

/* Each part is found by its name, whatever the order; names alike are not. */
static void parts_by_name(void **state)
{
    enum { PARTS = 300 };
    static char name[PARTS][24];
    static struct packing_part part[PARTS + 1];
    struct zip z;
    struct err e;
    struct buf zip;
    (void)state;
    for (int i = 0; i < PARTS; i++) {
        snprintf(name[i], sizeof name[i], "items/i%d.xml", i * 7919 % PARTS);
        part[i] = (struct packing_part){name[i], name[i]};
    }
    importer_rig_pack(part, &zip);
    assert_int_equal(zip_open(&z, zip.data, zip.len, NULL, &e), ERR_OK);
    assert_int_equal(z.count, PARTS);
    for (int i = 0; i < PARTS; i++) {
        assert_string_equal(z.entry[i].name, name[i]);
        assert_ptr_equal(zip_find(&z, name[i]), &z.entry[i]);
    }
    assert_null(zip_find(&z, "items/i300.xml"));
    assert_null(zip_find(&z, "items/i1"));
    assert_null(zip_find(&z, ""));
    zip_close(&z);
    buf_free(&zip);
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(qti_packages),
                                       cmocka_unit_test(word_questions_in_paragraphs),
                                       cmocka_unit_test(word_tables),
                                       cmocka_unit_test(sheets),
                                       cmocka_unit_test(dates_of_sheets),
                                       cmocka_unit_test(pdf_pages),
                                       cmocka_unit_test(hostile_xml_is_refused),
                                       cmocka_unit_test(hostile_archives_are_refused),
                                       cmocka_unit_test(parts_by_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
