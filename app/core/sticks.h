/* Sticks that somebody has plugged in: what is mounted where people mount such things. */
#ifndef SATHACH_CORE_STICKS_H
#define SATHACH_CORE_STICKS_H

#include <stdbool.h>
#include <stddef.h>

enum {
    STICKS_MAX = 4,
    STICKS_PATH = 200, /* bytes with NUL; what is longer is none */
    STICKS_NAME = 32   /* the same of a device's own name */
};
#define STICKS_MOUNTS "/proc/self/mounts"

#define STICKS_DEVICES "/sys/dev/block"
#define STICKS_BLOCKS "/sys/class/block"

/* The mount points of the table `mounts` that lie below one of the roots (a list of folders that
 * NULL ends) and may be written to (or read, where that is enough: `writable` false), into path,
 * each once; how many. `devices` names the disks by their numbers as the kernel does: what lies on
 * none of them, or on one built in, is no stick. NULL, or a folder that cannot be looked into: that
 * is not asked. */
size_t sticks_find(const char *mounts, const char *const *roots, const char *devices, bool writable,
                   char path[STICKS_MAX][STICKS_PATH]);

/* Sticks that are plugged in and not mounted, by the names of their devices ("sdc1"), sorted: what
 * `blocks` (the kernel's disks and partitions by name) says people plug in, with a medium, and the
 * table of mounts does not have. Of a disk with partitions those alone. Returns how many. */
size_t sticks_find_waiting(const char *mounts, const char *blocks,
                           char name[STICKS_MAX][STICKS_NAME]);
/* The device that is mounted at a place ("/dev/sdc1"), and where the device of a name ("sdc1") is;
 * false: nothing is. */
bool sticks_device_of(const char *mounts, const char *place, char device[STICKS_PATH]);
bool sticks_place_of(const char *mounts, const char *name, char place[STICKS_PATH]);
/* The same by the table alone: nothing that is mounted is touched, so that none holds up whoever
 * asks, and it may be no stick (sticks_is_one tells). */
size_t sticks_mounted(const char *mounts, const char *const *roots,
                      char path[STICKS_MAX][STICKS_PATH]);
/* A mounted place may be read, and lies on a disk that was plugged in; it is touched. */
bool sticks_is_one(const char *devices, const char *place);

#endif
