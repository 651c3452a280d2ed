#include "tools/report/letterhead.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { LEFT_MM = 62, GAP_MM = 2, SIGN_MM = 24 };

static const struct page_style HEAD = {.size = 12.5, .align = PAGE_CENTER}, HEAD_BOLD = {.size = 12.5, .bold = true, .align = PAGE_CENTER},
                               MOTTO = {.size = 13, .bold = true, .align = PAGE_CENTER}, DATE = {.size = 13, .italic = true, .align = PAGE_CENTER},
                               NUMBER = {.size = 13, .align = PAGE_CENTER}, TITLE = {.size = 14, .bold = true, .align = PAGE_CENTER},
                               HINT = {.size = 11, .italic = true, .align = PAGE_CENTER}, SMALL = {.size = 8.5};

void letterhead_date(int64_t when, char out[LETTERHEAD_DATE])
{
    time_t t = (time_t)when;
    struct tm tm;
    if (when <= 0 || !localtime_r(&t, &tm))
        snprintf(out, LETTERHEAD_DATE, "ngày ..... tháng ..... năm ........");
    else
        snprintf(out, LETTERHEAD_DATE, tm.tm_mon < 2 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", tm.tm_mday, tm.tm_mon + 1,
                 tm.tm_year + 1900);
}

void letterhead_window(const struct session_info *info, char out[2 * LETTERHEAD_DATE])
{
    char date[LETTERHEAD_DATE], from[8] = "", to[8] = "";
    time_t opens = (time_t)info->opens, closes = (time_t)info->closes;
    struct tm tm;
    letterhead_date(info->opens, date);
    if (info->opens > 0 && localtime_r(&opens, &tm))
        strftime(from, sizeof from, "%H:%M", &tm);
    if (info->closes > 0 && localtime_r(&closes, &tm))
        strftime(to, sizeof to, "%H:%M", &tm);
    snprintf(out, 2 * LETTERHEAD_DATE, "%s%s%s%s%s", from, to[0] ? " – " : "", to, from[0] || to[0] ? ", " : "", date);
}

const char *letterhead_session(const struct report_source *src)
{
    return src->session->title[0] ? src->session->title : src->name;
}

/* A rule under what was just set, `share` of its width, in the middle of the frame. */
static void underline(struct page *p, double frame, const struct page_style *style, const char *text, double share)
{
    double width = page_text_width(p, style, text) * share;
    width = width > frame ? frame : width;
    page_space(p, 0.8);
    page_rule(p, (frame - width) / 2, width);
    page_space(p, 0.8);
}

static double put_office(struct page *p, const struct report_source *src, double width)
{
    const struct workspace *w = src->workspace;
    page_frame(p, 0, width);
    if (w->parent_name[0])
        page_paragraph(p, &HEAD, w->parent_name);
    page_paragraph(p, &HEAD_BOLD, w->office_name);
    underline(p, width, &HEAD_BOLD, w->office_name, 0.5);
    return page_at(p);
}

static double put_country(struct page *p, double left, double width)
{
    static const char MOTTO_TEXT[] = "Độc lập - Tự do - Hạnh phúc";
    page_frame(p, left, width);
    page_paragraph(p, &HEAD_BOLD, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    page_paragraph(p, &MOTTO, MOTTO_TEXT);
    underline(p, width, &MOTTO, MOTTO_TEXT, 1);
    return page_at(p);
}

static void put_place(struct page *p, const struct report_source *src, double left, double width)
{
    char date[LETTERHEAD_DATE], text[LETTERHEAD_TITLE];
    letterhead_date(src->session->opens, date);
    snprintf(text, sizeof text, "%s%s%s", src->workspace->papers.place, src->workspace->papers.place[0] ? ", " : "", date);
    page_frame(p, left, width);
    page_paragraph(p, &DATE, text);
}

void letterhead_put(struct page *p, const struct report_source *src, const char *number)
{
    double top = page_at(p), right = LEFT_MM + GAP_MM, width = page_body_width(p) - right, lower = put_office(p, src, LEFT_MM);
    page_go(p, top);
    double end = put_country(p, right, width);
    lower = lower > end ? lower : end;
    page_go(p, lower + 1);
    if (number) {
        char text[LETTERHEAD_TITLE];
        page_frame(p, 0, LEFT_MM);
        snprintf(text, sizeof text, "Số: %s", number[0] ? number : "........../TB-SXD");
        page_paragraph(p, &NUMBER, text);
        page_go(p, lower + 1);
    }
    put_place(p, src, right, width);
    page_frame_full(p);
    page_space(p, 6);
}

void letterhead_title(struct page *p, const char *title, const char *subtitle)
{
    page_paragraph(p, &TITLE, title);
    if (subtitle) {
        page_paragraph(p, &TITLE, subtitle);
        underline(p, page_body_width(p), &TITLE, "Sát hạch cấp chứng chỉ", 1);
    }
    page_space(p, 4);
}

static const char BY_HAND[] = "(Ký, ghi rõ họ tên)";

static double put_sign(struct page *p, double left, double width, const char *title, const char *hint, const char *name)
{
    page_frame(p, left, width);
    page_paragraph(p, &(struct page_style){.size = 13, .bold = true, .align = PAGE_CENTER}, title);
    page_paragraph(p, &HINT, hint);
    page_space(p, SIGN_MM);
    if (name[0])
        page_paragraph(p, &(struct page_style){.size = 13, .bold = true, .align = PAGE_CENTER}, name);
    return page_at(p);
}

void letterhead_sign(struct page *p, const char *left, const char *left_name, const char *right, const char *right_name)
{
    double half = page_body_width(p) / 2;
    page_need(p, LETTERHEAD_SIGN);
    double top = page_at(p), end = left[0] ? put_sign(p, 0, half, left, BY_HAND, left_name) : top;
    page_go(p, top);
    double other = right[0] ? put_sign(p, half, half, right, BY_HAND, right_name) : top;
    page_go(p, end > other ? end : other);
    page_frame_full(p);
}

void letterhead_signer(struct page *p, const struct report_source *src)
{
    double half = page_body_width(p) / 2;
    page_need(p, LETTERHEAD_SIGN);
    put_sign(p, half, half, src->workspace->papers.signer_title, "", src->workspace->papers.signer);
    page_frame_full(p);
}

void letterhead_basis(struct page *p, const struct report_source *src)
{
    char text[LETTERHEAD_TITLE];
    const struct results_basis *b = src->results ? &src->results->basis : NULL;
    if (!b || !b->log_head[0])
        return;
    snprintf(text, sizeof text, "Ca %s · đáp án %.16s · quyết định: %u · sổ nhật ký %.16s", src->name, b->bank, b->decisions, b->log_head);
    page_paragraph(p, &SMALL, text);
}
