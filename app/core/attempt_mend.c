/* Damaged attempts: set aside, and read as far as they can be. */
#include "app/core/attempt.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ASIDE_MAX = 99, ASIDE_EXTRA = 32 };

/* A missing companion is as good as a moved one. */
static bool move(const char *from, const char *end, const char *to)
{
    char a[4096], b[4096];
    snprintf(a, sizeof a, "%s%s", from, end);
    snprintf(b, sizeof b, "%s%s", to, end);
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_NOREPLACE) == 0 || (end[0] && errno == ENOENT);
}

enum err_code attempt_set_aside(const char *path, char **moved, struct err *e)
{
    size_t room = strlen(path) + ASIDE_EXTRA;
    char *to = malloc(room);
    if (!to)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    bool is_moved = false;
    int saved = 0;
    /* the log first: were the power cut in between, the file would be found damaged again and follow it */
    for (int n = 1; n <= ASIDE_MAX && !is_moved; n++) {
        snprintf(to, room, "%s.damaged-%d", path, n);
        if (access(to, F_OK) == 0)
            continue;
        is_moved = move(path, "-wal", to) && move(path, "-journal", to) && move(path, "", to);
        saved = errno;
        if (!is_moved && saved != EEXIST)
            break;
    }
    enum err_code rc = is_moved ? ERR_OK : err_set_errno(e, saved, _("%s: cannot be set aside"), path);
    if (is_moved && moved)
        *moved = to;
    else
        free(to);
    return rc;
}

void attempt_salvage(const char *path, struct buf *out)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    int on;
    int64_t wanted = 0;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        goto out;
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &on); /* what was set aside stays as it was */
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &on);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &on);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &on);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1000000);
    sqlite3_exec(db, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cell_size_check=ON", NULL, NULL, NULL); /* a log is read without shared memory */
    if (sqlite3_prepare_v2(db, "SELECT seq, body, mac FROM event ORDER BY seq", -1, &st, NULL) != SQLITE_OK)
        goto out;
    while (wanted < JOURNAL_EVENTS_MAX && sqlite3_step(st) == SQLITE_ROW) {
        if (sqlite3_column_int64(st, 0) != wanted || sqlite3_column_bytes(st, 1) != JOURNAL_EVENT || sqlite3_column_bytes(st, 2) != JOURNAL_MAC)
            break;
        buf_add(out, sqlite3_column_blob(st, 1), JOURNAL_EVENT);
        buf_add(out, sqlite3_column_blob(st, 2), JOURNAL_MAC);
        wanted++;
    }
out:
    sqlite3_finalize(st);
    sqlite3_close(db);
}
