#include "app/client/screen_mode.h"

#include "app/client/frontend.h"
#include "app/client/screens/screens.h"
#include "app/tui/term/glass.h"

struct screen {
    struct client *client;
    enum term_theme theme; /* the seat's own */
    unsigned turns;        /* how often it was changed by now */
    struct glass glass;
    bool is_answering; /* it showed an exam under way */
};

static void draw(void *context, struct canvas *v)
{
    struct screen *s = context;
    struct client *c = s->client;
    if (s->turns != c->flow.theme_turns) {
        s->turns = c->flow.theme_turns;
        glass_use_theme(&s->glass, (enum term_theme)((s->theme + s->turns) % TERM_THEMES));
    }
    screens_draw(c, v);
    bool was_answering = s->is_answering;
    s->is_answering = flow_is_in_exam(c) && !c->exam->seat.needs_code;
    if (s->is_answering && !was_answering) /* what was typed before the first question stood there
                                              was not meant for it; from here on it answers */
        glass_drop_typed(&s->glass);
}

static void shown(void *context, const struct canvas *v)
{
    client_seen(((struct screen *)context)->client,
                &(struct reading_shown){v->first_line, v->page_lines, v->focus_side,
                                        screens_is_too_small(v)});
}

static bool is_stale(const void *context)
{
    return ((const struct screen *)context)->client->flow.dirty;
}

/* Aimed at what stands there: never the key of before, pressed again. */
static void clicked(void *context)
{
    ((struct screen *)context)->client->flow.begun_ms = 0;
}

/* What the next key means may hang on the picture. */
static void press(void *context, const struct keypress *key)
{
    struct screen *s = context;
    struct client *c = s->client;
    unsigned before = c->reading.question;
    enum client_state state = c->state;
    if (client_announce(c, key))
        glass_draw(&s->glass);
    client_key(c, key);
    bool is_other = c->reading.question != before || c->state != state;
    if ((key->kind != KEYPRESS_CHAR || is_other) && !c->flow.quit)
        glass_draw(&s->glass);
}

static bool has_ended(const void *context)
{
    return ((const struct screen *)context)->client->flow.quit;
}

enum err_code screen_mode_run(struct client *c, enum term_theme theme, struct err *e)
{
    struct screen s = {.client = c, .theme = theme};
    glass_init(&s.glass, &(struct glass_program){.context = &s,
                                                 .theme = theme,
                                                 .draw = draw,
                                                 .shown = shown,
                                                 .clicked = clicked,
                                                 .key = press,
                                                 .has_ended = has_ended,
                                                 .is_stale = is_stale});
    const struct frontend f = glass_frontend(&s.glass);
    return frontend_run(c, &f, e);
}
