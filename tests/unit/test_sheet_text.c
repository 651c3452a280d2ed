/* Typed sheets: their file, byte for byte, and the files that rows are typed in from. */
#include "tests/lib/scratch.h"

#include "app/core/file.h"
#include "tools/office/sheet_text.h"
#include "tools/work/sheet_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
static const char SHEET[] = "#sathach sheet 1\n"
                            "#session " HASH_A "\n"
                            "#mark 412 " HASH_B " - asked 31 of 40\n"
                            "#mark 500 " HASH_A " 4217 asked 3 of 3\n"
                            "0001\t0012\t4N7K2QXM9D3T0C5W\n"
                            "0002\t0012\tabsent\n"
                            "0010\t0013\tunsigned\n"
                            "0011\t0014\tno-code\n"
                            "-\t0099\t0123456789ABCDEF\n";

/* ---- the file ---- */

static void a_sheet_is_read_and_written_alike(void **state)
{
    (void)state;
    struct sheet_text t;
    struct err e = {0};
    struct buf again;
    assert_int_equal(sheet_text_read(SHEET, sizeof SHEET - 1, "x", &t, &e), ERR_OK);
    assert_int_equal(t.marks, 2);
    assert_int_equal(t.mark[0].size, 412);
    assert_int_equal(t.mark[0].sampled, 31);
    assert_string_equal(t.mark[0].lot, "");
    assert_string_equal(t.mark[1].lot, "4217");
    assert_int_equal(t.rows, 5);
    assert_int_equal(t.row[1].said, SHEET_ABSENT);
    assert_int_equal(t.row[2].paper, 9);
    assert_int_equal(t.row[3].said, SHEET_NO_CODE);
    assert_int_equal(t.row[4].paper, SHEET_STRANGER);
    buf_init(&again, SHEET_TEXT_MAX);
    sheet_text_write(&t, &again);
    assert_string_equal(buf_text(&again), SHEET);
    buf_free(&again);
    sheet_text_free(&t);
}

static void refused(const char *from, const char *to)
{
    struct sheet_text t;
    struct err e = {0};
    char text[1024];
    const char *at = strstr(SHEET, from);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - SHEET), SHEET, to, at + strlen(from));
    if (sheet_text_read(text, strlen(text), "x", &t, &e) != ERR_FORMAT)
        fail_msg("taken: %s for %s", to, from);
    sheet_text_free(&t);
}

static void another_form_is_refused(void **state)
{
    (void)state;
    refused("sheet 1", "sheet 2");
    refused("#session " HASH_A, "#session " HASH_A "x");
    refused("412", "0412");
    refused("412", "+412");
    refused("asked 31", "asked  31");
    refused("4217", "42 17");
    refused("0001\t", "1\t");
    refused("4N7K2QXM9D3T0C5W", "4n7k2qxm9d3t0c5w");
    refused("absent", "vắng");
    refused("absent", "maybe");
    refused("unsigned\n", "unsigned");
    refused("0002\t0012\tabsent\n", "0002\t0012\tabsent\n0002\t0012\tabsent\n");
    refused("0002\t0012\tabsent\n0010", "0010\t0013\tunsigned\n0002");
    refused("-\t0099", "\t0099");
}

static void a_row_goes_over_the_one_before(void **state)
{
    (void)state;
    struct sheet_text t;
    struct err e = {0};
    assert_int_equal(sheet_text_read(SHEET, sizeof SHEET - 1, "x", &t, &e), ERR_OK);
    struct sheet_row row = {.paper = 1, .sbd = "0012", .said = SHEET_UNSIGNED};
    assert_int_equal(sheet_text_put(&t, &row, &e), ERR_OK);
    assert_int_equal(t.rows, 5);
    assert_int_equal(t.row[1].said, SHEET_UNSIGNED);
    row.paper = 5;
    assert_int_equal(sheet_text_put(&t, &row, &e), ERR_OK);
    assert_int_equal(t.rows, 6);
    assert_int_equal(t.row[2].paper, 5);
    sheet_text_free(&t);
}

/* ---- what is typed in ---- */

static enum err_code read_rows(const char *text, struct sheet_rows *out, struct err *e)
{
    char folder[SCRATCH_PATH], path[SCRATCH_PATH + 16];
    scratch_folder(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/so.csv", folder);
    assert_int_equal(file_write(path, text, strlen(text), FILE_NEW, e), ERR_OK);
    enum err_code rc = sheet_rows_read(path, out, e);
    unlink(path);
    rmdir(folder);
    return rc;
}

static void lines_are_an_sbd_and_a_word(void **state)
{
    (void)state;
    struct sheet_rows r;
    struct err e = {0};
    assert_int_equal(
        read_rows("0012/0001;4N7K 2QXM 9D3T 0C5W\n0013;vắng\n0014;\n\n0015,x;-\n", &r, &e), ERR_OK);
    assert_int_equal(r.count, 3);
    assert_string_equal(r.entry[0].sbd, "0012/0001");
    assert_string_equal(r.entry[0].value, "4N7K 2QXM 9D3T 0C5W");
    assert_string_equal(r.entry[1].value, "vắng");
    assert_string_equal(r.entry[1].place, "so.csv: line 2");
    sheet_rows_free(&r);
    assert_int_equal(read_rows("0012;absent\n0013;vắng;x\n", &r, &e), ERR_FORMAT);
    assert_string_equal(e.text, "so.csv: line 2: \"0013\": SBD;receipt is wanted");
    sheet_rows_free(&r);
    assert_int_equal(read_rows(";4N7K2QXM9D3T0C5W\n", &r, &e), ERR_FORMAT);
    sheet_rows_free(&r);
    assert_int_equal(read_rows("", &r, &e), ERR_OK);
    assert_int_equal(r.count, 0);
    sheet_rows_free(&r);
}

static void a_list_is_known_by_its_titles(void **state)
{
    (void)state;
    struct sheet_rows r;
    struct err e = {0};
    assert_int_equal(read_rows("\"DANH SÁCH\",,,\n"
                               "\"STT\",\"Mã số dự sát hạch\",\"Đề\",\"Mã biên nhận\"\n"
                               "\"1\",\"0012\",\"0001\",\"4N7K 2QXM 9D3T 0C5W\"\n"
                               "\"2\",\"0012\",\"0002\",\"\"\n"
                               "\"3\",\"0013\",\"0003\",\"không ký\"\n",
                               &r, &e),
                     ERR_OK);
    assert_int_equal(r.count, 2);
    assert_string_equal(r.entry[0].sbd, "0012");
    assert_string_equal(r.entry[0].paper, "0001");
    assert_string_equal(r.entry[1].paper, "0003");
    assert_string_equal(r.entry[1].value, "không ký");
    sheet_rows_free(&r);
    assert_int_equal(read_rows("SBD;receipt\n;4N7K2QXM9D3T0C5W\n", &r, &e), ERR_FORMAT);
    assert_non_null(strstr(e.text, "without a candidate number"));
    sheet_rows_free(&r);
}

static void what_is_no_text_is_told(void **state)
{
    (void)state;
    struct sheet_rows r;
    struct err e = {0};
    assert_int_equal(read_rows("0012;\xff\xfe\n", &r, &e), ERR_FORMAT);
    sheet_rows_free(&r);
    assert_int_equal(read_rows("0012;\"4N7K\n", &r, &e), ERR_FORMAT);
    sheet_rows_free(&r);
    r = (struct sheet_rows){0};
    assert_int_equal(sheet_rows_add(&r, "0001=absent", &e), ERR_OK);
    assert_int_equal(sheet_rows_add(&r, "0001=", &e), ERR_USAGE);
    assert_int_equal(sheet_rows_add(&r, "=absent", &e), ERR_USAGE);
    assert_int_equal(sheet_rows_add(&r, "0001", &e), ERR_USAGE);
    assert_int_equal(r.count, 1);
    sheet_rows_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_sheet_is_read_and_written_alike),
                                       cmocka_unit_test(another_form_is_refused),
                                       cmocka_unit_test(a_row_goes_over_the_one_before),
                                       cmocka_unit_test(lines_are_an_sbd_and_a_word),
                                       cmocka_unit_test(a_list_is_known_by_its_titles),
                                       cmocka_unit_test(what_is_no_text_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
