/* What is not here, and what can be done about it, a key each: a paper of which nothing came (whose
 * it is, what the signed sheet says of its row), or a seat that left no manifest (nobody knows
 * whether papers of it have not come). Each key tells the screen below which deed, and of what
 * (chosen, DEEDS_CHOICE: the deed's word, the paper or "", the seat or ""), and leaves. No key
 * strikes a row out: what is known may only grow. In a session that is closed what comes is kept
 * and counts for nothing, and that is all there is to do.
 *
 *      Đề 0006 của ca-2                                                   chưa về
 *      106  Trần Văn Bình … danh sách ký: có mặt, không ký … N thu  V danh sách ký  Q quyết định */
#ifndef SATHACH_TOOLS_DESK_DEEDS_H
#define SATHACH_TOOLS_DESK_DEEDS_H

#include "tools/desk/stack.h"

#define DEEDS_CHOICE "deeds"
#define DEEDS_COLLECT "collect" /* the words it is told with */
#define DEEDS_SHEET "sheet"
#define DEEDS_DECIDE "decide"
#define DEEDS_CLOSE "close" /* of a seat alone */

/* What the row of the signed sheet says. */
enum deeds_sheet {
    DEEDS_NO_SHEET, /* the session has none */
    DEEDS_NOT_TYPED,
    DEEDS_ABSENT,
    DEEDS_UNSIGNED,
    DEEDS_SIGNED, /* with a code or without: somebody was there */
    DEEDS_SHEETS
};

/* Texts are fit for a terminal. */
struct deeds_about {
    char paper[8]; /* "": it is a seat */
    char sbd[64], name[256], field[256];
    enum deeds_sheet sheet;
    char seat[96];      /* "": it is a paper */
    const char *papers; /* lines that tell of those that the roster gives to the seat; or NULL */
    bool is_closed;     /* the session is */
};

extern const struct screen_ops deeds_screen;
/* about: copied. */
void deeds_open(struct desk *d, const char *session, const struct deeds_about *about);
/* In a few words, translated; "" where the session has no sheet. */
const char *deeds_sheet_text(enum deeds_sheet sheet);

#endif
