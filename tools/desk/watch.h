/* What the desk watches for files from the room: the sticks that are mounted, and folders that
 * somebody chose. Which there are is told by the table of mounts alone; what stands on each is
 * looked at on a thread of its own (looks.h). The first screen has a row of each stick with
 * something new, the exam day's a row of each, and one of each that was pulled before all of it was
 * collected, until it comes again or the desk ends. */
#ifndef SATHACH_TOOLS_DESK_WATCH_H
#define SATHACH_TOOLS_DESK_WATCH_H

#include "tools/desk/looks.h"
#include "tools/desk/places.h"
#include "tools/work/day_look.h"

enum { WATCH_CHOSEN = 8, WATCH_MAX = 2 * STICKS_MAX + WATCH_CHOSEN };

struct watch_folder {
    struct place place;
    bool is_known;  /* it answered once */
    bool is_none;   /* what is mounted there is no stick that can be read */
    bool is_pulled; /* it is gone, and files that were seen on it are not collected: found tells */
    bool is_gone;   /* a folder that was chosen, and is there no more */
    bool has_found; /* found is of its last answer; else its trouble alone, "why not", NULL for
                       none */
    struct day_look_place found; /* owned */
};

struct watch {
    struct watch_folder *folder[WATCH_MAX]; /* owned; sticks first */
    size_t folders;
    uint64_t mounts;       /* of the table that was read last */
    char out[STICKS_NAME]; /* the device that was unmounted by a key last, while it is plugged in */
};

/* Watches it no more: what is known of it is freed. */
void watch_drop(struct watch *w, size_t i);
void watch_free(struct watch *w);

#endif
