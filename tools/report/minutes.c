#include "tools/report/minutes.h"

#include "app/core/i18n.h"
#include "app/core/onetime.h"
#include "tools/office/ledger.h"
#include "tools/report/letterhead.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 8 };
static const struct table_column COLUMN[COLUMNS] = {
    {"paper", "Đề", "Paper", TABLE_TEXT},        {"sbd", "Số báo danh", "Candidate number", TABLE_TEXT}, {"name", "Họ và tên", "Full name", TABLE_TEXT},
    {"time", "Thời điểm", "Time", TABLE_TEXT},   {"incident", "Sự việc", "Incident", TABLE_TEXT},        {"minutes", "Số phút", "Minutes", TABLE_TEXT},
    {"code", "Mã đã dùng", "Code used", TABLE_TEXT}, {"reason", "Lý do", "Reason", TABLE_TEXT},
};

/* What stands in the minutes; NULL for what is no incident. */
static const char *name_incident(const struct journal_event *ev)
{
    switch (ev->type) {
    case JOURNAL_RESUME: return "Máy ngừng rồi chạy lại, đồng hồ vẫn tính";
    case JOURNAL_OUTAGE: return "Gián đoạn; số phút không tính vào giờ làm bài";
    case JOURNAL_EXTEND: return "Được thêm giờ";
    case JOURNAL_CONTINUE: return ev->seq == 1 ? "Bắt đầu ở máy khác máy đã xếp, hoặc làm lại từ đầu" : "Chuyển sang máy khác";
    case JOURNAL_CODE_FAILED: return "Nhập sai mã của cán bộ coi thi 5 lần";
    case JOURNAL_CLOCK: return "Đồng hồ của máy bị đổi";
    case JOURNAL_TROUBLE: return "Ổ đĩa của máy trục trặc, sau đó ghi lại được";
    case JOURNAL_TIMEOUT: return "Hết giờ, bài tự nộp";
    case JOURNAL_MISCONDUCT: return "Đình chỉ";
    default: return NULL;
    }
}

/* What the machine knows of the reason; where a code was used it stands on the sheet of codes, in the invigilator's hand. */
static const char *name_reason(const struct journal_event *ev)
{
    if (ev->type == JOURNAL_OUTAGE)
        return "Mất điện hoặc máy khởi động lại";
    if (ev->type != JOURNAL_TROUBLE)
        return "";
    switch (ev->reason) {
    case ERR_LIMIT: return "Đĩa đầy";
    case ERR_FORMAT: return "Tệp bài làm hỏng";
    case ERR_BUSY: return "Tệp đang bị giữ";
    default: return "Lỗi đọc, ghi";
    }
}

static void write_minutes(const struct journal_event *ev, char out[LEDGER_SPAN])
{
    out[0] = '\0';
    if (ev->type == JOURNAL_EXTEND)
        snprintf(out, LEDGER_SPAN, "+%u", ev->minutes);
    if (ev->type == JOURNAL_OUTAGE)
        ledger_span(ledger_uncharged_ms(ev), out);
}

static bool take_time(int64_t wall_ms, struct tm *out)
{
    time_t t = (time_t)(wall_ms / 1000);
    return localtime_r(&t, out) != NULL;
}

/* "08:12:05 05/01"; what lasted has both its moments: the last thing heard of the exam, and when it was taken up. */
static void write_time(const struct ledger_line *l, char *out, size_t room)
{
    bool lasted = l->event.type == JOURNAL_RESUME || l->event.type == JOURNAL_OUTAGE || (l->event.type == JOURNAL_CONTINUE && l->event.seq > 1);
    struct tm from, to;
    char before[16] = "", moment[32] = "?";
    if (lasted && take_time(l->before_wall_ms, &from))
        strftime(before, sizeof before, "%H:%M:%S – ", &from);
    if (take_time(l->event.wall_ms, &to))
        strftime(moment, sizeof moment, "%H:%M:%S %d/%m", &to);
    snprintf(out, room, "%s%s", before, moment);
}

/* As the sheet of codes calls it: "+5 phút 2", "RESUME 1". */
static void write_code(uint16_t number, char *out, size_t room)
{
    struct onetime_match m;
    out[0] = '\0';
    if (!onetime_of_number(number, &m))
        return;
    const char *name = m.action == ONETIME_RESUME       ? "RESUME"
                       : m.action == ONETIME_START_HERE ? "START"
                       : m.action == ONETIME_MISCONDUCT ? "END"
                                                        : "RESUME ALL";
    if (m.action == ONETIME_EXTEND)
        snprintf(out, room, "+%u phút %u", m.minutes, m.n);
    else
        snprintf(out, room, "%s %u", name, m.n);
}

struct telling {
    const struct report_source *src;
    struct table *out;
};

static void add(const struct telling *t, uint32_t paper, const char *time, const char *what, const char *minutes, const char *code,
                const char *reason)
{
    const struct session_roster *r = &t->src->grading->sitting.roster;
    const struct session_candidate *c = &r->candidate[r->paper[paper].candidate];
    char number[8];
    session_paper_name(paper, number);
    table_add(t->out, (const char *const[COLUMNS]){number, c->sbd, c->name, time, what, minutes, code, reason});
}

static enum err_code tell_journal(const struct telling *t, const struct submission *m, struct err *e)
{
    struct ledger l;
    enum err_code rc = ledger_read(m->records.data, submission_events(m), &l, e);
    for (size_t i = 0; rc == ERR_OK && i < l.lines; i++) {
        const struct journal_event *ev = &l.line[i].event;
        const char *what = name_incident(ev);
        char time[48], minutes[LEDGER_SPAN], code[32];
        if (!what)
            continue;
        write_time(&l.line[i], time, sizeof time);
        write_minutes(ev, minutes);
        write_code(ev->code, code, sizeof code);
        add(t, m->paper, time, what, minutes, code, name_reason(ev));
    }
    ledger_free(&l);
    return rc;
}

/* What is told of a paper before its journal. */
static void tell_paper(const struct telling *t, uint32_t paper, const struct collection_choice *choice)
{
    const struct session_paper *x = &t->src->grading->sitting.roster.paper[paper];
    char text[160];
    snprintf(text, sizeof text, "+%u", x->extra_minutes);
    if (x->extra_minutes)
        add(t, paper, "", "Thêm giờ theo danh sách", text, "", x->extra_reason);
    if (choice->verdict == COLLECTION_FORK)
        add(t, paper, "", "Hai bài làm khác nhau của cùng một đề; chờ hội đồng quyết định", "", "", "");
    else if (choice->verdict == COLLECTION_UNFINISHED)
        add(t, paper, "", "Đã bắt đầu, chưa nộp bài", "", "", "");
    snprintf(text, sizeof text, "Sau khi bài chuyển máy, máy cũ còn ghi %zu việc; không tính", choice->superseded_events);
    if (choice->superseded)
        add(t, paper, "", text, "", "", "");
}

enum err_code minutes_table(const struct report_source *src, struct table *out, struct err *e)
{
    const struct grading *g = src->grading;
    struct telling t = {.src = src, .out = out};
    enum err_code rc = ERR_OK;
    table_init(out, COLUMN, COLUMNS);
    for (uint32_t p = 0; rc == ERR_OK && p < g->sitting.roster.papers; p++) {
        struct collection_choice choice = grading_choose(&g->sitting, &g->collection, &g->decisions, p);
        tell_paper(&t, p, &choice);
        if (choice.chosen)
            rc = tell_journal(&t, choice.chosen, e);
    }
    if (rc != ERR_OK)
        table_free(out);
    return rc;
}

/* ---- the paper ---- */

static const struct page_style BODY = {.size = 13, .align = PAGE_JUSTIFY}, HEAD = {.size = 13, .bold = true}, LINES = {.size = 13},
                               NOTE = {.size = 11, .italic = true};
static const struct page_column SHEET[] = {{"Đề", 12, PAGE_CENTER, false},        {"SBD", 14, PAGE_CENTER, false},    {"Họ và tên", 30, PAGE_LEFT, false},
                                           {"Thời điểm", 21, PAGE_CENTER, false}, {"Sự việc", 31, PAGE_LEFT, false},  {"Số phút", 13, PAGE_CENTER, false},
                                           {"Mã đã dùng", 20, PAGE_CENTER, false}, {"Lý do", 19, PAGE_LEFT, false}};

static void head(struct page *p, const char *text)
{
    page_space(p, 3);
    page_need(p, 20);
    page_paragraph(p, &HEAD, text);
    page_space(p, 1.5);
}

static void put_people(struct page *p)
{
    head(p, "I. Thành phần");
    page_paragraph(p, &LINES, "1. Ông/bà ....................................................................., cán bộ coi thi.");
    page_paragraph(p, &LINES, "2. Ông/bà ....................................................................., cán bộ coi thi.");
    page_paragraph(p, &LINES, "3. Ông/bà ....................................................................., đại diện hội đồng sát hạch.");
}

static void put_counts(struct page *p, const struct report_source *src)
{
    size_t n[RESULT_STATES] = {0};
    char text[256];
    for (size_t i = 0; i < src->results->count; i++)
        n[src->results->row[i].state]++;
    size_t all = src->results->count, absent = n[RESULT_ABSENT];
    head(p, "II. Số liệu");
    snprintf(text, sizeof text, "Số bài theo danh sách: %zu. Dự sát hạch: %zu. Vắng: %zu.", all, all - absent, absent);
    page_paragraph(p, &BODY, text);
    snprintf(text, sizeof text, "Đã nộp và chấm: %zu. Chưa nộp: %zu. Chờ hội đồng quyết định: %zu.", n[RESULT_PASSED] + n[RESULT_FAILED],
             n[RESULT_UNFINISHED], n[RESULT_CONFLICT]);
    page_paragraph(p, &BODY, text);
}

static void put_absent(struct page *p, const struct report_source *src)
{
    head(p, "III. Thí sinh vắng");
    size_t absent = 0;
    for (size_t i = 0; i < src->results->count; i++) {
        const struct result *r = &src->results->row[i];
        char text[LETTERHEAD_TITLE];
        if (r->state != RESULT_ABSENT)
            continue;
        snprintf(text, sizeof text, "%zu. %s, SBD %s, đề %s (%s, hạng %s)", ++absent, r->name, r->sbd, r->paper, r->field, r->grade);
        page_paragraph(p, &BODY, text);
    }
    if (!absent)
        page_paragraph(p, &BODY, "Không có.");
}

static void put_incidents(struct page *p, const struct table *t)
{
    static const struct page_table LOOK = {.column = SHEET, .columns = sizeof SHEET / sizeof SHEET[0], .size = 11, .row_height = 7};
    head(p, "IV. Thêm giờ, gián đoạn và sự cố (theo nhật ký bài làm)");
    if (!t->rows) {
        page_paragraph(p, &BODY, "Không có.");
        return;
    }
    page_table_begin(p, &LOOK);
    for (size_t r = 0; r < t->rows; r++) {
        const char *cell[COLUMNS];
        for (size_t c = 0; c < COLUMNS; c++)
            cell[c] = table_cell(t, r, c);
        page_table_row(p, cell);
    }
    page_table_end(p);
    page_space(p, 1);
    page_paragraph(p, &NOTE, "Thời điểm theo đồng hồ của máy. Mã đã dùng: tên và số thứ tự trên bảng mã dùng một lần, nơi cán bộ coi thi ghi lý do.");
}

static void put_opening(struct page *p, const struct report_source *src)
{
    char text[2 * LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    letterhead_window(src->session, when);
    snprintf(text, sizeof text, "Ca sát hạch: %s%s%s%s.", letterhead_session(src), src->session->room[0] ? "; phòng/địa điểm: " : "", src->session->room,
             src->session->flags & SESSION_FLAG_TRAINING ? " (ca tập dượt)" : "");
    page_paragraph(p, &BODY, text);
    snprintf(text, sizeof text, "Thời gian: %s. Quy chế: %s.", when, src->session->profile.title_vi);
    page_paragraph(p, &BODY, text);
    page_paragraph(p, &BODY, "Mở phòng lúc ...... giờ ......; kết thúc lúc ...... giờ .......");
}

/* The last sentence goes over to the page of the signatures. */
static void put_end(struct page *p, const struct report_source *src)
{
    page_need(p, 40);
    head(p, "V. Ý kiến khác");
    for (int i = 0; i < 3; i++) { /* to write on */
        page_space(p, 8);
        page_rule(p, 0, PAGE_BODY_WIDTH);
    }
    page_space(p, 4);
    page_need(p, LETTERHEAD_SIGN + 20);
    page_paragraph(p, &BODY, "Biên bản được lập thành 02 bản, đã đọc cho những người có tên nghe và thống nhất ký.");
    page_space(p, 6);
    letterhead_sign(p, "CÁN BỘ COI THI", "", "ĐẠI DIỆN HỘI ĐỒNG", "");
    page_space(p, 4);
    letterhead_basis(p, src);
}

enum err_code minutes_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    struct page *p;
    struct table t;
    enum err_code rc = minutes_table(src, &t, e);
    if (rc != ERR_OK)
        return rc;
    rc = page_new(&(struct page_info){.title = "Biên bản ca sát hạch", .made = src->session->opens}, out, &p, e);
    if (rc == ERR_OK) {
        letterhead_put(p, src, NULL);
        letterhead_title(p, "BIÊN BẢN CA SÁT HẠCH", "Cấp chứng chỉ hành nghề hoạt động xây dựng");
        put_opening(p, src);
        put_people(p);
        put_counts(p, src);
        put_absent(p, src);
        put_incidents(p, &t);
        put_end(p, src);
        rc = page_finish(p, e);
    }
    if (rc == ERR_OK && t.failed)
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    table_free(&t);
    return rc;
}
