/* The analysis as a web page and as a paper: both show the same tables, with three digits, and the
 * same plots. */
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "tools/table/html.h"
#include "tools/report/itemreport.h"
#include "tools/report/itemreport_internal.h"
#include "tools/report/caution.h"
#include "tools/report/listing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TITLE_ROOM = 320, SENTENCE = 1024, NUMBER = 32 };

static const char ALPHA_REMARK[] =
    "Alpha: một đề khác, rút theo cùng cách, xếp thứ tự các thí sinh giống đến mức nào. Mỗi đề rút "
    "câu hỏi khác nhau, nên độ dễ của "
    "từng câu đã được trừ ra; khoảng chứa số 0 nghĩa là chưa nói được gì. Trong ngoặc: khoảng tin "
    "cậy 95%. Dưới 20 bài chỉ có số đếm, "
    "các chỉ số ghi “–”.";
static const char FLAGS_REMARK[] = "Nhận xét chỉ ghi khi cả khoảng tin cậy 95% nằm ngoài giới hạn; "
                                   "không ghi không có nghĩa là câu hỏi tốt.";
static const char DRAWS_REMARK[] =
    "Điểm kỳ vọng của một đề: tổng độ dễ của các câu trên đề, tính theo bài của những người khác; "
    "câu ít người làm được kéo về mức của "
    "nhóm câu hỏi. Chênh lệch dương: đề dễ hơn mức chung của các nhóm đã rút.";
static const char NO_DRAWS[] =
    "Không có đề nào mà khoảng tin cậy 95% của chênh lệch nằm ngoài số 0.";
static const char PAIRS_REMARK[] =
    "Các cặp dưới đây giống nhau hơn mức ngẫu nhiên (xác suất đã nhân với số cặp được xét). Đây là "
    "căn cứ để hội đồng xem xét, không phải "
    "kết luận.";
static const char NO_PAIRS[] = "Không có cặp bài nào giống nhau hơn mức ngẫu nhiên.";
static const char BANKS_REMARK[] = "Các ca này rút đề từ nhiều bộ câu hỏi khác nhau: số liệu chỉ "
                                   "gộp giữa các ca dùng cùng một bộ câu hỏi.";

/* ---- short tables for people ---- */

static void put_decimal(double v, int digits, struct buf *cell)
{
    itemreport_decimal(v, digits, ",", cell);
}

/* "0,713", "–" for what cannot be said. */
static void put_short(struct itemstat_value v, size_t attempts, int digits, struct buf *cell)
{
    if (v.is_defined && itemreport_speaks(attempts))
        put_decimal(v.value, digits, cell);
    else
        buf_add_text(cell, "–");
}

/* "0,21 (−0,12 … 0,50)". */
static void put_bounded(struct itemstat_value v, struct confidence c, size_t attempts,
                        struct buf *cell)
{
    put_short(v, attempts, 2, cell);
    if (!v.is_defined || !c.is_defined || !itemreport_speaks(attempts))
        return;
    buf_add_text(cell, " (");
    put_decimal(c.low, 2, cell);
    buf_add_text(cell, " … ");
    put_decimal(c.high, 2, cell);
    buf_add_text(cell, ")");
}

/* ---- a row a test and a part ---- */

struct test_row {
    const struct analysis *analysis;
    size_t group;
    const struct analysis_figures *f;
    const char *part; /* its title; NULL for the whole */
};

static void put_test(const void *row, struct buf *cell)
{
    const struct test_row *x = row;
    char title[TITLE_ROOM];
    itemreport_test_title(x->analysis, x->group, title, sizeof title);
    buf_add_text(cell, x->part ? x->part : title);
}

static void put_alpha(const void *row, struct buf *cell)
{
    const struct analysis_figures *f = ((const struct test_row *)row)->f;
    put_bounded(analysis_alpha(f), f->alpha, f->test.n, cell);
}

/* Defines a column's put of a value of a test. */
#define PUT_SHORT(name, ...) \
    static void name(const void *row, struct buf *cell) \
    { \
        const struct itemstat_test *x = &((const struct test_row *)row)->f->test; \
        put_short(__VA_ARGS__, x->n, 2, cell); \
    }

TABLE_PUT_COUNT(put_test_attempts, struct test_row, f->test.n)
TABLE_PUT_COUNT(put_test_questions, struct test_row, f->test.k)
TABLE_PUT_COUNT(put_points, struct test_row, f->points)
PUT_SHORT(put_mean, (struct itemstat_value){x->mean, true})
PUT_SHORT(put_median, (struct itemstat_value){x->median, true})
PUT_SHORT(put_sd, x->sd)
PUT_SHORT(put_skew, x->skew)
PUT_SHORT(put_kurtosis, x->kurtosis)
PUT_SHORT(put_sem, x->sem)

static const struct listing_column TEST[] = {
    {{"test", "Bài, phần", "", TABLE_TEXT, put_test}, {"Bài, phần", 68, PAGE_LEFT, false}},
    {{"n", "Số bài", "", TABLE_NUMBER, put_test_attempts}, {"Số bài", 14, PAGE_RIGHT, false}},
    {{"k", "Số câu", "", TABLE_NUMBER, put_test_questions}, {"Số câu", 14, PAGE_RIGHT, false}},
    {{"points", "Điểm tối đa", "", TABLE_NUMBER, put_points},
     {"Điểm tối đa", 16, PAGE_RIGHT, false}},
    {{"mean", "Trung bình", "", TABLE_NUMBER, put_mean}, {"Trung bình", 17, PAGE_RIGHT, false}},
    {{"median", "Trung vị", "", TABLE_NUMBER, put_median}, {"Trung vị", 17, PAGE_RIGHT, false}},
    {{"sd", "Độ lệch chuẩn", "", TABLE_NUMBER, put_sd}, {"Độ lệch chuẩn", 18, PAGE_RIGHT, false}},
    {{"skew", "Độ lệch", "", TABLE_NUMBER, put_skew}, {"Độ lệch", 16, PAGE_RIGHT, false}},
    {{"kurtosis", "Độ nhọn", "", TABLE_NUMBER, put_kurtosis}, {"Độ nhọn", 16, PAGE_RIGHT, false}},
    {{"alpha", "Alpha", "", TABLE_NUMBER, put_alpha}, {"Alpha", 34, PAGE_RIGHT, false}},
    {{"sem", "Sai số chuẩn", "", TABLE_NUMBER, put_sem}, {"Sai số chuẩn", 17, PAGE_RIGHT, false}},
};

/* ---- a row a question ---- */

/* By pool, number and first words; the id's first digits are what `decide` knows it by. */
static void put_question(const void *row, struct buf *cell)
{
    const struct analysis_question *q = row;
    char id[2 * CRYPT_HASH + 1], pool[POOL_TITLE_MAX];
    crypt_hex(q->qid, CRYPT_HASH, id);
    pool_title_vi(q->pool ? q->pool : "", NULL, pool, sizeof pool);
    buf_printf(cell, "%s, câu %zu: %s (%.8s)", pool, q->number, q->words, id);
}

static void put_flags(const void *row, struct buf *cell)
{
    const struct analysis_question *q = row;
    for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
        if (q->flags >> bit & 1)
            buf_printf(cell, "%s%s", cell->len ? ", " : "",
                       stable_words_text(analysis_flag_word(bit), TABLE_VI));
}

static void put_facility(const void *row, struct buf *cell)
{
    const struct analysis_question *q = row;
    put_bounded((struct itemstat_value){q->item.facility, q->item.n > 0}, q->facility, q->item.n,
                cell);
}

static void put_discrimination(const void *row, struct buf *cell)
{
    const struct analysis_question *q = row;
    put_bounded(q->item.discrimination, q->discrimination, q->item.n, cell);
}

static void put_efficiency(const void *row, struct buf *cell)
{
    const struct analysis_question *q = row;
    put_short(q->item.efficiency, q->item.n, 2, cell);
}

static void put_seconds(const void *row, struct buf *cell)
{
    const struct analysis_question *q = row;
    put_short((struct itemstat_value){q->seconds, true}, q->item.n, 0, cell);
}

/* How many chose an option; a star behind the right one. */
static void put_option(const struct analysis_question *q, unsigned option, struct buf *cell)
{
    buf_printf(cell, "%zu%s", q->option[option].count, q->options >> option & 1 ? "*" : "");
}

static void put_a(const void *row, struct buf *cell)
{
    put_option(row, 0, cell);
}

static void put_b(const void *row, struct buf *cell)
{
    put_option(row, 1, cell);
}

static void put_c(const void *row, struct buf *cell)
{
    put_option(row, 2, cell);
}

static void put_d(const void *row, struct buf *cell)
{
    put_option(row, 3, cell);
}

TABLE_PUT_COUNT(put_attempts, struct analysis_question, item.n)

static const struct listing_column QUESTION[] = {
    {{"question", "Câu hỏi", "", TABLE_TEXT, put_question}, {"Câu hỏi", 74, PAGE_LEFT, false}},
    {{"n", "Số bài", "", TABLE_NUMBER, put_attempts}, {"Số bài", 12, PAGE_RIGHT, false}},
    {{"facility", "Độ dễ", "", TABLE_NUMBER, put_facility}, {"Độ dễ", 30, PAGE_RIGHT, false}},
    {{"r", "Độ phân biệt", "", TABLE_NUMBER, put_discrimination},
     {"Độ phân biệt", 33, PAGE_RIGHT, false}},
    {{"eff", "Hiệu suất", "", TABLE_NUMBER, put_efficiency}, {"Hiệu suất", 15, PAGE_RIGHT, false}},
    {{"seconds", "Giây", "", TABLE_NUMBER, put_seconds}, {"Giây", 11, PAGE_RIGHT, false}},
    {{"a", "A", "", TABLE_NUMBER, put_a}, {"A", 11, PAGE_RIGHT, false}},
    {{"b", "B", "", TABLE_NUMBER, put_b}, {"B", 11, PAGE_RIGHT, false}},
    {{"c", "C", "", TABLE_NUMBER, put_c}, {"C", 11, PAGE_RIGHT, false}},
    {{"d", "D", "", TABLE_NUMBER, put_d}, {"D", 11, PAGE_RIGHT, false}},
    {{"flags", "Nhận xét", "", TABLE_TEXT, put_flags}, {"Nhận xét", 28, PAGE_LEFT, false}},
};

/* ---- a row a paper that lies apart ---- */

#define PUT_DRAW(name, what) \
    static void name(const void *row, struct buf *cell) \
    { \
        const struct analysis_draw *d = row; \
        put_decimal(what, 2, cell); \
    }

TABLE_PUT_TEXT(put_draw_session, struct analysis_draw, session)
TABLE_PUT_TEXT(put_draw_paper, struct analysis_draw, paper)
PUT_DRAW(put_pools, d->pools)
PUT_DRAW(put_expected, d->pools + d->more)

static void put_difference(const void *row, struct buf *cell)
{
    const struct analysis_draw *d = row;
    put_bounded((struct itemstat_value){d->more, true}, d->bounds, ANALYSIS_SPEAKS, cell);
}

static const struct listing_column DRAW[] = {
    {{"session", "Ca", "", TABLE_TEXT, put_draw_session}, {"Ca", 40, PAGE_LEFT, false}},
    {{"paper", "Đề", "", TABLE_TEXT, put_draw_paper}, {"Đề", 20, PAGE_LEFT, false}},
    {{"expected", "Điểm kỳ vọng", "", TABLE_NUMBER, put_expected},
     {"Điểm kỳ vọng", 30, PAGE_RIGHT, false}},
    {{"pools", "Của nhóm câu hỏi", "", TABLE_NUMBER, put_pools},
     {"Của nhóm câu hỏi", 35, PAGE_RIGHT, false}},
    {{"difference", "Chênh lệch", "", TABLE_NUMBER, put_difference},
     {"Chênh lệch", 50, PAGE_RIGHT, false}},
};
enum {
    TESTS = sizeof TEST / sizeof TEST[0],
    QUESTIONS = sizeof QUESTION / sizeof QUESTION[0],
    DRAWS = sizeof DRAW / sizeof DRAW[0]
};

struct short_tables {
    struct table tests, questions, draws;
};

static void short_tables_make(const struct analysis *a, struct short_tables *t)
{
    listing_init_list(&t->tests, TEST, TESTS);
    listing_init_list(&t->questions, QUESTION, QUESTIONS);
    listing_init_list(&t->draws, DRAW, DRAWS);
    for (size_t g = 0; g < a->groups; g++) {
        const struct profile_variant *v = a->group[g].variant;
        table_add_row(&t->tests, &(struct test_row){a, g, &a->group[g].whole, NULL});
        for (unsigned p = 0; v->parts > 1 && p < v->parts; p++)
            table_add_row(&t->tests,
                          &(struct test_row){a, g, &a->group[g].part[p], v->part[p].title_vi});
    }
    for (size_t i = 0; i < a->questions; i++)
        table_add_row(&t->questions, &a->question[i]);
    for (size_t i = 0; i < a->draws; i++)
        if (a->draw[i].bounds.is_defined &&
            (a->draw[i].bounds.low > 0 || a->draw[i].bounds.high < 0))
            table_add_row(&t->draws, &a->draw[i]);
}

static bool short_tables_free(struct short_tables *t)
{
    bool failed = t->tests.failed || t->questions.failed || t->draws.failed;
    table_free(&t->tests);
    table_free(&t->questions);
    table_free(&t->draws);
    return !failed;
}

/* ---- web page ---- */

static void html_draws(const struct analysis *a, const struct table *draws, struct buf *out)
{
    html_heading(out, "Độ khó của các đề");
    for (size_t g = 0; g < a->groups; g++) {
        char text[SENTENCE];
        itemreport_spread(a, g, text, sizeof text);
        html_paragraph(out, text);
    }
    html_small(out, DRAWS_REMARK);
    if (draws->rows)
        html_table(out, draws, TABLE_VI, "paper");
    else
        html_small(out, NO_DRAWS);
}

static void html_pairs(const struct analysis *a, struct buf *out)
{
    struct table t;
    html_heading(out, "Các cặp bài giống nhau");
    html_paragraph(out, a->pairs ? PAIRS_REMARK : NO_PAIRS);
    itemreport_pairs(a, STABLE_WORDS_PEOPLE, &t);
    if (a->pairs)
        html_table(out, &t, TABLE_VI, "session");
    table_free(&t);
}

static void html_tests(const struct analysis *a, const struct table *tests, struct buf *out)
{
    html_heading(out, "Bài sát hạch");
    if (a->banks > 1)
        html_paragraph(out, BANKS_REMARK);
    html_table(out, tests, TABLE_VI, "test");
    html_small(out, ALPHA_REMARK);
    for (size_t g = 0; g < a->groups; g++) {
        char title[TITLE_ROOM];
        itemreport_test_title(a, g, title, sizeof title);
        html_paragraph(out, title);
        itemreport_svg_histogram(&a->group[g], out);
    }
}

enum err_code itemreport_html(const struct analysis *a, const struct itemreport_look *look,
                              struct buf *out, struct err *e)
{
    struct short_tables t;
    short_tables_make(a, &t);
    html_begin(out, TABLE_VI, look->office, look->title);
    if (look->is_training)
        html_banner(out, CAUTION_TRAINING);
    html_figures_begin(out);
    html_figure(out, a->sessions, "ca sát hạch");
    html_figure(out, a->attempts, "bài đã nộp");
    html_figure(out, a->questions, "câu hỏi đã rút");
    html_figures_end(out);
    html_tests(a, &t.tests, out);
    html_draws(a, &t.draws, out);
    html_heading(out, "Độ dễ và độ phân biệt của câu hỏi");
    html_small(out, "Trục ngang: độ dễ; trục đứng: tương quan của câu với phần còn lại của bài. "
                    "Màu đỏ: phân biệt âm hoặc nghi sai đáp án.");
    itemreport_svg_scatter(a, out);
    html_heading(out, "Câu hỏi");
    html_small(out, FLAGS_REMARK);
    html_table(out, &t.questions, TABLE_VI, "question");
    html_pairs(a, out);
    html_end(out);
    return short_tables_free(&t) ? buf_check(out, "HTML", e) : err_memory(e);
}

/* ---- paper ---- */

static const struct page_style HEAD = {.size = 14, .bold = true},
                               TITLE = {.size = 15, .bold = true, .align = PAGE_CENTER},
                               PLAIN = {.size = 11.5}, SMALL = {.size = 9.5},
                               TICK = {.size = 8.5, .align = PAGE_CENTER};

/* A number under the cursor, centred on x. */
static void put_tick(struct page *p, double x, double down, const char *text)
{
    double at = page_at(p);
    page_go(p, at + down);
    page_frame(p, x - 10, 20);
    page_paragraph(p, &TICK, text);
    page_frame_full(p);
    page_go(p, at);
}

static void put_histogram(struct page *p, const struct analysis_group *g)
{
    const double HIGH = 32, WIDE = 150;
    unsigned step = itemreport_step(g), bars = g->whole.points / step + 1;
    double wide = WIDE / (double)bars, most = (double)itemreport_most_of(g);
    page_need(p, HIGH + 12);
    for (unsigned i = 0; i < bars; i++) {
        char text[24];
        double h = (double)g->score[i * step] / most * HIGH;
        page_block(p, wide * i + wide * 0.1, HIGH - h, wide * 0.8, h, 0.35);
        snprintf(text, sizeof text, "%u", i * step);
        if (i % 5 == 0)
            put_tick(p, wide * (i + 0.5), HIGH + 1, text);
    }
    page_space(p, HIGH);
    page_rule(p, 0, WIDE);
    page_space(p, 8);
}

static void put_tick_number(struct page *p, double x, double down, double v, int digits)
{
    struct buf text;
    buf_init(&text, NUMBER);
    put_decimal(v, digits, &text);
    put_tick(p, x, down, buf_text(&text));
    buf_free(&text);
}

static void put_scatter(struct page *p, const struct analysis *a)
{
    const double HIGH = 50, WIDE = 130, LEFT = 12;
    page_need(p, HIGH + 12);
    double top = page_at(p);
    for (int i = 0; i <= 4; i++) {
        page_go(p, top + HIGH * i / 4);
        page_block(p, LEFT, 0, WIDE, 0.2, i == 2 ? 0.4 : 0.8);
        put_tick_number(p, LEFT - 6, -2, 1 - i / 2.0, 1);
        page_go(p, top + HIGH);
        put_tick_number(p, LEFT + WIDE * i / 4, 1, i / 4.0, 2);
    }
    page_go(p, top);
    for (size_t i = 0; i < a->questions; i++) {
        const struct itemstat_item *q = &a->question[i].item;
        if (itemreport_is_plotted(&a->question[i]))
            page_dot(p, LEFT + WIDE * q->facility, HIGH * (1 - q->discrimination.value) / 2, 0.8);
    }
    page_go(p, top + HIGH + 9);
}

static void put_pairs(struct page *p, const struct analysis *a)
{
    page_need(p, 25);
    page_paragraph(p, &HEAD, "Các cặp bài giống nhau");
    page_paragraph(p, &PLAIN, a->pairs ? PAIRS_REMARK : NO_PAIRS);
    for (size_t i = 0; i < a->pairs; i++) {
        const struct analysis_pair *x = &a->pair[i];
        char text[400];
        snprintf(
            text, sizeof text,
            "%zu. Ca %s: đề %s (mã số %s) và đề %s (mã số %s): %zu câu chung, cùng sai %zu câu, "
            "trong đó %zu câu chọn cùng phương án, %zu câu trong vòng một phút; "
            "xác suất ngẫu nhiên %.0e.",
            i + 1, x->session, x->a, x->sbd_a, x->b, x->sbd_b, x->shared, x->wrong, x->same,
            x->close, x->chance);
        page_paragraph(p, &PLAIN, text);
    }
}

static void put_tests(struct page *p, const struct analysis *a, const struct table *tests)
{
    char text[TITLE_ROOM];
    if (a->banks > 1)
        page_paragraph(p, &PLAIN, BANKS_REMARK);
    listing_put(p, TEST, TESTS, tests, &(struct listing_look){.size = 10, .row_height = 6});
    page_space(p, 3);
    page_paragraph(p, &SMALL, ALPHA_REMARK);
    page_space(p, 4);
    for (size_t g = 0; g < a->groups; g++) {
        itemreport_test_title(a, g, text, sizeof text);
        page_need(p, 60);
        page_paragraph(p, &HEAD, text);
        put_histogram(p, &a->group[g]);
    }
}

static void put_draws(struct page *p, const struct analysis *a, const struct table *draws)
{
    page_need(p, 30);
    page_paragraph(p, &HEAD, "Độ khó của các đề");
    for (size_t g = 0; g < a->groups; g++) {
        char text[SENTENCE];
        itemreport_spread(a, g, text, sizeof text);
        page_paragraph(p, &PLAIN, text);
    }
    page_paragraph(p, &SMALL, DRAWS_REMARK);
    page_space(p, 2);
    if (draws->rows)
        listing_put(p, DRAW, DRAWS, draws, &(struct listing_look){.size = 10, .row_height = 6});
    else
        page_paragraph(p, &SMALL, NO_DRAWS);
    page_space(p, 4);
}

enum err_code itemreport_pdf(const struct analysis *a, const struct itemreport_look *look,
                             struct buf *out, struct err *e)
{
    struct page *p;
    struct short_tables t;
    char text[256];
    enum err_code rc =
        page_new(&(struct page_info){.title = look->title,
                                     .made = look->made,
                                     .is_landscape = true,
                                     .family = look->font,
                                     .behind = look->is_training ? CAUTION_TRAINING : NULL},
                 out, &p, e);
    if (rc != ERR_OK)
        return rc;
    short_tables_make(a, &t);
    page_paragraph(p, &PLAIN, look->office);
    page_paragraph(p, &TITLE, look->title);
    page_space(p, 3);
    snprintf(text, sizeof text, "%zu ca sát hạch, %zu bài đã nộp, %zu câu hỏi đã rút.", a->sessions,
             a->attempts, a->questions);
    page_paragraph(p, &PLAIN, text);
    page_space(p, 2);
    put_tests(p, a, &t.tests);
    put_draws(p, a, &t.draws);
    page_need(p, 72);
    page_paragraph(p, &HEAD, "Độ dễ (ngang) và độ phân biệt (đứng) của câu hỏi");
    page_space(p, 3);
    put_scatter(p, a);
    page_break(p);
    page_paragraph(p, &SMALL, FLAGS_REMARK);
    listing_put(p, QUESTION, QUESTIONS, &t.questions,
                &(struct listing_look){.size = 9.5, .row_height = 6});
    page_space(p, 4);
    put_pairs(p, a);
    bool fine = short_tables_free(&t);
    rc = page_finish(p, e);
    return rc == ERR_OK && !fine ? err_memory(e) : rc;
}
