#include "tools/office/ledger.h"

#include "app/core/i18n.h"
#include "app/core/wire.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static bool is_of_time(const struct journal_event *ev)
{
    switch (ev->type) {
    case JOURNAL_START:
    case JOURNAL_RESUME:
    case JOURNAL_OUTAGE:
    case JOURNAL_EXTEND:
    case JOURNAL_CONTINUE:
    case JOURNAL_CODE_FAILED:
    case JOURNAL_CLOCK:
    case JOURNAL_TROUBLE:
    case JOURNAL_HANDIN:
    case JOURNAL_TIMEOUT:
    case JOURNAL_MISCONDUCT: return true;
    default: return false;
    }
}

enum err_code ledger_add(struct ledger *l, const struct journal_event *ev, struct err *e)
{
    int64_t before = ev->seq ? l->last_wall_ms : ev->wall_ms;
    l->last_wall_ms = ev->wall_ms;
    if (!is_of_time(ev))
        return ERR_OK;
    if ((l->lines & (l->lines - 1)) == 0) { /* room is doubled at each power of two */
        struct ledger_line *grown = realloc(l->line, (l->lines ? 2 * l->lines : 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        l->line = grown;
    }
    l->line[l->lines++] = (struct ledger_line){.event = *ev, .before_wall_ms = before};
    return ERR_OK;
}

enum err_code ledger_read(const uint8_t *records, size_t count, struct ledger *out, struct err *e)
{
    enum err_code rc = ERR_OK;
    *out = (struct ledger){0};
    for (size_t i = 0; rc == ERR_OK && i < count; i++) {
        struct journal_event ev;
        rc = journal_decode(records + i * JOURNAL_RECORD, &ev, e);
        if (rc == ERR_OK)
            rc = ledger_add(out, &ev, e);
    }
    return rc;
}

void ledger_free(struct ledger *l)
{
    free(l->line);
    *l = (struct ledger){0};
}

unsigned ledger_count(const struct ledger *l, enum journal_type type)
{
    unsigned n = 0;
    for (size_t i = 0; i < l->lines; i++)
        n += l->line[i].event.type == type;
    return n;
}

uint64_t ledger_uncharged_ms(const struct journal_event *ev)
{
    struct wire w;
    wire_init(&w, ev->data, sizeof ev->data);
    return ev->type == JOURNAL_OUTAGE ? wire_u64(&w) : 0;
}

const char *ledger_span(uint64_t ms, char out[LEDGER_SPAN])
{
    snprintf(out, LEDGER_SPAN, "%" PRIu64 ":%02u", ms / 60000, (unsigned)(ms / 1000 % 60));
    return out;
}
