/* The signs of GIFT in a text: = ~ # { } : and the backslash that makes text of them. */
#ifndef SATHACH_TOOLS_IMPORT_GIFT_SIGNS_H
#define SATHACH_TOOLS_IMPORT_GIFT_SIGNS_H

#include <stdbool.h>
#include <stddef.h>

/* First sign of `set` (at most 6) in s that no backslash escapes; NULL when none. */
char *gift_find(char *s, const char *set);
/* The last "####" that no backslash escapes: the general feedback; NULL when none. */
char *gift_find_note(char *s);
/* True when an answer block begins as this does (behind its "{"): with = ~ # %, with its "}" at
 * once, or with the word T, TRUE, F, FALSE. The end of the text counts
 * as a beginning: its block may go on in the next line. */
bool gift_is_block(const char *s);
/* In place, as Moodle does: \: \# \= \{ \} \~ \\ are the sign, \n is a line's end; a backslash
 * before anything else stays. formulas: inside \(…\), \[…\] and $$…$$ a command that begins with n
 * ("\neq") keeps its backslash too; true is returned when there was one. */
bool gift_unescape(char *s, bool formulas);
/* Without blanks and line ends at both ends; in place. */
char *gift_trim(char *s);

#endif
