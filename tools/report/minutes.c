#include "tools/report/minutes.h"

#include "app/core/i18n.h"
#include "app/core/room_action.h"
#include "tools/office/begun.h"
#include "tools/office/ledger.h"
#include "tools/office/sheet_take.h"
#include "tools/report/decision_words.h"
#include "tools/report/itemreport.h"
#include "tools/report/letterhead.h"
#include "tools/report/listing.h"
#include "tools/report/passlist.h"
#include "tools/report/room_page.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* A row tells of an incident of a paper. */
struct incident {
    uint32_t paper;
    const struct session_candidate *candidate;
    const char *time, *what, *minutes, *code, *reason;
};

static void put_paper(const void *row, struct buf *cell)
{
    char name[8];
    session_paper_name(((const struct incident *)row)->paper, name);
    buf_add_text(cell, name);
}

TABLE_PUT_TEXT(put_sbd, struct incident, candidate->sbd)
TABLE_PUT_TEXT(put_name, struct incident, candidate->name)
TABLE_PUT_TEXT(put_time, struct incident, time)
TABLE_PUT_TEXT(put_what, struct incident, what)
TABLE_PUT_TEXT(put_minutes, struct incident, minutes)
TABLE_PUT_TEXT(put_code, struct incident, code)
TABLE_PUT_TEXT(put_reason, struct incident, reason)

static const struct listing_column COLUMN[] = {
    {{"paper", "Đề", "Paper", TABLE_TEXT, put_paper}, {"Đề", 12, PAGE_CENTER, false}},
    {{"sbd", "Mã số dự sát hạch", "Candidate number", TABLE_TEXT, put_sbd},
     {"Mã số dự sát hạch", 17, PAGE_CENTER, false}},
    {{"name", "Họ và tên", "Full name", TABLE_TEXT, put_name}, {"Họ và tên", 29, PAGE_LEFT, false}},
    {{"time", "Thời điểm", "Time", TABLE_TEXT, put_time}, {"Thời điểm", 20, PAGE_CENTER, false}},
    {{"incident", "Sự việc", "Incident", TABLE_TEXT, put_what}, {"Sự việc", 30, PAGE_LEFT, false}},
    {{"minutes", "Số phút", "Minutes", TABLE_TEXT, put_minutes},
     {"Số phút", 13, PAGE_CENTER, false}},
    {{"code", "Phiếu, lệnh", "Voucher, order", TABLE_TEXT, put_code},
     {"Phiếu, lệnh", 20, PAGE_CENTER, false}},
    {{"reason", "Lý do", "Reason", TABLE_TEXT, put_reason}, {"Lý do", 19, PAGE_LEFT, false}},
};
enum { COLUMNS = sizeof COLUMN / sizeof COLUMN[0] };

/* What stands in the minutes; NULL for what is no incident. */
static const char *name_incident(const struct journal_event *ev)
{
    switch (ev->type) {
    case JOURNAL_RESUME: return "Máy ngừng rồi chạy lại, đồng hồ vẫn tính";
    case JOURNAL_OUTAGE: return "Gián đoạn; số phút không tính vào giờ làm bài";
    case JOURNAL_EXTEND: return "Được thêm giờ";
    case JOURNAL_CONTINUE:
        return ev->seq == 1 ? "Bắt đầu ở máy khác máy đã xếp, hoặc làm lại từ đầu"
                            : "Chuyển sang máy khác";
    case JOURNAL_CODE_FAILED: return "Gõ sai phiếu lệnh 5 lần";
    case JOURNAL_CLOCK: return "Đồng hồ của máy bị đổi";
    case JOURNAL_TROUBLE: return "Ổ đĩa của máy trục trặc, sau đó ghi lại được";
    case JOURNAL_TIMEOUT: return "Hết giờ, bài tự nộp";
    case JOURNAL_MISCONDUCT: return "Đình chỉ";
    default: return NULL;
    }
}

/* What the machine knows of the reason. */
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

/* The one that the invigilator gave, in words, or by its number where this program has none for
 * it. */
static void write_reason(const struct journal_event *ev, char *out, size_t room)
{
    const struct room_reason_row *given = room_reason_row(ev->reason);
    if (ev->code && ev->reason && !given)
        snprintf(out, room, "lý do số %u", ev->reason);
    else
        snprintf(out, room, "%s", ev->code && given ? given->label : name_reason(ev));
}

static void write_minutes(const struct journal_event *ev, char out[LEDGER_SPAN])
{
    out[0] = '\0';
    if (ev->type == JOURNAL_EXTEND)
        snprintf(out, LEDGER_SPAN, "+%u", ev->minutes);
    if (ev->type == JOURNAL_OUTAGE)
        ledger_span(ledger_uncharged_ms(ev), out);
}

static bool read_time(int64_t wall_ms, struct tm *out)
{
    time_t t = (time_t)(wall_ms / 1000);
    return localtime_r(&t, out) != NULL;
}

/* "08:12:05 05/01"; what lasted has both its moments: the last thing heard of the exam, and when it
 * was taken up. */
static void write_time(const struct ledger_line *l, char *out, size_t room)
{
    bool lasted = l->event.type == JOURNAL_RESUME || l->event.type == JOURNAL_OUTAGE ||
                  (l->event.type == JOURNAL_CONTINUE && l->event.seq > 1);
    struct tm from, to;
    char before[16] = "", moment[32] = "?";
    if (lasted && read_time(l->before_wall_ms, &from))
        strftime(before, sizeof before, "%H:%M:%S – ", &from);
    if (read_time(l->event.wall_ms, &to))
        strftime(moment, sizeof moment, "%H:%M:%S %d/%m", &to);
    snprintf(out, room, "%s%s", before, moment);
}

/* "phiếu 17", or of the paper's orders the first: "lệnh 1". */
static void write_code(uint16_t number, char *out, size_t room)
{
    out[0] = '\0';
    if (number >= JOURNAL_ORDER_FIRST)
        snprintf(out, room, "lệnh %u", number - JOURNAL_ORDER_FIRST + 1u);
    else if (number)
        snprintf(out, room, "phiếu %u", number);
}

struct telling {
    const struct report_source *src;
    struct table *out;
};

/* Adds an incident, whose paper is told; whose candidate it is stands in the roster. */
static void add(const struct telling *t, struct incident x)
{
    const struct session_roster *r = &t->src->grading->opened.roster;
    x.candidate = &r->candidate[r->paper[x.paper].candidate];
    table_add_row(t->out, &x);
}

static enum err_code tell_journal(const struct telling *t, const struct submission *m,
                                  struct err *e)
{
    struct ledger l;
    enum err_code rc = ledger_read(m->records.data, submission_events(m), &l, e);
    for (size_t i = 0; rc == ERR_OK && i < l.lines; i++) {
        const struct journal_event *ev = &l.line[i].event;
        const char *what = name_incident(ev);
        char time[48], minutes[LEDGER_SPAN], code[32], reason[64];
        if (!what)
            continue;
        write_time(&l.line[i], time, sizeof time);
        write_minutes(ev, minutes);
        write_code(ev->code, code, sizeof code);
        write_reason(ev, reason, sizeof reason);
        add(t, (struct incident){.paper = m->paper,
                                 .time = time,
                                 .what = what,
                                 .minutes = minutes,
                                 .code = code,
                                 .reason = reason});
    }
    ledger_free(&l);
    return rc;
}

/* As it was graded last; RESULT_STATES when it was not. */
static enum result_state state_of(const struct telling *t, uint32_t paper)
{
    const struct results *r = t->src->results;
    return r && paper < r->count ? r->row[paper].state : RESULT_STATES;
}

/* What is told of a paper before its journal. */
static void tell_paper(const struct telling *t, uint32_t paper,
                       const struct collection_choice *choice)
{
    const struct session_paper *x = &t->src->grading->opened.roster.paper[paper];
    char text[160];
    snprintf(text, sizeof text, "+%u", x->extra_minutes);
    bool is_absent = state_of(t, paper) == RESULT_ABSENT;
    if (x->extra_minutes && !is_absent)
        add(t, (struct incident){.paper = paper,
                                 .what = "Thêm giờ theo danh sách",
                                 .minutes = text,
                                 .reason = x->extra_reason});
    if (choice->verdict == COLLECTION_FORK)
        add(t, (struct incident){
                   .paper = paper,
                   .what = "Hai bài làm khác nhau của cùng một đề; chờ hội đồng quyết định"});
    else if (choice->verdict == COLLECTION_UNFINISHED)
        add(t, (struct incident){.paper = paper, .what = "Đã bắt đầu, chưa nộp bài"});
    else if (state_of(t, paper) == RESULT_NO_PAPER)
        add(t, (struct incident){.paper = paper, .what = "Có mặt, không có bài"});
    snprintf(text, sizeof text, "Sau khi bài chuyển máy, máy cũ còn ghi %zu việc; không tính",
             choice->superseded_events);
    if (choice->superseded)
        add(t, (struct incident){.paper = paper, .what = text});
}

enum err_code minutes_table(const struct report_source *src, struct table *out, struct err *e)
{
    const struct grading *g = src->grading;
    struct telling t = {.src = src, .out = out};
    enum err_code rc = ERR_OK;
    listing_init_list(out, COLUMN, COLUMNS);
    for (uint32_t p = 0; rc == ERR_OK && p < g->opened.roster.papers; p++) {
        struct collection_choice choice = grading_choose(g, p);
        tell_paper(&t, p, &choice);
        if (choice.chosen)
            rc = tell_journal(&t, choice.chosen, e);
    }
    if (rc != ERR_OK)
        table_free(out);
    return rc;
}

/* ---- the paper ---- */

static const struct page_style BODY = {.size = 13, .align = PAGE_JUSTIFY},
                               HEAD = {.size = 13, .bold = true}, LINES = {.size = 13},
                               NOTE = {.size = 11, .italic = true};

static void head(struct page *p, const char *text)
{
    page_space(p, 3);
    page_need(p, 20);
    page_paragraph(p, &HEAD, text);
    page_space(p, 1.5);
}

/* Paragraphs stand 6 points apart at least. */
static void say(struct page *p, const char *text)
{
    page_paragraph(p, &BODY, text);
    page_space(p, 2.2);
}

static void put_people(struct page *p)
{
    head(p, "I. Thành phần tham dự");
    page_paragraph(
        p, &LINES,
        "1. Ông/bà ....................................................................., cán bộ "
        "coi thi.");
    page_paragraph(
        p, &LINES,
        "2. Ông/bà ....................................................................., cán bộ "
        "coi thi.");
    page_paragraph(
        p, &LINES,
        "3. Ông/bà ....................................................................., đại diện "
        "hội đồng sát hạch.");
}

static void put_counts(struct page *p, const struct report_source *src)
{
    size_t n[RESULT_STATES], all = src->results->count,
                             settled = results_count_settled(src->results);
    char text[256], count[7][LETTERHEAD_COUNT];
    results_count(src->results, n);
    const size_t counted[] = {all,
                              all - n[RESULT_ABSENT],
                              n[RESULT_ABSENT],
                              n[RESULT_PASSED] + n[RESULT_FAILED],
                              n[RESULT_UNFINISHED],
                              n[RESULT_CONFLICT] + n[RESULT_IRREGULAR] + n[RESULT_NO_PAPER] -
                                  settled,
                              settled};
    for (size_t i = 0; i < sizeof counted / sizeof counted[0]; i++)
        letterhead_count(counted[i], count[i]);
    head(p, "II. Số liệu");
    snprintf(text, sizeof text, "Số bài theo danh sách: %s. Dự sát hạch: %s. Vắng: %s.", count[0],
             count[1], count[2]);
    say(p, text);
    snprintf(text, sizeof text, "Đã nộp và chấm: %s. Chưa nộp: %s. Chờ hội đồng quyết định: %s.",
             count[3], count[4], count[5]);
    say(p, text);
    snprintf(text, sizeof text, "Có mặt mà không có bài, theo quyết định của hội đồng: %s.",
             count[6]);
    if (settled)
        say(p, text);
}

/* Whether the draw gave everybody a paper of like difficulty, by the answers of all. */
static void put_draw(struct page *p, const struct analysis *a)
{
    char text[1024];
    if (a->groups)
        say(p, "Độ khó của các đề, theo bài của các thí sinh:");
    for (size_t g = 0; g < a->groups; g++) {
        itemreport_spread(a, g, text, sizeof text);
        say(p, text);
    }
}

/* By given name, as every list of people. */
static bool put_absent(struct page *p, const struct report_source *src)
{
    struct table t;
    size_t absent = 0;
    head(p, "III. Thí sinh vắng");
    passlist_make(src, PASSLIST_RESULTS, TABLE_VI, STABLE_WORDS_PROGRAMS, &t);
    const char *word = results_state_name(RESULT_ABSENT);
    for (size_t r = 0; r < t.rows; r++) {
        char text[LETTERHEAD_TITLE];
        if (strcmp(table_cell(&t, r, (size_t)table_find(&t, "state")), word) != 0)
            continue;
        snprintf(text, sizeof text, "%zu. %s, mã số dự sát hạch %s, lĩnh vực %s hạng %s", ++absent,
                 table_cell(&t, r, (size_t)table_find(&t, "name")),
                 table_cell(&t, r, (size_t)table_find(&t, "sbd")),
                 table_cell(&t, r, (size_t)table_find(&t, "field")),
                 table_cell(&t, r, (size_t)table_find(&t, "grade")));
        say(p, text);
    }
    if (!absent)
        say(p, "Không có.");
    bool fine = !t.failed;
    table_free(&t);
    return fine;
}

static void put_incidents(struct page *p, const struct table *t)
{
    head(p, "IV. Thêm giờ, gián đoạn và sự cố (theo nhật ký bài làm)");
    if (!t->rows) {
        say(p, "Không có.");
        return;
    }
    listing_put(p, COLUMN, COLUMNS, t, &(struct listing_look){.size = 11, .row_height = 7});
    page_space(p, 1);
    page_paragraph(p, &NOTE,
                   "Thời điểm theo đồng hồ của máy. Phiếu: số trên bảng phiếu lệnh, nơi cán bộ coi "
                   "thi ghi lại và ký.");
}

/* True when a seat's clock tells the day that it is to be: a clock that stands at the day of its
 * making says nothing of the exam. day 0: none is known, any will do. */
static bool is_on_day(int64_t seconds, int64_t day)
{
    char a[LETTERHEAD_DATE], b[LETTERHEAD_DATE];
    letterhead_date(seconds, a);
    letterhead_date(day, b);
    return seconds > 0 && (day <= 0 || strcmp(a, b) == 0);
}

/* By the first journal; blanks to fill in where none came, or the seats' clocks tell another day
 * than the session's. */
static void put_start(struct page *p, const struct report_source *src)
{
    char text[LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE], date[LETTERHEAD_DATE],
        hour[96] = "...... giờ ......";
    struct begun begun;
    struct tm tm;
    begun_read(&src->grading->collection, &begun);
    time_t first = (time_t)begun.first;
    bool is_known = is_on_day(begun.first, src->session->opens);
    if (is_known && localtime_r(&first, &tm)) {
        letterhead_date(begun.first, date);
        snprintf(hour, sizeof hour, "%02d giờ %02d, %s", tm.tm_hour, tm.tm_min, date);
    }
    letterhead_window(src->session, when);
    snprintf(text, sizeof text, "Thời gian bắt đầu: %s%s%s%s.", hour,
             is_known      ? " (bài bắt đầu sớm nhất, theo nhật ký bài làm)"
             : begun.first ? " (đồng hồ các máy ghi ngày khác, xin ghi giờ thật)"
                           : "",
             src->session->opens || !begun.first ? "; theo kế hoạch: " : "",
             src->session->opens || !begun.first ? when : "");
    say(p, text);
}

static void put_opening(struct page *p, const struct report_source *src)
{
    char text[2 * LETTERHEAD_TITLE];
    snprintf(text, sizeof text, "Ca sát hạch: %s. Quy chế: %s.", letterhead_session(src),
             src->session->profile.title_vi);
    say(p, text);
    put_start(p, src);
    snprintf(text, sizeof text, "Địa điểm: %s.",
             src->session->room[0] ? src->session->room
                                   : "..............................................");
    say(p, text);
}

/* Those in force. */
static void put_decisions(struct page *p, const struct report_source *src)
{
    const struct decisions *ds = &src->grading->decisions;
    struct buf text;
    size_t told = 0;
    head(p, "VI. Quyết định của hội đồng");
    for (size_t i = 0; i < ds->count; i++) {
        if (!decision_is_in_force(&ds->item[i]))
            continue;
        buf_init(&text, 64 * 1024);
        decision_words_name(&ds->item[i], &text);
        buf_add_text(&text, ", về ");
        decision_words_subject(&ds->item[i], &src->grading->opened.roster, &text);
        buf_add_text(&text, ": ");
        decision_words_ruling(&ds->item[i], &text);
        decision_words_why(&ds->item[i], &text);
        say(p, buf_text(&text));
        buf_free(&text);
        told++;
    }
    if (!told)
        say(p, "Không có.");
}

/* The one printed last. */
static void put_mark(struct page *p, const struct sheet *s)
{
    char text[256], code[SHEET_CODE];
    if (s && s->marks) {
        sheet_mark_code(s, s->marks - 1, code);
        snprintf(text, sizeof text, "Mốc sổ nhật ký: %llu dòng, mã %s (kèm giấy ghi mốc).",
                 (unsigned long long)s->mark[s->marks - 1].size, code);
        say(p, text);
    } else {
        say(p, "Mốc sổ nhật ký: ........ dòng, mã "
               "........................................................................ (kèm "
               "giấy ghi mốc).");
    }
}

static void put_remarks(struct page *p, const struct report_source *src)
{
    page_need(p, 40);
    head(p, "VII. Ý kiến khác");
    for (int i = 0; i < 3; i++) { /* to write on */
        page_space(p, 8);
        page_rule(p, 0, PAGE_BODY_WIDTH);
    }
    page_space(p, 4);
    put_mark(p, src->grading->opened.sheet);
    page_space(p, 2);
}

/* By the last that a journal tells, on the session's day, or where it has none on that of the
 * minutes; blanks to fill in where that is not known. */
static void tell_end(const struct report_source *src, char *out, size_t room)
{
    char day[LETTERHEAD_DATE], last_day[LETTERHEAD_DATE];
    int64_t held = src->session->opens > 0 ? src->session->opens : src->day;
    struct begun begun;
    struct tm tm;
    begun_read(&src->grading->collection, &begun);
    time_t last = (time_t)begun.last;
    letterhead_date(held, day);
    letterhead_date(begun.last, last_day);
    if (is_on_day(begun.last, held) && localtime_r(&last, &tm))
        snprintf(out, room,
                 "Ca sát hạch kết thúc vào %02d giờ %02d, %s (việc cuối cùng theo nhật ký bài "
                 "làm)./.",
                 tm.tm_hour, tm.tm_min, last_day);
    else
        snprintf(out, room, "Ca sát hạch kết thúc vào ...... giờ ......, %s./.", day);
}

/* The last sentence goes over to the page of the signatures. */
static void put_end(struct page *p, const struct report_source *src)
{
    char text[LETTERHEAD_TITLE], day[LETTERHEAD_DATE];
    page_need(p, LETTERHEAD_SIGN + 45);
    letterhead_date(src->day, day);
    snprintf(text, sizeof text,
             "Biên bản được lập%s%s thành 02 bản, đã đọc cho những người có tên nghe và thống nhất "
             "ký.",
             src->day > 0 ? " " : "", src->day > 0 ? day : "");
    say(p, text);
    tell_end(src, text, sizeof text);
    say(p, text);
    page_space(p, 4);
    letterhead_sign(p, "CÁN BỘ COI THI", "", "ĐẠI DIỆN HỘI ĐỒNG", "");
    letterhead_recipients(p, src, PAPERS_MINUTES);
    page_space(p, 3);
    letterhead_basis(p, src);
}

static enum err_code put_pages(const struct report_source *src, const struct table *t,
                               const struct analysis *a, struct buf *out, struct err *e)
{
    struct page *p;
    enum err_code rc = letterhead_new(
        src, PAPERS_MINUTES, (struct page_info){.title = "Biên bản ca sát hạch"}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    letterhead_put(p, src, PAPERS_MINUTES);
    letterhead_title(p, "BIÊN BẢN", "Ca sát hạch cấp chứng chỉ hành nghề hoạt động xây dựng");
    put_opening(p, src);
    put_people(p);
    put_counts(p, src);
    put_draw(p, a);
    bool fine = put_absent(p, src);
    put_incidents(p, t);
    head(p, "V. Diễn biến trong phòng (theo nhật ký phòng của bàn trực)");
    room_page_put(p, src->grading->opened.room);
    put_decisions(p, src);
    put_remarks(p, src);
    put_end(p, src);
    rc = page_finish(p, e);
    return rc == ERR_OK && !fine ? err_memory(e) : rc;
}

enum err_code minutes_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    struct table t;
    struct analysis a = {0};
    enum err_code rc = minutes_table(src, &t, e);
    if (rc != ERR_OK)
        return rc;
    rc = analysis_make(src->grading, 1, false, &a, e);
    if (rc == ERR_OK)
        rc = put_pages(src, &t, &a, out, e);
    if (rc == ERR_OK && t.failed)
        rc = err_memory(e);
    analysis_free(&a);
    table_free(&t);
    return rc;
}
