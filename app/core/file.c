#include "app/core/file.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

enum { ASIDE_MAX = 99, ASIDE_EXTRA = 32, TEMP_NAME = 32, TEMP_TRIES = 16 };

/* ---- names ---- */

char *file_join(const char *dir, const char *name)
{
    size_t n = strlen(dir), m = strlen(name);
    bool is_ended = n > 0 && dir[n - 1] == '/';
    char *path = malloc(n + m + 2);
    if (path)
        snprintf(path, n + m + 2, "%s%s%s", dir, is_ended || n == 0 ? "" : "/", name);
    return path;
}

char *file_find_above(const char *name)
{
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here))
        return NULL;
    for (;;) {
        char *path = file_join(here, name);
        bool found = path && file_exists(path);
        free(path);
        if (found)
            return strdup(here);
        char *slash = strrchr(here, '/');
        if (!slash || here[1] == '\0')
            return NULL;
        slash[slash == here ? 1 : 0] = '\0';
    }
}

const char *file_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_exists(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

/* ---- reading ---- */

static int open_retry(int dir, const char *name, int flags, mode_t mode)
{
    int fd;
    do
        fd = openat(dir, name, flags | O_NOCTTY | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

ssize_t file_read_all(int fd, void *out, size_t len)
{
    size_t at = 0;
    while (at < len) {
        ssize_t n = read(fd, (char *)out + at, len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        at += (size_t)n;
    }
    return (ssize_t)at;
}

enum err_code file_write_all(int fd, const void *data, size_t len, const char *path, struct err *e)
{
    for (size_t at = 0; at < len;) {
        ssize_t n = write(fd, (const char *)data + at, len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return err_set_errno(e, n < 0 ? errno : EIO, _("%s: cannot be written"), path);
        at += (size_t)n;
    }
    return ERR_OK;
}

static enum err_code no_file(const char *path, struct err *e)
{
    return err_set(e, ERR_FORMAT,
                   _("%s: not a regular file (links, folders and devices are refused)"), path);
}

static enum err_code read_open(int fd, const char *path, size_t cap, struct buf *out, struct err *e)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return err_set_errno(e, errno, _("%s: cannot be looked at"), path);
    if (!S_ISREG(st.st_mode))
        return no_file(path, e);
    if (st.st_size < 0 || (uintmax_t)st.st_size > cap)
        return err_set(e, ERR_LIMIT, _("%s: %jd bytes are more than the %zu allowed"), path,
                       (intmax_t)st.st_size, cap);
    size_t len = (size_t)st.st_size;
    buf_add_zero(out, len);
    enum err_code code = buf_check(out, path, e);
    if (code)
        return code;
    char more;
    ssize_t n = file_read_all(fd, out->data, len);
    ssize_t behind = n < 0 ? -1 : file_read_all(fd, &more, 1);
    if (n < 0 || behind < 0)
        return err_set_errno(e, errno, _("%s: cannot be read"), path);
    if ((size_t)n != len || behind != 0)
        return err_set(e, ERR_IO, _("%s: its size changed while it was read; try again"), path);
    return ERR_OK;
}

enum err_code file_read(const char *path, size_t cap, struct buf *out, struct err *e)
{
    buf_clear(out);
    int fd = open_retry(AT_FDCWD, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
    if (fd < 0 && (errno == ELOOP || errno == ENXIO))
        return no_file(path, e);
    if (fd < 0)
        return err_set_errno(e, errno, _("%s: cannot be opened"), path);
    enum err_code code = read_open(fd, path, cap, out, e);
    if (code)
        buf_clear(out);
    close(fd);
    return code;
}

/* ---- writing ---- */

/* One file on its way: everything goes through the folder's descriptor, so that it cannot be
 * exchanged meanwhile. */
struct write_job {
    const char *path; /* for messages */
    const char *name; /* in the folder */
    int dir;
    char temp[TEMP_NAME];
    const uint8_t *data;
    size_t len;
};

static int open_folder_of(const char *path)
{
    const char *name = file_base(path);
    char *dir = name == path ? strdup(".") : strndup(path, (size_t)(name - path));
    if (!dir) {
        errno = ENOMEM;
        return -1;
    }
    int fd = open_retry(AT_FDCWD, dir, O_RDONLY | O_DIRECTORY, 0);
    int saved = errno;
    free(dir);
    errno = saved;
    return fd;
}

/* Opens a new temporary file; its name goes into job->temp. */
static int open_temp(struct write_job *job)
{
    int fd = -1;
    for (int i = 0; i < TEMP_TRIES && fd < 0; i++) {
        uint64_t number = 0;
        if (getrandom(&number, sizeof number, 0) != sizeof number)
            continue;
        snprintf(job->temp, sizeof job->temp, ".%016llx.tmp", (unsigned long long)number);
        fd = open_retry(job->dir, job->temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0)
        job->temp[0] = '\0';
    return fd;
}

static bool write_all(int fd, const uint8_t *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n == 0)
            errno = ENOSPC;
        if (n <= 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

static bool sync_fd(int fd)
{
    int r;
    do
        r = fsync(fd);
    while (r != 0 && errno == EINTR);
    return r == 0;
}

/* Some file systems know no fsync of a folder; that is no failure of ours. */
static bool sync_folder(int dir)
{
    return sync_fd(dir) || errno == EINVAL || errno == ENOTSUP;
}

/* An interrupted close has closed on Linux; the bytes were synced before. */
static bool close_fd(int fd)
{
    return close(fd) == 0 || errno == EINTR;
}

static enum err_code fill_temp(struct write_job *job, struct err *e)
{
    int fd = open_temp(job);
    if (fd < 0)
        return err_set_errno(e, errno, _("%s: cannot be created"), job->path);
    /* file systems without modes */
    bool is_written = fchmod(fd, 0600) == 0 || errno == EPERM || errno == ENOTSUP;
    is_written = is_written && write_all(fd, job->data, job->len) && sync_fd(fd);
    int saved = errno;
    bool is_closed = close_fd(fd);
    if (!is_written)
        return err_set_errno(e, saved, _("%s: cannot be written"), job->path);
    if (!is_closed)
        return err_set_errno(e, errno, _("%s: cannot be written"), job->path);
    return ERR_OK;
}

static enum err_code read_back(const struct write_job *job, const char *name, struct err *e)
{
    struct err ignored;
    if (file_holds_at(job->dir, name, job->path, job->data, job->len, &ignored) == ERR_OK)
        return ERR_OK;
    return err_set(e, ERR_IO, _("%s: what was written does not read back; try another medium"),
                   job->path);
}

/* A name that was not there before, without a moment in which another's file could be replaced. */
static enum err_code rename_new(struct write_job *job, struct err *e)
{
    if (renameat2(job->dir, job->temp, job->dir, job->name, RENAME_NOREPLACE) == 0) {
        job->temp[0] = '\0';
        return ERR_OK;
    }
    bool is_unknown = errno == EINVAL || errno == ENOSYS;
    if (is_unknown && linkat(job->dir, job->temp, job->dir, job->name, 0) == 0)
        return ERR_OK; /* the temporary name goes with the clean-up */
    if (errno == EEXIST)
        return err_set(e, ERR_BUSY, _("%s: exists already and is not replaced"), job->path);
    return err_set_errno(e, errno, _("%s: cannot be created"), job->path);
}

static enum err_code rename_over(struct write_job *job, struct err *e)
{
    struct stat st;
    if (fstatat(job->dir, job->name, &st, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(st.st_mode))
        return no_file(job->path, e);
    if (renameat(job->dir, job->temp, job->dir, job->name) != 0)
        return err_set_errno(e, errno, _("%s: cannot be replaced"), job->path);
    job->temp[0] = '\0';
    return ERR_OK;
}

static void remove_temp(struct write_job *job)
{
    if (job->temp[0])
        unlinkat(job->dir, job->temp, 0);
    job->temp[0] = '\0';
}

static enum err_code run(struct write_job *job, enum file_write_mode mode, struct err *e)
{
    enum err_code code = fill_temp(job, e);
    if (!code)
        code = read_back(job, job->temp, e); /* before the name is taken, so that a bad medium
                                                spoils no older file */
    if (!code)
        code = mode == FILE_NEW ? rename_new(job, e) : rename_over(job, e);
    remove_temp(job);
    if (code)
        return code;
    if (!sync_folder(job->dir))
        code = err_set_errno(e, errno, _("%s: cannot be written"), job->path);
    else
        code = read_back(job, job->name, e);
    if (code && mode == FILE_NEW)
        unlinkat(job->dir, job->name, 0);
    return code;
}

enum err_code file_write(const char *path, const void *data, size_t len, enum file_write_mode mode,
                         struct err *e)
{
    struct write_job job = {.path = path, .name = file_base(path), .data = data, .len = len};
    if (!*job.name || strcmp(job.name, ".") == 0 || strcmp(job.name, "..") == 0)
        return err_set(e, ERR_FORMAT, _("%s: this names a folder, not a file"), path);
    job.dir = open_folder_of(path);
    if (job.dir < 0)
        return err_set_errno(e, errno, _("%s: its folder cannot be opened"), path);
    enum err_code code = run(&job, mode, e);
    close(job.dir);
    return code;
}

enum err_code file_sync_folder_of(const char *path, struct err *e)
{
    int dir = open_folder_of(path);
    enum err_code rc = dir >= 0 && sync_folder(dir)
                           ? ERR_OK
                           : err_set_errno(e, errno, _("%s: its folder cannot be synced"), path);
    if (dir >= 0)
        close(dir);
    return rc;
}

enum err_code file_sync(const char *path, struct err *e)
{
    int fd = open_retry(AT_FDCWD, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
    enum err_code rc =
        fd >= 0 && sync_fd(fd) ? ERR_OK : err_set_errno(e, errno, _("%s: cannot be synced"), path);
    if (fd >= 0)
        close(fd);
    return rc == ERR_OK ? file_sync_folder_of(path, e) : rc;
}

/* ---- damaged ones ---- */

/* A missing companion is as good as a moved one. A share may know no renaming that spares what
 * stands there. */
static bool move(const char *from, const char *end, const char *to)
{
    char a[PATH_MAX], b[PATH_MAX];
    snprintf(a, sizeof a, "%s%s", from, end);
    snprintf(b, sizeof b, "%s%s", to, end);
    if (renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_NOREPLACE) == 0 || (end[0] && errno == ENOENT))
        return true;
    bool is_unknown = errno == EINVAL || errno == ENOSYS;
    return is_unknown && link(a, b) == 0 && unlink(a) == 0;
}

enum err_code file_set_aside(const char *path, const char *const *companions, char **moved,
                             struct err *e)
{
    size_t room = strlen(path) + ASIDE_EXTRA;
    char *to = malloc(room);
    if (!to)
        return err_memory(e);
    bool is_moved = false;
    int saved = EEXIST;
    /* companions first: were the power cut in between, the file would be found damaged again and
     * follow them */
    for (int n = 1; n <= ASIDE_MAX && !is_moved && saved == EEXIST; n++) {
        snprintf(to, room, "%s.damaged-%d", path, n);
        if (file_exists(to))
            continue;
        is_moved = true;
        for (const char *const *c = companions; c && *c && is_moved; c++)
            is_moved = move(path, *c, to);
        is_moved = is_moved && move(path, "", to);
        saved = errno;
    }
    enum err_code rc =
        is_moved ? ERR_OK : err_set_errno(e, saved, _("%s: cannot be set aside"), path);
    if (is_moved && moved)
        *moved = to;
    else
        free(to);
    return rc;
}

/* ---- folders ---- */

static bool make_one(const char *path)
{
    return mkdir(path, 0700) == 0 || (errno == EEXIST && file_is_folder(path));
}

enum err_code file_make_folder(const char *path, struct err *e)
{
    if (file_is_folder(path))
        return ERR_OK;
    char *part = strdup(path);
    if (!part)
        return err_set_errno(e, ENOMEM, _("%s: the folder cannot be made"), path);
    enum err_code code = ERR_OK;
    for (char *at = part + 1; *part && !code; at++) {
        if (*at && *at != '/')
            continue;
        char kept = *at;
        *at = '\0';
        /* A folder above may be one we can neither make nor read (EROFS, EACCES); only the last one
         * decides. */
        if (!make_one(part) && (kept == '\0' || (errno != EEXIST && !file_is_folder(part))))
            code = err_set_errno(e, errno == EEXIST ? ENOTDIR : errno,
                                 _("%s: the folder cannot be made"), path);
        if (kept == '\0')
            break;
        *at = kept;
    }
    if (!*part)
        code = err_set_errno(e, ENOENT, _("%s: the folder cannot be made"), path);
    free(part);
    return code;
}

void file_make_folder_of(const char *path)
{
    char *dir = strndup(path, (size_t)(file_base(path) - path));
    if (dir && dir[0])
        mkdir(dir, 0700);
    free(dir);
}

bool file_is_local(const char *path)
{
    static const unsigned long OTHERS[] = {0x6969 /* NFS */,
                                           0xFF534D42 /* CIFS */,
                                           0xFE534D42 /* SMB2 */,
                                           0x65735546 /* FUSE */,
                                           0x4d44 /* FAT */,
                                           0x2011BAB0 /* exFAT */,
                                           0x01021997 /* 9P */,
                                           0x517B /* SMB */,
                                           0x7366746e /* NTFS3 */,
                                           0x5346544e /* NTFS */,
                                           0x786f4256 /* VirtualBox */,
                                           0x73757245 /* Coda */,
                                           0x5346414f /* AFS */,
                                           0x00c36400 /* Ceph */,
                                           0x01161970 /* GFS2 */,
                                           0x7461636f /* OCFS2 */,
                                           0x19830326 /* BeeGFS */};
    struct statfs fs;
    if (statfs(path, &fs) != 0)
        return false;
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        if (((unsigned long)fs.f_type & 0xFFFFFFFFu) == OTHERS[i])
            return false;
    return true;
}
