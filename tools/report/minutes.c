#include "tools/report/minutes.h"

#include "app/core/i18n.h"
#include "tools/report/letterhead.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 7 };
static const struct table_column COLUMN[COLUMNS] = {
    {"paper", "Đề", "Paper", TABLE_TEXT},        {"sbd", "Số báo danh", "Candidate number", TABLE_TEXT}, {"name", "Họ và tên", "Full name", TABLE_TEXT},
    {"time", "Thời điểm", "Time", TABLE_TEXT},   {"incident", "Sự việc", "Incident", TABLE_TEXT},        {"minutes", "Số phút", "Minutes", TABLE_TEXT},
    {"code", "Mã số", "Code", TABLE_TEXT},
};

/* What stands in the minutes; NULL for what is no incident. */
static const char *name_incident(const struct journal_event *ev)
{
    switch (ev->type) {
    case JOURNAL_RESUME: return "Máy ngừng rồi chạy lại, đồng hồ vẫn tính";
    case JOURNAL_OUTAGE: return "Gián đoạn (mất điện hoặc đổi máy), không tính giờ";
    case JOURNAL_EXTEND: return "Được thêm giờ";
    case JOURNAL_CONTINUE: return "Chuyển sang máy khác";
    case JOURNAL_CODE_FAILED: return "Nhập sai mã của cán bộ coi thi 5 lần";
    case JOURNAL_CLOCK: return "Đồng hồ của máy bị đổi";
    case JOURNAL_TROUBLE: return "Ổ đĩa của máy lỗi, sau đó ghi lại được";
    case JOURNAL_TIMEOUT: return "Hết giờ, bài tự nộp";
    case JOURNAL_MISCONDUCT: return "Đình chỉ";
    default: return NULL;
    }
}

static void write_minutes(const struct journal_event *ev, char out[24])
{
    struct wire w;
    out[0] = '\0';
    wire_init(&w, ev->data, sizeof ev->data);
    if (ev->type == JOURNAL_EXTEND)
        snprintf(out, 24, "+%u", ev->minutes);
    if (ev->type == JOURNAL_OUTAGE) {
        uint64_t ms = wire_u64(&w);
        snprintf(out, 24, "%" PRIu64 ":%02u", ms / 60000, (unsigned)(ms / 1000 % 60));
    }
}

static void write_time(int64_t wall_ms, char out[24])
{
    time_t t = (time_t)(wall_ms / 1000);
    struct tm tm;
    if (!localtime_r(&t, &tm) || strftime(out, 24, "%H:%M:%S %d/%m", &tm) == 0)
        snprintf(out, 24, "?");
}

struct telling {
    const struct report_source *src;
    struct table *out;
};

static void add(const struct telling *t, uint32_t paper, const char *time, const char *what, const char *minutes, const char *code)
{
    const struct session_roster *r = &t->src->grading->sitting.roster;
    const struct session_candidate *c = &r->candidate[r->paper[paper].candidate];
    char number[8];
    session_paper_name(paper, number);
    table_add(t->out, (const char *const[COLUMNS]){number, c->sbd, c->name, time, what, minutes, code});
}

static enum err_code tell_journal(const struct telling *t, const struct submission *m, struct err *e)
{
    for (size_t i = 0; i < submission_events(m); i++) {
        struct journal_event ev;
        char time[24], minutes[24], code[16] = "";
        enum err_code rc = journal_decode(m->records.data + i * JOURNAL_RECORD, &ev, e);
        if (rc != ERR_OK)
            return rc;
        const char *what = name_incident(&ev);
        if (!what)
            continue;
        write_time(ev.wall_ms, time);
        write_minutes(&ev, minutes);
        if (ev.code)
            snprintf(code, sizeof code, "%u", ev.code);
        add(t, m->paper, time, what, minutes, code);
    }
    return ERR_OK;
}

enum err_code minutes_table(const struct report_source *src, struct table *out, struct err *e)
{
    const struct grading *g = src->grading;
    struct telling t = {.src = src, .out = out};
    enum err_code rc = ERR_OK;
    table_init(out, COLUMN, COLUMNS);
    for (uint32_t p = 0; rc == ERR_OK && p < g->sitting.roster.papers; p++) {
        struct collection_choice choice = grading_choose(&g->sitting, &g->collection, &g->decisions, p);
        char extra[16];
        snprintf(extra, sizeof extra, "+%u", g->sitting.roster.paper[p].extra_minutes);
        if (g->sitting.roster.paper[p].extra_minutes)
            add(&t, p, "", "Thêm giờ theo danh sách", extra, "");
        if (choice.verdict == COLLECTION_FORK)
            add(&t, p, "", "Hai bài làm khác nhau của cùng một đề; chờ hội đồng quyết định", "", "");
        else if (choice.verdict == COLLECTION_UNFINISHED)
            add(&t, p, "", "Đã bắt đầu, chưa nộp bài", "", "");
        if (choice.chosen)
            rc = tell_journal(&t, choice.chosen, e);
    }
    if (rc != ERR_OK)
        table_free(out);
    return rc;
}

/* ---- the paper ---- */

static const struct page_style BODY = {.size = 13, .align = PAGE_JUSTIFY}, HEAD = {.size = 13, .bold = true}, LINES = {.size = 13};
static const struct page_column SHEET[] = {{"Đề", 13, PAGE_CENTER, false},      {"SBD", 17, PAGE_CENTER, false},  {"Họ và tên", 38, PAGE_LEFT, false},
                                           {"Thời điểm", 27, PAGE_CENTER, false}, {"Sự việc", 38, PAGE_LEFT, false}, {"Số phút", 15, PAGE_CENTER, false},
                                           {"Mã số", 12, PAGE_CENTER, false}};
static const char DOTS[] = "......................................................................................................................................................";

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
        head(p, "V. Ý kiến khác");
        for (int i = 0; i < 3; i++)
            page_paragraph(p, &LINES, DOTS);
        page_space(p, 2);
        page_paragraph(p, &BODY, "Biên bản được lập thành 02 bản, đã đọc cho những người có tên nghe và thống nhất ký.");
        page_space(p, 6);
        letterhead_sign(p, "CÁN BỘ COI THI", "", "ĐẠI DIỆN HỘI ĐỒNG", "");
        letterhead_basis(p, src);
        rc = page_finish(p, e);
    }
    if (rc == ERR_OK && t.failed)
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    table_free(&t);
    return rc;
}
