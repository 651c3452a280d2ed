/* The terminal of the line mode: its width, what is typed on it, and what must not stay on it. The
 * terminal edits lines itself; where every key is to be heard at once they are edited here. */
#ifndef SATHACH_TUI_LINE_TERMINAL_H
#define SATHACH_TUI_LINE_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

struct line_terminal {
    struct termios before;
    bool is_terminal; /* and no pipe */
    bool is_by_key;   /* bytes come as they are typed, and are shown by line_terminal_type */
    bool is_hidden;   /* what is typed is not shown */
    bool is_held; /* no key ends the input, stops the output or sends a signal: Ctrl-D, S, C, Z */
};

enum line_typed { LINE_GOES_ON, LINE_IS_WHOLE, LINE_IS_CLOSED };

/* by_key: each key is heard when it is pressed. is_held: as above, for a kiosk. */
void line_terminal_open(struct line_terminal *t, bool by_key, bool is_held);
/* As it was found. */
void line_terminal_close(struct line_terminal *t);
void line_terminal_hide(struct line_terminal *t, bool is_hidden);
/* Cells of a row; 0 where there is no terminal. */
int line_terminal_columns(void);
/* A byte that was typed, into a line of `room` bytes at most; what has no room is left out. Closed:
 * the end of the input was typed on an empty line. */
enum line_typed line_terminal_type(const struct line_terminal *t, char byte, char *line,
                                   size_t room, size_t *len);

#endif
