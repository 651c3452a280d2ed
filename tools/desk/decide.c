#include "app/core/i18n.h"
#include "tools/desk/ask_question.h"
#include "tools/desk/choose.h"
#include "tools/desk/decide_parts.h"
#include "tools/desk/operation.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- work ---- */

static void forget_reply(struct decide *d)
{
    if (d->reply)
        decide_op.forget(d->reply);
    free(d->reply);
    free(d->changes.paper);
    d->reply = NULL;
    d->changes = (struct decide_changes){0};
}

static void start(struct decide *d, bool is_preview)
{
    decide_build(d, is_preview);
    if (!is_preview)
        d->request.seen = d->seen;
    stack_run(&d->screen, &decide_op, &d->request);
}

static void preview(struct decide *d)
{
    struct tui_form *f = &d->asked.form;
    if (tui_form_find_wrong(f) < 0)
        start(d, true);
    else
        screen_say(&d->screen, CANVAS_DANGER, "x %s: %s", f->row[f->at].label, tui_form_said(f));
}

/* Which papers come out otherwise; false: no memory. */
static bool find_changes(struct decide *d)
{
    const struct results *before = &d->reply->before, *after = &d->reply->after;
    struct decide_changes *c = &d->changes;
    c->paper = calloc(before->count + 1, sizeof *c->paper);
    if (!c->paper)
        return false;
    for (size_t i = 0; i < before->count; i++) {
        const struct result *a = &before->row[i], *b = &after->row[i];
        c->scores += a->total != b->total;
        c->states += a->state != b->state;
        if (!decide_is_same(a, b))
            c->paper[c->count++] = i;
    }
    d->rows = (struct tui_table){0};
    struct tui_rows rows = decide_rows(d);
    tui_table_settle(&d->rows, &rows);
    return true;
}

enum { WAITING_SAID = 48 /* bytes of the papers that wait, in a message */ };

static const char *word_of(const struct decide *d)
{
    return decide_op.word_of(&d->request);
}

static void write_sentence(struct decide *d)
{
    snprintf(d->sentence, sizeof d->sentence,
             _("It cannot be deleted, only taken back by another decision. Type %s, then Enter, to "
               "sign:"),
             word_of(d));
}

static void show_preview(struct decide *d)
{
    memcpy(d->seen, d->reply->seen, sizeof d->seen);
    write_sentence(d);
    tui_word_ask(&d->typed, d->sentence, word_of(d));
    d->mode = DECIDE_PREVIEW;
}

/* "0005, 0012": of many the first. */
static void list_waiting(const struct results *r, char *out, size_t room)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < r->count; i++) {
        if (!results_is_waiting(&r->row[i]))
            continue;
        if (n + strlen(r->row[i].paper) + sizeof ", , …" > room) {
            strcpy(out + n, ", …");
            return;
        }
        n += (size_t)sprintf(out + n, "%s%s", n ? ", " : "", r->row[i].paper);
    }
}

/* What the council has not discussed is no reason to rule on it, nor to put the grading off. */
static void show_signed(struct decide *d)
{
    bool is_close = d->reply->decision->ruling == DECISION_CLOSE;
    unsigned number = d->reply->decision->number;
    char waiting[WAITING_SAID];
    list_waiting(&d->reply->after, waiting, sizeof waiting);
    d->mode = is_close ? DECIDE_CLOSED : DECIDE_SIGNED;
    if (!is_close && waiting[0])
        screen_say(&d->screen, CANVAS_SAVED,
                   _("● Decision %u is signed: G takes it into the scores. Not ruled on: %s; what "
                     "the council has not discussed may stay so, and is graded as waiting."),
                   number, waiting);
    else
        screen_say(&d->screen, CANVAS_SAVED,
                   is_close ? _("● Decision %u is signed.")
                            : _("● Decision %u is signed. Scores take it in when the session is "
                                "graded: G."),
                   number);
}

/* Which questions there are, the statistics know. */
static void found(struct decide *d, struct job *job)
{
    struct stats_reply *reply = job->reply;
    const char *typed = decide_has_question(d) ? "" : d->asked.text[DECIDE_WHICH];
    if (job->rc != ERR_OK || !reply->is_made)
        screen_say_error(&d->screen, &job->err);
    else if (reply->analysis.questions == 0)
        screen_say(&d->screen, CANVAS_WARNING, "! %s",
                   _("No paper of these sessions was handed in."));
    else
        ask_question_open(&d->screen, reply, typed);
}

static void find(struct decide *d)
{
    d->of = d->session;
    d->find = (struct stats_request){.session = {&d->of, 1}, .has_texts = true};
    stack_run(&d->screen, &stats_op, &d->find);
}

/* What a question says stands below the form, once it is named: nobody rules on a number. */
static void look_at_question(struct decide *d)
{
    bool is_named = d->mode == DECIDE_FORM && decide_is_on_question(d) && decide_has_question(d);
    if (!is_named || d->screen.desk->job.is_running || strcmp(d->looked, decide_which(d)) == 0)
        return;
    question_look_op.forget(&d->question);
    d->question = (struct question_look_reply){0};
    snprintf(d->looked, sizeof d->looked, "%s", decide_which(d));
    d->look = (struct question_look_request){.session = d->session, .question = d->looked};
    stack_run(&d->screen, &question_look_op, &d->look);
}

static void looked_at_question(struct decide *d, struct job *job)
{
    const struct question_look_reply *reply = job->reply;
    if (reply->is_found) {
        d->question = *reply;
        free(job_take_reply(job)); /* what it holds is this screen's now */
    } else if (!job->was_refused)
        screen_say_error(&d->screen, &job->err);
}

/* What was refused is said where it can be changed. */
static void done(struct screen *s, struct job *job)
{
    struct decide *d = (struct decide *)s;
    const struct decide_reply *reply = job->reply;
    if (job->op == &stats_op) {
        found(d, job);
        return;
    }
    if (job->op == &question_look_op) {
        looked_at_question(d, job);
        return;
    }
    forget_reply(d);
    d->mode = DECIDE_FORM;
    if (job->rc != ERR_OK || !reply->decision) {
        screen_say_error(s, &job->err);
        return;
    }
    d->reply = job_take_reply(job);
    if (!find_changes(d))
        screen_say(s, CANVAS_DANGER, "x %s", _("The memory is full."));
    else if (d->request.is_preview)
        show_preview(d);
    else
        show_signed(d);
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_NEXT,
    KEY_FIND,
    KEY_RE_SIT,
    KEY_PREVIEW,
    KEY_SIGN,
    KEY_GRADE,
    KEY_CLOSE,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_NEXT, "Enter", ENTER, N_("next field, list"),
                N_("the next field, as Tab does; of a choice, the list. Shift-Tab goes back"),
                DECIDE_FORM),
    ACTIONS_LETTER(KEY_FIND, "Ctrl-F", "", 'F', N_("find the question"),
                   N_("the questions of the session, to be found by their words"), DECIDE_FINDS),
    ACTIONS_LETTER(KEY_RE_SIT, "Ctrl-T", "", 'T', N_("re-sit"),
                   N_("puts into the reason whether who has no result may sit again: the minutes "
                      "print it; they stand in a later session's list like anybody else"),
                   DECIDE_RE_SITS),
    ACTIONS_LETTER(KEY_PREVIEW, "Ctrl-S", "", 'S', N_("preview"),
                   N_("shows whose score and result would change; nothing is written"),
                   DECIDE_FORM),
    ACTIONS_KEY(KEY_SIGN, "Enter", ENTER, N_("sign"), N_("signs it when the word is right"),
                DECIDE_PREVIEW),
    ACTIONS_LETTER(KEY_GRADE, "G", "G", 0, N_("preview, then grade"),
                   N_("shows how the papers come out now; Enter then grades"), DECIDE_SIGNED),
    ACTIONS_KEY(KEY_CLOSE, "Enter", ENTER, N_("go on"), N_("back to where the decision was begun"),
                DECIDE_SIGNED | DECIDE_CLOSED)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static const char RE_SIT[] = "re-sit"; /* what is chosen */

static void ask_choice(struct decide *d)
{
    struct tui_form_row *r = &d->asked.row[d->asked.form.at];
    struct work_choices choices;
    struct err e = {0};
    if (decide_choose(d, &choices, &e) == ERR_OK) {
        choose_open_said(d->screen.desk, "choice", r->label, &choices, r->input.text);
        return;
    }
    fields_free_choices(&choices);
    screen_say_error(&d->screen, &e);
}

static void ask_re_sit(struct decide *d)
{
    struct work_choices choices;
    struct err e = {0};
    if (decide_choose_re_sit(&choices, &e) == ERR_OK) {
        choose_open_said(d->screen.desk, RE_SIT, _("May they sit again?"), &choices, "");
        return;
    }
    fields_free_choices(&choices);
    screen_say_error(&d->screen, &e);
}

/* Words of a question, or nothing yet: Enter shows which it may be. */
static bool asks_question(const struct decide *d, const struct keypress *k)
{
    return k->kind == KEYPRESS_ENTER && d->asked.form.at == DECIDE_WHICH &&
           decide_is_on_question(d) && !decide_has_question(d);
}

static bool form_key(struct decide *d, const struct keypress *k)
{
    if (asks_question(d, k)) {
        find(d);
        return true;
    }
    enum tui_form_came came = tui_form_key(&d->asked.form, k);
    decide_settle_form(d);
    if (came == TUI_FORM_ASKS)
        ask_choice(d);
    else if (came == TUI_FORM_LAST)
        preview(d);
    if (d->asked.form.at != DECIDE_WHICH) /* while it is typed it may become another */
        look_at_question(d);
    return came != TUI_FORM_NOTHING;
}

static void word_key(struct decide *d, const struct keypress *k)
{
    enum tui_word_came came = screen_word_key(&d->screen, &d->typed, k);
    if (came == TUI_WORD_GIVEN)
        start(d, false);
    else if (came == TUI_WORD_LEFT)
        d->mode = DECIDE_FORM;
}

/* The decision is signed: nothing leads back to it, to be told to grade once more. */
static void grade(struct decide *d)
{
    operation_grade(d->screen.desk, d->session);
    stack_finish(&d->screen);
}

static void act(struct screen *s, int action, unsigned arg)
{
    static const struct keypress ENTER = {.kind = KEYPRESS_ENTER};
    struct decide *d = (struct decide *)s;
    (void)arg;
    switch (action) {
    case KEY_NEXT: form_key(d, &ENTER); return;
    case KEY_FIND: find(d); return;
    case KEY_RE_SIT: ask_re_sit(d); return;
    case KEY_PREVIEW: preview(d); return;
    case KEY_SIGN: word_key(d, &ENTER); return;
    case KEY_GRADE: grade(d); return;
    case KEY_CLOSE: stack_finish(s); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct decide *d = (struct decide *)s;
    struct tui_rows rows = decide_rows(d);
    if (d->mode == DECIDE_FORM)
        return form_key(d, k);
    if (rows.count && tui_table_key(&d->rows, &rows, k))
        return true;
    if (d->mode == DECIDE_PREVIEW)
        word_key(d, k);
    return d->mode == DECIDE_PREVIEW;
}

/* What is signed is no draft, nor is a form into which nothing was typed. */
static bool back(struct screen *s)
{
    struct decide *d = (struct decide *)s;
    if (d->mode == DECIDE_FORM && tui_form_is_changed(&d->asked.form))
        return false;
    if (d->mode == DECIDE_PREVIEW)
        d->mode = DECIDE_FORM;
    else
        stack_finish(s);
    return true;
}

/* A paper's number is no question, its rulings are none of a session. */
static void drop_other(struct decide *d)
{
    static const int OF_IT[] = {DECIDE_WHICH, DECIDE_RULING, DECIDE_MORE};
    for (size_t i = 0; i < sizeof OF_IT / sizeof OF_IT[0]; i++)
        tui_input_set(&d->asked.row[OF_IT[i]].input, "");
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct decide *d = (struct decide *)s;
    bool is_question = strcmp(what, ASK_QUESTION) == 0;
    if (strcmp(what, RE_SIT) == 0) {
        if (count)
            decide_put_re_sit(d, choice[0]);
        return;
    }
    if (count && !is_question && d->asked.form.at == DECIDE_ON &&
        strcmp(d->asked.text[DECIDE_ON], choice[0]) != 0)
        drop_other(d);
    if (count)
        tui_input_set(&d->asked.row[is_question ? DECIDE_WHICH : d->asked.form.at].input,
                      choice[0]);
    decide_settle_form(d);
    if (count && !is_question) /* Enter chose it: it leads on */
        tui_form_key(&d->asked.form, &(struct keypress){.kind = KEYPRESS_DOWN});
}

static void enter(struct screen *s)
{
    look_at_question((struct decide *)s);
}

/* ---- what is seen ---- */

static uint64_t mode(const struct screen *s)
{
    const struct decide *d = (const struct decide *)s;
    uint64_t besides = decide_is_on_question(d) ? DECIDE_FINDS
                       : decide_may_re_sit(d)   ? DECIDE_RE_SITS
                                                : 0;
    return d->mode | (d->mode == DECIDE_FORM ? besides : 0);
}

static bool takes_text(const struct screen *s)
{
    return mode(s) & (DECIDE_FORM | DECIDE_PREVIEW);
}

static bool is_unwritten(const struct screen *s)
{
    const struct decide *d = (const struct decide *)s;
    return (d->mode & (DECIDE_FORM | DECIDE_PREVIEW)) && tui_form_is_changed(&d->asked.form);
}

static const char *esc(const struct screen *s)
{
    bool is_form = ((const struct decide *)s)->mode == DECIDE_FORM;
    return is_form && is_unwritten(s) ? SCREEN_ESC_KEEPS : NULL;
}

static void head(struct screen *s, struct screen_head *out)
{
    const struct decide *d = (const struct decide *)s;
    if (d->mode == DECIDE_FORM || !d->reply) {
        snprintf(out->title, sizeof out->title, _("A decision on %.100s"), d->session);
        return;
    }
    bool is_preview = d->mode == DECIDE_PREVIEW;
    snprintf(out->title, sizeof out->title,
             is_preview ? _("Decision %u of %.100s · preview") : _("Decision %u of %.100s"),
             d->reply->decision->number, d->session);
    screen_head_training(out, d->reply->grading.opened.session.info.flags & SESSION_FLAG_TRAINING);
    out->right_role = is_preview ? CANVAS_WARNING : CANVAS_SAVED;
    snprintf(out->right, sizeof out->right, "%s",
             is_preview ? _("NOTHING WRITTEN YET") : _("SIGNED"));
}

static void line(struct screen *s, struct buf *out)
{
    struct decide *d = (struct decide *)s;
    if (!s->desk->job.is_running)
        decide_build(d, false);
    struct decide_request q = d->request;
    q.is_preview = false;
    stack_line(&decide_op, &q, out);
}

static void refresh(struct screen *s, bool is_language)
{
    struct decide *d = (struct decide *)s;
    if (!is_language)
        return;
    decide_settle_form(d);
    if (d->mode == DECIDE_PREVIEW)
        write_sentence(d);
}

static void forget(struct screen *s)
{
    struct decide *d = (struct decide *)s;
    forget_reply(d);
    question_look_op.forget(&d->question);
    decide_free_form(d);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct decide *d = (struct decide *)s;
    if (d->mode == DECIDE_FORM)
        out->form = &d->asked.form;
    if (d->mode != DECIDE_PREVIEW)
        return;
    out->typed = d->typed.typed.text;
    out->asks = d->sentence;
}

const struct screen_ops decide_screen = {.name = "decide",
                                         .actions = &TABLE,
                                         .keeps_draft = true,
                                         .enter = enter,
                                         .mode = mode,
                                         .takes_text = takes_text,
                                         .act = act,
                                         .key = key,
                                         .focus = focus,
                                         .back = back,
                                         .is_unwritten = is_unwritten,
                                         .esc = esc,
                                         .head = head,
                                         .draw = decide_draw,
                                         .line = line,
                                         .tell = decide_tell,
                                         .done = done,
                                         .chosen = chosen,
                                         .refresh = refresh,
                                         .free = forget};

/* ---- opening ---- */

static bool is_about_now(const struct screen *s, const char *about)
{
    char now[SCREEN_ABOUT];
    decide_about_now((const struct decide *)s, now);
    return strncmp(now, about, strlen(about)) == 0;
}

static bool was_about(const struct screen *s, const char *about)
{
    return strcmp(s->about, about) == 0;
}

/* What was typed of the same thing goes on, from whichever screen it is opened; what is known of
 * the ruling now is put in. */
static struct decide *make(struct desk *desk, const char *session, const char *ruling)
{
    char about[SCREEN_ABOUT];
    decide_about(session, ruling, about);
    struct screen *draft = stack_take_draft_that(desk, &decide_screen, is_about_now, about);
    if (!draft)
        draft = stack_take_draft_that(desk, &decide_screen, was_about, about);
    if (draft) {
        decide_fill((struct decide *)draft, ruling);
        return (struct decide *)draft;
    }
    struct decide *d = screen_new(desk, &decide_screen, about, sizeof *d);
    if (!d)
        return NULL;
    snprintf(d->session, sizeof d->session, "%s", session);
    d->mode = DECIDE_FORM;
    decide_make_form(d);
    decide_fill(d, ruling);
    tui_form_keep(&d->asked.form);
    return d;
}

void decide_open(struct desk *desk, const char *session, const char *ruling)
{
    struct decide *d = make(desk, session, ruling);
    stack_open(desk, d ? &d->screen : NULL);
}

void decide_open_because(struct desk *desk, const char *session, const char *ruling,
                         const char *reason)
{
    struct decide *d = make(desk, session, ruling);
    if (d && !d->asked.text[DECIDE_REASON][0]) {
        tui_input_set(&d->asked.row[DECIDE_REASON].input, reason);
        decide_settle_form(d);
        tui_form_keep(&d->asked.form);
    }
    stack_open(desk, d ? &d->screen : NULL);
}

void decide_preview(struct desk *desk, const char *session, const char *ruling)
{
    struct decide *d = make(desk, session, ruling);
    if (stack_open(desk, d ? &d->screen : NULL))
        preview(d);
}
