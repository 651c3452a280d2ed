#include "tools/desk/help_page.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/pager.h"

#include <stdio.h>
#include <string.h>

enum { PAGE_MAX = 16 * 1024, KEYS_CELLS = 10 };

struct help_page {
    struct screen screen;
    const struct screen_ops *of;
    uint64_t common; /* places of the common keys */
    struct tui_pager pager;
    char text[PAGE_MAX];
};

/* An arrow has more bytes than cells. */
static int blanks(const char *keys)
{
    int used = text_width(keys);
    return used < KEYS_CELLS ? KEYS_CELLS - used : 0;
}

static void add_keys(struct help_page *h, const struct tui_actions *table, uint64_t where)
{
    size_t at = strlen(h->text);
    for (int i = 1; i < table->count && at < sizeof h->text; i++) {
        const struct tui_action *a = &table->row[i];
        if (a->where & where && a->keys[0])
            at += (size_t)snprintf(h->text + at, sizeof h->text - at, "%s%*s %s%s%s\n", a->keys,
                                   blanks(a->keys), "", a->label[0] ? _(a->label) : "",
                                   a->label[0] ? ": " : "", _(a->help));
    }
}

static void write_text(struct help_page *h)
{
    h->text[0] = '\0';
    add_keys(h, h->of->actions, UINT64_MAX);
    add_keys(h, &ACTIONS_COMMON, h->common);
    tui_pager_open(&h->pager, h->text);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        write_text((struct help_page *)s);
}

static bool key(struct screen *s, const struct keypress *k)
{
    return tui_pager_key(&((struct help_page *)s)->pager, k);
}

static void head(struct screen *s, struct screen_head *out)
{
    (void)s;
    snprintf(out->title, sizeof out->title, "%s", _("Help"));
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    tui_pager_draw(v, &((struct help_page *)s)->pager, row, 1, end - row, v->cols - 2);
}

static void tell(struct screen *s, struct buf *out)
{
    buf_add_text(out, ((struct help_page *)s)->text);
}

static void forget(struct screen *s)
{
    tui_pager_free(&((struct help_page *)s)->pager);
}

static const struct tui_actions NO_ACTIONS = {(const struct tui_action[]){{0}}, 1};

const struct screen_ops help_page_screen = {.name = "help",
                                            .actions = &NO_ACTIONS,
                                            .key = key,
                                            .head = head,
                                            .draw = draw,
                                            .tell = tell,
                                            .refresh = refresh,
                                            .free = forget};

void help_page_open(struct desk *d)
{
    const struct screen_ops *of = stack_top(d)->ops;
    struct help_page *h = screen_new(d, &help_page_screen, of->name, sizeof *h);
    if (h) {
        h->of = of;
        h->common = d->screens == 1 ? ACTIONS_FIRST : ACTIONS_ABOVE | ACTIONS_TEXT;
        h->pager.text = "";
        write_text(h);
    }
    stack_open(d, h ? &h->screen : NULL);
}
