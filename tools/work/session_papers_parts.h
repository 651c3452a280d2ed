/* What the files of the operation papers share: what was looked at. */
#ifndef SATHACH_TOOLS_WORK_SESSION_PAPERS_PARTS_H
#define SATHACH_TOOLS_WORK_SESSION_PAPERS_PARTS_H

#include "tools/work/session_papers.h"

struct session_papers_looking {
    struct office *office;
    const char *session;
    struct session_papers_reply *reply;
    bool is_training, is_closed;
    size_t graded;         /* papers, when it was graded last */
    char (*hash)[LOG_HEX]; /* of each row as it was made last; "" where the log has none; owned */
};

/* Fills in the reply from the log and office.ini alone: which files stand is not asked. ERR_USAGE:
 * no such session. */
enum err_code session_papers_read(struct session_papers_looking *k, struct err *e) ERR_MUST_CHECK;
/* The same, and which files stand. */
enum err_code session_papers_look(struct session_papers_looking *k, struct err *e) ERR_MUST_CHECK;
/* The row of a file; NULL for none. */
struct session_papers_row *session_papers_find(struct session_papers_looking *k, const char *file);
/* True when row i's file stands there as it was made; now: its hash. */
bool session_papers_stands(struct session_papers_looking *k, size_t i, char now[LOG_HEX]);

#endif
