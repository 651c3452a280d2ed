/* stick eject: what was written to a stick is brought onto it to the last byte, then it is
 * unmounted and may be pulled. */
#ifndef SATHACH_TOOLS_WORK_STICK_EJECT_H
#define SATHACH_TOOLS_WORK_STICK_EJECT_H

#include "tools/work/machine.h"

struct stick_eject_request {
    const char *folder; /* where it is mounted */
};

struct stick_eject_reply {
    bool may_be_pulled;
};

/* ERR_USAGE: no stick is mounted there. ERR_BUSY: a program has something open on it; the text says
 * which, as far as it can be seen. ERR_IO: not everything could be written, or it could not be
 * unmounted. */
extern const struct work_op stick_eject_op;

#endif
