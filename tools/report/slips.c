#include "tools/report/slips.h"

#include "app/core/i18n.h"
#include "app/core/once.h"
#include "tools/report/pdf.h"

#include <glib.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* A line into the text and, marked up, into the PDF. */
static void both(struct buf *text, struct pdf *pdf, double points, const char *open, const char *line, const char *close)
{
    buf_printf(text, "%s\n", line);
    char *escaped = g_markup_escape_text(line, -1), *markup = g_strdup_printf("%s%s%s", open, escaped, close);
    pdf_paragraph(pdf, points, markup);
    g_free(escaped);
    g_free(markup);
}

static void line(struct buf *text, struct pdf *pdf, const char *fmt, ...) ERR_PRINTF(3, 4);
static void line(struct buf *text, struct pdf *pdf, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *s = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    both(text, pdf, 12, "", s, "");
    g_free(s);
}

static void slip(const struct sitting *s, uint32_t candidate, struct buf *text, struct pdf *pdf)
{
    const struct session_candidate *c = &s->roster.candidate[candidate];
    const struct session_info *i = &s->session.info;
    char code[CODE_MAX + 4];
    pdf_need(pdf, 175);
    both(text, pdf, 12, "<b>", s->workspace->office_name, "</b>");
    line(text, pdf, "PHIẾU VÀO THI  ·  %s%s%s", i->title[0] ? i->title : i->name, i->room[0] ? "  ·  " : "", i->room);
    both(text, pdf, 14, "<b>", c->is_spare ? "Họ và tên: ........................................" : c->name, "</b>");
    line(text, pdf, "Ngày sinh: %s    Đơn vị: %s", c->birth, c->unit);
    for (uint32_t p = 0; p < s->roster.papers; p++) {
        const struct session_paper *paper = &s->roster.paper[p];
        char number[8], extra[48] = "";
        if (paper->candidate != candidate)
            continue;
        session_paper_name(p, number);
        if (paper->extra_minutes)
            g_snprintf(extra, sizeof extra, "  (thêm %u phút)", paper->extra_minutes);
        line(text, pdf, "Đề %s: %s, hạng %s%s%s%s", number, paper->title_vi, paper->grade, paper->seat[0] ? ", máy " : "", paper->seat, extra);
    }
    line(text, pdf, "Mã số dự sát hạch:  %s", c->sbd);
    code_group(s->secret.access[candidate], 5, code, sizeof code);
    char *label = g_strdup_printf("Mã vào thi:  %s", code);
    both(text, pdf, 18, "<b>", label, "</b>");
    g_free(label);
    line(text, pdf, "Giữ kín mã này đến khi vào thi. Nhập mã số, rồi mã vào thi, trên máy.");
    buf_add_text(text, "------------------------------------------------------------------------\n");
    pdf_space(pdf, 8);
    pdf_cut(pdf);
}

enum err_code slips_make(const struct sitting *s, struct buf *text, struct buf *out, struct err *e)
{
    struct pdf *pdf = pdf_new();
    if (!pdf)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    for (uint32_t c = 0; c < s->roster.candidates; c++)
        slip(s, c, text, pdf);
    enum err_code rc = pdf_finish(pdf, out, e);
    return rc == ERR_OK ? buf_check(text, "slips", e) : rc;
}

static void codes(struct buf *text, struct pdf *pdf, const uint8_t key[CRYPT_KEY], const char *label, enum once_action action, uint16_t minutes,
                  uint16_t count)
{
    for (uint16_t n = 1; n <= count; n++) {
        char code[CODE_ONCE + 1], grouped[16];
        once_code(key, action, minutes, n, code);
        code_group(code, 4, grouped, sizeof grouped);
        line(text, pdf, "%s %u:  %s   [  ] giờ ____ lý do ______________ ký ______", label, n, grouped);
    }
}

static void paper_codes(const struct sitting *s, uint32_t p, struct buf *text, struct pdf *pdf)
{
    const uint8_t *key = s->secret.paper[p].code_key;
    const struct session_paper *paper = &s->roster.paper[p];
    char number[8];
    session_paper_name(p, number);
    pdf_need(pdf, 240);
    char *head = g_strdup_printf("Đề %s  ·  SBD %s  ·  %s  ·  %s, hạng %s", number, s->roster.candidate[paper->candidate].sbd,
                                 s->roster.candidate[paper->candidate].name, paper->field, paper->grade);
    buf_add_text(text, "\n");
    pdf_space(pdf, 10);
    both(text, pdf, 12, "<b>", head, "</b>");
    g_free(head);
    codes(text, pdf, key, "+5 phút", ONCE_EXTEND, 5, 2);
    codes(text, pdf, key, "+10 phút", ONCE_EXTEND, 10, 2);
    codes(text, pdf, key, "+15 phút", ONCE_EXTEND, 15, 1);
    codes(text, pdf, key, "Làm tiếp (RESUME)", ONCE_RESUME, 0, 4);
    codes(text, pdf, key, "Bắt đầu ở máy này (START)", ONCE_START_HERE, 0, 2);
    codes(text, pdf, key, "Đình chỉ (END)", ONCE_MISCONDUCT, 0, 1);
}

enum err_code slips_make_codes(const struct sitting *s, struct buf *text, struct buf *out, struct err *e)
{
    struct pdf *pdf = pdf_new();
    if (!pdf)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    both(text, pdf, 14, "<b>", "BẢNG MÃ DÙNG MỘT LẦN CỦA CÁN BỘ COI THI", "</b>");
    line(text, pdf, "%s  ·  %s", s->session.info.title[0] ? s->session.info.title : s->session.info.name, s->session.info.room);
    line(text, pdf, "Nhấn Ctrl-O (hoặc F12) trên máy rồi nhập mã. Mỗi mã dùng một lần; ghi giờ, lý do, ký tên.");
    pdf_space(pdf, 8);
    codes(text, pdf, s->secret.S, "Mở lại đăng nhập (UNLOCK)", ONCE_UNLOCK_LOGIN, 0, 5);
    codes(text, pdf, s->secret.S, "Làm tiếp sau mất điện (RESUME ALL)", ONCE_RESUME_ALL, 0, 3);
    codes(text, pdf, s->secret.S, "Khóa máy (LOCK)", ONCE_LOCK, 0, 2);
    codes(text, pdf, s->secret.S, "Thoát (LEAVE)", ONCE_LEAVE, 0, 3);
    for (uint32_t p = 0; p < s->roster.papers; p++)
        paper_codes(s, p, text, pdf);
    enum err_code rc = pdf_finish(pdf, out, e);
    return rc == ERR_OK ? buf_check(text, "codes", e) : rc;
}
