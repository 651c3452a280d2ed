/* A paper of which nothing came: whose it is, what the signed sheet says of its row, and what can
 * be done about it, a key each. It tells the screen below which, and the paper (chosen,
 * NOT_HERE_CHOICE), and leaves.
 *
 *      Đề 0006 của ca-2                                                   chưa về
 *      106  Trần Văn Bình … danh sách ký: có mặt, không ký … N thu  V danh sách ký  Q quyết định */
#ifndef SATHACH_TOOLS_DESK_NOT_HERE_H
#define SATHACH_TOOLS_DESK_NOT_HERE_H

#include "tools/desk/stack.h"

#define NOT_HERE_CHOICE "not-here"
#define NOT_HERE_COLLECT "collect" /* the words it is told with */
#define NOT_HERE_SHEET "sheet"
#define NOT_HERE_DECIDE "decide"

/* What the row of the signed sheet says. */
enum not_here_sheet {
    NOT_HERE_NO_SHEET, /* the session has none */
    NOT_HERE_NOT_TYPED,
    NOT_HERE_ABSENT,
    NOT_HERE_UNSIGNED,
    NOT_HERE_SIGNED, /* with a code or without: somebody was there */
    NOT_HERE_SHEETS
};

struct not_here_paper {
    char paper[8], sbd[64], name[256], field[256]; /* fit for a terminal */
    enum not_here_sheet sheet;
};

extern const struct screen_ops not_here_screen;
/* paper: copied. */
void not_here_open(struct desk *d, const char *session, const struct not_here_paper *paper);
/* In a few words, translated; "" where the session has no sheet. */
const char *not_here_sheet_text(enum not_here_sheet sheet);

#endif
