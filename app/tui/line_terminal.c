#include "app/tui/line_terminal.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { END = 0x04, BACKSPACE = 0x08, KILL = 0x15, ESC = 0x1b, DELETE = 0x7f };

int line_terminal_columns(void)
{
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static void set_mode(const struct line_terminal *t)
{
    struct termios mode = t->before;
    if (!t->is_terminal)
        return;
    if (t->is_by_key) {
        mode.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        mode.c_cc[VMIN] = 1;
        mode.c_cc[VTIME] = 0;
    } else if (t->is_hidden) {
        mode.c_lflag &= ~(tcflag_t)ECHO;
    } else {
        mode.c_lflag |= ECHO;
    }
    if (t->is_held) {
        mode.c_iflag &= ~(tcflag_t)(IXON | BRKINT);
        mode.c_lflag &= ~(tcflag_t)(ISIG | IEXTEN);
        if (!t->is_by_key) /* VMIN and VTIME stand in their places there */
            mode.c_cc[VEOF] = mode.c_cc[VEOL] = _POSIX_VDISABLE;
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &mode);
}

void line_terminal_open(struct line_terminal *t, bool by_key, bool is_held)
{
    t->is_terminal = tcgetattr(STDIN_FILENO, &t->before) == 0;
    t->is_hidden = false;
    t->is_by_key = by_key && t->is_terminal;
    t->is_held = is_held && t->is_terminal;
    if (t->is_by_key || t->is_held)
        set_mode(t);
}

void line_terminal_close(struct line_terminal *t)
{
    if (t->is_terminal && (t->is_by_key || t->is_hidden || t->is_held))
        tcsetattr(STDIN_FILENO, TCSANOW, &t->before);
    t->is_by_key = t->is_hidden = t->is_held = false;
}

void line_terminal_hide(struct line_terminal *t, bool is_hidden)
{
    t->is_hidden = is_hidden;
    set_mode(t);
}

static void show(const struct line_terminal *t, const char *text)
{
    if (!t->is_hidden)
        fputs(text, stdout);
    fflush(stdout);
}

/* The last letter, with all of its bytes. */
static void erase(const struct line_terminal *t, const char *line, size_t *len)
{
    if (*len == 0)
        return;
    do
        (*len)--;
    while (*len && ((unsigned char)line[*len] & 0xc0) == 0x80);
    if (line[*len] != ESC)
        show(t, "\b \b");
}

enum line_typed line_terminal_type(const struct line_terminal *t, char byte, char *line,
                                   size_t room, size_t *len)
{
    bool is_shown = (unsigned char)byte >= ' ' && byte != DELETE;
    if (byte == '\n') {
        if (t->is_by_key)
            show(t, "\n");
        return LINE_IS_WHOLE;
    }
    if (byte == '\r')
        return LINE_GOES_ON;
    if (t->is_by_key && byte == END)
        return *len == 0 && !t->is_held ? LINE_IS_CLOSED : LINE_GOES_ON;
    if (t->is_by_key && (byte == DELETE || byte == BACKSPACE)) {
        erase(t, line, len);
    } else if (t->is_by_key && byte == KILL) {
        while (*len)
            erase(t, line, len);
    } else if (*len + 1 < room) {
        line[(*len)++] = byte;
        if (t->is_by_key && is_shown)
            show(t, (const char[]){byte, '\0'});
    }
    return LINE_GOES_ON;
}
