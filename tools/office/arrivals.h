/* What the seats' manifests say they hold and what has arrived: an attempt that never came is missed by name. */
#ifndef SATHACH_TOOLS_OFFICE_ARRIVALS_H
#define SATHACH_TOOLS_OFFICE_ARRIVALS_H

#include "app/core/manifest.h"
#include "tools/office/collection.h"

struct arrival_missing {
    char seat[64];
    uint32_t paper, events;
    bool is_ended;
};
struct arrivals {
    struct arrival_missing *missing; /* owned; in the order of the manifests' names, then of their entries */
    size_t count;
    size_t manifests;
};
/* All manifests of inbox/SESSION/ against what was collected. An attempt has arrived when a journal of its paper begins with it. */
enum err_code arrivals_check(const struct sitting *s, const struct keys_secret *office, const struct collection *c, struct arrivals *out,
                             struct err *e) ERR_MUST_CHECK;
void arrivals_free(struct arrivals *a);

#endif
