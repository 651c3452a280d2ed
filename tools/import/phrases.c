#include "tools/import/phrases.h"

#include "app/core/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { ELEMENTS_MAX = 16 };

/* One word of a pattern: len bytes at text, alternatives still in it. */
struct element {
    const char *text;
    size_t len;
    bool optional, absent;
};

static bool is_word_character(uint32_t cp)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME) || c == UTF8PROC_CATEGORY_ND;
}

/* Room for each byte's word and NUL; small letters take no more bytes than one and a half of what
 * they came from. */
void phrases_split(const char *text, struct phrases_text *out)
{
    size_t len = strlen(text), at = 0, room = 4 * len + 2;
    bool open = false;
    *out = (struct phrases_text){.bytes = malloc(room), .word = calloc(len + 1, sizeof *out->word)};
    for (size_t i = 0, n;
         out->bytes && out->word && i < len && out->count < PHRASES_WORDS_MAX && at + 6 < room;
         i += n) {
        uint32_t cp = 0;
        n = utf8_decode(text + i, len - i, &cp);
        if (n == 0 || cp == ' ' || cp == '\n') {
            n = n ? n : 1;
            at += open ? 1 : 0;
            open = false;
            continue;
        }
        bool letter = is_word_character(cp);
        if (open && !letter)
            at++;
        if (!open || !letter)
            out->word[out->count++] = out->bytes + at;
        at += utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)cp), out->bytes + at);
        out->bytes[at] = '\0';
        at += letter ? 0 : 1;
        open = letter;
    }
    if (!out->bytes || !out->word)
        out->count = 0;
}

void phrases_free(struct phrases_text *t)
{
    free(t->bytes);
    free(t->word);
    *t = (struct phrases_text){0};
}

static size_t read_pattern(const char *pattern, struct element out[ELEMENTS_MAX])
{
    size_t n = 0;
    for (const char *at = pattern; *(at += strspn(at, " ")) && n < ELEMENTS_MAX; n++) {
        struct element *x = &out[n];
        size_t len = strcspn(at, " ");
        x->absent = *at == '!';
        x->optional = len > 1 && at[len - 1] == '?';
        x->text = at + x->absent;
        x->len = len - x->absent - x->optional;
        at += len;
    }
    return n;
}

static bool is_number(const char *word)
{
    return word[0] >= '0' && word[0] <= '9';
}

static bool is_plain_word(const char *word)
{
    static const char *const OTHERS[] = {"nào", "gì", "các", "những"};
    uint32_t cp = 0;
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (strcmp(word, OTHERS[i]) == 0)
            return false;
    return utf8_decode(word, strlen(word), &cp) > 0 && is_word_character(cp) && !is_number(word);
}

/* One choice of an element at word i: the words it takes, -1 when it does not stand there. */
static long match_choice(const struct phrases_text *t, size_t i, const char *choice, size_t len)
{
    const char *word = i < t->count ? t->word[i] : "";
    if (len == 1 && *choice == '^')
        return i == 0 ? 0 : -1;
    if (len == 1 && *choice == '$')
        return !*word || (strchr(".,;:?!)(\"", *word) && !word[1]) ? 0 : -1;
    if (len == 3 && strncmp(choice, "<l>", 3) == 0)
        return word[0] >= 'a' && word[0] <= 'd' && !word[1] ? 1 : -1;
    if (len == 3 && strncmp(choice, "<n>", 3) == 0)
        return is_number(word) ? 1 : -1;
    if (len == 3 && strncmp(choice, "<w>", 3) == 0)
        return is_plain_word(word) ? 1 : -1;
    long taken = 0;
    while (len) {
        const char *end = memchr(choice, '_', len);
        size_t n = end ? (size_t)(end - choice) : len;
        word = i + (size_t)taken < t->count ? t->word[i + (size_t)taken] : "";
        if (strncmp(word, choice, n) != 0 || word[n])
            return -1;
        taken++;
        choice += n + (end != NULL);
        len -= n + (end != NULL);
    }
    return taken;
}

static bool match(const struct phrases_text *t, size_t i, const struct element *x, size_t left)
{
    if (left == 0)
        return true;
    bool stands = false;
    for (const char *choice = x->text, *end = x->text + x->len; choice < end;) {
        const char *bar = memchr(choice, '|', (size_t)(end - choice));
        size_t n = (size_t)((bar ? bar : end) - choice);
        long taken = match_choice(t, i, choice, n);
        stands = stands || taken >= 0;
        if (taken >= 0 && !x->absent && match(t, i + (size_t)taken, x + 1, left - 1))
            return true;
        choice += n + 1;
    }
    return ((x->absent && !stands) || x->optional) && match(t, i, x + 1, left - 1);
}

bool phrases_find(const struct phrases_text *t, const char *pattern, size_t *at)
{
    struct element x[ELEMENTS_MAX];
    size_t n = read_pattern(pattern, x);
    bool at_start = n && x[0].len == 1 && x[0].text[0] == '^' && !x[0].optional && !x[0].absent;
    for (size_t i = 0; n && i < (at_start ? 1 : t->count); i++)
        if (i < t->count && match(t, i, x, n)) {
            if (at)
                *at = i;
            return true;
        }
    return false;
}

bool phrases_any(const struct phrases_text *t, const char *const *pattern, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (phrases_find(t, pattern[i], NULL))
            return true;
    return false;
}
