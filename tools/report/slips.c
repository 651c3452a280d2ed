#include "tools/report/slips.h"

#include "app/core/i18n.h"
#include "tools/report/letterhead.h"
#include "tools/report/page.h"

#include <glib.h>
#include <string.h>

enum { RESULTS_LINE = 80 /* bytes of a line, at least */, LABEL_MM = 48 };
static const char CUT[] =
    "------------------------------------------------------------------------\n";

static const struct page_style SMALL = {.size = 11}, PLAIN = {.size = 12},
                               BOLD = {.size = 12, .bold = true}, NAME = {.size = 15, .bold = true};

static const char *const ADVICE[] = {
    "Có mặt trước giờ sát hạch 15 phút; đọc nội quy niêm yết tại phòng.",
    "Mang theo phiếu này và bản chính CCCD, hộ chiếu hoặc VNeID.",
    "Giữ kín mã vào thi. Trên máy: nhập mã số dự sát hạch, rồi mã vào thi."};

/* A line of both: plain text, and a paragraph of the page. */
static void both(struct buf *text, struct page *page, const struct page_style *style,
                 const char *line)
{
    buf_printf(text, "%s\n", line);
    page_paragraph(page, style, line);
}

/* Frees line. */
static void both_made(struct buf *text, struct page *page, const struct page_style *style,
                      char *line)
{
    both(text, page, style, line);
    g_free(line);
}

static const char *session_title(const struct office_session *s)
{
    return s->session.info.title[0] ? s->session.info.title : s->session.info.name;
}

static void slip_papers(const struct office_session *s, uint32_t candidate, struct buf *text,
                        struct page *page)
{
    for (uint32_t p = 0; p < s->roster.papers; p++) {
        const struct session_paper *paper = &s->roster.paper[p];
        char number[8], extra[48] = "";
        if (paper->candidate != candidate)
            continue;
        session_paper_name(p, number);
        if (paper->extra_minutes)
            g_snprintf(extra, sizeof extra, " + %u phút thêm", paper->extra_minutes);
        both_made(text, page, &PLAIN,
                  g_strdup_printf("Đề %s: %s, hạng %s%s%s  (%u phút%s)%s", number, paper->title_vi,
                                  paper->grade, paper->seat[0] ? ", máy " : "", paper->seat,
                                  office_session_variant(s, p)->minutes, extra,
                                  paper->exempt ? "  Miễn phần chuyên môn." : ""));
    }
}

/* A line of both with a label, dots to write on where nothing is known. */
static void fact(struct buf *text, struct page *page, const char *label, const char *value)
{
    static const char DOTS[] = "........................................";
    buf_printf(text, "%s: %s\n", label, value[0] ? value : DOTS);
    page_pair(page, 12, LABEL_MM, label, value[0] ? value : DOTS);
}

/* Day, hours, room: what a candidate must know to be there. */
static void slip_place(const struct office_session *s, struct buf *text, struct page *page)
{
    const struct session_info *info = &s->session.info;
    char day[LETTERHEAD_DATE], hours[LETTERHEAD_DATE];
    letterhead_date(info->opens, day);
    letterhead_hours(info, hours);
    fact(text, page, "Ngày sát hạch", info->opens > 0 ? day : "");
    fact(text, page, "Giờ sát hạch", hours);
    fact(text, page, "Phòng", info->room);
}

/* When and where the results are told, where the session says it. */
static void slip_results(const struct session_info *i, struct buf *text, struct page *page)
{
    if (i->results_when[0] || i->results_where[0])
        both_made(text, page, &SMALL,
                  g_strdup_printf("Kết quả: %s%s%s", i->results_when,
                                  i->results_when[0] && i->results_where[0] ? ", " : "",
                                  i->results_where));
}

/* Millimetres that a slip takes: it is not cut by a page's end. */
static double slip_need(const struct office_session *s, uint32_t candidate)
{
    double need = caution_is_training(&s->session.info) ? 76 : 71;
    for (uint32_t p = 0; p < s->roster.papers; p++)
        if (s->roster.paper[p].candidate == candidate)
            need += 6;
    const struct session_info *i = &s->session.info;
    size_t said = strlen(i->results_when) + strlen(i->results_where);
    return need + (said ? 5 * (1 + (double)said / RESULTS_LINE) : 0);
}

static void slip(const struct office_session *s, uint32_t candidate, struct buf *text,
                 struct page *page)
{
    const struct session_candidate *c = &s->roster.candidate[candidate];
    char code[CODE_MAX + 4];
    page_need(page, slip_need(s, candidate));
    both(text, page, &SMALL, s->workspace->papers.full_name);
    both_made(text, page, &BOLD, g_strdup_printf("PHIẾU VÀO THI  ·  %s", session_title(s)));
    if (caution_is_training(&s->session.info))
        both(text, page, &BOLD, CAUTION_TRAINING);
    page_space(page, 2);
    both(text, page, &NAME,
         c->is_spare ? "Họ và tên: ........................................" : c->name);
    if (!c->is_spare)
        both_made(text, page, &PLAIN,
                  g_strdup_printf("Ngày sinh: %s%s%s", c->birth, c->unit[0] ? "    Đơn vị: " : "",
                                  c->unit));
    slip_place(s, text, page);
    slip_papers(s, candidate, text, page);
    page_space(page, 2);
    code_group(s->secret.access[candidate], 5, code, sizeof code);
    buf_printf(text, "Mã số dự sát hạch (SBD):  %s\nMã vào thi:  %s\n", c->sbd, code);
    page_pair(page, 13, LABEL_MM, "Mã số dự sát hạch", c->sbd);
    page_pair(page, 18, LABEL_MM, "Mã vào thi", code);
    page_space(page, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(ADVICE); i++)
        both(text, page, &SMALL, ADVICE[i]);
    slip_results(&s->session.info, text, page);
    buf_add_text(text, CUT);
    page_space(page, 4);
    page_cut(page);
    page_space(page, 5);
}

enum err_code slips_make(const struct office_session *s, struct buf *text, struct buf *out,
                         struct err *e)
{
    struct page *page;
    enum err_code rc = letterhead_new(
        &(struct report_source){.workspace = s->workspace, .session = &s->session.info},
        PAPERS_KINDS, (struct page_info){.title = "Phiếu vào thi"}, out, &page, e);
    if (rc != ERR_OK)
        return rc;
    for (uint32_t c = 0; c < s->roster.candidates; c++)
        slip(s, c, text, page);
    rc = page_finish(page, e);
    return rc == ERR_OK ? buf_check(text, "slips", e) : rc;
}
