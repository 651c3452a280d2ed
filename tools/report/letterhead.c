#include "tools/report/letterhead.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LEFT_MM = 62, GAP_MM = 2, SIGN_MM = 24 };
static const double RULE = 0.4; /* of the line over it: a third to a half */

static const struct page_style HEAD = {.size = 12.5, .align = PAGE_CENTER},
                               HEAD_BOLD = {.size = 12.5, .bold = true, .align = PAGE_CENTER},
                               MOTTO = {.size = 13, .bold = true, .align = PAGE_CENTER},
                               DATE = {.size = 13, .italic = true, .align = PAGE_CENTER},
                               NUMBER = {.size = 13, .align = PAGE_CENTER},
                               TITLE = {.size = 14, .bold = true, .align = PAGE_CENTER},
                               HINT = {.size = 11, .italic = true, .align = PAGE_CENTER},
                               SMALL = {.size = 8.5}, RECIPIENTS = {.size = 11},
                               RECIPIENTS_HEAD = {.size = 12, .bold = true, .italic = true},
                               SIGN = {.size = 13, .bold = true, .align = PAGE_CENTER};

enum err_code letterhead_new(const struct report_source *src, enum papers_kind kind,
                             struct page_info info, struct buf *out, struct page **made,
                             struct err *e)
{
    const struct papers_texts *papers = &src->workspace->papers;
    bool is_numbered = kind < PAPERS_KINDS, is_training = caution_is_training(src->session);
    enum err_code rc = is_numbered ? papers_check(papers, kind, e) : ERR_OK;
    info.made = src->day > 0 ? src->day : src->session->opens;
    info.family = papers->font;
    info.whole = (const char *const *)papers->whole;
    info.behind = is_training ? CAUTION_TRAINING : NULL;
    if (is_numbered && (src->day <= 0 || (!src->number && !is_training)))
        info.corner = "DỰ THẢO";
    *made = NULL;
    return rc == ERR_OK ? page_new(&info, out, made, e) : rc;
}

void letterhead_number(const struct report_source *src, enum papers_kind kind,
                       char out[LETTERHEAD_NUMBER])
{
    char symbol[PAPERS_SYMBOL_MAX], number[16] = "..........";
    papers_symbol(&src->workspace->papers, kind, symbol);
    if (caution_is_training(src->session) || src->number)
        snprintf(number, sizeof number, "%02u",
                 caution_is_training(src->session) ? 0 : src->number);
    snprintf(out, LETTERHEAD_NUMBER, "%s/%s", number, symbol);
}

void letterhead_count(size_t n, char out[LETTERHEAD_COUNT])
{
    snprintf(out, LETTERHEAD_COUNT, n > 0 && n < 10 ? "0%zu" : "%zu", n);
}

char *letterhead_capitals(const char *text)
{
    return g_utf8_strup(text, -1);
}

void letterhead_date(int64_t when, char out[LETTERHEAD_DATE])
{
    time_t t = (time_t)when;
    struct tm tm;
    if (when <= 0 || !localtime_r(&t, &tm))
        snprintf(out, LETTERHEAD_DATE, "ngày ..... tháng ..... năm ........");
    else
        snprintf(out, LETTERHEAD_DATE,
                 tm.tm_mon < 2 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d",
                 tm.tm_mday, tm.tm_mon + 1, tm.tm_year + 1900);
}

void letterhead_hours(const struct session_info *info, char out[LETTERHEAD_DATE])
{
    char from[8] = "", to[8] = "";
    time_t opens = (time_t)info->opens, closes = (time_t)info->closes;
    struct tm tm;
    if (info->opens > 0 && localtime_r(&opens, &tm))
        strftime(from, sizeof from, "%H:%M", &tm);
    if (info->closes > 0 && localtime_r(&closes, &tm))
        strftime(to, sizeof to, "%H:%M", &tm);
    snprintf(out, LETTERHEAD_DATE, "%s%s%s", from, to[0] ? " – " : "", to);
}

void letterhead_window(const struct session_info *info, char out[2 * LETTERHEAD_DATE])
{
    char date[LETTERHEAD_DATE], hours[LETTERHEAD_DATE];
    letterhead_date(info->opens, date);
    letterhead_hours(info, hours);
    snprintf(out, 2 * LETTERHEAD_DATE, "%s%s%s", hours, hours[0] ? ", " : "", date);
}

void letterhead_held(const struct report_source *src, char out[2 * LETTERHEAD_DATE])
{
    if (src->session->opens > 0)
        letterhead_window(src->session, out);
    else if (src->held > 0)
        letterhead_date(src->held, out);
    else
        out[0] = '\0';
}

void letterhead_sat(const struct report_source *src, char out[2 * LETTERHEAD_DATE])
{
    letterhead_held(src, out);
    if (!out[0])
        letterhead_window(src->session, out);
}

const char *letterhead_session(const struct report_source *src)
{
    return src->session->title[0] ? src->session->title : src->name;
}

static double put_office(struct page *p, const struct report_source *src, double width)
{
    const struct papers_texts *papers = &src->workspace->papers;
    char *parent = letterhead_capitals(papers->parent), *name = letterhead_capitals(papers->name);
    page_frame(p, 0, width);
    if (parent[0])
        page_paragraph(p, &HEAD, parent);
    page_paragraph_ruled(p, &HEAD_BOLD, RULE, name);
    g_free(parent);
    g_free(name);
    return page_at(p);
}

static double put_country(struct page *p, double left, double width)
{
    page_frame(p, left, width);
    page_paragraph(p, &HEAD_BOLD, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    page_paragraph_ruled(p, &MOTTO, 1, "Độc lập - Tự do - Hạnh phúc");
    return page_at(p);
}

static void put_place(struct page *p, const struct report_source *src, double left, double width)
{
    char date[LETTERHEAD_DATE], text[LETTERHEAD_TITLE];
    const char *place = src->workspace->papers.place;
    letterhead_date(src->day, date);
    snprintf(text, sizeof text, "%s%s%s", place, place[0] ? ", " : "", date);
    page_frame(p, left, width);
    page_paragraph(p, &DATE, text);
}

void letterhead_caution(struct page *p, const struct session_info *info)
{
    static const struct page_style CAUTION = {.size = 11, .bold = true, .align = PAGE_CENTER};
    const char *sentence[CAUTIONS_MAX];
    size_t n = caution_sentences(info, sentence);
    for (size_t i = 0; i < n; i++) {
        page_space(p, 1);
        page_paragraph(p, &CAUTION, sentence[i]);
    }
}

/* The number at the left; where it ends. */
static double put_number(struct page *p, const struct report_source *src, enum papers_kind kind)
{
    char number[LETTERHEAD_NUMBER], text[LETTERHEAD_NUMBER + 8];
    letterhead_number(src, kind, number);
    page_frame(p, 0, LEFT_MM);
    snprintf(text, sizeof text, "Số: %s", number);
    page_paragraph(p, &NUMBER, text);
    return page_at(p);
}

/* The office at the left, the country at the right; where the lower of them ends. */
static double put_names(struct page *p, const struct report_source *src)
{
    double top = page_at(p), right = LEFT_MM + GAP_MM, lower = put_office(p, src, LEFT_MM);
    page_go(p, top);
    double end = put_country(p, right, page_body_width(p) - right);
    return (lower > end ? lower : end) + 1;
}

void letterhead_put_names(struct page *p, const struct report_source *src)
{
    page_go(p, put_names(p, src));
    page_frame_full(p);
    letterhead_caution(p, src->session);
    page_space(p, 2);
}

void letterhead_put(struct page *p, const struct report_source *src, enum papers_kind kind)
{
    double right = LEFT_MM + GAP_MM, width = page_body_width(p) - right, lower,
           line = put_names(p, src);
    page_go(p, line);
    lower = kind < PAPERS_KINDS ? put_number(p, src, kind) : line;
    page_go(p, line);
    if (kind != PAPERS_MINUTES)
        put_place(p, src, right, width);
    page_go(p, page_at(p) > lower ? page_at(p) : lower);
    page_frame_full(p);
    letterhead_caution(p, src->session);
    page_space(p, 4);
}

void letterhead_title(struct page *p, const char *title, const char *subtitle)
{
    page_paragraph(p, &TITLE, title);
    if (subtitle)
        page_paragraph_ruled(p, &TITLE, RULE, subtitle);
    page_space(p, 4);
}

static const char BY_HAND[] = "(Ký, ghi rõ họ tên)";

static double put_sign(struct page *p, double left, double width, const char *title,
                       const char *hint, const char *name, double room)
{
    page_frame(p, left, width);
    page_paragraph(p, &SIGN, title);
    page_paragraph(p, &HINT, hint);
    page_space(p, room);
    if (name[0])
        page_paragraph(p, &SIGN, name);
    return page_at(p);
}

/* One of a list with semicolons, from *rest on; NULL behind the last. To be freed with g_free. */
static char *next_of(const char **rest)
{
    if (!*rest)
        return NULL;
    size_t n = strcspn(*rest, ";");
    char *one = g_strstrip(g_strndup(*rest, n));
    *rest = (*rest)[n] ? *rest + n + 1 : NULL;
    return one;
}

/* Authority and post in capitals, room for the hand and the seal, another post, the name. */
static void put_signer(struct page *p, const struct papers_form *f)
{
    double half = page_body_width(p) / 2;
    const char *rest = papers_sign(f);
    page_frame(p, half, half);
    for (char *line; (line = next_of(&rest)); g_free(line))
        page_paragraph(p, &SIGN, line);
    page_space(p, SIGN_MM);
    if (f->post)
        page_paragraph(p, &SIGN, f->post);
    if (f->signer)
        page_paragraph(p, &SIGN, f->signer);
}

void letterhead_sign(struct page *p, const char *left, const char *left_name, const char *right,
                     const char *right_name)
{
    double half = page_body_width(p) / 2;
    page_need(p, LETTERHEAD_SIGN);
    double top = page_at(p),
           end = left[0] ? put_sign(p, 0, half, left, BY_HAND, left_name, SIGN_MM) : top;
    page_go(p, top);
    double other = right[0] ? put_sign(p, half, half, right, BY_HAND, right_name, SIGN_MM) : top;
    page_go(p, end > other ? end : other);
    page_frame_full(p);
}

double letterhead_sign_height(double room)
{
    return 11 + room;
}

void letterhead_sign_by_hand(struct page *p, const char *left, const char *right, double room)
{
    double half = page_body_width(p) / 2;
    page_need(p, letterhead_sign_height(room));
    double top = page_at(p);
    put_sign(p, 0, half, left, BY_HAND, "", room);
    page_go(p, top);
    put_sign(p, half, half, right, BY_HAND, "", room);
    page_frame_full(p);
}

void letterhead_sign_office(struct page *p, const char *left, const struct report_source *src,
                            enum papers_kind kind)
{
    page_need(p, LETTERHEAD_SIGN + 10);
    double top = page_at(p),
           end = put_sign(p, 0, page_body_width(p) / 2, left, BY_HAND, "", SIGN_MM);
    page_go(p, top);
    put_signer(p, &src->workspace->papers.form[kind]);
    page_go(p, page_at(p) > end ? page_at(p) : end);
    page_frame_full(p);
}

/* Who gets a document of a kind: where nobody passed, the appendix names nobody. g_free. */
static char *recipients_of(const struct report_source *src, enum papers_kind kind)
{
    static const char IN_APPENDIX[] = "Các cá nhân tại Phụ lục";
    size_t n[RESULT_STATES] = {0};
    char *list = papers_recipients(&src->workspace->papers, kind);
    if (src->results)
        results_count(src->results, n);
    bool is_empty = kind == PAPERS_NOTICE && n[RESULT_PASSED] == 0;
    char **part = g_strsplit(list ? list : "", is_empty ? IN_APPENDIX : ";", -1),
         *out = g_strjoinv(is_empty ? "Các cá nhân trong danh sách dự sát hạch" : ";", part);
    g_strfreev(part);
    free(list);
    return out;
}

static void put_recipients(struct page *p, const char *list)
{
    const char *rest = list;
    page_frame(p, 0, 76);
    page_paragraph(p, &RECIPIENTS_HEAD, "Nơi nhận:");
    for (char *one; (one = next_of(&rest)); g_free(one)) {
        char *line = g_strdup_printf("- %s%s", one, rest ? ";" : ".");
        page_paragraph(p, &RECIPIENTS, line);
        g_free(line);
    }
    page_frame_full(p);
}

void letterhead_recipients(struct page *p, const struct report_source *src, enum papers_kind kind)
{
    char *list = recipients_of(src, kind);
    put_recipients(p, list);
    g_free(list);
}

void letterhead_end(struct page *p, const struct report_source *src, enum papers_kind kind)
{
    const struct papers_texts *papers = &src->workspace->papers;
    char *list = recipients_of(src, kind);
    double need = 14 + LETTERHEAD_SIGN, top, lower;
    for (const char *at = list; at; at = strchr(at + 1, ';'))
        need += 5;
    page_need(p, need);
    top = page_at(p);
    put_recipients(p, list);
    g_free(list);
    lower = page_at(p);
    page_go(p, top);
    put_signer(p, &papers->form[kind]);
    page_go(p, page_at(p) > lower ? page_at(p) : lower);
    page_frame_full(p);
    page_space(p, 4);
}

void letterhead_basis(struct page *p, const struct report_source *src)
{
    char text[LETTERHEAD_TITLE];
    const struct results_basis *b = src->results ? &src->results->basis : NULL;
    if (!b || !b->basis[0])
        return;
    snprintf(text, sizeof text, "Ca %s · đáp án %.16s · %u quyết định · căn cứ %.16s", src->name,
             b->bank, b->decisions, b->basis);
    page_paragraph(p, &SMALL, text);
}
