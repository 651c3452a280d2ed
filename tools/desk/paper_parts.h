/* What the files of the paper's screen (paper.h) share. */
#ifndef SATHACH_TOOLS_DESK_PAPER_PARTS_H
#define SATHACH_TOOLS_DESK_PAPER_PARTS_H

#include "app/tui/pager.h"
#include "tools/desk/paper.h"
#include "tools/work/paper_view.h"

struct paper_look {
    struct screen screen; /* about: "ca-2 0017" */
    char session[SCREEN_ABOUT], paper[8];
    struct paper_view_request request;
    struct paper_view_reply *reply; /* owned; NULL until it was read */
    size_t at;                      /* the question shown, from 0 */
    unsigned typed;                 /* a number under way; 0: none */
    bool has_key;                   /* the reply has the right answers */
    bool shows_key;
    struct buf text; /* of the question, broken for `cells` */
    int cells;       /* 0: it must be made anew */
    struct tui_pager pager;
};

/* The journal that stands; NULL for none. */
const struct paper_view_journal *paper_look_journal(const struct paper_look *p);
/* "07:55:02", local time; "–" for 0. */
void paper_look_time(int64_t wall_ms, char *out, size_t room);
void paper_look_draw(struct screen *s, struct canvas *v, int row, int end);
void paper_look_tell(struct screen *s, struct buf *out);
void paper_look_head(struct screen *s, struct screen_head *out);

/* ---- paper_events.c ---- */

/* Every event of every journal that came of the paper, a line each. */
void paper_events_write(const struct paper_view_reply *r, struct buf *out);

#endif
