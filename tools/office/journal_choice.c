#include "tools/office/journal_choice.h"

#include <string.h>

/* Two journals that part: the one that says it continues the other, if the other stopped soon
 * after. NULL: neither does. */
static const struct submission *follow(const struct submission *a, const struct submission *b,
                                       const struct session_caps *caps,
                                       struct collection_choice *out)
{
    size_t na = submission_events(a), nb = submission_events(b),
           shared = journal_shared(a->records.data, na, b->records.data, nb);
    bool b_goes_on = journal_continues(b->records.data, nb, shared),
         a_goes_on = journal_continues(a->records.data, na, shared);
    if (a_goes_on == b_goes_on)
        return NULL;
    const struct submission *old = b_goes_on ? a : b, *next = b_goes_on ? b : a;
    if (!journal_is_short_tail(old->records.data, submission_events(old), shared, caps))
        return NULL;
    out->superseded = old;
    out->superseded_events = submission_events(old) - shared;
    return next;
}

/* Index of the first journal of a paper; the list is sorted. */
static size_t first_of(const struct collection *c, uint32_t paper)
{
    size_t low = 0, high = c->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->item[middle].paper < paper)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct submission *collection_next(const struct collection *c, uint32_t paper,
                                         const struct submission *before)
{
    size_t i = before ? (size_t)(before - c->item) + 1 : first_of(c, paper);
    return i < c->count && c->item[i].paper == paper ? &c->item[i] : NULL;
}

struct collection_choice collection_choose(const struct collection *c,
                                           const struct session_caps *caps, uint32_t paper)
{
    struct collection_choice out = {.verdict = COLLECTION_ABSENT};
    for (const struct submission *m = NULL; (m = collection_next(c, paper, m));) {
        const struct submission *best = out.chosen;
        /* sorted by length: where neither parts from the other, the later one holds the earlier
         * one */
        if (best && journal_compare(best->records.data, submission_events(best), m->records.data,
                                    submission_events(m)) == JOURNAL_FORK) {
            out.chosen = follow(best, m, caps, &out);
            if (!out.chosen)
                return (struct collection_choice){.verdict = COLLECTION_FORK, .chosen = m};
        } else {
            out.chosen = m;
        }
    }
    if (out.chosen)
        out.verdict =
            out.chosen->state.end == JOURNAL_OPEN ? COLLECTION_UNFINISHED : COLLECTION_ENDED;
    return out;
}
