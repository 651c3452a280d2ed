#include "tools/desk/choose.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/filter.h"
#include "app/tui/table.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>

enum {
    WORD_CELLS = 26,
    WHAT_MAX = 64,
    NARROW = 76,   /* cells of a row in a narrow window */
    WHOLE_ROWS = 6 /* below the list for what a row has no room for, a blank one first */
};

struct choose {
    struct screen screen; /* about: the title */
    char what[WHAT_MAX];
    struct work_choices choices;
    struct tui_filter filter;
    struct tui_table table;
    bool is_said; /* what a choice is stands there alone: its word is the command's */
    bool is_long; /* one of them has no room in its row: the one under the cursor is said whole */
    char line[1024];
};

static const struct work_choice *choice_at(const struct choose *c, size_t i)
{
    return &c->choices.item[tui_filter_row(&c->filter, i)];
}

static uint64_t thing_of(void *context, size_t i)
{
    const struct choose *c = context;
    return tui_filter_row(&c->filter, i);
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct work_choice *x = choice_at(context, i);
    if (((const struct choose *)context)->is_said) {
        canvas_text_cut(v, row, col, cells, role, x->said);
        return;
    }
    /* of a file its name; a pool's name has slashes, too */
    const char *word = !x->word[0] ? "-" : x->word[0] == '/' ? file_base(x->word) : x->word;
    char clean[512];
    canvas_text_cut(v, row, col, WORD_CELLS - 1, role, text_clean(word, clean, sizeof clean));
    canvas_text_cut(v, row, col + WORD_CELLS, cells - WORD_CELLS, CANVAS_DIM,
                    text_clean(x->said, clean, sizeof clean));
}

static bool has_long(const struct choose *c)
{
    for (size_t i = 0; i < c->choices.count; i++)
        if (text_width(c->choices.item[i].said) > (c->is_said ? NARROW : NARROW - WORD_CELLS))
            return true;
    return false;
}

static struct tui_rows rows_of(struct choose *c)
{
    return (struct tui_rows){
        .context = c, .count = c->filter.count, .thing = thing_of, .draw = draw_row};
}

static const char *text_of(void *context, size_t i)
{
    struct choose *c = context;
    snprintf(c->line, sizeof c->line, "%s %s", c->choices.item[i].word, c->choices.item[i].said);
    return c->line;
}

static void filter(struct choose *c)
{
    tui_filter_apply(&c->filter, c->choices.count, text_of, c);
    struct tui_rows rows = rows_of(c);
    tui_table_settle(&c->table, &rows);
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct choose *c = (struct choose *)s;
    struct tui_rows rows = rows_of(c);
    if (tui_table_key(&c->table, &rows, k))
        return true;
    if (!tui_field_key(&c->filter.typed, k))
        return false;
    c->table = (struct tui_table){0}; /* on the first that holds what is typed */
    filter(c);
    return true;
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct choose *c = (struct choose *)s;
    (void)action;
    (void)arg;
    if (c->filter.count == 0) {
        screen_say(s, CANVAS_WARNING, "! %s", _("No row holds what was typed."));
        return;
    }
    const char *word = choice_at(c, c->table.at)->word;
    stack_choose(s, c->what, &word, 1);
}

static bool takes_text(const struct screen *s)
{
    (void)s;
    return true;
}

static void head(struct screen *s, struct screen_head *out)
{
    const struct choose *c = (const struct choose *)s;
    snprintf(out->title, sizeof out->title, "%s", s->about);
    snprintf(out->right, sizeof out->right, "%zu", c->filter.count);
}

static void say_whole(const struct choose *c, struct canvas *v, struct tui_beside *b)
{
    char clean[2048];
    if (c->filter.count)
        tui_beside_say(v, b, CANVAS_PLAIN,
                       text_clean(choice_at(c, c->table.at)->said, clean, sizeof clean));
}

/* Why no row stands there. */
static const char *no_row(const struct choose *c)
{
    return c->choices.count ? _("No row holds what was typed.")
                            : _("There is nothing to choose from.");
}

/* Right behind what asks for it. */
static void draw_typed(const struct choose *c, struct canvas *v, int row, int col)
{
    for (int i = col; i < v->cols - 1; i++)
        canvas_text(v, row, i, 1, CANVAS_FIELD, "_");
    canvas_text_cut(v, row, col, v->cols - 1 - col, CANVAS_FIELD, c->filter.typed.text);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct choose *c = (struct choose *)s;
    struct tui_rows rows = rows_of(c);
    int list_end = end - 1, cells = v->cols - 1;
    if (c->is_long) {
        struct tui_beside b = tui_beside(v, row, list_end, WHOLE_ROWS, 0);
        say_whole(c, v, &b);
        list_end = b.list_end;
        cells = b.list_cells;
    }
    tui_table_draw(v, &c->table, &rows, row, 0, list_end - row, cells, true);
    if (c->filter.count == 0)
        canvas_text(v, row, 3, v->cols - 6, CANVAS_DIM, no_row(c));
    int used = canvas_text(v, end, 1, v->cols - 2, CANVAS_PLAIN, _("Type to filter:"));
    draw_typed(c, v, end, used + 2);
}

static void tell(struct screen *s, struct buf *out)
{
    struct choose *c = (struct choose *)s;
    if (c->filter.count == 0)
        buf_printf(out, "%s\n", no_row(c));
    for (size_t i = 0; i < c->filter.count; i++) {
        const struct work_choice *x = choice_at(c, i);
        if (c->is_said)
            buf_printf(out, "%zu. %s\n", i + 1, x->said);
        else
            buf_printf(out, "%zu. %s%s%s\n", i + 1, x->word[0] ? x->word : "-",
                       x->said[0] ? ": " : "", x->said);
    }
}

static void forget(struct screen *s)
{
    struct choose *c = (struct choose *)s;
    fields_free_choices(&c->choices);
    tui_filter_free(&c->filter);
}

enum { KEY_NONE, KEY_TAKE, KEY_ALSO, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_TAKE, "Enter", ENTER, N_("choose"), N_("takes the row under the cursor"), 1),
    ACTIONS_LETTER(KEY_ALSO, "Ctrl-S", "", 'S', "", N_("as Enter: takes the row under the cursor"),
                   1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void focus(struct screen *s, struct screen_focus *out)
{
    struct choose *c = (struct choose *)s;
    *out = (struct screen_focus){
        .table = &c->table, .rows = rows_of(c), .typed = c->filter.typed.text};
}

const struct screen_ops choose_screen = {.name = "choose",
                                         .actions = &TABLE,
                                         .takes_text = takes_text,
                                         .act = act,
                                         .key = key,
                                         .focus = focus,
                                         .head = head,
                                         .draw = draw,
                                         .tell = tell,
                                         .free = forget};

static struct choose *make(struct desk *d, const char *what, const char *title,
                           struct work_choices *choices)
{
    struct choose *c = screen_new(d, &choose_screen, title, sizeof *c);
    if (!c) {
        fields_free_choices(choices);
        stack_open(d, NULL);
        return NULL;
    }
    c->choices = *choices;
    *choices = (struct work_choices){0};
    snprintf(c->what, sizeof c->what, "%s", what);
    return c;
}

void choose_find_said(struct desk *d, const char *what, const char *title,
                      struct work_choices *choices, const char *typed)
{
    struct choose *c = make(d, what, title, choices);
    if (!c)
        return;
    c->is_said = true;
    c->is_long = has_long(c);
    snprintf(c->filter.typed.text, sizeof c->filter.typed.text, "%s", typed);
    filter(c);
    stack_open(d, &c->screen);
}

static void open_at(struct desk *d, struct choose *c, const char *now)
{
    if (!c)
        return;
    c->is_long = has_long(c);
    filter(c);
    struct tui_rows rows = rows_of(c);
    for (size_t i = 0; i < c->choices.count; i++)
        if (strcmp(c->choices.item[i].word, now) == 0)
            tui_table_go(&c->table, &rows, i);
    stack_open(d, &c->screen);
}

void choose_open(struct desk *d, const char *what, const char *title, struct work_choices *choices,
                 const char *now)
{
    open_at(d, make(d, what, title, choices), now);
}

void choose_open_said(struct desk *d, const char *what, const char *title,
                      struct work_choices *choices, const char *now)
{
    struct choose *c = make(d, what, title, choices);
    if (c)
        c->is_said = true;
    open_at(d, c, now);
}
