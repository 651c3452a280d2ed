/* Text as it enters the system: NFC, ordinary blanks, no soft or invisible characters. */
#ifndef SATHACH_TOOLS_IMPORT_NORMAL_H
#define SATHACH_TOOLS_IMPORT_NORMAL_H

#include "app/core/err.h"

#include <stdbool.h>

/* malloc'd: NFC, soft hyphens and zero-width characters dropped, no-break blanks and tabs to blanks, runs of blanks joined, ends trimmed;
 * newlines kept when newline_ok, else blanks. ERR_FORMAT for malformed UTF-8 or forbidden characters. */
enum err_code normal_text(const char *text, bool newline_ok, char **out, struct err *e) ERR_MUST_CHECK;
/* malloc'd key for comparing headings and names: lower case, diacritics off (đ is d), everything but letters and digits to one blank. NULL when
 * it is no UTF-8. */
char *normal_key(const char *text);

#endif
