/* Where people keep files: sticks that are plugged in, their own folders, the office. */
#ifndef SATHACH_TOOLS_DESK_PLACES_H
#define SATHACH_TOOLS_DESK_PLACES_H

#include "tools/work/machine.h"

enum { PLACES_MAX = STICKS_MAX + 7, PLACES_PATH = 4096, PLACES_NAME = 64 };

struct place {
    char path[PLACES_PATH];
    char name[PLACES_NAME]; /* translated: "USB NGANHANG", "Documents" */
    bool is_stick;
};

/* The person's own folders and the office, behind the n that there are already (sticks: watch.h).
 * Returns how many there are then. */
size_t places_own(const char *office, struct place place[PLACES_MAX], size_t n);

#endif
