/* Where a list stands and where what is said of the row under its cursor: side by side in a wide
 * window, else the text below the list.
 *
 *     ▶! Danh sách đạt           1   13:21      ·   │ Danh sách đạt
 *        Biên bản ca             1   13:21      ·   │ số 12/TB-SXD, 29/11/2026
 *                                                   │ reports/ca-2/danh-sach-dat.pdf */
#ifndef SATHACH_TUI_BESIDE_H
#define SATHACH_TUI_BESIDE_H

#include "app/tui/canvas.h"

enum { TUI_BESIDE_COLS = 100 /* of a window that is wide */ };

struct tui_beside {
    bool is_beside;
    int list_end;   /* the row behind the list */
    int list_cells; /* of the list, from column 0, as tui_table_draw takes them */
    /* of the text: its next row, the one behind the last, its first column, its cells */
    int row, end, col, cells;
};

/* Parts the rows from `row` to before `end`. Below the list the text has `below` rows, of which the
 * first stays blank; 0: it is said beside alone. The list has `least` cells at the least, and three
 * fifths of the window. Draws the line between them. */
struct tui_beside tui_beside(struct canvas *v, int row, int end, int below, int least);
/* The next paragraph of the text, as far as there are rows; nothing for "". */
void tui_beside_say(struct canvas *v, struct tui_beside *b, enum canvas_role role,
                    const char *text);

#endif
