#include "tools/desk/help_page.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/pager.h"
#include "tools/desk/picture.h"

#include <stdio.h>
#include <string.h>

enum { PAGE_MAX = 16 * 1024, KEYS_CELLS = 10, HELP_MAX = 1024, HELP_LINES = 16, ARROWS = 2 };

struct help_page {
    struct screen screen;
    const struct screen_ops *of;
    uint64_t mode;   /* of the screen as it was left: a key of another may mean another thing */
    uint64_t common; /* places of the common keys */
    struct tui_pager pager;
    int cells; /* that the text is broken at */
    char text[PAGE_MAX];
};

/* An arrow has more bytes than cells. */
static int blanks(const char *keys)
{
    int used = text_width(keys);
    return used < KEYS_CELLS ? KEYS_CELLS - used : 0;
}

static void add(char *text, const char *keys, const char *told, size_t len)
{
    size_t at = strlen(text);
    snprintf(text + at, PAGE_MAX - at, "%s%*s %.*s\n", keys, blanks(keys), "", (int)len, told);
}

/* What a key does stands beside it, in as many lines as it takes. cells 0: in one. */
static void add_key(const struct tui_action *a, int cells, char *text)
{
    char told[HELP_MAX];
    struct text_line line[HELP_LINES];
    snprintf(told, sizeof told, "%s%s%s", a->label[0] ? _(a->label) : "", a->label[0] ? ": " : "",
             _(a->help));
    size_t n = cells ? text_wrap(told, cells - KEYS_CELLS - 1, line, HELP_LINES) : 0;
    if (n == 0 || n > HELP_LINES)
        add(text, a->keys, told, strlen(told));
    for (size_t i = 0; n <= HELP_LINES && i < n; i++)
        add(text, i ? "" : a->keys, line[i].start, line[i].len);
}

static void add_keys(const struct tui_actions *table, uint64_t where, int cells, char *text)
{
    for (int i = 1; i < table->count; i++)
        if (table->row[i].where & where && table->row[i].keys[0])
            add_key(&table->row[i], cells, text);
}

/* What stands before rows, above the keys: it is looked for when a row was not understood. */
static void add_marks(const char *marks, int cells, char *text)
{
    struct text_line line[HELP_LINES];
    size_t at = strlen(text), n = cells ? text_wrap(marks, cells, line, HELP_LINES) : 0;
    if (n == 0 || n > HELP_LINES)
        at += (size_t)snprintf(text + at, PAGE_MAX - at, "%s\n", marks);
    for (size_t i = 0; n <= HELP_LINES && i < n; i++)
        at += (size_t)snprintf(text + at, PAGE_MAX - at, "%.*s\n", (int)line[i].len, line[i].start);
    snprintf(text + at, PAGE_MAX - at, "\n");
}

static void write_text(const struct help_page *h, int cells, char text[PAGE_MAX])
{
    text[0] = '\0';
    if (h->of->marks)
        add_marks(_(h->of->marks), cells, text);
    add_keys(h->of->actions, h->mode, cells, text);
    add_keys(&ACTIONS_COMMON, h->common, cells, text);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        ((struct help_page *)s)->cells = 0;
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
    struct help_page *h = (struct help_page *)s;
    int cells = v->cols - 2;
    if (h->cells != cells - ARROWS) {
        h->cells = cells - ARROWS;
        write_text(h, h->cells, h->text);
        tui_pager_open(&h->pager, h->text);
    }
    tui_pager_draw(v, &h->pager, row, 1, end - row, cells);
}

static void tell(struct screen *s, struct buf *out)
{
    char text[PAGE_MAX];
    write_text((struct help_page *)s, 0, text);
    buf_add_text(out, text);
}

static void forget(struct screen *s)
{
    tui_pager_free(&((struct help_page *)s)->pager);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    out->pager = &((struct help_page *)s)->pager;
}

static const struct tui_actions NO_ACTIONS = {(const struct tui_action[]){{0}}, 1};

const struct screen_ops help_page_screen = {.name = "help",
                                            .actions = &NO_ACTIONS,
                                            .key = key,
                                            .focus = focus,
                                            .head = head,
                                            .draw = draw,
                                            .tell = tell,
                                            .refresh = refresh,
                                            .free = forget};

void help_page_open(struct desk *d)
{
    const struct screen *top = stack_top(d);
    const struct screen_ops *of = top->ops;
    uint64_t mode = of->mode ? of->mode(top) : 1;
    uint64_t common = picture_places(d); /* a letter that is typed there is no key */
    struct help_page *h = screen_new(d, &help_page_screen, of->name, sizeof *h);
    if (h) {
        h->of = of;
        h->mode = mode;
        h->common = common;
        h->pager.text = h->text;
    }
    stack_open(d, h ? &h->screen : NULL);
}
