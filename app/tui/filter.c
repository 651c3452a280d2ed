#include "app/tui/filter.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdlib.h>
#include <string.h>

enum { FOLDED_MAX = 4096 };

/* Small letters without marks; what is no Vietnamese letter stays as it is. */
static void fold(const char *s, char out[FOLDED_MAX])
{
    size_t at = 0;
    for (size_t left = strlen(s), n; left > 0 && at + 5 < FOLDED_MAX; s += n, left -= n) {
        char one[5] = "", plain[8];
        uint32_t cp = 0;
        n = utf8_decode(s, left, &cp);
        n = n ? n : 1;
        if (n == 1) {
            out[at++] = *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;
            continue;
        }
        memcpy(one, s, n);
        if (text_cp_width(cp) == 0)
            continue;                     /* a mark behind its letter */
        if (cp == 0x201C || cp == 0x201D) /* as Word writes them */
            out[at++] = '"';
        else if (text_fold(one, plain, sizeof plain))
            at += (size_t)(stpcpy(out + at, plain) - (out + at));
        else
            at += (size_t)(stpcpy(out + at, one) - (out + at));
    }
    out[at] = '\0';
}

/* Every word of `want`, which is folded, and every phrase; one that is not closed yet goes to the
 * end. */
static bool holds(const char *text, const char *want)
{
    char has[FOLDED_MAX], piece[FOLDED_MAX];
    fold(text, has);
    for (const char *at = want; *at;) {
        bool is_phrase = *at == '"';
        at += is_phrase;
        size_t len = strcspn(at, is_phrase ? "\"" : " \"");
        memcpy(piece, at, len);
        piece[len] = '\0';
        if (!strstr(has, piece))
            return false;
        at += len;
        at += is_phrase ? *at == '"' : *at == ' ';
    }
    return true;
}

bool tui_filter_matches_as_typed(const char *typed, const char *text)
{
    char want[FOLDED_MAX], has[FOLDED_MAX], *to = want;
    fold(typed, want);
    for (const char *at = want; *at; at++)
        if (*at != '"')
            *to++ = *at;
    *to = '\0';
    fold(text, has);
    return strstr(has, want) != NULL;
}

void tui_filter_draw_hint(struct canvas *v, int row, int col, int end, const char *typed)
{
    char plain[FOLDED_MAX];
    const char *hint = _("\"…\": words side by side");
    fold(typed, plain);
    if (strchr(plain, ' ') && !strchr(plain, '"') && text_width(hint) < end - col)
        canvas_text_right(v, row, end, CANVAS_DIM, hint);
}

bool tui_filter_matches(const char *typed, const char *text)
{
    char want[FOLDED_MAX];
    fold(typed, want);
    return holds(text, want);
}

bool tui_filter_apply(struct tui_filter *f, size_t rows,
                      const char *(*text)(void *context, size_t row), void *context)
{
    char want[FOLDED_MAX];
    size_t *row = malloc((rows + 1) * sizeof *row);
    if (!row) {
        tui_filter_free(f);
        f->count = rows;
        return false;
    }
    free(f->row);
    f->row = row;
    f->count = 0;
    fold(f->typed.text, want);
    for (size_t i = 0; i < rows; i++)
        if (!want[0] || holds(text(context, i), want))
            row[f->count++] = i;
    return true;
}

size_t tui_filter_row(const struct tui_filter *f, size_t i)
{
    return f->row ? f->row[i] : i;
}

size_t tui_filter_place(const struct tui_filter *f, size_t row)
{
    size_t low = 0, high = f->count;
    if (!f->row)
        return row < f->count ? row : f->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->row[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void tui_filter_free(struct tui_filter *f)
{
    free(f->row);
    f->row = NULL;
    f->count = 0;
}
