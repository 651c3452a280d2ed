/* What stands on sticks, shares and in folders that came from the room, told by names alone: no key
 * is needed, no file is opened, nothing is taken in (that is tools/work/collect.h). No command does
 * it alone. */
#ifndef SATHACH_TOOLS_WORK_DAY_LOOK_H
#define SATHACH_TOOLS_WORK_DAY_LOOK_H

#include "tools/work/work.h"

struct day_look_request {
    struct work_words path;
};

/* files = fresh + known + other. */
struct day_look_place {
    size_t files;
    size_t fresh;  /* the inbox has none of this name */
    size_t known;  /* it has */
    size_t other;  /* of a session that this office does not have */
    char *names;   /* of the fresh ones and of other sessions, a line each; owned */
    char *trouble; /* why something could not be looked at; owned; NULL for nothing */
};

struct day_look_reply {
    struct day_look_place *place; /* owned; one a path */
    size_t places;
};

extern const struct work_op day_look_op;

#endif
