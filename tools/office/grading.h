/* Grading: from the collected journals, the bank's key and the profile to one result a paper. The same inputs give the same results, in any order.
 * Points and marks are the profile's (profile_score); who was ended for misconduct has not passed. What the council decided goes
 * before the key and before what the journals say of themselves. */
#ifndef SATHACH_TOOLS_OFFICE_GRADING_H
#define SATHACH_TOOLS_OFFICE_GRADING_H

#include "tools/office/collection.h"
#include "tools/office/decision.h"
#include "tools/office/log.h"
#include "tools/office/results.h"

/* Which journal stands for a paper once decisions count: a fork is settled by one of them, and so is an exam that was not handed in. */
struct collection_choice grading_choose(const struct sitting *s, const struct collection *c, const struct decisions *ds, uint32_t paper);

/* Grades all papers in the roster's order. The sitting's bank must be open. out->basis says what it stands on. */
enum err_code grading_run(const struct sitting *s, const struct collection *c, const struct decisions *ds, struct results *out, struct err *e)
    ERR_MUST_CHECK;

/* A session with all that grading needs, read from the workspace and verified. */
struct grading {
    struct sitting sitting;
    struct collection collection;
    struct decisions decisions;
};
enum err_code grading_open(const struct workspace *w, const char *name, const struct keys_secret *office, struct grading *out, struct err *e)
    ERR_MUST_CHECK;
void grading_close(struct grading *g);

#endif
