/* CSV as programs and people write it: separators, quotes, line ends, encodings; what cannot be
 * read is named by line and column. */
#include "tools/import/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Rows as one text: "1:a|b 2:c|d", "!" behind a bad row's line, "?" behind one with a reason. */
static void add_row(void *context, const struct row *row)
{
    char *out = context;
    size_t at = strlen(out);
    at += (size_t)sprintf(out + at, "%s%zu%s%s:", at ? " " : "", row->line, row->bad ? "!" : "",
                          row->why ? "?" : "");
    for (size_t i = 0; i < row->cells; i++)
        at += (size_t)sprintf(out + at, "%s%s", i ? "|" : "", row->cell[i]);
}

struct csv {
    const char *text;
    size_t len;       /* 0: a string */
    const char *rows; /* or the error, when it begins with "line" */
};

static const struct csv TEXTS[] = {
    /* line ends and marks */
    {"a;b\nc;d\n", 0, "1:a|b 2:c|d"},
    {"a;b\r\nc;d", 0, "1:a|b 2:c|d"},
    {"a;b\rc;d\r", 0, "1:a|b 2:c|d"},
    {"a;b\r\n\r\n\nc;d", 0, "1:a|b 4:c|d"},
    {"\xEF\xBB\xBF"
     "a;b\n",
     0, "1:a|b"},
    {"", 0, ""},
    {"\n\n", 0, ""},
    {"a;b\r\rc;d\n", 0, "1:a|b 3:c|d"},
    {"a;\n;b\n", 0, "1:a| 2:|b"},
    /* separators: the one that parts the most lines alike */
    {"a,b\nc,d\n", 0, "1:a|b 2:c|d"},
    {"a\tb\nc\td\n", 0, "1:a|b 2:c|d"},
    {"a;b,c\nd;e,f\n", 0, "1:a|b,c 2:d|e,f"},
    {"Quảng Ninh, ngày 5, tháng 3, năm 2025, số 1\na;b;c\nd;e;f\ng;h;i\n", 0,
     "1:Quảng Ninh, ngày 5, tháng 3, năm 2025, số 1 2:a|b|c 3:d|e|f 4:g|h|i"},
    {"a,b,c\n1,\"x; y; z; t\",3\n", 0, "1:a|b|c 2:1|x; y; z; t|3"},
    {"sep=,\na;b,c;d\n", 0, "2:a;b|c;d"},
    {"SEP=;\r\na,b;c,d\r\n", 0, "2:a,b|c,d"},
    {"sep=|\na|b\n", 0, "2:a|b"},
    {"a;b;c\nd;e;f\ng,h,i\n", 0, "1:a|b|c 2:d|e|f 3?:g,h,i"},
    {"một\nhai\n", 0, "1:một 2:hai"},
    /* quotes */
    {"\"a;b\";c\n", 0, "1:a;b|c"},
    {"\"a\nb\";c\nd;e\n", 0, "1:a\nb|c 3:d|e"},
    {"\"a\r\nb\";c\rd;e\r", 0, "1:a\nb|c 3:d|e"},
    {"\"a\"\"b\";c\n", 0, "1:a\"b|c"},
    {"\"\";x\n", 0, "1:|x"},
    {"\"\"\"\";x\n", 0, "1:\"|x"},
    {"Phạm \"Tí\" An;x\n", 0, "1:Phạm \"Tí\" An|x"},
    {"ống 2\";3\"\n", 0, "1:ống 2\"|3\""},
    {" \"a;b\" ;  c  \n", 0, "1:a;b|c"},
    {"\"a\"", 0, "1:a"},
    {"a;\"b\"\n", 0, "1:a|b"},
    {"a;b\n001;\"Nguyễn \"Tí\" An\";c\n", 0,
     "line 2, column 13: a quote inside a quoted cell must stand twice"},
    {"a;b\n\"x\"y;c\n", 0, "line 2, column 3: a quote inside"},
    {"a;b\n1;2\nvà;\"Trần\n3;4\n", 0,
     "line 3, column 4: the quote that opens the cell here is not closed"},
    {"\"", 0, "line 1, column 1: the quote that opens"},
    {"\"a\nb\"x\n", 0, "line 2, column 2: a quote inside"},
    /* bytes that are no text: the row is named, the others are read */
    {"a;b\nc\0d;e\nf;g\n", 14, "1:a|b 2!:c|e 3:f|g"},
    {"a;b\nc\xFF;e\nf;g\n", 0, "1:a|b 2!:c\xFF|e 3:f|g"},
    /* encodings: of the file, or of a cell */
    {"\xFF\xFE"
     "a\0;\0b\0\n\0",
     10, "1:a|b"},
    {"H\xE4 v\xB5 t\xAAn;V\xA8n\n", 0, "1:Họ và tên|Văn"},
    {"Họ và tên;Đơn vị\nNguyÔn ThÞ H¹nh;Sở Xây dựng\n", 0,
     "1:Họ và tên|Đơn vị 2:Nguyễn Thị Hạnh|Sở Xây dựng"}};

static void dialects(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        char out[4096] = "";
        struct err e = {0};
        const struct csv *t = &TEXTS[i];
        enum err_code rc =
            rows_read_csv(t->text, t->len ? t->len : strlen(t->text), add_row, out, &e);
        bool wants_error = strncmp(t->rows, "line", 4) == 0;
        if (wants_error ? rc != ERR_FORMAT || strncmp(e.text, t->rows, strlen(t->rows)) != 0
                        : rc != ERR_OK || strcmp(out, t->rows) != 0)
            fail_msg("%zu: \"%s\": \"%s\" %s, not \"%s\"", i, t->text, out, e.text, t->rows);
    }
}

static void look_at_facts(void *context, const struct row *row)
{
    char place[ROWS_PLACE_MAX];
    size_t *converted = context;
    assert_non_null(row->fact);
    for (size_t i = 0; i < row->cells; i++) {
        struct rows_fact spare;
        const struct rows_fact *f = rows_fact(row, i, &spare);
        assert_int_equal(f->kind, row->cell[i][0] ? ROWS_TEXT : ROWS_EMPTY);
        assert_true(f->first_cell == i && f->last_cell == i && f->first_line == row->line);
        *converted += f->encoding != NULL;
    }
    assert_string_equal(rows_place(row, 3, place), "column 4");
}

static void facts(void **state)
{
    (void)state;
    struct err e = {0};
    size_t converted = 0;
    static const char TCVN3[] = "STT;H\xE4 v\xB5 t\xAAn;\n1;Nguy\xD4n V\xA8n;x\n";
    assert_int_equal(rows_read_csv(TCVN3, strlen(TCVN3), look_at_facts, &converted, &e), ERR_OK);
    assert_int_equal(converted, 2);
}

static void many_cells(void **state)
{
    (void)state;
    char text[256], out[4096] = "";
    struct err e = {0};
    memset(text, ';', 200);
    memcpy(text, "a;b;", 4);
    text[200] = '\n';
    assert_int_equal(rows_read_csv(text, 201, add_row, out, &e), ERR_OK);
    text[199] = 'x';
    assert_int_equal(rows_read_csv(text, 201, add_row, out, &e), ERR_LIMIT);
    assert_non_null(strstr(e.text, "line 1"));
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(dialects), cmocka_unit_test(facts),
                                       cmocka_unit_test(many_cells)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
