#include "tools/report/attendance.h"

#include "app/core/i18n.h"
#include "tools/report/letterhead.h"
#include "tools/report/listing.h"
#include "tools/report/passlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A row tells of a paper of the roster. */
struct attendance_row {
    const struct session_candidate *candidate;
    const struct session_paper *paper;
    const char *identity;
    uint32_t index;
    size_t number; /* in the list */
};

static void put_paper(const void *row, struct buf *cell)
{
    char name[8];
    session_paper_name(((const struct attendance_row *)row)->index, name);
    buf_add_text(cell, name);
}

static void put_exempt(const void *row, struct buf *cell)
{
    if (((const struct attendance_row *)row)->paper->exempt)
        buf_add_text(cell, "có");
}

static void put_extra(const void *row, struct buf *cell)
{
    const struct session_paper *x = ((const struct attendance_row *)row)->paper;
    if (x->extra_minutes)
        buf_printf(cell, "%u", x->extra_minutes);
}

/* "miễn chuyên môn, +15 phút": what a candidate is granted. */
static void put_rights(const void *row, struct buf *cell)
{
    const struct session_paper *x = ((const struct attendance_row *)row)->paper;
    if (x->exempt)
        buf_add_text(cell, "miễn chuyên môn");
    if (x->extra_minutes)
        buf_printf(cell, "%s+%u phút", x->exempt ? ", " : "", x->extra_minutes);
}

/* "4.1, II" */
static void put_track(const void *row, struct buf *cell)
{
    const struct session_paper *x = ((const struct attendance_row *)row)->paper;
    buf_printf(cell, "%s, %s", x->field, x->grade);
}

TABLE_PUT_COUNT(put_number, struct attendance_row, number)
TABLE_PUT_TEXT(put_identity, struct attendance_row, identity)
TABLE_PUT_TEXT(put_sbd, struct attendance_row, candidate->sbd)
TABLE_PUT_TEXT(put_name, struct attendance_row, candidate->name)
TABLE_PUT_TEXT(put_birth, struct attendance_row, candidate->birth)
TABLE_PUT_TEXT(put_field, struct attendance_row, paper->field)
TABLE_PUT_TEXT(put_grade, struct attendance_row, paper->grade)
TABLE_PUT_TEXT(put_seat, struct attendance_row, paper->seat)

#define LIST_ONLY \
    { \
        NULL, 0, PAGE_LEFT, false \
    }
#define PAPER_ONLY(id, put) \
    { \
        id, NULL, NULL, TABLE_TEXT, put \
    }
static const struct listing_column COLUMN[] = {
    {{"stt", "STT", "No.", TABLE_NUMBER, put_number}, {"STT", 10.5, PAGE_CENTER, false}},
    {{"sbd", "Mã số dự sát hạch", "Candidate number", TABLE_TEXT, put_sbd},
     {"Mã số dự sát hạch", 18, PAGE_CENTER, false}},
    {{"name", "Họ và tên", "Full name", TABLE_TEXT, put_name},
     {"Họ và tên", 42.5, PAGE_LEFT, false}},
    {{"birth", "Ngày sinh", "Date of birth", TABLE_TEXT, put_birth},
     {"Ngày sinh", 20.5, PAGE_CENTER, false}},
    {{"identity", "Số CCCD/Hộ chiếu", "Identity or passport number", TABLE_TEXT, put_identity},
     {"Số CCCD/ Hộ chiếu", 26, PAGE_CENTER, false}},
    {{"field", "Lĩnh vực", "Field", TABLE_TEXT, put_field}, LIST_ONLY},
    {{"grade", "Hạng", "Grade", TABLE_TEXT, put_grade}, LIST_ONLY},
    {PAPER_ONLY("track", put_track), {"Lĩnh vực, hạng", 19.5, PAGE_CENTER, false}},
    {{"paper", "Đề", "Paper", TABLE_TEXT, put_paper}, {"Đề", 11, PAGE_CENTER, false}},
    {{"seat", "Máy", "Seat", TABLE_TEXT, put_seat}, {"Máy", 17, PAGE_CENTER, false}},
    {{"exempt", "Miễn chuyên môn", "Exempt from the professional part", TABLE_TEXT, put_exempt},
     LIST_ONLY},
    {{"extra_minutes", "Thêm giờ (phút)", "Extra minutes", TABLE_NUMBER, put_extra}, LIST_ONLY},
    {PAPER_ONLY("rights", put_rights), {"Miễn, thêm giờ", 18, PAGE_LEFT, false}},
    {{"receipt", "Mã biên nhận", "Receipt code", TABLE_TEXT, table_put_nothing},
     {"Mã biên nhận (16 ký tự)", 36, PAGE_LEFT, false}},
    {PAPER_ONLY("signature", table_put_nothing), {"Ký tên khi nộp bài", 28, PAGE_LEFT, false}},
};
enum { COLUMNS = sizeof COLUMN / sizeof COLUMN[0] };

static void add_rows(const struct report_source *src, struct table *out)
{
    const struct session_roster *r = &src->grading->opened.roster;
    size_t *order = passlist_order(r);
    out->failed = out->failed || !order;
    for (uint32_t i = 0; order && i < r->papers; i++) {
        const struct session_paper *x = &r->paper[order[i]];
        table_add_row(
            out, &(struct attendance_row){&r->candidate[x->candidate], x,
                                          passlist_identity(&src->grading->opened, x->candidate),
                                          (uint32_t)order[i], i + 1});
    }
    free(order);
}

void attendance_table(const struct report_source *src, struct table *out)
{
    listing_init_list(out, COLUMN, COLUMNS);
    add_rows(src, out);
}

/* ---- on paper ---- */

enum { HAND_MM = 16, FOOT_MM = 8 /* of the line with the sums, and around it */ };
static const double LEAST = 7, MOST = 11, STEP = 0.25; /* mm of a row */

/* The title has the day already: "Ca sáng 04/12/2026". */
static bool tells_day(const char *title, int64_t opens)
{
    char zeros[16] = "", plain[16] = "";
    time_t t = (time_t)opens;
    struct tm tm;
    if (opens <= 0 || !localtime_r(&t, &tm))
        return false;
    snprintf(zeros, sizeof zeros, "%02d/%02d/%d", tm.tm_mday, tm.tm_mon + 1, tm.tm_year + 1900);
    snprintf(plain, sizeof plain, "%d/%d/%d", tm.tm_mday, tm.tm_mon + 1, tm.tm_year + 1900);
    return strstr(title, zeros) || strstr(title, plain);
}

static void put_head(const struct report_source *src, struct page *p)
{
    static const struct page_style LINE = {.size = 13, .align = PAGE_CENTER};
    char text[2 * LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    const struct session_info *i = src->session;
    letterhead_put_names(p, src);
    letterhead_title(p, "DANH SÁCH DỰ SÁT HẠCH VÀ KÝ NỘP BÀI", NULL);
    if (tells_day(letterhead_session(src), i->opens))
        letterhead_hours(i, when);
    else
        letterhead_window(i, when);
    snprintf(text, sizeof text, "Ca: %s%s%s  ·  %s", letterhead_session(src),
             i->room[0] ? "  ·  " : "", i->room, when);
    page_space(p, -2);
    page_paragraph(p, &LINE, text);
    page_space(p, 2);
}

/* Rows as high as lets all of them stand over the signatures; of more than a page's, the highest,
 * and the last of them stands there. */
static struct listing_look look_of(struct page *p, const struct table *t)
{
    struct listing_look look = {
        .size = 11, .row_height = MOST, .after = FOOT_MM + letterhead_sign_height(HAND_MM)};
    for (; look.row_height >= LEAST; look.row_height -= STEP)
        if (listing_height(p, COLUMN, COLUMNS, t, &look) + look.after <= page_left(p))
            return look;
    look.row_height = MOST;
    return look;
}

enum err_code attendance_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    static const struct page_style COUNT = {.size = 12};
    struct page *p;
    struct table t;
    char text[LETTERHEAD_TITLE], count[LETTERHEAD_COUNT];
    enum err_code rc = letterhead_new(
        src, PAPERS_KINDS,
        (struct page_info){.title = "Danh sách dự sát hạch", .is_landscape = true}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    listing_init_paper(&t, COLUMN, COLUMNS);
    add_rows(src, &t);
    put_head(src, p);
    struct listing_look look = look_of(p, &t);
    listing_put(p, COLUMN, COLUMNS, &t, &look);
    page_space(p, 1);
    letterhead_count(t.rows, count);
    snprintf(text, sizeof text,
             "Tổng số bài: %s.    Số bài đã nộp: ..........    Số vắng: ..........    Thí sinh "
             "chép mã biên nhận hiện trên máy sau khi nộp bài.",
             count);
    page_paragraph(p, &COUNT, text);
    page_space(p, 1);
    letterhead_sign_by_hand(p, "CÁN BỘ COI THI 1", "CÁN BỘ COI THI 2", HAND_MM);
    bool failed = t.failed;
    table_free(&t);
    rc = page_finish(p, e);
    return rc == ERR_OK && failed ? err_memory(e) : rc;
}
