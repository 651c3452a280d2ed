#include "tests/lib/crash/disk_log.h"

#include "tests/lib/crash/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SECTOR = 512 };

static void *need(void *p)
{
    if (!p)
        abort();
    return p;
}

void disk_log_clear(struct disk_log *log)
{
    for (size_t i = 0; i < log->count; i++)
        free(log->change[i].data);
    free(log->change);
    free(log->name);
    memset(log, 0, sizeof *log);
}

struct disk_change *disk_log_add(struct disk_log *log, enum disk_kind kind, int file)
{
    if (log->count == log->room) {
        log->room = log->room ? log->room * 2 : 256;
        log->change = need(realloc(log->change, log->room * sizeof *log->change));
    }
    struct disk_change *c = &log->change[log->count++];
    memset(c, 0, sizeof *c);
    c->kind = kind;
    c->file = file;
    return c;
}

static int new_file(struct disk_log *log, const char *name)
{
    log->name = need(realloc(log->name, (size_t)(log->files + 1) * sizeof *log->name));
    snprintf(log->name[log->files], DISK_NAME, "%s", name);
    return log->files++;
}

int disk_log_create(struct disk_log *log, const char *name)
{
    int file = new_file(log, name);
    snprintf(disk_log_add(log, DISK_CREATE, file)->name, DISK_NAME, "%s", name);
    return file;
}

static int find(const struct disk_log *log, const char *name)
{
    int file = log->files - 1;
    while (file >= 0 && strcmp(log->name[file], name) != 0)
        file--;
    return file;
}

int disk_log_find(struct disk_log *log, const char *name, int fd)
{
    uint8_t bytes[4096];
    int file = find(log, name);
    if (file >= 0)
        return file;
    file = disk_log_create(log, name);
    off_t at = 0;
    for (long n; (n = syscall(SYS_pread64, fd, bytes, sizeof bytes, at)) > 0; at += n)
        disk_log_write(log, file, at, bytes, (size_t)n);
    disk_log_add(log, DISK_SYNC, file);
    disk_log_add(log, DISK_SYNC_FOLDER, 0);
    return file;
}

void disk_log_write(struct disk_log *log, int file, off_t offset, const void *data, size_t len)
{
    struct disk_change *c = disk_log_add(log, DISK_WRITE, file);
    c->offset = offset;
    c->len = len;
    c->data = need(malloc(len));
    memcpy(c->data, data, len);
}

void disk_log_remove(struct disk_log *log, const char *name)
{
    int file = find(log, name);
    snprintf(disk_log_add(log, DISK_REMOVE, file)->name, DISK_NAME, "%s", name);
    if (file >= 0)
        log->name[file][0] = '\0';
}

void disk_log_rename(struct disk_log *log, const char *from, const char *to)
{
    int file = find(log, from), over = find(log, to);
    struct disk_change *c = disk_log_add(log, DISK_RENAME, file);
    snprintf(c->name, DISK_NAME, "%s", from);
    snprintf(c->to, DISK_NAME, "%s", to);
    if (over >= 0)
        log->name[over][0] = '\0';
    if (file >= 0)
        snprintf(log->name[file], DISK_NAME, "%s", to);
}

/* ---- what a cut leaves ---- */

static uint64_t lot(uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t x =
        a * 0x9E3779B97F4A7C15u ^ (b + 1) * 0xBF58476D1CE4E5B9u ^ (c + 1) * 0x94D049BB133111EBu;
    x ^= x >> 31;
    x *= 0xD6E8FEB86659FD93u;
    return x ^ x >> 32;
}

/* Whether change i is made durable by a sync before the cut; a sync that failed in between makes it
 * none. */
static bool is_synced(const struct disk_log *log, size_t i, size_t at)
{
    const struct disk_change *c = &log->change[i];
    bool is_name = c->kind == DISK_CREATE || c->kind == DISK_REMOVE || c->kind == DISK_RENAME;
    for (size_t k = i + 1; k < at; k++) {
        const struct disk_change *d = &log->change[k];
        if (is_name && d->kind == DISK_SYNC_FOLDER)
            return true;
        if (!is_name && d->file == c->file && (d->kind == DISK_SYNC || d->kind == DISK_SYNC_FAILED))
            return d->kind == DISK_SYNC;
    }
    return false;
}

/* All, nothing, or some sectors of a write that no sync bears out. */
static void write_part(int fd, const struct disk_change *c, size_t i, unsigned survival)
{
    unsigned fate = (unsigned)(lot(survival, i, 0) % 4); /* gone, there, torn, torn */
    for (size_t at = 0, n; at < c->len; at += n) {
        n = SECTOR - ((size_t)c->offset + at) % SECTOR;
        n = n < c->len - at ? n : c->len - at;
        bool is_kept =
            survival == DISK_KEEP_ALL || fate == 1 || (fate > 1 && lot(survival, i, at + 1) % 2);
        if (is_kept && survival != DISK_KEEP_NOTHING &&
            syscall(SYS_pwrite64, fd, c->data + at, n, c->offset + (off_t)at) < 0)
            abort();
    }
}

static void lay_file(const struct disk_log *log, size_t at, unsigned survival, int file,
                     const char *path)
{
    int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        abort();
    for (size_t i = 0; i < at; i++) {
        const struct disk_change *c = &log->change[i];
        if (c->file != file || (c->kind != DISK_WRITE && c->kind != DISK_TRUNCATE))
            continue;
        bool synced = is_synced(log, i, at);
        bool is_kept = synced || survival == DISK_KEEP_ALL ||
                       (survival > DISK_KEEP_ALL && lot(survival, i, 0) % 2);
        if (c->kind == DISK_WRITE)
            write_part(fd, c, i, synced ? DISK_KEEP_ALL : survival);
        else if (is_kept && syscall(SYS_ftruncate, fd, c->offset) != 0)
            abort();
    }
    syscall(SYS_close, fd);
}

/* The name is this file's alone; with file -1 nobody's. */
static void set_name(char (*name)[DISK_NAME], int files, int file, const char *text)
{
    for (int f = 0; f < files; f++)
        if (strcmp(name[f], text) == 0)
            name[f][0] = '\0';
    if (file >= 0)
        snprintf(name[file], DISK_NAME, "%s", text);
}

static void empty(const char *folder)
{
    char path[PATH_MAX];
    DIR *d = opendir(folder);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    }
    if (d)
        closedir(d);
}

void disk_log_lay(const struct disk_log *log, size_t at, unsigned survival, const char *to)
{
    char path[PATH_MAX], (*name)[DISK_NAME] = need(calloc((size_t)log->files + 1, sizeof *name));
    empty(to);
    for (size_t i = 0; i < at; i++) {
        const struct disk_change *c = &log->change[i];
        bool is_name = c->kind == DISK_CREATE || c->kind == DISK_REMOVE || c->kind == DISK_RENAME;
        if (!is_name || !(is_synced(log, i, at) || survival == DISK_KEEP_ALL ||
                          (survival > DISK_KEEP_ALL && lot(survival, i, 0) % 2)))
            continue;
        if (c->kind != DISK_CREATE)
            set_name(name, log->files, -1, c->name);
        if (c->kind != DISK_REMOVE)
            set_name(name, log->files, c->file, c->kind == DISK_CREATE ? c->name : c->to);
    }
    for (int file = 0; file < log->files; file++) {
        snprintf(path, sizeof path, "%s/%s", to, name[file]);
        if (name[file][0])
            lay_file(log, at, survival, file, path);
    }
    free(name);
}
