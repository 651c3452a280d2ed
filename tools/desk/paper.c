#include "app/core/i18n.h"
#include "tools/desk/decide.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/paper_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUESTION_HEX = 6 /* bytes of an id that commands take */, TEXT_MAX = 256 * 1024 };

const struct paper_view_journal *paper_look_journal(const struct paper_look *p)
{
    for (size_t i = 0; p->reply && i < p->reply->journals; i++)
        if (p->reply->journal[i].is_chosen)
            return &p->reply->journal[i];
    return NULL;
}

/* ---- work ---- */

static void look(struct paper_look *p, bool has_key)
{
    p->request = (struct paper_view_request){
        .session = p->session, .paper = p->paper, .has_times = true, .has_key = has_key};
    stack_run(&p->screen, &paper_view_op, &p->request);
}

static void forget(struct screen *s)
{
    struct paper_look *p = (struct paper_look *)s;
    if (p->reply)
        paper_view_op.forget(p->reply);
    free(p->reply);
    p->reply = NULL;
    p->cells = 0;
}

static void done(struct screen *s, struct job *job)
{
    struct paper_look *p = (struct paper_look *)s;
    const struct paper_view_reply *reply = job->reply;
    if (reply->is_unsat) {
        screen_say(s, CANVAS_WARNING, "! %s",
                   _("Nothing of this paper was collected: what was not sat is not shown here."));
        return;
    }
    if (job->rc != ERR_OK || !reply->is_shown) {
        screen_say_error(s, &job->err);
        return;
    }
    forget(s);
    p->reply = job_take_reply(job);
    p->has_key = p->shows_key = p->request.has_key;
    if (p->at >= p->reply->questions)
        p->at = 0;
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_BEFORE,
    KEY_NEXT,
    KEY_NUMBER,
    KEY_KEY,
    KEY_JOURNAL,
    KEY_PRINT,
    KEY_DECIDE,
    KEY_AGAIN,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_BEFORE, "←", LEFT, "", N_("the question before"), 1),
    ACTIONS_KEY(KEY_NEXT, "→", RIGHT, N_("question"), N_("the next question"), 1),
    ACTIONS_ANY_OF(KEY_NUMBER, "0–9", "0123456789", N_("by number"),
                   N_("the question of this number"), 1),
    ACTIONS_LETTER(KEY_KEY, "K", "K", 0, N_("right answers"),
                   N_("shows the right answers and the score, or hides them; the log says so"), 1),
    ACTIONS_LETTER(KEY_JOURNAL, "T", "T", 0, N_("journal"),
                   N_("every event of the journal, with its time"), 1),
    ACTIONS_LETTER(KEY_PRINT, "P", "P", 0, N_("review sheet"),
                   N_("this paper on a sheet, with places to sign; with the key while it is shown"),
                   1),
    ACTIONS_LETTER(KEY_DECIDE, "Q", "Q", 0, N_("decision"),
                   N_("a decision of the council on this question"), 1),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("reads the paper anew"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void go_to(struct paper_look *p, size_t at)
{
    p->at = at;
    p->cells = 0;
}

/* Digits of one number follow one another; what would be no question begins a new one. */
static void type_digit(struct paper_look *p, unsigned digit)
{
    unsigned all = (unsigned)p->reply->questions, longer = p->typed * 10 + digit;
    p->typed = longer <= all ? longer : digit;
    if (p->typed >= 1 && p->typed <= all)
        go_to(p, p->typed - 1);
}

static void turn_key(struct paper_look *p)
{
    if (!p->has_key) {
        look(p, true);
        return;
    }
    p->shows_key = !p->shows_key;
    p->cells = 0;
}

static void show_journal(struct paper_look *p)
{
    struct buf text;
    char title[SCREEN_ABOUT + 32], command[SCREEN_ABOUT + 64];
    buf_init(&text, TEXT_MAX);
    snprintf(title, sizeof title, _("Paper %s of %s: its journal"), p->paper, p->session);
    snprintf(command, sizeof command, "sathachctl paper %s %s --times", p->session, p->paper);
    paper_events_write(p->reply, &text);
    page_open_written(p->screen.desk, title, &text, command);
}

static void decide(struct paper_look *p)
{
    char ruling[32], id[2 * QUESTION_HEX + 1];
    crypt_hex(p->reply->question[p->at].qid, QUESTION_HEX, id);
    snprintf(ruling, sizeof ruling, "question %s", id);
    decide_open(p->screen.desk, p->session, ruling);
}

static void print_sheet(struct paper_look *p)
{
    char command[SCREEN_ABOUT + 64];
    snprintf(command, sizeof command, "sathachctl paper %s %s --times%s --format pdf", p->session,
             p->paper, p->shows_key ? " --key" : "");
    operation_preview_as(p->screen.desk, command,
                         p->shows_key ? N_("This paper on a review sheet, with the right answers. "
                                           "The log takes the look down.")
                                      : N_("This paper on a review sheet, without the right "
                                           "answers. The log takes the look down."));
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct paper_look *p = (struct paper_look *)s;
    if (action == KEY_AGAIN) {
        look(p, p->shows_key);
        return;
    }
    if (!p->reply || p->reply->questions == 0) {
        screen_say(s, CANVAS_WARNING, "! %s", _("The paper was not read."));
        return;
    }
    if (action == KEY_NUMBER) {
        type_digit(p, arg);
        return;
    }
    p->typed = 0;
    switch (action) {
    case KEY_BEFORE: go_to(p, p->at ? p->at - 1 : 0); return;
    case KEY_NEXT: go_to(p, p->at + 1 < p->reply->questions ? p->at + 1 : p->at); return;
    case KEY_KEY: turn_key(p); return;
    case KEY_JOURNAL: show_journal(p); return;
    case KEY_PRINT: print_sheet(p); return;
    case KEY_DECIDE: decide(p); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    return tui_pager_key(&((struct paper_look *)s)->pager, k);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct paper_look *p = (struct paper_look *)s;
    if (p->reply && p->reply->questions)
        out->pager = &p->pager;
}

static void line(struct screen *s, struct buf *out)
{
    const struct paper_look *p = (const struct paper_look *)s;
    buf_printf(out, "sathachctl paper %s %s --times%s", p->session, p->paper,
               p->shows_key ? " --key" : "");
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        ((struct paper_look *)s)->cells = 0;
}

static void free_all(struct screen *s)
{
    struct paper_look *p = (struct paper_look *)s;
    forget(s);
    tui_pager_free(&p->pager);
    buf_free(&p->text);
}

/* By lines a number comes whole: the next one begins anew. */
static void tell(struct screen *s, struct buf *out)
{
    ((struct paper_look *)s)->typed = 0;
    paper_look_tell(s, out);
}

const struct screen_ops paper_screen = {.name = "paper",
                                        .actions = &TABLE,
                                        .act = act,
                                        .key = key,
                                        .focus = focus,
                                        .head = paper_look_head,
                                        .draw = paper_look_draw,
                                        .line = line,
                                        .tell = tell,
                                        .done = done,
                                        .refresh = refresh,
                                        .free = free_all};

void paper_open(struct desk *d, const char *session, const char *paper)
{
    char about[SCREEN_ABOUT];
    snprintf(about, sizeof about, "%.200s %s", session, paper);
    struct paper_look *p = screen_new(d, &paper_screen, about, sizeof *p);
    if (p) {
        snprintf(p->session, sizeof p->session, "%s", session);
        snprintf(p->paper, sizeof p->paper, "%s", paper);
        buf_init(&p->text, TEXT_MAX);
        p->pager.text = "";
    }
    if (stack_open(d, p ? &p->screen : NULL))
        look(p, false);
}
