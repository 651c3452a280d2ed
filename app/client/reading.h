/* Where one is in the paper: the question, the option under the cursor, what of a long text is in
 * sight, the number being typed. */
#ifndef SATHACH_CLIENT_READING_H
#define SATHACH_CLIENT_READING_H

#include <stdbool.h>

/* What the last picture showed of a text that may be longer than its place. */
struct reading_shown {
    int first_line;    /* the first line in sight */
    int page_lines;    /* lines on a page */
    int focus_side;    /* where the focus is: -1 above, 0 in sight, 1 below */
    bool is_too_small; /* the window shows nothing: no key may do what nobody sees */
};

struct reading {
    unsigned question; /* from 0 */
    unsigned focus;    /* place 0–3 the cursor is on */
    bool is_placed; /* the cursor was moved since the question came: only then does Enter choose */
    bool is_untouched; /* no option was chosen or gone to: the first arrow lands on the first one */
    bool is_following; /* the focus is to be in sight, whatever was scrolled */
    unsigned overview_from; /* the question the overview was opened from */
    char jump[5];           /* digits typed so far */
    bool has_letters;       /* the overview shows what was chosen */
    int scroll;             /* first line to be shown of a long text */
    struct reading_shown shown;
};

/* Another screen: from its first line, nothing typed. */
void reading_reset(struct reading *r);
/* Another question: from its first line, the cursor on what is chosen, -1 for nothing. */
void reading_open(struct reading *r, unsigned question, int choice);
/* The cursor on an option of the present question, as it comes: not moved there. */
void reading_place(struct reading *r, unsigned focus);
/* Lines on or back; the front end draws no further than the text goes. */
void reading_scroll(struct reading *r, int lines);
/* Up (-1) or down (1) among the options, from nothing to the last or the first; a text longer than
 * the screen is read on or back first. */
void reading_move_focus(struct reading *r, int by);

/* ---- the number of a question, as it is typed ---- */
void reading_add_digit(struct reading *r, unsigned digit);
void reading_erase_digit(struct reading *r);
/* The number typed; 0 for none. */
unsigned long reading_number(const struct reading *r);

#endif
