/* Cells of workbooks as a spreadsheet shows them, and what rows say of them beside their text. */
#include "tests/lib/importer_rig.h"
#include "tools/import/foreign.h"
#include "tools/import/rows.h"
#include "tools/import/spreadsheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS_MAX = 12, CELLS_MAX = 16, TEXT_MAX = 256 };

static const char WORKBOOK[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"DS\" r:id=\"r1\"/></sheets></workbook>";
static const char RELATIONS[] =
    "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
static const char STYLES[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"000\"/><numFmt numFmtId=\"165\" "
    "formatCode=\"0&quot; mm&quot;\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"mm-dd-yy\"/><numFmt numFmtId=\"167\" "
    "formatCode=\";;;\"/><numFmt numFmtId=\"168\" formatCode=\"0,00\"/>"
    "<numFmt numFmtId=\"169\" formatCode=\"&quot;Hạng &quot;@\"/></numFmts>"
    "<fonts><font><name val=\"Arial\"/></font><font><name val=\".VnTime\"/></font><font><name "
    "val=\".VnTimeH\"/></font><font><name val=\"VNI-Times\"/></font></fonts>"
    "<cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf "
    "numFmtId=\"166\"/><xf numFmtId=\"167\"/><xf numFmtId=\"168\"/>"
    "<xf numFmtId=\"169\"/><xf numFmtId=\"2\"/><xf numFmtId=\"42\"/><xf numFmtId=\"0\" "
    "fontId=\"1\"/><xf numFmtId=\"0\" fontId=\"2\"/>"
    "<xf numFmtId=\"0\" fontId=\"3\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>";

/* What a sheet gave, copied. */
struct seen {
    struct {
        size_t line, cells;
        bool is_hidden, is_sheet_hidden;
        char cell[CELLS_MAX][TEXT_MAX], why[CELLS_MAX][TEXT_MAX], merged[CELLS_MAX][TEXT_MAX],
            place[CELLS_MAX][ROWS_PLACE_MAX];
        struct rows_fact fact[CELLS_MAX];
    } row[ROWS_MAX];
    size_t rows;
    struct err e;
    enum err_code rc;
};

static void see(void *context, const struct row *row)
{
    struct seen *s = context;
    assert_true(s->rows < ROWS_MAX && row->cells <= CELLS_MAX && row->fact != NULL);
    s->row[s->rows].line = row->line;
    s->row[s->rows].cells = row->cells;
    s->row[s->rows].is_hidden = row->is_hidden;
    s->row[s->rows].is_sheet_hidden = row->is_sheet_hidden;
    for (size_t i = 0; i < row->cells; i++) {
        struct rows_fact spare;
        const struct rows_fact *f = rows_fact(row, i, &spare);
        s->row[s->rows].fact[i] = *f;
        snprintf(s->row[s->rows].cell[i], TEXT_MAX, "%s", row->cell[i]);
        snprintf(s->row[s->rows].why[i], TEXT_MAX, "%s", f->why ? f->why : "");
        snprintf(s->row[s->rows].merged[i], TEXT_MAX, "%s", f->merged ? f->merged : "-");
        rows_place(row, i, s->row[s->rows].place[i]);
    }
    s->rows++;
}

static void read_parts(struct seen *s, const struct packing_part *parts)
{
    struct buf zip;
    memset(s, 0, sizeof *s);
    importer_rig_pack(parts, &zip);
    s->rc = rows_read_xlsx(zip.data, zip.len, see, s, &s->e);
    buf_free(&zip);
}

static void read_sheet(struct seen *s, const char *sheet)
{
    const struct packing_part PARTS[] = {{"xl/workbook.xml", WORKBOOK},
                                         {"xl/_rels/workbook.xml.rels", RELATIONS},
                                         {"xl/styles.xml", STYLES},
                                         {"xl/worksheets/sheet1.xml", sheet},
                                         {NULL, NULL}};
    read_parts(s, PARTS);
}

static void cells_as_shown(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *text;
        enum rows_kind kind;
        const char *date, *number;
        bool ambiguous;
        const char *why;
    } ROWS[] = {
        {"<c r=\"A1\"><v>3.1</v></c>", "3.1", ROWS_NUMBER, "", "3.1", true, ""},
        {"<c r=\"A1\"><v>7</v></c>", "7", ROWS_NUMBER, "", "7", false, ""},
        {"<c r=\"A1\"><v>0.30000000000000004</v></c>", "0.3", ROWS_NUMBER, "", "0.3", true, ""},
        {"<c r=\"A1\"><v>352080000007</v></c>", "3.5208E+11", ROWS_NUMBER, "", "352080000007",
         false, ""},
        {"<c r=\"A1\" s=\"7\"><v>3.1</v></c>", "3.10", ROWS_NUMBER, "", "3.1", false, ""},
        {"<c r=\"A1\" s=\"1\"><v>7</v></c>", "007", ROWS_NUMBER, "", "7", false, ""},
        {"<c r=\"A1\" s=\"2\"><v>25</v></c>", "25 mm", ROWS_NUMBER, "", "25", false, ""},
        {"<c r=\"A1\" s=\"12\"><v>0.03</v></c>", "3.00%", ROWS_NUMBER, "", "0.03", false, ""},
        {"<c r=\"A1\" s=\"3\"><v>31111</v></c>", "03-05-85", ROWS_DATE, "05/03/1985", "31111",
         false, ""},
        {"<c r=\"A1\" t=\"d\"><v>1985-03-05</v></c>", "05/03/1985", ROWS_DATE, "05/03/1985",
         "31111", false, ""},
        {"<c r=\"A1\" t=\"d\" s=\"3\"><v>1985-03-05T18:00:00</v></c>", "03-05-85", ROWS_DATE,
         "05/03/1985", "31111.75", false, ""},
        {"<c r=\"A1\" t=\"d\"><v>1904-02-29</v></c>", "29/02/1904", ROWS_DATE, "29/02/1904", "1521",
         false, ""},
        {"<c r=\"A1\" t=\"d\"><v>2000-12-31</v></c>", "31/12/2000", ROWS_DATE, "31/12/2000",
         "36891", false, ""},
        {"<c r=\"A1\" t=\"b\"><v>0</v></c>", "FALSE", ROWS_BOOLEAN, "", "", false, ""},
        {"<c r=\"A1\" t=\"e\"><v>#N/A</v></c>", "#N/A", ROWS_ERROR, "", "", false,
         "error value #N/A"},
        {"<c r=\"A1\"><f>1+1</f></c>", "", ROWS_EMPTY, "", "", false, "formula without its value"},
        {"<c r=\"A1\"><f>1+1</f><v></v></c>", "", ROWS_EMPTY, "", "", false,
         "formula without its value"},
        {"<c r=\"A1\"><f>1+1</f><v>2</v></c>", "2", ROWS_NUMBER, "", "2", false, ""},
        {"<c r=\"A1\" t=\"str\"><f>x</f><v>chữ</v></c>", "chữ", ROWS_TEXT, "", "", false, ""},
        {"<c r=\"A1\" s=\"4\"><v>5</v></c>", "", ROWS_NUMBER, "", "5", false, "hides its value"},
        {"<c r=\"A1\" s=\"5\"><v>1.5</v></c>", "", ROWS_NUMBER, "", "1.5", false,
         "\"0,00\" is not understood"},
        {"<c r=\"A1\" s=\"8\"><v>1.5</v></c>", "", ROWS_NUMBER, "", "1.5", false,
         "42 differs from machine to machine"},
        {"<c r=\"A1\"><v>1,5</v></c>", "", ROWS_NUMBER, "", "", false, "\"1,5\" is no number"},
        {"<c r=\"A1\" t=\"q\"><v>1</v></c>", "", ROWS_EMPTY, "", "", false,
         "kind that is not known"},
        {"<c r=\"A1\" s=\"6\" t=\"str\"><v>II</v></c>", "Hạng II", ROWS_TEXT, "", "", false, ""},
        {"<c r=\"A1\" t=\"inlineStr\"><is><t>a_x000D_b _x005F_x000D_</t></is></c>", "a\rb _x000D_",
         ROWS_TEXT, "", "", false, ""},
        {"<c r=\"A1\" "
         "t=\"inlineStr\"><is><r><t>x</t></r><rPh><t>bỏ</t></rPh><r><t>y</t></r></is></c>",
         "xy", ROWS_TEXT, "", "", false, ""}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct seen s;
        char sheet[1024];
        snprintf(sheet, sizeof sheet,
                 "<worksheet><sheetData><row r=\"1\">%s<c r=\"B1\" "
                 "t=\"str\"><v>x</v></c></row></sheetData></worksheet>",
                 ROWS[i].cell);
        read_sheet(&s, sheet);
        assert_int_equal(s.rc, ERR_OK);
        assert_int_equal(s.rows, 1);
        const struct rows_fact *f = &s.row[0].fact[0];
        if (strcmp(s.row[0].cell[0], ROWS[i].text) != 0 || f->kind != ROWS[i].kind ||
            strcmp(f->date, ROWS[i].date) != 0 || strcmp(f->number, ROWS[i].number) != 0 ||
            f->is_ambiguous_number != ROWS[i].ambiguous || !strstr(s.row[0].why[0], ROWS[i].why) ||
            (s.row[0].why[0][0] && !ROWS[i].why[0]))
            fail_msg("%s: \"%s\" %d \"%s\" \"%s\" %d \"%s\"", ROWS[i].cell, s.row[0].cell[0],
                     f->kind, f->date, f->number, f->is_ambiguous_number, s.row[0].why[0]);
    }
}

static void hidden_is_said(void **state)
{
    (void)state;
    struct seen s;
    read_sheet(&s,
               "<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"3\" max=\"3\" "
               "width=\"0\"/><col min=\"4\" max=\"9\" hidden=\"false\"/></cols><sheetData>"
               "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c "
               "r=\"C1\"><v>3</v></c><c r=\"D1\"><v>4</v></c></row>"
               "<row r=\"3\" hidden=\"true\"><c r=\"A3\"><v>1</v></c></row><row r=\"4\" "
               "ht=\"0\"><c r=\"A4\"><v>1</v></c></row></sheetData></worksheet>");
    assert_int_equal(s.rc, ERR_OK);
    assert_int_equal(s.rows, 3);
    assert_false(s.row[0].is_hidden);
    assert_true(s.row[1].is_hidden && s.row[2].is_hidden);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(s.row[0].fact[i].is_column_hidden, i == 1 || i == 2);
    assert_string_equal(s.row[0].place[3], "D1");
    assert_int_equal(s.row[1].line, 3);
    static const char HIDDEN[] = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"DS\" "
                                 "state=\"veryHidden\" r:id=\"r1\"/></sheets></workbook>";
    const struct packing_part PARTS[] = {
        {"xl/workbook.xml", HIDDEN},
        {"xl/_rels/workbook.xml.rels", RELATIONS},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></worksheet>"},
        {NULL, NULL}};
    read_parts(&s, PARTS);
    assert_true(s.rows == 1 && s.row[0].is_sheet_hidden);
}

static void merged_ranges_are_said(void **state)
{
    (void)state;
    struct seen s;
    read_sheet(&s,
               "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>STT</v></c><c r=\"B1\" "
               "t=\"str\"><v>Họ và tên</v></c></row>"
               "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>4.1</v></c></row><row r=\"3\"><c r=\"D3\" "
               "t=\"str\"><v>x</v></c></row><row r=\"4\"><c r=\"A4\" t=\"str\"><v>y</v></c></row>"
               "</sheetData><mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell "
               "ref=\"B1:C1\"/><mergeCell ref=\"bad\"/></mergeCells></worksheet>");
    assert_int_equal(s.rc, ERR_OK);
    assert_int_equal(s.row[0].cells, 3);
    assert_true(s.row[0].fact[1].first_cell == 1 && s.row[0].fact[1].last_cell == 2 &&
                s.row[0].fact[2].first_cell == 1);
    assert_string_equal(s.row[0].merged[1], "-");
    assert_string_equal(s.row[0].merged[2], "Họ và tên");
    assert_string_equal(s.row[2].merged[0], "4.1");
    assert_true(s.row[2].fact[0].first_line == 2 && s.row[2].fact[0].last_line == 3);
    assert_string_equal(s.row[3].merged[0], "-");
    assert_true(s.row[3].fact[0].first_line == 4 && s.row[3].fact[0].first_cell == 0);
}

static void fonts_are_converted(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *text, *encoding;
        bool why;
    } ROWS[] = {
        {"<c r=\"A1\" s=\"9\" t=\"str\"><v>NguyÔn V¨n</v></c>", "Nguyễn Văn", "TCVN3 (ABC)", false},
        {"<c r=\"A1\" s=\"9\" t=\"str\"><v>Vò</v></c>", "Vũ", "TCVN3 (ABC)", false},
        {"<c r=\"A1\" s=\"10\" t=\"str\"><v>nguyÔn v¨n</v></c>", "NGUYỄN VĂN", "TCVN3 (ABC)",
         false},
        {"<c r=\"A1\" s=\"11\" t=\"str\"><v>Nguyeãn</v></c>", "Nguyễn", "VNI", false},
        {"<c r=\"A1\" s=\"9\" t=\"str\"><v>Nguyễn</v></c>", "Nguyễn", NULL, false},
        {"<c r=\"A1\" t=\"str\"><v>NguyÔn ThÞ H¹nh</v></c>", "Nguyễn Thị Hạnh", "TCVN3 (ABC)",
         false},
        {"<c r=\"A1\" t=\"str\"><v>Lê Hà</v></c>", "Lê Hà", NULL, false},
        {"<c r=\"A1\" t=\"str\"><v>NguyÔn Müller</v></c>", "NguyÔn Müller", NULL, true},
        {"<c r=\"A1\" t=\"inlineStr\"><is><r><rPr><rFont val=\".VnTime\"/></rPr><t>V¨n "
         "</t></r><r><rPr><rFont val=\"Arial\"/></rPr><t>Đức</t></r></is></c>",
         "Văn Đức", "TCVN3 (ABC)", false}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct seen s;
        char sheet[1024];
        snprintf(sheet, sizeof sheet,
                 "<worksheet><sheetData><row r=\"1\">%s</row></sheetData></worksheet>",
                 ROWS[i].cell);
        read_sheet(&s, sheet);
        assert_int_equal(s.rc, ERR_OK);
        assert_string_equal(s.row[0].cell[0], ROWS[i].text);
        assert_int_equal(s.row[0].why[0][0] != '\0', ROWS[i].why);
        if (ROWS[i].encoding)
            assert_string_equal(s.row[0].fact[0].encoding, ROWS[i].encoding);
        else
            assert_null(s.row[0].fact[0].encoding);
    }
}

static void sheets_that_are_broken(void **state)
{
    (void)state;
    struct seen s;
    read_sheet(&s, "<worksheet><row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"2\"><c "
                   "r=\"A2\"><v>1</v></c></row></worksheet>");
    assert_int_equal(s.rc, ERR_FORMAT);
    assert_non_null(strstr(s.e.text, "row 2 stands behind row 2"));
    read_sheet(&s, "<worksheet><row r=\"1\"><c r=\"A1\"><v>1</v></c><c "
                   "r=\"BM1\"><v>1</v></c></row></worksheet>");
    assert_int_equal(s.rc, ERR_LIMIT);
}

/* LibreOffice's percentages. */
static void percent_of_libreoffice(void **state)
{
    (void)state;
    static const char SHEET[] = "<worksheet><row r=\"1\"><c r=\"A1\" s=\"12\"><v>0.03</v></c><c "
                                "r=\"B1\" s=\"12\"><v>0.125</v></c></row></worksheet>";
    const struct packing_part PARTS[] = {
        {"xl/workbook.xml", WORKBOOK},
        {"xl/_rels/workbook.xml.rels", RELATIONS},
        {"xl/styles.xml", STYLES},
        {"docProps/app.xml", "<Properties><Application>LibreOffice/7.4</Application></Properties>"},
        {"xl/worksheets/sheet1.xml", SHEET},
        {NULL, NULL}};
    struct seen s;
    read_parts(&s, PARTS);
    assert_string_equal(s.row[0].cell[0], "3%");
    assert_string_equal(s.row[0].cell[1], "12.50%");
}

/* A workbook of n formats and twice as many styles; how many formats were compared. */
static size_t steps_of(size_t n)
{
    struct buf zip, styles;
    char line[128];
    struct spreadsheet *w;
    struct err e = {0};
    buf_init(&styles, 16 * 1024 * 1024);
    buf_add(&styles, "<styleSheet><numFmts>", 21);
    for (size_t i = 0; i < n; i++)
        buf_add(&styles, line,
                (size_t)snprintf(line, sizeof line, "<numFmt numFmtId=\"%zu\" formatCode=\"0\"/>",
                                 1000 + (i * 7919) % n));
    buf_add(&styles, "</numFmts><cellXfs>", 19);
    for (size_t i = 0; i < 2 * n; i++)
        buf_add(&styles, "<xf numFmtId=\"999999\"/>", 23);
    buf_add(&styles, "</cellXfs></styleSheet>", 24); /* with its NUL */
    const struct packing_part PARTS[] = {{"xl/workbook.xml", WORKBOOK},
                                         {"xl/_rels/workbook.xml.rels", RELATIONS},
                                         {"xl/styles.xml", (const char *)styles.data},
                                         {NULL, NULL}};
    importer_rig_pack(PARTS, &zip);
    assert_int_equal(spreadsheet_open(zip.data, zip.len, &w, &e), ERR_OK);
    assert_int_equal(w->styles, 2 * n);
    size_t steps = w->steps;
    spreadsheet_close(w);
    buf_free(&zip);
    buf_free(&styles);
    return steps;
}

static void work_grows_with_the_file(void **state)
{
    (void)state;
    size_t few = steps_of(1000), many = steps_of(2000);
    assert_true(few >= 2000);
    assert_true(many < few * 5 / 2);
}

/* What is no workbook of ours although it is named or used as one. */
static void sheets_of_other_programs(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *said;
    } ROWS[] = {
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
         "W\0o\0r\0k\0b\0o\0o\0k\0",
         24, "save it as .xlsx"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
         "B\0o\0o\0k\0",
         16, "save it as .xlsx"},
        {"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 0, "save it as .xlsx"},
        {"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>", 0, "save it as .xlsx"},
        {"<html><body><table><tr><td>SBD</td></tr></table>", 0, "save it as .xlsx or .docx"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
         "C\0o\0n\0t\0",
         16, "old Office"},
        {"PK\x03\x04Index/Document.iwa", 0, "Numbers"},
        {"<?xml version=\"1.0\"?><questestinterop xmlns=\"x\">", 0, "QTI 2.1"},
        {"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", 0,
         "save it as .xlsx"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct err e = {0};
        assert_int_equal(
            foreign_check(ROWS[i].bytes, ROWS[i].len ? ROWS[i].len : strlen(ROWS[i].bytes), &e),
            ERR_FORMAT);
        if (!strstr(e.text, ROWS[i].said))
            fail_msg("%zu: %s", i, e.text);
    }
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_as_shown),           cmocka_unit_test(hidden_is_said),
        cmocka_unit_test(merged_ranges_are_said),   cmocka_unit_test(fonts_are_converted),
        cmocka_unit_test(sheets_that_are_broken),   cmocka_unit_test(percent_of_libreoffice),
        cmocka_unit_test(work_grows_with_the_file), cmocka_unit_test(sheets_of_other_programs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
