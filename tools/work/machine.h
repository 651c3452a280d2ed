/* The machine that an operation runs on, as far as sticks go: the kernel's tables and the program
 * that mounts for people. Passed in with the work, so that a test has one of its own. */
#ifndef SATHACH_TOOLS_WORK_MACHINE_H
#define SATHACH_TOOLS_WORK_MACHINE_H

#include "app/core/sticks.h"
#include "tools/work/work.h"

struct machine {
    const char *mounts;       /* the table of mounts */
    const char *const *roots; /* folders below which sticks are mounted; NULL ends them */
    const char *devices;      /* disks by their numbers; NULL: not asked (sticks.h) */
    const char *blocks;       /* disks and partitions by their names */
    const char *processes;    /* a folder for each process */
    const char *udisks;       /* udisksctl, by its whole path */
};

/* The work's own, or this one. */
const struct machine *machine_of(const struct work *work);
/* Sticks that are mounted and may be read; how many. */
size_t machine_sticks(const struct machine *m, char path[STICKS_MAX][STICKS_PATH]);
/* Tells udisksctl to do `verb` ("mount", "unmount") with a device. ERR_IO: it is not installed, and
 * the text says what else may be done; or it did not end well. */
enum err_code machine_udisks(struct work *work, const char *verb, const char *device,
                             struct err *e) ERR_MUST_CHECK;
/* The first process that has something open at or below a place, "nano (4711): /media/x/a.txt", of
 * those that this user may look at; false: none is seen. */
bool machine_find_user(const struct machine *m, const char *place, char *out, size_t room);

#endif
