/* A stick for tests of seats: a folder that a table of mounts calls one. */
#ifndef SATHACH_TESTS_STICK_RIG_H
#define SATHACH_TESTS_STICK_RIG_H

#include "app/client/client.h"
#include "tests/lib/scratch.h"

struct stick_rig {
    char place[SCRATCH_PATH];      /* where sticks lie */
    char stick[SCRATCH_PATH + 16]; /* the one there is, "a" */
    char mounts[SCRATCH_PATH + 16];
    const char *roots[2];
};

void stick_rig_make(struct stick_rig *s);
void stick_rig_free(struct stick_rig *s);
/* It is plugged in at the seat, which sees it when it looks next. */
void stick_rig_plug(const struct stick_rig *s, struct client *c);

#endif
