/* Running text on the canvas, broken between words. */
#ifndef SATHACH_TUI_PARAGRAPH_H
#define SATHACH_TUI_PARAGRAPH_H

#include "app/tui/canvas.h"

enum { TUI_PARAGRAPH_LINES = 64 /* drawn of one paragraph, at most */ };

/* Wraps text into `cells` from row on; a newline in it begins a line. Returns the row behind it. */
int tui_paragraph(struct canvas *v, int row, int col, int cells, enum canvas_role role,
                  const char *text);
/* The same, of its lines those that have room before the row `end`; where some have none, the last
 * that has ends in an ellipsis. */
int tui_paragraph_within(struct canvas *v, int row, int end, int col, int cells,
                         enum canvas_role role, const char *text);
/* One line in the middle of the canvas; what is wider is cut with an ellipsis. */
void tui_centre(struct canvas *v, int row, enum canvas_role role, const char *text);
/* The same of a text and its end, which is whole (canvas_text_pair). */
void tui_centre_pair(struct canvas *v, int row, enum canvas_role role, const char *text,
                     const char *end);

#endif
