/* The time ledger of an attempt: of its events those that have to do with time, from the start to
 * the end. The doctor shows it, the minutes of the session tell of it. */
#ifndef SATHACH_TOOLS_OFFICE_LEDGER_H
#define SATHACH_TOOLS_OFFICE_LEDGER_H

#include "app/core/journal.h"

struct ledger_line {
    struct journal_event event;
    int64_t before_wall_ms; /* when the event before it was written, whatever that was; its own
                                time for the first */
};
struct ledger {
    struct ledger_line *line; /* owned */
    size_t lines;
    int64_t last_wall_ms; /* of the last event looked at */
};

/* Looks at the next event of an attempt and keeps it when it belongs here. Events come in order,
 * all of them. ERR_LIMIT when memory ends. */
enum err_code ledger_add(struct ledger *l, const struct journal_event *ev,
                         struct err *e) ERR_MUST_CHECK;
/* All of a verified journal: count × JOURNAL_RECORD bytes. Free *out in any case. */
enum err_code ledger_read(const uint8_t *records, size_t count, struct ledger *out,
                          struct err *e) ERR_MUST_CHECK;
void ledger_free(struct ledger *l);

/* Lines of a type. */
unsigned ledger_count(const struct ledger *l, enum journal_type type);
/* Of an outage, the milliseconds that were not charged; 0 for any other event. */
uint64_t ledger_uncharged_ms(const struct journal_event *ev);
/* "12:05": minutes and seconds. Returns out. */
enum { LEDGER_SPAN = 32 };
const char *ledger_span(uint64_t ms, char out[LEDGER_SPAN]);

#endif
