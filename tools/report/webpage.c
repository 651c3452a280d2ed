#include "tools/report/webpage.h"

#include "app/core/i18n.h"
#include "tools/table/html.h"
#include "tools/report/letterhead.h"
#include "tools/report/passlist.h"

#include <stdio.h>

static void put_figures(const struct results *r, struct buf *out)
{
    size_t n[RESULT_STATES];
    results_count(r, n);
    html_figures_begin(out);
    html_figure(out, r->count, "bài theo danh sách");
    for (enum result_state s = 0; s < RESULT_STATES; s++)
        if (n[s] || s <= RESULT_ABSENT)
            html_figure(out, n[s], results_state_text(s, TABLE_VI));
    html_figures_end(out);
}

static void put_head(const struct report_source *src, const char *title, struct buf *out)
{
    char text[2 * LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    letterhead_held(src, when);
    html_begin(out, TABLE_VI, src->workspace->papers.full_name, title);
    if (caution_is_training(src->session))
        html_banner(out, CAUTION_TRAINING);
    snprintf(text, sizeof text, "Ca %s%s%s%s%s.", letterhead_session(src),
             src->session->room[0] ? ", " : "", src->session->room, when[0] ? ", " : "", when);
    html_paragraph(out, text);
    const char *sentence[CAUTIONS_MAX];
    size_t n = caution_sentences(src->session, sentence);
    for (size_t i = 0; i < n; i++)
        html_paragraph(out, sentence[i]);
}

static void put_foot(const struct report_source *src, const char *list, struct buf *out)
{
    char text[LETTERHEAD_TITLE], name[CAUTION_FILE_MAX];
    const struct results_basis *b = &src->results->basis;
    caution_file_name(caution_is_training(src->session), list, name);
    snprintf(text, sizeof text,
             "Trang này kèm chữ ký số %s.html.minisig của cơ quan; kiểm tra bằng chương trình "
             "minisign với khóa công khai của cơ quan. Đáp án %.16s, quyết định "
             "của hội đồng: %u, căn cứ %.16s.",
             name, b->bank, b->decisions, b->basis);
    html_small(out, text);
    html_end(out);
}

static enum err_code finish(struct table *t, struct buf *out, struct err *e)
{
    bool failed = t->failed;
    table_free(t);
    return failed ? err_memory(e) : buf_check(out, "HTML", e);
}

static enum err_code put_people(const struct report_source *src, enum passlist_kind kind,
                                const char *title, const char *list, struct buf *out, struct err *e)
{
    static const char *const PUBLIC[] = {
        "stt",   "sbd",   "name", "field_title", "grade", "law_points", "professional_points",
        "total", "result"};
    struct table t;
    passlist_make(src, kind, TABLE_VI, STABLE_WORDS_PEOPLE, &t);
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
    html_paragraph(out, "Mã biên nhận hiện trên máy khi nộp bài và được thí sinh chép vào danh "
                        "sách có chữ ký. Mã ở đây trùng với mã đã chép thì bài được chấm đúng là "
                        "bài đã nộp.");
    html_table(out, &t, TABLE_VI, "receipt");
    put_foot(src, "receipts", out);
    return finish(&t, out, e);
}
