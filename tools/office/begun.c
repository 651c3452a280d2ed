#include "tools/office/begun.h"

#include <time.h>

/* When the event of that number was written; 0: nobody knows. */
static int64_t time_of(const struct submission *m, size_t event)
{
    struct err ignored = {0};
    struct journal_event ev;
    const uint8_t *record = m->records.data + event * JOURNAL_RECORD;
    return journal_decode(record, &ev, &ignored) == ERR_OK ? ev.wall_ms / 1000 : 0;
}

static int64_t start_of(const struct submission *m)
{
    return submission_events(m) ? time_of(m, 0) : 0;
}

static int64_t end_of(const struct submission *m)
{
    size_t n = submission_events(m);
    return n ? time_of(m, n - 1) : 0;
}

static bool is_same_day(int64_t a, int64_t b)
{
    time_t x = (time_t)a, y = (time_t)b;
    struct tm p, q;
    return localtime_r(&x, &p) && localtime_r(&y, &q) && p.tm_year == q.tm_year &&
           p.tm_yday == q.tm_yday;
}

void begun_read(const struct collection *c, struct begun *out)
{
    int64_t last = 0;
    *out = (struct begun){0};
    for (size_t i = 0; i < c->count; i++) {
        int64_t at = start_of(&c->item[i]);
        if (at > 0 && (!out->first || at < out->first))
            out->first = at;
        if (at > last)
            last = at;
        int64_t end = end_of(&c->item[i]);
        if (end > out->last)
            out->last = end;
    }
    if (out->first && is_same_day(out->first, last))
        out->day = out->first;
}
