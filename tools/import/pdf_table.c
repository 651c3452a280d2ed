#include "tools/import/pdf_table.h"

#include "tools/import/normal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_word(const struct pdf_pages *p, const struct pdf_word *w, const char *key)
{
    char *own = normal_key(pdf_word_text(p, w));
    bool same = own && strcmp(own, key) == 0;
    free(own);
    return same;
}

/* A word of this key in the line, right of x; NULL when there is none. */
static const struct pdf_word *find(const struct pdf_pages *p, const struct pdf_line *l,
                                   const char *key, float x)
{
    for (size_t i = 0; i < l->words; i++) {
        const struct pdf_word *w = &p->word[l->word + i];
        if (w->x0 >= x && is_word(p, w, key))
            return w;
    }
    return NULL;
}

/* In the line or one of its neighbours, where a narrow column has broken its title. */
static const struct pdf_word *find_near(const struct pdf_pages *p, size_t at, const char *key,
                                        float x, size_t *first, size_t *last)
{
    float height = p->line[at].y1 - p->line[at].y0;
    for (int step = 0; step < 3; step++) {
        size_t i = step == 0 ? at : step == 1 ? at + 1 : at - 1;
        if (i >= p->lines || p->line[i].page != p->line[at].page ||
            fabsf(p->line[i].y0 - p->line[at].y0) > 2 * height)
            continue;
        const struct pdf_word *w = find(p, &p->line[i], key, x);
        if (w) {
            *first = i < *first ? i : *first;
            *last = i > *last ? i : *last;
            return w;
        }
    }
    return NULL;
}

bool pdf_table_head(const struct pdf_pages *p, size_t at, struct pdf_columns *c, size_t *first,
                    size_t *last)
{
    const struct pdf_line *l = &p->line[at];
    *first = *last = at;
    if (l->words == 0 || !is_word(p, &p->word[l->word], "stt"))
        return false;
    const struct pdf_word *stt = &p->word[l->word],
                          *cau = find_near(p, at, "cau", stt->x1, first, last);
    const struct pdf_word *hoi = cau ? find_near(p, at, "hoi", cau->x1 - 1, first, last) : NULL;
    const struct pdf_word *dap = hoi ? find_near(p, at, "dap", hoi->x1, first, last) : NULL,
                          *an = dap ? find_near(p, at, "an", hoi->x1, first, last) : NULL;
    const struct pdf_word *hang =
        an ? find_near(p, at, "hang", fminf(dap->x1, an->x1), first, last) : NULL;
    if (!hang)
        return false;
    *c = (struct pdf_columns){
        stt->x0,  stt->x1,  cau->x0, hoi->x1, fminf(dap->x0, an->x0), fmaxf(dap->x1, an->x1),
        hang->x0, hang->x1, cau->x0, hoi->x1};
    return true;
}

bool pdf_columns_same(const struct pdf_columns *a, const struct pdf_columns *b)
{
    return fabsf(a->number0 - b->number0) < 1 && fabsf(a->question0 - b->question0) < 1 &&
           fabsf(a->answer0 - b->answer0) < 1 && fabsf(a->grade0 - b->grade0) < 1;
}

static bool is_digits(const char *s)
{
    size_t n = strspn(s, "0123456789");
    return n > 0 && (s[n] == '\0' || (s[n] == '.' && s[n + 1] == '\0'));
}

void pdf_columns_learn(struct pdf_columns *c, const struct pdf_pages *p, const struct pdf_line *l)
{
    for (size_t i = 0; i < l->words; i++) {
        const struct pdf_word *w = &p->word[l->word + i];
        const char *text = pdf_word_text(p, w);
        /* words, not single letters: an answer's letter may stand left of its column's title */
        if (w->x0 > c->number0 && !is_digits(text) && w->x1 < c->answer0)
            c->left = fminf(c->left, w->x0);
        if (text[0] && text[1] && w->x1 <= c->answer0 + 1)
            c->right = fmaxf(c->right, w->x1);
    }
}

enum pdf_column pdf_columns_of(const struct pdf_columns *c, const struct pdf_pages *p,
                               const struct pdf_word *w, bool first)
{
    float middle = (w->x0 + w->x1) / 2;
    if (first && w->x0 < c->left - 1 && is_digits(pdf_word_text(p, w)))
        return PDF_NUMBER;
    if (w->x0 <= c->right - 0.5F && w->x0 < c->answer0)
        return PDF_QUESTION;
    return fabsf(middle - (c->grade0 + c->grade1) / 2) <
                   fabsf(middle - (c->answer0 + c->answer1) / 2)
               ? PDF_GRADE
               : PDF_ANSWER;
}
