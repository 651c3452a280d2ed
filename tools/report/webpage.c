#include "tools/report/webpage.h"

#include "app/core/i18n.h"
#include "tools/report/html.h"
#include "tools/report/letterhead.h"
#include "tools/report/passlist.h"

#include <stdio.h>

static void put_figures(const struct results *r, struct buf *out)
{
    size_t n[RESULT_STATES] = {0};
    for (size_t i = 0; i < r->count; i++)
        n[r->row[i].state]++;
    html_figures_begin(out);
    html_figure(out, r->count, "bài theo danh sách");
    for (enum result_state s = 0; s < RESULT_STATES; s++)
        if (n[s] || s <= RESULT_ABSENT)
            html_figure(out, n[s], passlist_word(s, TABLE_VI));
    html_figures_end(out);
}

static void put_head(const struct report_source *src, const char *title, struct buf *out)
{
    char text[2 * LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    letterhead_window(src->session, when);
    html_begin(out, TABLE_VI, src->workspace->office_name, title);
    snprintf(text, sizeof text, "Ca %s%s%s, %s.", letterhead_session(src), src->session->room[0] ? ", " : "", src->session->room, when);
    html_paragraph(out, text);
    if (src->session->flags & SESSION_FLAG_TRAINING)
        html_paragraph(out, "Ca tập dượt: kết quả không có giá trị cấp chứng chỉ.");
}

static void put_foot(const struct report_source *src, const char *list, struct buf *out)
{
    char text[LETTERHEAD_TITLE];
    const struct results_basis *b = &src->results->basis;
    snprintf(text, sizeof text,
             "Trang này kèm chữ ký số %s.html.minisig của cơ quan; kiểm tra bằng chương trình minisign với khóa công khai của cơ quan. Đáp án %.16s, quyết định "
             "của hội đồng: %u, sổ nhật ký %.16s.",
             list, b->bank, b->decisions, b->log_head);
    html_small(out, text);
    html_end(out);
}

static enum err_code finish(struct table *t, struct buf *out, struct err *e)
{
    bool failed = t->failed;
    table_free(t);
    return failed ? err_set(e, ERR_LIMIT, _("out of memory")) : buf_check(out, "HTML", e);
}

static enum err_code put_people(const struct report_source *src, enum passlist_kind kind, const char *title, const char *list, struct buf *out, struct err *e)
{
    static const char *const PUBLIC[] = {"stt", "sbd", "name", "field_title", "grade", "law_points", "professional_points", "total", "result"};
    struct table t;
    passlist_make(src->results, kind, TABLE_VI, &t);
    table_keep(&t, PUBLIC, sizeof PUBLIC / sizeof PUBLIC[0]);
    put_head(src, title, out);
    put_figures(src->results, out);
    html_table(out, &t, TABLE_VI, "name");
    put_foot(src, list, out);
    return finish(&t, out, e);
}

enum err_code webpage_passed(const struct report_source *src, struct buf *out, struct err *e)
{
    return put_people(src, PASSLIST_PASSED, "Danh sách bài sát hạch đạt", "passlist", out, e);
}

enum err_code webpage_results(const struct report_source *src, struct buf *out, struct err *e)
{
    return put_people(src, PASSLIST_RESULTS, "Kết quả sát hạch", "results", out, e);
}

enum err_code webpage_receipts(const struct report_source *src, struct buf *out, struct err *e)
{
    struct table t;
    passlist_receipts(src->results, &t);
    put_head(src, "Mã biên nhận của các bài đã nộp", out);
    html_paragraph(out, "Mã biên nhận hiện trên máy khi nộp bài và được thí sinh chép vào danh sách có chữ ký. Mã ở đây trùng với mã đã chép thì bài được chấm đúng là "
                        "bài đã nộp.");
    html_table(out, &t, TABLE_VI, "receipt");
    put_foot(src, "receipts", out);
    return finish(&t, out, e);
}
