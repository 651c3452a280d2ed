/* The orders this console gave, and what came of each by the seats' statuses. Pure. */
#ifndef SATHACH_ROOM_SENT_H
#define SATHACH_ROOM_SENT_H

#include "app/room/authority.h"
#include "app/room/seats.h"

enum {
    SENT_MAX = STATUS_ORDERS_MAX * SEATS_MAX,
    SENT_LATE_MS = 15 * 1000,     /* untaken for so long: the sheet of vouchers is named */
    SENT_LATE_FAT_MS = 130 * 1000 /* on FAT, where a status is written once a minute */
};

struct sent {
    uint8_t hash[CRYPT_HASH], seat[8];
    uint32_t number, paper;
    uint16_t action, minutes, reason;
    uint64_t at_ms; /* boot ms */
    bool is_taken;  /* the seat shows what came of it: */
    uint8_t outcome;
    bool is_told, is_late_told; /* to who hears lines: its end; that nobody took it */
    bool is_old;                /* of an earlier run of this console: nobody waits for it */
};
struct sent_list {
    struct sent *item; /* owned; in the order in which they were given */
    size_t count;
};

void sent_free(struct sent_list *l);
/* ERR_LIMIT: no memory, or too many. */
enum err_code sent_add(struct sent_list *l, const struct authority_order *o, uint64_t at_ms,
                       bool is_old, struct err *e) ERR_MUST_CHECK;
/* The next order that this status settles; NULL when there is none more. */
struct sent *sent_settle(struct sent_list *l, const struct status *st);
/* Not taken, and older than a seat needs to look. */
bool sent_is_late(const struct sent *s, const struct seat_seen *seat, uint64_t now);
/* "done", "refused: over the limit" …, in the user's language. */
const char *sent_outcome_word(unsigned outcome);

#endif
