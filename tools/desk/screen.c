#include "tools/desk/screen.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *screen_new(struct desk *d, const struct screen_ops *ops, const char *about, size_t size)
{
    struct screen *s = calloc(1, size);
    if (!s)
        return NULL;
    s->ops = ops;
    s->desk = d;
    snprintf(s->about, sizeof s->about, "%s", about);
    return s;
}

void screen_free(struct screen *s)
{
    if (!s)
        return;
    s->ops->free(s);
    tui_filter_free(&s->filter);
    free(s);
}

void screen_say(struct screen *s, enum canvas_role role, const char *fmt, ...)
{
    char text[SCREEN_SAID];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    s->said_role = role;
    text_clean(text, s->said, sizeof s->said);
}

/* Two rows hold no path of any length, and the reason stands behind it: of a long one only the
 * file's name is said. */
void screen_say_error(struct screen *s, const struct err *e)
{
    const char *text = e->text[0] ? e->text : _("It did not work.");
    const char *end = text[0] == '/' ? strstr(text, ": ") : NULL, *name = end;
    if (!end || (end - text < SCREEN_PATH && strlen(text) <= SCREEN_TWO_ROWS)) {
        screen_say(s, CANVAS_DANGER, "x %s", text);
        return;
    }
    while (name > text && name[-1] != '/')
        name--;
    screen_say(s, CANVAS_DANGER, "x …/%s", name);
}

bool screen_key(struct screen *s, const struct keypress *key)
{
    struct screen_focus f = {0};
    if (s->ops->key)
        return s->ops->key(s, key);
    if (s->ops->focus)
        s->ops->focus(s, &f);
    return f.table && tui_table_key(f.table, &f.rows, key);
}

enum tui_word_came screen_word_key(struct screen *s, struct tui_word *w, const struct keypress *key)
{
    enum tui_word_came came = tui_word_key(w, key);
    if (came == TUI_WORD_WRONG)
        screen_say(s, CANVAS_WARNING, "! %s", _("That is another word; nothing was done."));
    return came;
}

void screen_tell_form(const struct tui_form *f, struct buf *out)
{
    for (int i = 0, n = 0; i < f->rows; i++) {
        const struct tui_form_row *r = &f->row[i];
        const char *value = tui_form_value(r);
        if (r->is_hidden)
            continue;
        if (r->heading)
            buf_printf(out, "%s:\n", r->heading);
        buf_printf(out, "%d. %s:%s%s%s%s\n", ++n, r->label, value[0] ? " " : "", value,
                   r->said[0] ? " · " : "", r->said);
    }
}

const char *screen_unseen(void)
{
    return _("It was not looked at yet: R looks.");
}

void screen_head_training(struct screen_head *out, bool is_training)
{
    size_t used = strlen(out->title);
    if (is_training)
        snprintf(out->title + used, sizeof out->title - used, " · %s", _("TRAINING"));
}
