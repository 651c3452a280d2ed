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
    bool is_prompted; /* the prompt stands, nothing was said behind it */
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
/* A typed line as it was meant, changed in its place: the keys Esc and Del as the words "esc" and
 * "del" (the line has room for four bytes), arrows and the like as nothing. False when text follows
 * a lone Esc: whoever pressed it meant it to be done at once, and the text is then meant for
 * another place. */
bool line_terminal_read_keys(char *line);
/* Without the blanks around it. */
char *line_terminal_trim(char *line);
/* Puts out a text without control characters, its lines broken between words at `cells`; 0: not. */
void line_terminal_put(const char *text, int cells);
/* What stands before the line that is typed, unless it stands already; "" for nothing. */
void line_terminal_prompt(struct line_terminal *t, const char *text);
/* The line at the prompt was typed, or something is to be said behind it: what follows begins a
 * line of its own. is_typed: by the Enter that a terminal shows. */
void line_terminal_end_prompt(struct line_terminal *t, bool is_typed);
/* Nothing stays on the glass or in its scroll-back; where there is no glass, nothing happens. */
void line_terminal_wipe(void);

#endif
