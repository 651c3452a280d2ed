#include "tools/desk/deeds.h"

#include "app/core/i18n.h"
#include "app/tui/pager.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 64 * 1024 };

struct deeds {
    struct screen screen; /* about: the session */
    struct deeds_about about;
    char *papers;    /* owned */
    struct buf text; /* of the language of now */
    struct tui_pager pager;
};

/* What it is about, and whether the session is closed: its modes. */
enum { PAPER = 1, SEAT = 2, CLOSED = 4, OPEN = PAPER | SEAT, ALL = OPEN | CLOSED };

static uint64_t mode(const struct screen *s)
{
    const struct deeds_about *a = &((const struct deeds *)s)->about;
    return a->is_closed ? CLOSED : a->seat[0] ? SEAT : PAPER;
}

/* ---- what is told ---- */

const char *deeds_sheet_text(enum deeds_sheet sheet)
{
    static const char *const TEXTS[DEEDS_SHEETS] = {
        "", N_("signed sheet: row not typed"), N_("signed sheet: absent"),
        N_("signed sheet: not signed"), N_("signed sheet: was there, signed")};
    return TEXTS[sheet][0] ? _(TEXTS[sheet]) : "";
}

/* A deed, where it can be done, and what it is good for there. */
static const struct {
    uint64_t where;
    const char *letter, *what; /* msgid */
} DEEDS[] = {
    {PAPER, "N",
     N_("It may still come: plug in the stick of its seat, or look into the shared folder. Once "
        "it is collected, the session is graded again.")},
    {PAPER, "V", N_("The row of the signed sheet is typed, or typed anew.")},
    {PAPER, "Q",
     N_("It was sat and never comes: the council rules so. Until it has discussed that the paper "
        "may stay as it is: the others are graded, this one is told as waiting. Who never came "
        "needs no decision.")},
    {SEAT, "N",
     N_("It can still be brought: \"copy and leave\" there writes answers and manifest onto "
        "a stick or into the shared folder.")},
    {SEAT, "V",
     N_("It never comes: the signed sheet asks for every paper that is not here, and who was "
        "there without one is told by name.")},
    {SEAT, "Q", N_("A paper that was sat and never comes: the council rules on it.")},
    {SEAT, "Z",
     N_("Close without it, the seat named in the reason: a missing manifest alone forbids no "
        "close.")},
    {CLOSED, "N",
     N_("The session is closed. What still comes is collected and kept; it counts "
        "for nothing unless the council undoes the close.")},
};

static void tell_paper(const struct deeds_about *a, struct buf *out)
{
    const char *said = deeds_sheet_text(a->sheet);
    buf_printf(out, "%s  %s  %s\n", a->paper, a->sbd, a->name);
    if (a->field[0])
        buf_printf(out, "%s\n", a->field);
    if (said[0])
        buf_printf(out, _("\nNothing of this paper came; %s.\n"), said);
    else
        buf_printf(out, "\n%s\n", _("Nothing of this paper came."));
}

static void tell_seat(const struct deeds *s, struct buf *out)
{
    buf_printf(out,
               _("No manifest of %s has come. It is the list of all papers worked on there; "
                 "without it nobody knows whether others lie on that machine.\n"),
               s->about.seat);
    if (s->papers[0])
        buf_printf(out, _("\nOf the roster for this seat (● is here, · is not):\n%s"), s->papers);
    else
        buf_add_text(out, _("The name is a number where the session names no seats.\n"));
}

static void write_text(struct deeds *s)
{
    bool is_first = true;
    buf_clear(&s->text);
    if (s->about.seat[0])
        tell_seat(s, &s->text);
    else
        tell_paper(&s->about, &s->text);
    for (size_t i = 0; i < sizeof DEEDS / sizeof DEEDS[0]; i++) {
        if (!(DEEDS[i].where & mode(&s->screen)))
            continue;
        buf_printf(&s->text, "%s%s  %s\n", is_first ? "\n" : "", DEEDS[i].letter, _(DEEDS[i].what));
        is_first = false;
    }
    if (s->about.seat[0])
        buf_printf(&s->text, "\n%s\n",
                   _("The row goes when a manifest comes, never by a decision: what is not known "
                     "stays said."));
    tui_pager_open(&s->pager, buf_text(&s->text));
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_COLLECT, KEY_SHEET, KEY_DECIDE, KEY_CLOSE, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_BOTH(KEY_COLLECT, "Enter/N", ENTER, "N", N_("look at its stick, collect"),
                 N_("to the sticks and folders: what the seat wrote is collected from there"), ALL),
    ACTIONS_LETTER(KEY_SHEET, "V", "V", 0, N_("signed sheet"),
                   N_("the rows of the signed sheet, to be typed"), OPEN),
    ACTIONS_LETTER(KEY_DECIDE, "Q", "Q", 0, N_("decision"),
                   N_("a decision of the council on a paper that was sat and is not here"), OPEN),
    ACTIONS_LETTER(KEY_CLOSE, "Z", "Z", 0, N_("close without it"),
                   N_("the close of the session as a form, the seat named in its reason"), SEAT)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void act(struct screen *s, int action, unsigned arg)
{
    static const char *const WORD[KEYS] = {[KEY_COLLECT] = DEEDS_COLLECT,
                                           [KEY_SHEET] = DEEDS_SHEET,
                                           [KEY_DECIDE] = DEEDS_DECIDE,
                                           [KEY_CLOSE] = DEEDS_CLOSE};
    const struct deeds_about *a = &((const struct deeds *)s)->about;
    const char *told[] = {WORD[action], a->paper, a->seat};
    (void)arg;
    if (WORD[action])
        stack_choose(s, DEEDS_CHOICE, told, 3);
}

static bool key(struct screen *s, const struct keypress *k)
{
    return tui_pager_key(&((struct deeds *)s)->pager, k);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        write_text((struct deeds *)s);
}

/* ---- what is seen ---- */

static void head(struct screen *s, struct screen_head *out)
{
    const struct deeds_about *a = &((const struct deeds *)s)->about;
    if (a->seat[0])
        snprintf(out->title, sizeof out->title, "%s · %s", a->seat, s->about);
    else
        snprintf(out->title, sizeof out->title, _("Paper %s of %s"), a->paper, s->about);
    snprintf(out->right, sizeof out->right, "%s", a->seat[0] ? _("no manifest") : _("not here"));
    out->right_role = CANVAS_WARNING;
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    tui_pager_draw(v, &((struct deeds *)s)->pager, row + 1, 1, end - row - 1, v->cols - 2);
}

static void line(struct screen *s, struct buf *out)
{
    buf_printf(out, "sathachctl reconcile %s", s->about);
}

static void tell(struct screen *s, struct buf *out)
{
    buf_printf(out, "%s\n", ((struct deeds *)s)->pager.text);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    out->pager = &((struct deeds *)s)->pager;
}

static void forget(struct screen *s)
{
    struct deeds *x = (struct deeds *)s;
    tui_pager_free(&x->pager);
    buf_free(&x->text);
    free(x->papers);
}

const struct screen_ops deeds_screen = {.name = "deeds",
                                        .actions = &TABLE,
                                        .mode = mode,
                                        .act = act,
                                        .key = key,
                                        .refresh = refresh,
                                        .focus = focus,
                                        .head = head,
                                        .draw = draw,
                                        .line = line,
                                        .tell = tell,
                                        .free = forget};

void deeds_open(struct desk *d, const char *session, const struct deeds_about *about)
{
    struct deeds *s = screen_new(d, &deeds_screen, session, sizeof *s);
    if (s) {
        buf_init(&s->text, TEXT_MAX);
        s->pager.text = "";
        s->about = *about;
        s->papers = strdup(about->papers ? about->papers : "");
        s->about.papers = NULL; /* the caller's */
    }
    if (s && !s->papers) {
        screen_free(&s->screen);
        s = NULL;
    }
    if (s)
        write_text(s);
    stack_open(d, s ? &s->screen : NULL);
}
