/* When the papers of a session were begun and ended, by the journals that came: for what is
 * written of a session that has no day of its own, and for its minutes. */
#ifndef SATHACH_TOOLS_OFFICE_BEGUN_H
#define SATHACH_TOOLS_OFFICE_BEGUN_H

#include "tools/office/collection.h"

struct begun {
    int64_t first; /* seconds since 1970, of the seat's clock; 0: no journal came */
    int64_t last;  /* the same, of the last thing that any of them tells */
    int64_t day;   /* the same, where all were begun on one day, local time; 0: not */
};
void begun_read(const struct collection *c, struct begun *out);

#endif
