#include "app/client/term/term.h"

#include "app/client/term/decoder.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

struct terminal {
    SCREEN *screen;
    struct decoder decoder;
    attr_t attr[CANVAS_ROLES];
    short pair[CANVAS_ROLES];
    bool ascii, console, paste, mouse;
};

/* True when the terminal's description names a string capability. */
static bool has_capability(const char *name)
{
    int status;
    if (setupterm(NULL, STDOUT_FILENO, &status) != OK)
        return false;
    const char *sequence = tigetstr(name);
    bool found = sequence && sequence != (char *)-1;
    del_curterm(cur_term);
    return found;
}

bool term_is_capable(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && has_capability("cup");
}

bool term_sends(const char *capability)
{
    return has_capability(capability);
}

/* Roles without colour: reverse, bold, underline; a text mark stands beside each anyway. */
static void mono_roles(struct terminal *t)
{
    static const attr_t MONO[CANVAS_ROLES] = {
        [CANVAS_HEAD] = A_BOLD,     [CANVAS_TITLE] = A_BOLD,   [CANVAS_FOCUS] = A_REVERSE, [CANVAS_CHOSEN] = A_BOLD,
        [CANVAS_MARKED] = A_BOLD,   [CANVAS_CURRENT] = A_REVERSE, [CANVAS_WARNING] = A_BOLD, [CANVAS_DANGER] = A_BOLD | A_REVERSE,
        [CANVAS_SAVED] = A_NORMAL,  [CANVAS_SAVING] = A_BOLD,  [CANVAS_FIELD] = A_BOLD,    [CANVAS_KEY] = A_BOLD};
    memcpy(t->attr, MONO, sizeof MONO);
}

struct role_colour {
    enum canvas_role role;
    short colour;
};

static void set_colours(struct terminal *t, const struct role_colour *list, size_t n)
{
    start_color();
    for (size_t i = 0; i < n; i++) {
        init_pair((short)(i + 1), list[i].colour, COLOR_BLACK);
        t->pair[list[i].role] = (short)(i + 1);
    }
}

/* For weak eyes: all in bold, white on black, yellow where care is due. Bright colours are not counted on: a console with a large font has none. */
static void contrast_roles(struct terminal *t)
{
    struct role_colour list[CANVAS_ROLES];
    for (int role = 0; role < CANVAS_ROLES; role++) {
        bool care = role == CANVAS_MARKED || role == CANVAS_WARNING || role == CANVAS_DANGER || role == CANVAS_SAVING || role == CANVAS_KEY;
        list[role] = (struct role_colour){(enum canvas_role)role, care ? COLOR_YELLOW : COLOR_WHITE};
        t->attr[role] |= A_BOLD;
    }
    t->attr[CANVAS_CHOSEN] |= A_REVERSE;
    set_colours(t, list, CANVAS_ROLES);
}

static void colour_roles(struct terminal *t)
{
    static const struct role_colour COLOURS[] = {
        {CANVAS_HEAD, COLOR_CYAN}, {CANVAS_RULE, COLOR_BLUE}, {CANVAS_CHOSEN, COLOR_GREEN}, {CANVAS_MARKED, COLOR_YELLOW},
        {CANVAS_ANSWERED, COLOR_GREEN}, {CANVAS_WARNING, COLOR_YELLOW}, {CANVAS_DANGER, COLOR_RED}, {CANVAS_SAVED, COLOR_GREEN},
        {CANVAS_SAVING, COLOR_YELLOW}, {CANVAS_KEY, COLOR_CYAN}};
    set_colours(t, COLOURS, sizeof COLOURS / sizeof COLOURS[0]);
}

/* Bracketed paste: what is pasted comes as one block and is never taken for keys. Mouse: presses and the wheel, in the form without limits. */
static void set_modes(const struct terminal *t, bool on)
{
    if (t->paste)
        fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
    if (t->mouse)
        fputs(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l", stdout);
    fflush(stdout);
}

bool term_theme_of(const char *word, enum term_theme *out)
{
    static const char *const WORDS[] = {"default", "contrast", "mono"};
    for (int i = 0; i < 3; i++)
        if (strcmp(word, WORDS[i]) == 0) {
            *out = (enum term_theme)i;
            return true;
        }
    return false;
}

enum err_code term_open(enum term_theme theme, struct terminal **out, struct err *e)
{
    struct terminal *t = calloc(1, sizeof *t);
    const char *name = getenv("TERM");
    *out = NULL;
    if (!t)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    t->screen = newterm(NULL, stdout, stdin);
    if (!t->screen) {
        free(t);
        return err_set(e, ERR_IO, _("the terminal \"%s\" is not known; try --linear"), name ? name : "");
    }
    raw();
    noecho();
    nonl();
    keypad(stdscr, FALSE);
    t->console = name && strcmp(name, "linux") == 0;
    t->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || (name && strncmp(name, "vt", 2) == 0);
    const char *be = tigetstr("BE");
    t->paste = be && be != (char *)-1;
    mono_roles(t);
    bool has_colour = theme != TERM_MONO && !getenv("NO_COLOR") && has_colors();
    if (has_colour && theme == TERM_CONTRAST)
        contrast_roles(t);
    else if (has_colour)
        colour_roles(t);
    const char *mouse = tigetstr("kmous");
    t->mouse = mouse && mouse != (char *)-1;
    set_modes(t, true);
    *out = t;
    return ERR_OK;
}

void term_close(struct terminal *t)
{
    if (!t)
        return;
    set_modes(t, false);
    erase();
    move(0, 0);
    refresh();
    endwin();
    if (t->console) /* no alternate screen there: glass and scroll-back are wiped by hand */
        fputs("\033[H\033[2J\033[3J", stdout);
    fflush(stdout);
    delscreen(t->screen);
    free(t);
}

bool term_canvas(struct terminal *t, struct canvas *out)
{
    bool good = canvas_init(out, LINES, COLS);
    out->ascii = t->ascii;
    return good;
}

static void put_cell(const struct terminal *t, int row, int col, const struct canvas_cell *cell)
{
    wchar_t text[2] = {(wchar_t)cell->cp, 0};
    cchar_t cc;
    if (cell->cp == 0)
        return;
    if (setcchar(&cc, text, t->attr[cell->role], t->pair[cell->role], NULL) == OK)
        mvadd_wch(row, col, &cc);
}

void term_show(struct terminal *t, const struct canvas *v)
{
    erase();
    for (int row = 0; row < v->rows && row < LINES; row++)
        for (int col = 0; col < v->cols && col < COLS; col++)
            put_cell(t, row, col, &v->cell[row * v->cols + col]);
    move(v->cursor_row < LINES ? v->cursor_row : LINES - 1, v->cursor_col < COLS ? v->cursor_col : COLS - 1);
    refresh();
}

void term_resize(struct terminal *t)
{
    struct winsize size;
    (void)t;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        resizeterm(size.ws_row, size.ws_col);
    clearok(curscr, TRUE); /* two quick changes may end at the old size with the glass lost */
}

bool term_waits(const struct terminal *t)
{
    return decoder_waits(&t->decoder);
}

bool term_key(struct terminal *t, bool quiet, struct keypress *out, bool *closed)
{
    unsigned char byte;
    if (quiet)
        return decoder_quiet(&t->decoder, out);
    for (;;) {
        int waiting = 0;
        if (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0) {
            *closed = true;
            return false;
        }
        if (waiting <= 0)
            return false;
        ssize_t n = read(STDIN_FILENO, &byte, 1);
        if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) {
            *closed = true;
            return false;
        }
        if (n == 1 && decoder_byte(&t->decoder, byte, out))
            return true;
    }
}
