/* What the seats' manifests say they hold and what has arrived: an attempt that never came is
 * missed by name. */
#ifndef SATHACH_TOOLS_OFFICE_ARRIVALS_H
#define SATHACH_TOOLS_OFFICE_ARRIVALS_H

#include "tools/office/collection.h"
#include "tools/office/room_files.h"

struct arrival_missing {
    char seat[64];
    uint32_t paper, events;
    bool is_ended;
};
struct arrivals {
    struct arrival_missing *missing; /* owned; by seat, then as its manifests have them */
    size_t count;
    size_t manifests;
};
/* All manifests against what was collected. An attempt has arrived when a journal of its paper
 * begins with it. */
enum err_code arrivals_check(const struct room_files *room, const struct collection *c,
                             struct arrivals *out, struct err *e) ERR_MUST_CHECK;
void arrivals_free(struct arrivals *a);

#endif
