/* Grading: from the collected journals, the bank's key and the profile to one result a paper. The same inputs give the same results, in any order.
 * Points and marks are the profile's (profile_score); who was ended for misconduct has not passed. */
#ifndef SATHACH_TOOLS_OFFICE_GRADING_H
#define SATHACH_TOOLS_OFFICE_GRADING_H

#include "tools/office/collection.h"
#include "tools/office/results.h"

/* Grades all papers in the roster's order. The sitting's bank must be open. */
enum err_code grading_run(const struct sitting *s, const struct collection *c, struct results *out, struct err *e) ERR_MUST_CHECK;

#endif
