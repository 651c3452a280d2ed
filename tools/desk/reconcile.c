#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/decide.h"
#include "tools/desk/deeds.h"
#include "tools/desk/fork.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/reconcile_parts.h"
#include "tools/desk/sheet.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was found ---- */

static void add_kind(struct reconcile_list *r, int what, size_t first, size_t count)
{
    if (count)
        r->kind[r->kinds++] = (struct reconcile_kind){what, count, first};
}

/* What forbids the close, then what is to be graded, then what is only told. */
static void list_kinds(struct reconcile_list *r)
{
    const struct reconcile *x = &r->reply->reconcile;
    struct reconcile_since since = reconcile_since_graded(r->reply);
    size_t first = 0;
    r->kinds = 0;
    for (int what = 0; what < RECONCILE_KINDS; what++) {
        if (what == RECONCILE_UNEVEN_END && since.is_graded)
            add_kind(r, RECONCILE_LIST_GRADE, 0, since.journals + since.decisions);
        else if (what == RECONCILE_UNEVEN_END)
            add_kind(r, RECONCILE_LIST_GRADE, 0, x->roster);
        add_kind(r, what, first, x->count[what]);
        first += x->count[what];
    }
    add_kind(r, RECONCILE_LIST_DECIDED, 0, r->reply->grading.decisions.count);
}

static void settle(struct reconcile_list *r)
{
    struct tui_rows rows = reconcile_list_rows(r);
    tui_table_settle(&r->rows, &rows);
    struct tui_rows places = reconcile_list_places(r);
    tui_table_settle(&r->places, &places);
    if (places.count == 0)
        r->is_below = false;
}

static void look(struct reconcile_list *r)
{
    r->request = (struct reconcile_request){.session = r->screen.about};
    stack_run(&r->screen, &reconcile_op, &r->request);
}

/* What lay above may have changed it: where a command wrote meanwhile, it is read again. Opened
 * from a list that goes, it comes to the top twice. */
static void enter(struct screen *s)
{
    struct reconcile_list *r = (struct reconcile_list *)s;
    bool is_looking = s->desk->job.is_running && s->desk->asker == s;
    if (!is_looking && (!r->reply || r->rans != s->desk->rans))
        look(r);
}

static void forget(struct screen *s)
{
    struct reconcile_list *r = (struct reconcile_list *)s;
    if (r->reply)
        reconcile_op.forget(r->reply);
    free(r->reply);
    r->reply = NULL;
}

static void done(struct screen *s, struct job *job)
{
    struct reconcile_list *r = (struct reconcile_list *)s;
    if (job->rc != ERR_OK && job->rc != ERR_NO) {
        screen_say_error(s, &job->err);
        return;
    }
    const struct reconcile_reply *reply = job->reply;
    if (!reply->is_made) { /* the passphrase was not typed */
        screen_say_error(s, &job->err);
        return;
    }
    forget(s);
    r->reply = job_take_reply(job);
    r->rans = s->desk->rans;
    list_kinds(r);
    settle(r);
    if (r->is_to_close && !reconcile_list_close(r))
        screen_say(s, CANVAS_DIM, "%s",
                   _("Z closes the session, when nothing here is left to be done."));
    r->is_to_close = false;
}

/* ---- where a row leads ---- */

static void decide(struct reconcile_list *r, const char *ruling)
{
    decide_open(r->screen.desk, r->screen.about, ruling);
}

static void decide_paper(struct reconcile_list *r, const struct reconcile_finding *f)
{
    char ruling[64];
    snprintf(ruling, sizeof ruling, "paper %s%s", f->paper,
             f->what == RECONCILE_NO_PAPER     ? " no-paper"
             : f->what == RECONCILE_UNFINISHED ? " as-is"
                                               : "");
    decide(r, ruling);
}

static void show_place(struct reconcile_list *r, const struct reconcile_finding *f)
{
    char text[2048];
    snprintf(text, sizeof text, "%s%s%s%s%s%s%s", f->paper, f->sbd[0] ? "  " : "", f->sbd,
             f->paper[0] || f->sbd[0] ? "\n\n" : "", reconcile_sentence(f->what),
             f->detail[0] ? ": " : "", f->detail);
    page_open(r->screen.desk, r->screen.about, text, "");
}

/* With the papers that the roster gives to it, and what is known of each. */
static void open_seat(struct reconcile_list *r, const struct reconcile_finding *f)
{
    struct deeds_about about = {.is_closed = reconcile_list_close(r)};
    struct buf papers;
    buf_init(&papers, 64 * 1024);
    reconcile_list_tell_seat(r, f->detail, &papers);
    snprintf(about.seat, sizeof about.seat, "%s", f->detail);
    about.papers = buf_text(&papers);
    deeds_open(r->screen.desk, r->screen.about, &about);
    buf_free(&papers);
}

static void open_not_here(struct reconcile_list *r, const struct reconcile_finding *f)
{
    const struct session_roster *roster = &r->reply->grading.opened.roster;
    struct deeds_about about = {.sheet = reconcile_list_sheet(r, f),
                                .is_closed = reconcile_list_close(r)};
    char title[SESSION_TEXT_MAX];
    uint32_t paper;
    snprintf(about.paper, sizeof about.paper, "%s", f->paper);
    snprintf(about.sbd, sizeof about.sbd, "%s", f->sbd);
    if (session_paper_index(f->paper, &paper) && paper < roster->papers) {
        const struct session_paper *p = &roster->paper[paper];
        bool is_english = r->screen.desk->is_english && p->title_en[0];
        text_clean(roster->candidate[p->candidate].name, about.name, sizeof about.name);
        snprintf(about.field, sizeof about.field, "%s %s  %.200s", p->field, p->grade,
                 text_clean(is_english ? p->title_en : p->title_vi, title, sizeof title));
    }
    deeds_open(r->screen.desk, r->screen.about, &about);
}

static void open_place(struct reconcile_list *r, const struct reconcile_finding *f)
{
    struct desk *d = r->screen.desk;
    switch (f->what) {
    case RECONCILE_CONFLICT: fork_open(d, r->screen.about, f->paper); return;
    case RECONCILE_UNFINISHED:
    case RECONCILE_IRREGULAR: decide_paper(r, f); return;
    case RECONCILE_MISSING:
    case RECONCILE_MANIFEST:
    case RECONCILE_ORDER: d->open_day(d); return;
    case RECONCILE_ROW:
    case RECONCILE_RECEIPT:
    case RECONCILE_LATE: sheet_open(d, r->screen.about); return;
    case RECONCILE_SEAT: open_seat(r, f); return;
    case RECONCILE_NO_PAPER:
    case RECONCILE_ABSENT: open_not_here(r, f); return;
    default: show_place(r, f); return;
    }
}

static void preview_grade(struct reconcile_list *r)
{
    operation_grade(r->screen.desk, r->screen.about);
}

static void open_decision(struct reconcile_list *r, size_t i)
{
    const struct decision *d = &r->reply->grading.decisions.item[i];
    struct buf text;
    char when[RECONCILE_WHEN];
    buf_init(&text, 8192);
    decision_describe(d, r->reply->words[i], &text);
    reconcile_when(d, when);
    buf_printf(&text, _("\n\nReason: %s\nDecided by: %s\nOn: %s\n"), d->reason, d->by, when);
    char command[SCREEN_ABOUT + 64];
    snprintf(command, sizeof command, "sathachctl decide %s undo %u --reason …", r->screen.about,
             d->number);
    page_open_written(r->screen.desk, r->screen.about, &text, command);
}

static void open_row(struct reconcile_list *r)
{
    const struct reconcile_kind *k = reconcile_list_kind(r);
    if (!k)
        return;
    if (k->what == RECONCILE_LIST_GRADE)
        preview_grade(r);
    else if (!r->is_below && k->count > 1)
        r->is_below = true;
    else if (k->what == RECONCILE_LIST_DECIDED)
        open_decision(r, k->first + r->places.at);
    else
        open_place(r, reconcile_list_finding(r, k, r->places.at));
}

/* A decision about what the cursor stands on: its paper, or another one against it. */
static void open_ruling(struct reconcile_list *r)
{
    const struct reconcile_kind *k = reconcile_list_kind(r);
    const struct reconcile_finding *f = k ? reconcile_list_finding(r, k, r->places.at) : NULL;
    char ruling[32];
    if (f && f->paper[0]) {
        decide_paper(r, f);
    } else if (k && k->what == RECONCILE_LIST_DECIDED) {
        snprintf(ruling, sizeof ruling, "undo %u",
                 r->reply->grading.decisions.item[k->first + r->places.at].number);
        decide(r, ruling);
    } else {
        decide(r, "");
    }
}

static void print_sheet(struct reconcile_list *r)
{
    char command[SCREEN_ABOUT + 48];
    snprintf(command, sizeof command, "sathachctl reconcile %s --format pdf", r->screen.about);
    operation_preview(r->screen.desk, command);
}

/* Results and the signed sheet are wanted whatever is said. Other open things do not forbid it: the
 * council may close all the same, and says why. */
static bool may_close(struct reconcile_list *r)
{
    if (reconcile_list_close(r)) {
        screen_say(&r->screen, CANVAS_WARNING, "! %s", _("The session is closed already."));
        return false;
    }
    if (!r->reply) { /* what is open nobody knows */
        screen_say(&r->screen, CANVAS_WARNING, "! %s", screen_unseen());
        return false;
    }
    if (!r->reply->forbids[0])
        return true;
    screen_say(&r->screen, CANVAS_DANGER, "x %s", r->reply->forbids);
    return false;
}

/* What a finding is about: its paper, the seat or whoever is on the sheet alone. */
static const char *about_of(const struct reconcile_finding *f)
{
    return f->paper[0] ? f->paper : f->sbd[0] ? f->sbd : f->detail;
}

/* What findings of these kinds are about, "MAY-03, MAY-12": of many the first. */
static void list_about(const struct reconcile *x, int from, int end, char *out, size_t room)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < x->findings; i++) {
        const struct reconcile_finding *f = &x->finding[i];
        const char *about = about_of(f);
        if ((int)f->what < from || (int)f->what >= end)
            continue;
        if (n + 2 + strlen(about) + sizeof ", …" >
            room) { /* a comma before it, and what says that more come */
            strcpy(out + n, ", …");
            return;
        }
        n += (size_t)sprintf(out + n, "%s%s", n ? ", " : "", about);
    }
}

/* On the form that was opened. */
static void say_open(struct reconcile_list *r)
{
    char about[200];
    size_t open = 0;
    for (int what = 0; r->reply && what < RECONCILE_UNEVEN_END; what++)
        open += r->reply->reconcile.count[what];
    if (!open)
        return;
    list_about(&r->reply->reconcile, 0, RECONCILE_UNEVEN_END, about, sizeof about);
    screen_say(stack_top(r->screen.desk), CANVAS_WARNING,
               P_("! %zu thing is open (%s). Once closed, what still comes counts for nothing: not "
                  "sure, then Esc. Closed all the same, say why.",
                  "! %zu things are open (%s). Once closed, what still comes counts for nothing: "
                  "not sure, then Esc. Closed all the same, say why.",
                  open),
               open, about);
}

static void close_without(struct reconcile_list *r, const char *seats)
{
    char reason[512];
    if (!may_close(r))
        return;
    snprintf(reason, sizeof reason, _("No manifest of %s came."), seats);
    decide_open_because(r->screen.desk, r->screen.about, "close", reason);
    say_open(r);
}

/* Of what adds up nothing is asked; but a seat whose papers nobody has counted is named. */
static void close_session(struct reconcile_list *r)
{
    const struct reconcile *x = r->reply ? &r->reply->reconcile : NULL;
    char seats[400];
    if (!may_close(r))
        return;
    if (x && !reconcile_is_even(x)) {
        decide(r, "close");
        say_open(r);
    } else if (x && x->count[RECONCILE_SEAT]) {
        list_about(x, RECONCILE_SEAT, RECONCILE_SEAT + 1, seats, sizeof seats);
        close_without(r, seats);
    } else {
        decide_preview(r->screen.desk, r->screen.about, "close");
    }
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_OTHER,
    KEY_OPEN,
    KEY_GRADE,
    KEY_DECIDE,
    KEY_CLOSE,
    KEY_SHEET,
    KEY_PRINT,
    KEY_AGAIN,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OTHER, "Tab", TAB, N_("the other part"), N_("from the kinds to the papers"),
                RECONCILE_LIST),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"),
                N_("leads to what ends it: journals side by side, the sheet, collecting, a "
                   "decision"),
                RECONCILE_LIST),
    ACTIONS_LETTER(KEY_GRADE, "G", "G", 0, N_("preview, then grade"),
                   N_("shows how the papers would come out; Enter then grades"), RECONCILE_OPEN),
    ACTIONS_LETTER(KEY_DECIDE, "Q", "Q", 0, N_("decision"),
                   N_("a decision of the council on what the cursor stands on"), RECONCILE_LIST),
    ACTIONS_LETTER(KEY_CLOSE, "Z", "Z", 0, N_("close"),
                   N_("closes the session, by its word: what comes later counts for nothing"),
                   RECONCILE_OPEN),
    ACTIONS_LETTER(KEY_SHEET, "V", "V", 0, N_("signed sheet"),
                   N_("the rows of the signed sheet, to be typed"), RECONCILE_LIST),
    ACTIONS_LETTER(KEY_PRINT, "P", "P", 0, N_("print"),
                   N_("all of it on a sheet with places to sign; previewed first"), RECONCILE_LIST),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("reads the session anew"),
                   RECONCILE_LIST)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void act(struct screen *s, int action, unsigned arg)
{
    struct reconcile_list *r = (struct reconcile_list *)s;
    struct tui_rows places = reconcile_list_places(r);
    (void)arg;
    switch (action) {
    case KEY_OTHER: r->is_below = !r->is_below && places.count; return;
    case KEY_OPEN: open_row(r); return;
    case KEY_GRADE: preview_grade(r); return;
    case KEY_DECIDE: open_ruling(r); return;
    case KEY_CLOSE: close_session(r); return;
    case KEY_SHEET: sheet_open(s->desk, s->about); return;
    case KEY_PRINT: print_sheet(r); return;
    case KEY_AGAIN: look(r); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct reconcile_list *r = (struct reconcile_list *)s;
    struct tui_rows rows = reconcile_list_rows(r), places = reconcile_list_places(r);
    if (r->is_below)
        return tui_table_key(&r->places, &places, k);
    if (!tui_table_key(&r->rows, &rows, k))
        return false;
    r->places = (struct tui_table){0};
    settle(r);
    return true;
}

/* What is done about a paper of which nothing came, or a seat that left no manifest. */
static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    char ruling[32] = "";
    if (count != 3 || strcmp(what, DEEDS_CHOICE) != 0)
        return;
    const char *deed = choice[0], *paper = choice[1], *seat = choice[2];
    if (paper[0])
        snprintf(ruling, sizeof ruling, "paper %.8s no-paper", paper);
    if (strcmp(deed, DEEDS_COLLECT) == 0)
        s->desk->open_day(s->desk);
    else if (strcmp(deed, DEEDS_SHEET) == 0)
        sheet_open(s->desk, s->about);
    else if (strcmp(deed, DEEDS_DECIDE) == 0)
        decide((struct reconcile_list *)s, ruling);
    else if (strcmp(deed, DEEDS_CLOSE) == 0)
        close_without((struct reconcile_list *)s, seat);
}

static bool back(struct screen *s)
{
    struct reconcile_list *r = (struct reconcile_list *)s;
    bool was_below = r->is_below;
    r->is_below = false;
    return was_below;
}

/* ---- what is seen ---- */

static uint64_t mode(const struct screen *s)
{
    bool is_closed = reconcile_list_close((const struct reconcile_list *)s);
    return is_closed ? RECONCILE_LIST : RECONCILE_LIST | RECONCILE_OPEN;
}

static void head(struct screen *s, struct screen_head *out)
{
    const struct reconcile_list *r = (const struct reconcile_list *)s;
    snprintf(out->title, sizeof out->title, _("Reconcile · %s"), s->about);
    if (!r->reply)
        return;
    screen_head_training(out, r->reply->grading.opened.session.info.flags & SESSION_FLAG_TRAINING);
    const struct sheet_asked *a = &r->reply->reconcile.asked;
    bool is_even = reconcile_is_even(&r->reply->reconcile), is_closed = reconcile_list_close(r);
    if (reconcile_list_is_early(r)) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s", _("not held yet"));
        return;
    }
    out->right_role = is_even || is_closed ? CANVAS_SAVED : CANVAS_DANGER;
    snprintf(out->right, sizeof out->right, _("signed sheet: %zu/%zu rows · %s"), a->typed,
             a->asked,
             is_closed ? _("CLOSED")
             : is_even ? _("ADDS UP")
                       : _("DOES NOT ADD UP"));
}

static void line(struct screen *s, struct buf *out)
{
    buf_printf(out, "sathachctl reconcile %s", s->about);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct reconcile_list *r = (struct reconcile_list *)s;
    out->table = r->is_below ? &r->places : &r->rows;
    out->rows = r->is_below ? reconcile_list_places(r) : reconcile_list_rows(r);
}

const struct screen_ops reconcile_screen = {.name = "reconcile",
                                            .actions = &TABLE,
                                            .enter = enter,
                                            .mode = mode,
                                            .act = act,
                                            .key = key,
                                            .focus = focus,
                                            .back = back,
                                            .head = head,
                                            .draw = reconcile_list_draw,
                                            .line = line,
                                            .tell = reconcile_list_tell,
                                            .done = done,
                                            .chosen = chosen,
                                            .free = forget};

static void open_list(struct desk *d, const char *session, bool is_to_close)
{
    struct reconcile_list *r = screen_new(d, &reconcile_screen, session, sizeof *r);
    if (r)
        r->is_to_close = is_to_close;
    stack_open(d, r ? &r->screen : NULL);
}

void reconcile_open(struct desk *d, const char *session)
{
    open_list(d, session, false);
}

void reconcile_open_to_close(struct desk *d, const char *session)
{
    open_list(d, session, true);
}
