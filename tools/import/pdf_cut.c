#include "tools/import/pdf_cut.h"

#include "app/core/i18n.h"
#include "tools/import/pdf_fit.h"
#include "tools/import/published.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RULES_MAX = 1024, WORDS_MAX = 24 };
static const unsigned NUMBER = 1U << PDF_NUMBER, QUESTION = 1U << PDF_QUESTION;

static void clear(struct pdf_cut *cut, size_t lines)
{
    memset(cut->begins, 0, (lines + 1) * sizeof *cut->begins);
    memset(cut->first, 0xFF, (lines + 1) * sizeof *cut->first);
    memset(cut->next, 0xFF, (lines + 1) * sizeof *cut->next);
    pdf_cut_heading(cut);
}

enum err_code pdf_cut_init(struct pdf_cut *cut, size_t lines, struct err *e)
{
    *cut = (struct pdf_cut){.begins = calloc(lines + 1, sizeof *cut->begins),
                            .first = malloc((lines + 1) * sizeof *cut->first),
                            .next = malloc((lines + 1) * sizeof *cut->next),
                            .carried = PDF_CUT_NONE,
                            .letter = -1};
    if (!cut->begins || !cut->first || !cut->next)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    clear(cut, lines);
    return ERR_OK;
}

bool pdf_cut_again(struct pdf_cut *cut, size_t lines)
{
    if (!cut->lore.needed || cut->lore.stage == PDF_FIT_USE)
        return false;
    pdf_fit_settle(&cut->lore);
    clear(cut, lines);
    return true;
}

void pdf_cut_free(struct pdf_cut *cut)
{
    free(cut->begins);
    free(cut->first);
    free(cut->next);
    pdf_fit_forget(&cut->lore);
    *cut = (struct pdf_cut){0};
}

void pdf_cut_heading(struct pdf_cut *cut)
{
    cut->carried = PDF_CUT_NONE;
    cut->columns = 0;
    cut->letter = -1;
}

/* What a line holds: bits of its words' columns, a word of a question and one of the others, and
 * the option that begins there, -1 for none. */
struct look {
    unsigned columns;
    int letter;
    const struct pdf_word *text, *mark;
};

/* The word of these that stands at the line's usual height: signs out of another font stand higher
 * or lower. */
static const struct pdf_word *usual(const struct pdf_word *const *word, size_t n)
{
    const struct pdf_word *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < n; i++) {
        size_t same = 0;
        for (size_t k = 0; k < n; k++)
            same += fabsf(word[i]->y0 - word[k]->y0) < 0.05F &&
                    fabsf(word[i]->y1 - word[k]->y1) < 0.05F;
        if (same > most) {
            best = word[i];
            most = same;
        }
    }
    return best;
}

static struct look look_at(const struct pdf_pages *p, const struct pdf_columns *c,
                           const struct pdf_line *l)
{
    struct look look = {.letter = -1};
    const struct pdf_word *text[WORDS_MAX];
    size_t texts = 0;
    for (size_t k = 0; k < l->words && !l->furniture; k++) {
        const struct pdf_word *w = &p->word[l->word + k];
        enum pdf_column column = pdf_columns_of(c, p, w, k == 0);
        look.columns |= 1U << column;
        if (column != PDF_QUESTION) {
            look.mark = look.mark ? look.mark : w;
        } else if (texts < WORDS_MAX) {
            if (texts == 0 && !published_marker(pdf_word_text(p, w), &look.letter))
                look.letter = -1;
            text[texts++] = w;
        }
    }
    look.text = usual(text, texts);
    return look;
}

static void add_mark(struct pdf_cut *cut, uint32_t line)
{
    uint32_t *at = &cut->first[cut->carried];
    while (*at != PDF_CUT_NONE)
        at = &cut->next[*at];
    *at = line;
}

/* A part of a page that is known to hold whole rows, or whole parts of rows: what stands between
 * two ruling lines, or all of it. */
struct band {
    size_t from, to;
    unsigned columns;
    size_t numbers;      /* lines with a number */
    uint32_t first_text; /* the first line with text of a question */
    bool top;            /* the first of its page: it may go on with a row */
};

static void measure(const struct pdf_pages *p, const struct pdf_columns *c, struct band *b)
{
    b->columns = 0;
    b->numbers = 0;
    b->first_text = PDF_CUT_NONE;
    for (size_t i = b->from; i < b->to; i++) {
        unsigned columns = look_at(p, c, &p->line[i]).columns;
        b->columns |= columns;
        b->numbers += (columns & NUMBER) != 0;
        if ((columns & QUESTION) && b->first_text == PDF_CUT_NONE)
            b->first_text = (uint32_t)i;
    }
}

/* The band goes on with the row from the page before when that has no number yet, or the band has
 * none; two answers or two grades make two rows. */
static bool goes_on(const struct pdf_cut *cut, const struct band *b)
{
    unsigned marks = b->columns & ~QUESTION;
    return b->top && cut->carried != PDF_CUT_NONE && !(marks & cut->columns) &&
           (!(cut->columns & NUMBER) || !(marks & NUMBER));
}

/* The whole band is one row, or a part of one. */
static void add_band(struct pdf_cut *cut, const struct pdf_pages *p, const struct pdf_columns *c,
                     const struct band *b)
{
    if (!goes_on(cut, b)) {
        pdf_cut_heading(cut);
        cut->carried = b->first_text == PDF_CUT_NONE ? (uint32_t)b->from : b->first_text;
        cut->begins[cut->carried] = PDF_CUT_BEGINS;
    }
    cut->columns |= b->columns & ~QUESTION;
    for (size_t i = b->from; i < b->to; i++) {
        struct look look = look_at(p, c, &p->line[i]);
        if (look.mark)
            add_mark(cut, (uint32_t)i);
        cut->letter = look.letter >= 0 ? look.letter : cut->letter;
    }
}

/* Hands a band of several rows to who cuts without ruling lines. */
static enum err_code fit_rows(struct pdf_cut *cut, const struct pdf_pages *p,
                              const struct pdf_columns *c, const struct band *b,
                              struct pdf_fit *fit, struct err *e)
{
    bool open = b->top && cut->carried != PDF_CUT_NONE;
    for (size_t i = b->from; i < b->to; i++) {
        struct look look = look_at(p, c, &p->line[i]);
        if (!pdf_fit_add(fit, (uint32_t)i, look.text, look.mark, look.letter))
            return err_set(e, ERR_LIMIT, _("page %u: more lines than a page can have"),
                           p->line[i].page);
    }
    return pdf_fit_cut(fit, &cut->lore, open, open && (cut->columns & NUMBER), cut->letter, e);
}

static enum err_code add_rows(struct pdf_cut *cut, const struct pdf_pages *p,
                              const struct pdf_columns *c, const struct band *b, struct err *e)
{
    struct pdf_fit *fit = calloc(1, sizeof *fit);
    enum err_code rc =
        fit ? fit_rows(cut, p, c, b, fit, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    for (size_t i = 0, m = 0; rc == ERR_OK && i < fit->rows; i++) {
        const struct pdf_fit_row *row = &fit->row[i];
        if (row->begin != PDF_FIT_NONE) {
            pdf_cut_heading(cut);
            cut->carried = row->begin;
            cut->begins[row->begin] = PDF_CUT_BEGINS;
        }
        if (row->doubtful)
            cut->begins[cut->carried] = PDF_CUT_DOUBTFUL;
        cut->letter = row->letter;
        for (; m < fit->marks && fit->mark_row[m] == i; m++) {
            cut->columns |= look_at(p, c, &p->line[fit->mark[m]]).columns & ~QUESTION;
            add_mark(cut, fit->mark[m]);
        }
    }
    free(fit);
    return rc;
}

/* A ruling line that runs through a line of text is none of this table's: the page's lines cannot
 * be trusted. */
static bool is_through(const struct pdf_line *l, float y)
{
    float height = l->y1 - l->y0;
    return y > l->y0 + 0.3F * height && y < l->y1 - 0.3F * height;
}

/* The ruling lines between rows, from the top of the page down; 0 when there are none that can be
 * trusted. */
static size_t find_rules(const struct pdf_pages *p, const struct pdf_columns *c,
                         const struct pdf_rules *rules, size_t from, size_t to, float *y)
{
    uint32_t page = p->line[from].page;
    float x0 = (c->number0 + c->number1) / 2, x1 = (c->answer0 + c->answer1) / 2;
    size_t n = rules ? pdf_rules_across(rules, page, x0, x1, y, RULES_MAX) : 0;
    if (n > RULES_MAX)
        return 0;
    for (size_t i = 0; i < n; i++) {
        y[i] = p->height[page - 1] - y[i];
        for (size_t k = from; k < to; k++)
            if (!p->line[k].furniture && is_through(&p->line[k], y[i]))
                return 0;
    }
    return n;
}

enum err_code pdf_cut_page(struct pdf_cut *cut, const struct pdf_pages *p,
                           const struct pdf_columns *c, const struct pdf_rules *rules, size_t from,
                           size_t to, struct err *e)
{
    float y[RULES_MAX];
    size_t n = find_rules(p, c, rules, from, to, y), rule = 0;
    enum err_code rc = ERR_OK;
    bool top = true;
    for (size_t i = from; rc == ERR_OK && i < to;) {
        struct band b = {.from = i, .top = top};
        float middle = (p->line[i].y0 + p->line[i].y1) / 2;
        while (rule < n && y[rule] < middle)
            rule++;
        for (; i < to && (rule == n || (p->line[i].y0 + p->line[i].y1) / 2 < y[rule]); i++)
            ;
        b.to = i;
        measure(p, c, &b);
        if (b.columns == 0)
            continue;
        if (n && b.numbers <= 1)
            add_band(cut, p, c, &b);
        else
            rc = add_rows(cut, p, c, &b, e);
        top = false;
    }
    return rc;
}
