#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/reason.h"
#include "tools/office/archive.h"
#include "tools/office/archive_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROW_LEAST = 64 }; /* bytes that a row takes at least in an archive */

enum err_code archive_say(const struct archive *a, struct err *e)
{
    int rc = a->db ? sqlite3_errcode(a->db) : SQLITE_NOMEM;
    char why[REASON_MAX];
    reason_sqlite(rc, why);
    return err_set(
        e, rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT || rc == SQLITE_ERROR ? ERR_FORMAT : ERR_IO,
        "%s: %s", a->path, why);
}

enum err_code archive_run(struct archive *a, const char *sql, struct err *e)
{
    return sqlite3_exec(a->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ERR_OK : archive_say(a, e);
}

/* ---- what may stand in it ---- */

static enum err_code other_shape(const struct archive *a, struct err *e)
{
    return err_set(e, ERR_FORMAT, _("%s: is no archive of this program: it has other tables"),
                   a->path);
}

/* The schema is ours to the letter: no view that never ends, no trigger, no generated column. */
static enum err_code check_schema(struct archive *a, struct err *e)
{
    static const char *const WANTED[] = {"table", "hash",  ARCHIVE_HASH,
                                         "table", "sqlar", ARCHIVE_SQLAR};
    sqlite3_stmt *st = NULL;
    size_t at = 0;
    bool same = true;
    int rc = sqlite3_prepare_v2(a->db,
                                "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
                                "ORDER BY name",
                                -1, &st, NULL);
    while (rc == SQLITE_OK && same && (rc = sqlite3_step(st)) == SQLITE_ROW) {
        for (int i = 0; i < 3 && same; i++, at++) {
            const char *text = (const char *)sqlite3_column_text(st, i);
            same = at < sizeof WANTED / sizeof WANTED[0] && text && strcmp(text, WANTED[at]) == 0;
        }
        rc = SQLITE_OK;
    }
    sqlite3_finalize(st);
    if (same && rc != SQLITE_DONE)
        return archive_say(a, e);
    return same && at == sizeof WANTED / sizeof WANTED[0] ? ERR_OK : other_shape(a, e);
}

bool archive_is_inside(const char *name, size_t len)
{
    if (len == 0 || len >= ARCHIVE_NAME || strlen(name) != len)
        return false;
    for (const char *at = name; at; at = strchr(at, '/'), at = at ? at + 1 : NULL)
        if (!*at || *at == '/' || *at == '.')
            return false;
    return true;
}

/* ---- one file ---- */

static enum err_code pour(struct archive *a, sqlite3_blob *blob, int fd, const char *path,
                          const char *wanted, struct err *e)
{
    struct crypt_digest d;
    uint8_t hash[CRYPT_HASH];
    char hex[ARCHIVE_HEX];
    enum err_code rc = ERR_OK;
    int len = sqlite3_blob_bytes(blob);
    crypt_digest_begin(&d, CRYPT_HASH);
    for (int at = 0; rc == ERR_OK && at < len;) {
        int n = len - at < ARCHIVE_PIECE ? len - at : ARCHIVE_PIECE;
        if (sqlite3_blob_read(blob, a->piece, n, at) != SQLITE_OK)
            rc = archive_say(a, e);
        else
            rc = file_write_all(fd, a->piece, (size_t)n, path, e);
        crypt_digest_add(&d, a->piece, (size_t)n);
        at += n;
    }
    crypt_digest_end(&d, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    if (rc == ERR_OK && strcmp(hex, wanted) != 0)
        rc = err_set(e, ERR_AUTH, _("%s: %s is not what was backed up"), a->path, path);
    if (rc == ERR_OK && fdatasync(fd) != 0)
        rc = err_set_errno(e, errno, _("%s: cannot be written"), path);
    return rc;
}

/* When it was last written is part of what it tells (a sealed bank's day): it is as it was. A disk
 * that keeps no times, and an archive without them, lose nothing else. */
static void set_time(int fd, sqlite3_int64 when)
{
    const struct timespec times[2] = {{.tv_nsec = UTIME_NOW}, {.tv_sec = (time_t)when}};
    if (when > 0 && futimens(fd, times) != 0)
        errno = 0;
}

static enum err_code write_file(struct archive *a, sqlite3_stmt *st, const char *path,
                                const char *wanted, struct err *e)
{
    sqlite3_blob *blob = NULL;
    char *folder = strdup(path), *slash = folder ? strrchr(folder, '/') : NULL;
    if (slash)
        *slash = '\0';
    enum err_code rc = slash ? file_make_folder(folder, e) : err_memory(e);
    free(folder);
    if (rc != ERR_OK)
        return rc;
    if (sqlite3_blob_open(a->db, "main", "sqlar", "data", sqlite3_column_int64(st, 0), 0, &blob) !=
        SQLITE_OK)
        return archive_say(a, e);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    rc = fd < 0 ? err_set_errno(e, errno, _("%s: cannot be written"), path)
                : pour(a, blob, fd, path, wanted, e);
    sqlite3_blob_close(blob);
    if (rc == ERR_OK)
        set_time(fd, sqlite3_column_int64(st, 3));
    if (fd >= 0 && close(fd) != 0 && rc == ERR_OK)
        rc = err_set_errno(e, errno, _("%s: cannot be written"), path);
    return rc;
}

/* ---- all of them ---- */

static enum err_code take_row(struct archive *a, sqlite3_stmt *st, const char *dir, const char *but,
                              struct err *e)
{
    const char *name = (const char *)sqlite3_column_text(st, 1),
               *wanted = (const char *)sqlite3_column_text(st, 2);
    if (!name || !archive_is_inside(name, (size_t)sqlite3_column_bytes(st, 1)))
        return err_set(e, ERR_FORMAT, _("%s: holds a name that leads elsewhere"), a->path);
    if (!wanted)
        return err_set(e, ERR_AUTH, _("%s: %s is not what was backed up"), a->path, name);
    a->files++;
    if (but && strcmp(name, but) == 0)
        return ERR_OK;
    char *path = file_join(dir, name);
    enum err_code rc = path ? write_file(a, st, path, wanted, e) : err_memory(e);
    free(path);
    return rc;
}

static enum err_code each_row(struct archive *a, const char *dir, const char *but, size_t rows_max,
                              struct err *e)
{
    sqlite3_stmt *st = NULL;
    enum err_code rc = ERR_OK;
    int step = sqlite3_prepare_v2(a->db,
                                  "SELECT s.rowid, s.name, h.blake2b, s.mtime FROM sqlar "
                                  "s LEFT JOIN hash h ON h.name = s.name ORDER BY s.rowid",
                                  -1, &st, NULL);
    while (step == SQLITE_OK && rc == ERR_OK && (step = sqlite3_step(st)) == SQLITE_ROW) {
        rc = a->files < rows_max ? take_row(a, st, dir, but, e) : other_shape(a, e);
        step = SQLITE_OK;
    }
    if (rc == ERR_OK && step != SQLITE_DONE)
        rc = archive_say(a, e);
    sqlite3_finalize(st);
    return rc;
}

enum err_code archive_read(const char *path, const char *dir, const char *but, size_t *files,
                           struct err *e)
{
    struct archive a = {.path = path, .piece = malloc(ARCHIVE_PIECE)};
    struct stat st;
    int on;
    enum err_code rc = a.piece ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && lstat(path, &st) != 0)
        rc = err_set_errno(e, errno, _("%s: cannot be opened"), path);
    if (rc == ERR_OK && sqlite3_open_v2(path, &a.db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW,
                                        NULL) != SQLITE_OK)
        rc = archive_say(&a, e);
    if (rc == ERR_OK) {
        sqlite3_db_config(a.db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
        sqlite3_db_config(a.db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &on);
        rc = check_schema(&a, e);
    }
    if (rc == ERR_OK)
        rc = each_row(&a, dir, but, (size_t)st.st_size / ROW_LEAST, e);
    if (rc == ERR_OK && !a.files)
        rc = err_set(e, ERR_FORMAT, _("%s: holds no workspace"), path);
    sqlite3_close(a.db);
    free(a.piece);
    *files = a.files;
    return rc;
}

/* ---- away with it ---- */

static enum err_code remove_at(int parent, const char *name, int depth, struct err *e)
{
    int fd = depth > 2 * ARCHIVE_DEPTH
                 ? -1
                 : openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
    enum err_code rc = d ? ERR_OK : err_set_errno(e, errno, _("%s: cannot be removed"), name);
    for (struct dirent *entry; rc == ERR_OK && (entry = readdir(d));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(dirfd(d), entry->d_name, 0) != 0)
            rc = errno == EISDIR || errno == EPERM
                     ? remove_at(dirfd(d), entry->d_name, depth + 1, e)
                     : err_set_errno(e, errno, _("%s: cannot be removed"), entry->d_name);
    }
    if (d)
        closedir(d);
    else if (fd >= 0)
        close(fd);
    if (rc == ERR_OK && unlinkat(parent, name, AT_REMOVEDIR) != 0)
        rc = err_set_errno(e, errno, _("%s: cannot be removed"), name);
    return rc;
}

enum err_code archive_remove(const char *dir, struct err *e)
{
    return remove_at(AT_FDCWD, dir, 0, e);
}
