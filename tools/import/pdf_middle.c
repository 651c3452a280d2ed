#include "tools/import/pdf_middle.h"

#include "app/core/i18n.h"
#include "tools/import/published.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 160, MARKS_MAX = 80, NO_LETTER = -1 }; /* a page of A4 in 8 points has some 90 lines */
static const float FAULT = 10.0F;      /* what an option out of its order costs, in lines of distance */
static const float LEFT_OVER = 2.0F;   /* what it costs to begin a row whose number stands on the next page */

/* One page's part of a table. */
struct strip {
    uint32_t line[LINES_MAX];          /* lines with text of questions */
    float top[LINES_MAX], bottom[LINES_MAX];
    int letter[LINES_MAX];             /* the option that begins there, from 0; NO_LETTER for other lines */
    size_t lines;
    uint32_t mark[MARKS_MAX];          /* lines with a number, an answer or a grade */
    float middle[MARKS_MAX];
    size_t marks;
    float height;                      /* of a line */
};

static enum err_code add_line(struct strip *s, const struct pdf_pages *p, const struct pdf_columns *c, size_t i, struct err *e)
{
    const struct pdf_line *l = &p->line[i];
    bool text = false, mark = false;
    int letter = NO_LETTER;
    for (size_t k = 0; k < l->words; k++) {
        const struct pdf_word *w = &p->word[l->word + k];
        if (pdf_columns_of(c, p, w, k == 0) != PDF_QUESTION) {
            mark = true;
        } else if (!text) {
            text = true;
            if (!published_marker(pdf_word_text(p, w), &letter))
                letter = NO_LETTER;
        }
    }
    if (s->lines == LINES_MAX || s->marks == MARKS_MAX)
        return err_set(e, ERR_FORMAT, _("page %u: more lines than a page can have"), l->page);
    if (text) {
        s->line[s->lines] = (uint32_t)i;
        s->top[s->lines] = l->y0;
        s->bottom[s->lines] = l->y1;
        s->letter[s->lines++] = letter;
    }
    if (mark) {
        s->mark[s->marks] = (uint32_t)i;
        s->middle[s->marks++] = (l->y0 + l->y1) / 2;
    }
    s->height = fmaxf(l->y1 - l->y0, 1);
    return ERR_OK;
}

/* Options out of their order in lines from .. to − 1, where option `next` is to come; open: the row may go on behind them. */
static unsigned faults(const struct strip *s, size_t from, size_t to, int next, bool open)
{
    unsigned n = 0;
    for (size_t i = from; i < to; i++)
        if (s->letter[i] != NO_LETTER) {
            n += s->letter[i] != next;
            next = s->letter[i] + 1;
        }
    return n + (!open && next < 4 ? (unsigned)(4 - next) : 0);
}

/* The same for lines that are to be a whole row: it begins with text, not with an option. */
static unsigned row_faults(const struct strip *s, size_t from, size_t to, bool open)
{
    return faults(s, from, to, 0, open) + (s->letter[from] != NO_LETTER);
}

/* Cheapest way to cut lines behind `from` into the rows of the marks from `mark` on. */
struct cut {
    float cost;
    uint16_t end;     /* where the row that begins here ends; for the last mark also where what is left over begins */
};

static float row_cost(const struct strip *s, size_t from, size_t to, size_t mark)
{
    bool last = mark + 1 == s->marks && to == s->lines;
    float off = fabsf((s->top[from] + s->bottom[to - 1]) / 2 - s->middle[mark]) / s->height;
    return off * 2 + FAULT * (float)row_faults(s, from, to, last);
}

/* cut[mark * (lines + 1) + from], filled from the last mark back. */
static void fill(const struct strip *s, size_t first, struct cut *cut)
{
    size_t width = s->lines + 1;
    for (size_t from = 0; from < width; from++) /* behind the last mark: nothing, or a row that goes on overleaf */
        cut[s->marks * width + from] =
            (struct cut){from == s->lines ? 0 : LEFT_OVER + FAULT * (float)row_faults(s, from, s->lines, true), (uint16_t)s->lines};
    for (size_t mark = s->marks; mark-- > first;)
        for (size_t from = 0; from < width; from++) {
            struct cut best = {INFINITY, 0};
            for (size_t to = from + 1; to < width; to++) {
                float cost = row_cost(s, from, to, mark) + cut[(mark + 1) * width + to].cost;
                if (cost < best.cost)
                    best = (struct cut){cost, (uint16_t)to};
            }
            cut[mark * width + from] = best;
        }
}

/* What the lines before the first row are: the rest of a row from the page before. */
static float rest_cost(const struct strip *s, size_t rest)
{
    for (size_t i = 0; i < rest; i++)
        if (s->letter[i] != NO_LETTER)
            return FAULT * (float)faults(s, i, rest, s->letter[i], false);
    return 0.001F * (float)rest;
}

enum err_code pdf_middle_page(const struct pdf_pages *p, const struct pdf_columns *c, size_t from, size_t to, uint32_t *lender, uint32_t *carried,
                              struct err *e)
{
    struct strip *s = calloc(1, sizeof *s);
    struct cut *cut = NULL;
    enum err_code rc = s ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    for (size_t i = from; rc == ERR_OK && i < to; i++)
        if (!p->line[i].furniture)
            rc = add_line(s, p, c, i, e);
    if (rc == ERR_OK && !(cut = calloc((s->marks + 1) * (s->lines + 1), sizeof *cut)))
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && s->lines) {
        size_t first = *carried != PDF_MIDDLE_NONE && s->marks ? 1 : 0, at = 0;
        if (first)
            lender[*carried] = s->mark[0];
        fill(s, first, cut);
        for (size_t rest = 1; rest <= s->lines; rest++)
            if (rest_cost(s, rest) + cut[first * (s->lines + 1) + rest].cost < rest_cost(s, at) + cut[first * (s->lines + 1) + at].cost)
                at = rest;
        for (size_t mark = first; mark < s->marks && at < s->lines; mark++) {
            lender[s->line[at]] = s->mark[mark];
            at = cut[mark * (s->lines + 1) + at].end;
        }
        *carried = at < s->lines ? s->line[at] : PDF_MIDDLE_NONE;
        if (at < s->lines)
            lender[s->line[at]] = s->line[at]; /* until the next page says otherwise */
    }
    free(cut);
    free(s);
    return rc;
}
