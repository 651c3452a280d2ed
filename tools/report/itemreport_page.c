/* The analysis as a web page and as a paper: both show the same tables, with three digits, and the same plots. */
#include "app/core/i18n.h"
#include "tools/report/html.h"
#include "tools/report/itemreport.h"
#include "tools/report/page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char SLOTS_REMARK[] = "Mỗi đề rút câu hỏi khác nhau: một vị trí câu trên đề chứa nhiều câu hỏi, và alpha là của các vị trí đó.";
static const char PAIRS_REMARK[] = "Các cặp dưới đây giống nhau hơn mức ngẫu nhiên (xác suất đã nhân với số cặp được xét). Đây là căn cứ để hội đồng xem xét, không phải "
                                   "kết luận.";
static const char NO_PAIRS[] = "Không có cặp bài nào giống nhau hơn mức ngẫu nhiên.";

/* ---- short tables for people ---- */

static void short_number(struct itemstat_value v, char out[24])
{
    if (v.is_defined)
        snprintf(out, 24, "%.3f", v.value);
    else
        snprintf(out, 24, "–");
}

static void flags_text(unsigned flags, char out[160])
{
    static const char *const VI[ANALYSIS_FLAGS] = {"quá dễ", "quá khó", "phân biệt âm", "phân biệt kém", "phương án chết", "nghi sai đáp án", "đã có quyết định"};
    size_t at = 0;
    out[0] = '\0';
    for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
        if (flags >> bit & 1)
            at += (size_t)snprintf(out + at, 160 - at, "%s%s", at ? ", " : "", VI[bit]);
}

static const struct table_column TEST[] = {{"test", "Bài", "", TABLE_TEXT},          {"n", "Số bài", "", TABLE_NUMBER},  {"k", "Số câu", "", TABLE_NUMBER},
                                           {"mean", "Trung bình", "", TABLE_NUMBER}, {"median", "Trung vị", "", TABLE_NUMBER}, {"sd", "Độ lệch chuẩn", "", TABLE_NUMBER},
                                           {"skew", "Độ lệch", "", TABLE_NUMBER},    {"kurtosis", "Độ nhọn", "", TABLE_NUMBER}, {"alpha", "Alpha (KR-20)", "", TABLE_NUMBER},
                                           {"kr21", "KR-21", "", TABLE_NUMBER},      {"sem", "Sai số chuẩn", "", TABLE_NUMBER}};
static const struct table_column QUESTION[] = {{"id", "Câu hỏi", "", TABLE_TEXT},        {"pool", "Nhóm", "", TABLE_TEXT},        {"n", "Số bài", "", TABLE_NUMBER},
                                               {"facility", "Độ dễ", "", TABLE_NUMBER},  {"r", "Độ phân biệt", "", TABLE_NUMBER}, {"eff", "Hiệu suất", "", TABLE_NUMBER},
                                               {"seconds", "Giây", "", TABLE_NUMBER},    {"a", "A", "", TABLE_NUMBER},            {"b", "B", "", TABLE_NUMBER},
                                               {"c", "C", "", TABLE_NUMBER},             {"d", "D", "", TABLE_NUMBER},            {"flags", "Nhận xét", "", TABLE_TEXT}};
enum { TESTS = sizeof TEST / sizeof TEST[0], QUESTIONS = sizeof QUESTION / sizeof QUESTION[0] };

static void short_tests(const struct analysis *a, struct table *out)
{
    table_init(out, TEST, TESTS);
    for (size_t g = 0; g < a->groups; g++) {
        const struct itemstat_test *t = &a->group[g].test;
        const struct itemstat_value VALUE[] = {{t->mean, true}, {t->median, true}, t->sd, t->skew, t->kurtosis, t->alpha, t->kr21, t->sem};
        char text[TESTS][24], name[80];
        const char *cell[TESTS] = {name, text[1], text[2]};
        itemreport_test_name(&a->group[g], name, sizeof name);
        snprintf(text[1], 24, "%zu", t->n);
        snprintf(text[2], 24, "%zu", t->k);
        for (size_t i = 0; i < sizeof VALUE / sizeof VALUE[0]; i++) {
            short_number(VALUE[i], text[3 + i]);
            cell[3 + i] = text[3 + i];
        }
        table_add(out, cell);
    }
}

static void short_questions(const struct analysis *a, struct table *out)
{
    table_init(out, QUESTION, QUESTIONS);
    for (size_t i = 0; i < a->questions; i++) {
        const struct analysis_question *q = &a->question[i];
        char text[QUESTIONS][24], id[2 * CRYPT_HASH + 1], flags[160];
        const char *cell[QUESTIONS];
        crypt_hex(q->qid, CRYPT_HASH, id);
        id[12] = '\0';
        flags_text(q->flags, flags);
        for (int c = 0; c < QUESTIONS; c++)
            cell[c] = text[c];
        cell[0] = id;
        cell[1] = q->pool ? q->pool : "";
        snprintf(text[2], 24, "%zu", q->item.n);
        short_number((struct itemstat_value){q->item.facility, q->item.n > 0}, text[3]);
        short_number(q->item.discrimination, text[4]);
        short_number(q->item.efficiency, text[5]);
        snprintf(text[6], 24, "%.0f", q->seconds);
        for (unsigned o = 0; o < BANK_OPTIONS; o++)
            snprintf(text[7 + o], 24, "%zu%s", q->option[o].count, q->options >> o & 1 ? "*" : "");
        cell[QUESTIONS - 1] = flags;
        table_add(out, cell);
    }
}

static size_t most_of(const struct analysis_group *g)
{
    size_t most = 1;
    for (size_t s = 0; s <= g->test.k; s++)
        most = g->score[s] > most ? g->score[s] : most;
    return most;
}

/* ---- web page ---- */

static void svg_histogram(const struct analysis_group *g, struct buf *out)
{
    enum { W = 640, H = 220, LEFT = 36, BOTTOM = 28, TOP = 12 };
    double step = (double)(W - LEFT - 8) / (double)(g->test.k + 1), most = (double)most_of(g);
    buf_printf(out, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"Phân bố điểm\" font-size=\"11\" fill=\"#4c5663\">\n", W, H, W);
    for (size_t s = 0; s <= g->test.k; s++) {
        double h = (double)g->score[s] / most * (H - BOTTOM - TOP), x = LEFT + step * (double)s;
        buf_printf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#2f6f9f\"><title>%zu: %zu</title></rect>\n", x + 1, H - BOTTOM - h,
                   step - 2, h, s, g->score[s]);
        if (s % 5 == 0)
            buf_printf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%zu</text>\n", x + step / 2, H - 10, s);
    }
    buf_printf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text><line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#9aa3ad\"/>\n</svg>\n", LEFT - 4,
               TOP + 8, most, LEFT, H - BOTTOM, W - 8, H - BOTTOM);
}

/* Facility to the right, discrimination up, from -1 to 1. */
static void svg_scatter(const struct analysis *a, struct buf *out)
{
    enum { W = 640, H = 320, LEFT = 40, BOTTOM = 30, TOP = 10, RIGHT = 12 };
    const double wide = W - LEFT - RIGHT, high = H - BOTTOM - TOP;
    buf_printf(out, "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"Độ dễ và độ phân biệt\" font-size=\"11\" fill=\"#4c5663\">\n", W, H, W);
    for (int i = 0; i <= 4; i++) {
        double y = TOP + high * i / 4, x = LEFT + wide * i / 4;
        buf_printf(out, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>\n", LEFT, y,
                   W - RIGHT, y, i == 2 ? "#7b8590" : "#e1e5ea", LEFT - 5, y + 4, 1 - i / 2.0);
        buf_printf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.2f</text>\n", x, H - 10, i / 4.0);
    }
    for (size_t i = 0; i < a->questions; i++) {
        const struct analysis_question *q = &a->question[i];
        char id[2 * CRYPT_HASH + 1];
        if (!q->item.discrimination.is_defined)
            continue;
        crypt_hex(q->qid, CRYPT_HASH, id);
        buf_printf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" fill-opacity=\".75\"><title>%.12s</title></circle>\n", LEFT + wide * q->item.facility,
                   TOP + high * (1 - q->item.discrimination.value) / 2, q->flags & (ANALYSIS_NEGATIVE | ANALYSIS_KEY) ? "#b3261e" : "#2f6f9f", id);
    }
    buf_add_text(out, "</svg>\n");
}

static void html_pairs(const struct analysis *a, struct buf *out)
{
    struct table t;
    html_heading(out, "Các cặp bài giống nhau");
    html_paragraph(out, a->pairs ? PAIRS_REMARK : NO_PAIRS);
    itemreport_pairs(a, &t);
    if (a->pairs)
        html_table(out, &t, TABLE_VI, "session");
    table_free(&t);
}

enum err_code itemreport_html(const struct analysis *a, const char *office, const char *title, struct buf *out, struct err *e)
{
    struct table tests, questions;
    short_tests(a, &tests);
    short_questions(a, &questions);
    html_begin(out, TABLE_VI, office, title);
    html_figures_begin(out);
    html_figure(out, a->sessions, "ca sát hạch");
    html_figure(out, a->attempts, "bài đã nộp");
    html_figure(out, a->questions, "câu hỏi đã rút");
    html_figures_end(out);
    html_heading(out, "Bài sát hạch");
    html_table(out, &tests, TABLE_VI, "test");
    html_small(out, SLOTS_REMARK);
    for (size_t g = 0; g < a->groups; g++) {
        char name[80];
        itemreport_test_name(&a->group[g], name, sizeof name);
        html_paragraph(out, name);
        svg_histogram(&a->group[g], out);
    }
    html_heading(out, "Độ dễ và độ phân biệt của câu hỏi");
    html_small(out, "Trục ngang: độ dễ; trục đứng: tương quan của câu với phần còn lại của bài. Màu đỏ: phân biệt âm hoặc nghi sai đáp án.");
    svg_scatter(a, out);
    html_heading(out, "Câu hỏi");
    html_table(out, &questions, TABLE_VI, "id");
    html_pairs(a, out);
    html_end(out);
    bool failed = tests.failed || questions.failed;
    table_free(&tests);
    table_free(&questions);
    return failed ? err_set(e, ERR_LIMIT, _("out of memory")) : buf_check(out, "HTML", e);
}

/* ---- paper ---- */

static const struct page_style HEAD = {.size = 14, .bold = true}, TITLE = {.size = 15, .bold = true, .align = PAGE_CENTER}, PLAIN = {.size = 11.5},
                               SMALL = {.size = 9.5}, TICK = {.size = 8.5, .align = PAGE_CENTER};

static void put_table(struct page *p, const struct page_column *column, const struct table *t, double size)
{
    struct page_table look = {.column = column, .columns = t->columns, .size = size, .row_height = 6};
    page_table_begin(p, &look);
    for (size_t r = 0; r < t->rows; r++) {
        const char *cell[PAGE_COLUMNS_MAX] = {0};
        for (size_t c = 0; c < t->columns; c++)
            cell[c] = table_cell(t, r, c);
        page_table_row(p, cell);
    }
    page_table_end(p);
    page_space(p, 4);
}

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
    double step = WIDE / (double)(g->test.k + 1), most = (double)most_of(g);
    page_need(p, HIGH + 12);
    for (size_t s = 0; s <= g->test.k; s++) {
        char text[24];
        double h = (double)g->score[s] / most * HIGH;
        page_block(p, step * (double)s + step * 0.1, HIGH - h, step * 0.8, h, 0.35);
        snprintf(text, sizeof text, "%zu", s);
        if (s % 5 == 0)
            put_tick(p, step * ((double)s + 0.5), HIGH + 1, text);
    }
    page_space(p, HIGH);
    page_rule(p, 0, WIDE);
    page_space(p, 8);
}

static void put_scatter(struct page *p, const struct analysis *a)
{
    const double HIGH = 50, WIDE = 130, LEFT = 12;
    page_need(p, HIGH + 12);
    double top = page_at(p);
    for (int i = 0; i <= 4; i++) {
        char text[24];
        page_go(p, top + HIGH * i / 4);
        page_block(p, LEFT, 0, WIDE, 0.2, i == 2 ? 0.4 : 0.8);
        snprintf(text, sizeof text, "%.1f", 1 - i / 2.0);
        put_tick(p, LEFT - 6, -2, text);
        snprintf(text, sizeof text, "%.2f", i / 4.0);
        page_go(p, top + HIGH);
        put_tick(p, LEFT + WIDE * i / 4, 1, text);
    }
    page_go(p, top);
    for (size_t i = 0; i < a->questions; i++) {
        const struct itemstat_item *q = &a->question[i].item;
        if (q->discrimination.is_defined)
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
        snprintf(text, sizeof text,
                 "%zu. Ca %s: đề %s (SBD %s) và đề %s (SBD %s): %zu câu chung, cùng sai %zu câu, trong đó %zu câu chọn cùng phương án, %zu câu trong vòng một phút; "
                 "xác suất ngẫu nhiên %.1g.",
                 i + 1, x->session, x->a, x->sbd_a, x->b, x->sbd_b, x->shared, x->wrong, x->same, x->close, x->chance);
        page_paragraph(p, &PLAIN, text);
    }
}

enum err_code itemreport_pdf(const struct analysis *a, const char *office, const char *title, int64_t made, struct buf *out, struct err *e)
{
    static const struct page_column T[] = {{"Bài", 46, PAGE_LEFT, false},          {"Số bài", 18, PAGE_RIGHT, false},   {"Số câu", 18, PAGE_RIGHT, false},
                                           {"Trung bình", 21, PAGE_RIGHT, false},  {"Trung vị", 20, PAGE_RIGHT, false}, {"Độ lệch chuẩn", 22, PAGE_RIGHT, false},
                                           {"Độ lệch", 20, PAGE_RIGHT, false},     {"Độ nhọn", 20, PAGE_RIGHT, false},  {"Alpha (KR-20)", 22, PAGE_RIGHT, false},
                                           {"KR-21", 18, PAGE_RIGHT, false},       {"Sai số chuẩn", 22, PAGE_RIGHT, false}};
    static const struct page_column Q[] = {{"Câu hỏi", 28, PAGE_LEFT, false},      {"Nhóm", 44, PAGE_LEFT, false},      {"Số bài", 14, PAGE_RIGHT, false},
                                           {"Độ dễ", 15, PAGE_RIGHT, false},       {"Phân biệt", 20, PAGE_RIGHT, false}, {"Hiệu suất", 20, PAGE_RIGHT, false},
                                           {"Giây", 13, PAGE_RIGHT, false},        {"A", 14, PAGE_RIGHT, false},        {"B", 14, PAGE_RIGHT, false},
                                           {"C", 14, PAGE_RIGHT, false},           {"D", 14, PAGE_RIGHT, false},        {"Nhận xét", 37, PAGE_LEFT, false}};
    struct page *p;
    struct table tests, questions;
    char text[256];
    enum err_code rc = page_new(&(struct page_info){.title = title, .made = made, .is_landscape = true}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    short_tests(a, &tests);
    short_questions(a, &questions);
    page_paragraph(p, &PLAIN, office);
    page_paragraph(p, &TITLE, title);
    page_space(p, 3);
    snprintf(text, sizeof text, "%zu ca sát hạch, %zu bài đã nộp, %zu câu hỏi đã rút.", a->sessions, a->attempts, a->questions);
    page_paragraph(p, &PLAIN, text);
    page_space(p, 2);
    put_table(p, T, &tests, 10.5);
    page_paragraph(p, &SMALL, SLOTS_REMARK);
    page_space(p, 4);
    for (size_t g = 0; g < a->groups; g++) {
        itemreport_test_name(&a->group[g], text, sizeof text);
        page_paragraph(p, &HEAD, text);
        put_histogram(p, &a->group[g]);
    }
    page_need(p, 72);
    page_paragraph(p, &HEAD, "Độ dễ (ngang) và độ phân biệt (đứng) của câu hỏi");
    page_space(p, 3);
    put_scatter(p, a);
    page_break(p);
    put_table(p, Q, &questions, 9.5);
    put_pairs(p, a);
    bool failed = tests.failed || questions.failed;
    table_free(&tests);
    table_free(&questions);
    rc = page_finish(p, e);
    return rc == ERR_OK && failed ? err_set(e, ERR_LIMIT, _("out of memory")) : rc;
}
