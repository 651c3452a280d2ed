/* Rows that hold what was typed, found without diacritics and without regard to capitals: "hanh"
 * finds Hạnh. Words may stand anywhere in the row; those between quotes stand side by side. The
 * rows stay the program's; the filter says which of them are shown. */
#ifndef SATHACH_TUI_FILTER_H
#define SATHACH_TUI_FILTER_H

#include "app/tui/field.h"

#include <stddef.h>

struct tui_filter {
    struct tui_field typed; /* "" shows all */
    size_t *row;            /* those shown, in their order; owned; NULL: every one */
    size_t count;
    bool is_open; /* keys are letters of it; for who draws it */
};

/* Looks through `rows` rows anew; text: what stands in one. Words typed apart must all be there, in
 * any order, and what stands between quotes ("làn xe", also where the second one is not typed yet)
 * as it is. False when memory ends: all are shown. */
bool tui_filter_apply(struct tui_filter *f, size_t rows,
                      const char *(*text)(void *context, size_t row), void *context);
/* The row that is shown at place i, below count. */
size_t tui_filter_row(const struct tui_filter *f, size_t i);
/* The place of a row among those shown; of one that is not, the place of the next that is: count
 * behind the last. */
size_t tui_filter_place(const struct tui_filter *f, size_t row);
/* True when text holds every word and every phrase of `typed`. */
bool tui_filter_matches(const char *typed, const char *text);
/* True when it holds all of it side by side, in quotes or not. */
bool tui_filter_matches_as_typed(const char *typed, const char *text);
/* Between the columns, where there is room: how a phrase is typed, for whoever types words. */
void tui_filter_draw_hint(struct canvas *v, int row, int col, int end, const char *typed);
void tui_filter_free(struct tui_filter *f);

#endif
