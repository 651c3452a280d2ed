#include "tools/report/reconcile_page.h"

#include "app/core/buf.h"
#include "tools/report/letterhead.h"

#include <stdio.h>
#include <string.h>

enum { SIGN_MM = 8, END_MM = 4 + LETTERHEAD_SIGN + SIGN_MM /* below the last row */ };

static const struct page_style BODY = {.size = 13, .align = PAGE_JUSTIFY},
                               HEAD = {.size = 13, .bold = true};

/* The page is Vietnamese, whoever makes it. */
static const char *const WHAT[RECONCILE_KINDS] = {
    [RECONCILE_NO_PAPER] = "Có mặt, không có bài",
    [RECONCILE_UNFINISHED] = "Làm dở, không nộp",
    [RECONCILE_CONFLICT] = "Nhật ký rẽ nhánh",
    [RECONCILE_IRREGULAR] = "Bất thường, chờ hội đồng",
    [RECONCILE_MISSING] = "Máy ghi là có, chưa thu về",
    [RECONCILE_MANIFEST] = "Bản kê của máy chưa về",
    [RECONCILE_TWICE] = "Hai bản kê cùng máy, cùng số",
    [RECONCILE_ROW] = "Dòng được hỏi chưa nhập",
    [RECONCILE_RECEIPT] = "Danh sách ký ghi khác",
    [RECONCILE_STRANGER] = "Có trên danh sách ký, ngoài danh sách dự thi",
    [RECONCILE_ORDER] = "Lệnh của bàn trực chưa về",
    [RECONCILE_ROOM_LOG] = "Hai nhật ký phòng rẽ nhánh",
    [RECONCILE_VOUCHER] = "Phiếu lệnh không của ca này",
    [RECONCILE_VOUCHER_TWICE] = "Phiếu lệnh dùng hai lần",
    [RECONCILE_ABSENT] = "Vắng",
    [RECONCILE_LATE] = "Về sau mốc",
    [RECONCILE_UNLISTED] = "Đã nộp, không bản kê nào ghi",
    [RECONCILE_SEAT] = "Máy không để lại bản kê",
    [RECONCILE_TWO_SEATS] = "Hai máy cùng tên",
    [RECONCILE_BUILD] = "Máy chạy chương trình khác",
};

static const struct page_column COLUMN[] = {{"Nội dung", 52, PAGE_LEFT, false},
                                            {"Đề", 13, PAGE_CENTER, false},
                                            {"SBD", 20, PAGE_LEFT, false},
                                            {"Họ và tên", 40, PAGE_LEFT, false},
                                            {"Chi tiết", 35, PAGE_LEFT, false}};
static const struct page_table TABLE = {
    .column = COLUMN, .columns = 5, .size = 11, .row_height = 6.5};

/* ---- the sum ---- */

static void add_part(char *out, size_t room, size_t n, const char *what)
{
    size_t used = strlen(out);
    if (n)
        snprintf(out + used, room - used, "%s%zu %s", used ? " + " : "", n, what);
}

static void put_sum(struct page *p, const struct reconcile *r)
{
    char parts[400] = "", text[600];
    add_part(parts, sizeof parts, r->state[RESULT_PASSED] + r->state[RESULT_FAILED], "chấm được");
    add_part(parts, sizeof parts, r->state[RESULT_ABSENT], "vắng");
    add_part(parts, sizeof parts, r->state[RESULT_NO_PAPER], "có mặt, không có bài");
    add_part(parts, sizeof parts, r->state[RESULT_UNFINISHED], "làm dở");
    add_part(parts, sizeof parts, r->state[RESULT_CONFLICT], "rẽ nhánh");
    add_part(parts, sizeof parts, r->state[RESULT_IRREGULAR], "bất thường");
    add_part(parts, sizeof parts, r->state[RESULT_MOVED], "chuyển ca");
    add_part(parts, sizeof parts, r->state[RESULT_CANCELLED], "hủy");
    snprintf(text, sizeof text, "Số bài: %zu = %s.", r->roster, parts[0] ? parts : "0");
    page_paragraph(p, &BODY, text);
    if (r->asked.asked)
        snprintf(text, sizeof text, "Danh sách ký: đã nhập %zu trên %zu dòng được hỏi.",
                 r->asked.typed, r->asked.asked);
    page_paragraph(p, &BODY, r->asked.asked ? text : "Danh sách ký: không dòng nào được hỏi.");
    page_paragraph(
        p, &HEAD, reconcile_is_even(r) ? "Kết luận: số bài khớp." : "Kết luận: số bài không khớp.");
    page_space(p, 3);
}

/* ---- what was found ---- */

static const char *name_of(const struct report_source *src, const struct reconcile_finding *f)
{
    const struct session_roster *r = &src->opened->roster;
    uint32_t paper;
    return session_paper_index(f->paper, &paper) && paper < r->papers
               ? r->candidate[r->paper[paper].candidate].name
               : "";
}

/* Seats that left no manifest may be all of a room: they are named in one paragraph instead. */
static bool is_row(const struct reconcile_finding *f, bool is_uneven)
{
    return f->what != RECONCILE_SEAT && (f->what < RECONCILE_UNEVEN_END) == is_uneven;
}

static size_t count_rows(const struct reconcile *r, bool is_uneven)
{
    size_t n = 0;
    for (size_t i = 0; i < r->findings; i++)
        n += is_row(&r->finding[i], is_uneven);
    return n;
}

/* "Máy không để lại bản kê (2): MAY-03, MAY-12."; nothing when each left one. */
static void list_seats(const struct reconcile *r, struct buf *out)
{
    size_t n = 0;
    for (size_t i = 0; i < r->findings; i++) {
        if (r->finding[i].what != RECONCILE_SEAT)
            continue;
        if (n == 0)
            buf_printf(out, "%s (%zu): ", WHAT[RECONCILE_SEAT], r->count[RECONCILE_SEAT]);
        buf_printf(out, "%s%s", n++ ? ", " : "", r->finding[i].detail);
    }
    if (n)
        buf_add_text(out, ".");
}

/* seats: a paragraph above the rows, "" for none; after: millimetres that the last row is to share
 * a page with. */
static void put_findings(struct page *p, const struct report_source *src, const struct reconcile *r,
                         bool is_uneven, const char *seats, double after)
{
    size_t n = 0, all = count_rows(r, is_uneven);
    page_paragraph(p, &HEAD, is_uneven ? "Điều chưa khớp:" : "Điều cần biết:");
    page_space(p, 2);
    if (seats[0]) {
        page_paragraph(p, &BODY, seats);
        page_space(p, 2);
    }
    if (seats[0] && all == 0)
        return;
    page_table_begin(p, &TABLE);
    for (size_t i = 0; i < r->findings; i++) {
        const struct reconcile_finding *f = &r->finding[i];
        if (!is_row(f, is_uneven))
            continue;
        page_table_row_with(
            p, (const char *const[]){WHAT[f->what], f->paper, f->sbd, name_of(src, f), f->detail},
            ++n == all ? after : 0);
    }
    if (n == 0)
        page_table_row_with(p, (const char *const[]){"Không có", "", "", "", ""}, after);
    page_table_end(p);
    page_space(p, 4);
}

enum err_code reconcile_page_pdf(const struct report_source *src, const struct reconcile *r,
                                 struct buf *out, struct err *e)
{
    struct page *p;
    struct buf seats;
    char text[LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    buf_init(&seats, r->findings * (sizeof r->finding->detail + 2) + LETTERHEAD_TITLE);
    list_seats(r, &seats);
    enum err_code rc = buf_check(&seats, "seats", e);
    if (rc == ERR_OK)
        rc = letterhead_new(src, PAPERS_KINDS,
                            (struct page_info){.title = "Bảng đối chiếu ca sát hạch"}, out, &p, e);
    if (rc != ERR_OK)
        goto done;
    letterhead_put(p, src, PAPERS_KINDS);
    letterhead_sat(src, when);
    snprintf(text, sizeof text, "%s%s%s%s%s", letterhead_session(src),
             src->session->room[0] ? "  ·  " : "", src->session->room, when[0] ? "  ·  " : "",
             when);
    letterhead_title(p, "BẢNG ĐỐI CHIẾU CA SÁT HẠCH", text);
    put_sum(p, r);
    put_findings(p, src, r, true, "", 0);
    put_findings(p, src, r, false, buf_text(&seats), END_MM);
    page_need(p, LETTERHEAD_SIGN + SIGN_MM);
    page_space(p, 4);
    letterhead_sign(p, "NGƯỜI ĐỐI CHIẾU", "", "TRƯỞNG CA COI THI", "");
    rc = page_finish(p, e);
done:
    buf_free(&seats);
    return rc;
}
