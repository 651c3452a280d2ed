#include "app/core/attempt.h"

#include "app/core/ballast.h"
#include "app/core/buf.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/reason.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file, whatever it is called by now; none: both 0. */
struct place {
    dev_t device;
    ino_t file;
};

struct attempt {
    sqlite3 *db;
    sqlite3_stmt *insert;
    char *path;
    bool broken;   /* an error that only a new connection gets over */
    bool is_laden; /* the ballast was laid, or tried to be */
    bool is_lost;  /* the file of its name is another one than is written to */
    bool is_local; /* its file system keeps a file's number */
    struct place file, log;
};

enum { FILE_MAX = 64 * 1024 * 1024, BUSY_MS = 200 };

/* The log goes into the file every thirty events or so: it stays small where the disk is. */
static const char LOG_PAGES[] = "64";
static const char LOG[] = "-wal";
static const char SCHEMA[] =
    "CREATE TABLE event(seq INTEGER PRIMARY KEY, body BLOB NOT NULL CHECK(length(body)=128), "
    "mac BLOB NOT NULL CHECK(length(mac)=32)) STRICT";

char *attempt_path(const char *dir, const struct session *s, uint32_t paper)
{
    char name[80], number[8];
    session_paper_name(paper, number);
    snprintf(name, sizeof name, "%s.%s.attempt", s->info.name, number);
    return file_join(dir, name);
}

/* What the system said, as far as it is known: of an error while it commits SQLite keeps nothing,
 * but the last call that failed was that one. last: errno, zero before the call. */
static int errno_of(const struct attempt *a, int primary, int last)
{
    int errnum = a->db ? sqlite3_system_errno(a->db) : 0;
    if (errnum)
        return errnum;
    switch (primary) {
    case SQLITE_FULL: return ENOSPC;
    case SQLITE_READONLY: return EROFS;
    case SQLITE_IOERR: return last ? last : EIO;
    default: return 0;
    }
}

static enum err_code say(const struct attempt *a, int rc, struct err *e)
{
    int primary = rc & 0xff, errnum = errno_of(a, primary, errno);
    char what[REASON_MAX];
    reason_sqlite(rc, what);
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
        return err_set(e, ERR_BUSY, _("%s: in use by another process"), a->path);
    if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || primary == SQLITE_CONSTRAINT)
        return err_set(e, ERR_FORMAT, _("%s: damaged (%s)"), a->path, what);
    if (primary == SQLITE_NOMEM || primary == SQLITE_TOOBIG)
        return err_set(e, ERR_LIMIT, "%s: %s", a->path, what);
    if (errnum != 0)
        return err_set_errno(e, errnum, "%s", a->path);
    return err_set(e, ERR_IO, "%s: %s", a->path, what);
}

static enum err_code run(const struct attempt *a, const char *sql, struct err *e)
{
    errno = 0;
    int rc = sqlite3_exec(a->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? ERR_OK : say(a, rc, e);
}

/* The first column of the first row as text. */
static enum err_code ask(const struct attempt *a, const char *sql, char *out, size_t room,
                         struct err *e)
{
    sqlite3_stmt *st = NULL;
    out[0] = '\0';
    errno = 0;
    int rc = sqlite3_prepare_v2(a->db, sql, -1, &st, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(st);
    if (rc == SQLITE_ROW)
        snprintf(out, room, "%s",
                 sqlite3_column_text(st, 0) ? (const char *)sqlite3_column_text(st, 0) : "");
    enum err_code code = rc == SQLITE_ROW || rc == SQLITE_DONE ? ERR_OK : say(a, rc, e);
    sqlite3_finalize(st);
    return code;
}

/* Sets a pragma and reads it back: SQLite says nothing when one does not take. */
static enum err_code set_pragma(const struct attempt *a, const char *name, const char *value,
                                const char *wanted, struct err *e)
{
    char sql[96], got[64];
    snprintf(sql, sizeof sql, "PRAGMA %s=%s", name, value);
    enum err_code rc = ask(a, sql, got, sizeof got, e);
    if (rc == ERR_OK) {
        snprintf(sql, sizeof sql, "PRAGMA %s", name);
        rc = ask(a, sql, got, sizeof got, e);
    }
    if (rc == ERR_OK && strcmp(got, wanted) != 0)
        rc = err_set(e, ERR_IO, _("%s: the setting %s did not take (%s)"), a->path, name, got);
    return rc;
}

/* What stands under the path and the ending. */
static struct place place_of(const char *path, const char *end)
{
    struct stat st;
    struct place at = {0};
    char *name = malloc(strlen(path) + strlen(end) + 1);
    if (name) {
        sprintf(name, "%s%s", path, end);
        if (lstat(name, &st) == 0 && st.st_nlink > 0)
            at = (struct place){st.st_dev, st.st_ino};
    }
    free(name);
    return at;
}

static bool is_file(struct place at)
{
    return at.device != 0 || at.file != 0;
}

static bool is_same_place(struct place a, struct place b)
{
    return a.device == b.device && a.file == b.file;
}

/* A regular file of a likely size. It is never opened here: closing it again would drop the locks
 * of another connection of this process. */
static enum err_code check_file(const char *path, struct err *e)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return err_set_errno(e, errno, "%s", path);
    if (!S_ISREG(st.st_mode))
        return err_set(e, ERR_FORMAT, _("%s: not a regular file"), path);
    if (st.st_size > FILE_MAX)
        return err_set(e, ERR_LIMIT, _("%s: too large for an attempt"), path);
    return ERR_OK;
}

/* SQLite shortens an emptied log without a sync. Were that lost with the power, and with it the end
 * of the log that a failed sync had left in memory only, the rest of the log would put older pages
 * over newer ones. It holds no locks on the log, so that may be opened again. */
static enum err_code sync_log(const char *path, struct err *e)
{
    char *log = malloc(strlen(path) + sizeof LOG);
    if (!log)
        return err_memory(e);
    sprintf(log, "%s%s", path, LOG);
    enum err_code rc = access(log, F_OK) == 0 ? file_sync(log, e) : ERR_OK;
    free(log);
    return rc;
}

/* The file stands with 0600 before SQLite, which would make it 0644, opens it; in a data folder
 * that is made again where somebody removed it. */
static enum err_code create_file(const char *path, struct err *e)
{
    enum { FLAGS = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW };
    int fd = open(path, FLAGS, 0600);
    if (fd < 0 && errno == ENOENT) {
        file_make_folder_of(path);
        fd = open(path, FLAGS, 0600);
    }
    if (fd < 0 && errno != EEXIST)
        return err_set_errno(e, errno, "%s", path);
    if (fd >= 0)
        close(fd);
    return check_file(path, e);
}

static enum err_code set_up(const struct attempt *a, struct err *e)
{
    int on = 0;
    sqlite3_busy_timeout(a->db, BUSY_MS);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &on);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_DQS_DML, 0, &on);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_DQS_DDL, 0, &on);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &on);
    sqlite3_db_config(a->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, &on);
    sqlite3_limit(a->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(a->db, SQLITE_LIMIT_LENGTH, 1000000);
    bool local = file_is_local(a->path);
    enum err_code rc = set_pragma(a, "locking_mode", "EXCLUSIVE", "exclusive", e);
    if (rc == ERR_OK)
        rc = set_pragma(a, "journal_mode", local ? "WAL" : "TRUNCATE", local ? "wal" : "truncate",
                        e);
    if (rc == ERR_OK)
        rc = set_pragma(a, "synchronous", local ? "FULL" : "EXTRA", local ? "2" : "3", e);
    if (rc == ERR_OK)
        rc = set_pragma(a, "cell_size_check", "ON", "1", e);
    if (rc == ERR_OK)
        rc = set_pragma(a, "wal_autocheckpoint", LOG_PAGES, LOG_PAGES, e);
    if (rc == ERR_OK)
        rc = run(a, "PRAGMA mmap_size=0", e); /* says nothing back where the VFS has none */
    /* an empty write takes the lock now, so that a second seat program is refused at once */
    if (rc == ERR_OK)
        rc = run(a, "BEGIN EXCLUSIVE; COMMIT", e);
    return rc;
}

/* What stands in the log goes into the file by fresh writes: pages of a log whose sync once failed
 * may be on no disk, though they read well. It also shows whether there is a log: after an error
 * SQLite may name WAL its mode and yet work without one. */
static enum err_code empty_log(const struct attempt *a, struct err *e)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(a->db, "PRAGMA wal_checkpoint(TRUNCATE)", -1, &st, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(st);
    bool is_busy = rc == SQLITE_ROW && sqlite3_column_int(st, 0) != 0,
         has_log = rc == SQLITE_ROW && sqlite3_column_int(st, 1) >= 0;
    enum err_code code = rc == SQLITE_ROW ? ERR_OK : say(a, rc, e);
    sqlite3_finalize(st);
    if (code == ERR_OK && is_busy)
        return err_set(e, ERR_BUSY, _("%s: in use by another process"), a->path);
    if (code == ERR_OK && !has_log && file_is_local(a->path))
        return err_set(e, ERR_IO, _("%s: the setting %s did not take (%s)"), a->path,
                       "journal_mode", "none");
    return code == ERR_OK ? sync_log(a->path, e) : code;
}

static enum err_code check_number(const struct attempt *a, const char *pragma, long wanted,
                                  const char *what, struct err *e)
{
    char got[32];
    enum err_code rc = ask(a, pragma, got, sizeof got, e);
    if (rc == ERR_OK && strtol(got, NULL, 10) != wanted)
        rc = err_set(e, ERR_FORMAT, _("%s: %s (%s)"), a->path, what, got);
    return rc;
}

/* Exactly our one table, before anything in it is read. */
static enum err_code check_schema(const struct attempt *a, struct err *e)
{
    char got[512];
    enum err_code rc = check_number(a, "PRAGMA application_id", ATTEMPT_APPLICATION_ID,
                                    _("not an attempt file"), e);
    if (rc == ERR_OK)
        rc = check_number(a, "PRAGMA user_version", ATTEMPT_USER_VERSION,
                          _("of a version that this program does not know"), e);
    if (rc == ERR_OK)
        rc = check_number(a, "SELECT count(*) FROM sqlite_schema", 1,
                          _("its tables are not those of an attempt"), e);
    if (rc == ERR_OK)
        rc =
            ask(a, "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || sql FROM sqlite_schema",
                got, sizeof got, e);
    if (rc == ERR_OK &&
        (strncmp(got, "table event event ", 18) != 0 || strcmp(got + 18, SCHEMA) != 0))
        return err_set(e, ERR_FORMAT, _("%s: its tables are not those of an attempt"), a->path);
    if (rc == ERR_OK)
        rc = ask(a, "PRAGMA quick_check(1)", got, sizeof got, e);
    if (rc == ERR_OK && strcmp(got, "ok") != 0)
        return err_set(e, ERR_FORMAT, _("%s: damaged (%s)"), a->path, got);
    return rc;
}

static enum err_code make_schema(const struct attempt *a, struct err *e)
{
    char sql[sizeof SCHEMA + 128];
    snprintf(sql, sizeof sql, "BEGIN; PRAGMA application_id=%d; %s; PRAGMA user_version=%d; COMMIT",
             ATTEMPT_APPLICATION_ID, SCHEMA, ATTEMPT_USER_VERSION);
    return run(a, sql, e);
}

/* Power may have failed between the file and its tables: a file without any is new. */
static enum err_code read_schema(const struct attempt *a, struct err *e)
{
    char tables[16], id[16];
    enum err_code rc = ask(a, "SELECT count(*) FROM sqlite_schema", tables, sizeof tables, e);
    if (rc == ERR_OK)
        rc = ask(a, "PRAGMA application_id", id, sizeof id, e);
    if (rc == ERR_OK && strcmp(tables, "0") == 0 && strcmp(id, "0") == 0)
        rc = make_schema(a, e);
    return rc == ERR_OK ? check_schema(a, e) : rc;
}

static enum err_code open_connection(struct attempt *a, struct err *e)
{
    enum err_code rc = create_file(a->path, e);
    if (rc != ERR_OK)
        return rc;
    a->is_local = file_is_local(a->path);
    a->file = place_of(a->path, "");
    int sq = sqlite3_open_v2(a->path, &a->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    if (sq != SQLITE_OK)
        return say(a, sq, e);
    rc = set_up(a, e);
    if (rc == ERR_OK)
        rc = empty_log(a, e);
    if (rc == ERR_OK)
        rc = read_schema(a, e);
    if (rc == ERR_OK)
        rc = file_sync_folder_of(a->path, e); /* the names of file and log; SQLite does not tell
                                                 when that fails */
    if (rc == ERR_OK) {
        a->log = a->is_local ? place_of(a->path, LOG) : (struct place){0};
        rc = attempt_check_place(a, e);
    }
    if (rc != ERR_OK)
        return rc;
    sq = sqlite3_prepare_v2(a->db, "INSERT INTO event(seq, body, mac) VALUES(?1, ?2, ?3)", -1,
                            &a->insert, NULL);
    return sq == SQLITE_OK ? ERR_OK : say(a, sq, e);
}

static void close_connection(struct attempt *a)
{
    sqlite3_finalize(a->insert);
    sqlite3_close(a->db);
    a->insert = NULL;
    a->db = NULL;
}

enum err_code attempt_open(const char *path, struct attempt **out, struct err *e)
{
    *out = NULL;
    struct attempt *a = calloc(1, sizeof *a);
    if (!a || !(a->path = strdup(path))) {
        free(a);
        return err_memory(e);
    }
    enum err_code rc = open_connection(a, e);
    if (rc == ERR_OK)
        *out = a;
    else
        attempt_close(a);
    return rc;
}

void attempt_close(struct attempt *a)
{
    int on = 0;
    if (!a)
        return;
    if (a->is_lost && a->db) /* the log of its name is not ours to take away */
        sqlite3_db_config(a->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &on);
    close_connection(a);
    free(a->path);
    free(a);
}

/* Pages that a failed sync left in memory may be gone from the disk without a further word: so
 * nothing is checkpointed on closing, and what the log holds is written again from the start. */
enum err_code attempt_reopen(struct attempt *a, struct err *e)
{
    int on = 0;
    if (a->db)
        sqlite3_db_config(a->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &on);
    close_connection(a);
    a->broken = true;
    if (a->is_lost)
        a->is_laden = false;
    enum err_code rc = open_connection(a, e);
    if (rc == ERR_OK)
        a->broken = a->is_lost = false;
    else
        close_connection(a);
    return rc;
}

bool attempt_is_lost(const struct attempt *a)
{
    return a->is_lost;
}

enum err_code attempt_check_place(struct attempt *a, struct err *e)
{
    struct place file = place_of(a->path, ""), log = place_of(a->path, LOG);
    bool is_there = is_file(file) && (!a->is_local || is_same_place(a->file, file)) &&
                    (!is_file(a->log) || is_same_place(a->log, log));
    if (is_there)
        return ERR_OK;
    a->is_lost = a->broken = true;
    err_set(e, ERR_IO, _("%s: moved, removed or replaced while it was written to"), a->path);
    e->errnum = ENOENT;
    return ERR_IO;
}

bool attempt_is_broken(const struct attempt *a)
{
    return a->broken;
}

const char *attempt_file(const struct attempt *a)
{
    return a->path;
}

bool attempt_is_local(const struct attempt *a)
{
    return file_is_local(a->path);
}

static enum err_code closed(const struct attempt *a, struct err *e)
{
    return err_set(e, ERR_IO, _("%s: not open since the last error of the disk"), a->path);
}

enum err_code attempt_read(struct attempt *a, struct buf *out, struct err *e)
{
    sqlite3_stmt *st = NULL;
    int64_t wanted = 0;
    buf_clear(out);
    if (!a->db)
        return closed(a, e);
    int sq =
        sqlite3_prepare_v2(a->db, "SELECT seq, body, mac FROM event ORDER BY seq", -1, &st, NULL);
    enum err_code rc = ERR_OK;
    while (sq == SQLITE_OK && rc == ERR_OK && (sq = sqlite3_step(st)) == SQLITE_ROW) {
        sq = SQLITE_OK;
        if (sqlite3_column_int64(st, 0) != wanted++ ||
            sqlite3_column_bytes(st, 1) != JOURNAL_EVENT ||
            sqlite3_column_bytes(st, 2) != JOURNAL_MAC) {
            rc = err_set(e, ERR_FORMAT, _("%s: event %lld is missing or malformed"), a->path,
                         (long long)wanted - 1);
            break;
        }
        buf_add(out, sqlite3_column_blob(st, 1), JOURNAL_EVENT);
        buf_add(out, sqlite3_column_blob(st, 2), JOURNAL_MAC);
    }
    if (rc == ERR_OK && sq != SQLITE_DONE)
        rc = say(a, sq, e);
    sqlite3_finalize(st);
    return rc == ERR_OK ? buf_check(out, a->path, e) : rc;
}

enum err_code attempt_load(const char *path, struct buf *out, struct err *e)
{
    struct attempt *a;
    enum err_code rc = attempt_open(path, &a, e);
    if (rc != ERR_OK)
        return rc;
    rc = attempt_read(a, out, e);
    attempt_close(a);
    return rc;
}

static int insert(struct attempt *a, uint32_t seq, const uint8_t record[JOURNAL_RECORD],
                  struct err *e)
{
    sqlite3_bind_int64(a->insert, 1, seq);
    sqlite3_bind_blob(a->insert, 2, record, JOURNAL_EVENT, SQLITE_STATIC);
    sqlite3_bind_blob(a->insert, 3, record + JOURNAL_EVENT, JOURNAL_MAC, SQLITE_STATIC);
    errno = 0;
    int sq = sqlite3_step(a->insert);
    if (sq != SQLITE_DONE)
        say(a, sq, e);
    int reset = sqlite3_reset(a->insert);
    if (sq == SQLITE_DONE && reset != SQLITE_OK)
        say(a, sq = reset, e);
    return sq;
}

enum err_code attempt_append(struct attempt *a, uint32_t seq, const uint8_t record[JOURNAL_RECORD],
                             struct err *e)
{
    if (!a->db || a->broken)
        return closed(a, e);
    if (!a->is_laden)
        ballast_lay(a->path); /* without room for it there is none: the disk speaks up soon
                                 enough */
    a->is_laden = true;
    int sq = insert(a, seq, record, e);
    if ((sq & 0xff) == SQLITE_FULL && ballast_release(a->path))
        sq = insert(a, seq, record, e);
    int primary = sq & 0xff;
    a->broken = sq != SQLITE_DONE && primary != SQLITE_FULL && primary != SQLITE_BUSY;
    return sq == SQLITE_DONE ? attempt_check_place(a, e) : e->code;
}

enum err_code attempt_finish(struct attempt *a, struct err *e)
{
    char got[64];
    if (!a->db)
        return closed(a, e);
    ballast_release(a->path); /* nothing is answered any more; what is written now needs the room */
    enum err_code rc = empty_log(a, e);
    if (rc == ERR_OK)
        rc = ask(a, "PRAGMA integrity_check(1)", got, sizeof got, e);
    if (rc == ERR_OK && strcmp(got, "ok") != 0)
        rc = err_set(e, ERR_FORMAT, _("%s: damaged (%s)"), a->path, got);
    return rc;
}
