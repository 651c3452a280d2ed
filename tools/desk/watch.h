/* What the desk watches for files from the room: the sticks that are mounted, and folders that
 * somebody chose. Which there are is told by the table of mounts alone; what stands on each is
 * looked at on a thread of its own (looks.h). The first screen has a row of each stick with
 * something new, the exam day's a row of each. */
#ifndef SATHACH_TOOLS_DESK_WATCH_H
#define SATHACH_TOOLS_DESK_WATCH_H

#include "tools/desk/looks.h"
#include "tools/desk/places.h"
#include "tools/work/day_look.h"

enum { WATCH_CHOSEN = 8, WATCH_MAX = STICKS_MAX + WATCH_CHOSEN };

struct watch_folder {
    struct place place;
    bool is_known;  /* it answered once */
    bool is_none;   /* what is mounted there is no stick that can be read */
    bool has_found; /* found is of its last answer; owned */
    struct day_look_place found;
};

struct watch {
    struct watch_folder *folder[WATCH_MAX]; /* owned; sticks first */
    size_t folders;
    uint64_t mounts; /* of the table that was read last */
};

struct desk;

/* The folder of this path; NULL: none is watched. */
const struct watch_folder *watch_find(const struct desk *d, const char *path);
/* Reads the table, and begins to look at each. */
void watch_look(struct desk *d);
/* The table is another than when it was read last. */
bool watch_has_changed(const struct desk *d);
/* One more folder; of too many chosen ones the oldest goes. */
void watch_choose(struct desk *d, const char *path);
/* What was looked at has come: takes it and frees the task. False: that was no task of this. */
bool watch_take(struct desk *d, struct looks_task *task);
/* It was asked, and says nothing for too long. */
bool watch_is_silent(const struct desk *d, const struct watch_folder *f);
/* To be shown: all but what is no stick, and what was asked a moment ago. */
bool watch_is_shown(const struct desk *d, const struct watch_folder *f);
void watch_free(struct watch *w);

#endif
