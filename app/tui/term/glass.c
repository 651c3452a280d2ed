#include "app/tui/term/glass.h"

#include <stddef.h>

enum { ESC_WAIT_MS = 60 };

void glass_init(struct glass *g, const struct glass_program *program)
{
    *g = (struct glass){.program = *program};
}

void glass_draw(struct glass *g)
{
    const struct glass_program *p = &g->program;
    canvas_free(&g->picture);
    if (!g->terminal || !term_canvas(g->terminal, &g->picture))
        return;
    p->draw(p->context, &g->picture);
    term_show(g->terminal, &g->picture);
    if (p->shown)
        p->shown(p->context, &g->picture);
}

void glass_use_theme(struct glass *g, enum term_theme theme)
{
    term_use_theme(g->terminal, theme);
}

void glass_drop_typed(struct glass *g)
{
    struct keypress ignored;
    bool closed;
    while (term_key(g->terminal, false, &ignored, &closed)) {
    }
}

/* ---- the loop's side ---- */

static void show(void *context)
{
    struct glass *g = context;
    if (!g->program.is_stale || g->program.is_stale(g->program.context))
        glass_draw(g);
}

static void resize(void *context)
{
    struct glass *g = context;
    if (g->terminal)
        term_resize(g->terminal);
}

static int wait_ms(const void *context)
{
    const struct glass *g = context;
    return g->terminal && term_waits(g->terminal) ? ESC_WAIT_MS : -1;
}

/* A click means what stands there now; the wheel is a key of its own, wherever it is turned. False:
 * nothing stands there. */
static bool look_up(struct glass *g, struct keypress *key)
{
    const struct glass_program *p = &g->program;
    show(g);
    if (key->wheel)
        return true;
    if (!canvas_click(&g->picture, key->row, key->col, key))
        return false;
    if (p->clicked)
        p->clicked(p->context);
    return true;
}

static void press(struct glass *g, struct keypress *key)
{
    if (key->kind == KEYPRESS_CTRL && key->cp == 'L')
        term_resize(g->terminal);
    if (key->kind != KEYPRESS_MOUSE || look_up(g, key))
        g->program.key(g->program.context, key);
}

/* All keys that wait. */
static bool read_keys(void *context, bool is_ready)
{
    struct glass *g = context;
    struct keypress key;
    bool closed = false;
    while (!g->program.has_ended(g->program.context) && g->terminal &&
           term_key(g->terminal, !is_ready, &key, &closed)) {
        press(g, &key);
        is_ready = true;
    }
    return !closed;
}

/* ---- taking over, giving back ---- */

enum err_code glass_return(struct glass *g, struct err *e)
{
    enum err_code rc = term_open(g->program.theme, &g->terminal, e);
    if (rc != ERR_OK)
        return rc;
    if (g->program.takes_paste)
        term_take_paste(g->terminal);
    term_resize(g->terminal);
    return ERR_OK;
}

void glass_leave(struct glass *g)
{
    term_close(g->terminal);
    g->terminal = NULL;
}

static enum err_code open_glass(void *context, struct err *e)
{
    return glass_return(context, e);
}

static void close_glass(void *context)
{
    struct glass *g = context;
    canvas_free(&g->picture);
    glass_leave(g);
}

struct frontend glass_frontend(struct glass *g)
{
    return (struct frontend){.context = g,
                             .open = open_glass,
                             .close = close_glass,
                             .wait_ms = wait_ms,
                             .read = read_keys,
                             .resize = resize,
                             .show = show};
}
