#include "tools/desk/terminal.h"

#include "app/tui/loop.h"
#include "app/tui/term/term.h"
#include "tools/desk/editor.h"

#include <unistd.h>

enum { ESC_WAIT_MS = 60 };

struct glass {
    struct desk desk;
    enum term_theme theme;
    struct terminal *terminal;
    struct canvas picture;
};

bool terminal_is_capable(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term_is_capable();
}

/* ---- the program ---- */

static void get_fds(const void *context, int *fds)
{
    desk_fds(&((const struct glass *)context)->desk, fds);
}

static int timeout_ms(const void *context)
{
    return desk_timeout_ms(&((const struct glass *)context)->desk);
}

static void ready(void *context)
{
    desk_ready(&((struct glass *)context)->desk);
}

static void tick(void *context)
{
    desk_tick(&((struct glass *)context)->desk);
}

static bool has_ended(const void *context)
{
    return ((const struct glass *)context)->desk.quit;
}

/* ---- the screen ---- */

static void show(void *context)
{
    struct glass *c = context;
    canvas_free(&c->picture);
    if (!term_canvas(c->terminal, &c->picture))
        return;
    desk_draw(&c->desk, &c->picture);
    term_show(c->terminal, &c->picture);
}

static bool read_keys(void *context, bool is_ready)
{
    struct glass *c = context;
    struct keypress key;
    bool closed = false;
    while (!c->desk.quit && c->terminal && term_key(c->terminal, !is_ready, &key, &closed)) {
        if (key.kind == KEYPRESS_CTRL && key.cp == 'L')
            term_resize(c->terminal);
        if (key.kind != KEYPRESS_MOUSE || canvas_click(&c->picture, key.row, key.col, &key))
            desk_key(&c->desk, &key);
        is_ready = true;
    }
    return !closed;
}

static int wait_ms(const void *context)
{
    return term_waits(((const struct glass *)context)->terminal) ? ESC_WAIT_MS : -1;
}

static void resize(void *context)
{
    term_resize(((struct glass *)context)->terminal);
}

static enum err_code open_screen(void *context, struct err *e)
{
    struct glass *c = context;
    enum err_code rc = term_open(c->theme, &c->terminal, e);
    if (rc != ERR_OK)
        return rc;
    term_take_paste(c->terminal);
    term_resize(c->terminal);
    return ERR_OK;
}

static void close_screen(void *context)
{
    struct glass *c = context;
    canvas_free(&c->picture);
    if (c->terminal)
        term_close(c->terminal);
}

/* ---- the editor ---- */

/* The terminal is the editor's meanwhile, and drawn anew behind it. */
static enum err_code edit(void *context, const char *path, struct err *e)
{
    struct glass *c = context;
    struct err closed = {0};
    term_close(c->terminal);
    c->terminal = NULL;
    enum err_code rc = editor_run(path, e);
    if (open_screen(c, &closed) == ERR_OK)
        return rc;
    c->desk.quit = true;
    return rc == ERR_OK ? err_set(e, closed.code, "%s", closed.text) : rc;
}

enum err_code terminal_run(const struct desk_setup *setup, enum term_theme theme, struct err *e)
{
    struct glass c = {.theme = theme};
    const struct loop_program program = {.context = &c,
                                         .count = DESK_FDS,
                                         .fds = get_fds,
                                         .timeout_ms = timeout_ms,
                                         .ready = ready,
                                         .tick = tick,
                                         .has_ended = has_ended};
    const struct frontend screen = {.context = &c,
                                    .open = open_screen,
                                    .close = close_screen,
                                    .wait_ms = wait_ms,
                                    .read = read_keys,
                                    .resize = resize,
                                    .show = show};
    struct desk_setup own = *setup;
    own.edit = edit;
    own.edit_context = &c;
    enum err_code rc = desk_init(&c.desk, &own, e);
    if (rc != ERR_OK)
        return rc;
    rc = loop_run(&program, &screen, e);
    desk_free(&c.desk);
    return rc;
}
