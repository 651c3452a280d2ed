/* audit: every paper drawn again from the committed D and compared with what the ticket opens; then
 * the decisions, the log and the results in force with what the files give; what that proves and
 * what not. */
#ifndef SATHACH_TOOLS_WORK_AUDIT_H
#define SATHACH_TOOLS_WORK_AUDIT_H

#include "app/core/buf.h"
#include "tools/office/proof.h"
#include "tools/work/work.h"

struct audit_request {
    const char *session; /* NULL: all of them */
    bool has_keys;       /* the right answers of each paper; a line of the log says so before */
    bool is_unsat;       /* also of papers of which nothing was collected, with has_keys */
};

/* A session that was looked at. */
struct audit_session {
    char *name;      /* owned */
    struct buf said; /* a line each: right answers, papers that are not the drawn ones */
    size_t kept;     /* papers whose right answers are not shown: nothing of them was collected */
    size_t wrong;    /* of them */
    uint32_t papers;
    size_t decisions;
    bool is_graded, is_proved; /* proved: all of it holds, and the rest is filled in */
    struct proof proof;
};

struct audit_reply {
    struct audit_session *session; /* in the order of their names, as far as it came; owned */
    size_t count;
};

/* Of a paper that nobody sat the right answers are an exam to come: they want is_unsat, but in a
 * training session. The first session that does not hold is the verdict; the others are told
 * (WORK_LINE). ERR_AUTH: a paper or the results are others. ERR_NO: what came later is not graded,
 * or there is no session. ERR_USAGE: is_unsat without has_keys. */
extern const struct work_op audit_op;

#endif
