#include "tools/desk/page.h"

#include "app/core/i18n.h"
#include "app/tui/pager.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct page {
    struct screen screen; /* about: the title */
    char *text, *command; /* owned */
    struct tui_pager pager;
};

static bool key(struct screen *s, const struct keypress *k)
{
    return tui_pager_key(&((struct page *)s)->pager, k);
}

static void head(struct screen *s, struct screen_head *out)
{
    snprintf(out->title, sizeof out->title, "%s", s->about);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    tui_pager_draw(v, &((struct page *)s)->pager, row + 1, 1, end - row - 1, v->cols - 2);
}

static void line(struct screen *s, struct buf *out)
{
    buf_add_text(out, ((struct page *)s)->command);
}

static void tell(struct screen *s, struct buf *out)
{
    buf_printf(out, "%s\n", ((struct page *)s)->text);
}

static void forget(struct screen *s)
{
    struct page *p = (struct page *)s;
    tui_pager_free(&p->pager);
    free(p->text);
    free(p->command);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    out->pager = &((struct page *)s)->pager;
}

static const struct tui_actions NO_ACTIONS = {(const struct tui_action[]){{0}}, 1};

const struct screen_ops page_screen = {.name = "page",
                                       .actions = &NO_ACTIONS,
                                       .key = key,
                                       .focus = focus,
                                       .head = head,
                                       .draw = draw,
                                       .line = line,
                                       .tell = tell,
                                       .free = forget};

void page_open(struct desk *d, const char *title, const char *text, const char *command)
{
    struct page *p = screen_new(d, &page_screen, title, sizeof *p);
    if (p) {
        p->text = strdup(text);
        p->command = strdup(command);
        p->pager.text = "";
    }
    if (p && (!p->text || !p->command)) {
        screen_free(&p->screen);
        p = NULL;
    }
    if (p)
        tui_pager_open(&p->pager, p->text);
    stack_open(d, p ? &p->screen : NULL);
}

void page_open_written(struct desk *d, const char *title, struct buf *text, const char *command)
{
    page_open(d, title, text->failed ? _("The page is too long to be shown.") : buf_text(text),
              command);
    buf_free(text);
}
