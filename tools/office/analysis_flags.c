/* Each kind of flag is one statement; where it looks at several options, the bounds are those of so
 * many looks. */
#include "app/core/i18n.h"
#include "tools/office/analysis_parts.h"

enum { WRONG_OPTIONS = BANK_OPTIONS - 1, KEY_LOOKS = 2 * WRONG_OPTIONS };

#define FLAG_WORD(id, word, text) word,
#define FLAG_TEXT(id, word, text) text,

const char *analysis_flag_word(unsigned bit)
{
    static const char *const WORDS[ANALYSIS_FLAGS] = {ANALYSIS_FLAG_TABLE(FLAG_WORD)};
    return WORDS[bit];
}

const char *analysis_flag_text(unsigned bit)
{
    static const char *const TEXTS[ANALYSIS_FLAGS] = {ANALYSIS_FLAG_TABLE(FLAG_TEXT)};
    return _(TEXTS[bit]);
}

static bool is_right(const struct analysis_question *q, unsigned option)
{
    return q->options >> option & 1;
}

static struct confidence option_r(const struct analysis_question *q, unsigned option)
{
    return confidence_correlation(q->option[option].r, q->item.n, q->tests, KEY_LOOKS);
}

/* Chosen more often than each right one, or by better candidates while more than a few chose it. */
static bool beats_the_key(const struct analysis_question *q, unsigned option)
{
    struct confidence r = option_r(q, option);
    bool is_often = true,
         is_better = r.is_defined && r.low > 0 && 10 * q->option[option].count >= q->item.n;
    for (unsigned o = 0; o < BANK_OPTIONS; o++) {
        struct confidence right = option_r(q, o);
        if (!is_right(q, o))
            continue;
        is_often = is_often && confidence_apart(q->option[option].count, q->option[o].count) >
                                   confidence_reach(KEY_LOOKS);
        is_better = is_better && (!right.is_defined || r.low > right.high);
    }
    return is_often || is_better;
}

static bool has_suspicious_key(const struct analysis_question *q)
{
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (!is_right(q, o) && beats_the_key(q, o))
            return true;
    return false;
}

static bool has_dead_option(const struct analysis_question *q)
{
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (!is_right(q, o) &&
            confidence_share(q->option[o].count, q->item.n, WRONG_OPTIONS).high * 100 <
                ANALYSIS_DEAD_PERCENT)
            return true;
    return false;
}

void analysis_flag_question(struct analysis_question *q)
{
    const struct confidence *f = &q->facility, *r = &q->discrimination;
    if (q->item.n < ANALYSIS_SPEAKS)
        return;
    bool negative = r->is_defined && r->high < 0;
    bool dubious = !negative && r->is_defined && q->item.ceiling.is_defined &&
                   r->high * 100 < ANALYSIS_DUBIOUS_PERCENT * q->item.ceiling.value;
    q->flags |= (unsigned)(f->low * 100 > ANALYSIS_EASY_PERCENT ? ANALYSIS_EASY : 0);
    q->flags |= (unsigned)(f->high * 100 < ANALYSIS_HARD_PERCENT ? ANALYSIS_HARD : 0);
    q->flags |= (unsigned)(negative ? ANALYSIS_NEGATIVE : 0);
    q->flags |= (unsigned)(dubious ? ANALYSIS_DUBIOUS : 0);
    q->flags |= (unsigned)(has_dead_option(q) ? ANALYSIS_DEAD : 0);
    q->flags |= (unsigned)(has_suspicious_key(q) ? ANALYSIS_KEY : 0);
}
