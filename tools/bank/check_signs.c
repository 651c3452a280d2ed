/* Writing that could tell the right option from the others: signs that look alike, mixed in one
 * question; over the whole bank, a way of writing that right options have and wrong ones have not.
 * */
#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "tools/bank/check.h"

#include <string.h>
#include <utf8proc.h>

enum { SIGN_GROUPS = 9, TRAIT_LEAST = 40, TRAIT_RIGHT = 90, TRAIT_WRONG = 10 };

/* Signs of a group are taken for each other. A dash counts apart by its place: between blanks, or
 * joined to letters and digits. */
static const struct sign {
    uint32_t cp;
    int group;
} SIGNS[] = {
    /* group 1: the same, joined */
    {'-', 0},    {0x2010, 0}, {0x2011, 0}, {0x2012, 0}, {0x2013, 0}, {0x2014, 0}, {0x2015, 0},
    {0x2212, 0}, {'"', 2},    {0x201C, 2}, {0x201D, 2}, {0x201E, 2}, {'\'', 3},   {0x2018, 3},
    {0x2019, 3}, {0xB5, 4},   {0x3BC, 4},  {0x394, 5},  {0x2206, 5}, {0xB7, 6},   {0x2219, 6},
    {0x22C5, 6}, {0xB0, 7},   {0xBA, 7},   {0x2DA, 7},  {'/', 8},    {0x2044, 8}, {0x2215, 8},
};

static const struct sign *sign_of(uint32_t cp)
{
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++)
        if (SIGNS[i].cp == cp)
            return &SIGNS[i];
    return NULL;
}

/* What opens a quotation and what closes it are one sign here. */
static uint32_t shape(uint32_t cp)
{
    return cp == 0x201D || cp == 0x201E ? 0x201C : cp == 0x2019 ? 0x2018 : cp;
}

/* The first sign of a group that another of it stood before, in the texts met so far. */
static bool find_mixed(const char *text, uint32_t first[SIGN_GROUPS], uint32_t *was, uint32_t *is)
{
    for (size_t len = strlen(text), i = 0, n; i < len; i += n) {
        uint32_t cp = 0;
        n = utf8_decode(text + i, len - i, &cp);
        n = n ? n : 1;
        const struct sign *s = sign_of(cp);
        if (!s)
            continue;
        bool joined = s->group == 0 && i > 0 && text[i - 1] != ' ' && text[i + n] != ' ';
        uint32_t *known = &first[s->group + (joined ? 1 : 0)];
        if (*known && *known != shape(cp)) {
            *was = *known;
            *is = cp;
            return true;
        }
        *known = shape(cp);
    }
    return false;
}

static void check_mixed(const struct bank_folder *b, size_t i, struct findings *f)
{
    const struct bank_question *q = &b->source.question[i].text;
    uint32_t first[SIGN_GROUPS] = {0}, was = 0, is = 0;
    bool mixed = find_mixed(q->stem, first, &was, &is);
    for (int k = 0; !mixed && k < BANK_OPTIONS; k++)
        mixed = find_mixed(q->option[k], first, &was, &is);
    struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
    if (mixed)
        findings_add_topic(f, FINDINGS_WARNING, CHECK_SIGNS, &at,
                           _("two signs that look alike: U+%04X and U+%04X; write one of them"),
                           (unsigned)was, (unsigned)is);
}

/* ---- traits over the whole bank ---- */

enum trait { TRAIT_STOP, TRAIT_CAPITAL, TRAIT_SMALL, TRAIT_DASH, TRAIT_QUOTE, TRAITS };

static bool has_trait(const char *option, enum trait t)
{
    size_t len = strlen(option);
    uint32_t cp = 0;
    utf8_decode(option, len, &cp);
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
    switch (t) {
    case TRAIT_STOP: return len && option[len - 1] == '.';
    case TRAIT_CAPITAL: return c == UTF8PROC_CATEGORY_LU;
    case TRAIT_SMALL: return c == UTF8PROC_CATEGORY_LL;
    case TRAIT_DASH: return strstr(option, "\u2013") || strstr(option, "\u2014");
    case TRAIT_QUOTE: return strstr(option, "\u201C") || strstr(option, "\u2018");
    case TRAITS: break;
    }
    return false;
}

static const char *trait_text(enum trait t)
{
    const char *const TEXTS[TRAITS] = {_("a full stop at the end"), _("a capital at the beginning"),
                                       _("a small letter at the beginning"), _("a long dash"),
                                       _("a curved quotation mark")};
    return TEXTS[t];
}

static void check_trait(const struct bank_folder *b, enum trait t, struct findings *f)
{
    size_t right = 0, wrong = 0, n = b->source.questions;
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < BANK_OPTIONS; k++)
            if (has_trait(b->source.question[i].text.option[k], t))
                (*(k == b->source.question[i].answer ? &right : &wrong))++;
    if (right * 100 >= n * TRAIT_RIGHT && wrong * 100 <= (BANK_OPTIONS - 1) * n * TRAIT_WRONG)
        findings_add_topic(f, FINDINGS_WARNING, CHECK_TRAIT,
                           &(struct findings_place){.file = b->folder},
                           _("%s: %zu of %zu right options, but %zu of %zu wrong ones"),
                           trait_text(t), right, n, wrong, (BANK_OPTIONS - 1) * n);
}

void check_signs(const struct bank_folder *b, struct findings *f)
{
    for (size_t i = 0; i < b->source.questions; i++)
        check_mixed(b, i, f);
    for (int t = 0; b->source.questions >= TRAIT_LEAST && t < TRAITS; t++)
        check_trait(b, (enum trait)t, f);
}
