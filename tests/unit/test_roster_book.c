/* What only a workbook knows of a roster: formats, hidden rows and columns, merged cells, errors,
 * fonts, other sheets. */
#include "tests/lib/packing.h"
#include "tests/lib/roster_rig.h"
#include "tests/lib/scratch.h"

#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cmocka.h>

enum { STT, SBD, NAME, BIRTH, IDENTITY, FIELD, GRADE, SEAT, EXEMPT, EXTRA };

static struct roster_rig rig;
static lxw_workbook *book;
static lxw_worksheet *sheet;
static char path[SCRATCH_PATH];

static int start(void **state)
{
    (void)state;
    roster_rig_start(&rig);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    roster_rig_stop(&rig);
    return 0;
}

static void text(int row, int column, const char *s)
{
    worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, s, NULL);
}

static void number(int row, int column, double n, const char *format)
{
    lxw_format *f = format ? workbook_add_format(book) : NULL;
    if (f)
        format_set_num_format(f, format);
    worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, n, f);
}

static void headings(int row)
{
    static const char *const HEAD[] = {
        "STT",      "SBD",  "Họ và tên", "Ngày sinh",       "Số CCCD",
        "Lĩnh vực", "Hạng", "Máy",       "Miễn chuyên môn", "Thêm giờ"};
    for (int c = 0; c < 10; c++)
        text(row, c, HEAD[c]);
}

/* A good paper; the tests write over some of its cells. */
static void paper(int row, int n)
{
    char sbd[8], id[16];
    snprintf(sbd, sizeof sbd, "%03d", n);
    snprintf(id, sizeof id, "038090000%03d", n);
    number(row, STT, n, NULL);
    text(row, SBD, sbd);
    text(row, NAME, n % 2 ? "Lê Văn An" : "Trần Thị Bé");
    text(row, BIRTH, n % 2 ? "01/02/1990" : "03/04/1991");
    text(row, IDENTITY, id);
    text(row, FIELD, "4.1");
    text(row, GRADE, "II");
}

/* A workbook with headings in the first row and two papers below. */
static void begin(void)
{
    scratch_file(path, sizeof path);
    book = workbook_new(path);
    sheet = workbook_add_worksheet(book, "Danh sách");
    headings(0);
    paper(1, 1);
    paper(2, 2);
}

static void read_book(void)
{
    struct buf b;
    struct err e;
    buf_init(&b, 1 << 24);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    assert_int_equal(file_read(path, 1 << 24, &b, &e), ERR_OK);
    unlink(path);
    roster_rig_bytes(&rig, b.data, b.len);
    buf_free(&b);
}

/* Reads it: papers taken, rows rejected; a finding of the cell that holds the word ("" for none).
 */
static void expect(size_t papers, size_t rejected, const char *cell, const char *word)
{
    read_book();
    bool said = !word[0] && rig.findings.count == 0;
    for (size_t i = 0; i < rig.findings.count; i++)
        said = said || (word[0] && strstr(rig.findings.item[i].text, word) &&
                        strcmp(rig.findings.item[i].number, cell) == 0);
    if (!said || rig.summary.taken != papers || rig.summary.rejected != rejected)
        fail_msg("wanted %s %s\n%s", cell, word, roster_rig_all(&rig));
}

static void numbers_as_shown(void **state)
{
    (void)state;
    begin();
    number(1, SBD, 7, "000");
    number(1, IDENTITY, 52080000007, "000000000000");
    number(1, FIELD, 3.1, "0.00");
    number(1, GRADE, 2, NULL);
    number(1, BIRTH, 29285, "dd/mm/yyyy");
    number(2, FIELD, 4.1, NULL);
    number(2, BIRTH, 29285, "d mmmm, yyyy");
    number(2, EXTRA, 15, "0\" phút\"");
    worksheet_write_boolean(sheet, 2, EXEMPT, 1, NULL);
    expect(2, 0, "", "");
    assert_string_equal(rig.roster.candidate[0].sbd, "007");
    assert_string_equal(rig.roster.candidate[0].birth, "05/03/1980");
    assert_string_equal(rig.roster.candidate[1].birth, "05/03/1980");
    assert_string_equal(rig.roster.identity[0], "052080000007");
    assert_string_equal(rig.roster.paper[0].field, "3.10");
    assert_string_equal(rig.roster.paper[0].grade, "II");
    assert_string_equal(rig.roster.paper[1].field, "4.1");
    assert_int_equal(rig.roster.paper[1].extra_minutes, 15);
    assert_true(rig.roster.paper[1].exempt);
}

static void numbers_that_may_mean_two_things(void **state)
{
    (void)state;
    begin();
    number(1, FIELD, 3.1, NULL);
    expect(1, 1, "F2", "may mean 3.1 or 3.10");
    begin();
    number(2, SBD, 1.5, NULL);
    expect(1, 1, "B3", "may have lost zeros");
    begin();
    number(2, SEAT, 1.5, NULL);
    expect(1, 1, "H3", "may have lost zeros");
    begin();
    number(1, IDENTITY, 52080000007, NULL);
    expect(2, 0, "E2", "12 digits");
    assert_string_equal(rig.roster.identity[0], "52080000007");
    begin();
    number(1, IDENTITY, 352080000007, NULL); /* General shows 3.5208E+11 */
    expect(2, 0, "", "");
    assert_string_equal(rig.roster.identity[0], "352080000007");
    begin();
    number(1, FIELD, 46113, "dd/mm/yyyy"); /* 4.1 that became a day */
    expect(1, 1, "F2", "made a date of it");
    begin();
    number(1, EXTRA, 15.0 / 1440, "h:mm");
    expect(1, 1, "J2", "made a date of it");
    begin();
    number(1, EXTRA, 1.5, NULL);
    expect(1, 1, "J2", "no whole number of minutes");
}

static void cells_without_what_is_meant(void **state)
{
    static const int READ[] = {SBD, NAME, BIRTH, IDENTITY, FIELD, GRADE, SEAT, EXEMPT, EXTRA};
    (void)state;
    for (size_t i = 0; i < sizeof READ / sizeof READ[0]; i++) {
        char cell[8];
        snprintf(cell, sizeof cell, "%c2", 'A' + READ[i]);
        begin();
        worksheet_write_formula_str(sheet, 1, (lxw_col_t)READ[i], "=NA()", NULL, "#N/A");
        expect(1, 1, cell, "#N/A");
    }
    begin(); /* not read, so nothing of it matters */
    worksheet_write_formula_str(sheet, 1, STT, "=NA()", NULL, "#N/A");
    expect(2, 0, "", "");
}

/* What a program that does not calculate leaves: a formula and no value. */
static void formulas_without_a_value(void **state)
{
    static const char *const CELLS[] = {"001", "Lê An", "01/02/1990", "4.1", "II"};
    static const char *const HEAD[] = {"SBD", "Họ tên", "Ngày sinh", "Lĩnh vực", "Hạng"};
    static const char *const BOOK =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/>"
        "</sheets></workbook>";
    static const char *const RELS =
        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
        "</Relationships>";
    (void)state;
    for (int bad = 0; bad < 5; bad++) {
        struct buf xml, zip;
        char place[8];
        buf_init(&xml, 1 << 16);
        buf_init(&zip, 1 << 16);
        buf_printf(&xml, "<worksheet><sheetData>");
        for (int row = 1; row <= 2; row++) {
            buf_printf(&xml, "<row r=\"%d\">", row);
            for (int c = 0; c < 5; c++)
                if (row == 2 && c == bad)
                    buf_printf(&xml, "<c r=\"%c2\"><f>Z9</f></c>", 'A' + c);
                else
                    buf_printf(&xml, "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%s</t></is></c>",
                               'A' + c, row, row == 1 ? HEAD[c] : CELLS[c]);
            buf_printf(&xml, "</row>");
        }
        buf_printf(&xml, "</sheetData></worksheet>");
        packing_zip((const struct packing_part[]){{"xl/workbook.xml", BOOK},
                                                  {"xl/_rels/workbook.xml.rels", RELS},
                                                  {"xl/worksheets/sheet1.xml", buf_text(&xml)},
                                                  {NULL, NULL}},
                    &zip);
        roster_rig_bytes(&rig, zip.data, zip.len);
        snprintf(place, sizeof place, "%c2", 'A' + bad);
        if (rig.summary.rejected != 1 || !roster_rig_says(&rig, FINDINGS_ERROR, "formula") ||
            strcmp(rig.findings.item[0].number, place) != 0)
            fail_msg("%s\n%s", place, roster_rig_all(&rig));
        buf_free(&xml);
        buf_free(&zip);
    }
}

static void hidden_rows_and_columns(void **state)
{
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    (void)state;
    begin();
    worksheet_set_row_opt(sheet, 2, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
    expect(1, 1, "", "hidden row with a candidate");
    assert_int_equal(rig.summary.hidden_rows, 1);
    begin();
    text(3, 0, "Tổng số: 2 thí sinh");
    worksheet_set_row_opt(sheet, 3, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
    expect(2, 0, "", "");
    begin();
    worksheet_set_column_opt(sheet, IDENTITY, IDENTITY, 12, NULL, &hidden);
    expect(2, 0, "E1", "is hidden in the sheet");
    assert_string_equal(rig.roster.identity[0], "038090000001");
    assert_int_equal(rig.summary.hidden_columns, 1);
    begin();
    worksheet_set_column_opt(sheet, STT, STT, 12, NULL, &hidden);
    expect(2, 0, "", "");
}

static void merged_cells(void **state)
{
    (void)state;
    begin(); /* one person, two papers: the cells of the person span both rows */
    for (int c = SBD; c <= IDENTITY; c++)
        worksheet_merge_range(sheet, 3, (lxw_col_t)c, 4, (lxw_col_t)c, "", NULL);
    paper(3, 3);
    text(3, BIRTH, "05/06/1992");
    text(4, FIELD, "5");
    text(4, GRADE, "III");
    expect(4, 0, "", "");
    assert_int_equal(rig.roster.candidates, 3);
    assert_int_equal(rig.roster.paper[3].candidate, 2);
    assert_string_equal(rig.roster.paper[3].field, "5");
}

static void struck(int row, int column, const char *s)
{
    lxw_format *f = workbook_add_format(book);
    format_set_font_strikeout(f);
    worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, s, f);
}

/* A line through somebody says that he does not come, or that the text is another's. */
static void struck_out(void **state)
{
    (void)state;
    begin();
    struck(1, NAME, "Lê Văn An");
    expect(1, 1, "C2", "struck out");
    begin();
    lxw_format *f = workbook_add_format(book);
    format_set_font_strikeout(f);
    lxw_rich_string_tuple old = {.format = f, .string = "Lê Văn An"},
                          new = {.string = " Lê Văn Bình"};
    lxw_rich_string_tuple *both[] = {&old, &new, NULL};
    worksheet_write_rich_string(sheet, 1, NAME, both, NULL);
    expect(1, 1, "C2", "struck out");
    begin();
    f = workbook_add_format(book);
    format_set_font_strikeout(f);
    worksheet_write_number(sheet, 1, EXTRA, 15, f);
    expect(1, 1, "J2", "struck out");
    begin();
    struck(1, STT, "1"); /* not read */
    struck(1, SEAT, " ");
    expect(2, 0, "", "");
}

static void other_sheets(void **state)
{
    (void)state;
    begin();
    lxw_worksheet *first = sheet;
    sheet = workbook_add_worksheet(book, "Danh mục");
    text(0, 0, "Mã");
    text(1, 0, "4.1");
    sheet = first;
    expect(2, 0, "", "2 rows of the sheet");
    assert_int_equal(roster_rig_passed(&rig, ROSTER_PASS_SHEET), 2);
    assert_string_equal(rig.summary.sheet, "Danh sách");
    begin();
    sheet = workbook_add_worksheet(book, "Phòng 2");
    headings(0);
    paper(1, 3);
    read_book();
    assert_true(roster_rig_says(&rig, FINDINGS_ERROR, "\"Phòng 2\" holds a list too"));
    assert_int_equal(rig.findings.item[0].line, 1);
}

static void hidden_sheets(void **state)
{
    (void)state;
    begin(); /* an old list before the shown one */
    worksheet_hide(sheet);
    sheet = workbook_add_worksheet(book, "Mới");
    worksheet_activate(sheet);
    headings(0);
    paper(1, 3);
    read_book();
    assert_string_equal(rig.summary.sheet, "Mới");
    assert_true(
        roster_rig_says(&rig, FINDINGS_ERROR, "hidden sheet \"Danh sách\" holds a list too"));
    begin(); /* the only one */
    worksheet_hide(sheet);
    sheet = workbook_add_worksheet(book, "Trang");
    worksheet_activate(sheet);
    text(0, 0, "x");
    read_book();
    assert_true(roster_rig_says(&rig, FINDINGS_ERROR, "on the hidden sheet \"Danh sách\" alone"));
}

static void old_fonts(void **state)
{
    (void)state;
    begin();
    lxw_format *f = workbook_add_format(book);
    format_set_font_name(f, ".VnTime");
    worksheet_write_string(sheet, 1, NAME, "NguyÔn ThÞ H¹nh", f);
    worksheet_write_string(sheet, 2, NAME, "TrÇn V¨n B×nh", f);
    expect(2, 0, "", "2 cells stood in TCVN3");
    assert_int_equal(rig.findings.count, 1);
    assert_int_equal(rig.summary.converted, 2);
    assert_string_equal(rig.roster.candidate[0].name, "Nguyễn Thị Hạnh");
    assert_string_equal(rig.roster.candidate[1].name, "Trần Văn Bình");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_as_shown),
                                       cmocka_unit_test(numbers_that_may_mean_two_things),
                                       cmocka_unit_test(cells_without_what_is_meant),
                                       cmocka_unit_test(formulas_without_a_value),
                                       cmocka_unit_test(hidden_rows_and_columns),
                                       cmocka_unit_test(merged_cells),
                                       cmocka_unit_test(struck_out),
                                       cmocka_unit_test(other_sheets),
                                       cmocka_unit_test(hidden_sheets),
                                       cmocka_unit_test(old_fonts)};
    return cmocka_run_group_tests(tests, start, stop);
}
