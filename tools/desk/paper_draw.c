#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/desk/paper_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LINES_MAX = 400, WORDS = 32 * 1024, ID_HEX = 6, OPTION_AT = 6 /* cells */ };

void paper_look_time(int64_t wall_ms, char *out, size_t room)
{
    time_t t = (time_t)(wall_ms / 1000);
    struct tm tm;
    if (!wall_ms || !localtime_r(&t, &tm) || !strftime(out, room, "%H:%M:%S", &tm))
        snprintf(out, room, "–");
}

static char letter(uint8_t place)
{
    return place < BANK_OPTIONS ? (char)('A' + place) : '-';
}

/* ---- the question ---- */

/* A text broken within `cells`; from the second line on it stands `indent` cells in. */
static void add_wrapped(struct buf *out, const char *text, int cells, int indent)
{
    static const char BLANKS[] = "        ";
    struct text_line line[LINES_MAX];
    char *clean = malloc(WORDS);
    if (!clean)
        return;
    text_clean(text, clean, WORDS);
    size_t n = text_wrap(clean, cells - indent, line, LINES_MAX);
    for (size_t i = 0; i < n && i < LINES_MAX; i++)
        buf_printf(out, "%.*s%.*s\n", i ? indent : 0, BLANKS, (int)line[i].len, line[i].start);
    free(clean);
}

static void add_options(const struct paper_view_question *q, int cells, struct buf *out)
{
    for (uint8_t place = 0; place < BANK_OPTIONS; place++) {
        buf_printf(out, "  %s %c  ", q->chosen == place ? "●" : " ", letter(place));
        add_wrapped(out, q->text.option[paper_option_at(q->order, place)], cells, OPTION_AT);
    }
}

static void add_changes(const struct paper_view_question *q, int cells, struct buf *out)
{
    struct buf text;
    char at[16];
    buf_init(&text, WORDS);
    for (size_t i = 0; i < q->changes; i++) {
        const struct paper_view_change *x = &q->change[i];
        paper_look_time(x->wall_ms, at, sizeof at);
        buf_printf(&text, "%s%s ", i ? " · " : "", at);
        if (x->place == PAPER_VIEW_NONE)
            buf_add_text(&text, _("cleared"));
        else
            buf_printf(&text, i ? _("changed to %c") : _("chose %c"), letter(x->place));
    }
    add_wrapped(out, text.len ? buf_text(&text) : _("No answer was chosen."), cells, 0);
    buf_free(&text);
}

static void add_others(const struct paper_look *p, const struct paper_view_question *q,
                       struct buf *out)
{
    for (size_t i = 0; i < p->reply->journals; i++)
        if (!p->reply->journal[i].is_chosen)
            buf_printf(out, _("In the other journal: %c\n"),
                       letter(p->reply->journal[i].choice[q->number - 1]));
}

static void add_places(uint8_t places, struct buf *out)
{
    const char *between = "";
    for (uint8_t place = 0; place < BANK_OPTIONS; place++)
        if (places >> place & 1) {
            buf_printf(out, "%s%c", between, letter(place));
            between = ", ";
        }
    if (!places)
        buf_add_text(out, "–");
}

static void add_ruling(const struct paper_view_question *q, int cells, struct buf *out)
{
    struct buf text, words;
    buf_init(&text, WORDS);
    buf_init(&words, WORDS);
    decision_describe(q->ruling, NULL, &words);
    buf_printf(&text, _("Decision %u, letters as in the bank: %s"), q->ruling->number,
               buf_text(&words));
    add_wrapped(out, buf_text(&text), cells, 0);
    buf_free(&text);
    buf_free(&words);
}

/* What is right stands here alone, and only once it was asked for. */
static void add_key(const struct paper_look *p, const struct paper_view_question *q, int cells,
                    struct buf *out)
{
    if (!p->shows_key) {
        buf_printf(out, "%s\n", _("The key is hidden: K shows it."));
        return;
    }
    buf_printf(out, _("Key: %c · counts as right: "), letter(q->key));
    add_places(q->right, out);
    buf_printf(out, " · %s\n",
               q->chosen == PAPER_VIEW_NONE ? _("not answered")
               : q->right >> q->chosen & 1  ? _("answered right")
                                            : _("answered wrong"));
    if (q->ruling)
        add_ruling(q, cells, out);
}

static void write_question(struct paper_look *p, int cells)
{
    const struct paper_view_question *q = &p->reply->question[p->at];
    buf_clear(&p->text);
    add_wrapped(&p->text, q->text.stem, cells, 0);
    buf_add_text(&p->text, "\n");
    add_options(q, cells, &p->text);
    buf_add_text(&p->text, "\n");
    add_changes(q, cells, &p->text);
    add_others(p, q, &p->text);
    add_key(p, q, cells, &p->text);
    p->text.len -= p->text.len > 0; /* the last line's end would begin another */
    tui_pager_open(&p->pager, buf_text(&p->text));
    p->cells = cells;
}

/* ---- what stands above it ---- */

static const char *sheet_word(enum paper_view_sheet sheet)
{
    return sheet == PAPER_VIEW_ITS_RECEIPT ? _("● signed sheet")
           : sheet == PAPER_VIEW_OTHERWISE ? _("x signed sheet differs")
                                           : _("· sheet not typed");
}

/* "Receipt 4N7K 2QXM 9D3T 0C5W ● signed sheet · MAY-07 · 07:41–08:10, 29:12" */
static void tell_journal(const struct paper_look *p, char *out, size_t room)
{
    const struct paper_view_journal *j = paper_look_journal(p);
    char receipt[CODE_RECEIPT_SHOWN], first[16], last[16];
    if (!j) {
        snprintf(
            out, room,
            P_("No journal stands: %zu came.", "No journal stands: %zu came.", p->reply->journals),
            p->reply->journals);
        return;
    }
    unsigned used = (unsigned)(j->submission->state.used_ms / 1000);
    code_receipt_shown(j->submission->head, receipt);
    paper_look_time(j->first_ms, first, sizeof first);
    paper_look_time(j->last_ms, last, sizeof last);
    snprintf(out, room, _("Receipt %s %s · %.40s · %.5s–%.5s, %u:%02u"), receipt,
             sheet_word(j->sheet), j->seat[0] ? j->seat : _("unknown seat"), first, last, used / 60,
             used % 60);
}

static void tell_place(const struct paper_look *p, char *out, size_t room)
{
    char id[2 * ID_HEX + 1];
    crypt_hex(p->reply->question[p->at].qid, ID_HEX, id);
    snprintf(out, room, _("Question %zu/%zu   %s"), p->at + 1, p->reply->questions, id);
}

static void tell_seen(const struct paper_look *p, char *out, size_t room)
{
    unsigned long seconds = (unsigned long)(p->reply->question[p->at].seen_ms / 1000);
    snprintf(out, room, P_("seen for %lu second", "seen for %lu seconds", seconds), seconds);
}

void paper_look_draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct paper_look *p = (struct paper_look *)s;
    char text[512], clean[512];
    int cells = v->cols - 4;
    if (!p->reply)
        tui_paragraph_within(v, row + 1, end, 3, v->cols - 6, CANVAS_DIM, screen_unseen());
    if (!p->reply || p->reply->questions == 0)
        return;
    tell_journal(p, text, sizeof text);
    canvas_text_cut(v, row, 1, v->cols - 2, CANVAS_PLAIN, text_clean(text, clean, sizeof clean));
    tell_place(p, text, sizeof text);
    canvas_text(v, row + 2, 1, v->cols - 2, CANVAS_TITLE, text);
    tell_seen(p, text, sizeof text);
    canvas_text_right(v, row + 2, v->cols - 1, CANVAS_DIM, text);
    if (p->cells != cells - 1) /* the pager keeps the last for its arrows */
        write_question(p, cells - 1);
    tui_pager_draw(v, &p->pager, row + 4, 1, end - row - 4, cells);
}

void paper_look_tell(struct screen *s, struct buf *out)
{
    struct paper_look *p = (struct paper_look *)s;
    char text[512];
    if (!p->reply)
        buf_printf(out, "%s\n", screen_unseen());
    if (!p->reply || p->reply->questions == 0)
        return;
    tell_journal(p, text, sizeof text);
    buf_printf(out, "%s\n", text);
    tell_place(p, text, sizeof text);
    buf_printf(out, "%s", text);
    tell_seen(p, text, sizeof text);
    buf_printf(out, " · %s\n", text);
    write_question(p, 70);
    buf_printf(out, "%s\n", buf_text(&p->text));
    p->cells = 0;
}

/* ---- the head ---- */

/* "20/30 · Không đạt", or that it is hidden; what is no score is no secret. */
static void tell_score(const struct paper_look *p, char *out, size_t room)
{
    const struct result *r = &p->reply->result;
    enum table_lang lang = p->screen.desk->is_english ? TABLE_EN : TABLE_VI;
    unsigned right = 0, questions = 0;
    for (unsigned i = 0; i < r->parts && i < PROFILE_PARTS_MAX; i++) {
        right += r->right[i];
        questions += r->questions[i];
    }
    if (!results_is_graded(r))
        snprintf(out, room, "%s", results_state_text_at(r->state, p->reply->is_over, lang));
    else if (!p->shows_key)
        snprintf(out, room, "%s", _("score hidden"));
    else if (r->total == right)
        snprintf(out, room, "%u/%u · %s", right, questions, results_state_text(r->state, lang));
    else
        snprintf(out, room, _("%u/%u right · %u points · %s"), right, questions, r->total,
                 results_state_text(r->state, lang));
}

void paper_look_head(struct screen *s, struct screen_head *out)
{
    const struct paper_look *p = (const struct paper_look *)s;
    char name[64];
    snprintf(out->title, sizeof out->title, _("Paper %s · %s"), p->paper, p->session);
    if (!p->reply)
        return;
    const struct session_roster *r = &p->reply->grading.opened.roster;
    const struct session_paper *x = &r->paper[p->reply->paper];
    const struct session_candidate *c = &r->candidate[x->candidate];
    snprintf(out->title, sizeof out->title, _("Paper %s · %s · SBD %.30s · %.20s %.20s · %.40s"),
             p->paper, text_clean(c->name, name, sizeof name), c->sbd, x->field, x->grade,
             p->session);
    tell_score(p, out->right, sizeof out->right);
}
