/* Damaged attempts: set aside, and read as far as they can be. */
#include "app/core/attempt.h"

#include "app/core/buf.h"
#include "app/core/file.h"

#include <sqlite3.h>

enum err_code attempt_set_aside(const char *path, char **moved, struct err *e)
{
    static const char *const LOGS[] = {"-wal", "-journal", NULL};
    return file_set_aside(path, LOGS, moved, e);
}

void attempt_salvage(const char *path, struct buf *out)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *st = NULL;
    int on;
    int64_t wanted = 0;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
        goto out;
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &on); /* what was set aside stays as
                                                                        it was */
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &on);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &on);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &on);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1000000);
    /* a log is read without shared memory */
    sqlite3_exec(db, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA cell_size_check=ON", NULL, NULL, NULL);
    if (sqlite3_prepare_v2(db, "SELECT seq, body, mac FROM event ORDER BY seq", -1, &st, NULL) !=
        SQLITE_OK)
        goto out;
    while (wanted < JOURNAL_EVENTS_MAX && sqlite3_step(st) == SQLITE_ROW) {
        if (sqlite3_column_int64(st, 0) != wanted || sqlite3_column_bytes(st, 1) != JOURNAL_EVENT ||
            sqlite3_column_bytes(st, 2) != JOURNAL_MAC)
            break;
        buf_add(out, sqlite3_column_blob(st, 1), JOURNAL_EVENT);
        buf_add(out, sqlite3_column_blob(st, 2), JOURNAL_MAC);
        wanted++;
    }
out:
    sqlite3_finalize(st);
    sqlite3_close(db);
}
