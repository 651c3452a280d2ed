/* What cannot be undone wants a word: a sentence that says what happens, and the word to be typed.
 * No key alone does it, least of all the one that opened the box, and the box remembers nothing.
 *
 *     Không xóa được, chỉ rút bằng quyết định khác. Gõ KY rồi Enter để ký:  __
 */
#ifndef SATHACH_TUI_WORD_H
#define SATHACH_TUI_WORD_H

#include "app/tui/field.h"

struct tui_word {
    const char *sentence; /* translated, the word in it; the program's */
    const char *word;     /* "KY", "KHOI PHUC": capitals and blanks */
    struct tui_field typed;
};

enum tui_word_came {
    TUI_WORD_OPEN,  /* still asked for */
    TUI_WORD_GIVEN, /* Enter behind the word */
    TUI_WORD_LEFT,  /* Esc: nothing was done */
    TUI_WORD_WRONG  /* Enter behind something else, which is forgotten */
};

void tui_word_ask(struct tui_word *w, const char *sentence, const char *word);
/* Small letters count as capitals, letters with Vietnamese marks as the plain ones; pasted ones
 * count for nothing. */
enum tui_word_came tui_word_key(struct tui_word *w, const struct keypress *key);
/* Draws from row on into `cells`; returns the row behind it. */
int tui_word_draw(struct canvas *v, int row, int col, int cells, const struct tui_word *w);

#endif
