/* register.db: sessions, papers, submissions, scores, decisions and the log of a workspace in one SQLite file, to look things up in and to ask questions
 * of with SQL. Derived: the immutable files and the signed decisions are the truth, and `sathachctl rebuild` makes the same register from them again.
 * Schema: FORMATS.md; its version stands in user_version, older ones are brought up when opened. */
#ifndef SATHACH_TOOLS_OFFICE_REGISTER_H
#define SATHACH_TOOLS_OFFICE_REGISTER_H

#include "tools/office/grading.h"

enum { REGISTER_VERSION = 1 };

struct reg; /* an open register */

/* Opens register.db below the workspace, makes it where there is none, brings an older one up. ERR_FORMAT for a file that is no register, or a newer
 * one: rebuild helps. ERR_BUSY when another program writes in it. */
enum err_code register_open(const struct workspace *w, struct reg **out, struct err *e) ERR_MUST_CHECK;
void register_close(struct reg *r);

/* Puts all that is known of a session in place of what stood there, in one transaction. results: NULL when it is not graded. */
enum err_code register_put(struct reg *r, const struct grading *g, const struct results *results, struct err *e) ERR_MUST_CHECK;
/* For collecting, file after file: begin, put what comes, end as rc says (COMMIT, or ROLLBACK and rc again). */
enum err_code register_begin(struct reg *r, struct err *e) ERR_MUST_CHECK;
enum err_code register_end(struct reg *r, enum err_code rc, struct err *e) ERR_MUST_CHECK;
/* A session and its papers, where they are not yet there; one journal of it. */
enum err_code register_put_sitting(struct reg *r, const struct sitting *s, struct err *e) ERR_MUST_CHECK;
enum err_code register_put_submission(struct reg *r, const struct sitting *s, const struct submission *m, struct err *e) ERR_MUST_CHECK;
/* A whole new register.db from every session of the workspace; the old one is replaced when the new one is whole. sessions: how many, may be NULL. */
enum err_code register_rebuild(const struct workspace *w, const struct keys_secret *office, size_t *sessions, struct err *e) ERR_MUST_CHECK;

/* Compares the register's log of a session with what the files say. ERR_AUTH names the line. */
enum err_code register_check_log(struct reg *r, const char *session, const struct log *log, struct err *e) ERR_MUST_CHECK;

/* One row a session, in the order of names. */
struct register_session {
    char name[64], title[256];
    int64_t opens;
    unsigned papers, collected, passed, failed, absent, unfinished, conflict, decisions;
    bool is_graded, is_closed;
};
enum err_code register_sessions(struct reg *r, struct register_session **out, size_t *count, struct err *e) ERR_MUST_CHECK; /* free(*out) */

#endif
