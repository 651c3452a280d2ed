/* Two ways to place the tone in oa, oe, uy: hòa, khỏe, thủy or hoà, khoẻ, thuỷ. Either is right; a
 * bank with both looks careless. */
#include "app/core/i18n.h"
#include "tools/bank/check.h"
#include "tools/import/phrases.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *old, *newer;
} PAIRS[] = {{"òa", "oà"}, {"óa", "oá"}, {"ỏa", "oả"}, {"õa", "oã"}, {"ọa", "oạ"},
             {"òe", "oè"}, {"óe", "oé"}, {"ỏe", "oẻ"}, {"õe", "oẽ"}, {"ọe", "oẹ"},
             {"ùy", "uỳ"}, {"úy", "uý"}, {"ủy", "uỷ"}, {"ũy", "uỹ"}, {"ụy", "uỵ"}};

/* True when the word ends so; "quý" has but one spelling. */
static bool ends_with(const char *word, const char *ending)
{
    size_t len = strlen(word), n = strlen(ending);
    return len >= n && memcmp(word + len - n, ending, n) == 0 &&
           !(len > n && word[len - n - 1] == 'q');
}

/* Cheap: an ending needs one. */
static bool has_marks(const char *word)
{
    while (*word && (unsigned char)*word < 0x80)
        word++;
    return *word != '\0';
}

/* Bits: 1 the old way is used, 2 the newer. */
static unsigned ways_of_text(const char *text)
{
    struct phrases_text t;
    unsigned ways = 0;
    phrases_split(text, &t);
    for (size_t i = 0; i < t.count; i++)
        for (size_t k = 0; has_marks(t.word[i]) && k < sizeof PAIRS / sizeof PAIRS[0]; k++)
            ways |= (ends_with(t.word[i], PAIRS[k].old) ? 1U : 0U) |
                    (ends_with(t.word[i], PAIRS[k].newer) ? 2U : 0U);
    phrases_free(&t);
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
    unsigned char *ways_in = calloc(b->source.questions + 1, 1);
    for (size_t i = 0; ways_in && i < b->source.questions; i++) {
        unsigned ways = ways_of(&b->source.question[i].text);
        ways_in[i] = (unsigned char)ways;
        count[0] += (ways & 1) != 0;
        count[1] += (ways & 2) != 0;
    }
    unsigned rarer = count[0] < count[1] ? 1 : 2;
    for (size_t i = 0; count[0] && count[1] && i < b->source.questions; i++)
        if (ways_in[i] & rarer) {
            struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
            findings_add_topic(
                f, FINDINGS_WARNING, CHECK_SPELLING, &at,
                rarer == 2
                    ? _("tones as in \"hoà\", \"thuỷ\"; most of the bank writes \"hòa\", \"thủy\"")
                    : _("tones as in \"hòa\", \"thủy\"; most of the bank writes \"hoà\", "
                        "\"thuỷ\""));
        }
    free(ways_in);
}
