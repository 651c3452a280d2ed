/* Findings as an examiner reads them: errors first, kind by kind with counts, a few examples of
 * each. */
#ifndef SATHACH_TOOLS_BANK_CHECK_REPORT_H
#define SATHACH_TOOLS_BANK_CHECK_REPORT_H

#include "tools/bank/check.h"
#include "tools/table/json.h"

enum { CHECK_REPORT_EXAMPLES = 10, CHECK_REPORT_ALL = 0 };

/* A group a kind: its title, id and count, up to `most` examples (CHECK_REPORT_ALL: every one), a
 * line each, and how many more there are. Kinds by their order, errors before warnings; errors_only
 * leaves the warnings out; only, when not NULL: that kind alone. */
void check_report_print(const struct findings *f, size_t most, bool errors_only,
                        const enum check_kind *only, FILE *out);
/* "kinds": [{"id", "title", "severity", "count"}…] and "findings": […] of an object under way; only
 * as above. */
void check_report_json(struct json *j, const struct findings *f, const enum check_kind *only);

#endif
