/* One seat on the disk that can be made to fail (disk.h), for tests of the state machine: set-up,
 * clean-up, and the turns between them. */
#ifndef SATHACH_TESTS_DISK_SEAT_H
#define SATHACH_TESTS_DISK_SEAT_H

#include "tests/lib/crash/disk.h"
#include "tests/lib/room_rig.h"

enum {
    DISK_SEAT_TURNS = 10000,
    DISK_SEAT_MOMENT_MS = 300 /* the screen may wait so long for a disk, and no longer */
};

extern struct rig disk_rig;
extern struct room_seat disk_seat;

int disk_seat_group_up(void **state);
int disk_seat_group_down(void **state);
/* Unlocked, its data folder watched; no exchange folder. */
int disk_seat_up(void **state);
/* The program ends, on a disk that hangs still too: not without an end, and what is left behind
 * comes to its own when the disk answers. A test whose screen waited for the disk fails here. */
int disk_seat_down(void **state);

/* One turn of the loop, the clock going on by so much. */
void disk_seat_turn(unsigned ms);
/* Types number and code of the candidate, without a wait. */
void disk_seat_type_in(unsigned candidate);
/* The disk answers again, and the state comes. */
void disk_seat_heal_until(enum client_state wanted);

#endif
