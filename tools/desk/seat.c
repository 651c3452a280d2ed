#include "tools/desk/seat.h"

#include "app/core/i18n.h"
#include "app/tui/pager.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEAT_NAME = 96, TEXT_MAX = 64 * 1024 };

struct seat {
    struct screen screen; /* about: the session */
    char name[SEAT_NAME];
    char *papers;    /* owned */
    struct buf text; /* of the language of now */
    struct tui_pager pager;
};

static const struct {
    const char *letter, *what; /* msgid */
} DEEDS[] = {
    {"N", N_("It can still be brought: \"copy and leave\" there writes answers and manifest onto "
             "a stick or into the shared folder.")},
    {"V", N_("It never comes: the signed sheet asks for every paper that is not here, and who was "
             "there without one is told by name.")},
    {"Q", N_("The council decides on a paper that was sat and is not here.")},
    {"Z", N_("Close without it, the seat named in the reason: a missing manifest alone forbids no "
             "close.")},
};

static void write_text(struct seat *s)
{
    buf_clear(&s->text);
    buf_printf(&s->text,
               _("No manifest of %s has come. It is the list of all papers worked on there; "
                 "without it nobody knows whether others lie on that machine.\n"),
               s->name);
    if (s->papers[0])
        buf_printf(&s->text, _("\nOf the roster for this seat (● is here, · is not):\n%s"),
                   s->papers);
    else
        buf_add_text(&s->text, _("The name is a number where the session names no seats.\n"));
    for (size_t i = 0; i < sizeof DEEDS / sizeof DEEDS[0]; i++)
        buf_printf(&s->text, "%s%s  %s\n", i ? "" : "\n", DEEDS[i].letter, _(DEEDS[i].what));
    buf_printf(&s->text, "\n%s\n",
               _("The row goes when a manifest comes, never by a decision: what is not known "
                 "stays said."));
    tui_pager_open(&s->pager, buf_text(&s->text));
}

enum { KEY_NONE, KEY_COLLECT, KEY_SHEET, KEY_DECIDE, KEY_CLOSE, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_BOTH(KEY_COLLECT, "Enter/N", ENTER, "N", N_("look at its stick, collect"),
                 N_("to the sticks and folders: what the seat wrote is collected from there"), 1),
    ACTIONS_LETTER(KEY_SHEET, "V", "V", 0, N_("signed sheet"),
                   N_("the rows of the signed sheet, to be typed"), 1),
    ACTIONS_LETTER(KEY_DECIDE, "Q", "Q", 0, N_("decision"),
                   N_("a decision of the council on a paper that is not here"), 1),
    ACTIONS_LETTER(KEY_CLOSE, "Z", "Z", 0, N_("close without it"),
                   N_("the close of the session as a form, the seat named in its reason"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void act(struct screen *s, int action, unsigned arg)
{
    static const char *const WORD[KEYS] = {[KEY_COLLECT] = SEAT_COLLECT,
                                           [KEY_SHEET] = SEAT_SHEET,
                                           [KEY_DECIDE] = SEAT_DECIDE,
                                           [KEY_CLOSE] = SEAT_CLOSE};
    const char *told[] = {WORD[action], ((const struct seat *)s)->name};
    (void)arg;
    if (WORD[action])
        stack_choose(s, SEAT_CHOICE, told, 2);
}

static bool key(struct screen *s, const struct keypress *k)
{
    return tui_pager_key(&((struct seat *)s)->pager, k);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        write_text((struct seat *)s);
}

static void head(struct screen *s, struct screen_head *out)
{
    snprintf(out->title, sizeof out->title, "%s · %s", ((const struct seat *)s)->name, s->about);
    snprintf(out->right, sizeof out->right, "%s", _("no manifest"));
    out->right_role = CANVAS_WARNING;
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    tui_pager_draw(v, &((struct seat *)s)->pager, row + 1, 1, end - row - 1, v->cols - 2);
}

static void line(struct screen *s, struct buf *out)
{
    buf_printf(out, "sathachctl reconcile %s", s->about);
}

static void tell(struct screen *s, struct buf *out)
{
    buf_printf(out, "%s\n", ((struct seat *)s)->pager.text);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    out->pager = &((struct seat *)s)->pager;
}

static void forget(struct screen *s)
{
    struct seat *x = (struct seat *)s;
    tui_pager_free(&x->pager);
    buf_free(&x->text);
    free(x->papers);
}

const struct screen_ops seat_screen = {.name = "seat",
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

void seat_open(struct desk *d, const char *session, const char *seat, const char *papers)
{
    struct seat *s = screen_new(d, &seat_screen, session, sizeof *s);
    if (s) {
        buf_init(&s->text, TEXT_MAX);
        s->pager.text = "";
        snprintf(s->name, sizeof s->name, "%s", seat);
        s->papers = strdup(papers);
    }
    if (s && !s->papers) {
        screen_free(&s->screen);
        s = NULL;
    }
    if (s)
        write_text(s);
    stack_open(d, s ? &s->screen : NULL);
}
