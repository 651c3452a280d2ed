#include "tools/office/analysis_attempt.h"

#include <string.h>

enum { TRIALS_MAX = SESSION_PAPER_QUESTIONS_MAX };

enum err_code attempt_sheet_times(const struct submission *m, struct attempt_sheet *out,
                                  struct err *e)
{
    uint16_t at = JOURNAL_NONE;
    uint64_t since = 0;
    for (size_t i = 0; i < submission_events(m); i++) {
        struct journal_event ev;
        enum err_code rc = journal_decode(m->records.data + i * JOURNAL_RECORD, &ev, e);
        if (rc != ERR_OK)
            return rc;
        if (at < out->questions && ev.used_ms > since)
            out->answer[at].shown_ms += ev.used_ms - since;
        since = ev.used_ms;
        if (ev.question < out->questions)
            at = ev.question;
        if (ev.type == JOURNAL_CHOOSE && ev.question < out->questions)
            out->answer[ev.question].chosen_ms = ev.wall_ms;
    }
    return ERR_OK;
}

double attempt_tail(const double *p, size_t n, size_t same)
{
    double chance[TRIALS_MAX + 1] = {1}; /* chance[h]: of exactly h hits so far */
    double tail = 0;
    if (n > TRIALS_MAX)
        n = TRIALS_MAX;
    for (size_t i = 0; i < n; i++)
        for (size_t h = i + 1; h-- > 0;) {
            chance[h + 1] += chance[h] * p[i];
            chance[h] *= 1 - p[i];
        }
    for (size_t h = same; h <= n; h++)
        tail += chance[h];
    return tail < 1 ? tail : 1;
}
