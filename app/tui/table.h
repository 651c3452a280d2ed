/* A list of many rows, of which those in sight are drawn: 100,000 cost no more than twenty. The
 * cursor stays on the thing, not on the number of its row, when rows come and go.
 *
 *       ca-2       1 đề có hai nhật ký rẽ nhánh: hội đồng phải quyết định    hôm nay
 *     ▶ USB        PHONG2: 33 tệp bài nộp chưa thu                           bây giờ
 *
 * The program owns the rows and tells of them: how many, which thing a row is about, how it is
 * drawn. app/tui/list.h is the choice among a few with a digit each.
 *
 * Given a filter, `/` opens it over the rows, and those are shown whose texts, as they are drawn
 * but uncut, hold what is typed (app/tui/filter.h); Enter keeps it, Esc shows all again. Digits go
 * to the row of that number among those shown.
 *
 *     /hanh_                                                                  12/88
 *       0017       Nguyễn Thị Hạnh                                           hôm nay
 *
 * `at` and every other row here is a number among all rows, whatever is shown. */
#ifndef SATHACH_TUI_TABLE_H
#define SATHACH_TUI_TABLE_H

#include "app/tui/filter.h"

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
    size_t first;   /* the first in sight, as a place among those shown */
    uint64_t thing; /* that the cursor stands on */
    bool has_thing; /* false: nothing yet */
    bool is_gone;   /* the thing went from under it, and the cursor was not moved since */
    int height;     /* rows of the last drawing, for a page */
    int cursor_row; /* where the last drawing put the row under the cursor */
    struct tui_filter *filter; /* not owned; NULL: every row is shown */
    bool takes_chars;          /* `/` and digits are keys of it, not letters of a field elsewhere */
    size_t number;             /* of the digits typed one behind the other; 0: there are none */
};

/* After rows came or went, and before the first drawing: finds the thing again. False when it is
 * gone: the cursor then stands on what took its row, and whoever named the thing is to be told.
 * Costs a look at each row when it has moved far. */
bool tui_table_settle(struct tui_table *t, const struct tui_rows *rows);
/* ↑ ↓ PgUp PgDn Home End, and with takes_chars those of the filter and digits: true when it was
 * such a key, at an end too. */
bool tui_table_key(struct tui_table *t, const struct tui_rows *rows, const struct keypress *key);
/* Filters anew what may have changed; a cursor on a row that is not shown goes to the nearest one
 * that is, and false is returned. Costs a drawing of each row. */
bool tui_table_filter(struct tui_table *t, const struct tui_rows *rows);
/* How many rows are shown, which is at a place among them, and at which place the cursor is. */
size_t tui_table_shown(const struct tui_table *t, const struct tui_rows *rows);
size_t tui_table_row(const struct tui_table *t, size_t place);
size_t tui_table_place(const struct tui_table *t);
/* True when something is typed into its filter, or can be. */
bool tui_table_is_filtered(const struct tui_table *t);
/* Puts the cursor on a row; one that is not shown ends the filter. */
void tui_table_go(struct tui_table *t, const struct tui_rows *rows, size_t row);
/* Draws what is in sight into `height` rows; the cursor stands on its row. Where rows are above or
 * below, an arrow says so in the last cell. A filter has the first of these rows. */
void tui_table_draw(struct canvas *v, struct tui_table *t, const struct tui_rows *rows, int row,
                    int col, int height, int cells, bool has_focus);

#endif
