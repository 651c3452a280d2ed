/* What writing and reading of archives share. */
#ifndef SATHACH_TOOLS_OFFICE_ARCHIVE_PARTS_H
#define SATHACH_TOOLS_OFFICE_ARCHIVE_PARTS_H

#include "app/core/crypt.h"

#include <sqlite3.h>

enum {
    ARCHIVE_DEPTH = 8,
    ARCHIVE_PIECE = 1024 * 1024,
    ARCHIVE_HEX = 2 * CRYPT_HASH + 1,
    ARCHIVE_NAME = 1024
};

/* The two tables, as they stand in every archive: one of another shape is refused. */
#define ARCHIVE_SQLAR \
    "CREATE TABLE sqlar(name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB)"
#define ARCHIVE_HASH "CREATE TABLE hash(name TEXT PRIMARY KEY, blake2b TEXT NOT NULL) WITHOUT ROWID"

struct archive {
    sqlite3 *db;
    const char *path;
    uint8_t *piece; /* ARCHIVE_PIECE bytes, owned */
    size_t files;
};

enum err_code archive_say(const struct archive *a, struct err *e);
enum err_code archive_run(struct archive *a, const char *sql, struct err *e) ERR_MUST_CHECK;

/* A plain way below the folder: nothing that leads out of it, in as many bytes as are taken back.
 */
bool archive_is_inside(const char *name, size_t len);

#endif
