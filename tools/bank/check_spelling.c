/* Two ways to place the tone in oa, oe, uy: hòa, khỏe, thủy or hoà, khoẻ, thuỷ. Either is right; a bank with both looks careless. */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/bank/check.h"

#include <string.h>
#include <utf8proc.h>

static const struct { const char *old, *newer; } PAIRS[] = {{"òa", "oà"}, {"óa", "oá"}, {"ỏa", "oả"}, {"õa", "oã"}, {"ọa", "oạ"}, {"òe", "oè"}, {"óe", "oé"}, {"ỏe", "oẻ"},
                                                            {"õe", "oẽ"}, {"ọe", "oẹ"}, {"ùy", "uỳ"}, {"úy", "uý"}, {"ủy", "uỷ"}, {"ũy", "uỹ"}, {"ụy", "uỵ"}};

static bool is_letter(const char *s)
{
    uint32_t cp;
    size_t n = *s ? text_decode(s, strlen(s), &cp) : 0;
    utf8proc_category_t c = n ? utf8proc_category((utf8proc_int32_t)cp) : UTF8PROC_CATEGORY_ZS;
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

/* True when the ending stands at a syllable's end in the text; "quý" has but one spelling. */
static bool holds(const char *text, const char *ending)
{
    for (const char *at = text; (at = strstr(at, ending)); at++)
        if (!is_letter(at + strlen(ending)) && !(at > text && (at[-1] == 'q' || at[-1] == 'Q')))
            return true;
    return false;
}

/* Bits: 1 the old way is used, 2 the newer. */
static unsigned ways_of_text(const char *text)
{
    unsigned ways = 0;
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++)
        ways |= (holds(text, PAIRS[i].old) ? 1U : 0U) | (holds(text, PAIRS[i].newer) ? 2U : 0U);
    return ways;
}

static unsigned ways_of(const struct bank_question *q)
{
    unsigned ways = ways_of_text(q->stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        ways |= ways_of_text(q->option[i]);
    return ways;
}

void check_spelling(const struct bank_folder *b, struct findings *f)
{
    size_t count[2] = {0};
    for (size_t i = 0; i < b->source.questions; i++) {
        unsigned ways = ways_of(&b->source.question[i].text);
        count[0] += (ways & 1) != 0;
        count[1] += (ways & 2) != 0;
    }
    unsigned rarer = count[0] < count[1] ? 1 : 2;
    for (size_t i = 0; count[0] && count[1] && i < b->source.questions; i++)
        if (ways_of(&b->source.question[i].text) & rarer) {
            struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
            findings_add_at(f, FINDINGS_WARNING, &at, rarer == 2 ? _("tones as in \"hoà\", \"thuỷ\"; most of the bank writes \"hòa\", \"thủy\"")
                                                                 : _("tones as in \"hòa\", \"thủy\"; most of the bank writes \"hoà\", \"thuỷ\""));
        }
}
