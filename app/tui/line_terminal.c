#include "app/tui/line_terminal.h"

#include "app/core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { END = 0x04, BACKSPACE = 0x08, KILL = 0x15, ESC = 0x1b, DELETE = 0x7f, PUT_LINES = 128 };

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

bool line_terminal_read_keys(char *line)
{
    bool is_esc = strcmp(line, "\033") == 0, is_del = strcmp(line, "\033[3~") == 0;
    char *to = line;
    if (line[0] == ESC && line[1] && line[1] != '[' && line[1] != 'O')
        return false;
    for (const char *p = line; *p;) {
        if (*p == ESC && (p[1] == '[' || p[1] == 'O'))
            for (p += 2; *p && !(*p >= 0x40 && *p <= 0x7e); p++) {
            }
        else if ((unsigned char)*p >= ' ' && *p != DELETE)
            *to++ = *p;
        p += *p != '\0';
    }
    *to = '\0';
    if (is_esc || is_del)
        strcpy(line, is_esc ? "esc" : "del");
    return true;
}

char *line_terminal_trim(char *line)
{
    while (*line == ' ')
        line++;
    for (size_t n = strlen(line); n && line[n - 1] == ' '; n--)
        line[n - 1] = '\0';
    return line;
}

void line_terminal_put(const char *text, int cells)
{
    struct text_line line[PUT_LINES];
    size_t n = cells > 1 ? text_wrap(text, cells - 1, line, PUT_LINES) : 0;
    if (n == 0 || n > PUT_LINES)
        printf("%s\n", text);
    for (size_t i = 0; n <= PUT_LINES && i < n; i++)
        printf("%.*s\n", (int)line[i].len, line[i].start);
}

void line_terminal_prompt(struct line_terminal *t, const char *text)
{
    if (!t->is_prompted)
        fputs(text, stdout);
    t->is_prompted = text[0] != '\0';
    fflush(stdout);
}

void line_terminal_end_prompt(struct line_terminal *t, bool is_typed)
{
    bool is_ended = is_typed && line_terminal_columns() && !t->is_hidden;
    if (t->is_prompted && !is_ended)
        printf("\n");
    t->is_prompted = false;
}

void line_terminal_wipe(void)
{
    const char *term = getenv("TERM");
    if (line_terminal_columns() && term && strcmp(term, "dumb") != 0)
        fputs("\033[H\033[2J\033[3J", stdout);
}
