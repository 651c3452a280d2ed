/* A screen in lines, and the words that its keys are typed by. */
#ifndef SATHACH_TOOLS_DESK_TELLER_TELL_H
#define SATHACH_TOOLS_DESK_TELLER_TELL_H

#include "tools/desk/picture.h"

enum { TELLER_WORD = 32, TELLER_BODY_MAX = 32 * 1024 * 1024 };

/* The part of the top screen with the focus; zeros while it is locked or works, and of a list or
 * form without rows. */
struct screen_focus teller_focus(const struct desk *d);
/* The row under its cursor, from 1, and how many there are; 0 for none. */
size_t teller_row(const struct screen_focus *f);
size_t teller_rows(const struct screen_focus *f);

/* The word for an action's key, "" for none that a line needs: rows have numbers. is_text: letters
 * are text there. */
void teller_word(const struct tui_action *a, bool is_text, char out[TELLER_WORD]);
/* The key of a typed word; false when it is none, or is text there. */
bool teller_key(const char *word, bool is_text, struct keypress *out);

/* "TITLE · RIGHT". */
void teller_tell_head(const struct desk *d, struct buf *out);
/* The body's lines. */
void teller_tell_body(const struct desk *d, struct buf *out);
/* "Command: …"; nothing where there is none. */
void teller_tell_command(const struct desk *d, struct buf *out);
/* The keys that work now, in one line. */
void teller_tell_keys(const struct desk *d, struct buf *out);
/* A line of the body begins with the number of a row: it; 0 for others. */
size_t teller_row_of(const char *line);

#endif
