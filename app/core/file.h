/* Files read and written so that nothing is half there: reading once and bounded, writing whole or
 * not at all. */
#ifndef SATHACH_CORE_FILE_H
#define SATHACH_CORE_FILE_H

#include "app/core/buf.h"
#include "app/core/err.h"

#include <sys/types.h>

/* Reads all of a regular file into out (replaced). Never follows a link in the last part, never
 * hangs on a FIFO, never allocates before the size is known to be <= cap. ERR_IO, ERR_FORMAT (no
 * regular file), ERR_LIMIT; the text names the path. */
enum err_code file_read(const char *path, size_t cap, struct buf *out,
                        struct err *e) ERR_MUST_CHECK;

/* As read(2), but short only at the end of the file; -1 with errno. */
ssize_t file_read_all(int fd, void *out, size_t len);
/* As write(2), but all of it. path: for the message. */
enum err_code file_write_all(int fd, const void *data, size_t len, const char *path,
                             struct err *e) ERR_MUST_CHECK;

enum file_write_mode {
    FILE_NEW,    /* never over an existing name: ERR_BUSY when it exists */
    FILE_REPLACE /* replaces a regular file */
};
/* Writes whole: temporary file in the same folder (0600), write, fsync, rename, fsync of the
 * folder, read back from the medium and compare (file_holds). On any error nothing stands under
 * path that was not there before. */
enum err_code file_write(const char *path, const void *data, size_t len, enum file_write_mode mode,
                         struct err *e) ERR_MUST_CHECK;

/* Whether a regular file holds exactly these bytes on its medium: compared through a fresh open
 * that bypasses the page cache (O_DIRECT where the file system takes it, else what the cache holds
 * of it is dropped first; what is not synced yet stays there). ERR_CONFLICT: it holds something
 * else, or is no regular file; ERR_IO: it cannot be read. The second form looks for `name` in an
 * open folder; path is for messages. */
enum err_code file_holds(const char *path, const void *data, size_t len,
                         struct err *e) ERR_MUST_CHECK;
enum err_code file_holds_at(int dir, const char *name, const char *path, const void *data,
                            size_t len, struct err *e) ERR_MUST_CHECK;

/* Makes what was written under this name, and the name itself, durable. A sync that fails is never
 * tried again on the same writes by the kernel: for bytes whose sync failed before, write anew. */
enum err_code file_sync(const char *path, struct err *e) ERR_MUST_CHECK;
/* Only the names in its folder. */
enum err_code file_sync_folder_of(const char *path, struct err *e) ERR_MUST_CHECK;

/* Gives a damaged file another name ("X.damaged-1", …), for nothing is deleted; companions, a list
 * of endings that NULL ends, or NULL, go with it where they stand. moved (malloc'd, may be NULL) is
 * the new name. */
enum err_code file_set_aside(const char *path, const char *const *companions, char **moved,
                             struct err *e) ERR_MUST_CHECK;

/* mkdir -p with 0700; ERR_OK when it stands already as a folder. */
enum err_code file_make_folder(const char *path, struct err *e) ERR_MUST_CHECK;
/* The folder of a file, 0700, where the one above it stands: whoever opens the file tells what
 * hinders. */
void file_make_folder_of(const char *path);
/* malloc'd "dir/name"; NULL when memory ends. */
char *file_join(const char *dir, const char *name);
/* The nearest folder, from the current one upwards, that holds something of this name; malloc'd, or
 * NULL. */
char *file_find_above(const char *name);
/* The part behind the last '/'. Points into path. */
const char *file_base(const char *path);
/* True when it can be reached and is a folder / anything at all. */
bool file_is_folder(const char *path);
bool file_exists(const char *path);
/* Not on a network, FAT or the like, whose locks and shared memory SQLite's write-ahead log cannot
 * rely on. False too when it cannot be told. */
bool file_is_local(const char *path);
/* On tmpfs or ramfs. */
bool file_is_tmpfs(const char *path);
/* Gone with the power: on these, or on an overlay of which nothing tells that it writes to a
 * disk. */
bool file_is_in_memory(const char *path);

#endif
