/* Sticks that somebody has plugged in: what is mounted where people mount such things. */
#ifndef SATHACH_CORE_STICKS_H
#define SATHACH_CORE_STICKS_H

#include <stdbool.h>
#include <stddef.h>

enum { STICKS_MAX = 4, STICKS_PATH = 200 /* bytes with NUL; what is longer is none */ };
#define STICKS_MOUNTS "/proc/self/mounts"

#define STICKS_DEVICES "/sys/dev/block"

/* The mount points of the table `mounts` that lie below one of the roots (a list of folders that
 * NULL ends) and may be written to (or read, where that is enough: `writable` false), into path,
 * each once; how many. `devices` names the disks by their numbers as the kernel does: what lies on
 * none of them, or on one built in, is no stick. NULL, or a folder that cannot be looked into: that
 * is not asked. */
size_t sticks_find(const char *mounts, const char *const *roots, const char *devices, bool writable,
                   char path[STICKS_MAX][STICKS_PATH]);

#endif
