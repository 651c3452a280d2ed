/* What was done to the files of one folder, in order, and what a power cut may leave of it. Used by
 * disk.c under its lock. */
#ifndef SATHACH_TESTS_DISK_LOG_H
#define SATHACH_TESTS_DISK_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum disk_kind {
    DISK_WRITE,
    DISK_TRUNCATE,
    DISK_SYNC,
    DISK_SYNC_FAILED, /* of a file */
    DISK_CREATE,
    DISK_REMOVE,
    DISK_RENAME,
    DISK_SYNC_FOLDER, /* of names */
    DISK_MARK,
    DISK_MARK_NOTHING /* a promise; a place without a
                                                                     change */
};
enum { DISK_NAME = 128 };
struct disk_change {
    enum disk_kind kind;
    int file;
    off_t offset; /* of a write; a new length; a promise */
    uint8_t *data;
    size_t len;
    char name[DISK_NAME], to[DISK_NAME];
};
struct disk_log {
    struct disk_change *change;
    size_t count, room;
    int files;
    char (*name)[DISK_NAME]; /* of each file now; "" when removed */
};

void disk_log_clear(struct disk_log *log);
struct disk_change *disk_log_add(struct disk_log *log, enum disk_kind kind, int file);
int disk_log_create(struct disk_log *log, const char *name);
/* The file of this name; one that stood there before, open as fd, is taken up as it is. */
int disk_log_find(struct disk_log *log, const char *name, int fd);
void disk_log_write(struct disk_log *log, int file, off_t offset, const void *data, size_t len);
void disk_log_remove(struct disk_log *log, const char *name);
void disk_log_rename(struct disk_log *log, const char *from, const char *to);
void disk_log_lay(const struct disk_log *log, size_t at, unsigned survival, const char *to);

#endif
