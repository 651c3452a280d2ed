#include "tools/report/attendance.h"

#include "app/core/i18n.h"
#include "tools/report/letterhead.h"

#include <stdio.h>

enum { COLUMNS = 10 };
static const struct table_column COLUMN[COLUMNS] = {
    {"stt", "STT", "No.", TABLE_NUMBER},
    {"sbd", "Mã số dự sát hạch", "Candidate number", TABLE_TEXT},
    {"name", "Họ và tên", "Full name", TABLE_TEXT},
    {"birth", "Ngày sinh", "Date of birth", TABLE_TEXT},
    {"field", "Lĩnh vực", "Field", TABLE_TEXT},
    {"grade", "Hạng", "Grade", TABLE_TEXT},
    {"paper", "Đề", "Paper", TABLE_TEXT},
    {"seat", "Máy", "Seat", TABLE_TEXT},
    {"extra_minutes", "Thêm giờ (phút)", "Extra minutes", TABLE_NUMBER},
    {"receipt", "Mã biên nhận", "Receipt code", TABLE_TEXT},
};

void attendance_table(const struct report_source *src, struct table *out)
{
    const struct session_roster *r = &src->grading->sitting.roster;
    table_init(out, COLUMN, COLUMNS);
    for (uint32_t i = 0; i < r->papers; i++) {
        const struct session_paper *x = &r->paper[i];
        const struct session_candidate *c = &r->candidate[x->candidate];
        char stt[16], paper[8], extra[16] = "";
        snprintf(stt, sizeof stt, "%u", i + 1);
        session_paper_name(i, paper);
        if (x->extra_minutes)
            snprintf(extra, sizeof extra, "%u", x->extra_minutes);
        table_add(out, (const char *const[COLUMNS]){stt, c->sbd, c->name, c->birth, x->field, x->grade, paper, x->seat, extra, ""});
    }
}

static const struct page_column SHEET[] = {{"STT", 12, PAGE_CENTER, false},      {"Số báo danh", 22, PAGE_CENTER, false}, {"Họ và tên", 52, PAGE_LEFT, false},
                                           {"Ngày sinh", 24, PAGE_CENTER, false}, {"Lĩnh vực", 16, PAGE_CENTER, false},    {"Hạng", 13, PAGE_CENTER, false},
                                           {"Đề", 14, PAGE_CENTER, false},       {"Máy", 16, PAGE_CENTER, false},         {"Mã biên nhận (16 ký tự)", 48, PAGE_LEFT, false},
                                           {"Ký tên", 30, PAGE_LEFT, false}};

static void put_rows(struct page *p, const struct table *t)
{
    static const char *const ID[] = {"stt", "sbd", "name", "birth", "field", "grade", "paper", "seat", "receipt"};
    static const struct page_table LOOK = {.column = SHEET, .columns = sizeof SHEET / sizeof SHEET[0], .size = 12, .row_height = 11};
    page_table_begin(p, &LOOK);
    for (size_t r = 0; r < t->rows; r++) {
        const char *cell[sizeof SHEET / sizeof SHEET[0]] = {0};
        for (size_t c = 0; c < sizeof ID / sizeof ID[0]; c++)
            cell[c] = table_cell(t, r, (size_t)table_find(t, ID[c]));
        page_table_row_with(p, cell, r + 1 == t->rows ? LETTERHEAD_SIGN + 16 : 0);
    }
    page_table_end(p);
}

enum err_code attendance_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    static const struct page_style LINE = {.size = 13, .align = PAGE_CENTER}, COUNT = {.size = 12.5};
    struct page *p;
    struct table t;
    char text[2 * LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    enum err_code rc = page_new(&(struct page_info){.title = "Danh sách dự sát hạch", .made = src->session->opens, .is_landscape = true}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    attendance_table(src, &t);
    letterhead_window(src->session, when);
    letterhead_put(p, src, NULL);
    letterhead_title(p, "DANH SÁCH DỰ SÁT HẠCH VÀ KÝ NỘP BÀI", NULL);
    snprintf(text, sizeof text, "Ca: %s%s%s  ·  %s", letterhead_session(src), src->session->room[0] ? "  ·  " : "", src->session->room, when);
    page_paragraph(p, &LINE, text);
    page_space(p, 3);
    put_rows(p, &t);
    page_space(p, 4);
    snprintf(text, sizeof text, "Tổng số bài: %zu.    Số bài đã nộp: ..........    Số vắng: ..........    Thí sinh chép mã biên nhận hiện trên máy sau khi nộp bài.", t.rows);
    page_paragraph(p, &COUNT, text);
    page_space(p, 4);
    letterhead_sign(p, "CÁN BỘ COI THI 1", "", "CÁN BỘ COI THI 2", "");
    bool failed = t.failed;
    table_free(&t);
    rc = page_finish(p, e);
    return rc == ERR_OK && failed ? err_set(e, ERR_LIMIT, _("out of memory")) : rc;
}
