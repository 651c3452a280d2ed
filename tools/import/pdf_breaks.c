#include "tools/import/pdf_breaks.h"

#include "app/core/i18n.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS_MAX = 1000 * 1000, PAIR_MAX = 128 };
static const char OPENING[] = "([{\"'", CLOSING[] = ")]}\"'.,;:?!";

/* 0 for a slash, 1 for a hyphen, -1 for neither. */
static int sign_of(char c)
{
    return c == '/' ? 0 : c == '-' ? 1 : -1;
}

/* A sign between a capital or a figure and another is part of a code or a number: 50/2014/QH13,
 * NĐ-CP. Letters beyond ASCII count by their lower half: Đ is the only one that begins codes. */
static int is_code(const char *before, size_t n, const char *after)
{
    bool left =
        n && (isdigit((unsigned char)before[n - 1]) || isupper((unsigned char)before[n - 1]) ||
              (n > 1 && memcmp(before + n - 2, "Đ", 2) == 0));
    bool right = isdigit((unsigned char)after[0]) || isupper((unsigned char)after[0]) ||
                 strncmp(after, "Đ", 2) == 0;
    return left && right;
}

/* "NĐ-" and "CP" as a key, without what encloses them; false when it is too long to keep. */
static bool make_key(const char *left, size_t n, const char *right, char out[PAIR_MAX])
{
    size_t m = strcspn(right, " ");
    while (n && strchr(OPENING, *left)) {
        left++;
        n--;
    }
    while (m && strchr(CLOSING, right[m - 1]))
        m--;
    if (n == 0 || m == 0 || n + m + 1 > PAIR_MAX)
        return false;
    memcpy(out, left, n);
    memcpy(out + n, right, m);
    out[n + m] = '\0';
    return true;
}

static bool keep(char ***list, size_t *count, size_t *room, const char *key)
{
    if (*count == PAIRS_MAX)
        return true;
    if (*count == *room) {
        size_t more = *room ? *room * 2 : 256;
        char **grown = realloc(*list, more * sizeof *grown);
        if (!grown)
            return false;
        *list = grown;
        *room = more;
    }
    (*list)[*count] = strdup(key);
    return (*list)[*count] != NULL && ++*count;
}

/* A sign behind the first n − 1 bytes of left, and what follows it. */
static bool add_pair(struct pdf_breaks *b, const char *left, size_t n, const char *right,
                     bool loose)
{
    char key[PAIR_MAX];
    int sign = sign_of(left[n - 1]);
    if (n < 2 || !right[0] || !make_key(left, n, right, key))
        return true;
    b->count[sign][is_code(left, n - 1, right)][loose]++;
    return loose ? keep(&b->loose, &b->looses, &b->loose_room, key)
                 : keep(&b->tight, &b->tights, &b->tight_room, key);
}

static bool learn_line(struct pdf_breaks *b, const struct pdf_pages *p, const struct pdf_line *l)
{
    bool ok = true;
    for (size_t i = 0; ok && i < l->words; i++) {
        const struct pdf_word *w = &p->word[l->word + i], *next = i + 1 < l->words ? w + 1 : NULL;
        const char *text = pdf_word_text(p, w);
        for (size_t at = 0; ok && text[at]; at++)
            if (sign_of(text[at]) >= 0 && text[at + 1])
                ok = add_pair(b, text, at + 1, text + at + 1, false);
        size_t n = strlen(text);
        if (ok && n && sign_of(text[n - 1]) >= 0 && next && next->x0 - w->x1 < w->y1 - w->y0)
            ok = add_pair(b, text, n, pdf_word_text(p, next), true);
    }
    return ok;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum err_code pdf_breaks_learn(struct pdf_breaks *b, const struct pdf_pages *p, struct err *e)
{
    *b = (struct pdf_breaks){0};
    for (size_t i = 0; i < p->lines; i++)
        if (!learn_line(b, p, &p->line[i]))
            return err_set(e, ERR_LIMIT, _("out of memory"));
    if (b->tights)
        qsort(b->tight, b->tights, sizeof *b->tight, by_text);
    if (b->looses)
        qsort(b->loose, b->looses, sizeof *b->loose, by_text);
    return ERR_OK;
}

void pdf_breaks_free(struct pdf_breaks *b)
{
    for (size_t i = 0; i < b->tights; i++)
        free(b->tight[i]);
    for (size_t i = 0; i < b->looses; i++)
        free(b->loose[i]);
    free(b->tight);
    free(b->loose);
    *b = (struct pdf_breaks){0};
}

bool pdf_breaks_asks(const char *text)
{
    size_t n = strlen(text);
    return n >= 2 && sign_of(text[n - 1]) >= 0 && text[n - 2] != ' ' && text[n - 2] != '\n';
}

static bool has(char **list, size_t count, const char *key)
{
    return count && bsearch(&key, list, count, sizeof *list, by_text);
}

bool pdf_breaks_tight(struct pdf_breaks *b, const char *text, const char *next)
{
    char key[PAIR_MAX];
    size_t n = strlen(text), from = n;
    while (from && text[from - 1] != ' ' && text[from - 1] != '\n')
        from--;
    bool named = make_key(text + from, n - from, next, key),
         tight = named && has(b->tight, b->tights, key),
         loose = named && has(b->loose, b->looses, key);
    if (tight != loose)
        return tight;
    b->unknown++;
    int code = is_code(text + from, n - 1 - from, next);
    const size_t *count = b->count[sign_of(text[n - 1])][code];
    return count[0] != count[1] ? count[0] > count[1] : code;
}
