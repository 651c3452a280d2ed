#include "tools/work/bank_place.h"

#include "app/core/i18n.h"
#include "tools/import/gift_pieces.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t lines_in(const char *from, const char *to)
{
    size_t n = 0;
    for (; from < to; from++)
        n += *from == '\n';
    return n;
}

static void look_at(void *context, struct gift_piece *p)
{
    struct bank_place *x = context;
    x->pieces++;
    if (x->is_found || x->line < p->line || x->line > p->line + lines_in(p->from, p->to))
        return;
    x->from = (size_t)(p->from - x->bytes);
    x->to = (size_t)(p->to - x->bytes);
    x->is_found = true;
    x->begins = p->line;
    if (p->above && !origin_read(p->above, p->above_len, &x->origin))
        x->origin = (struct origin){0};
}

static void take_category(void *context, const char *name, size_t line, bool glued, bool exact,
                          bool colon)
{
    struct bank_place *x = context;
    if (!x->is_found)
        snprintf(x->pool, sizeof x->pool, "%s", name);
    (void)line;
    (void)glued;
    (void)exact;
    (void)colon;
}

static void pass_comment(void *context, size_t line)
{
    (void)context;
    (void)line;
}

struct bank_place bank_place_find(const struct buf *file, size_t line)
{
    struct bank_place x = {.bytes = (const char *)file->data, .line = line};
    const struct gift_reader reader = {look_at, take_category, pass_comment, &x};
    if (file->len)
        gift_pieces(file->data, file->len, &reader);
    while (x.is_found && x.to > x.from && strchr(" \t\r\n", x.bytes[x.to - 1]))
        x.to--; /* what parts it from the next stays */
    return x;
}

/* "4.1.gift:11": a file of the bank's folder, and a line in it. */
enum err_code bank_place_parse(const struct workspace *w, const char *bank, const char *place,
                               char **path, size_t *line, struct err *e)
{
    const char *colon = place ? strrchr(place, ':') : NULL;
    char *end = NULL;
    long n = colon ? strtol(colon + 1, &end, 10) : 0;
    if (!colon || n < 1 || *end || colon == place || memchr(place, '/', (size_t)(colon - place)))
        return err_set(e, ERR_USAGE, _("%s: a place is FILE:LINE, as bank check names it"),
                       place ? place : "");
    *line = (size_t)n;
    *path = workspace_path(w, "banks/%s/%.*s", bank, (int)(colon - place), place);
    return *path ? ERR_OK : err_memory(e);
}

bool bank_place_is_free(const struct buf *file, size_t line, size_t *at)
{
    const char *p = (const char *)file->data, *end = p + file->len;
    while (p && --line && p < end) {
        const char *next = memchr(p, '\n', (size_t)(end - p));
        p = next ? next + 1 : end;
    }
    if (!p || line)
        return false;
    *at = (size_t)(p - (const char *)file->data);
    return p == end || *p == '\n' || *p == '\r';
}
