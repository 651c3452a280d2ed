/* System calls by name, and which of them matter to what stands on a disk. */
#ifndef SATHACH_TESTS_CALLS_H
#define SATHACH_TESTS_CALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "fdatasync"; "call 999" for one that is not in the table. */
void calls_name(long number, char *out, size_t room);
/* Opens, writes, syncs, shortens, renames, removes, makes or locks a file. */
bool calls_is_storage(long number, const uint64_t args[6]);
/* Waits for input: poll or ppoll. */
bool calls_is_poll(long number);

#endif
