#include "app/tui/term/term.h"

#include "app/tui/decoder.h"
#include "app/tui/term/painter.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

enum { ROWS = 24, COLUMNS = 80 /* of a terminal that doesn't say */, TYPED = 4096 };

struct terminal {
    struct painter painter;
    struct decoder decoder;
    struct termios before;
    bool ascii, console, paste, mouse;
    int rows, cols;
    unsigned char typed[TYPED]; /* read and not yet decoded */
    size_t typed_at, typed_len;
};

/* ---- its description ---- */

static bool load_description(void)
{
    int status;
    return setupterm(NULL, STDOUT_FILENO, &status) == OK;
}

/* NULL for a string capability it lacks. */
static const char *find_string(const char *name)
{
    const char *sequence = tigetstr(name);
    return sequence && sequence != (char *)-1 ? sequence : NULL;
}

/* True when the terminal's description names a string capability. */
static bool has_capability(const char *name)
{
    if (!load_description())
        return false;
    bool found = find_string(name);
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

/* ---- bytes out ---- */

static void write_out(void *context, const char *bytes, size_t len)
{
    (void)context;
    while (len) {
        ssize_t n = write(STDOUT_FILENO, bytes, len);
        if (n < 0 && errno != EINTR)
            return; /* gone: reading tells */
        bytes += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
}

static void send_text(const char *text)
{
    write_out(NULL, text, strlen(text));
}

/* Without the pauses that slow terminals want ($<5>). */
static void send_capability(const char *name)
{
    const char *p = find_string(name);
    while (p && *p) {
        const char *pause = strstr(p, "$<"), *end = pause ? strchr(pause, '>') : NULL;
        write_out(NULL, p, end ? (size_t)(pause - p) : strlen(p));
        p = end ? end + 1 : NULL;
    }
}

/* ---- taking over, giving back ---- */

/* Every key comes at once and as it is, and nothing is echoed. */
static bool take_keys(struct terminal *t)
{
    struct termios raw;
    if (tcgetattr(STDIN_FILENO, &t->before) != 0)
        return false;
    raw = t->before;
    raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    return tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
}

/* Bracketed paste: what is pasted comes as one block and is never taken for keys. Mouse: presses
 * and the wheel, in the form without limits. */
static void set_modes(const struct terminal *t, bool on)
{
    if (t->paste)
        send_text(on ? "\033[?2004h" : "\033[?2004l");
    if (t->mouse)
        send_text(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

static void read_size(struct terminal *t)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        t->rows = size.ws_row;
        t->cols = size.ws_col;
        return;
    }
    t->rows = tigetnum("lines") > 0 ? tigetnum("lines") : ROWS;
    t->cols = tigetnum("cols") > 0 ? tigetnum("cols") : COLUMNS;
}

void term_use_theme(struct terminal *t, enum term_theme theme)
{
    painter_use_theme(&t->painter, getenv("NO_COLOR") ? TERM_MONO : theme);
    painter_forget(&t->painter);
}

/* Whatever a program before left set: lines that scroll, letters that push, no going on at a row's
 * end. */
static void begin_screen(struct terminal *t)
{
    static const char *const BEGIN[] = {"smcup", "sgr0", "rmir", "smam", "cnorm"};
    for (size_t i = 0; i < sizeof BEGIN / sizeof BEGIN[0]; i++)
        send_capability(BEGIN[i]);
    set_modes(t, true);
}

enum err_code term_open(enum term_theme theme, struct terminal **out, struct err *e)
{
    struct terminal *t = calloc(1, sizeof *t);
    const char *name = getenv("TERM");
    *out = NULL;
    if (!t)
        return err_memory(e);
    if (!load_description() || !find_string("cup") || !take_keys(t)) {
        free(t);
        return err_set(e, ERR_IO, _("the terminal \"%s\" is not known; try --linear"),
                       name ? name : "");
    }
    t->console = name && strcmp(name, "linux") == 0;
    t->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || (name && strncmp(name, "vt", 2) == 0);
    t->paste = find_string("BE");
    t->mouse = find_string("kmous");
    t->painter.send = write_out;
    painter_describe(&t->painter.terminal);
    read_size(t);
    begin_screen(t);
    term_use_theme(t, theme);
    *out = t;
    return ERR_OK;
}

void term_close(struct terminal *t)
{
    if (!t)
        return;
    set_modes(t, false);
    send_capability("sgr0");
    send_capability("clear");
    send_capability("rmcup");
    if (t->console) /* no alternate screen there: glass and scroll-back are wiped by hand */
        send_text("\033[H\033[2J\033[3J");
    tcsetattr(STDIN_FILENO, TCSADRAIN, &t->before);
    painter_free(&t->painter);
    del_curterm(cur_term);
    free(t);
}

/* ---- pictures ---- */

bool term_canvas(struct terminal *t, struct canvas *out)
{
    bool good = canvas_init(out, t->rows, t->cols);
    out->ascii = t->ascii;
    return good;
}

void term_show(struct terminal *t, const struct canvas *v)
{
    painter_show(&t->painter, v);
}

/* Nothing depends on it. */
void term_bell(void)
{
    (void)!write(STDOUT_FILENO, "\a", 1);
}

void term_resize(struct terminal *t)
{
    read_size(t);
    painter_forget(&t->painter); /* two quick changes may end at the old size with the glass lost */
}

/* ---- keys ---- */

void term_take_paste(struct terminal *t)
{
    t->decoder.gives_paste = true;
}

bool term_waits(const struct terminal *t)
{
    return decoder_waits(&t->decoder);
}

/* What waits at the terminal, a piece at a time; false when nothing does, or it is gone. */
static bool read_typed(struct terminal *t, bool *closed)
{
    int waiting = 0;
    *closed = ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0;
    if (*closed || waiting <= 0)
        return false;
    size_t room = (size_t)waiting < sizeof t->typed ? (size_t)waiting : sizeof t->typed;
    ssize_t n = read(STDIN_FILENO, t->typed, room);
    *closed = n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
    t->typed_at = 0;
    t->typed_len = n > 0 ? (size_t)n : 0;
    return n > 0;
}

bool term_key(struct terminal *t, bool quiet, struct keypress *out, bool *closed)
{
    if (quiet)
        return decoder_quiet(&t->decoder, out);
    do
        while (t->typed_at < t->typed_len)
            if (decoder_byte(&t->decoder, t->typed[t->typed_at++], out))
                return true;
    while (read_typed(t, closed));
    return false;
}
