/* A key as programs understand it: already free of terminals. The decoder and the line mode make
 * these; states and screens take them. */
#ifndef SATHACH_TUI_KEYPRESS_H
#define SATHACH_TUI_KEYPRESS_H

#include <stdbool.h>
#include <stdint.h>

enum keypress_kind {
    KEYPRESS_CHAR, /* cp is a Unicode character, printable */
    KEYPRESS_ENTER,
    KEYPRESS_ESC,
    KEYPRESS_TAB,
    KEYPRESS_BACK_TAB, /* Shift-Tab, where the terminal tells it */
    KEYPRESS_BACKSPACE,
    KEYPRESS_DELETE,
    KEYPRESS_UP,
    KEYPRESS_DOWN,
    KEYPRESS_LEFT,
    KEYPRESS_RIGHT,
    KEYPRESS_PAGE_UP,
    KEYPRESS_PAGE_DOWN,
    KEYPRESS_HOME,
    KEYPRESS_END,
    KEYPRESS_F1,
    KEYPRESS_F12,
    KEYPRESS_CTRL,  /* cp is the letter: 'L', 'O', 'Q' */
    KEYPRESS_MOUSE, /* row, col of a click; wheel: -1 up, +1 down, 0 click */
    KEYPRESS_GOTO,  /* a click on question cp of the grid (from 0) */
    KEYPRESS_PASTE  /* a pasted block has ended; never input */
};

struct keypress {
    enum keypress_kind kind;
    uint32_t cp;
    bool is_pasted; /* a letter of a pasted block, where the program takes those */
    int row, col, wheel;
};

#endif
