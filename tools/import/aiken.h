/* Aiken, the plainest question format: one line of text, options "A) …" or "A. …", then "ANSWER:
 * B". Chamilo's lines behind the answer are read too. */
#ifndef SATHACH_TOOLS_IMPORT_AIKEN_H
#define SATHACH_TOOLS_IMPORT_AIKEN_H

#include "tools/import/importer.h"

/* True when a line begins with "ANSWER:" behind an option line. */
bool aiken_is(const void *bytes, size_t len);
/* Option letters must run from A without a gap and the answer be among them. A text on two lines is
 * rejected with its line. */
enum err_code aiken_read(const void *bytes, size_t len, struct importer *in,
                         struct err *e) ERR_MUST_CHECK;

#endif
