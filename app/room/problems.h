/* What wants somebody's hand: the problems that the statuses of a room show, the worst first, each
 * once a seat and kind. Pure. */
#ifndef SATHACH_ROOM_PROBLEMS_H
#define SATHACH_ROOM_PROBLEMS_H

#include "app/room/seats.h"

enum problem_kind {
    /* x: somebody cannot go on, or answers are in danger */
    PROBLEM_TWO_SEATS,    /* its paper is live at another seat too */
    PROBLEM_DOUBLED,      /* two programs have the seat's name */
    PROBLEM_FORK,         /* the paper went on elsewhere from an older state */
    PROBLEM_DISK,         /* answers cannot be stored on the seat */
    PROBLEM_WAITS_RESUME, /* started again, waits for the invigilator */
    PROBLEM_WAITS_START,  /* a paper begun elsewhere, or nobody knows */
    PROBLEM_BLOCKED,      /* too many wrong log-ins */
    PROBLEM_LOST,         /* no news while a paper runs */
    /* !: to be looked at */
    PROBLEM_UNFIT, /* the self-test found something */
    PROBLEM_CLOCK, /* off the room's, or it jumped */
    PROBLEM_LATE,  /* its copies do not come to an exchange folder */
    PROBLEM_MENDED,
    PROBLEM_FORGED, /* it found orders that no console of this session gave */
    PROBLEM_BUILD,  /* another build than most */
    PROBLEM_SILENT, /* no news, and no paper runs there */
    PROBLEM_KINDS
};
enum { PROBLEMS_MAX = 2 * SEATS_MAX };

struct problem {
    enum problem_kind kind;
    const struct seat_seen *seat; /* points into the seats */
    const struct seat_seen *with; /* the other seat of TWO_SEATS; else NULL */
    int64_t off_ms;               /* of CLOCK, where it is off the room's; else 0 */
};
struct problems {
    struct problem *item; /* by kind, then by seat */
    size_t count;
    bool is_cut; /* there are more than PROBLEMS_MAX */
};

/* Finds them anew. ERR_LIMIT: no memory. */
enum err_code problems_find(struct problems *p, const struct seats *s, uint64_t now,
                            struct err *e) ERR_MUST_CHECK;
void problems_free(struct problems *p);
/* True for those that stop somebody (x); false for those that are to be looked at (!). */
bool problem_is_urgent(enum problem_kind kind);
/* True for those that do not go by themselves when somebody has looked into them: a name that was
 * at two seats, a seat that was switched off (seats_set_aside). */
bool problem_can_be_set_aside(enum problem_kind kind);
/* What it says, in the user's language: "started again at 08:00:51, waits: 22/30". With what `now`
 * (boot) and `wall` (its wall clock) say of hours. */
void problem_describe(const struct problem *p, uint64_t now, int64_t wall, struct buf *out);

#endif
