/* The notice of results as Decree 30/2020/ND-CP, Appendix I, wants it, looked at as its readers do:
 * words, typefaces, places on the page; and what office.ini may say of who signs and who gets
 * it. */
#include "tests/lib/reader.h"
#include "tests/lib/scratch.h"

#include "tools/report/letterhead.h"
#include "tools/report/notice.h"
#include "tools/report/passlist.h"
#include "tools/report/report_kinds.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 90, PDF_MAX = 8 * 1024 * 1024, SIGNED = 1767830400 /* 2026-01-08 */ };

static const char OFFICE[] =
    "[office]\nparent=UBND tỉnh Gia Lai\nname=Sở Xây dựng\nfull_name=Sở Xây dựng tỉnh Gia Lai\n"
    "place=Gia Lai\n[paper notice]\nunit=QLXD\nsign=KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC\n"
    "signer=Nguyễn Văn Khánh\n";
static const char BASES[] =
    "[basis 1]\nkind=Luật Xây dựng\ndate=2025-12-10\n"
    "[basis 2]\nkind=Nghị định\nnumber=175/2024/NĐ-CP\ndate=2024-12-30\nissuer=Chính phủ\n"
    "title=quy định chi tiết một số điều và biện pháp thi hành Luật Xây dựng về quản lý hoạt động "
    "xây dựng\n";

static char dir[SCRATCH_PATH];
static struct workspace workspace;
static struct legal_bases bases;
static struct session_info session;
static struct results results;
static struct office_session sat;
static struct report_source source;

/* ---- an office, a session of two fields, a third of it exempt ---- */

static struct ini *parse(const char *text)
{
    static const struct ini_group GROUPS[] = {{"office", PAPERS_OFFICE_KEYS},
                                              {"paper *", PAPERS_FORM_KEYS},
                                              {"basis *", LEGAL_BASIS_KEYS},
                                              {NULL, NULL}};
    struct ini *ini = NULL;
    struct err e = {0};
    if (ini_parse(text, strlen(text), "office.ini", GROUPS, &ini, &e) != ERR_OK)
        fail_msg("%s", e.text);
    return ini;
}

static void read_papers(const char *text, struct papers_texts *out)
{
    struct ini *ini = parse(text);
    struct err e = {0};
    if (papers_read(ini, "office.ini", out, &e) != ERR_OK)
        fail_msg("%s", e.text);
    ini_free(ini);
}

static char *numbered(const char *word, unsigned n)
{
    char out[64];
    snprintf(out, sizeof out, "%s%03u", word, n);
    return strdup(out);
}

static bool is_exempt(unsigned n)
{
    return n % 3 == 0;
}

static void fill(unsigned n)
{
    struct result *r = &results.row[n];
    struct session_candidate *c = &sat.roster.candidate[n];
    struct session_paper *p = &sat.roster.paper[n];
    bool second = n % 5 == 0;
    snprintf(c->name, sizeof c->name, "Trần Thị Số %03u", n);
    snprintf(c->birth, sizeof c->birth, "01/02/1980");
    sat.people.identity[n] = numbered("079080000", n);
    p->candidate = n;
    snprintf(p->title_vi, sizeof p->title_vi, second ? "Định giá xây dựng" : "Kết cấu công trình");
    snprintf(r->paper, sizeof r->paper, "%04u", n + 1);
    r->sbd = numbered("", n);
    r->field = strdup(second ? "3.10" : "3.2");
    r->grade = strdup("II");
    r->note = strdup(is_exempt(n) ? "exempt extra-time misconduct" : "");
    r->state = n == 7 ? RESULT_FAILED : RESULT_PASSED;
    r->parts = is_exempt(n) ? 1 : 2;
    r->questions[0] = 10, r->right[0] = 8, r->points[0] = is_exempt(n) ? 34 : 8;
    r->questions[1] = 20, r->right[1] = r->points[1] = 18;
    r->total = is_exempt(n) ? 34 : 26;
}

static void fill_variant(struct profile_variant *v, uint16_t parts, uint16_t points)
{
    static const char *const TITLES[] = {"Kiến thức pháp luật", "Kiến thức chuyên môn"};
    v->parts = parts;
    v->minutes = 30;
    for (uint16_t i = 0; i < parts; i++) {
        v->part[i].points = points;
        v->part[i].draws = 1;
        v->part[i].draw[0].count = i ? 20 : 10;
        snprintf(v->part[i].title_vi, sizeof v->part[i].title_vi, "%s", TITLES[i]);
    }
}

static int group_up(void **state)
{
    (void)state;
    struct err e = {0};
    setenv("TZ", "UTC", 1);
    scratch_folder(dir, sizeof dir);
    read_papers(OFFICE, &workspace.papers);
    struct ini *ini = parse(BASES);
    assert_int_equal(legal_bases_take(ini, "bases", &bases, &e), ERR_OK);
    ini_free(ini);
    results = (struct results){.row = calloc(ROWS, sizeof *results.row), .count = ROWS};
    sat.roster = (struct session_roster){.candidate = calloc(ROWS, sizeof *sat.roster.candidate),
                                         .candidates = ROWS,
                                         .paper = calloc(ROWS, sizeof *sat.roster.paper),
                                         .papers = ROWS};
    sat.people.identity = calloc(ROWS, sizeof *sat.people.identity);
    for (unsigned n = 0; n < ROWS; n++)
        fill(n);
    session.opens = 1767601800; /* 2026-01-05 08:30 */
    session.closes = session.opens + 5400;
    snprintf(session.title, sizeof session.title, "Kỳ tháng 01");
    fill_variant(&session.profile.standard, 2, 1);
    fill_variant(&session.profile.exempt, 1, 4);
    source = (struct report_source){.workspace = &workspace,
                                    .name = "ca-1",
                                    .session = &session,
                                    .results = &results,
                                    .opened = &sat,
                                    .paper = -1,
                                    .number = 5,
                                    .day = SIGNED,
                                    .bases = &bases};
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    results_free(&results);
    for (unsigned n = 0; n < ROWS; n++)
        free(sat.people.identity[n]);
    free(sat.people.identity);
    session_roster_free(&sat.roster);
    papers_free(&workspace.papers);
    legal_bases_free(&bases);
    remove(dir);
    return 0;
}

static void make(const struct report_source *src, struct buf *pdf)
{
    struct err e = {0};
    buf_init(pdf, PDF_MAX);
    if (notice_pdf(src, pdf, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

static void words_of(const struct report_source *src, struct buf *words)
{
    struct buf pdf;
    make(src, &pdf);
    reader_words(dir, &pdf, words);
    buf_free(&pdf);
}

static void wants(struct buf *words, const char *const *what, size_t n, bool expected)
{
    for (size_t i = 0; i < n; i++)
        if (reader_has(words, what[i]) != expected)
            fail_msg("%s: %s", expected ? "missing" : "unwanted", what[i]);
}
#define WANTS(words, list) wants(words, list, sizeof list / sizeof list[0], true)
#define UNWANTED(words, list) wants(words, list, sizeof list / sizeof list[0], false)

/* ---- words ---- */

static void the_notice_says_what_the_decree_wants(void **state)
{
    (void)state;
    struct buf words;
    static const char *const PARTS[] = {
        "UBND TỈNH GIA LAI SỞ XÂY DỰNG",
        "Số: 05/TB-SXD",
        "Gia Lai, ngày 08 tháng 01 năm 2026",
        "Căn cứ Luật Xây dựng ngày 10 tháng 12 năm 2025;",
        "Căn cứ Nghị định số 175/2024/NĐ-CP ngày 30 tháng 12 năm 2024 của Chính phủ quy định chi "
        "tiết một số điều và biện pháp thi hành Luật Xây dựng về quản lý hoạt động xây dựng.",
        "Sở Xây dựng tỉnh Gia Lai thông báo kết quả sát hạch cấp chứng chỉ hành nghề hoạt động "
        "xây dựng (Kỳ tháng 01; 08:30 – 10:00, ngày 05 tháng 01 năm 2026) như sau:",
        "theo danh sách: 90; dự sát hạch: 90; vắng: 0.",
        "89 bài đạt, 01 bài không đạt.",
        "các Phụ lục từ I đến II kèm theo",
        "- Các cá nhân tại Phụ lục; - Giám đốc Sở (để b/c); - Trang thông tin điện tử; - Lưu: VT, "
        "QLXD.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "Nguyễn Văn Khánh",
        "Phụ lục I DANH SÁCH BÀI SÁT HẠCH ĐẠT LĨNH VỰC KẾT CẤU CÔNG TRÌNH",
        "Phụ lục II DANH SÁCH BÀI SÁT HẠCH ĐẠT LĨNH VỰC ĐỊNH GIÁ XÂY DỰNG",
        "(Kèm theo Thông báo số 05/TB-SXD ngày 08 tháng 01 năm 2026 của Sở Xây dựng tỉnh Gia Lai)"};
    static const char *const NEVER[] = {"Như trên", "DỰ THẢO", "SBD", "Số báo danh", "TẬP DƯỢT"};
    words_of(&source, &words);
    WANTS(&words, PARTS);
    UNWANTED(&words, NEVER);
    assert_int_equal(reader_count(&words, "./."), 3); /* the notice, two appendices */
    buf_free(&words);
}

/* Between the bases and the recipients the office is in small letters. */
static void running_text_has_no_capitals(void **state)
{
    (void)state;
    struct buf words;
    words_of(&source, &words);
    char *begin = strstr(buf_text(&words), "Căncứ"), *end = strstr(buf_text(&words), "Nơinhận");
    assert_true(begin && end && begin < end);
    *end = '\0';
    assert_null(strstr(begin, "SỞ"));
    assert_null(strstr(begin, "XÂYDỰNG"));
    assert_non_null(strstr(begin, "SởXâydựngtỉnhGiaLai"));
    buf_free(&words);
}

static void a_draft_has_dots_and_says_so(void **state)
{
    (void)state;
    struct buf words, pdf, one;
    struct report_source draft = source;
    static const char *const PARTS[] = {"Số: ........../TB-SXD",
                                        "Gia Lai, ngày ..... tháng ..... năm ........",
                                        "số ........../TB-SXD ngày ..... tháng ..... năm ........"};
    draft.number = 0, draft.day = 0;
    make(&draft, &pdf);
    reader_words(dir, &pdf, &words);
    WANTS(&words, PARTS);
    assert_false(reader_has(&words, "2026 của Sở"));
    for (unsigned n = 1, pages = reader_pages(dir, &pdf); n <= pages; n++) {
        char command[64];
        snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
        reader_look(dir, &pdf, command, "-", true, &one);
        assert_int_equal(reader_count(&one, "DỰTHẢO"), 1);
        buf_free(&one);
    }
    buf_free(&words);
    buf_free(&pdf);
    draft.day = SIGNED; /* without a number it is still one */
    words_of(&draft, &words);
    assert_true(reader_has(&words, "DỰ THẢO"));
    buf_free(&words);
}

static void an_electronic_document_leaves_the_appendix_open(void **state)
{
    (void)state;
    struct buf words;
    struct report_source electronic = source;
    electronic.is_electronic = true;
    words_of(&electronic, &words);
    assert_true(reader_has(&words, "Số: 05/TB-SXD"));
    assert_false(reader_has(&words, "Kèm theo Thông báo số 05"));
    assert_int_equal(reader_count(&words, "Kèmtheothôngbáosố"), 0);
    assert_int_equal(reader_count(&words, "KèmtheoThôngbáosố........../TB-SXDngày"), 2);
    buf_free(&words);
}

static void training_has_the_number_00(void **state)
{
    (void)state;
    struct buf words;
    struct session_info training = session;
    struct report_source src = source;
    training.flags = SESSION_FLAG_TRAINING;
    src.session = &training;
    src.number = 0;
    words_of(&src, &words);
    assert_true(reader_has(&words, "Số: 00/TB-SXD"));
    assert_false(reader_has(&words, "DỰ THẢO"));
    buf_free(&words);
}

static void nobody_passed_is_said(void **state)
{
    (void)state;
    struct buf words, page;
    struct err e = {0};
    struct results none = {.row = &results.row[7], .count = 1};
    struct report_source src = source;
    src.results = &none;
    words_of(&src, &words);
    assert_true(reader_has(&words, "Phụ lục DANH SÁCH BÀI SÁT HẠCH ĐẠT (Kèm theo"));
    assert_true(reader_has(&words, "Không có."));
    buf_free(&words);
    for (enum report_kinds_format f = 0; f < REPORT_KINDS_FORMATS; f++) {
        if (f != REPORT_KINDS_HTML)
            continue;
        buf_init(&page, PDF_MAX);
        assert_int_equal(report_kinds_make(report_kinds_find("passlist"), f, &src, &page, &e),
                         ERR_OK);
        assert_non_null(strstr(buf_text(&page), "Không có."));
        buf_free(&page);
    }
}

/* ---- exempt papers ---- */

static void an_exempt_paper_says_so_everywhere(void **state)
{
    (void)state;
    struct err e = {0};
    struct buf words, file;
    struct table t;
    static const enum report_kinds_format FORMATS[] = {REPORT_KINDS_CSV, REPORT_KINDS_HTML};
    words_of(&source, &words);
    assert_int_equal(reader_count(&words, "Miễn34/40"), ROWS / 3);
    assert_int_equal(reader_count(&words, "81826"), ROWS - ROWS / 3 - 1); /* 8, 18, 26 */
    buf_free(&words);
    for (size_t i = 0; i < 2; i++) {
        buf_init(&file, PDF_MAX);
        assert_int_equal(
            report_kinds_make(report_kinds_find("results"), FORMATS[i], &source, &file, &e),
            ERR_OK);
        assert_int_equal(reader_count(&file, "34/40"), ROWS / 3);
        buf_free(&file);
    }
    passlist_make(&source, PASSLIST_RESULTS, TABLE_VI, STABLE_WORDS_PROGRAMS, &t);
    assert_string_equal(table_cell(&t, 0, (size_t)table_find(&t, "total")), "34");
    assert_string_equal(table_cell(&t, 0, (size_t)table_find(&t, "professional_points")), "");
    assert_string_equal(table_cell(&t, 0, (size_t)table_find(&t, "note")),
                        "exempt extra-time misconduct");
    table_free(&t);
    passlist_make(&source, PASSLIST_RESULTS, TABLE_VI, STABLE_WORDS_PEOPLE, &t);
    assert_string_equal(table_cell(&t, 0, (size_t)table_find(&t, "note")),
                        "miễn chuyên môn, thêm giờ, đình chỉ");
    assert_int_equal(table_find(&t, "state"), -1);
    table_free(&t);
}

/* ---- type and places ---- */

/* Lines of poppler's XML, "<text top=… font=…><i>words</i></text>". */
static void lines_of(const struct buf *pdf, struct buf *xml)
{
    reader_look(dir, pdf, "pdftohtml -xml -i -stdout -f 1 -l 1", "", false, xml);
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
    make(&source, &pdf);
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
    reader_look(dir, &pdf, "pdffonts", "| tail -n +3", false, &fonts);
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
    make(src, &pdf);
    reader_look(dir, &pdf, "pdftotext -bbox -f 1 -l 1", "-", false, words);
    reader_look(dir, &pdf, "pdftocairo -svg -f 1 -l 1", "-", false, drawn);
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
    places(&source, &words, &drawn);
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
    places(&source, &words, &drawn);
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
    make(&source, &pdf);
    for (unsigned n = 1, pages = reader_pages(dir, &pdf); n <= pages; n++) {
        char command[64], first[24];
        snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
        reader_look(dir, &pdf, command, "-", false, &one);
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
    struct session_info shifted = session;
    struct report_source src = source;
    unsigned near_the_end = 0;
    src.session = &shifted;
    for (size_t n = 1; n <= 40; n++) {
        struct buf pdf, text;
        snprintf(shifted.title, sizeof shifted.title, "%.*s tại tỉnh Gia Lai theo số 12/KH-SXD",
                 (int)n, "mmmmm mmmmm mmmmm mmmmm mmmmm mmmmm mmmmm mmmmm");
        make(&src, &pdf);
        reader_look(dir, &pdf, "pdftotext -raw -f 1 -l 1", "-", false, &text);
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
    struct report_source src = source;
    struct results one = {.row = results.row, .count = 1};
    struct buf pdf, words;
    struct err e = {0};
    unsigned found;
    read_papers("[office]\nplace=Hồ Chí Minh\n", &other.papers);
    snprintf(sat.roster.candidate[0].unit, SESSION_TEXT_MAX,
             "Ban Quản lý thành phố Hồ Chí Minh thành phố Hồ Chí Minh thành phố Hồ Chí Minh");
    src.workspace = &other;
    src.results = &one;
    buf_init(&pdf, PDF_MAX);
    assert_int_equal(notice_results_pdf(&src, &pdf, &e), ERR_OK);
    reader_look(dir, &pdf, "pdftotext -bbox -f 1 -l 1", "-", false, &words);
    for (found = 0; reader_count(&words, ">Minh<") > found; found++) {
        struct box b = place_of(&words, "Minh", found);
        assert_true(b.right <= END);
    }
    assert_int_equal(found, 3);
    sat.roster.candidate[0].unit[0] = '\0';
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
    reader_look(dir, pdf, command, "", false, &picture);
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
        struct session_info info = session;
        struct report_source src = source;
        struct buf pdf, one;
        info.flags = training ? SESSION_FLAG_TRAINING : 0;
        src.session = &info;
        src.number = training ? 0 : 5;
        make(&src, &pdf);
        unsigned pages = reader_pages(dir, &pdf);
        assert_true(pages >= 4);
        for (unsigned n = 1; n <= pages; n++) {
            char command[64];
            unsigned grey = grey_of(&pdf, n);
            snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
            reader_look(dir, &pdf, command, "-", true, &one);
            assert_int_equal(reader_has(&one, CAUTION_TRAINING), training);
            if (training ? grey < 100 : grey > 10)
                fail_msg("page %u: %u", n, grey);
            buf_free(&one);
        }
        buf_free(&pdf);
    }
}

/* ---- office.ini ---- */

static void who_signs_keeps_the_decree(void **state)
{
    (void)state;
    static const struct {
        const char *sign, *rule; /* NULL: fine */
    } SIGNS[] = {{"GIÁM ĐỐC", NULL},
                 {"Q. GIÁM ĐỐC", NULL},
                 {"KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC", NULL},
                 {"TL. GIÁM ĐỐC;TRƯỞNG PHÒNG;QUẢN LÝ XÂY DỰNG", NULL},
                 {"TM. HỘI ĐỒNG;CHỦ TỊCH", NULL},
                 {"TUQ. GIÁM ĐỐC;CHÁNH VĂN PHÒNG", NULL},
                 {"KT. GIÁM ĐỐC", "II.7.b and c"},
                 {"TM. HỘI ĐỒNG", "II.7.b and c"},
                 {"TL. GIÁM ĐỐC", "II.7.b and c"},
                 {"TUQ. GIÁM ĐỐC", "II.7.b and c"},
                 {"PHÓ GIÁM ĐỐC;KT. GIÁM ĐỐC", "first line alone"},
                 {"KY. GIÁM ĐỐC;PHÓ GIÁM ĐỐC", "none of TM. KT. TL. TUQ. Q."},
                 {"KT. Giám đốc;PHÓ GIÁM ĐỐC", "II.7.đ"},
                 {"KT. GIÁM ĐỐC;Phó Giám đốc", "II.7.đ"},
                 {"A;B;C;D", "1 to 3 lines"},
                 {"GIÁM ĐỐC;;PHÓ", "1 to 3 lines"}};
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++) {
        struct papers_texts p;
        struct err e = {0};
        char text[512];
        snprintf(text, sizeof text, "[office]\nname=Sở Xây dựng\n[paper notice]\nsign=%s\n",
                 SIGNS[i].sign);
        read_papers(text, &p);
        enum err_code rc = papers_check(&p, PAPERS_NOTICE, &e);
        if (rc != (SIGNS[i].rule ? ERR_USAGE : ERR_OK) ||
            (SIGNS[i].rule && !strstr(e.text, SIGNS[i].rule)))
            fail_msg("%s: %s", SIGNS[i].sign, e.text);
        papers_free(&p);
    }
}

static void a_wrong_signature_makes_no_paper(void **state)
{
    (void)state;
    struct workspace wrong = {0};
    struct report_source src = source;
    struct buf pdf;
    struct err e = {0};
    read_papers("[paper notice]\nrecipients=Như trên;Lưu: VT\n", &wrong.papers);
    src.workspace = &wrong;
    buf_init(&pdf, PDF_MAX);
    assert_int_equal(notice_pdf(&src, &pdf, &e), ERR_USAGE);
    assert_non_null(strstr(e.text, "II.9.b and c"));
    assert_int_equal(pdf.len, 0);
    buf_free(&pdf);
    papers_free(&wrong.papers);
}

static void what_is_not_said_is_made(void **state)
{
    (void)state;
    static const struct {
        const char *name, *full, *symbol;
    } NAMES[] = {{"SỞ XÂY DỰNG", "Sở Xây dựng", "TB-SXD"},
                 {"Sở Xây dựng", "Sở Xây dựng", "TB-SXD"},
                 {"SỞ GIAO THÔNG", "Sở giao thông", "TB-SGT"},
                 {"Đoàn Địa chất", "Đoàn địa chất", "TB-ĐĐC"}};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        struct papers_texts p;
        struct buf warnings;
        char text[256], symbol[PAPERS_SYMBOL_MAX];
        snprintf(text, sizeof text,
                 "[office]\nname=%s\nnumber=9\n[paper notice]\nsigner=TS. Lê A\n", NAMES[i].name);
        read_papers(text, &p);
        assert_string_equal(p.full_name, NAMES[i].full);
        papers_symbol(&p, PAPERS_NOTICE, symbol);
        assert_string_equal(symbol, NAMES[i].symbol);
        buf_init(&warnings, 4096);
        papers_warn(&p, PAPERS_NOTICE, &warnings);
        assert_non_null(strstr(buf_text(&warnings), "full_name"));
        assert_non_null(strstr(buf_text(&warnings), "--number"));
        assert_non_null(strstr(buf_text(&warnings), "II.7.c"));
        buf_free(&warnings);
        papers_free(&p);
    }
}

static void an_older_office_ini_is_read(void **state)
{
    (void)state;
    struct papers_texts p;
    char *recipients;
    read_papers("[office]\nname=SỞ XÂY DỰNG\nnumber=\nsigner_title=GIÁM ĐỐC\nsigner=Lê A\n"
                "recipients=Như trên;Lưu: VT\n",
                &p);
    assert_string_equal(p.form[PAPERS_NOTICE].sign, "GIÁM ĐỐC");
    assert_string_equal(p.form[PAPERS_NOTICE].signer, "Lê A");
    recipients = papers_recipients(&p, PAPERS_NOTICE);
    assert_null(strstr(recipients, "Như trên"));
    free(recipients);
    papers_free(&p);
}

static void wrong_groups_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } WRONG[] = {
        {"[basis 1]\nkind=Luật\n", "date: a day is wanted"},
        {"[basis 1]\nkind=Luật\ndate=30/02/2024\n", "date: a day is wanted"},
        {"[basis 1]\ndate=2024-12-30\n", "[basis 1] kind is missing"},
        {"[basis 7]\nkind=Nghị định\nnumber=1/2024/NĐ-CP\ndate=2024-12-30\n", "issuer is missing"}};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        struct legal_bases b = {.count = 0};
        struct err e = {0};
        struct ini *ini = parse(WRONG[i].text);
        assert_int_equal(legal_bases_take(ini, "office.ini", &b, &e), ERR_FORMAT);
        if (!strstr(e.text, WRONG[i].says))
            fail_msg("%s", e.text);
        legal_bases_free(&b);
        ini_free(ini);
    }
    struct papers_texts p;
    struct err e = {0};
    struct ini *ini = parse("[paper letter]\nsign=X\n");
    assert_int_equal(papers_read(ini, "office.ini", &p, &e), ERR_FORMAT);
    assert_non_null(strstr(e.text, "office.ini:1: [paper letter]"));
    papers_free(&p);
    ini_free(ini);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_notice_says_what_the_decree_wants),
        cmocka_unit_test(running_text_has_no_capitals),
        cmocka_unit_test(a_draft_has_dots_and_says_so),
        cmocka_unit_test(an_electronic_document_leaves_the_appendix_open),
        cmocka_unit_test(training_has_the_number_00),
        cmocka_unit_test(nobody_passed_is_said),
        cmocka_unit_test(an_exempt_paper_says_so_everywhere),
        cmocka_unit_test(bases_slant_and_running_text_stands),
        cmocka_unit_test(rules_are_a_third_to_a_half),
        cmocka_unit_test(paragraphs_stand_apart),
        cmocka_unit_test(appendices_have_numbers_of_their_own),
        cmocka_unit_test(a_place_is_never_broken),
        cmocka_unit_test(a_place_stays_in_its_cell),
        cmocka_unit_test(every_page_of_training_is_marked),
        cmocka_unit_test(who_signs_keeps_the_decree),
        cmocka_unit_test(a_wrong_signature_makes_no_paper),
        cmocka_unit_test(what_is_not_said_is_made),
        cmocka_unit_test(an_older_office_ini_is_read),
        cmocka_unit_test(wrong_groups_are_named)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
