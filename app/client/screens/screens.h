/* Screens draw the client's state onto a canvas; no terminal, no input. One file a screen; frame.c is what they share. */
#ifndef SATHACH_CLIENT_SCREENS_H
#define SATHACH_CLIENT_SCREENS_H

#include "app/client/canvas.h"
#include "app/client/client.h"

enum { SCREENS_ROWS_MIN = 24, SCREENS_COLS_MIN = 80, SCREENS_WIDE = 100, SCREENS_READING = 74 };

/* Draws the whole picture and places the cursor on the focus. */
void screens_draw(const struct client *c, struct canvas *v);

/* ---- shared by the screens ---- */
/* Head line with a title at the left and the time at the right where there is one; rule below. Returns the first free row. */
int screens_head(const struct client *c, struct canvas *v, const char *title);
/* Rule, and the keys that work now, from the action table, on one line or two; the message line above the rule. Returns the rule's row. */
int screens_foot(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n);
/* Wraps text from row on; returns the row behind it. */
int screens_paragraph(struct canvas *v, int row, int col, int cells, enum canvas_role role, const char *text);
/* A labelled line of input; the cursor behind its text when it has the focus. */
void screens_field(struct canvas *v, int row, int col, const char *label, const struct client_field *f, bool focus);
/* The grid of question numbers at col, `per_row` a row; cursor on the current one when focus. Returns the row behind it. */
int screens_grid(const struct client *c, struct canvas *v, int row, int col, int per_row, bool focus);

void screens_locked(const struct client *c, struct canvas *v);
void screens_login(const struct client *c, struct canvas *v);
void screens_papers(const struct client *c, struct canvas *v);
void screens_confirm(const struct client *c, struct canvas *v);
void screens_rules(const struct client *c, struct canvas *v);
void screens_question(const struct client *c, struct canvas *v);
void screens_tryout(const struct client *c, struct canvas *v);
void screens_overview(const struct client *c, struct canvas *v);
void screens_handin(const struct client *c, struct canvas *v);
void screens_closing(const struct client *c, struct canvas *v);
void screens_receipt(const struct client *c, struct canvas *v);
void screens_help(const struct client *c, struct canvas *v);
void screens_invigilator(const struct client *c, struct canvas *v);

/* Which paper this is: field and grade. */
void screens_about(const struct client *c, struct canvas *v, int row);
/* The message, for screens that show it where the eyes are, and not above the foot. */
void screens_message(const struct client *c, struct canvas *v, int row, int col, int cells);
/* The message in the line above `rule`; a long one takes the line above too, of which it may have cells_above. */
void screens_notice(const struct client *c, struct canvas *v, int rule, int cells_above);
/* The number typed so far, and where Enter goes; nothing when none is typed. */
void screens_jump(const struct client *c, struct canvas *v, int row, int col, int cells);

#endif
