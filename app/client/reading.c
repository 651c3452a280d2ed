#include "app/client/reading.h"

#include "app/core/bank.h"

#include <stdlib.h>
#include <string.h>

enum { SCROLL_MAX = 1000, SCROLL_STEP = 3, PAGE_LINES = 5 /* until a picture says more */ };

void reading_reset(struct reading *r)
{
    r->scroll = 0;
    r->is_following = r->has_letters = false;
    r->shown.first_line = r->shown.focus_side = 0;
    r->shown.page_lines = PAGE_LINES;
    r->jump[0] = '\0';
}

void reading_open(struct reading *r, unsigned question, int choice)
{
    r->question = question;
    r->scroll = 0;
    r->is_following = false;
    r->shown.focus_side = 0;
    r->jump[0] = '\0';
    reading_place(r, choice < 0 ? 0 : (unsigned)choice);
    r->is_untouched = choice < 0;
}

void reading_place(struct reading *r, unsigned focus)
{
    r->focus = focus;
    r->is_placed = r->is_untouched = false;
}

void reading_scroll(struct reading *r, int lines)
{
    int to = r->scroll + lines;
    r->scroll = to < 0 ? 0 : to > SCROLL_MAX ? SCROLL_MAX : to;
    r->is_following = false;
}

void reading_move_focus(struct reading *r, int by)
{
    if (by > 0 && r->shown.focus_side > 0) { /* the option lies below: read on first */
        reading_scroll(r, SCROLL_STEP);
        return;
    }
    if (by < 0 && r->scroll > 0 &&
        (r->focus == 0 || r->shown.focus_side > 0)) { /* above the first option stands text */
        reading_scroll(r, -SCROLL_STEP);
        return;
    }
    int from = !r->is_untouched ? (int)r->focus : by > 0 ? -1 : BANK_OPTIONS, to = from + by;
    r->focus = to < 0 ? 0 : to >= BANK_OPTIONS ? BANK_OPTIONS - 1 : (unsigned)to;
    r->is_placed = true;
    r->is_untouched = false;
    r->is_following = true;
}

void reading_add_digit(struct reading *r, unsigned digit)
{
    size_t n = strlen(r->jump);
    if (n + 2 < sizeof r->jump) {
        r->jump[n] = (char)('0' + digit);
        r->jump[n + 1] = '\0';
    }
}

void reading_erase_digit(struct reading *r)
{
    size_t n = strlen(r->jump);
    if (n)
        r->jump[n - 1] = '\0';
}

unsigned long reading_number(const struct reading *r)
{
    return strtoul(r->jump, NULL, 10);
}
