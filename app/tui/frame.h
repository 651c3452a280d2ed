/* The frame of a screen: a head line above, what is said and the keys that work below.
 *
 *      Giám sát công tác xây dựng công trình · Hạng II                Còn lại  24 phút
 *     ────────────────────────────────────────────────────────────────────────────────
 *       …
 *       Câu này được đánh dấu
 *     ────────────────────────────────────────────────────────────────────────────────
 *      A–D chọn  ← P trước  → N sau  M đánh dấu  G tổng quan  H trợ giúp
 *
 * The foot is a list of actions from the program's table (app/tui/action.h): which ones, the screen
 * says; how they are called, the table, unless the screen has a better word for what they do here.
 */
#ifndef SATHACH_TUI_FRAME_H
#define SATHACH_TUI_FRAME_H

#include "app/tui/action.h"
#include "app/tui/canvas.h"

enum {
    TUI_HEAD_ROWS = 2,
    TUI_FOOT_LINES = 2 /* at the most, mostly */,
    TUI_FOOT_MOST = 3 /* where two have no room for all */,
    TUI_MESSAGE_LINES = 2
};

/* The head line: title with its end at the left, `right` at the right where it is not "". */
void tui_title(struct canvas *v, const char *title, const char *title_end,
               enum canvas_role right_role, const char *right);
/* The same and the rule below. Returns the first free row. */
int tui_head(struct canvas *v, const char *title, const char *title_end,
             enum canvas_role right_role, const char *right);

/* What is said, in `cells` on the line above the row `rule`; what needs two lines takes the line
 * above too, over what stands there. Nothing for "". */
void tui_message(struct canvas *v, int rule, int cells, enum canvas_role role, const char *text);

struct tui_foot_key {
    const struct tui_action *action;
    const char *keys;  /* as shown here */
    const char *label; /* what it does here, translated; "" when the next key's says it for both */
};

/* The row of the rule above the foot: its keys need one line, two or three. */
int tui_foot_rule(const struct canvas *v, const struct tui_foot_key *key, size_t n);
/* Draws the rule and the keys; none is cut, and a click on one is that key. What has no room in
 * three lines is left out. */
void tui_foot(struct canvas *v, const struct tui_foot_key *key, size_t n);
/* How many of the keys have room in so many columns. */
size_t tui_foot_fits(int cols, const struct tui_foot_key *key, size_t n);

#endif
