/* The notice of results on the page: typefaces, rules, places as Decree 30/2020/ND-CP, Appendix I,
 * wants them, and the mark of training on every page. */
#include "tests/lib/papers_rig.h"
#include "tests/lib/reader.h"

#include "tools/report/caution.h"
#include "tools/report/notice.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Lines of poppler's XML, "<text top=… font=…><i>words</i></text>". */
static void lines_of(const struct buf *pdf, struct buf *xml)
{
    reader_look(papers_rig.dir, pdf, "pdftohtml -xml -i -stdout -f 1 -l 1", "", false, xml);
}

static bool line_with(struct buf *xml, const char *words, char *out, size_t room)
{
    char *at = strstr(buf_text(xml), words), *begin = at, *end;
    if (!at)
        return false;
    while (begin > buf_text(xml) && *begin != '\n')
        begin--;
    end = strchr(at, '\n');
    snprintf(out, room, "%.*s", (int)(end ? end - begin : (ptrdiff_t)strlen(begin)), begin);
    return true;
}

static void bases_slant_and_running_text_stands(void **state)
{
    (void)state;
    struct buf pdf, xml, fonts;
    char line[512];
    papers_rig_make(&papers_rig.source, &pdf);
    lines_of(&pdf, &xml);
    /* the marked letters are of another part of the family, and begin a piece of their own */
    assert_int_equal(reader_count(&xml, "<i>C</i>"), 2);
    assert_true(line_with(&xml, "m 2025;", line, sizeof line));
    assert_non_null(strstr(line, "<i>"));
    assert_true(line_with(&xml, "nh Gia Lai thông báo k", line, sizeof line));
    assert_null(strstr(line, "<i>"));
    assert_null(strstr(line, "<b>"));
    assert_true(line_with(&xml, "n Khánh", line, sizeof line));
    assert_non_null(strstr(line, "<b>"));
    reader_look(papers_rig.dir, &pdf, "pdffonts", "| tail -n +3", false, &fonts);
    assert_int_equal(reader_count(&fonts, "LiberationSerif"), reader_count(&fonts, "\n"));
    assert_true(reader_count(&fonts, "LiberationSerif-Italic") > 0);
    assert_int_equal(reader_count(&fonts, " yes yes yes"), reader_count(&fonts, "\n"));
    buf_free(&fonts);
    buf_free(&xml);
    buf_free(&pdf);
}

struct box {
    double left, top, right, bottom;
};

/* The n-th place of a word on the first page, from 0. */
static struct box place_of(struct buf *words, const char *word, unsigned n)
{
    char want[64];
    struct box b = {0, 0, 0, 0};
    const char *at = buf_text(words);
    snprintf(want, sizeof want, "\">%s</word>", word);
    for (at = strstr(at, want); n > 0 && at; n--)
        at = strstr(at + 1, want);
    if (!at)
        fail_msg("no place: %s", word);
    while (*at != '<')
        at--;
    assert_int_equal(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                            &b.left, &b.top, &b.right, &b.bottom),
                     4);
    return b;
}

static void places(const struct report_source *src, struct buf *words, struct buf *drawn)
{
    struct buf pdf;
    papers_rig_make(src, &pdf);
    reader_look(papers_rig.dir, &pdf, "pdftotext -bbox -f 1 -l 1", "-", false, words);
    reader_look(papers_rig.dir, &pdf, "pdftocairo -svg -f 1 -l 1", "-", false, drawn);
    buf_free(&pdf);
}

/* Half a line's width, and where it lies: of the rule just below y whose middle is this one. */
static double rule_below(struct buf *drawn, double y, double middle)
{
    for (const char *at = buf_text(drawn); (at = strstr(at, " d=\"M ")); at++) {
        double x1, y1, x2, y2, a = 1, d = 1, tx = 0, ty = 0;
        if (sscanf(at, " d=\"M %lf %lf L %lf %lf", &x1, &y1, &x2, &y2) != 4)
            continue;
        const char *matrix = strstr(at, "matrix("), *end = strchr(at, '>');
        if (matrix && matrix < end)
            assert_int_equal(
                sscanf(matrix, "matrix(%lf, %*f, %*f, %lf, %lf, %lf", &a, &d, &tx, &ty), 4);
        x1 = a * x1 + tx, x2 = a * x2 + tx, y1 = d * y1 + ty, y2 = d * y2 + ty;
        if (fabs(y1 - y2) < 0.1 && y1 > y - 2 && y1 < y + 8 && fabs((x1 + x2) / 2 - middle) < 2)
            return x2 - x1;
    }
    return 0;
}

static void rules_are_a_third_to_a_half(void **state)
{
    (void)state;
    struct buf words, drawn;
    places(&papers_rig.source, &words, &drawn);
    /* "SỞ XÂY DỰNG", and the title's one line from "Kết" to "dựng" */
    struct box first = place_of(&words, "SỞ", 0), last = place_of(&words, "DỰNG", 0);
    double wide = last.right - first.left,
           rule = rule_below(&drawn, last.bottom, (first.left + last.right) / 2);
    assert_true(rule >= wide / 3 - 0.5 && rule <= wide / 2 + 0.5);
    first = place_of(&words, "Kết", 0);
    last = place_of(&words, "dựng", 0);
    assert_true(fabs(first.top - last.top) < 1);
    wide = last.right - first.left;
    rule = rule_below(&drawn, last.bottom, (first.left + last.right) / 2);
    assert_true(rule >= wide / 3 - 0.5 && rule <= wide / 2 + 0.5);
    /* that of the motto is as long as it */
    first = place_of(&words, "Độc", 0);
    last = place_of(&words, "phúc", 0);
    rule = rule_below(&drawn, last.bottom, (first.left + last.right) / 2);
    assert_true(fabs(rule - (last.right - first.left)) < 1.5);
    buf_free(&words);
    buf_free(&drawn);
}

static void paragraphs_stand_apart(void **state)
{
    (void)state;
    static const double LINE = 14.95, APART = 6; /* points; a line of this type at 13.5 */
    struct buf words, drawn;
    places(&papers_rig.source, &words, &drawn);
    struct box law = place_of(&words, "Luật", 0), decree = place_of(&words, "Nghị", 0),
               one = place_of(&words, "1.", 0), two = place_of(&words, "2.", 0);
    assert_true(decree.top - law.top >= LINE + APART);
    assert_true(two.top - one.top >= LINE + APART);
    buf_free(&words);
    buf_free(&drawn);
}

/* Each appendix counts its pages by itself, and does not show the first. */
static void appendices_have_numbers_of_their_own(void **state)
{
    (void)state;
    struct buf pdf, one;
    unsigned expected = 0, appendices = 0;
    papers_rig_make(&papers_rig.source, &pdf);
    for (unsigned n = 1, pages = reader_pages(papers_rig.dir, &pdf); n <= pages; n++) {
        char command[64], first[24];
        snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
        reader_look(papers_rig.dir, &pdf, command, "-", false, &one);
        bool begins = strncmp(buf_text(&one), "Phụ lục I", strlen("Phụ lục I")) == 0;
        appendices += begins;
        expected = n == 1 || begins ? 1 : expected + 1;
        snprintf(first, sizeof first, "%u\n", expected);
        assert_int_equal(strncmp(buf_text(&one), first, strlen(first)) == 0, expected > 1);
        buf_free(&one);
    }
    assert_int_equal(appendices, 2);
    assert_true(expected >= 1);
    buf_free(&pdf);
}

/* Wherever in the line it comes to stand. */
static void a_place_is_never_broken(void **state)
{
    (void)state;
    struct session_info shifted = papers_rig.session;
    struct report_source src = papers_rig.source;
    unsigned near_the_end = 0;
    src.session = &shifted;
    for (size_t n = 1; n <= 40; n++) {
        struct buf pdf, text;
        snprintf(shifted.title, sizeof shifted.title, "%.*s tại tỉnh Gia Lai theo số 12/KH-SXD",
                 (int)n, "mmmmm mmmmm mmmmm mmmmm mmmmm mmmmm mmmmm mmmmm");
        papers_rig_make(&src, &pdf);
        reader_look(papers_rig.dir, &pdf, "pdftotext -raw -f 1 -l 1", "-", false, &text);
        assert_null(strstr(buf_text(&text), "Gia\n"));
        assert_null(strstr(buf_text(&text), "GIA\n"));
        assert_null(strstr(buf_text(&text), "tỉnh\n"));
        assert_null(strstr(buf_text(&text), "12/\n"));
        assert_null(strstr(buf_text(&text), "KH-\n"));
        near_the_end += strstr(buf_text(&text), "\ntỉnh Gia Lai") != NULL ||
                        strstr(buf_text(&text), "Gia Lai\n") != NULL;
        buf_free(&text);
        buf_free(&pdf);
    }
    assert_true(near_the_end > 0);
}

/* A place wider than its cell is broken after all: it stands in nobody else's. */
static void a_place_stays_in_its_cell(void **state)
{
    (void)state;
    static const double END = (30 + 155) * 72 / 25.4; /* points: of the column of employers */
    struct workspace other = {0};
    struct report_source src = papers_rig.source;
    struct results one = {.row = papers_rig.results.row, .count = 1};
    struct buf pdf, words;
    struct err e = {0};
    unsigned found;
    papers_rig_read("[office]\nplace=Hồ Chí Minh\n", &other.papers);
    snprintf(papers_rig.sat.roster.candidate[0].unit, SESSION_TEXT_MAX,
             "Ban Quản lý thành phố Hồ Chí Minh thành phố Hồ Chí Minh thành phố Hồ Chí Minh");
    src.workspace = &other;
    src.results = &one;
    buf_init(&pdf, PAPERS_RIG_PDF_MAX);
    assert_int_equal(notice_results_pdf(&src, &pdf, &e), ERR_OK);
    reader_look(papers_rig.dir, &pdf, "pdftotext -bbox -f 1 -l 1", "-", false, &words);
    for (found = 0; reader_count(&words, ">Minh<") > found; found++) {
        struct box b = place_of(&words, "Minh", found);
        assert_true(b.right <= END);
    }
    assert_int_equal(found, 3);
    papers_rig.sat.roster.candidate[0].unit[0] = '\0';
    buf_free(&words);
    buf_free(&pdf);
    papers_free(&other.papers);
}

/* ---- marks of training on every page ---- */

/* Stretches of the grey that the large mark has, on a page: edges of letters are never so long. */
static unsigned grey_of(const struct buf *pdf, unsigned n)
{
    enum { LONG = 6 };
    char command[64];
    struct buf picture;
    unsigned grey = 0, run = 0;
    snprintf(command, sizeof command, "pdftoppm -gray -r 72 -f %u -l %u", n, n);
    reader_look(papers_rig.dir, pdf, command, "", false, &picture);
    for (size_t i = 0; i < picture.len; i++) {
        run = picture.data[i] >= 202 && picture.data[i] <= 206 ? run + 1 : 0;
        grey += run == LONG;
    }
    buf_free(&picture);
    return grey;
}

static void every_page_of_training_is_marked(void **state)
{
    (void)state;
    for (int training = 0; training < 2; training++) {
        struct session_info info = papers_rig.session;
        struct report_source src = papers_rig.source;
        struct buf pdf, one;
        info.flags = training ? SESSION_FLAG_TRAINING : 0;
        src.session = &info;
        src.number = training ? 0 : 5;
        papers_rig_make(&src, &pdf);
        unsigned pages = reader_pages(papers_rig.dir, &pdf);
        assert_true(pages >= 4);
        for (unsigned n = 1; n <= pages; n++) {
            char command[64];
            unsigned grey = grey_of(&pdf, n);
            snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
            reader_look(papers_rig.dir, &pdf, command, "-", true, &one);
            assert_int_equal(reader_has(&one, CAUTION_TRAINING), training);
            if (training ? grey < 100 : grey > 10)
                fail_msg("page %u: %u", n, grey);
            buf_free(&one);
        }
        buf_free(&pdf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(bases_slant_and_running_text_stands),
                                       cmocka_unit_test(rules_are_a_third_to_a_half),
                                       cmocka_unit_test(paragraphs_stand_apart),
                                       cmocka_unit_test(appendices_have_numbers_of_their_own),
                                       cmocka_unit_test(a_place_is_never_broken),
                                       cmocka_unit_test(a_place_stays_in_its_cell),
                                       cmocka_unit_test(every_page_of_training_is_marked)};
    return cmocka_run_group_tests_name("papers, places", tests, papers_rig_up, papers_rig_down);
}
