/* Troubles that a seat's disk may have, and the states of a seat in which they come: how each
 * begins and ends, and how each is reached. */
#ifndef SATHACH_TESTS_TROUBLE_H
#define SATHACH_TESTS_TROUBLE_H

#include "app/client/disk_trouble.h"
#include "tests/lib/room_rig.h"

enum { TROUBLE_BEFORE = 4 /* answers before the trouble */, TROUBLE_TURNS = 4000 };

struct trouble {
    const char *name;
    void (*begin)(const char *dir); /* of the data folder */
    void (*end)(const char *dir);
    enum disk_cause cause;
};
extern const struct trouble TROUBLE_TABLE[];

struct trouble_state {
    const char *name;
    void (*reach)(struct room_seat *s); /* from a seat just sat down at */
    uint32_t paper;
    bool is_open, is_begun, is_over; /* the paper, when the trouble comes */
};
extern const struct trouble_state TROUBLE_STATES[];
extern const size_t TROUBLE_STATES_COUNT;

/* The room they stand in. */
extern struct rig rig;

/* One turn of the seat's loop, and a moment for the disk's thread. */
void trouble_turn(struct room_seat *s);
/* Two of the ways to reach a state: answers stand and are saved; */
void trouble_to_questions(struct room_seat *s);
/* the disk takes its time, and then the trouble comes. */
void trouble_to_closing(struct room_seat *s);

#endif
