/* What the outbox's thread does in its folder. */
#include "app/core/outbox_internal.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/status.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { MSDOS_MAGIC = 0x4d44, EXFAT_MAGIC = 0x2011BAB0 };

enum err_code outbox_folder_check(struct outbox *o, struct err *e)
{
    struct stat here, above;
    char parent[PATH_MAX + 4];
    snprintf(parent, sizeof parent, "%s/..", o->path);
    if (lstat(o->path, &here) != 0 || stat(parent, &above) != 0)
        return err_set_errno(e, errno, "%s", o->path);
    if (!S_ISDIR(here.st_mode))
        return err_set(e, ERR_FORMAT, _("%s: not a folder"), o->path);
    bool is_mounted = here.st_dev != above.st_dev;
    if (o->is_known && o->was_mounted && !is_mounted)
        return err_set(e, ERR_IO, _("%s: the share is not mounted any more"), o->path);
    o->is_known = true;
    o->was_mounted = is_mounted;
    return ERR_OK;
}

/* ---- writing ---- */

/* Under our name stands something: ours, when its bytes are. */
static enum err_code check_standing(const char *path, const struct transfer *t, struct err *e)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return err_set_errno(e, errno, "%s", path);
    if (!S_ISREG(st.st_mode)) /* a pipe cannot be synced */
        return err_set(e, ERR_CONFLICT, _("%s: stands already and holds something else"), path);
    enum err_code rc = file_sync(path, e);
    return rc == ERR_OK ? file_holds(path, t->data, t->len, e) : rc;
}

/* The name is that of a journal's hash, or of a manifest's mac: what else stands under it is a copy
 * sealed at another time, or junk, and nothing here can tell which. A checkpoint takes its place;
 * what the office collects does too, and the other is kept under another name. */
static enum err_code carry_over(const char *path, const struct transfer *t, struct err *e)
{
    struct stat st;
    bool is_replaced = t->group[0] && lstat(path, &st) == 0 && S_ISREG(st.st_mode);
    enum err_code rc = is_replaced ? ERR_OK : file_set_aside(path, NULL, NULL, e);
    return rc == ERR_OK
               ? file_write(path, t->data, t->len, is_replaced ? FILE_REPLACE : FILE_NEW, e)
               : rc;
}

static enum err_code carry(const char *path, const struct transfer *t, struct err *e)
{
    if (!file_exists(path))
        return file_write(path, t->data, t->len, FILE_NEW, e);
    enum err_code rc = check_standing(path, t, e);
    return rc == ERR_CONFLICT ? carry_over(path, t, e) : rc;
}

static void remove_old(struct outbox *o, const char *name)
{
    struct stat st;
    char *path = name[0] ? file_join(o->path, name) : NULL;
    if (path && lstat(path, &st) == 0 && S_ISREG(st.st_mode))
        unlink(path);
    free(path);
}

enum err_code outbox_folder_carry(struct outbox *o, const struct transfer *t, struct err *e)
{
    char *path = NULL;
    enum err_code rc = outbox_folder_check(o, e);
    if (rc != ERR_OK)
        return rc;
    if (t->data) {
        path = file_join(o->path, t->name);
        rc = path ? carry(path, t, e) : err_memory(e);
    }
    if (rc == ERR_OK && strcmp(t->replaces, t->name) != 0)
        remove_old(o, t->replaces);
    free(path);
    return rc;
}

bool outbox_folder_has(const struct outbox *o, const char *name, size_t len)
{
    struct stat st;
    char *path = file_join(o->path, name);
    bool has = path && lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= 0 &&
               (size_t)st.st_size == len;
    free(path);
    return has;
}

/* ---- showing ---- */

bool outbox_folder_is_fat(const struct outbox *o)
{
    struct statfs fs;
    return statfs(o->path, &fs) == 0 &&
           ((int)fs.f_type == MSDOS_MAGIC || (int)fs.f_type == (int)EXFAT_MAGIC);
}

static bool write_quickly(int fd, const uint8_t *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

void outbox_folder_show(struct outbox *o, const struct showing *s)
{
    struct err ignored;
    char temporary[OUTBOX_NAME + 32];
    snprintf(temporary, sizeof temporary, ".%s.%d", s->name, (int)getpid());
    char *path = file_join(o->path, s->name), *part = file_join(o->path, temporary);
    int fd =
        path && part && outbox_folder_check(o, &ignored) == ERR_OK
            ? open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600)
            : -1;
    if (fd >= 0) {
        bool good = write_quickly(fd, s->data, s->len);
        good = close(fd) == 0 && good;
        if (!good || rename(part, path) != 0)
            unlink(part);
    }
    free(path);
    free(part);
}

size_t outbox_folder_read_shown(struct outbox *o, const char *prefix, struct buf out[OUTBOX_SHOWN])
{
    size_t n = 0;
    struct err ignored;
    DIR *d = outbox_folder_check(o, &ignored) == ERR_OK ? opendir(o->path) : NULL;
    for (struct dirent *entry; d && n < OUTBOX_SHOWN && (entry = readdir(d));) {
        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0 ||
            !status_is_file_name(entry->d_name))
            continue;
        char *path = file_join(o->path, entry->d_name);
        buf_init(&out[n], STATUS_FILE_MAX);
        if (path && file_read(path, STATUS_FILE_MAX, &out[n], &ignored) == ERR_OK)
            n++;
        else
            buf_free(&out[n]);
        free(path);
    }
    if (d)
        closedir(d);
    return n;
}

/* ---- claiming ---- */

static enum err_code read_claim(const char *path, struct outbox_sight *out, struct err *e)
{
    struct stat st;
    struct buf bytes;
    out->claim = OUTBOX_CLAIM_STANDS;
    if (lstat(path, &st) != 0)
        return err_set_errno(e, errno, "%s", path);
    if (!S_ISREG(st.st_mode) || st.st_size != CLAIM_FILE)
        return ERR_OK; /* something, and no claim */
    buf_init(&bytes, CLAIM_FILE);
    enum err_code rc = file_read(path, CLAIM_FILE, &bytes, e);
    if (rc == ERR_OK) {
        memcpy(out->claim_file, bytes.data, bytes.len);
        out->claim_len = bytes.len;
    }
    buf_free(&bytes);
    return rc;
}

/* The file comes under its name whole: another seat, which looks at the same moment, would take the
 * half of one for something that nobody made who has the code. */
enum err_code outbox_folder_claim(struct outbox *o, const struct outbox_wish *w,
                                  struct outbox_sight *out, struct err *e)
{
    char *path = file_join(o->path, w->claim);
    if (!path)
        return err_memory(e);
    enum err_code rc = file_write(path, w->claim_file, sizeof w->claim_file, FILE_NEW, e);
    bool is_made = rc == ERR_OK;
    if (is_made || rc == ERR_BUSY)
        rc = read_claim(path, out, e);
    if (is_made && out->claim_len == sizeof w->claim_file &&
        memcmp(out->claim_file, w->claim_file, sizeof w->claim_file) == 0)
        out->claim = OUTBOX_CLAIM_MADE;
    free(path);
    return rc;
}
