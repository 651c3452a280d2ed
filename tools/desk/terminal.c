#include "tools/desk/terminal.h"

#include "app/tui/term/glass.h"
#include "tools/desk/editor.h"

#include <unistd.h>

struct at_terminal {
    struct desk desk;
    struct glass glass;
};

bool terminal_is_capable(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term_is_capable();
}

/* ---- the program ---- */

static void get_fds(const void *context, int *fds)
{
    desk_fds(&((const struct at_terminal *)context)->desk, fds);
}

static int timeout_ms(const void *context)
{
    return desk_timeout_ms(&((const struct at_terminal *)context)->desk);
}

static void ready(void *context)
{
    desk_ready(&((struct at_terminal *)context)->desk);
}

static void tick(void *context)
{
    desk_tick(&((struct at_terminal *)context)->desk);
}

static bool has_ended(const void *context)
{
    return ((const struct at_terminal *)context)->desk.quit;
}

/* ---- the screen ---- */

static void draw(void *context, struct canvas *v)
{
    desk_draw(&((struct at_terminal *)context)->desk, v);
}

static void press(void *context, const struct keypress *key)
{
    desk_key(&((struct at_terminal *)context)->desk, key);
}

/* ---- the editor ---- */

/* It locks itself meanwhile as it would with nobody at the keys: they are the editor's. */
static void wait_for_editor(void *context)
{
    desk_tick_away(&((struct at_terminal *)context)->desk);
}

/* The terminal is the editor's meanwhile, and drawn anew behind it. */
static enum err_code edit(void *context, const char *path, struct err *e)
{
    struct at_terminal *c = context;
    struct err closed = {0};
    glass_leave(&c->glass);
    enum err_code rc = editor_run(path, wait_for_editor, c, e);
    if (glass_return(&c->glass, &closed) == ERR_OK)
        return rc;
    c->desk.quit = true;
    return rc == ERR_OK ? err_set(e, closed.code, "%s", closed.text) : rc;
}

enum err_code terminal_run(const struct desk_setup *setup, enum term_theme theme, struct err *e)
{
    struct at_terminal c = {0};
    const struct loop_program program = {.context = &c,
                                         .count = DESK_FDS,
                                         .fds = get_fds,
                                         .has_urgent = true,
                                         .timeout_ms = timeout_ms,
                                         .ready = ready,
                                         .tick = tick,
                                         .has_ended = has_ended};
    const struct frontend screen = glass_frontend(&c.glass);
    struct desk_setup own = *setup;
    glass_init(&c.glass, &(struct glass_program){.context = &c,
                                                 .theme = theme,
                                                 .takes_paste = true,
                                                 .draw = draw,
                                                 .key = press,
                                                 .has_ended = has_ended});
    own.edit = edit;
    own.edit_context = &c;
    enum err_code rc = desk_init(&c.desk, &own, e);
    if (rc != ERR_OK)
        return rc;
    rc = loop_run(&program, &screen, e);
    desk_free(&c.desk);
    return rc;
}
