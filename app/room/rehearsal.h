/* The rehearsal before candidates enter: what must be right in the room, each ticked by what the
 * statuses say, and one plug that is pulled and how long the seat took to come back. It touches no
 * paper. Pure. */
#ifndef SATHACH_ROOM_REHEARSAL_H
#define SATHACH_ROOM_REHEARSAL_H

#include "app/room/seats.h"

enum rehearsal_check {
    REHEARSAL_OPEN,     /* every expected seat is open */
    REHEARSAL_BUILD,    /* one build at all of them */
    REHEARSAL_DISK,     /* each can store answers, and its self-test found nothing */
    REHEARSAL_EXCHANGE, /* and reaches its exchange folder */
    REHEARSAL_CLOCK,    /* and none stands off the others */
    REHEARSAL_STICK,    /* a stick was written and read back at one */
    REHEARSAL_SPARE,    /* a seat that no paper names is open */
    REHEARSAL_PLUG,     /* one plug was pulled, and the seat came back */
    REHEARSAL_CHECKS
};

struct rehearsal {
    unsigned expected; /* seats, where the roster names none; 0: not said */
    uint8_t plug[8];   /* the seat whose plug is pulled */
    char plug_name[64];
    bool is_chosen, is_gone, is_back;
    uint64_t last_sign_ms; /* before it went */
    uint64_t took_ms;      /* from there until it was open again */
    uint32_t instance;     /* that showed the last sign */
};

/* The seat whose plug is pulled next. */
void rehearsal_choose(struct rehearsal *r, const struct seat_seen *seat);
/* Before each picture: whether the chosen one went or came back. */
void rehearsal_watch(struct rehearsal *r, const struct seats *s, uint64_t now);
/* How many seats are expected: the roster's, else as said. */
unsigned rehearsal_expected(const struct rehearsal *r, const struct seats *s);
bool rehearsal_is_good(const struct rehearsal *r, const struct seats *s, uint64_t now,
                       enum rehearsal_check check);
/* In a paper's words ("mọi máy đã mở") and on the screen's, and what was found: "38/40". */
const char *rehearsal_label(enum rehearsal_check check);
const char *rehearsal_word(enum rehearsal_check check);
void rehearsal_found(const struct rehearsal *r, const struct seats *s, uint64_t now,
                     enum rehearsal_check check, char *out, size_t room);
/* A paper has begun somewhere: it is over. */
bool rehearsal_is_over(const struct seats *s);

/* The sheet to be signed, 80 columns, in Vietnamese. */
struct rehearsal_sheet {
    const char *session, *title, *room, *console;
    int64_t wall_ms;
};
void rehearsal_write(const struct rehearsal *r, const struct seats *s, uint64_t now,
                     const struct rehearsal_sheet *about, struct buf *out);

#endif
