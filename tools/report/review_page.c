#include "tools/report/review_page.h"

#include "tools/report/decision_words.h"
#include "tools/report/letterhead.h"
#include "tools/report/passlist.h"

#include <stdio.h>
#include <time.h>

enum {
    LABEL_MM = 46,
    QUESTION_MM = 42 /* on one page, at the least */,
    END_MM = LETTERHEAD_SIGN + 10
};

static const struct page_style PLAIN = {.size = 12.5}, SMALL = {.size = 11, .italic = true},
                               HEAD = {.size = 12.5, .bold = true},
                               CHOSEN = {.size = 12.5, .bold = true};

static char letter(uint8_t place)
{
    return (char)('a' + place);
}

static void write_time(int64_t wall_ms, char out[16])
{
    time_t t = (time_t)(wall_ms / 1000);
    struct tm tm;
    if (!wall_ms || !localtime_r(&t, &tm) || !strftime(out, 16, "%H:%M:%S", &tm))
        snprintf(out, 16, "…");
}

/* "29 phút 12 giây" */
static void write_used(uint64_t used_ms, char out[48])
{
    snprintf(out, 48, "%lu phút %02lu giây", (unsigned long)(used_ms / 60000),
             (unsigned long)(used_ms / 1000 % 60));
}

/* ---- who sat it ---- */

static void put_score(struct page *p, const struct review_page *r, bool exempt)
{
    const struct profile_variant *v = profile_variant_for(&r->source->session->profile, exempt);
    char text[96];
    if (r->has_key && results_is_graded(r->result) && v)
        snprintf(text, sizeof text, "%u/%u, %s", r->result->total, passlist_possible(v),
                 results_state_text(r->result->state, TABLE_VI));
    else
        snprintf(text, sizeof text, "%s", results_state_text(r->result->state, TABLE_VI));
    page_pair(p, 13, LABEL_MM, r->has_key ? "Kết quả:" : "Tình trạng bài:", text);
}

static void put_hours(struct page *p, const struct review_page *r)
{
    char text[128], first[16], last[16];
    if (!r->first_ms)
        return;
    write_time(r->first_ms, first);
    write_time(r->last_ms, last);
    snprintf(text, sizeof text, "%s, từ %s đến %s", r->seat[0] ? r->seat : "không rõ máy", first,
             last);
    page_pair(p, 13, LABEL_MM, "Máy, giờ làm bài:", text);
}

static void put_person(struct page *p, const struct review_page *r)
{
    char text[LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE];
    const struct session_roster *roster = &r->source->opened->roster;
    const struct session_paper *x = &roster->paper[r->source->paper];
    const struct session_candidate *c = &roster->candidate[x->candidate];
    page_pair(p, 13, LABEL_MM, "Họ và tên:", c->name);
    snprintf(text, sizeof text, "%s  ·  Đề %s", c->sbd, r->result->paper);
    page_pair(p, 13, LABEL_MM, "Mã số dự sát hạch:", text);
    snprintf(text, sizeof text, "%s (%s), hạng %s", x->title_vi, x->field, x->grade);
    page_pair(p, 13, LABEL_MM, "Bài sát hạch:", text);
    snprintf(text, sizeof text, "%s%s%s", letterhead_session(r->source),
             r->source->session->room[0] ? "  ·  " : "", r->source->session->room);
    page_pair(p, 13, LABEL_MM, "Ca sát hạch:", text);
    letterhead_sat(r->source, when);
    page_pair(p, 13, LABEL_MM, "Ngày thi:", when);
    put_hours(p, r);
    put_score(p, r, x->exempt);
}

/* Those that part stand apart. */
static void put_journals(struct page *p, const struct review_page *r)
{
    char text[256], used[48];
    for (size_t i = 0; i < r->journals; i++) {
        const struct review_page_journal *j = &r->journal[i];
        write_used(j->used_ms, used);
        snprintf(text, sizeof text, "%s: %zu sự kiện, %s%s", j->receipt, j->events, used,
                 r->journals > 1 && j->is_chosen ? "; các câu dưới đây theo nhật ký này" : "");
        page_pair(p, 13, LABEL_MM, i ? "" : "Mã biên nhận:", text);
    }
    page_space(p, 4);
}

/* ---- a question ---- */

static void put_option(struct page *p, const struct review_page *r,
                       const struct review_page_question *q, uint8_t place)
{
    struct buf text;
    bool is_chosen = q->chosen == place, is_key = r->has_key && q->key == place,
         is_right = r->has_key && q->right >> place & 1;
    buf_init(&text, 64 * 1024);
    buf_printf(&text, "%s %c)  %s%s%s", is_chosen ? "●" : "○", letter(place), q->option[place],
               !is_key    ? ""
               : is_right ? "  [đáp án]"
                          : "  [đáp án cũ, không còn tính]",
               is_right ? "  [tính đúng]" : "");
    page_paragraph(p, is_chosen ? &CHOSEN : &PLAIN, buf_text(&text));
    buf_free(&text);
}

/* "chọn b 08:12:05 (phút 7:31) → đổi sang c 08:20:44 (phút 16:10)" */
static void put_changes(struct page *p, const struct review_page_question *q)
{
    struct buf text;
    char at[16];
    if (q->changes == 0)
        return;
    buf_init(&text, 64 * 1024);
    for (size_t i = 0; i < q->changes; i++) {
        const struct review_page_change *x = &q->change[i];
        write_time(x->wall_ms, at);
        buf_add_text(&text, i ? " → " : "");
        if (x->place == REVIEW_PAGE_NONE)
            buf_add_text(&text, "bỏ chọn");
        else
            buf_printf(&text, "%s %c", i ? "đổi sang" : "chọn", letter(x->place));
        buf_printf(&text, " %s (phút %lu:%02lu)", at, (unsigned long)(x->used_ms / 60000),
                   (unsigned long)(x->used_ms / 1000 % 60));
    }
    page_paragraph(p, &SMALL, buf_text(&text));
    buf_free(&text);
}

/* What the council decided on it, and by what. */
static void put_ruling(struct page *p, const struct decision *d)
{
    struct buf text;
    buf_init(&text, 64 * 1024);
    decision_words_name(d, &text);
    buf_add_text(&text, ": ");
    decision_words_ruling(d, &text);
    decision_words_why(d, &text);
    page_paragraph(p, &SMALL, buf_text(&text));
    buf_free(&text);
}

/* What the other journals have, where they part. */
static void put_others(struct page *p, const struct review_page *r,
                       const struct review_page_question *q)
{
    char text[128];
    for (size_t i = 0; i < r->journals; i++) {
        uint8_t place = r->journal[i].choice[q->number - 1];
        if (r->journal[i].is_chosen || place == q->chosen)
            continue;
        if (place == REVIEW_PAGE_NONE)
            snprintf(text, sizeof text, "Nhật ký %s: không trả lời", r->journal[i].receipt);
        else
            snprintf(text, sizeof text, "Nhật ký %s: chọn %c", r->journal[i].receipt,
                     letter(place));
        page_paragraph(p, &SMALL, text);
    }
}

static void put_question(struct page *p, const struct review_page *r,
                         const struct review_page_question *q, const struct profile_variant *v)
{
    char text[PROFILE_NAME_MAX + 160];
    const struct profile_part *part = v && q->part < v->parts ? &v->part[q->part] : NULL;
    page_need(p, QUESTION_MM);
    snprintf(text, sizeof text, "Câu %u · %s · %u điểm · mã %s · xem %lu giây", q->number,
             part ? part->title_vi : "", part ? part->points : 0u, q->id,
             (unsigned long)(q->seen_ms / 1000));
    page_paragraph(p, &HEAD, text);
    page_paragraph(p, &PLAIN, q->stem);
    for (uint8_t place = 0; place < BANK_OPTIONS; place++)
        put_option(p, r, q, place);
    if (q->chosen == REVIEW_PAGE_NONE)
        page_paragraph(p, &SMALL, "Không trả lời câu này.");
    put_changes(p, q);
    put_others(p, r, q);
    if (q->ruling)
        put_ruling(p, q->ruling);
    page_space(p, 4);
}

/* ---- the whole ---- */

/* How much of a page a question takes, mm: set on a page that nobody sees. */
static double height_of(const struct review_page *r, const struct review_page_question *q,
                        const struct profile_variant *v)
{
    struct buf unseen;
    struct page *p;
    struct err ignored = {0};
    double height = 0;
    buf_init(&unseen, 4 * 1024 * 1024);
    if (letterhead_new(r->source, PAPERS_KINDS, (struct page_info){.title = ""}, &unseen, &p,
                       &ignored) == ERR_OK) {
        height = -page_at(p);
        put_question(p, r, q, v);
        height += page_at(p);
        if (page_finish(p, &ignored) != ERR_OK)
            height = 0;
    }
    buf_free(&unseen);
    return height > 0 ? height : 0;
}

/* Whoever signs sees on that page what is signed: the last question goes over to it. */
static void keep_with_signatures(struct page *p, const struct review_page *r,
                                 const struct profile_variant *v)
{
    page_need(p, height_of(r, &r->question[r->questions - 1], v) + END_MM);
}

static void put_all(struct page *p, const struct review_page *r)
{
    const struct session_paper *x = &r->source->opened->roster.paper[r->source->paper];
    const struct profile_variant *v = profile_variant_for(&r->source->session->profile, x->exempt);
    letterhead_put(p, r->source, PAPERS_KINDS);
    letterhead_title(p, "PHIẾU XEM LẠI BÀI SÁT HẠCH", NULL);
    put_person(p, r);
    put_journals(p, r);
    for (size_t i = 0; i < r->questions; i++) {
        if (i + 1 == r->questions)
            keep_with_signatures(p, r, v);
        put_question(p, r, &r->question[i], v);
    }
    page_need(p, END_MM);
    page_space(p, 4);
    letterhead_sign(p, "NGƯỜI DỰ SÁT HẠCH", "", "CÁN BỘ CHO XEM BÀI", "");
}

enum err_code review_page_pdf(const struct review_page *r, struct buf *out, struct err *e)
{
    struct page *p;
    enum err_code rc =
        letterhead_new(r->source, PAPERS_KINDS,
                       (struct page_info){.title = "Phiếu xem lại bài sát hạch",
                                          .corner = r->has_key ? "LƯU HÀNH NỘI BỘ" : NULL},
                       out, &p, e);
    if (rc != ERR_OK)
        return rc;
    put_all(p, r);
    return page_finish(p, e);
}
