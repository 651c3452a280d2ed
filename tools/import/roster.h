/* The roster as Excel saves it: XLSX, or CSV with ; or tab or comma; headings in any order with or without diacritics. One row a paper. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_H
#define SATHACH_TOOLS_IMPORT_ROSTER_H

#include "app/core/session.h"
#include "tools/import/bank_folder.h"
#include "tools/import/findings.h"

struct roster {
    struct session_candidate *candidate; size_t candidates; /* salts are zero */
    char **identity;                 /* one a candidate, owned; never goes to a seat */
    struct session_paper *paper; size_t papers;
};
/* Reads text (len bytes, named `file` in findings). fields: codes, titles and aliases of the bank; profile: whether exemptions exist. Every bad row
 * is an error in findings; with any error the roster must not be used. ERR_FORMAT when it is no roster at all (not UTF-8, no headings). */
enum err_code roster_read(const char *text, size_t len, const char *file, const struct bank_folder *fields, const struct profile *profile,
                          struct roster *out, struct findings *f, struct err *e) ERR_MUST_CHECK;
void roster_free(struct roster *r);

#endif
