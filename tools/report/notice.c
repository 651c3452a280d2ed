#include "tools/report/notice.h"

#include "app/core/i18n.h"
#include "tools/report/letterhead.h"
#include "tools/report/passlist.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct page_style BODY = {.size = 13.5, .indent = 12.7, .align = PAGE_JUSTIFY}, CENTER = {.size = 13, .italic = true, .align = PAGE_CENTER},
                               RECIPIENTS = {.size = 11}, RECIPIENTS_HEAD = {.size = 12, .bold = true, .italic = true};

static const struct page_column PASSED[] = {{"STT", 12, PAGE_CENTER, false},     {"Số báo danh", 27, PAGE_CENTER, false}, {"Họ và tên", 60, PAGE_LEFT, false},
                                            {"Lĩnh vực", 76, PAGE_LEFT, false},  {"Hạng", 14, PAGE_CENTER, false},       {"Pháp luật", 18, PAGE_CENTER, false},
                                            {"Chuyên môn", 21, PAGE_CENTER, false}, {"Tổng điểm", 19, PAGE_CENTER, false}};
static const char *const PASSED_ID[] = {"stt", "sbd", "name", "field_title", "grade", "law_points", "professional_points", "total"};
static const struct page_column ALL[] = {{"STT", 12, PAGE_CENTER, false},       {"SBD", 17, PAGE_CENTER, false},        {"Họ và tên", 43, PAGE_LEFT, false},
                                         {"Ngày sinh", 22, PAGE_CENTER, false}, {"Số CCCD/Hộ chiếu", 28, PAGE_CENTER, false}, {"Đơn vị công tác", 34, PAGE_LEFT, false},
                                         {"Lĩnh vực", 18, PAGE_CENTER, false},  {"Hạng", 12, PAGE_CENTER, false},       {"Pháp luật", 14, PAGE_CENTER, false},
                                         {"Chuyên môn", 17, PAGE_CENTER, false}, {"Tổng", 13, PAGE_CENTER, false},       {"Kết quả", 17, PAGE_CENTER, false}};
static const char *const ALL_ID[] = {"stt",   "sbd",   "name",       "birth",               "identity", "unit",
                                     "field", "grade", "law_points", "professional_points", "total",    "result"};

/* after: millimetres that the last row is to share a page with. */
static void put_table(struct page *p, const struct page_table *look, const char *const *id, const struct table *t, double after)
{
    page_table_begin(p, look);
    for (size_t r = 0; r < t->rows; r++) {
        const char *cell[PAGE_COLUMNS_MAX];
        for (size_t c = 0; c < look->columns; c++)
            cell[c] = table_cell(t, r, (size_t)table_find(t, id[c]));
        page_table_row_with(p, cell, r + 1 == t->rows ? after : 0);
    }
    page_table_end(p);
}

static void put_text(struct page *p, const char *text)
{
    page_space(p, 2);
    page_paragraph(p, &BODY, text);
}

/* "a", "a, phòng b". */
static void name_session(const struct report_source *src, char *out, size_t room)
{
    snprintf(out, room, "%s%s%s", letterhead_session(src), src->session->room[0] ? ", " : "", src->session->room);
}

static void put_body(struct page *p, const struct report_source *src)
{
    char text[2 * LETTERHEAD_TITLE], session[LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    size_t n[RESULT_STATES] = {0};
    for (size_t i = 0; i < src->results->count; i++)
        n[src->results->row[i].state]++;
    name_session(src, session, sizeof session);
    letterhead_window(src->session, when);
    snprintf(text, sizeof text, "Căn cứ %s;", src->session->profile.title_vi);
    put_text(p, text);
    snprintf(text, sizeof text, "%s thông báo kết quả sát hạch cấp chứng chỉ hành nghề hoạt động xây dựng (%s; %s) như sau:", src->workspace->office_name,
             session, when);
    put_text(p, text);
    snprintf(text, sizeof text, "1. Số bài theo danh sách: %zu; dự sát hạch: %zu; vắng: %zu.", src->results->count, src->results->count - n[RESULT_ABSENT],
             n[RESULT_ABSENT]);
    put_text(p, text);
    snprintf(text, sizeof text, "2. Kết quả: %zu bài đạt, %zu bài không đạt%s.", n[RESULT_PASSED], n[RESULT_FAILED],
             n[RESULT_UNFINISHED] + n[RESULT_CONFLICT] ? "; các bài còn lại chờ hội đồng sát hạch quyết định" : "");
    put_text(p, text);
    put_text(p, "Danh sách bài đạt ở Phụ lục kèm theo. Thí sinh đối chiếu mã biên nhận của mình với danh sách mã biên nhận công bố cùng thông báo này./.");
    page_space(p, 8);
}

static void put_end(struct page *p, const struct report_source *src)
{
    char *list = strdup(src->workspace->papers.recipients), *rest = list;
    double top, lower, need = 12;
    for (const char *at = list; at; at = strchr(at + 1, ';'))
        need += 10;
    page_need(p, need < LETTERHEAD_SIGN ? LETTERHEAD_SIGN : need);
    top = page_at(p);
    page_frame(p, 0, 70);
    page_paragraph(p, &RECIPIENTS_HEAD, "Nơi nhận:");
    for (char *one; list && (one = strsep(&rest, ";"));) {
        char *line = g_strdup_printf("- %s%s", one + strspn(one, " "), rest ? ";" : ".");
        page_paragraph(p, &RECIPIENTS, line);
        g_free(line);
    }
    free(list);
    lower = page_at(p);
    page_go(p, top);
    letterhead_signer(p, src);
    page_go(p, page_at(p) > lower ? page_at(p) : lower);
    page_space(p, 4);
    letterhead_basis(p, src);
}

/* An appendix says what it belongs to. */
static void put_appendix_head(struct page *p, const struct report_source *src)
{
    char date[LETTERHEAD_DATE];
    const char *number = src->workspace->papers.number;
    letterhead_date(src->session->opens, date);
    char *text = g_strdup_printf("(Kèm theo Thông báo số %s %s của %s)", number[0] ? number : "........../TB-SXD", date, src->workspace->office_name);
    letterhead_title(p, "PHỤ LỤC", "DANH SÁCH BÀI SÁT HẠCH ĐẠT");
    page_paragraph(p, &CENTER, text);
    g_free(text);
}

enum err_code notice_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    static const struct page_table LOOK = {.column = PASSED, .columns = sizeof PASSED / sizeof PASSED[0], .size = 12, .row_height = 8};
    struct page *p;
    struct table t;
    char session[LETTERHEAD_TITLE];
    enum err_code rc = page_new(&(struct page_info){.title = "Thông báo kết quả sát hạch", .made = src->session->opens}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    passlist_make(src->results, PASSLIST_PASSED, TABLE_VI, &t);
    letterhead_put(p, src, src->workspace->papers.number);
    letterhead_title(p, "THÔNG BÁO", "Kết quả sát hạch cấp chứng chỉ hành nghề hoạt động xây dựng");
    put_body(p, src);
    put_end(p, src);
    page_break_to(p, true);
    put_appendix_head(p, src);
    name_session(src, session, sizeof session);
    page_paragraph(p, &CENTER, session);
    page_space(p, 3);
    put_table(p, &LOOK, PASSED_ID, &t, 8);
    page_space(p, 3);
    letterhead_basis(p, src);
    bool failed = t.failed;
    table_free(&t);
    rc = page_finish(p, e);
    return rc == ERR_OK && failed ? err_set(e, ERR_LIMIT, _("out of memory")) : rc;
}

enum err_code notice_results_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    static const struct page_table LOOK = {.column = ALL, .columns = sizeof ALL / sizeof ALL[0], .size = 10.5, .row_height = 7.5};
    struct page *p;
    struct table t;
    char session[LETTERHEAD_TITLE];
    enum err_code rc =
        page_new(&(struct page_info){.title = "Bảng tổng hợp kết quả sát hạch", .made = src->session->opens, .is_landscape = true}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    passlist_make(src->results, PASSLIST_RESULTS, TABLE_VI, &t);
    letterhead_put(p, src, NULL);
    letterhead_title(p, "BẢNG TỔNG HỢP KẾT QUẢ SÁT HẠCH", NULL);
    name_session(src, session, sizeof session);
    page_paragraph(p, &CENTER, session);
    page_space(p, 3);
    put_table(p, &LOOK, ALL_ID, &t, LETTERHEAD_SIGN + 20);
    page_space(p, 6);
    letterhead_sign(p, "NGƯỜI LẬP BẢNG", "", src->workspace->papers.signer_title, src->workspace->papers.signer);
    page_space(p, 4);
    letterhead_basis(p, src);
    bool failed = t.failed;
    table_free(&t);
    rc = page_finish(p, e);
    return rc == ERR_OK && failed ? err_set(e, ERR_LIMIT, _("out of memory")) : rc;
}
