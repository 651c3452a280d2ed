/* A whole workspace in one file and back. The file is an SQLite archive (a table sqlar, as `sqlite3
 * FILE -A` reads it, nothing compressed) with the hash of every file beside it, and when each was
 * last written, which it comes back with. Files are written and read piece by piece, so that
 * neither a long file nor a long archive costs memory. Left out are register.db, which is made
 * again, what begins with a dot, and backups that lie in the workspace. The archive holds
 * everything in clear: it travels only inside a sealed backup (backup_stream.h). */
#ifndef SATHACH_TOOLS_OFFICE_ARCHIVE_H
#define SATHACH_TOOLS_OFFICE_ARCHIVE_H

#include "tools/office/workspace.h"

enum { ARCHIVE_FILE_MAX = 1000 * 1000 * 1000 }; /* what SQLite takes in one row */

/* Writes path, replacing what an interrupted command left there, while nobody else writes in the
 * workspace. files: how many. ERR_LIMIT for a file over ARCHIVE_FILE_MAX, ERR_FORMAT for one that
 * is no regular file. */
enum err_code archive_write(const struct workspace *w, const char *path, size_t *files,
                            struct err *e) ERR_MUST_CHECK;
/* Unpacks into dir, which is empty or has nothing of these names. but: a name that is left out;
 * NULL for none. Every hash is checked while it is written: on an error what stands in dir is of no
 * use. ERR_AUTH for a file that is not what was backed up, ERR_FORMAT for an archive of another
 * shape than archive_write makes: nothing in it is run. */
enum err_code archive_read(const char *path, const char *dir, const char *but, size_t *files,
                           struct err *e) ERR_MUST_CHECK;
/* Removes a folder and all in it, links not followed. */
enum err_code archive_remove(const char *dir, struct err *e) ERR_MUST_CHECK;

#endif
