/* What the files of the search (find.h) share. */
#ifndef SATHACH_TOOLS_DESK_FIND_PARTS_H
#define SATHACH_TOOLS_DESK_FIND_PARTS_H

#include "app/tui/input.h"
#include "app/tui/table.h"
#include "tools/desk/find.h"
#include "tools/work/find.h"

enum { FIND_TYPED = 256 /* bytes with NUL */ };

enum find_mode {
    FIND_ASKS = 1,     /* what is typed was not looked for yet */
    FIND_SHOWS = 2,    /* its rows are shown */
    FIND_SHOWS_ONE = 4 /* those of one person */
};

struct find_list {
    struct screen screen;
    char text[FIND_TYPED], searched[FIND_TYPED];
    struct tui_input input; /* of text */
    struct find_request request;
    struct find_reply *reply; /* owned; of searched; NULL: nothing was looked for */
    uint32_t *shown;          /* rows of the reply; owned */
    size_t count;
    bool is_one;
    size_t lines;  /* of the office's log when it was looked for: more, and it is looked again; 0:
                     nobody knows */
    bool is_again; /* it is looked for again by itself */
    bool is_old;   /* text is of another search: the first letter typed takes its place */
    struct tui_table table;
};

enum find_mode find_list_mode(const struct find_list *f);
struct tui_rows find_list_rows(struct find_list *f);
/* The row of the reply at place i. */
const struct find_row *find_list_row(const struct find_list *f, size_t i);
void find_list_draw(struct screen *s, struct canvas *v, int row, int end);
void find_list_tell(struct screen *s, struct buf *out);

#endif
