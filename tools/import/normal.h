/* Text as it enters the system: NFC, ordinary blanks, no soft or invisible characters. */
#ifndef SATHACH_TOOLS_IMPORT_NORMAL_H
#define SATHACH_TOOLS_IMPORT_NORMAL_H

#include "app/core/err.h"

#include <stdbool.h>

/* What was changed in a text; bits. */
enum normal_change {
    NORMAL_COMPOSED = 1, /* letters with combining marks became one character */
    NORMAL_SOFT = 2,     /* soft hyphens and zero-width characters went */
    NORMAL_BLANKS = 4    /* no-break and other blanks became ordinary ones, runs of them one,
                             blanks at the ends went */
};

/* malloc'd: NFC, soft hyphens and zero-width characters dropped, no-break blanks and tabs to
 * blanks, runs of blanks joined, ends trimmed; newlines kept when newline_ok, else blanks. changes
 * (may be NULL): the bits of what was changed are added. ERR_FORMAT for malformed UTF-8 or
 * forbidden characters. */
enum err_code normal_text(const char *text, bool newline_ok, unsigned *changes, char **out,
                          struct err *e) ERR_MUST_CHECK;
/* Makes no-break and wide blanks ordinary ones, in place; true when there was one. Readers that
 * look for signs between blanks ask for it first. */
bool normal_blanks(char *text);
/* malloc'd, the office's side of the one folding rule: Unicode's compatibility forms and case
 * folding, all marks off, đ is d, what is never shown dropped; blanks and signs stay. On every text
 * that text_fold of core knows the two agree. NULL when it is no UTF-8. */
char *normal_fold(const char *text);
/* malloc'd key for comparing headings, names and words: normal_fold, and everything but letters and
 * digits to one blank. NULL when it is no UTF-8. */
char *normal_key(const char *text);
/* True when the words of the phrase stand in the key, one behind the other and whole; both as
 * normal_key makes them. */
bool normal_key_has(const char *key, const char *phrase);

#endif
