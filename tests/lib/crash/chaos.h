/* One exam on a bad day. What the candidate did, was told, and how long it took lies in shared
 * memory, so that it outlives the seat's program. */
#ifndef SATHACH_TESTS_CHAOS_H
#define SATHACH_TESTS_CHAOS_H

#include "tests/lib/rig.h"

enum chaos_how { CHAOS_RESTART, CHAOS_REBOOT, CHAOS_MOVE };
struct chaos {
    char folder[2][96], drop[96]; /* two seats and the share between them */
    uint64_t dice;
    unsigned seat;      /* at which the exam is now */
    enum chaos_how how; /* it was interrupted last; CHAOS_RESTART again once all was
                                          saved since */
    uint64_t unsure_ms; /* passed meanwhile: charged if the resuming came through
                                          before the next kill */
    /* the clocks of the seat */
    uint64_t boot_ms;
    int64_t wall_ms;
    uint8_t boot_hash[8];
    uint64_t sat_ms;  /* the candidate has sat so long */
    uint64_t told_ms; /* … when everything was last on the disk */
    uint64_t out_ms;  /* … at the last checkpoint that reached the share */
    /* what was done and told */
    unsigned actions;               /* of CHAOS_ACTIONS */
    _Atomic unsigned steps;         /* the log-in and each action of this life, for who waits to
                                          kill it */
    uint32_t acked, pushed;         /* events said to be saved; given to the program */
    uint8_t allowed[RIG_QUESTIONS]; /* bits: places the question may stand at; bit 7: none. One
                                          bit once saved. */
    bool is_started, in_trouble, is_handing_in;
    unsigned vouchers; /* used so far */
    char error[256];   /* "" while all is well */
    unsigned lives, kills, reboots, moves, full, answers, carried_not;
};
enum { CHAOS_ACTIONS = 60 };

void chaos_init(struct chaos *ch, const struct rig *rig, unsigned seed);
unsigned chaos_lot(struct chaos *ch, unsigned below);
/* The exam was cut off: decides how it goes on, and lets time pass. */
void chaos_interrupt(struct chaos *ch);
/* The seat's program and its candidate, until the receipt; 0 when all was well. To be run in a
 * process of its own. */
int chaos_sit(struct rig *rig, struct chaos *ch);
/* What the office reads of it. */
void chaos_check_end(const struct rig *rig, struct chaos *ch);

#endif
