/* A list of many rows, of which those in sight are drawn: 100,000 cost no more than twenty. The
 * cursor stays on the thing, not on the number of its row, when rows come and go.
 *
 *       ca-2       1 đề có hai nhật ký rẽ nhánh: hội đồng phải quyết định    hôm nay
 *     ▶ USB        PHONG2: 33 tệp bài nộp chưa thu                           bây giờ
 *
 * The program owns the rows and tells of them: how many, which thing a row is about, how it is
 * drawn. app/tui/list.h is the choice among a few with a digit each. */
#ifndef SATHACH_TUI_TABLE_H
#define SATHACH_TUI_TABLE_H

#include "app/tui/canvas.h"

/* What the program tells of its rows. */
struct tui_rows {
    void *context;
    size_t count;
    /* Which thing a row is about: the same number for the same thing, whatever row it is in. */
    uint64_t (*thing)(void *context, size_t row);
    /* Draws a row's text into `cells` at row, col; the pointer is drawn already. role: FOCUS on the
     * one under the cursor, else PLAIN. */
    void (*draw)(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                 enum canvas_role role);
};

struct tui_table {
    size_t at;      /* the row under the cursor */
    size_t first;   /* the first in sight */
    uint64_t thing; /* that the cursor stands on */
    bool has_thing; /* false: nothing yet */
    bool is_gone;   /* the thing went from under it, and the cursor was not moved since */
    int height;     /* rows of the last drawing, for a page */
};

/* After rows came or went, and before the first drawing: finds the thing again. False when it is
 * gone: the cursor then stands on what took its row, and whoever named the thing is to be told.
 * Costs a look at each row when it has moved far. */
bool tui_table_settle(struct tui_table *t, const struct tui_rows *rows);
/* ↑ ↓ PgUp PgDn Home End: true when it was such a key, at an end too. */
bool tui_table_key(struct tui_table *t, const struct tui_rows *rows, const struct keypress *key);
/* Puts the cursor on a row. */
void tui_table_go(struct tui_table *t, const struct tui_rows *rows, size_t row);
/* Draws what is in sight into `height` rows; the cursor stands on its row. Where rows are above or
 * below, an arrow says so in the last cell. */
void tui_table_draw(struct canvas *v, struct tui_table *t, const struct tui_rows *rows, int row,
                    int col, int height, int cells, bool has_focus);

#endif
