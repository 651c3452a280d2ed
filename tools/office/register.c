#include "tools/office/register.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/reason.h"
#include "tools/office/log.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 5000 };

/* Tables without row numbers: what was put in first makes no difference to what they hold. */
static const char SCHEMA[] =
    "CREATE TABLE session(name TEXT PRIMARY KEY, uid TEXT NOT NULL, hash TEXT NOT NULL, bank TEXT "
    "NOT NULL, title TEXT NOT NULL, room TEXT NOT NULL,"
    " opens INTEGER NOT NULL, closes INTEGER NOT NULL, training INTEGER NOT NULL, candidates "
    "INTEGER NOT NULL, papers INTEGER NOT NULL,"
    " results TEXT NOT NULL, closed INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE paper(session TEXT NOT NULL, paper TEXT NOT NULL, sbd TEXT NOT NULL, name TEXT "
    "NOT NULL, unit TEXT NOT NULL, field TEXT NOT NULL,"
    " grade TEXT NOT NULL, exempt INTEGER NOT NULL, extra_minutes INTEGER NOT NULL, PRIMARY "
    "KEY(session, paper)) WITHOUT ROWID;"
    "CREATE TABLE submission(session TEXT NOT NULL, paper TEXT NOT NULL, head TEXT NOT NULL, file "
    "TEXT NOT NULL, events INTEGER NOT NULL,"
    " used_ms INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY(session, paper, head)) WITHOUT "
    "ROWID;"
    "CREATE TABLE score(session TEXT NOT NULL, paper TEXT NOT NULL, state TEXT NOT NULL, parts "
    "TEXT NOT NULL, total INTEGER NOT NULL,"
    " receipt TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY(session, paper)) WITHOUT ROWID;"
    "CREATE TABLE decision(session TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, "
    "ruling TEXT NOT NULL, date TEXT NOT NULL,"
    " by TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(session, number)) WITHOUT ROWID;"
    "CREATE TABLE log(number INTEGER PRIMARY KEY, time TEXT NOT NULL, operator TEXT NOT NULL, kind "
    "TEXT NOT NULL, session TEXT NOT NULL, subject TEXT NOT NULL, hash TEXT NOT NULL, more TEXT "
    "NOT "
    "NULL) WITHOUT ROWID;";
static const char *const FORGET[] = {
    "DELETE FROM paper WHERE session = ?1", "DELETE FROM submission WHERE session = ?1",
    "DELETE FROM score WHERE session = ?1", "DELETE FROM decision WHERE session = ?1"};

struct reg {
    sqlite3 *db;
    char *path;
    sqlite3_stmt *last; /* of last_sql: the same statement comes many times on end */
    const char *last_sql;
};

static enum err_code say(const struct reg *r, struct err *e)
{
    int rc = r->db ? sqlite3_errcode(r->db) : SQLITE_NOMEM;
    char why[REASON_MAX];
    reason_sqlite(rc, why);
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
        return err_set(e, ERR_BUSY, _("%s: another program writes in it"), r->path);
    if (rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT || rc == SQLITE_ERROR)
        return err_set(e, ERR_FORMAT, _("%s: %s; it is made again by: sathachctl rebuild"), r->path,
                       why);
    return err_set(e, ERR_IO, "%s: %s", r->path, why);
}

static enum err_code run(struct reg *r, const char *sql, struct err *e)
{
    return sqlite3_exec(r->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ERR_OK : say(r, e);
}

/* The statement, made ready anew only when it is another one than before. */
static sqlite3_stmt *ready(struct reg *r, const char *sql)
{
    if (r->last_sql == sql)
        return r->last;
    sqlite3_finalize(r->last);
    r->last_sql = sql;
    if (sqlite3_prepare_v2(r->db, sql, -1, &r->last, NULL) != SQLITE_OK) {
        r->last = NULL;
        r->last_sql = NULL;
    }
    return r->last;
}

/* Runs one statement, a literal; kinds: a letter a value, t text, i int64_t. */
static enum err_code put(struct reg *r, struct err *e, const char *sql, const char *kinds, ...)
{
    sqlite3_stmt *st = ready(r, sql);
    va_list args;
    int rc = st ? SQLITE_OK : SQLITE_ERROR;
    va_start(args, kinds);
    for (int i = 0; rc == SQLITE_OK && kinds[i]; i++)
        rc = kinds[i] == 't'
                 ? sqlite3_bind_text(st, i + 1, va_arg(args, const char *), -1, SQLITE_TRANSIENT)
                 : sqlite3_bind_int64(st, i + 1, va_arg(args, int64_t));
    va_end(args);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(st);
    enum err_code code = rc == SQLITE_DONE ? ERR_OK : say(r, e);
    sqlite3_reset(st);
    return code;
}

static enum err_code version_of(struct reg *r, int *out, struct err *e)
{
    sqlite3_stmt *st = NULL;
    enum err_code rc = ERR_OK;
    if (sqlite3_prepare_v2(r->db, "PRAGMA user_version", -1, &st, NULL) != SQLITE_OK ||
        sqlite3_step(st) != SQLITE_ROW)
        rc = say(r, e);
    else
        *out = sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    return rc;
}

/* Makes the tables in an empty file; one of another version is made again, not brought up. */
static enum err_code make_tables(struct reg *r, struct err *e)
{
    int version = 0;
    char sql[48];
    enum err_code rc = run(r, "BEGIN IMMEDIATE", e);
    if (rc != ERR_OK)
        return rc;
    rc = version_of(r, &version, e);
    if (rc == ERR_OK && version == 0)
        rc = run(r, SCHEMA, e);
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", REGISTER_VERSION);
    if (rc == ERR_OK && version == 0)
        rc = run(r, sql, e);
    if (rc == ERR_OK)
        return run(r, "COMMIT", e);
    sqlite3_exec(r->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

static enum err_code check_version(struct reg *r, struct err *e)
{
    int version = 0;
    enum err_code rc = version_of(r, &version, e);
    if (rc == ERR_OK && version == 0)
        rc = make_tables(r, e);
    if (rc == ERR_OK)
        rc = version_of(r, &version, e);
    if (rc == ERR_OK && version != REGISTER_VERSION)
        rc = err_set(e, ERR_FORMAT,
                     _("%s: version %d, this program knows %d; it is made again by: sathachctl "
                       "rebuild"),
                     r->path, version, REGISTER_VERSION);
    return rc;
}

static enum err_code open_at(const char *path, struct reg **out, struct err *e)
{
    int on = 0;
    struct reg *r = calloc(1, sizeof *r);
    if (!r || !(r->path = strdup(path))) {
        free(r);
        return err_memory(e);
    }
    enum err_code rc = ERR_OK;
    if (sqlite3_open_v2(path, &r->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW,
                        NULL) != SQLITE_OK)
        rc = say(r, e);
    if (rc == ERR_OK) {
        sqlite3_busy_timeout(r->db, BUSY_MS);
        sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
        sqlite3_db_config(r->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &on);
        sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &on);
        rc = check_version(r, e);
    }
    if (rc == ERR_OK)
        *out = r;
    else
        register_close(r);
    return rc;
}

enum err_code register_open(const struct workspace *w, struct reg **out, struct err *e)
{
    char *path = workspace_path(w, "register.db");
    enum err_code rc = path ? open_at(path, out, e) : err_memory(e);
    free(path);
    return rc;
}

void register_close(struct reg *r)
{
    if (!r)
        return;
    sqlite3_finalize(r->last);
    sqlite3_close(r->db);
    free(r->path);
    free(r);
}

/* ---- the rows ---- */

static enum err_code put_session(struct reg *r, const struct office_session *s, const char *results,
                                 bool closed, struct err *e)
{
    const struct session_info *i = &s->session.info;
    char uid[2 * SESSION_UID + 1], hash[BASIS_HEX], bank[BASIS_HEX];
    crypt_hex(i->uid, SESSION_UID, uid);
    crypt_hex(s->session.hash, CRYPT_HASH, hash);
    crypt_hex(i->bank_hash, CRYPT_HASH, bank);
    return put(r, e,
               "INSERT OR IGNORE INTO session VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
               "ttttttiiiiiti", s->name, uid, hash, bank, i->title, i->room, i->opens, i->closes,
               (int64_t)(i->flags & SESSION_FLAG_TRAINING), (int64_t)s->roster.candidates,
               (int64_t)s->roster.papers, results, (int64_t)closed);
}

static enum err_code put_papers(struct reg *r, const struct office_session *s, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (uint32_t p = 0; rc == ERR_OK && p < s->roster.papers; p++) {
        const struct session_paper *x = &s->roster.paper[p];
        const struct session_candidate *c = &s->roster.candidate[x->candidate];
        char number[8];
        session_paper_name(p, number);
        rc = put(r, e, "INSERT OR IGNORE INTO paper VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
                 "tttttttii", s->name, number, c->sbd, c->name, c->unit, x->field, x->grade,
                 (int64_t)x->exempt, (int64_t)x->extra_minutes);
    }
    return rc;
}

static enum err_code put_journal(struct reg *r, const struct office_session *s,
                                 const struct submission *m, struct err *e)
{
    char number[8], head[BASIS_HEX];
    session_paper_name(m->paper, number);
    crypt_hex(m->head, CRYPT_HASH, head);
    return put(r, e, "INSERT OR IGNORE INTO submission VALUES(?1,?2,?3,?4,?5,?6,?7)", "ttttiii",
               s->name, number, head, m->file, (int64_t)submission_events(m),
               (int64_t)m->state.used_ms, (int64_t)m->state.end);
}

static enum err_code put_scores(struct reg *r, const char *session, const struct results *results,
                                struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < results->count; i++) {
        const struct result *x = &results->row[i];
        struct buf parts;
        buf_init(&parts, 1024);
        results_write_parts(x, &parts);
        rc = put(r, e, "INSERT INTO score VALUES(?1,?2,?3,?4,?5,?6,?7)", "ttttitt", session,
                 x->paper, results_state_name(x->state), buf_text(&parts), (int64_t)x->total,
                 x->receipt, x->note);
        buf_free(&parts);
    }
    return rc;
}

static enum err_code put_decisions(struct reg *r, const char *session, const struct decisions *ds,
                                   struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < ds->count; i++) {
        const struct decision *d = &ds->item[i];
        struct buf ruling;
        buf_init(&ruling, 1024);
        decision_write_ruling(d, &ruling);
        rc = put(r, e, "INSERT INTO decision VALUES(?1,?2,?3,?4,?5,?6,?7)", "tittttt", session,
                 (int64_t)d->number, d->hash, buf_text(&ruling), d->date, d->by, d->reason);
        buf_free(&ruling);
    }
    return rc;
}

static enum err_code put_line(struct reg *r, const struct log_line *l, struct err *e)
{
    return put(r, e, "INSERT INTO log VALUES(?1,?2,?3,?4,?5,?6,?7,?8)", "ittttttt",
               (int64_t)l->number, l->time, l->who, log_kind_word(l->kind), l->session, l->subject,
               l->hash, l->more);
}

/* True when a row is the line of its number. */
static bool is_line(sqlite3_stmt *st, const struct log *l)
{
    int64_t number = sqlite3_column_int64(st, 0);
    if (number < 1 || (uint64_t)number > l->signed_lines)
        return false;
    const struct log_line *x = &l->line[number - 1];
    const char *const WANTED[] = {x->time, x->who, log_kind_word(x->kind), x->session, x->subject,
                                  x->hash, x->more};
    bool same = true;
    for (int i = 0; same && i < (int)(sizeof WANTED / sizeof WANTED[0]); i++) {
        const char *text = (const char *)sqlite3_column_text(st, i + 1);
        same = text && strcmp(text, WANTED[i]) == 0;
    }
    return same;
}

/* The last row of the log's copy; 0 when there is none, or when it is none of this log. */
static enum err_code last_line(struct reg *r, const struct log *l, uint64_t *out, struct err *e)
{
    sqlite3_stmt *st = NULL;
    enum err_code rc = ERR_OK;
    *out = 0;
    int step =
        sqlite3_prepare_v2(r->db, "SELECT * FROM log ORDER BY number DESC LIMIT 1", -1, &st, NULL);
    if (step == SQLITE_OK && (step = sqlite3_step(st)) == SQLITE_ROW && is_line(st, l))
        *out = (uint64_t)sqlite3_column_int64(st, 0);
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        rc = say(r, e);
    sqlite3_finalize(st);
    return rc;
}

/* The lines signed since; all of them when the log was begun anew. */
static enum err_code put_log(struct reg *r, const struct log *l, struct err *e)
{
    uint64_t last = 0;
    enum err_code rc = l ? last_line(r, l, &last, e) : ERR_OK;
    if (rc == ERR_OK && l && last == 0)
        rc = run(r, "DELETE FROM log", e);
    for (size_t i = (size_t)last; rc == ERR_OK && l && i < l->signed_lines; i++)
        rc = put_line(r, &l->line[i], e);
    return rc;
}

static enum err_code forget(struct reg *r, const char *session, struct err *e)
{
    enum err_code rc = put(r, e, "DELETE FROM session WHERE name = ?1", "t", session);
    for (size_t i = 0; rc == ERR_OK && i < sizeof FORGET / sizeof FORGET[0]; i++) {
        rc = put(r, e, FORGET[i], "t", session);
    }
    return rc;
}

static enum err_code put_all(struct reg *r, const struct grading *g, const struct results *results,
                             struct err *e)
{
    const char *name = g->opened.name;
    enum err_code rc = forget(r, name, e);
    if (rc == ERR_OK)
        rc = put_session(r, &g->opened, results ? results->basis.basis : "",
                         decisions_close(&g->decisions) != NULL, e);
    if (rc == ERR_OK)
        rc = put_papers(r, &g->opened, e);
    for (size_t i = 0; rc == ERR_OK && i < g->collection.count; i++)
        rc = put_journal(r, &g->opened, &g->collection.item[i], e);
    if (rc == ERR_OK && results)
        rc = put_scores(r, name, results, e);
    if (rc == ERR_OK)
        rc = put_decisions(r, name, &g->decisions, e);
    return rc == ERR_OK ? put_log(r, g->opened.workspace->log, e) : rc;
}

/* Ends the transaction as rc says. */
static enum err_code finish(struct reg *r, enum err_code rc, struct err *e)
{
    if (rc == ERR_OK)
        return run(r, "COMMIT", e);
    sqlite3_exec(r->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

enum err_code register_put(struct reg *r, const struct grading *g, const struct results *results,
                           struct err *e)
{
    enum err_code rc = run(r, "BEGIN IMMEDIATE", e);
    return rc == ERR_OK ? finish(r, put_all(r, g, results, e), e) : rc;
}

enum err_code register_begin(struct reg *r, struct err *e)
{
    return run(r, "BEGIN IMMEDIATE", e);
}

enum err_code register_end(struct reg *r, enum err_code rc, struct err *e)
{
    return finish(r, rc, e);
}

enum err_code register_put_submission(struct reg *r, const struct office_session *s,
                                      const struct submission *m, struct err *e)
{
    return put_journal(r, s, m, e);
}

enum err_code register_put_session(struct reg *r, const struct office_session *s, struct err *e)
{
    enum err_code rc = put_session(r, s, "", false, e);
    return rc == ERR_OK ? put_papers(r, s, e) : rc;
}

/* ---- all of it again ---- */

static enum err_code rebuild_session(struct reg *r, const struct workspace *w,
                                     const struct keys_secret *office, const char *name,
                                     struct err *e)
{
    struct grading g;
    struct results results = {0};
    char *path = workspace_path(w, "sessions/%s/results.tsv", name);
    enum err_code rc = path ? grading_open(w, name, office, &g, e) : err_memory(e);
    if (rc == ERR_OK) {
        bool graded = file_exists(path);
        if (graded)
            rc = grading_run(&g, &results, e);
        if (rc == ERR_OK)
            rc = register_put(r, &g, graded ? &results : NULL, e);
        results_free(&results);
        grading_close(&g);
    }
    free(path);
    return rc;
}

static enum err_code rebuild_into(const char *path, const struct workspace *w,
                                  const struct keys_secret *office, struct register_rebuilding *b,
                                  struct err *e)
{
    struct reg *r = NULL;
    char **name = NULL;
    size_t count = 0;
    enum err_code rc = open_at(path, &r, e);
    if (rc == ERR_OK)
        rc = office_session_names(w, &name, &count, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++) {
        struct err why = {0};
        bool whole = rebuild_session(r, w, office, name[i], &why) == ERR_OK;
        b->whole += whole;
        b->broken += !whole;
        if (!whole && b->tell)
            b->tell(b->context, name[i], why.text);
    }
    if (rc == ERR_OK)
        rc = put_log(r, w->log, e);
    office_session_names_free(name, count);
    register_close(r);
    return rc;
}

enum err_code register_rebuild(const struct workspace *w, const struct keys_secret *office,
                               struct register_rebuilding *b, struct err *e)
{
    char *fresh = workspace_path(w, "register.db.new"), *path = workspace_path(w, "register.db");
    enum err_code rc = fresh && path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK) {
        unlink(fresh); /* what an interrupted rebuild left */
        rc = rebuild_into(fresh, w, office, b, e);
    }
    if (rc == ERR_OK)
        rc = file_sync(fresh, e);
    if (rc == ERR_OK && rename(fresh, path) != 0)
        rc = err_set_errno(e, errno, "%s", path);
    if (rc == ERR_OK)
        rc = file_sync_folder_of(path, e);
    if (rc != ERR_OK && fresh)
        unlink(fresh);
    free(fresh);
    free(path);
    return rc;
}

/* ---- questions ---- */

enum err_code register_check_log(struct reg *r, const struct log *log, struct err *e)
{
    sqlite3_stmt *st = NULL;
    uint64_t want = 1;
    enum err_code rc = ERR_OK;
    int step = sqlite3_prepare_v2(r->db, "SELECT * FROM log ORDER BY number", -1, &st, NULL);
    while (step == SQLITE_OK && rc == ERR_OK && (step = sqlite3_step(st)) == SQLITE_ROW) {
        if ((uint64_t)sqlite3_column_int64(st, 0) != want || !is_line(st, log))
            rc = err_set(e, ERR_AUTH,
                         _("%s: line %zu of the log's copy is not the one that was signed; it is "
                           "made again by: sathachctl rebuild"),
                         r->path, (size_t)want);
        want++;
        step = SQLITE_OK;
    }
    if (rc == ERR_OK && step != SQLITE_DONE)
        rc = say(r, e);
    sqlite3_finalize(st);
    return rc;
}
