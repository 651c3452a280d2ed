#include "tools/office/archive.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "tools/office/archive_parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MODE = 0100600 };

/* ---- one file ---- */

/* Its bytes into the row that was made for them, and their hash. */
static enum err_code pour(struct archive *a, int fd, sqlite3_blob *blob, const char *path,
                          size_t len, char hex[ARCHIVE_HEX], struct err *e)
{
    struct crypt_digest d;
    uint8_t hash[CRYPT_HASH];
    crypt_digest_begin(&d, CRYPT_HASH);
    for (size_t at = 0; at < len;) {
        size_t want = len - at < ARCHIVE_PIECE ? len - at : ARCHIVE_PIECE;
        ssize_t n = read(fd, a->piece, want);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(e, errno, _("%s: cannot be read"), path);
        if (n == 0)
            return err_set(e, ERR_IO, _("%s: its size changed while it was read; try again"), path);
        crypt_digest_add(&d, a->piece, (size_t)n);
        if (sqlite3_blob_write(blob, a->piece, (int)n, (int)at) != SQLITE_OK)
            return archive_say(a, e);
        at += (size_t)n;
    }
    if (read(fd, a->piece, 1) != 0)
        return err_set(e, ERR_IO, _("%s: its size changed while it was read; try again"), path);
    crypt_digest_end(&d, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    return ERR_OK;
}

static enum err_code put_hash(struct archive *a, const char *name, const char *hex, struct err *e)
{
    sqlite3_stmt *st = NULL;
    bool fine =
        sqlite3_prepare_v2(a->db, "INSERT INTO hash VALUES(?1, ?2)", -1, &st, NULL) == SQLITE_OK &&
        sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_text(st, 2, hex, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(st) == SQLITE_DONE;
    enum err_code rc = fine ? ERR_OK : archive_say(a, e);
    sqlite3_finalize(st);
    return rc;
}

static enum err_code make_row(struct archive *a, const char *name, const struct stat *of,
                              struct err *e)
{
    sqlite3_stmt *st = NULL;
    bool fine = sqlite3_prepare_v2(a->db, "INSERT INTO sqlar VALUES(?1, ?2, ?5, ?3, ?4)", -1, &st,
                                   NULL) == SQLITE_OK &&
                sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC) == SQLITE_OK &&
                sqlite3_bind_int(st, 2, FILE_MODE) == SQLITE_OK &&
                sqlite3_bind_int64(st, 3, of->st_size) == SQLITE_OK &&
                sqlite3_bind_zeroblob(st, 4, (int)of->st_size) == SQLITE_OK &&
                sqlite3_bind_int64(st, 5, of->st_mtime) == SQLITE_OK &&
                sqlite3_step(st) == SQLITE_DONE;
    enum err_code rc = fine ? ERR_OK : archive_say(a, e);
    sqlite3_finalize(st);
    return rc;
}

static enum err_code put_file(struct archive *a, int fd, const char *path, const char *name,
                              const struct stat *of, struct err *e)
{
    sqlite3_blob *blob = NULL;
    char hex[ARCHIVE_HEX];
    enum err_code rc = make_row(a, name, of, e);
    if (rc == ERR_OK && sqlite3_blob_open(a->db, "main", "sqlar", "data",
                                          sqlite3_last_insert_rowid(a->db), 1, &blob) != SQLITE_OK)
        rc = archive_say(a, e);
    if (rc == ERR_OK)
        rc = pour(a, fd, blob, path, (size_t)of->st_size, hex, e);
    if (sqlite3_blob_close(blob) != SQLITE_OK && rc == ERR_OK)
        rc = archive_say(a, e);
    if (rc == ERR_OK)
        rc = put_hash(a, name, hex, e);
    a->files += rc == ERR_OK;
    return rc;
}

/* A sealed backup that lies in the workspace is no part of it. */
static bool is_backup(int fd)
{
    uint8_t head[PACKAGE_HEADER];
    enum package_kind kind;
    ssize_t n = pread(fd, head, sizeof head, 0);
    return n == (ssize_t)sizeof head &&
           package_look(head, sizeof head, UINT64_MAX, &kind) == PACKAGE_WHOLE &&
           kind == PACKAGE_BACKUP;
}

static enum err_code add_file(struct archive *a, const char *path, const char *name, struct err *e)
{
    struct stat st;
    if (!archive_is_inside(name, strlen(name)))
        return err_set(e, ERR_LIMIT, _("%s: its name is longer than a backup takes"), path);
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno != ELOOP && errno != ENXIO)
        return err_set_errno(e, errno, _("%s: cannot be opened"), path);
    enum err_code rc = ERR_OK;
    if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        rc = err_set(e, ERR_FORMAT,
                     _("%s: not a regular file (links, folders and devices are refused)"), path);
    else if (st.st_size > ARCHIVE_FILE_MAX)
        rc = err_set(e, ERR_LIMIT, _("%s: %jd bytes are more than the %zu allowed"), path,
                     (intmax_t)st.st_size, (size_t)ARCHIVE_FILE_MAX);
    else if (!is_backup(fd))
        rc = put_file(a, fd, path, name, &st, e);
    if (fd >= 0)
        close(fd);
    return rc;
}

/* ---- the folders ---- */

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The register is made again; what begins with a dot is nobody's but a running command's. */
static bool is_left_out(const char *name)
{
    return name[0] == '.' || strncmp(name, "register.db", 11) == 0;
}

static enum err_code add_folder(struct archive *a, const char *folder, const char *name, int depth,
                                struct err *e)
{
    struct dirent **list;
    if (depth > ARCHIVE_DEPTH)
        return err_set(e, ERR_LIMIT, _("%s: folders nested deeper than %d"), folder, ARCHIVE_DEPTH);
    int n = scandir(folder, &list, NULL, by_name);
    if (n < 0)
        return err_set(e, ERR_IO, _("%s: cannot be read"), folder);
    enum err_code rc = ERR_OK;
    for (int i = 0; i < n; i++) {
        char *path = is_left_out(list[i]->d_name) ? NULL : file_join(folder, list[i]->d_name),
             *inner = NULL;
        if (path && rc == ERR_OK) {
            inner = name[0] ? file_join(name, list[i]->d_name) : strdup(list[i]->d_name);
            struct stat st;
            bool is_folder = lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
            rc = !inner      ? err_memory(e)
                 : is_folder ? add_folder(a, path, inner, depth + 1, e)
                             : add_file(a, path, inner, e);
        }
        free(path);
        free(inner);
        free(list[i]);
    }
    free(list);
    return rc;
}

/* The file stands before SQLite opens it, so that nobody else may read it. */
static enum err_code make_empty(const char *path, struct err *e)
{
    unlink(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return err_set_errno(e, errno, _("%s: cannot be written"), path);
    close(fd);
    return ERR_OK;
}

enum err_code archive_write(const struct workspace *w, const char *path, size_t *files,
                            struct err *e)
{
    struct archive a = {.path = path, .piece = malloc(ARCHIVE_PIECE)};
    enum err_code rc = a.piece ? make_empty(path, e) : err_memory(e);
    if (rc == ERR_OK && sqlite3_open_v2(path, &a.db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        rc = archive_say(&a, e);
    if (rc == ERR_OK)
        rc = archive_run(&a,
                         "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
                         "BEGIN;" ARCHIVE_SQLAR ";" ARCHIVE_HASH ";",
                         e);
    if (rc == ERR_OK)
        rc = add_folder(&a, w->folder, "", 0, e);
    if (rc == ERR_OK)
        rc = archive_run(&a, "COMMIT", e);
    sqlite3_close(a.db);
    free(a.piece);
    if (rc != ERR_OK)
        unlink(path);
    *files = a.files;
    return rc;
}
