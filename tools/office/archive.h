/* A whole workspace in one file and back. The file is an SQLite archive (a table sqlar, as `sqlite3 FILE -A` reads it, nothing compressed) with the hash of
 * every file beside it, so that it can be looked into and, if need be, unpacked with public tools. Keys are in it as they lie on the disk, under their
 * passphrases; register.db is not: it is made again. */
#ifndef SATHACH_TOOLS_OFFICE_ARCHIVE_H
#define SATHACH_TOOLS_OFFICE_ARCHIVE_H

#include "tools/office/workspace.h"

/* Writes path (never over an existing file), while others may work in the workspace: every file is read whole. files: how many, may be NULL. */
enum err_code archive_write(const struct workspace *w, const char *path, size_t *files, struct err *e) ERR_MUST_CHECK;
/* Unpacks into dir, which must not exist or be empty; every hash is checked before anything is written. ERR_AUTH for a file that is not what was backed up. */
enum err_code archive_read(const char *path, const char *dir, size_t *files, struct err *e) ERR_MUST_CHECK;

#endif
