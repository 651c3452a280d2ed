/* What the files of the roster's screen share. */
#ifndef SATHACH_TOOLS_DESK_ROSTER_PARTS_H
#define SATHACH_TOOLS_DESK_ROSTER_PARTS_H

#include "app/tui/table.h"
#include "tools/desk/roster.h"
#include "tools/work/roster_check.h"

enum { ROSTER_BANK = 33, ROSTER_PATH = 4096 };

struct roster_look {
    struct screen screen;
    char file[ROSTER_PATH], bank[ROSTER_BANK], rules[ROSTER_PATH]; /* "" until it was chosen */
    char *meaning[WORK_LIST_MAX + 1]; /* "TITLE=MEANING", as --column has them; owned */
    size_t meanings;
    struct roster_check_request request;
    struct roster_check_reply reply;
    bool is_read, is_right; /* something was; and it can be made a session of */
    bool has_no_heading;    /* what is needed stands under no heading that is known */
    size_t *finding;        /* indices, errors first; owned */
    size_t column;          /* that a meaning is chosen for */
    struct tui_table table;
};

/* Rows of the list: what is wrong, errors first, what was taken otherwise than written, then the
 * columns, then the papers of each field and grade. */
static inline size_t roster_columns(const struct roster_look *r)
{
    return r->reply.summary.columns;
}
/* What is wrong there; NULL: the row is a column's. */
const struct finding *roster_finding(const struct roster_look *r, size_t row);
/* What was taken otherwise than it is written; NULL: the row is another's. */
const struct roster_rewritten *roster_rewritten_at(const struct roster_look *r, size_t row);
/* The column of a row; NULL: it tells of something else. */
const struct roster_column *roster_column_at(const struct roster_look *r, size_t row);
/* The papers of a field and grade; NULL: the row is another's. */
const struct roster_tally *roster_tally_at(const struct roster_look *r, size_t row);
/* The next thing that is missing; the look when nothing is. */
void roster_go_on(struct roster_look *r);
size_t roster_rows_count(const struct roster_look *r);
struct tui_rows roster_rows(struct roster_look *r);
void roster_draw(struct screen *s, struct canvas *v, int row, int end);
/* "4.1 grade II: 11 papers, 2 exempt · Giám sát …" */
void roster_tell_tally(const struct roster_tally *t, char *out, size_t room);
void roster_head(struct screen *s, struct screen_head *out);
void roster_tell(struct screen *s, struct buf *out);

/* ---- roster_banks.c ---- */

#define ROSTER_BANKS "banks"
/* Asks which bank, once it was looked which there are. is_first: the only one is taken unasked. */
void roster_ask_bank(struct roster_look *r, bool is_first);

#endif
