#include "app/client/screen_mode.h"

#include "app/client/frontend.h"
#include "app/client/screens/screens.h"

enum { ESC_WAIT_MS = 60 };

struct screen {
    struct client *client;
    enum term_theme theme; /* the seat's own */
    unsigned turns;        /* how often it was changed by now */
    struct terminal *terminal;
    struct canvas picture; /* the last one: clicks are looked up in it */
    bool is_answering;     /* it showed an exam under way */
};

/* What was typed before the first question stood on the screen was not meant for it. */
static void drop_typed_ahead(struct screen *s)
{
    struct keypress ignored;
    bool closed;
    while (term_key(s->terminal, false, &ignored, &closed)) {
    }
}

static void draw(struct screen *s)
{
    struct canvas *v = &s->picture;
    canvas_free(v);
    if (!term_canvas(s->terminal, v))
        return;
    if (s->turns != s->client->flow.theme_turns) {
        s->turns = s->client->flow.theme_turns;
        term_use_theme(s->terminal, (enum term_theme)((s->theme + s->turns) % TERM_THEMES));
    }
    screens_draw(s->client, v);
    bool was_answering = s->is_answering;
    s->is_answering = flow_is_in_exam(s->client) && !s->client->exam->seat.needs_code;
    if (s->is_answering && !was_answering) /* just before: what is typed from here on answers it */
        drop_typed_ahead(s);
    term_show(s->terminal, v);
    client_seen(s->client, &(struct reading_shown){v->first_line, v->page_lines, v->focus_side,
                                                   screens_is_too_small(v)});
}

static void show(void *context)
{
    struct screen *s = context;
    if (s->client->flow.dirty)
        draw(s);
}

static void resize(void *context)
{
    term_resize(((struct screen *)context)->terminal);
}

/* What the next key means may hang on the picture. */
static void press(struct screen *s, struct keypress *key)
{
    struct client *c = s->client;
    unsigned before = c->reading.question;
    enum client_state state = c->state;
    if (key->kind == KEYPRESS_CTRL && key->cp == 'L')
        term_resize(s->terminal);
    if (key->kind == KEYPRESS_MOUSE && c->flow.dirty) /* a click means what stands there now */
        draw(s);
    bool is_click = key->kind == KEYPRESS_MOUSE && !key->wheel;
    if (is_click && !canvas_click(&s->picture, key->row, key->col, key))
        return;
    if (is_click) /* aimed at what stands there: never the key of before, pressed again */
        c->flow.begun_ms = 0;
    if (client_announce(c, key))
        draw(s);
    client_key(c, key);
    bool is_other = c->reading.question != before || c->state != state;
    if ((key->kind != KEYPRESS_CHAR || is_other) && !c->flow.quit)
        draw(s);
}

/* All keys that wait. */
static bool read_keys(void *context, bool is_ready)
{
    struct screen *s = context;
    struct keypress key;
    bool closed = false;
    while (!s->client->flow.quit && term_key(s->terminal, !is_ready, &key, &closed)) {
        press(s, &key);
        is_ready = true;
    }
    return !closed;
}

static int wait_ms(const void *context)
{
    return term_waits(((const struct screen *)context)->terminal) ? ESC_WAIT_MS : -1;
}

static enum err_code open_screen(void *context, struct err *e)
{
    struct screen *s = context;
    enum err_code rc = term_open(s->theme, &s->terminal, e);
    if (rc == ERR_OK)
        term_resize(s->terminal);
    return rc;
}

static void close_screen(void *context)
{
    struct screen *s = context;
    canvas_free(&s->picture);
    term_close(s->terminal);
}

enum err_code screen_mode_run(struct client *c, enum term_theme theme, struct err *e)
{
    struct screen s = {.client = c, .theme = theme};
    const struct frontend f = {.context = &s,
                               .open = open_screen,
                               .close = close_screen,
                               .wait_ms = wait_ms,
                               .read = read_keys,
                               .resize = resize,
                               .show = show};
    return frontend_run(c, &f, e);
}
