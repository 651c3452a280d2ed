/* Folders of a test's own, so that tests that run at once never meet. Whoever makes one removes
 * it. */
#ifndef SATHACH_TESTS_SCRATCH_H
#define SATHACH_TESTS_SCRATCH_H

#include <stddef.h>

enum { SCRATCH_PATH = 64 };

/* Makes a new empty folder below TMPDIR, or /tmp where that is unset or too long, and writes its
 * path; size ≥ SCRATCH_PATH. Aborts when there is no place. */
void scratch_folder(char *path, size_t size);
/* The same in memory, where folders are made and removed fast: below XDG_RUNTIME_DIR or /dev/shm;
 * where neither is, as scratch_folder. */
void scratch_in_memory(char *path, size_t size);
/* An empty new file, for libraries that write to a name, in the same place. Whoever makes it
 * unlinks it. */
void scratch_file(char *path, size_t size);

#endif
