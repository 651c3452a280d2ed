/* What a test reads off a canvas. */
#ifndef SATHACH_TESTS_LIB_DRAWN_H
#define SATHACH_TESTS_LIB_DRAWN_H

#include "app/tui/canvas.h"

/* A row as text, without blanks at its end; in memory that the next call writes over. */
const char *drawn_row(const struct canvas *v, int row);
enum canvas_role drawn_role(const struct canvas *v, int row, int col);

#endif
