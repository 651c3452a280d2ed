/* rebuild: register.db made again from the files. */
#ifndef SATHACH_TOOLS_WORK_REBUILD_H
#define SATHACH_TOOLS_WORK_REBUILD_H

#include "tools/work/work.h"

struct rebuild_request {
    int nothing; /* it asks for nothing */
};

struct rebuild_reply {
    bool is_made;
    size_t whole, broken; /* sessions; the broken ones are told (WORK_LINE) and left out */
};

/* ERR_POLICY: the register is made, without sessions that are not whole. */
extern const struct work_op rebuild_op;

#endif
