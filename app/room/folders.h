/* The exchange folders of the room console, each on a thread of its own (app/core/outbox.h): what
 * the seats show comes in every few seconds, orders and the room log go out. */
#ifndef SATHACH_ROOM_FOLDERS_H
#define SATHACH_ROOM_FOLDERS_H

#include "app/core/outbox.h"
#include "app/room/room.h"

struct folder {
    struct outbox *outbox;
    unsigned asked; /* number of the reading that is under way; 0: none */
    uint64_t asked_ms;
    unsigned orders_asked; /* of the reading of earlier orders; 0: not asked for */
    bool is_searched;      /* that is over */
};
struct folders {
    struct room *room;
    struct folder item[ROOM_FOLDERS_MAX];
    size_t count;
    uint64_t searched_ms; /* boot ms since which earlier orders are looked for; 0: not yet */
};

/* dir: NULL ends them, or ROOM_FOLDERS_MAX are there. */
enum err_code folders_start(struct folders *f, struct room *r, const char *const *dir,
                            struct err *e) ERR_MUST_CHECK;
/* Waits a moment for what is on its way. */
void folders_stop(struct folders *f);
/* One descriptor each, -1 for none; ROOM_FOLDERS_MAX of them. */
void folders_fds(const struct folders *f, int *fds);
/* One of them was readable. */
void folders_ready(struct folders *f);
/* Time has passed. */
void folders_tick(struct folders *f);

#endif
