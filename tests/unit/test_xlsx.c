/* Workbooks: what a spreadsheet could take for something else stays text, and no clock is in
 * them. */
#include "tests/lib/scratch.h"

#include "tools/table/xlsx.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_MAX = 1024 * 1024, PART_MAX = 16 * 1024 };

struct line {
    const char *name, *total;
};
TABLE_PUT_TEXT(put_name, struct line, name)
TABLE_PUT_TEXT(put_total, struct line, total)
static const struct table_column COLUMN[] = {
    {"name", "Họ và tên", "Name", TABLE_TEXT, put_name},
    {"total", "Tổng", "Total", TABLE_NUMBER, put_total},
};

/* The clock that libraries see: they resolve time() to this one. */
static time_t pretended = 1600000000;
time_t time(time_t *out)
{
    if (out)
        *out = pretended;
    return pretended;
}

static void make(const char *sheet, int64_t made, struct buf *out)
{
    struct table t;
    struct err e = {0};
    buf_init(out, FILE_MAX);
    table_init(&t, COLUMN, 2);
    table_add_row(&t, &(struct line){"=HYPERLINK(\"x\")", "-12.5"});
    table_add_row(&t, &(struct line){"_x0041_ _x005F_\001", "007"});
    table_add_row(&t, &(struct line){"<b>\tvà\n&", NULL});
    assert_int_equal(
        xlsx_table(&t, TABLE_VI, &(struct xlsx_look){.name = sheet, .made = made}, out, &e),
        ERR_OK);
    table_free(&t);
}

/* A part of the workbook, as unzip gives it. */
static void part(const struct buf *xlsx, const char *name, char out[PART_MAX])
{
    char folder[SCRATCH_PATH], path[96], command[256];
    scratch_folder(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/x.xlsx", folder);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, xlsx->data, xlsx->len), xlsx->len);
    close(fd);
    snprintf(command, sizeof command, "unzip -p %s %s", path, name);
    FILE *p = popen(command, "r");
    assert_non_null(p);
    size_t n = fread(out, 1, PART_MAX - 1, p);
    out[n] = '\0';
    assert_int_equal(pclose(p), 0);
    unlink(path);
    rmdir(folder);
}

static void texts_stay_as_they_are(void **state)
{
    (void)state;
    struct buf b;
    char text[PART_MAX];
    make("ca-1", 1772695800, &b);
    part(&b, "xl/sharedStrings.xml", text);
    assert_non_null(strstr(text, "<t>=HYPERLINK(\"x\")</t>"));
    /* read back: each _x005F_ is a '_' */
    assert_non_null(strstr(text, "<t>_x005F_x0041_ _x005F_x005F_?</t>"));
    assert_non_null(strstr(text, "&lt;b&gt;\tvà\n&amp;</t>"));
    assert_non_null(strstr(text, "<t>007</t>"));
    part(&b, "xl/worksheets/sheet1.xml", text);
    assert_non_null(strstr(text, "<v>-12.5</v>"));
    assert_null(strstr(text, "<f>"));
    buf_free(&b);
}

static void a_sheet_is_no_cell(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"a1", "r1c1", "a-name-of-thirty-two-characters-"};
    for (size_t i = 0; i < 3; i++) {
        struct buf b;
        char text[PART_MAX], want[64];
        make(NAMES[i], 1772695800, &b);
        part(&b, "xl/workbook.xml", text);
        snprintf(want, sizeof want, ">'Bảng %.26s'!$A$1:$B$4<", NAMES[i]);
        assert_non_null(strstr(text, want));
        buf_free(&b);
    }
}

static void no_clock(void **state)
{
    (void)state;
    for (int64_t made = 0; made <= 1772695800; made += 1772695800) {
        struct buf one, two;
        pretended = 1600000000;
        make("ca-1", made, &one);
        pretended = 1900000001;
        make("ca-1", made, &two);
        assert_int_equal(one.len, two.len);
        assert_memory_equal(one.data, two.data, one.len);
        buf_free(&one);
        buf_free(&two);
    }
}

static void what_does_not_fit_is_said(void **state)
{
    (void)state;
    struct table t;
    struct buf b;
    struct err e = {0};
    char *text = calloc(1, 40000);
    memset(text, 'x', 39999);
    table_init(&t, COLUMN, 2);
    table_add_row(&t, &(struct line){text, "1"});
    buf_init(&b, FILE_MAX);
    assert_int_equal(
        xlsx_table(&t, TABLE_VI, &(struct xlsx_look){.name = "ca-1", .made = 1}, &b, &e),
        ERR_LIMIT);
    table_free(&t);
    table_init(&t, COLUMN, 2);
    buf_free(&b);
    buf_init(&b, 100);
    assert_int_equal(
        xlsx_table(&t, TABLE_VI, &(struct xlsx_look){.name = "ca-1", .made = 1}, &b, &e),
        ERR_LIMIT);
    table_free(&t);
    buf_free(&b);
    free(text);
}

/* A column whose cell grows past its cap fails the table, and the rows before it stand. */
static void put_without_end(const void *row, struct buf *cell)
{
    const struct line *x = row;
    buf_add_zero(cell, x->total ? TABLE_CELL_MAX + 1 : 0);
}

static void a_cell_without_end_fails(void **state)
{
    (void)state;
    static const struct table_column ENDLESS[] = {
        {"name", "Họ và tên", "Name", TABLE_TEXT, put_name},
        {"x", "X", "X", TABLE_TEXT, put_without_end}};
    struct table t;
    table_init(&t, ENDLESS, 2);
    table_add_row(&t, &(struct line){"one \xFF", NULL});
    assert_false(t.failed);
    table_add_row(&t, &(struct line){"two", "long"});
    assert_true(t.failed);
    table_add_row(&t, &(struct line){"three", NULL});
    assert_int_equal(t.rows, 1);
    assert_string_equal(table_cell(&t, 0, 0), "one \xEF\xBF\xBD");
    assert_string_equal(table_cell(&t, 0, 1), "");
    assert_true(table_drop(&t, "name"));
    assert_int_equal(table_find(&t, "x"), 0);
    table_free(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_stay_as_they_are),
        cmocka_unit_test(a_sheet_is_no_cell),
        cmocka_unit_test(no_clock),
        cmocka_unit_test(what_does_not_fit_is_said),
        cmocka_unit_test(a_cell_without_end_fails),
    };
    return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
