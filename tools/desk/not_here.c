#include "tools/desk/not_here.h"

#include "app/core/i18n.h"
#include "app/tui/pager.h"

#include <stdio.h>

enum { TEXT_MAX = 16 * 1024 };

struct not_here {
    struct screen screen; /* about: the session */
    struct not_here_paper paper;
    struct buf text; /* of the language of now */
    struct tui_pager pager;
};

const char *not_here_sheet_text(enum not_here_sheet sheet)
{
    static const char *const TEXTS[NOT_HERE_SHEETS] = {
        "", N_("signed sheet: row not typed"), N_("signed sheet: absent"),
        N_("signed sheet: not signed"), N_("signed sheet: was there, signed")};
    return TEXTS[sheet][0] ? _(TEXTS[sheet]) : "";
}

static const struct {
    const char *letter, *what; /* msgid */
} DEEDS[] = {
    {"N", N_("It was sat and its file was not collected: plug in the stick of its seat.")},
    {"V", N_("The row of the signed sheet is typed, or typed anew.")},
    {"Q", N_("It was sat and there is no paper to be had: the council decides so. Who never came "
             "needs no decision.")},
};

static void write_text(struct not_here *s)
{
    const struct not_here_paper *p = &s->paper;
    const char *said = not_here_sheet_text(p->sheet);
    buf_clear(&s->text);
    buf_printf(&s->text, "%s  %s  %s\n", p->paper, p->sbd, p->name);
    if (p->field[0])
        buf_printf(&s->text, "%s\n", p->field);
    if (said[0])
        buf_printf(&s->text, _("\nNothing of this paper came; %s.\n"), said);
    else
        buf_printf(&s->text, "\n%s\n", _("Nothing of this paper came."));
    for (size_t i = 0; i < sizeof DEEDS / sizeof DEEDS[0]; i++)
        buf_printf(&s->text, "%s%s  %s\n", i ? "" : "\n", DEEDS[i].letter, _(DEEDS[i].what));
    tui_pager_open(&s->pager, buf_text(&s->text));
}

enum { KEY_NONE, KEY_COLLECT, KEY_SHEET, KEY_DECIDE, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_BOTH(KEY_COLLECT, "Enter/N", ENTER, "N", N_("collect"),
                 N_("to the sticks and folders: what its seat wrote is collected from there"), 1),
    ACTIONS_LETTER(KEY_SHEET, "V", "V", 0, N_("signed sheet"),
                   N_("the rows of the signed sheet, to be typed"), 1),
    ACTIONS_LETTER(KEY_DECIDE, "Q", "Q", 0, N_("decision"),
                   N_("a decision of the council that it was sat and is not to be had"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void act(struct screen *s, int action, unsigned arg)
{
    static const char *const WORD[KEYS] = {[KEY_COLLECT] = NOT_HERE_COLLECT,
                                           [KEY_SHEET] = NOT_HERE_SHEET,
                                           [KEY_DECIDE] = NOT_HERE_DECIDE};
    const char *told[] = {WORD[action], ((const struct not_here *)s)->paper.paper};
    (void)arg;
    if (WORD[action])
        stack_choose(s, NOT_HERE_CHOICE, told, 2);
}

static bool key(struct screen *s, const struct keypress *k)
{
    return tui_pager_key(&((struct not_here *)s)->pager, k);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        write_text((struct not_here *)s);
}

static void head(struct screen *s, struct screen_head *out)
{
    snprintf(out->title, sizeof out->title, _("Paper %s of %s"),
             ((const struct not_here *)s)->paper.paper, s->about);
    snprintf(out->right, sizeof out->right, "%s", _("not here"));
    out->right_role = CANVAS_WARNING;
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    tui_pager_draw(v, &((struct not_here *)s)->pager, row + 1, 1, end - row - 1, v->cols - 2);
}

static void line(struct screen *s, struct buf *out)
{
    buf_printf(out, "sathachctl reconcile %s", s->about);
}

static void tell(struct screen *s, struct buf *out)
{
    buf_printf(out, "%s\n", ((struct not_here *)s)->pager.text);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    out->pager = &((struct not_here *)s)->pager;
}

static void forget(struct screen *s)
{
    struct not_here *x = (struct not_here *)s;
    tui_pager_free(&x->pager);
    buf_free(&x->text);
}

const struct screen_ops not_here_screen = {.name = "not-here",
                                           .actions = &TABLE,
                                           .act = act,
                                           .key = key,
                                           .refresh = refresh,
                                           .focus = focus,
                                           .head = head,
                                           .draw = draw,
                                           .line = line,
                                           .tell = tell,
                                           .free = forget};

void not_here_open(struct desk *d, const char *session, const struct not_here_paper *paper)
{
    struct not_here *s = screen_new(d, &not_here_screen, session, sizeof *s);
    if (s) {
        buf_init(&s->text, TEXT_MAX);
        s->pager.text = "";
        s->paper = *paper;
        write_text(s);
    }
    stack_open(d, s ? &s->screen : NULL);
}
