#include "tools/report/mark_page.h"

#include "app/core/clock.h"
#include "app/core/i18n.h"
#include "tools/report/letterhead.h"
#include "tools/report/passlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { END_MM = LETTERHEAD_SIGN + 14 /* below the last row, to be on its page */ };

static const struct page_style BODY = {.size = 12.5}, SMALL = {.size = 11},
                               CENTER = {.size = 12.5, .align = PAGE_CENTER},
                               SIZE = {.size = 15, .bold = true, .align = PAGE_CENTER},
                               CODE = {.size = 17, .bold = true, .align = PAGE_CENTER};

static const struct page_column COLUMN[] = {{"STT", 12, PAGE_CENTER, false},
                                            {"Mã số dự sát hạch", 30, PAGE_CENTER, false},
                                            {"Đề", 16, PAGE_CENTER, false},
                                            {"Họ và tên", 52, PAGE_LEFT, false},
                                            {"Lý do phải nhập", 36, PAGE_LEFT, false},
                                            {"Đã nhập", 14, PAGE_CENTER, true}};
static const struct page_table TABLE = {
    .column = COLUMN, .columns = sizeof COLUMN / sizeof COLUMN[0], .size = 11, .row_height = 6.5};

/* The words on paper are Vietnamese, whoever prints it. */
static const char *const WHY[SHEET_WHYS] = {
    [SHEET_WHOLE] = "cả danh sách",         [SHEET_SAMPLED] = "chọn mẫu",
    [SHEET_NO_JOURNAL] = "chưa có bài nộp", [SHEET_IRREGULAR] = "bất thường",
    [SHEET_CONFLICT] = "bài rẽ nhánh",      [SHEET_LATE] = "đến sau mốc",
    [SHEET_MOVED] = "làm tiếp ở máy khác"};

void mark_page_name(size_t marks, char out[MARK_PAGE_NAME])
{
    if (marks <= 1)
        snprintf(out, MARK_PAGE_NAME, "mark.pdf");
    else
        snprintf(out, MARK_PAGE_NAME, "mark-%zu.pdf", marks);
}

/* In the order of the list that is looked through. False when memory ends. */
static bool put_rows(struct page *p, const struct report_source *src,
                     const struct sheet_asked *asked)
{
    const struct session_roster *r = &src->grading->opened.roster;
    size_t n = 0, *order = passlist_order(r);
    page_table_begin(p, &TABLE);
    for (uint32_t i = 0; order && i < r->papers; i++) {
        uint32_t at = (uint32_t)order[i];
        const struct session_candidate *c = &r->candidate[r->paper[at].candidate];
        char number[24], paper[8];
        if (asked->why[at] == SHEET_NOT_ASKED)
            continue;
        snprintf(number, sizeof number, "%zu", ++n);
        session_paper_name(at, paper);
        page_table_row_with(
            p, (const char *const[]){number, c->sbd, paper, c->name, WHY[asked->why[at]], ""},
            n == asked->asked ? END_MM : 0);
    }
    page_table_end(p);
    bool fine = order != NULL;
    free(order);
    return fine;
}

static void put_head(struct page *p, const struct report_source *src, size_t marks)
{
    char text[2 * LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    letterhead_sat(src, when);
    letterhead_put_names(p, src); /* the day stands over the signatures, with its hour */
    letterhead_title(p, "GIẤY GHI MỐC SỔ NHẬT KÝ", NULL);
    snprintf(text, sizeof text, "Ca: %s (%s)%s%s  ·  %s", letterhead_session(src), src->name,
             src->session->room[0] ? "  ·  " : "", src->session->room, when);
    page_paragraph(p, &CENTER, text);
    snprintf(text, sizeof text, "Mốc thứ %zu", marks);
    page_paragraph(p, &CENTER, text);
    page_space(p, 4);
}

static int day_number(int64_t when)
{
    time_t t = (time_t)when;
    struct tm tm;
    return when > 0 && localtime_r(&t, &tm) ? tm.tm_year * 366 + tm.tm_yday : 0;
}

/* The paper is made on a later day than the exam's: nobody sits in the room any more. Seats' clocks
 * are not asked: some stand at the day of their battery. */
static bool is_made_later(const struct report_source *src)
{
    int64_t sat = src->session->opens;
    return sat > 0 && day_number(clock_wall_ms(&src->workspace->clock) / 1000) > day_number(sat);
}

/* Where and when it is signed, and what follows from that. */
static void put_promise(struct page *p, const struct report_source *src)
{
    const struct sheet *s = src->grading->opened.sheet;
    char text[2 * LETTERHEAD_TITLE], count[LETTERHEAD_COUNT], day[LETTERHEAD_DATE];
    size_t graded = 0;
    letterhead_count(s->mark[s->marks - 1].papers, count);
    letterhead_date(clock_wall_ms(&src->workspace->clock) / 1000, day);
    if (!is_made_later(src))
        snprintf(
            text, sizeof text,
            "Mốc này ghi %s bài đã nộp và thu về từ mốc trước. Ký giấy này %s, trước khi chấm: "
            "từ lúc ký, không bài nào trong đó sửa được mà không lộ.",
            count, src->session->opens > 0 ? "trong phòng thi" : "ngay khi lập");
    else
        snprintf(text, sizeof text,
                 "Mốc này ghi %s bài đã nộp và thu về từ mốc trước. Giấy này lập %s, sau ngày thi: "
                 "ký tại nơi lập, trước khi chấm. Từ lúc ký, không bài nào trong đó sửa được mà "
                 "không lộ; khoảng thời gian từ khi thi đến khi ký thì giấy này không làm chứng.",
                 count, day);
    page_paragraph(p, &BODY, text);
    page_space(p, 2);
    for (uint32_t i = 0; i < s->papers; i++)
        graded += s->paper[i].mark == s->marks && sheet_is_graded_before_mark(s, i);
    if (!graded)
        return;
    letterhead_count(graded, count);
    snprintf(text, sizeof text,
             "%s bài trong đó đã chấm trước khi có mốc này: giấy này không làm chứng cho lần chấm "
             "đó.",
             count);
    page_paragraph(p, &BODY, text);
    page_space(p, 2);
}

static void put_mark(struct page *p, const struct report_source *src)
{
    const struct sheet *s = src->grading->opened.sheet;
    const struct sheet_mark *m = &s->mark[s->marks - 1];
    char text[LETTERHEAD_TITLE], code[SHEET_CODE];
    sheet_mark_code(s, s->marks - 1, code);
    page_box_begin(p);
    page_space(p, 3);
    snprintf(text, sizeof text, "Mốc: %llu dòng", (unsigned long long)m->size);
    page_paragraph(p, &SIZE, text);
    page_space(p, 1);
    page_paragraph(p, &CODE, code);
    page_space(p, 3);
    page_box_end(p);
    page_space(p, 3);
    put_promise(p, src);
    if (m->lot[0]) {
        snprintf(text, sizeof text, "Số gieo công khai cho mốc này: %s", m->lot);
        page_paragraph(p, &BODY, text);
        page_space(p, 2);
    }
}

static bool put_asked(struct page *p, const struct report_source *src,
                      const struct sheet_asked *asked)
{
    const struct sheet *s = src->grading->opened.sheet;
    char text[LETTERHEAD_TITLE], rows[LETTERHEAD_COUNT], papers[LETTERHEAD_COUNT];
    if (s->rule == SESSION_SHEET_NONE) {
        page_paragraph(p, &BODY, "Ca này không đối chiếu danh sách ký: không dòng nào phải nhập.");
        return true;
    }
    letterhead_count(asked->asked, rows);
    letterhead_count(s->papers, papers);
    snprintf(text, sizeof text,
             s->rule == SESSION_SHEET_ALL
                 ? "Nhập cả %s dòng của danh sách ký (%s đề):"
                 : "Nhập %s dòng sau của danh sách ký (ca có %s đề). Nếu 5 %% số bài của một mốc "
                   "bị sửa thì 95 %% là lộ ít nhất một bài.",
             rows, papers);
    page_paragraph(p, &BODY, text);
    page_space(p, 3);
    return !asked->asked || put_rows(p, src, asked);
}

enum err_code mark_page_pdf(const struct report_source *src, const struct sheet_asked *asked,
                            struct buf *out, struct err *e)
{
    const struct sheet *s = src->grading->opened.sheet;
    struct page *p;
    enum err_code rc = letterhead_new(
        src, PAPERS_KINDS, (struct page_info){.title = "Giấy ghi mốc sổ nhật ký"}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    put_head(p, src, s->marks);
    put_mark(p, src);
    bool fine = put_asked(p, src, asked);
    page_space(p, 4);
    page_need(p, END_MM - 4);
    page_paragraph(p, &SMALL, "Ký lúc ...... giờ ......, ngày ......................");
    page_space(p, 4);
    letterhead_sign(p, is_made_later(src) ? "NGƯỜI THU BÀI" : "CÁN BỘ COI THI", "",
                    "ĐẠI DIỆN HỘI ĐỒNG", "");
    rc = page_finish(p, e);
    return rc == ERR_OK && !fine ? err_memory(e) : rc;
}
