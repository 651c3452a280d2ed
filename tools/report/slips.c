#include "tools/report/slips.h"

#include "app/core/i18n.h"
#include "tools/office/hours.h"
#include "tools/report/letterhead.h"
#include "tools/report/page.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

enum { RESULTS_LINE = 80 /* bytes of a line, at least */, LINE_MAX_BYTES = 4096 };
/* Between the margins; of labels; of a line; of a slip without its papers; under a cut. */
static const double BODY_MM = 257, LABEL_MM = 42, LINE_MM = 5.2, BARE_MM = 74, CUT_MM = 4;
static const char CUT[] =
    "------------------------------------------------------------------------\n";

static const struct page_style SMALL = {.size = 11}, PLAIN = {.size = 12},
                               BOLD = {.size = 12, .bold = true}, NAME = {.size = 15, .bold = true};

static const char *const ADVICE[] = {
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

/* How many papers a candidate has. */
static uint32_t papers_of(const struct office_session *s, uint32_t candidate)
{
    uint32_t n = 0;
    for (uint32_t p = 0; p < s->roster.papers; p++)
        n += s->roster.paper[p].candidate == candidate;
    return n;
}

/* "làm bài 45 phút: 30 + 15 thêm": what a candidate has in all stands first. */
static void put_minutes(const struct office_session *s, uint32_t paper, struct buf *out)
{
    unsigned minutes = office_session_variant(s, paper)->minutes,
             extra = s->roster.paper[paper].extra_minutes;
    buf_printf(out, "; làm bài %u phút", minutes + extra);
    if (extra)
        buf_printf(out, ": %u + %u thêm", minutes, extra);
}

/* Of one paper alone the hours have said the minutes. */
static void slip_papers(const struct office_session *s, uint32_t candidate, struct buf *text,
                        struct page *page)
{
    bool is_alone = papers_of(s, candidate) == 1;
    for (uint32_t p = 0; p < s->roster.papers; p++) {
        const struct session_paper *paper = &s->roster.paper[p];
        struct buf line;
        char number[8];
        if (paper->candidate != candidate)
            continue;
        buf_init(&line, LINE_MAX_BYTES);
        session_paper_name(p, number);
        buf_printf(&line, "Đề %s: %s, hạng %s%s%s", number, paper->title_vi, paper->grade,
                   paper->seat[0] ? ", máy " : "", paper->seat);
        if (!is_alone)
            put_minutes(s, p, &line);
        if (paper->exempt)
            buf_add_text(&line, "; miễn phần chuyên môn");
        both(text, page, &PLAIN, buf_text(&line));
        buf_free(&line);
    }
}

/* A line of both with a label, dots to write on where nothing is known. */
static void fact(struct buf *text, struct page *page, const char *label, const char *value)
{
    static const char DOTS[] = "........................................";
    buf_printf(text, "%s: %s\n", label, value[0] ? value : DOTS);
    page_pair(page, 12, LABEL_MM, label, value[0] ? value : DOTS);
}

/* "07:15, 15 phút trước giờ mở phòng, để đọc nội quy ở phòng" */
static void slip_come(const struct office_session *s, struct buf *out)
{
    unsigned minutes = s->workspace->papers.come_minutes;
    int64_t opens = s->session.info.opens;
    char at[HOURS_TIME_MAX];
    hours_time(opens > 0 ? opens - 60 * (int64_t)minutes : 0, at);
    buf_printf(out, "%s, %u phút trước giờ mở phòng, để đọc nội quy ở phòng",
               at[0] ? at : "............", minutes);
}

/* "phòng mở 07:30 – 11:30; làm bài 30 phút": how long one paper takes is not how long the room
 * is open. */
static void slip_hours(const struct office_session *s, uint32_t candidate, struct buf *out)
{
    char hours[LETTERHEAD_DATE];
    letterhead_hours(&s->session.info, hours);
    if (hours[0])
        buf_printf(out, "phòng mở %s", hours);
    else
        buf_add_text(out, "phòng mở ............");
    if (papers_of(s, candidate) != 1)
        return;
    for (uint32_t p = 0; p < s->roster.papers; p++)
        if (s->roster.paper[p].candidate == candidate)
            put_minutes(s, p, out);
}

/* Day, hours, room: what a candidate must know to be there. */
static void slip_place(const struct office_session *s, uint32_t candidate, struct buf *text,
                       struct page *page)
{
    static const char DAY[] = "ngày "; /* the label says it */
    const struct session_info *info = &s->session.info;
    char day[LETTERHEAD_DATE];
    struct buf come, hours;
    buf_init(&come, LINE_MAX_BYTES);
    buf_init(&hours, LINE_MAX_BYTES);
    letterhead_date(info->opens, day);
    slip_come(s, &come);
    slip_hours(s, candidate, &hours);
    fact(text, page, "Ngày sát hạch", info->opens > 0 ? day + strlen(DAY) : "");
    fact(text, page, "Giờ có mặt", buf_text(&come));
    fact(text, page, "Giờ sát hạch", buf_text(&hours));
    fact(text, page, "Phòng", info->room);
    buf_free(&come);
    buf_free(&hours);
}

void slips_tell_results(const char *when, const char *where, char *out, size_t room)
{
    out[0] = '\0';
    if (when[0] || where[0])
        snprintf(out, room, "Kết quả: %s%s%s", when, when[0] && where[0] ? ", " : "", where);
}

/* Where the session says it. */
static void slip_results(const struct session_info *i, struct buf *text, struct page *page)
{
    char said[2 * SESSION_RESULTS_MAX + 32];
    slips_tell_results(i->results_when, i->results_where, said, sizeof said);
    if (said[0])
        both_made(text, page, &SMALL, g_strdup(said));
}

static unsigned lines_of(const struct page *page, const struct page_style *style, const char *text)
{
    return 1 + (unsigned)(page_text_width(page, style, text) / (PAGE_BODY_WIDTH - 10));
}

/* Millimetres that a slip takes: it is not cut by a page's end. */
static double slip_need(const struct office_session *s, uint32_t candidate, const struct page *page)
{
    const struct session_info *i = &s->session.info;
    const struct session_candidate *c = &s->roster.candidate[candidate];
    bool is_alone = papers_of(s, candidate) == 1;
    double need = BARE_MM + (caution_is_training(i) ? LINE_MM : 0);
    need += LINE_MM * (lines_of(page, &SMALL, s->workspace->papers.full_name) - 1);
    need += LINE_MM * (lines_of(page, &BOLD, session_title(s)) - 1);
    need += LINE_MM * 1.3 * (lines_of(page, &NAME, c->name) - 1);
    need += LINE_MM * (lines_of(page, &PLAIN, c->unit) - 1);
    for (uint32_t p = 0; p < s->roster.papers; p++)
        if (s->roster.paper[p].candidate == candidate)
            need += LINE_MM *
                    (lines_of(page, &PLAIN, s->roster.paper[p].title_vi) + (is_alone ? 0 : 1));
    size_t said = strlen(i->results_when) + strlen(i->results_where);
    return need + (said ? LINE_MM * (1 + (double)said / RESULTS_LINE) : 0);
}

/* What a slip gets: a third of a page, that a pile of pages is cut in one go; else a half, else
 * what it needs. */
static double slip_share(double need)
{
    return need <= BODY_MM / 3 ? BODY_MM / 3 : need <= BODY_MM / 2 ? BODY_MM / 2 : need;
}

static void slip(const struct office_session *s, uint32_t candidate, struct buf *text,
                 struct page *page)
{
    const struct session_candidate *c = &s->roster.candidate[candidate];
    char code[CODE_MAX + 4];
    double share = slip_share(slip_need(s, candidate, page));
    page_need(page, share);
    double end = page_at(page) + share;
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
    slip_place(s, candidate, text, page);
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
    if (page_at(page) < end)
        page_go(page, end);
    page_go(page, page_at(page) - CUT_MM);
    page_cut(page);
    page_space(page, CUT_MM);
}

enum err_code slips_make(const struct office_session *s, struct buf *text, struct buf *out,
                         struct err *e)
{
    struct page *page;
    enum err_code rc = letterhead_new(
        &(struct report_source){.workspace = s->workspace, .session = &s->session.info},
        PAPERS_KINDS, (struct page_info){.title = "Phiếu vào thi", .no_numbers = true}, out, &page,
        e);
    if (rc != ERR_OK)
        return rc;
    for (uint32_t c = 0; c < s->roster.candidates; c++)
        slip(s, c, text, page);
    rc = page_finish(page, e);
    return rc == ERR_OK ? buf_check(text, "slips", e) : rc;
}
