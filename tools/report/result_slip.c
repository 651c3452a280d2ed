#include "tools/report/result_slip.h"

#include "app/core/code.h"
#include "app/core/i18n.h"
#include "tools/report/letterhead.h"
#include "tools/report/passlist.h"
#include "tools/report/stable_words.h"

#include <stdio.h>
#include <string.h>

enum { LABEL_MM = 46 };
static const struct page_column COLUMN[] = {{"Phần", 90, PAGE_LEFT, false},
                                            {"Số câu đúng", 35, PAGE_CENTER, false},
                                            {"Điểm", 35, PAGE_CENTER, false}};
static const struct page_table PARTS = {
    .column = COLUMN, .columns = 3, .size = 12.5, .row_height = 7};

static void put_person(struct page *p, const struct report_source *src, const struct result *r)
{
    char text[LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    uint32_t paper = 0;
    const struct session_candidate *c = passlist_person(src->opened, r, &paper);
    if (!c)
        return;
    const struct session_paper *x = &src->opened->roster.paper[paper];
    letterhead_sat(src, when);
    snprintf(text, sizeof text, "%s (%s), hạng %s%s", x->title_vi, r->field, r->grade,
             results_has_note(r, "exempt") ? ", miễn phần chuyên môn" : "");
    page_pair(p, 13, LABEL_MM, "Bài sát hạch:", text);
    page_pair(p, 13, LABEL_MM, "Họ và tên:", c->name);
    page_pair(p, 13, LABEL_MM, "Ngày sinh:", c->birth);
    page_pair(p, 13, LABEL_MM, "Số CCCD/Hộ chiếu:", passlist_identity(src->opened, x->candidate));
    page_pair(p, 13, LABEL_MM, "Đơn vị công tác:", c->unit);
    snprintf(text, sizeof text, "%s  ·  Đề %s", r->sbd, r->paper);
    page_pair(p, 13, LABEL_MM, "Mã số dự sát hạch:", text);
    snprintf(text, sizeof text, "%s%s%s", letterhead_session(src),
             src->session->room[0] ? "  ·  " : "", src->session->room);
    page_pair(p, 13, LABEL_MM, "Ca sát hạch:", text);
    page_pair(p, 13, LABEL_MM, "Ngày thi:", when);
}

static void put_score(struct page *p, const struct result *r, const struct profile_variant *v)
{
    static const struct page_style LABEL = {.size = 13, .align = PAGE_CENTER},
                                   FIGURE = {.size = 24, .bold = true, .align = PAGE_CENTER};
    char text[64];
    double half = PAGE_BODY_WIDTH / 2;
    page_space(p, 4);
    page_frame_full(p);
    page_need(p, 30);
    page_box_begin(p);
    page_space(p, 3);
    double top = page_at(p);
    page_frame(p, 0, half);
    page_paragraph(p, &LABEL, "Điểm thi");
    snprintf(text, sizeof text, "%u/%u", r->total, passlist_possible(v));
    page_paragraph(p, &FIGURE, text);
    page_go(p, top);
    page_frame(p, half, half);
    page_paragraph(p, &LABEL, "Kết quả");
    page_paragraph(p, &FIGURE, r->state == RESULT_PASSED ? "ĐẠT" : "KHÔNG ĐẠT");
    page_space(p, 3);
    page_frame_full(p);
    page_box_end(p);
    page_space(p, 4);
}

/* What a draw is called: its pool's last word, where that is one of the published bank's. */
static const char *draw_title(const struct profile_draw *d)
{
    const char *last = strrchr(d->pool, '/'), *word = last ? last + 1 : d->pool;
    const char *title = stable_words_text(word, TABLE_VI);
    return title ? title : word;
}

/* Under a part of several draws a row for each; not where the journals say something else than the
 * signed results. */
static void put_draws(struct page *p, const struct result *r, const struct profile_part *part,
                      unsigned n, const struct grading_draws *draws)
{
    unsigned right = 0, questions = 0;
    for (unsigned d = 0; d < part->draws; d++) {
        right += draws->right[n][d];
        questions += draws->questions[n][d];
    }
    if (!draws->is_graded || part->draws < 2 || right != r->right[n] ||
        questions != r->questions[n])
        return;
    for (unsigned d = 0; d < part->draws; d++) {
        char title[PROFILE_NAME_MAX + 16], counted[32];
        snprintf(title, sizeof title, "    – %s", draw_title(&part->draw[d]));
        snprintf(counted, sizeof counted, "%u/%u", draws->right[n][d], draws->questions[n][d]);
        page_table_row(p, (const char *const[]){title, counted, ""});
    }
}

static void put_parts(struct page *p, const struct result *r, const struct profile_variant *v,
                      const struct grading_draws *draws)
{
    page_table_begin(p, &PARTS);
    for (unsigned i = 0; i < r->parts && i < v->parts; i++) {
        char right[32], points[32];
        snprintf(right, sizeof right, "%u/%u", r->right[i], r->questions[i]);
        snprintf(points, sizeof points, "%u", r->points[i]);
        page_table_row(p, (const char *const[]){v->part[i].title_vi, right, points});
        put_draws(p, r, &v->part[i], i, draws);
    }
    page_table_end(p);
}

static void put_remarks(struct page *p, const struct result *r)
{
    static const struct page_style PLAIN = {.size = 12};
    static const struct {
        const char *word, *text;
    } REMARK[] = {{"extra-time", "Được thêm giờ làm bài."},
                  {"time-up", "Bài tự nộp khi hết giờ."},
                  {"misconduct", "Bị đình chỉ; không được công nhận kết quả."},
                  {"decided", "Kết quả tính theo quyết định của hội đồng sát hạch."},
                  {"annulled", "Kết quả bị hủy theo quyết định của hội đồng sát hạch."}};
    char grouped[CODE_RECEIPT + CODE_RECEIPT / 4 + 1];
    code_group(r->receipt, 4, grouped, sizeof grouped);
    page_space(p, 3);
    page_pair(p, 12.5, LABEL_MM, "Mã biên nhận:", grouped);
    for (size_t i = 0; i < sizeof REMARK / sizeof REMARK[0]; i++)
        if (results_has_note(r, REMARK[i].word))
            page_paragraph(p, &PLAIN, REMARK[i].text);
    page_space(p, 5);
}

/* By draw, where the session's journals are open beside its results. */
static enum err_code count_draws(const struct report_source *src, const struct result *r,
                                 struct grading_draws *out, struct err *e)
{
    uint32_t paper;
    *out = (struct grading_draws){0};
    if (!src->grading || src->opened != &src->grading->opened ||
        !passlist_person(src->opened, r, &paper))
        return ERR_OK;
    return grading_count_draws(src->grading, paper, out, e);
}

static enum err_code put_slip(struct page *p, const struct report_source *src,
                              const struct result *r, struct err *e)
{
    const struct profile_variant *v =
        profile_variant_for(&src->session->profile, results_has_note(r, "exempt"));
    struct grading_draws draws;
    enum err_code rc = count_draws(src, r, &draws, e);
    letterhead_put(p, src, PAPERS_KINDS);
    letterhead_title(p, "PHIẾU KẾT QUẢ SÁT HẠCH", "Cấp chứng chỉ hành nghề hoạt động xây dựng");
    put_person(p, src, r);
    put_score(p, r, v);
    put_parts(p, r, v, &draws);
    put_remarks(p, r);
    letterhead_sign(p, "CÁN BỘ COI THI", "", "THÍ SINH", "");
    page_space(p, 3);
    letterhead_basis(p, src);
    return rc;
}

enum err_code result_slip_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    const struct results *rs = src->results;
    struct page *p;
    size_t first = src->paper < 0 ? 0 : (size_t)src->paper,
           end = src->paper < 0 ? rs->count : first + 1, slips = 0;
    if (end > rs->count)
        return err_set(e, ERR_NO, _("%s: the session has no such paper"), src->name);
    for (size_t i = first; i < end; i++)
        slips += results_is_graded(&rs->row[i]);
    if (!slips)
        return err_set(e, ERR_NO,
                       src->paper < 0 ? _("%s: no paper is graded yet")
                                      : _("%s: this paper is not graded yet"),
                       src->name);
    enum err_code rc = letterhead_new(
        src, PAPERS_KINDS,
        (struct page_info){.title = "Phiếu kết quả sát hạch", .no_numbers = true}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = first, put = 0; rc == ERR_OK && i < end; i++)
        if (results_is_graded(&rs->row[i])) {
            if (put++)
                page_break(p);
            rc = put_slip(p, src, &rs->row[i], e);
        }
    struct err ignored = {0};
    enum err_code end_rc = page_finish(p, rc == ERR_OK ? e : &ignored);
    return rc == ERR_OK ? end_rc : rc;
}
