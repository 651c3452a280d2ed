#include "tools/office/begun.h"

#include <time.h>

static int64_t start_of(const struct submission *m)
{
    struct err ignored = {0};
    struct journal_event ev;
    return submission_events(m) && journal_decode(m->records.data, &ev, &ignored) == ERR_OK
               ? ev.wall_ms / 1000
               : 0;
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
    }
    if (out->first && is_same_day(out->first, last))
        out->day = out->first;
}
