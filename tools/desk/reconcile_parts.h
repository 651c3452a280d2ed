/* What the files of the reconcile screen share. */
#ifndef SATHACH_TOOLS_DESK_RECONCILE_PARTS_H
#define SATHACH_TOOLS_DESK_RECONCILE_PARTS_H

#include "app/tui/table.h"
#include "tools/desk/deeds.h"
#include "tools/desk/reconcile.h"
#include "tools/work/reconcile.h"

/* Rows beside those of office/reconcile.h. */
/* Its modes: a session that is closed is neither graded nor closed. */
enum { RECONCILE_LIST = 1, RECONCILE_OPEN = 2 };

enum { RECONCILE_LIST_GRADE = RECONCILE_KINDS, RECONCILE_LIST_DECIDED, RECONCILE_LIST_ROWS };

/* One kind of what was found. */
struct reconcile_kind {
    int what; /* enum reconcile_what, or one of the above */
    size_t count;
    size_t first; /* of the findings, or of the decisions */
};

struct reconcile_list {
    struct screen screen; /* about: the session */
    struct reconcile_request request;
    struct reconcile_reply *reply; /* owned; NULL until it was read */
    size_t rans;                   /* of the desk, when it was read */
    struct reconcile_kind kind[RECONCILE_LIST_ROWS];
    size_t kinds;
    struct tui_table rows, places;
    bool is_below;    /* the focus is on the papers of a kind */
    bool is_to_close; /* opened to close the session; it is not said yet */
};

/* ---- reconcile_draw.c ---- */

/* The kind under the cursor; NULL for none. */
const struct reconcile_kind *reconcile_list_kind(const struct reconcile_list *r);
/* A finding of it; NULL where the kind is none of findings. */
const struct reconcile_finding *reconcile_list_finding(const struct reconcile_list *r,
                                                       const struct reconcile_kind *k, size_t i);
struct tui_rows reconcile_list_rows(struct reconcile_list *r);
struct tui_rows reconcile_list_places(struct reconcile_list *r);
void reconcile_list_draw(struct screen *s, struct canvas *v, int row, int end);
/* The exam has not begun by the session's hours: what is told of it says little yet. */
bool reconcile_list_is_early(const struct reconcile_list *r);
void reconcile_list_tell(struct screen *s, struct buf *out);
/* The decision by which the session is closed; NULL: it is open, or was not read yet. */
const struct decision *reconcile_list_close(const struct reconcile_list *r);
/* What the signed sheet says of a finding's paper of which nothing came. */
enum deeds_sheet reconcile_list_sheet(const struct reconcile_list *r,
                                      const struct reconcile_finding *f);
/* A line each of the papers that the roster gives to a seat: ● one that is here, · one that is not.
 */
void reconcile_list_tell_seat(const struct reconcile_list *r, const char *seat, struct buf *out);

#endif
