/* session draw: every paper of a commitment by the public lot. */
#ifndef SATHACH_TOOLS_WORK_SESSION_DRAW_H
#define SATHACH_TOOLS_WORK_SESSION_DRAW_H

#include "tools/work/work.h"

struct session_draw_request {
    const char *name, *lot;
};

struct session_draw_reply {
    size_t papers, candidates;
};

/* The passphrases are told as by session new. */
extern const struct work_op session_draw_op;

#endif
