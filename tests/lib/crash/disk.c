/* The calls of the C library that change files, noted on the way to the kernel. */
#undef _FORTIFY_SOURCE /* its inline twins of these names would get in the way */
#include "tests/lib/crash/disk.h"
#include "tests/lib/crash/disk_log.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { FDS = 1024, FOLDER_FD = -2, NO_FD = -1, BLOCK = 4096, UNBOUNDED = -1 };

static struct {
    pthread_mutex_t lock;
    char folder[PATH_MAX];
    size_t folder_len;
    int fd[FDS];      /* number of the file, FOLDER_FD or NO_FD */
    bool bypass[FDS]; /* reads past the cache */
    struct disk_log log;
    size_t calls, fail_at;
    int fail_errnum;
    long long room;  /* in bytes; UNBOUNDED */
    unsigned broken; /* DISK_WRITES, DISK_SYNCS */
    bool is_hung;
    pthread_t tester; /* does not wait */
    size_t would_have_hung;
    long would_have_waited;
    pthread_cond_t changed;
    bool is_on, fails_on, has_failed, is_rotten, takes_direct;
} disk = {
    .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER, .room = UNBOUNDED};

/* ---- the test's side ---- */

void disk_begin(const char *folder)
{
    pthread_mutex_lock(&disk.lock);
    disk_log_clear(&disk.log);
    disk.folder_len = (size_t)snprintf(disk.folder, sizeof disk.folder, "%s/", folder);
    for (size_t i = 0; i < FDS; i++)
        disk.fd[i] = NO_FD;
    disk.calls = 0;
    disk.fail_at = SIZE_MAX;
    disk.room = UNBOUNDED;
    disk.fails_on = disk.has_failed = disk.is_rotten = disk.is_hung = false;
    disk.broken = 0;
    disk.would_have_hung = 0;
    disk.would_have_waited = 0;
    disk.is_on = true;
    pthread_mutex_unlock(&disk.lock);
}

void disk_end(void)
{
    pthread_mutex_lock(&disk.lock);
    disk.is_on = false;
    pthread_mutex_unlock(&disk.lock);
}

size_t disk_count(void)
{
    return disk.log.count;
}

size_t disk_calls(void)
{
    return disk.calls;
}

void disk_mark(uint32_t promised)
{
    pthread_mutex_lock(&disk.lock);
    struct disk_change *c = disk_log_add(&disk.log, DISK_MARK, 0);
    c->offset = promised;
    pthread_mutex_unlock(&disk.lock);
}

uint32_t disk_promised(size_t at)
{
    for (size_t i = at; i-- > 0;)
        if (disk.log.change[i].kind == DISK_MARK)
            return (uint32_t)disk.log.change[i].offset;
    return 0;
}

void disk_cut(size_t at, unsigned survival, const char *to)
{
    disk_log_lay(&disk.log, at, survival, to);
}

void disk_fail(size_t call, int errnum, bool is_lasting)
{
    pthread_mutex_lock(&disk.lock);
    disk.fail_at = call;
    disk.fail_errnum = errnum;
    disk.fails_on = is_lasting;
    pthread_mutex_unlock(&disk.lock);
}

void disk_fill(size_t spare)
{
    pthread_mutex_lock(&disk.lock);
    disk.room = (long long)spare;
    pthread_mutex_unlock(&disk.lock);
}

void disk_rot(bool takes_direct)
{
    pthread_mutex_lock(&disk.lock);
    disk.is_rotten = true;
    disk.takes_direct = takes_direct;
    pthread_mutex_unlock(&disk.lock);
}

void disk_break(unsigned kinds, int errnum)
{
    pthread_mutex_lock(&disk.lock);
    disk.broken = kinds;
    disk.fail_errnum = errnum;
    pthread_mutex_unlock(&disk.lock);
}

void disk_hang(void)
{
    pthread_mutex_lock(&disk.lock);
    disk.is_hung = true;
    disk.tester = pthread_self();
    pthread_mutex_unlock(&disk.lock);
}

size_t disk_would_have_hung(void)
{
    return disk.would_have_hung;
}

long disk_would_have_waited(void)
{
    return disk.would_have_waited;
}

void disk_heal(void)
{
    pthread_mutex_lock(&disk.lock);
    disk.broken = 0;
    disk.is_hung = false;
    pthread_cond_broadcast(&disk.changed);
    disk.is_rotten = false;
    disk.room = UNBOUNDED;
    pthread_mutex_unlock(&disk.lock);
    disk_fail(SIZE_MAX, 0, false);
}

bool disk_has_failed(void)
{
    return disk.has_failed;
}

/* ---- the program's side ---- */

/* How long who waits here is ready to. */
int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *lock,
                           const struct timespec *until)
{
    struct timespec now;
    int (*wait)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    *(void **)&wait = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
    if (disk.is_hung && pthread_equal(disk.tester, pthread_self())) {
        clock_gettime(CLOCK_MONOTONIC, &now);
        long ms = (until->tv_sec - now.tv_sec) * 1000 + (until->tv_nsec - now.tv_nsec) / 1000000;
        disk.would_have_waited = ms > disk.would_have_waited ? ms : disk.would_have_waited;
    }
    return wait(condition, lock, until);
}

/* The name in the watched folder, or NULL. */
static const char *watched(int dir, const char *path)
{
    if (!disk.is_on)
        return NULL;
    if (path[0] == '/')
        return strncmp(path, disk.folder, disk.folder_len) == 0 &&
                       !strchr(path + disk.folder_len, '/')
                   ? path + disk.folder_len
                   : NULL;
    return dir >= 0 && dir < FDS && disk.fd[dir] == FOLDER_FD && !strchr(path, '/') ? path : NULL;
}

static int file_of(int fd)
{
    return disk.is_on && fd >= 0 && fd < FDS ? disk.fd[fd] : NO_FD;
}

enum call { CALL_READ = 0, CALL_WRITE = DISK_WRITES, CALL_SYNC = DISK_SYNCS };

static void wait_while_hung(void)
{
    if (disk.is_hung && pthread_equal(disk.tester, pthread_self()))
        disk.would_have_hung++;
    else
        while (disk.is_hung)
            pthread_cond_wait(&disk.changed, &disk.lock);
}

/* Counts a call; true, with errno set, when it is its turn to fail. */
static bool fails(enum call kind)
{
    wait_while_hung();
    size_t call = disk.calls++;
    bool now = disk.fails_on ? call >= disk.fail_at : call == disk.fail_at;
    if (!(disk.broken & kind) && (!now || (kind == CALL_READ && disk.fail_errnum != EIO)))
        return false;
    errno = disk.fail_errnum;
    disk.has_failed = true;
    return true;
}

static long long blocks(off_t size)
{
    return (size + BLOCK - 1) / BLOCK * BLOCK;
}

/* The file is to have the new size: takes the room that needs, gives back what it frees. True, with
 * errno set, when there is none. */
static bool is_full(off_t old_size, off_t new_size)
{
    long long more = blocks(new_size) - blocks(old_size);
    if (disk.room == UNBOUNDED)
        return false;
    if (more > disk.room) {
        errno = ENOSPC;
        disk.has_failed = true;
        return true;
    }
    disk.room -= more;
    return false;
}

static off_t size_of(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 ? st.st_size : 0;
}

/* The same for what only grows. */
static bool is_full_for(int fd, off_t end)
{
    off_t size = size_of(fd);
    return end > size && is_full(size, end);
}

static int open_it(int dir, const char *path, int flags, mode_t mode)
{
    pthread_mutex_lock(&disk.lock);
    const char *name = watched(dir, path);
    size_t n = strlen(path);
    bool is_folder = disk.is_on && n + 1 >= disk.folder_len && n <= disk.folder_len &&
                     strncmp(path, disk.folder, disk.folder_len - 1) == 0;
    bool is_new = false;
    struct stat st;
    int fd = -1;
    if (name && (flags & (O_CREAT | O_WRONLY | O_RDWR))) {
        is_new = flags & O_CREAT && fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) != 0;
        if (is_new && fails(CALL_WRITE))
            goto out;
    }
    if (name && flags & O_DIRECT && disk.is_rotten && !disk.takes_direct) {
        errno = EINVAL;
        goto out;
    }
    /* what is watched is never synced by the kernel, which a direct read would make it do */
    fd = (int)syscall(SYS_openat, dir, path, name ? flags & ~O_DIRECT : flags, mode);
    if (fd >= 0 && fd < FDS)
        disk.bypass[fd] = name && flags & O_DIRECT;
    if (fd >= 0 && fd < FDS)
        disk.fd[fd] = is_folder ? FOLDER_FD
                      : !name   ? NO_FD
                      : is_new  ? disk_log_create(&disk.log, name)
                                : disk_log_find(&disk.log, name, fd);
out:
    pthread_mutex_unlock(&disk.lock);
    return fd;
}

static mode_t mode_of(int flags, va_list more)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

#define OPENER(NAME) \
    int NAME(const char *path, int flags, ...) \
    { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return open_it(AT_FDCWD, path, flags, mode); \
    }
OPENER(open)
OPENER(open64)

#define OPENER_AT(NAME) \
    int NAME(int dir, const char *path, int flags, ...) \
    { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return open_it(dir, path, flags, mode); \
    }
OPENER_AT(openat)
OPENER_AT(openat64)

int close(int fd)
{
    pthread_mutex_lock(&disk.lock);
    if (fd >= 0 && fd < FDS)
        disk.fd[fd] = NO_FD;
    pthread_mutex_unlock(&disk.lock);
    return (int)syscall(SYS_close, fd);
}

static ssize_t read_it(int fd, void *out, size_t len, off_t offset, bool is_placed)
{
    pthread_mutex_lock(&disk.lock);
    bool bad = file_of(fd) >= 0 && fails(CALL_READ),
         is_rotten = file_of(fd) >= 0 && disk.is_rotten && disk.bypass[fd];
    pthread_mutex_unlock(&disk.lock);
    if (bad)
        return -1;
    ssize_t n =
        is_placed ? syscall(SYS_pread64, fd, out, len, offset) : syscall(SYS_read, fd, out, len);
    if (n > 0 && is_rotten)
        ((uint8_t *)out)[n - 1] ^= 1;
    return n;
}

static ssize_t write_it(int fd, const void *data, size_t len, off_t offset, bool is_placed)
{
    pthread_mutex_lock(&disk.lock);
    int file = file_of(fd);
    ssize_t n = -1;
    if (file >= 0 && fails(CALL_WRITE))
        goto out;
    off_t at = is_placed ? offset : file >= 0 ? lseek(fd, 0, SEEK_CUR) : 0;
    if (file >= 0 && is_full_for(fd, at + (off_t)len))
        goto out;
    n = is_placed ? syscall(SYS_pwrite64, fd, data, len, offset)
                  : syscall(SYS_write, fd, data, len);
    if (file >= 0 && n > 0)
        disk_log_write(&disk.log, file, at, data, (size_t)n);
out:
    pthread_mutex_unlock(&disk.lock);
    return n;
}

ssize_t read(int fd, void *out, size_t len)
{
    return read_it(fd, out, len, 0, false);
}
ssize_t pread(int fd, void *out, size_t len, off_t offset)
{
    return read_it(fd, out, len, offset, true);
}
ssize_t pread64(int fd, void *out, size_t len, off_t offset)
{
    return read_it(fd, out, len, offset, true);
}
ssize_t write(int fd, const void *data, size_t len)
{
    return write_it(fd, data, len, 0, false);
}
ssize_t pwrite(int fd, const void *data, size_t len, off_t offset)
{
    return write_it(fd, data, len, offset, true);
}
ssize_t pwrite64(int fd, const void *data, size_t len, off_t offset)
{
    return write_it(fd, data, len, offset, true);
}

static int truncate_it(int fd, off_t len)
{
    pthread_mutex_lock(&disk.lock);
    int file = file_of(fd);
    bool bad = file >= 0 && (fails(CALL_WRITE) || is_full(size_of(fd), len));
    int rc = bad ? -1 : (int)syscall(SYS_ftruncate, fd, len);
    if (rc == 0 && file >= 0)
        disk_log_add(&disk.log, DISK_TRUNCATE, file)->offset = len;
    pthread_mutex_unlock(&disk.lock);
    return rc;
}

int ftruncate(int fd, off_t len)
{
    return truncate_it(fd, len);
}
int ftruncate64(int fd, off_t len)
{
    return truncate_it(fd, len);
}

static int sync_it(int fd, long call)
{
    pthread_mutex_lock(&disk.lock);
    int file = file_of(fd);
    bool bad = file != NO_FD && fails(CALL_SYNC);
    if (file != NO_FD)
        disk_log_add(&disk.log,
                     file == FOLDER_FD ? (bad ? DISK_MARK_NOTHING : DISK_SYNC_FOLDER)
                     : bad             ? DISK_SYNC_FAILED
                                       : DISK_SYNC,
                     file);
    pthread_mutex_unlock(&disk.lock); /* the kernel's own sync is none of this disk's business: it
                                         is left out of what is watched */
    return bad ? -1 : file != NO_FD ? 0 : (int)syscall(call, fd);
}

int fsync(int fd)
{
    return sync_it(fd, SYS_fsync);
}
int fdatasync(int fd)
{
    return sync_it(fd, SYS_fdatasync);
}

int posix_fadvise(int fd, off_t offset, off_t len, int advice)
{
    pthread_mutex_lock(&disk.lock);
    if (file_of(fd) >= 0 && advice == POSIX_FADV_DONTNEED)
        disk.bypass[fd] = true;
    pthread_mutex_unlock(&disk.lock);
    return syscall(SYS_fadvise64, fd, offset, len, advice) == 0 ? 0 : errno;
}

int posix_fallocate(int fd, off_t offset, off_t len)
{
    pthread_mutex_lock(&disk.lock);
    int file = file_of(fd);
    bool bad = file >= 0 && (fails(CALL_WRITE) || is_full_for(fd, offset + len));
    if (file >= 0 && !bad)
        disk_log_add(&disk.log, DISK_TRUNCATE, file)->offset = offset + len;
    pthread_mutex_unlock(&disk.lock);
    return bad ? errno : syscall(SYS_fallocate, fd, 0, offset, len) == 0 ? 0 : errno;
}

static int remove_it(int dir, const char *path, int flags)
{
    pthread_mutex_lock(&disk.lock);
    const char *name = watched(dir, path);
    struct stat st;
    off_t size = name && fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) == 0 ? st.st_size : 0;
    int rc = name && fails(CALL_WRITE) ? -1 : (int)syscall(SYS_unlinkat, dir, path, flags);
    if (name && rc == 0) {
        disk_log_remove(&disk.log, name);
        (void)is_full(size, 0);
    }
    pthread_mutex_unlock(&disk.lock);
    return rc;
}

int unlink(const char *path)
{
    return remove_it(AT_FDCWD, path, 0);
}
int unlinkat(int dir, const char *path, int flags)
{
    return remove_it(dir, path, flags);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
    pthread_mutex_lock(&disk.lock);
    const char *a = watched(from_dir, from), *b = watched(to_dir, to);
    int rc = a && fails(CALL_WRITE)
                 ? -1
                 : (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    if (a && b && rc == 0)
        disk_log_rename(&disk.log, a, b);
    pthread_mutex_unlock(&disk.lock);
    return rc;
}

int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
    return renameat2(from_dir, from, to_dir, to, 0);
}
int rename(const char *from, const char *to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}
