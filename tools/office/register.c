#include "tools/office/register.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MS = 5000 };

/* Tables without row numbers: what was put in first makes no difference to what they hold. */
static const char *const SCHEMA[REGISTER_VERSION] = {
    "CREATE TABLE session(name TEXT PRIMARY KEY, uid TEXT NOT NULL, hash TEXT NOT NULL, bank TEXT NOT NULL, title TEXT NOT NULL, room TEXT NOT NULL,"
    " opens INTEGER NOT NULL, closes INTEGER NOT NULL, training INTEGER NOT NULL, candidates INTEGER NOT NULL, papers INTEGER NOT NULL,"
    " results TEXT NOT NULL, closed INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE paper(session TEXT NOT NULL, paper TEXT NOT NULL, sbd TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL, field TEXT NOT NULL,"
    " grade TEXT NOT NULL, exempt INTEGER NOT NULL, extra_minutes INTEGER NOT NULL, PRIMARY KEY(session, paper)) WITHOUT ROWID;"
    "CREATE TABLE submission(session TEXT NOT NULL, paper TEXT NOT NULL, head TEXT NOT NULL, file TEXT NOT NULL, events INTEGER NOT NULL,"
    " used_ms INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY(session, paper, head)) WITHOUT ROWID;"
    "CREATE TABLE score(session TEXT NOT NULL, paper TEXT NOT NULL, state TEXT NOT NULL, parts TEXT NOT NULL, total INTEGER NOT NULL,"
    " receipt TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY(session, paper)) WITHOUT ROWID;"
    "CREATE TABLE decision(session TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, ruling TEXT NOT NULL, date TEXT NOT NULL,"
    " by TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(session, number)) WITHOUT ROWID;"
    "CREATE TABLE log(session TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, chain TEXT NOT NULL,"
    " PRIMARY KEY(session, number)) WITHOUT ROWID;",
};
static const char *const FORGET[] = {"DELETE FROM paper WHERE session = ?1", "DELETE FROM submission WHERE session = ?1", "DELETE FROM score WHERE session = ?1",
                                     "DELETE FROM decision WHERE session = ?1", "DELETE FROM log WHERE session = ?1"};

struct reg {
    sqlite3 *db;
    char *path;
    sqlite3_stmt *last; /* of last_sql: the same statement comes many times on end */
    const char *last_sql;
};

static enum err_code say(const struct reg *r, struct err *e)
{
    int rc = r->db ? sqlite3_errcode(r->db) : SQLITE_NOMEM;
    const char *why = r->db ? sqlite3_errmsg(r->db) : "";
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
        return err_set(e, ERR_BUSY, _("%s: another program writes in it"), r->path);
    if (rc == SQLITE_NOTADB || rc == SQLITE_CORRUPT || rc == SQLITE_ERROR)
        return err_set(e, ERR_FORMAT, _("%s: %s; it is made again by: sathachctl rebuild"), r->path, why);
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
        rc = kinds[i] == 't' ? sqlite3_bind_text(st, i + 1, va_arg(args, const char *), -1, SQLITE_TRANSIENT)
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
    if (sqlite3_prepare_v2(r->db, "PRAGMA user_version", -1, &st, NULL) != SQLITE_OK || sqlite3_step(st) != SQLITE_ROW)
        rc = say(r, e);
    else
        *out = sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
    return rc;
}

/* Brings the schema up, one version after the other, all or nothing. */
static enum err_code migrate(struct reg *r, struct err *e)
{
    int version = 0;
    char sql[48];
    enum err_code rc = version_of(r, &version, e);
    if (rc == ERR_OK && version > REGISTER_VERSION)
        return err_set(e, ERR_FORMAT, _("%s: version %d is newer than this program"), r->path, version);
    if (rc != ERR_OK || version == REGISTER_VERSION)
        return rc;
    rc = run(r, "BEGIN IMMEDIATE", e);
    if (rc == ERR_OK)
        rc = version_of(r, &version, e); /* somebody else may have been quicker */
    for (int v = version; rc == ERR_OK && v < REGISTER_VERSION; v++)
        rc = run(r, SCHEMA[v], e);
    snprintf(sql, sizeof sql, "PRAGMA user_version=%d", REGISTER_VERSION);
    if (rc == ERR_OK)
        rc = run(r, sql, e);
    if (rc == ERR_OK)
        return run(r, "COMMIT", e);
    sqlite3_exec(r->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

static enum err_code open_at(const char *path, struct reg **out, struct err *e)
{
    int on = 0;
    struct reg *r = calloc(1, sizeof *r);
    if (!r || !(r->path = strdup(path))) {
        free(r);
        return err_set(e, ERR_LIMIT, _("out of memory"));
    }
    enum err_code rc = ERR_OK;
    if (sqlite3_open_v2(path, &r->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, NULL) != SQLITE_OK)
        rc = say(r, e);
    if (rc == ERR_OK) {
        sqlite3_busy_timeout(r->db, BUSY_MS);
        sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, &on);
        sqlite3_db_config(r->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, &on);
        sqlite3_db_config(r->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, &on);
        rc = migrate(r, e);
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
    enum err_code rc = path ? open_at(path, out, e) : err_set(e, ERR_LIMIT, _("out of memory"));
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

static enum err_code put_session(struct reg *r, const struct sitting *s, const char *results, bool closed, struct err *e)
{
    const struct session_info *i = &s->session.info;
    char uid[2 * SESSION_UID + 1], hash[LOG_HEX], bank[LOG_HEX];
    crypt_hex(i->uid, SESSION_UID, uid);
    crypt_hex(s->session.hash, CRYPT_HASH, hash);
    crypt_hex(i->bank_hash, CRYPT_HASH, bank);
    return put(r, e, "INSERT OR IGNORE INTO session VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)", "ttttttiiiiiti", s->name, uid, hash, bank,
               i->title, i->room, i->opens, i->closes, (int64_t)(i->flags & SESSION_FLAG_TRAINING), (int64_t)s->roster.candidates,
               (int64_t)s->roster.papers, results, (int64_t)closed);
}

static enum err_code put_papers(struct reg *r, const struct sitting *s, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (uint32_t p = 0; rc == ERR_OK && p < s->roster.papers; p++) {
        const struct session_paper *x = &s->roster.paper[p];
        const struct session_candidate *c = &s->roster.candidate[x->candidate];
        char number[8];
        session_paper_name(p, number);
        rc = put(r, e, "INSERT OR IGNORE INTO paper VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)", "tttttttii", s->name, number, c->sbd, c->name, c->unit, x->field,
                 x->grade, (int64_t)x->exempt, (int64_t)x->extra_minutes);
    }
    return rc;
}

static enum err_code put_journal(struct reg *r, const struct sitting *s, const struct submission *m, struct err *e)
{
    char number[8], head[LOG_HEX];
    session_paper_name(m->paper, number);
    crypt_hex(m->head, CRYPT_HASH, head);
    return put(r, e, "INSERT OR IGNORE INTO submission VALUES(?1,?2,?3,?4,?5,?6,?7)", "ttttiii", s->name, number, head, m->file,
               (int64_t)submission_events(m), (int64_t)m->state.used_ms, (int64_t)m->state.end);
}

static enum err_code put_scores(struct reg *r, const char *session, const struct results *results, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < results->count; i++) {
        const struct result *x = &results->row[i];
        struct buf parts;
        buf_init(&parts, 1024);
        results_write_parts(x, &parts);
        rc = put(r, e, "INSERT INTO score VALUES(?1,?2,?3,?4,?5,?6,?7)", "ttttitt", session, x->paper, results_state_name(x->state), buf_text(&parts),
                 (int64_t)x->total, x->receipt, x->note);
        buf_free(&parts);
    }
    return rc;
}

static enum err_code put_decisions(struct reg *r, const char *session, const struct decisions *ds, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < ds->count; i++) {
        const struct decision *d = &ds->item[i];
        struct buf ruling;
        buf_init(&ruling, 1024);
        decision_write_ruling(d, &ruling);
        rc = put(r, e, "INSERT INTO decision VALUES(?1,?2,?3,?4,?5,?6,?7)", "tittttt", session, (int64_t)d->number, d->hash, buf_text(&ruling), d->date,
                 d->by, d->reason);
        buf_free(&ruling);
    }
    return rc;
}

static enum err_code put_log(struct reg *r, const struct grading *g, struct err *e)
{
    struct log log;
    enum err_code rc = log_make(&g->sitting, &g->collection, &g->decisions, &log, e);
    for (size_t i = 0; rc == ERR_OK && i < log.count; i++)
        rc = put(r, e, "INSERT INTO log VALUES(?1,?2,?3,?4,?5,?6)", "titttt", g->sitting.name, (int64_t)i + 1, log.line[i].kind, log.line[i].name,
                 log.line[i].hash, log.line[i].chain);
    log_free(&log);
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

static enum err_code put_all(struct reg *r, const struct grading *g, const struct results *results, struct err *e)
{
    const char *name = g->sitting.name;
    enum err_code rc = forget(r, name, e);
    if (rc == ERR_OK)
        rc = put_session(r, &g->sitting, results ? results->basis.log_head : "", decisions_close(&g->decisions) != NULL, e);
    if (rc == ERR_OK)
        rc = put_papers(r, &g->sitting, e);
    for (size_t i = 0; rc == ERR_OK && i < g->collection.count; i++)
        rc = put_journal(r, &g->sitting, &g->collection.item[i], e);
    if (rc == ERR_OK && results)
        rc = put_scores(r, name, results, e);
    if (rc == ERR_OK)
        rc = put_decisions(r, name, &g->decisions, e);
    return rc == ERR_OK ? put_log(r, g, e) : rc;
}

/* Ends the transaction as rc says. */
static enum err_code finish(struct reg *r, enum err_code rc, struct err *e)
{
    if (rc == ERR_OK)
        return run(r, "COMMIT", e);
    sqlite3_exec(r->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

enum err_code register_put(struct reg *r, const struct grading *g, const struct results *results, struct err *e)
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

enum err_code register_put_submission(struct reg *r, const struct sitting *s, const struct submission *m, struct err *e)
{
    return put_journal(r, s, m, e);
}

enum err_code register_put_sitting(struct reg *r, const struct sitting *s, struct err *e)
{
    enum err_code rc = put_session(r, s, "", false, e);
    return rc == ERR_OK ? put_papers(r, s, e) : rc;
}

/* ---- all of it again ---- */

static enum err_code rebuild_session(struct reg *r, const struct workspace *w, const struct keys_secret *office, const char *name, struct err *e)
{
    struct grading g;
    struct results results = {0};
    char *path = workspace_path(w, "sessions/%s/results.tsv", name);
    enum err_code rc = path ? grading_open(w, name, office, &g, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK) {
        bool graded = file_exists(path);
        if (graded)
            rc = grading_run(&g.sitting, &g.collection, &g.decisions, &results, e);
        if (rc == ERR_OK)
            rc = register_put(r, &g, graded ? &results : NULL, e);
        results_free(&results);
        grading_close(&g);
    }
    free(path);
    return rc;
}

static enum err_code rebuild_into(const char *path, const struct workspace *w, const struct keys_secret *office, size_t *sessions, struct err *e)
{
    struct reg *r = NULL;
    char **name = NULL;
    size_t count = 0;
    enum err_code rc = open_at(path, &r, e);
    if (rc == ERR_OK)
        rc = workspace_sessions(w, &name, &count, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = rebuild_session(r, w, office, name[i], e);
    workspace_names_free(name, count);
    register_close(r);
    if (sessions)
        *sessions = count;
    return rc;
}

enum err_code register_rebuild(const struct workspace *w, const struct keys_secret *office, size_t *sessions, struct err *e)
{
    char *fresh = workspace_path(w, "register.db.new"), *path = workspace_path(w, "register.db");
    enum err_code rc = fresh && path ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK) {
        unlink(fresh); /* what an interrupted rebuild left */
        rc = rebuild_into(fresh, w, office, sessions, e);
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

enum err_code register_check_log(struct reg *r, const char *session, const struct log *log, struct err *e)
{
    sqlite3_stmt *st = NULL;
    struct buf text;
    buf_init(&text, LOG_FILE_MAX);
    int rc = sqlite3_prepare_v2(r->db, "SELECT number, kind, name, hash, chain FROM log WHERE session = ?1 ORDER BY number", -1, &st, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(st, 1, session, -1, SQLITE_STATIC);
    while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
        for (int i = 0; i < 5; i++)
            buf_printf(&text, "%s%c", sqlite3_column_text(st, i) ? (const char *)sqlite3_column_text(st, i) : "", i < 4 ? '\t' : '\n');
        rc = SQLITE_OK;
    }
    enum err_code code = rc == SQLITE_DONE ? buf_check(&text, r->path, e) : say(r, e);
    if (code == ERR_OK)
        code = log_compare(log, (const char *)text.data, text.len, r->path, e);
    sqlite3_finalize(st);
    buf_free(&text);
    return code;
}

static const char SESSIONS[] =
    "SELECT name, title, opens, papers, closed, results <> '',"
    " (SELECT count(DISTINCT paper) FROM submission WHERE session = name),"
    " (SELECT count(*) FROM score WHERE session = name AND state = 'passed'), (SELECT count(*) FROM score WHERE session = name AND state = 'failed'),"
    " (SELECT count(*) FROM score WHERE session = name AND state = 'absent'), (SELECT count(*) FROM score WHERE session = name AND state = 'unfinished'),"
    " (SELECT count(*) FROM score WHERE session = name AND state = 'conflict'), (SELECT count(*) FROM decision WHERE session = name)"
    " FROM session ORDER BY name";

static void take_session(sqlite3_stmt *st, struct register_session *out)
{
    unsigned *const NUMBER[] = {&out->collected, &out->passed, &out->failed, &out->absent, &out->unfinished, &out->conflict, &out->decisions};
    *out = (struct register_session){.opens = sqlite3_column_int64(st, 2), .papers = (unsigned)sqlite3_column_int(st, 3),
                                     .is_closed = sqlite3_column_int(st, 4), .is_graded = sqlite3_column_int(st, 5)};
    snprintf(out->name, sizeof out->name, "%s", (const char *)sqlite3_column_text(st, 0));
    snprintf(out->title, sizeof out->title, "%s", (const char *)sqlite3_column_text(st, 1));
    for (int i = 0; i < 7; i++)
        *NUMBER[i] = (unsigned)sqlite3_column_int(st, 6 + i);
}

enum err_code register_sessions(struct reg *r, struct register_session **out, size_t *count, struct err *e)
{
    sqlite3_stmt *st = NULL;
    *out = NULL;
    *count = 0;
    int rc = sqlite3_prepare_v2(r->db, SESSIONS, -1, &st, NULL);
    while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
        struct register_session *grown = realloc(*out, (*count + 1) * sizeof *grown);
        if (!grown)
            break;
        *out = grown;
        take_session(st, &grown[(*count)++]);
        rc = SQLITE_OK;
    }
    enum err_code code = rc == SQLITE_DONE ? ERR_OK : say(r, e);
    sqlite3_finalize(st);
    return code;
}
