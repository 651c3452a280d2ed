/* A roster as the office is shown it: read from its file with the columns a person has explained,
 * then what was understood and what was not, for people and in JSON. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_REPORT_H
#define SATHACH_TOOLS_IMPORT_ROSTER_REPORT_H

#include "tools/import/roster.h"
#include "tools/table/json.h"

enum { ROSTER_REPORT_FILE_MAX = 16 * 1024 * 1024, ROSTER_REWRITTEN_MAX = 512 };

/* roster_read of the file at path. columns: texts 'TITLE=MEANING', as many as stand before a NULL;
 * they and the file's bytes take no part in what is returned. options->mapping is set for the call.
 * ERR_USAGE for a wrong column, ERR_IO, else as roster_read. */
enum err_code roster_report_read(const char *path, const char *const *columns,
                                 struct roster_options *options, struct roster *out,
                                 struct roster_summary *s, struct findings *f,
                                 struct err *e) ERR_MUST_CHECK;
/* What was understood: the columns, papers by field and grade, the sums; rows passed over by
 * reason, with is_long the first ten of each; what was read otherwise than written. Translated. */
void roster_report_text(const struct roster_summary *s, const char *file, bool is_long,
                        struct buf *out);
/* A value or form that was read otherwise than written, as a sentence without its end: "12 rows:
 * grade "2" is taken as II". Translated. */
void roster_report_rewritten(const struct roster_rewritten *x, char *out, size_t room);
/* The same as members of an object under way. */
void roster_report_json(const struct roster_summary *s, const char *file, struct json *j);

#endif
