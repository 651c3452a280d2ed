#include "tools/report/slips.h"

#include "app/core/i18n.h"
#include "app/core/onetime.h"
#include "tools/report/page.h"

#include <glib.h>
#include <string.h>

enum { SLIP_NEED_MM = 62, PAPER_NEED_MM = 90 };
static const char CUT[] = "------------------------------------------------------------------------\n";

static const struct page_style SMALL = {.size = 11}, PLAIN = {.size = 12}, BOLD = {.size = 12, .bold = true},
                               NAME = {.size = 15, .bold = true}, TITLE = {.size = 14, .bold = true, .align = PAGE_CENTER};

/* A line of both: plain text, and a paragraph of the page. */
static void both(struct buf *text, struct page *page, const struct page_style *style, const char *line)
{
    buf_printf(text, "%s\n", line);
    page_paragraph(page, style, line);
}

/* Frees line. */
static void both_made(struct buf *text, struct page *page, const struct page_style *style, char *line)
{
    both(text, page, style, line);
    g_free(line);
}

static const char *session_title(const struct sitting *s)
{
    return s->session.info.title[0] ? s->session.info.title : s->session.info.name;
}

static void slip_papers(const struct sitting *s, uint32_t candidate, struct buf *text, struct page *page)
{
    for (uint32_t p = 0; p < s->roster.papers; p++) {
        const struct session_paper *paper = &s->roster.paper[p];
        char number[8], extra[48] = "";
        if (paper->candidate != candidate)
            continue;
        session_paper_name(p, number);
        if (paper->extra_minutes)
            g_snprintf(extra, sizeof extra, "  (thêm %u phút)", paper->extra_minutes);
        both_made(text, page, &PLAIN, g_strdup_printf("Đề %s: %s, hạng %s%s%s%s", number, paper->title_vi, paper->grade,
                                                      paper->seat[0] ? ", máy " : "", paper->seat, extra));
    }
}

static void slip(const struct sitting *s, uint32_t candidate, struct buf *text, struct page *page)
{
    const struct session_candidate *c = &s->roster.candidate[candidate];
    const char *room = s->session.info.room;
    char code[CODE_MAX + 4];
    page_need(page, SLIP_NEED_MM);
    both(text, page, &SMALL, s->workspace->office_name);
    both_made(text, page, &BOLD, g_strdup_printf("PHIẾU VÀO THI  ·  %s%s%s", session_title(s), room[0] ? "  ·  " : "", room));
    page_space(page, 2);
    both(text, page, &NAME, c->is_spare ? "Họ và tên: ........................................" : c->name);
    if (!c->is_spare)
        both_made(text, page, &PLAIN, g_strdup_printf("Ngày sinh: %s%s%s", c->birth, c->unit[0] ? "    Đơn vị: " : "", c->unit));
    slip_papers(s, candidate, text, page);
    page_space(page, 2);
    code_group(s->secret.access[candidate], 5, code, sizeof code);
    buf_printf(text, "Mã số dự sát hạch (SBD):  %s\nMã vào thi:  %s\n", c->sbd, code);
    page_pair(page, 13, 62, "Mã số dự sát hạch (SBD)", c->sbd);
    page_pair(page, 18, 62, "Mã vào thi", code);
    page_space(page, 1);
    both(text, page, &SMALL, "Giữ kín mã này đến khi vào thi. Nhập mã số, rồi mã vào thi, trên máy.");
    buf_add_text(text, CUT);
    page_space(page, 4);
    page_cut(page);
    page_space(page, 5);
}

static enum err_code open_page(const struct sitting *s, const char *title, struct buf *out, struct page **page, struct err *e)
{
    return page_new(&(struct page_info){.title = title, .made = s->session.info.opens}, out, page, e);
}

enum err_code slips_make(const struct sitting *s, struct buf *text, struct buf *out, struct err *e)
{
    struct page *page;
    enum err_code rc = open_page(s, "Phiếu vào thi", out, &page, e);
    if (rc != ERR_OK)
        return rc;
    for (uint32_t c = 0; c < s->roster.candidates; c++)
        slip(s, c, text, page);
    rc = page_finish(page, e);
    return rc == ERR_OK ? buf_check(text, "slips", e) : rc;
}

static const struct page_column COLUMN[] = {{"Dùng để", 54, PAGE_LEFT, false},   {"Mã", 28, PAGE_CENTER, false}, {"Đã dùng", 14, PAGE_CENTER, true},
                                            {"Giờ", 16, PAGE_LEFT, false},       {"Lý do", 28, PAGE_LEFT, false}, {"Ký", 20, PAGE_LEFT, false}};
static const struct page_table TABLE = {.column = COLUMN, .columns = sizeof COLUMN / sizeof COLUMN[0], .size = 11, .row_height = 7.5};

static void codes(struct buf *text, struct page *page, const uint8_t key[CRYPT_KEY], const char *label, enum onetime_action action, uint16_t minutes,
                  uint16_t count)
{
    for (uint16_t n = 1; n <= count; n++) {
        char code[CODE_ONCE + 1], grouped[16];
        onetime_code(key, action, minutes, n, code);
        code_group(code, 4, grouped, sizeof grouped);
        buf_printf(text, "%s %u:  %s   [  ] giờ ____ lý do ______________ ký ______\n", label, n, grouped);
        char *what = g_strdup_printf("%s %u", label, n);
        page_table_row(page, (const char *const[]){what, grouped, "", "", "", ""});
        g_free(what);
    }
}

static void paper_codes(const struct sitting *s, uint32_t p, struct buf *text, struct page *page)
{
    const uint8_t *key = s->secret.paper[p].code_key;
    const struct session_paper *paper = &s->roster.paper[p];
    const struct session_candidate *c = &s->roster.candidate[paper->candidate];
    char number[8];
    session_paper_name(p, number);
    page_need(page, PAPER_NEED_MM);
    page_space(page, 5);
    buf_add_text(text, "\n");
    both_made(text, page, &BOLD, g_strdup_printf("Đề %s  ·  SBD %s  ·  %s  ·  %s, hạng %s", number, c->sbd, c->name, paper->field, paper->grade));
    page_space(page, 1);
    page_table_begin(page, &TABLE);
    codes(text, page, key, "+5 phút", ONETIME_EXTEND, 5, 2);
    codes(text, page, key, "+10 phút", ONETIME_EXTEND, 10, 2);
    codes(text, page, key, "+15 phút", ONETIME_EXTEND, 15, 1);
    codes(text, page, key, "Làm tiếp (RESUME)", ONETIME_RESUME, 0, 4);
    codes(text, page, key, "Làm ở máy này (START)", ONETIME_START_HERE, 0, 2);
    codes(text, page, key, "Đình chỉ (END)", ONETIME_MISCONDUCT, 0, 1);
    page_table_end(page);
}

enum err_code slips_make_codes(const struct sitting *s, struct buf *text, struct buf *out, struct err *e)
{
    struct page *page;
    enum err_code rc = open_page(s, "Bảng mã dùng một lần", out, &page, e);
    if (rc != ERR_OK)
        return rc;
    both(text, page, &TITLE, "BẢNG MÃ DÙNG MỘT LẦN CỦA CÁN BỘ COI THI");
    both_made(text, page, &BOLD, g_strdup_printf("%s%s%s", session_title(s), s->session.info.room[0] ? "  ·  " : "", s->session.info.room));
    both(text, page, &PLAIN, "Nhấn Ctrl-O (hoặc F12) trên máy rồi nhập mã. Mỗi mã dùng một lần; ghi giờ, lý do, ký tên.");
    page_space(page, 3);
    page_table_begin(page, &TABLE);
    codes(text, page, s->secret.S, "Mở đăng nhập (UNLOCK)", ONETIME_UNLOCK_LOGIN, 0, 5);
    codes(text, page, s->secret.S, "Sau mất điện (RESUME ALL)", ONETIME_RESUME_ALL, 0, 3);
    codes(text, page, s->secret.S, "Khóa máy (LOCK)", ONETIME_LOCK, 0, 2);
    codes(text, page, s->secret.S, "Thoát (LEAVE)", ONETIME_LEAVE, 0, 3);
    page_table_end(page);
    for (uint32_t p = 0; p < s->roster.papers; p++)
        paper_codes(s, p, text, page);
    rc = page_finish(page, e);
    return rc == ERR_OK ? buf_check(text, "codes", e) : rc;
}
