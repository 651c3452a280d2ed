/* PDF: ruling lines out of PostScript, rows cut by them and without them, lines broken behind
 * slashes. */
#include "tests/lib/importer_rig.h"
#include "tools/import/pdf.h"
#include "tools/import/pdf_breaks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- ruling lines ---- */

static void read_rules(const char *drawing, struct pdf_rules *r)
{
    struct err e;
    FILE *f = fmemopen((void *)drawing, strlen(drawing), "r");
    assert_int_equal(pdf_rules_read(f, r, &e), ERR_OK);
    fclose(f);
}

/* Each draws a line from 50 to 500 at the height 700 of page 1, in its own way. */
static void every_way_to_draw_a_line(void **state)
{
    static const char *const WAYS[] = {
        "50 700 m\n500 700 l\nS\n",
        "50 699.5 450 1 re\nf\n",
        "50 699.5 450 1 re\nf*\n",
        "50 699.5 m\n500 699.5 l\n500 700.5 l\n50 700.5 l\nh\nf*\n",
        "50 700 m\n200 700 l\n200 400 l\nS\n200 700 m\n500 700 l\nS\n",
        "50 699.5 150 1 re\nf\n199 400 1 300 re\nf\n200 699.5 300 1 re\nf\n",
        "q\n[0.5 0 0 -0.5 0 800] cm\n100 200 m\n1000 200 l\nS\nQ\n",
        "q\n[2 0 0 2 0 0] cm\nq\n[0.5 0 0 0.5 10 0] cm\nQ\n25 350 m\n250 350 l\nS\nQ\n",
        "500 700 m\n50 700 l\nS\n",
        "q\n0 800 translate\n1 -1 scale\n50 100 m\n500 100 l\nS\nQ\n",
        "q\n90 rotate\n700 -50 m\n700 -500 l\nS\nQ\n",
        "50 650 450 50 re\nS\n"};
    static const char *const OTHERS[] = {"50 700 m\n500 700 l\nn\n",
                                         "50 650 450 50 re\nf\n",
                                         "50 699 450 1 re\nW\n",
                                         "50 700 m\n300 700 l\nS\n",
                                         "50 700 m\n500 720 l\nS\n",
                                         "(50 700 m) Tj\n(500 700 l) Tj\n",
                                         "50 700 m\n200 700 l\nS\n210 700 m\n500 700 l\nS\n"};
    (void)state;
    for (size_t i = 0; i < sizeof WAYS / sizeof WAYS[0] + sizeof OTHERS / sizeof OTHERS[0]; i++) {
        bool is = i < sizeof WAYS / sizeof WAYS[0];
        char text[512];
        struct pdf_rules r;
        float y[8];
        snprintf(text, sizeof text, "%%!PS\n0 0 m\n9 9 l\nS\n%%%%Page: 1 1\n%s%%%%Page: 2 2\n",
                 is ? WAYS[i] : OTHERS[i - sizeof WAYS / sizeof WAYS[0]]);
        read_rules(text, &r);
        size_t n = pdf_rules_across(&r, 1, 60, 480, y, 8);
        if (is && (n == 0 || y[0] < 699 || y[0] > 701))
            fail_msg("way %zu: %zu lines, the first at %f", i, n, n ? (double)y[0] : 0.0);
        if (!is && n)
            fail_msg("%zu is no line", i - sizeof WAYS / sizeof WAYS[0]);
        assert_int_equal(pdf_rules_across(&r, 2, 60, 480, y, 8), 0);
        pdf_rules_free(&r);
    }
}

/* ---- tables ---- */

/* A word of pdftotext's, 12 points high. */
static void word(struct buf *b, double x, double y, const char *text)
{
    char *copy = strdup(text), *rest = copy, *one;
    while ((one = strsep(&rest, " "))) {
        buf_printf(b,
                   "    <word xMin=\"%.2f\" yMin=\"%.2f\" xMax=\"%.2f\" yMax=\"%.2f\">%s</word>\n",
                   x, y, x + 6.0 * (double)strlen(one), y + 12, one);
        x += 6.0 * (double)strlen(one) + 4;
    }
    free(copy);
}

struct table {
    struct buf boxes, drawing;
    double y;
    int page;
    bool is_ruled;
};

static void rule(struct table *t)
{
    if (t->is_ruled)
        buf_printf(&t->drawing, "50 %.2f m\n560 %.2f l\nS\n", 842 - t->y, 842 - t->y);
}

static void new_page(struct table *t)
{
    buf_printf(&t->boxes, "%s  <page width=\"595\" height=\"842\">\n",
               t->page ? "  </page>\n" : "");
    t->page++;
    buf_printf(&t->drawing, "%%%%Page: %d %d\n", t->page, t->page);
    t->y = 60;
}

static void start(struct table *t, bool is_ruled)
{
    *t = (struct table){.is_ruled = is_ruled};
    buf_init(&t->boxes, 1 << 20);
    buf_init(&t->drawing, 1 << 20);
    new_page(t);
    word(&t->boxes, 60, 20, "1.1. Câu hỏi Chuyên môn - Khảo sát địa hình - Hạng I");
    word(&t->boxes, 60, 40, "STT");
    word(&t->boxes, 200, 40, "Câu hỏi");
    word(&t->boxes, 440, 40, "Đáp án");
    word(&t->boxes, 510, 40, "Hạng");
    rule(t);
}

static void mark(struct table *t, double y, int number)
{
    char text[8];
    snprintf(text, sizeof text, "%d", number);
    word(&t->boxes, 66, y, text);
    word(&t->boxes, 455, y, "b");
    word(&t->boxes, 525, y, "I");
}

/* A row of lines with `room` points above and below; its marks in the middle. break_at: lines
 * behind this one stand on the next page, where the number is,
 * too, when it is negative. */
static void row(struct table *t, int number, size_t stems, size_t lasts, double room, long break_at)
{
    size_t lines = stems + 3 + lasts, here = break_at ? (size_t)labs(break_at) : lines;
    double top = t->y + room, middle = top + (double)(here - 1) * 14 / 2;
    char text[64];
    for (size_t i = 0; i < lines; i++) {
        if (i == here) {
            new_page(t);
            top = t->y + room - 14 * (double)i;
            middle = t->y + room + 14 * (double)(lines - here - 1) / 2;
        }
        if (i == 0)
            snprintf(text, sizeof text, "Câu %d hỏi gì?", number);
        else if (i < stems)
            snprintf(text, sizeof text, "dòng %zu của %d", i, number);
        else if (i < stems + 4)
            snprintf(text, sizeof text, "%c. phương án %zu của %d", 'a' + (char)(i - stems),
                     i - stems, number);
        else
            snprintf(text, sizeof text, "đuôi %zu của %d", i - stems - 3, number);
        word(&t->boxes, 100, top + 14 * (double)i, text);
        if (i + 1 == here && break_at >= 0)
            mark(t, middle, number);
    }
    if (break_at < 0)
        mark(t, middle, number);
    t->y = top + 14 * (double)lines + room;
    rule(t);
}

static enum err_code draw(void *context, struct pdf_rules *rules, struct err *e)
{
    struct table *t = context;
    FILE *f = fmemopen(t->drawing.data, t->drawing.len, "r");
    enum err_code rc = pdf_rules_read(f, rules, e);
    fclose(f);
    return rc;
}

static void read_table(struct table *t, struct importer_rig *r)
{
    importer_rig_start(r);
    FILE *f = fmemopen(t->boxes.data, t->boxes.len, "r");
    r->rc = pdf_read_boxes(f, draw, t, &r->fields, &r->in, &r->e);
    fclose(f);
    buf_free(&t->boxes);
    buf_free(&t->drawing);
    assert_int_equal(r->rc, ERR_OK);
}

/* Each row imported has its own first line and its own last one; those that were not are named. */
static void expect_rows(const struct importer_rig *r, size_t rows, size_t at_least)
{
    if (r->in.outcomes != rows || r->in.count < at_least)
        fail_msg("%zu of %zu rows: %s", r->in.count, r->in.outcomes,
                 r->findings.count ? r->findings.item[0].text : "");
    for (size_t i = 0; i < r->in.count; i++) {
        const struct importer_question *q = &r->in.question[i];
        char begins[32], last[32];
        snprintf(begins, sizeof begins, "Câu %s hỏi gì?", q->number);
        snprintf(last, sizeof last, "phương án 3 của %s", q->number);
        if (strncmp(q->text.stem, begins, strlen(begins)) != 0 || strstr(q->text.stem + 1, "Câu") ||
            strncmp(q->text.option[3], last, strlen(last)) != 0 || strstr(q->text.option[3], "hỏi"))
            fail_msg("row %s: \"%s\" … \"%s\"", q->number, q->text.stem, q->text.option[3]);
        const char *of = strrchr(q->text.option[3], ' ');
        assert_string_equal(of + 1, q->number);
    }
}

static void rows_between_ruling_lines(void **state)
{
    struct table t;
    struct importer_rig r;
    (void)state;
    start(&t, true);
    for (int n = 1; n <= 12; n++) /* no room between, texts of all lengths, a row broken over each
                                     page */
        row(&t, n, 1 + (size_t)(n * 7 % 4), 1 + (size_t)(n * 5 % 3), 0,
            n % 4 == 0            ? 3
            : n % 4 == 2 && n > 2 ? -2
                                  : 0);
    read_table(&t, &r);
    expect_rows(&r, 12, 12);
    assert_int_equal(r.findings.count, 0);
    importer_rig_stop(&r);
}

static void rows_without_ruling_lines(void **state)
{
    struct table t;
    struct importer_rig r;
    (void)state;
    start(&t, false);
    for (int n = 1; n <= 12; n++)
        row(&t, n, 1 + (size_t)(n * 7 % 4), 1 + (size_t)(n * 5 % 3), 3, n % 4 == 0 ? 3 : 0);
    read_table(&t, &r);
    expect_rows(&r, 12, 12);
    importer_rig_stop(&r);
    /* nothing between rows but where their numbers stand, and lines that could be either row's:
     * none is taken for another's */
    start(&t, false);
    for (int n = 1; n <= 12; n++)
        row(&t, n, 3, 3, 0, n % 4 == 0 ? 3 : 0);
    read_table(&t, &r);
    expect_rows(&r, 12, 0);
    for (size_t i = 0; i < r.in.outcomes; i++)
        if (r.in.outcome[i].question < 0)
            assert_non_null(strstr(r.in.outcome[i].reason, "cannot be told for certain"));
    importer_rig_stop(&r);
}

/* A ruling line through a text is none of the table's; without one that can be trusted, rows are
 * cut as if there were none. */
static void lines_that_are_no_rules(void **state)
{
    struct table t;
    struct importer_rig r;
    (void)state;
    start(&t, false);
    for (int n = 1; n <= 6; n++) {
        row(&t, n, 2, 2, 3, 0);
        buf_printf(&t.drawing, "50 %.2f m\n560 %.2f l\nS\n", 842 - t.y + 3 + 6, 842 - t.y + 3 + 6);
    }
    read_table(&t, &r);
    expect_rows(&r, 6, 6);
    importer_rig_stop(&r);
}

/* ---- broken lines ---- */

static void blanks_behind_signs(void **state)
{
    static const struct {
        const char *text, *end, *next;
        bool tight;
        size_t unknown;
    } CASES[] = {{"theo NĐ-CP và", "NĐ-", "CP", true, 0},
                 {"và/ hoặc là", "và/", "hoặc", false, 0},
                 {"đất/đá (đất/đá)", "(đất/", "đá),", true, 0},
                 {"50/2014/QH13", "50/2014/", "QH13.", true, 0},
                 {"và/ hoặc cả/ hai", "tổng/", "thể", false, 1},
                 {"đất/đá cát/sỏi", "gạch/", "ngói", true, 1},
                 {"không có gì", "và/", "hoặc", false, 1},
                 {"không có gì", "QĐ-", "BXD", true, 1},
                 {"không có gì", "15/", "2021", true, 1},
                 {"a-b c- d", "x-", "y", false, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct pdf_pages p;
        struct pdf_breaks b;
        struct err e;
        struct buf boxes;
        buf_init(&boxes, 1 << 16);
        buf_add_text(&boxes, "  <page width=\"595\" height=\"842\">\n");
        word(&boxes, 60, 60, CASES[i].text);
        FILE *f = fmemopen(boxes.data, boxes.len, "r");
        assert_int_equal(pdf_pages_read(f, &p, &e), ERR_OK);
        fclose(f);
        assert_int_equal(pdf_pages_lines(&p, &e), ERR_OK);
        assert_int_equal(pdf_breaks_learn(&b, &p, &e), ERR_OK);
        assert_true(pdf_breaks_asks(CASES[i].end));
        if (pdf_breaks_tight(&b, CASES[i].end, CASES[i].next) != CASES[i].tight ||
            b.unknown != CASES[i].unknown)
            fail_msg("\"%s|%s\" in \"%s\": tight %d, unknown %zu", CASES[i].end, CASES[i].next,
                     CASES[i].text, !CASES[i].tight, b.unknown);
        pdf_breaks_free(&b);
        pdf_pages_free(&p);
        buf_free(&boxes);
    }
    assert_false(pdf_breaks_asks("kinh tế -"));
    assert_false(pdf_breaks_asks("-"));
    assert_false(pdf_breaks_asks("hết"));
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_to_draw_a_line), cmocka_unit_test(rows_between_ruling_lines),
        cmocka_unit_test(rows_without_ruling_lines), cmocka_unit_test(lines_that_are_no_rules),
        cmocka_unit_test(blanks_behind_signs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
