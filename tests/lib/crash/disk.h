/* A disk that remembers, and that can be made to fail. Linked into a test program it stands under
 * the C library: every call of the program, SQLite included, that changes files in one folder is
 * noted. disk_cut lays out what a power cut before a call may leave: what was synced stands; what
 * was not may be there, be gone or be torn by sectors, names in the folder too, in any combination.
 * A sync that failed makes nothing durable, nor does a later one for what was written before it. */
#ifndef SATHACH_TESTS_DISK_H
#define SATHACH_TESTS_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DISK_KEEP_NOTHING = 0,
    DISK_KEEP_ALL = 1 /* from 2 on: by lot, with this number as its seed */
};

/* Forgets everything and watches the folder (no folders below it). */
void disk_begin(const char *folder);
void disk_end(void);
/* Changes noted so far. */
size_t disk_count(void);
/* What the program has promised by now; what was promised before a change. */
void disk_mark(uint32_t promised);
uint32_t disk_promised(size_t at);
/* Lays what a cut before change `at` leaves into the folder `to`, which is emptied first. */
void disk_cut(size_t at, unsigned survival, const char *to);

/* Calls that could fail so far: reads, writes, syncs, openings, removals, renamings. */
size_t disk_calls(void);
/* The call of this number, counted from disk_begin, fails with errnum; with is_lasting all that
 * follow too, until disk_heal. Reads fail with EIO only, and syncs of a read-only or full disk like
 * writes. */
void disk_fail(size_t call, int errnum, bool is_lasting);
/* From now on there is room for so many bytes more, in blocks of 4096: what would take more fails
 * with ENOSPC, what is removed or cut gives room back. Until disk_heal. Files opened before
 * disk_begin are not seen. */
void disk_fill(size_t spare);
/* From now on the medium gives back other bytes than were written, which only who reads past the
 * cache sees: with O_DIRECT, or, when takes_direct is false and such an open is refused, after what
 * the cache holds was dropped. Until disk_heal. */
void disk_rot(bool takes_direct);
enum { DISK_WRITES = 1, DISK_SYNCS = 2 };
/* From now on all calls of these kinds fail with errnum, until disk_heal. What makes, shortens,
 * removes or renames a file is a write. */
void disk_break(unsigned kinds, int errnum);
/* From now on all calls wait until disk_heal, but for those of the thread that calls this, which
 * are counted in the place of waiting. */
void disk_hang(void);
size_t disk_would_have_hung(void);
/* Milliseconds that this thread was ready to wait for another one meanwhile, at the most at once;
 * since disk_begin. */
long disk_would_have_waited(void);
/* Nothing fails any more, and there is room. */
void disk_heal(void);
/* Whether a call has failed by now. */
bool disk_has_failed(void);

#endif
