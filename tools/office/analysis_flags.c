#include "app/core/i18n.h"
#include "tools/office/analysis_parts.h"

const char *analysis_flag_word(unsigned bit)
{
    static const char *const WORDS[ANALYSIS_FLAGS] = {"too-easy", "too-hard", "negative", "dubious", "dead-option", "suspicious-key", "decided"};
    return WORDS[bit];
}

const char *analysis_flag_text(unsigned bit)
{
    static const char *const TEXTS[ANALYSIS_FLAGS] = {N_("too easy"), N_("too hard"), N_("negative"), N_("hardly discriminates"), N_("dead option"),
                                                      N_("suspicious key"), N_("decided on")};
    return _(TEXTS[bit]);
}

static bool is_right(const struct analysis_question *q, unsigned option)
{
    return q->options >> option & 1;
}

/* An option that is not right, yet chosen more often than each right one, or by better candidates while more than a few chose it. */
static bool has_suspicious_key(const struct analysis_question *q)
{
    size_t most = 0;
    double best = -1;
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (is_right(q, o)) {
            most = q->option[o].count > most ? q->option[o].count : most;
            best = q->option[o].r.is_defined && q->option[o].r.value > best ? q->option[o].r.value : best;
        }
    for (unsigned o = 0; o < BANK_OPTIONS; o++) {
        const struct analysis_option *x = &q->option[o];
        if (is_right(q, o))
            continue;
        if (x->count > most || (x->r.is_defined && x->r.value > 0 && x->r.value > best && 10 * x->count >= q->item.n))
            return true;
    }
    return false;
}

static bool has_dead_option(const struct analysis_question *q)
{
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (!is_right(q, o) && q->option[o].count * 100 < q->item.n * ANALYSIS_DEAD_PERCENT)
            return true;
    return false;
}

void analysis_flag_question(struct analysis_question *q)
{
    const struct itemstat_item *s = &q->item;
    if (s->n < ANALYSIS_FLAG_ATTEMPTS)
        return;
    bool negative = s->discrimination.is_defined && s->discrimination.value < 0;
    bool dubious = !negative && s->efficiency.is_defined && s->efficiency.value * 100 < ANALYSIS_DUBIOUS_PERCENT;
    q->flags |= (unsigned)(s->facility * 100 > ANALYSIS_EASY_PERCENT ? ANALYSIS_EASY : 0);
    q->flags |= (unsigned)(s->facility * 100 < ANALYSIS_HARD_PERCENT ? ANALYSIS_HARD : 0);
    q->flags |= (unsigned)(negative ? ANALYSIS_NEGATIVE : 0);
    q->flags |= (unsigned)(dubious ? ANALYSIS_DUBIOUS : 0);
    q->flags |= (unsigned)(has_dead_option(q) ? ANALYSIS_DEAD : 0);
    q->flags |= (unsigned)(has_suspicious_key(q) ? ANALYSIS_KEY : 0);
}
