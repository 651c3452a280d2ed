/* A line of typed text of any length, in memory of the program's: the cursor goes anywhere in it,
 * what is too long for its place is shown around the cursor, Ctrl-Z takes back.
 *
 *     Nguyễn Thị Hạ_____________
 *
 * It takes what a person can see, and a mark that follows its letter as the one letter they make
 * (NFC). app/tui/field.h is the short field of the log-in. */
#ifndef SATHACH_TUI_INPUT_H
#define SATHACH_TUI_INPUT_H

#include "app/tui/canvas.h"

enum {
    TUI_INPUT_STEPS = 20 /* taken back at most */,
    TUI_INPUT_MAX = 4096 /* bytes with NUL */,
    TUI_INPUT_LINES = 256 /* wrapped, at most */
};

struct tui_input {
    char *text;  /* UTF-8, NUL; the program's; may be filled in before */
    size_t room; /* bytes, with NUL; at most TUI_INPUT_MAX */
    size_t at;   /* byte the cursor stands before */
    bool is_secret;
    /* what was typed in one go is one step */
    struct tui_input_step {
        size_t at, removed, added; /* bytes */
        char *was;                 /* what was removed; owned; NULL for nothing */
    } step[TUI_INPUT_STEPS];
    int steps;
};

/* An empty input, or one with the text that stands there, the cursor behind it. */
void tui_input_init(struct tui_input *f, char *text, size_t room);
/* Forgets the steps, wiped; the text stays. */
void tui_input_free(struct tui_input *f);
/* Letters, Backspace, Delete, ← → Home End, Ctrl-U (empties it), Ctrl-Z (nothing to take back:
 * nothing happens). True when it was such a key, even one that had no room. A secret is not taken
 * back. */
bool tui_input_key(struct tui_input *f, const struct keypress *key);
/* Puts another text in, as one step; false when it has no room. */
bool tui_input_set(struct tui_input *f, const char *text);
/* Draws `cells` from row, col on, the cursor in it when it has the focus. */
void tui_input_draw(struct canvas *v, int row, int col, int cells, const struct tui_input *f,
                    bool has_focus);

/* The same over several lines, wrapped by words: how many its whole text wants, and up to `height`
 * of them drawn, those around the cursor. No secret. */
int tui_input_lines(const struct tui_input *f, int cells);
void tui_input_draw_lines(struct canvas *v, int row, int col, int cells, int height,
                          const struct tui_input *f, bool has_focus);

#endif
