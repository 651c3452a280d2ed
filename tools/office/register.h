/* register.db: sessions, papers, submissions, scores, decisions and a copy of the log of a
 * workspace in one SQLite file, to look things up in and to ask questions of with SQL. Derived: the
 * immutable files and the signed decisions are the truth, and `sathachctl rebuild` makes the same
 * register from them again. Schema: FORMATS.md; its version stands in user_version. */
#ifndef SATHACH_TOOLS_OFFICE_REGISTER_H
#define SATHACH_TOOLS_OFFICE_REGISTER_H

#include "tools/office/grading.h"

enum { REGISTER_VERSION = 2 };

struct reg; /* an open register */

/* Opens register.db below the workspace, makes it where there is none. ERR_FORMAT for a file that
 * is no register, or one of another version: rebuild helps. ERR_BUSY when another program writes in
 * it. */
enum err_code register_open(const struct workspace *w, struct reg **out,
                            struct err *e) ERR_MUST_CHECK;
void register_close(struct reg *r);

/* Puts all that is known of a session in place of what stood there, in one transaction. results:
 * NULL when it is not graded. */
enum err_code register_put(struct reg *r, const struct grading *g, const struct results *results,
                           struct err *e) ERR_MUST_CHECK;
/* For collecting, file after file: begin, put what comes, end as rc says (COMMIT, or ROLLBACK and
 * rc again). */
enum err_code register_begin(struct reg *r, struct err *e) ERR_MUST_CHECK;
enum err_code register_end(struct reg *r, enum err_code rc, struct err *e) ERR_MUST_CHECK;
/* A session and its papers, where they are not yet there; one journal of it. */
enum err_code register_put_session(struct reg *r, const struct office_session *s,
                                   struct err *e) ERR_MUST_CHECK;
enum err_code register_put_submission(struct reg *r, const struct office_session *s,
                                      const struct submission *m, struct err *e) ERR_MUST_CHECK;
/* How a rebuilding went. */
struct register_rebuilding {
    /* a session that is not whole; NULL: nobody asks */
    void (*tell)(void *context, const char *session, const char *why);
    void *context;
    size_t whole, broken; /* sessions */
};
/* A whole new register.db from every session of the workspace that is whole; the others are told
 * and left out. The old one is replaced when the new one is written. */
enum err_code register_rebuild(const struct workspace *w, const struct keys_secret *office,
                               struct register_rebuilding *b, struct err *e) ERR_MUST_CHECK;

/* Compares the register's copy of the log, as far as it goes, with the log. ERR_AUTH names the
 * line. */
enum err_code register_check_log(struct reg *r, const struct log *log,
                                 struct err *e) ERR_MUST_CHECK;

#endif
