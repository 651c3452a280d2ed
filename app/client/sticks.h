/* Sticks that somebody has plugged in: what is mounted where people mount such things. */
#ifndef SATHACH_CLIENT_STICKS_H
#define SATHACH_CLIENT_STICKS_H

#include <stddef.h>

enum { STICKS_MAX = 4, STICKS_PATH = 200 /* bytes with NUL; what is longer is none */ };
#define STICKS_MOUNTS "/proc/self/mounts"

/* The mount points of the table `mounts` that lie below one of the roots (a list of folders that NULL ends), into path; how many. */
size_t sticks_find(const char *mounts, const char *const *roots, char path[STICKS_MAX][STICKS_PATH]);

#endif
