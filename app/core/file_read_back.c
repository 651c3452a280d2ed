/* Whether what was written is what the medium gives back. */
#include "app/core/file.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STEP = 64 * 1024, ALIGNED = 4096 };

/* A fresh open, past the page cache where the file system lets one. */
struct reading {
    int fd;
    bool is_direct;
    uint8_t *bytes; /* STEP of them, aligned */
};

static int open_to_read(int dir, const char *name, int flags)
{
    int fd;
    do
        fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | flags);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* What is synced goes out of the cache, and comes from the medium when it is read. */
static bool open_behind_cache(struct reading *r, int dir, const char *name)
{
    r->is_direct = false;
    r->fd = open_to_read(dir, name, 0);
    return r->fd >= 0 && (posix_fadvise(r->fd, 0, 0, POSIX_FADV_DONTNEED), true);
}

static bool open_reading(struct reading *r, int dir, const char *name)
{
    r->is_direct = true;
    r->fd = open_to_read(dir, name, O_DIRECT);
    return r->fd >= 0 || (errno == EINVAL && open_behind_cache(r, dir, name));
}

enum answer { SAME, OTHER, FAILED, NOT_DIRECTLY };

/* One step at `at`. A direct read is short at the end of the file only. */
static enum answer compare_step(const struct reading *r, const uint8_t *data, size_t len, size_t at)
{
    size_t want = len - at < STEP ? len - at : STEP;
    ssize_t n;
    do
        n = pread(r->fd, r->bytes, STEP, (off_t)at);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return r->is_direct && errno == EINVAL ? NOT_DIRECTLY : FAILED;
    if ((size_t)n < want)
        return r->is_direct ? NOT_DIRECTLY : OTHER;
    return memcmp(r->bytes, data + at, want) == 0 ? SAME : OTHER;
}

/* Of the right size, looked at before. */
static enum answer compare(const struct reading *r, const uint8_t *data, size_t len)
{
    enum answer a = SAME;
    for (size_t at = 0; a == SAME && at < len; at += STEP)
        a = compare_step(r, data, len, at);
    return a;
}

static enum err_code judge(struct reading *r, int dir, const char *name, const char *path,
                           const void *data, size_t len, struct err *e)
{
    struct stat st;
    if (fstat(r->fd, &st) != 0)
        return err_set_errno(e, errno, _("%s: cannot be read"), path);
    if (!S_ISREG(st.st_mode) || st.st_size < 0 || (size_t)st.st_size != len)
        return err_set(e, ERR_CONFLICT, _("%s: stands already and holds something else"), path);
    enum answer a = compare(r, data, len);
    if (a == NOT_DIRECTLY) {
        close(r->fd);
        a = open_behind_cache(r, dir, name) ? compare(r, data, len) : FAILED;
    }
    if (a == FAILED)
        return err_set_errno(e, errno, _("%s: cannot be read"), path);
    return a == SAME
               ? ERR_OK
               : err_set(e, ERR_CONFLICT, _("%s: stands already and holds something else"), path);
}

enum err_code file_holds_at(int dir, const char *name, const char *path, const void *data,
                            size_t len, struct err *e)
{
    struct reading r = {.bytes = aligned_alloc(ALIGNED, STEP)};
    if (!r.bytes)
        return err_memory(e);
    enum err_code rc =
        open_reading(&r, dir, name) ? judge(&r, dir, name, path, data, len, e)
        : errno == ELOOP
            ? err_set(e, ERR_CONFLICT, _("%s: stands already and holds something else"), path)
            : err_set_errno(e, errno, _("%s: cannot be opened"), path);
    if (r.fd >= 0)
        close(r.fd);
    explicit_bzero(r.bytes, STEP);
    free(r.bytes);
    return rc;
}

enum err_code file_holds(const char *path, const void *data, size_t len, struct err *e)
{
    return file_holds_at(AT_FDCWD, path, path, data, len, e);
}
