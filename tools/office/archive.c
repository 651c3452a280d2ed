#include "tools/office/archive.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 256 * 1024 * 1024, DEPTH_MAX = 8, FILE_MODE = 0100600 };

static const char SCHEMA[] = "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; BEGIN;"
                             "CREATE TABLE sqlar(name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB);"
                             "CREATE TABLE hash(name TEXT PRIMARY KEY, blake2b TEXT NOT NULL) WITHOUT ROWID;";

struct archive {
    sqlite3 *db;
    const char *path;
    size_t files;
};

static enum err_code say(const struct archive *a, struct err *e)
{
    int rc = a->db ? sqlite3_errcode(a->db) : SQLITE_NOMEM;
    const char *why = a->db ? sqlite3_errmsg(a->db) : "";
    return err_set(e, rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT || rc == SQLITE_ERROR ? ERR_FORMAT : ERR_IO, "%s: %s", a->path, why);
}

static enum err_code run(struct archive *a, const char *sql, struct err *e)
{
    return sqlite3_exec(a->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ERR_OK : say(a, e);
}

static void hash_hex(const struct buf *b, char hex[2 * CRYPT_HASH + 1])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash_file(b->data, b->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
}

/* ---- writing ---- */

static enum err_code put_file(struct archive *a, const char *name, const struct buf *b, struct err *e)
{
    sqlite3_stmt *st = NULL, *sum = NULL;
    char hex[2 * CRYPT_HASH + 1];
    hash_hex(b, hex);
    bool fine = sqlite3_prepare_v2(a->db, "INSERT INTO sqlar VALUES(?1, ?2, 0, ?3, ?4)", -1, &st, NULL) == SQLITE_OK &&
                sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_bind_int(st, 2, FILE_MODE) == SQLITE_OK &&
                sqlite3_bind_int64(st, 3, (sqlite3_int64)b->len) == SQLITE_OK &&
                sqlite3_bind_blob64(st, 4, b->len ? b->data : (const uint8_t *)"", b->len, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(st) == SQLITE_DONE &&
                sqlite3_prepare_v2(a->db, "INSERT INTO hash VALUES(?1, ?2)", -1, &sum, NULL) == SQLITE_OK &&
                sqlite3_bind_text(sum, 1, name, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_bind_text(sum, 2, hex, -1, SQLITE_STATIC) == SQLITE_OK &&
                sqlite3_step(sum) == SQLITE_DONE;
    enum err_code rc = fine ? ERR_OK : say(a, e);
    sqlite3_finalize(st);
    sqlite3_finalize(sum);
    a->files += fine;
    return rc;
}

static enum err_code add_file(struct archive *a, const char *path, const char *name, struct err *e)
{
    struct buf b;
    buf_init(&b, FILE_BYTES_MAX);
    enum err_code rc = file_read(path, FILE_BYTES_MAX, &b, e);
    if (rc == ERR_OK)
        rc = put_file(a, name, &b, e);
    buf_free(&b);
    return rc;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The register is made again; what begins with a dot is nobody's but a running command's. */
static bool is_left_out(const char *name)
{
    return name[0] == '.' || strncmp(name, "register.db", 11) == 0;
}

static enum err_code add_folder(struct archive *a, const char *folder, const char *name, int depth, struct err *e)
{
    struct dirent **list;
    int n = depth > DEPTH_MAX ? -1 : scandir(folder, &list, NULL, by_name);
    if (n < 0)
        return err_set(e, ERR_IO, _("%s: cannot be read"), folder);
    enum err_code rc = ERR_OK;
    for (int i = 0; i < n; i++) {
        char *path = is_left_out(list[i]->d_name) ? NULL : file_join(folder, list[i]->d_name), *inner = NULL;
        if (path && rc == ERR_OK) {
            inner = name[0] ? file_join(name, list[i]->d_name) : strdup(list[i]->d_name);
            rc = !inner ? err_set(e, ERR_LIMIT, _("out of memory"))
                 : file_is_folder(path) ? add_folder(a, path, inner, depth + 1, e) : add_file(a, path, inner, e);
        }
        free(path);
        free(inner);
        free(list[i]);
    }
    free(list);
    return rc;
}

enum err_code archive_write(const struct workspace *w, const char *path, size_t *files, struct err *e)
{
    struct archive a = {.path = path};
    char *part = NULL;
    if (file_exists(path))
        return err_set(e, ERR_BUSY, _("%s: stands already"), path);
    if (asprintf(&part, "%s.part", path) < 0)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    unlink(part); /* what an interrupted backup left */
    enum err_code rc = ERR_OK;
    if (sqlite3_open_v2(part, &a.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        rc = say(&a, e);
    if (rc == ERR_OK)
        rc = run(&a, SCHEMA, e);
    if (rc == ERR_OK)
        rc = add_folder(&a, w->folder, "", 0, e);
    if (rc == ERR_OK)
        rc = run(&a, "COMMIT", e);
    sqlite3_close(a.db);
    if (rc == ERR_OK)
        rc = file_sync(part, e);
    if (rc == ERR_OK && rename(part, path) != 0)
        rc = err_set_errno(e, errno, "%s", path);
    if (rc == ERR_OK)
        rc = file_sync_folder_of(path, e);
    if (rc != ERR_OK)
        unlink(part);
    free(part);
    if (files)
        *files = a.files;
    return rc;
}

/* ---- reading ---- */

/* A plain way below the folder: nothing that leads out of it. */
static bool is_inside(const char *name)
{
    if (!name || !name[0] || name[0] == '/' || name[0] == '.' || strlen(name) > 400)
        return false;
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == '\\' || (*at == '/' && (at[1] == '.' || at[1] == '/' || !at[1])))
            return false;
    return true;
}

static enum err_code take_row(struct archive *a, sqlite3_stmt *st, struct buf *out, const char **name, struct err *e)
{
    char hex[2 * CRYPT_HASH + 1];
    const char *wanted = (const char *)sqlite3_column_text(st, 2);
    *name = (const char *)sqlite3_column_text(st, 0);
    buf_clear(out);
    if (!is_inside(*name))
        return err_set(e, ERR_FORMAT, _("%s: holds a name that leads elsewhere"), a->path);
    int len = sqlite3_column_bytes(st, 1);
    if (len > 0)
        buf_add(out, sqlite3_column_blob(st, 1), (size_t)len);
    enum err_code rc = buf_check(out, *name, e);
    hash_hex(out, hex);
    if (rc == ERR_OK && (!wanted || strcmp(hex, wanted) != 0))
        rc = err_set(e, ERR_AUTH, _("%s: %s is not what was backed up"), a->path, *name);
    return rc;
}

static enum err_code write_row(const char *dir, const char *name, const struct buf *b, struct err *e)
{
    char *path = file_join(dir, name), *slash = path ? strrchr(path, '/') : NULL;
    if (!slash)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    *slash = '\0';
    enum err_code rc = file_make_folder(path, e);
    *slash = '/';
    if (rc == ERR_OK)
        rc = file_write(path, b->data, b->len, FILE_NEW, e);
    free(path);
    return rc;
}

/* All rows: dir NULL only checks them. */
static enum err_code each_row(struct archive *a, const char *dir, struct err *e)
{
    sqlite3_stmt *st = NULL;
    struct buf b;
    enum err_code rc = ERR_OK;
    buf_init(&b, FILE_BYTES_MAX);
    a->files = 0;
    int step = sqlite3_prepare_v2(a->db, "SELECT s.name, s.data, h.blake2b FROM sqlar s LEFT JOIN hash h ON h.name = s.name ORDER BY s.name", -1, &st, NULL);
    while (step == SQLITE_OK && rc == ERR_OK && (step = sqlite3_step(st)) == SQLITE_ROW) {
        const char *name;
        rc = take_row(a, st, &b, &name, e);
        if (rc == ERR_OK && dir)
            rc = write_row(dir, name, &b, e);
        a->files++;
        step = SQLITE_OK;
    }
    if (rc == ERR_OK && step != SQLITE_DONE)
        rc = say(a, e);
    sqlite3_finalize(st);
    buf_free(&b);
    return rc;
}

static bool is_empty(const char *dir)
{
    DIR *d = opendir(dir);
    size_t n = 0;
    while (d && readdir(d))
        n++;
    if (d)
        closedir(d);
    return n <= 2;
}

enum err_code archive_read(const char *path, const char *dir, size_t *files, struct err *e)
{
    struct archive a = {.path = path};
    if (file_exists(dir) && (!file_is_folder(dir) || !is_empty(dir)))
        return err_set(e, ERR_BUSY, _("%s: is not empty; a workspace is restored into a folder of its own"), dir);
    enum err_code rc = ERR_OK;
    if (sqlite3_open_v2(path, &a.db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
        rc = say(&a, e);
    if (rc == ERR_OK)
        rc = each_row(&a, NULL, e);
    if (rc == ERR_OK && !a.files)
        rc = err_set(e, ERR_FORMAT, _("%s: holds no workspace"), path);
    if (rc == ERR_OK)
        rc = workspace_make_folders(dir, e);
    if (rc == ERR_OK)
        rc = each_row(&a, dir, e);
    sqlite3_close(a.db);
    if (files)
        *files = a.files;
    return rc;
}
