#include "tools/desk/searching.h"

/* NULL: none is read. */
static struct tui_pager *pager_of(const struct screen *s)
{
    struct screen_focus f = {0};
    if (s->ops->focus)
        s->ops->focus((struct screen *)s, &f);
    return s->ops->takes_text && s->ops->takes_text(s) ? NULL : f.pager;
}

bool searching_is_possible(const struct screen *s)
{
    return pager_of(s) != NULL;
}

bool searching_is_typed(const struct screen *s)
{
    const struct tui_pager *p = pager_of(s);
    return p && p->search.is_open;
}

bool searching_is_on(const struct screen *s)
{
    const struct tui_pager *p = pager_of(s);
    return p && p->search.typed.text[0];
}

bool searching_end(struct screen *s)
{
    return searching_is_on(s) && screen_key(s, &(struct keypress){.kind = KEYPRESS_ESC});
}
