/* stick mount: a stick that is plugged in and not mounted is mounted, as the file manager would do
 * it (udisksctl). Nothing is written onto it. */
#ifndef SATHACH_TOOLS_WORK_STICK_MOUNT_H
#define SATHACH_TOOLS_WORK_STICK_MOUNT_H

#include "tools/work/machine.h"

struct stick_mount_request {
    const char *device; /* "sdc1" or "/dev/sdc1" */
};

struct stick_mount_reply {
    char path[STICKS_PATH]; /* where it is mounted now */
};

/* ERR_USAGE: no such stick is plugged in. ERR_IO: udisksctl is missing, or could not. */
extern const struct work_op stick_mount_op;

#endif
