/* Screens draw the client's state onto a canvas; no terminal, no input. One file a screen or two;
 * frame.c is what they share, draw.c chooses. Widgets stand in app/tui. */
#ifndef SATHACH_CLIENT_SCREENS_H
#define SATHACH_CLIENT_SCREENS_H

#include "app/client/flow.h"
#include "app/client/papers.h"
#include "app/client/time_left.h"
#include "app/tui/frame.h"
#include "app/tui/list.h"
#include "app/tui/paragraph.h"

enum {
    SCREENS_ROWS_MIN = 24,
    SCREENS_COLS_MIN = 80,
    SCREENS_WIDE = 100,
    SCREENS_READING = 74,
    SCREENS_COLUMN = 80 /* in which all of a screen stands,
   in the middle of a wider window */
};

/* Draws the whole picture, places the cursor on the focus, and notes in the canvas what of a long
 * text is in sight. A canvas below SCREENS_ROWS_MIN × SCREENS_COLS_MIN says the size that is
 * needed. */
void screens_draw(const struct client *c, struct canvas *v);
/* The canvas is too small to show anything. */
bool screens_is_too_small(const struct canvas *v);

/* ---- shared by the screens ---- */

/* Head line with a title at the left and the time at the right where there is one. Returns the
 * first free row. */
int screens_head(const struct client *c, struct canvas *v, const char *title);
/* The keys that work now, from the action table; the message above them where no screen shows it
 * elsewhere. Returns the row of the foot's rule. */
int screens_foot(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n);
/* What the disk refuses of the paper, whole, across a row; or that a second place is missing. */
void screens_trouble(const struct client *c, struct canvas *v, int row);
/* The role the message is drawn in. */
enum canvas_role screens_message_role(const struct client *c);
/* The message, for screens that show it where the eyes are, and not above the foot; returns the row
 * behind it. */
int screens_message(const struct client *c, struct canvas *v, int row, int col, int cells);
/* Which paper this is, field and grade: as a line of its own, or as the head line with the time. */
void screens_about(const struct client *c, struct canvas *v, int row);
/* " · Grade II": behind the field, never cut. */
void screens_grade_text(const struct session_paper *p, char *out, size_t room);
void screens_paper_title(const struct client *c, struct canvas *v);
/* The number typed so far, and where Enter goes; nothing when none is typed. */
void screens_jump(const struct client *c, struct canvas *v, int row, int col, int cells);
struct screens_grid_view {
    int row, col, rows;
    unsigned per_row;
    unsigned question;         /* in sight, whatever has no room; the cursor stands on it */
    enum canvas_role standing; /* of that number, in brackets; CANVAS_PLAIN: it stands as any */
};
/* The grid of question numbers; the head of the part that is seen first stands above it, even when
 * it is scrolled. Returns the row behind it. */
int screens_grid(const struct client *c, struct canvas *v, const struct screens_grid_view *at);

void screens_locked(const struct client *c, struct canvas *v);
void screens_login(const struct client *c, struct canvas *v);
void screens_opening(const struct client *c, struct canvas *v);
void screens_papers(const struct client *c, struct canvas *v);
void screens_confirm(const struct client *c, struct canvas *v);
void screens_rules(const struct client *c, struct canvas *v);
void screens_question(const struct client *c, struct canvas *v);
void screens_overview(const struct client *c, struct canvas *v);
void screens_handin(const struct client *c, struct canvas *v);
void screens_closing(const struct client *c, struct canvas *v);
void screens_receipt(const struct client *c, struct canvas *v);
void screens_help(const struct client *c, struct canvas *v);
void screens_invigilator(const struct client *c, struct canvas *v);

#endif
