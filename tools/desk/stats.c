#include "app/core/i18n.h"
#include "tools/desk/ask_question.h"
#include "tools/desk/choose.h"
#include "tools/desk/choices.h"
#include "tools/desk/decide.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/sessions.h"
#include "tools/desk/stats_parts.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 512 * 1024 };
#define WHICH_SESSION "stats-session"

const struct analysis_question *stats_question(const struct stats_look *s, size_t i)
{
    return &s->reply->analysis.question[s->order[i]];
}

const struct bank_question *stats_text(const struct stats_look *s, size_t i)
{
    return &s->reply->text[s->order[i]];
}

bool stats_speaks(const struct analysis_question *q)
{
    return q->item.n >= ANALYSIS_SPEAKS;
}

/* ---- work ---- */

static void forget_reply(struct stats_look *s)
{
    if (s->reply)
        stats_op.forget(s->reply);
    free(s->reply);
    free(s->order);
    s->reply = NULL;
    s->order = NULL;
}

static void count(struct stats_look *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->sessions.count; i++)
        if (s->is_marked[i])
            s->word[n++] = s->sessions.item[i].word;
    if (n == 0) /* the row under the cursor, where none is marked */
        s->word[n++] = s->sessions.item[s->choice.at].word;
    s->request = (struct stats_request){.session = {s->word, n}, .has_texts = true};
    stack_run(&s->screen, &stats_op, &s->request);
}

static void done(struct screen *screen, struct job *job)
{
    struct stats_look *s = (struct stats_look *)screen;
    const struct stats_reply *reply = job->reply;
    if (job->rc != ERR_OK || !reply->is_made) {
        screen_say_error(screen, &job->err);
        return;
    }
    size_t *order = calloc(reply->analysis.questions + 1, sizeof *order);
    if (!order) {
        screen_say(screen, CANVAS_DANGER, "x %s", _("The memory is full."));
        return;
    }
    forget_reply(s);
    s->order = order;
    s->reply = job_take_reply(job);
    if (s->mode != STATS_QUESTIONS) /* counted anew the cursor stays on its question */
        s->table = (struct tui_table){0};
    s->mode = STATS_QUESTIONS;
    stats_order(s);
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_MARK,
    KEY_COUNT,
    KEY_OPEN,
    KEY_DECIDE,
    KEY_SORT,
    KEY_PAIRS,
    KEY_TESTS,
    KEY_EXPORT,
    KEY_AGAIN,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_LETTER(KEY_MARK, "Space", " ", 0, N_("mark"),
                   N_("takes the session in, or leaves it out"), STATS_SESSIONS),
    ACTIONS_KEY(KEY_COUNT, "Enter", ENTER, N_("count"),
                N_("counts the marked sessions, or the one under the cursor"), STATS_SESSIONS),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("whole question"),
                N_("the question with its options, and all that is known of it"), STATS_QUESTIONS),
    ACTIONS_LETTER(KEY_DECIDE, "Q", "Q", 0, N_("decision"),
                   N_("a decision of the council on this question"), STATS_QUESTIONS),
    ACTIONS_LETTER(KEY_SORT, "S", "S", 0, N_("sort"),
                   N_("by what should be looked at, by facility, by pool"), STATS_QUESTIONS),
    ACTIONS_LETTER(KEY_PAIRS, "V", "V", 0, N_("papers alike"),
                   N_("pairs of papers that are more alike than chance makes them"),
                   STATS_QUESTIONS),
    ACTIONS_LETTER(KEY_TESTS, "T", "T", 0, N_("tests"),
                   N_("each test: its figures, and how its scores lie"), STATS_QUESTIONS),
    ACTIONS_LETTER(KEY_EXPORT, "F", "F", 0, N_("write files"),
                   N_("all tables as files; previewed first"), STATS_QUESTIONS),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("counts the sessions anew"),
                   STATS_QUESTIONS)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void write_line(struct stats_look *s, const char *format, struct buf *out)
{
    struct stats_request q = {.session = s->request.session, .format = format};
    stack_line(&stats_op, &q, out);
}

static void show_page(struct stats_look *s, const char *title, struct buf *text)
{
    struct buf command;
    buf_init(&command, SCREEN_LINE_MAX);
    write_line(s, NULL, &command);
    page_open_written(s->screen.desk, title, text, buf_text(&command));
    buf_free(&command);
}

static void open_page(struct stats_look *s, int action)
{
    struct buf text;
    buf_init(&text, TEXT_MAX);
    if (action == KEY_PAIRS) {
        stats_write_pairs(&s->reply->analysis, &text);
        show_page(s, _("Papers that are more alike than chance"), &text);
    } else if (action == KEY_TESTS) {
        stats_write_tests(&s->reply->analysis, &text);
        show_page(s, _("Tests and their scores"), &text);
    } else {
        stats_write_question(s, s->table.at, &text);
        show_page(s, _("One question"), &text);
    }
}

static void preview_export(struct stats_look *s)
{
    struct buf command;
    buf_init(&command, SCREEN_LINE_MAX);
    write_line(s, "xlsx,pdf", &command);
    operation_preview_as(
        s->screen.desk, buf_text(&command),
        N_("Writes the statistics as files: tables for a spreadsheet, and paper."));
    buf_free(&command);
}

static void decide(struct stats_look *s, const char *session)
{
    char ruling[32], id[2 * ASK_QUESTION_HEX + 1];
    crypt_hex(stats_question(s, s->table.at)->qid, ASK_QUESTION_HEX, id);
    snprintf(ruling, sizeof ruling, "question %s", id);
    decide_open(s->screen.desk, session, ruling);
}

/* A decision is one session's: of several, which. */
static void ask_session(struct stats_look *s)
{
    struct work_choices choices = {0};
    struct err e = {0};
    enum err_code rc = ERR_OK;
    if (s->request.session.count == 1) {
        decide(s, s->request.session.word[0]);
        return;
    }
    for (size_t i = 0; rc == ERR_OK && i < s->request.session.count; i++)
        rc = fields_add_choice(&choices, s->request.session.word[i], "", &e);
    if (rc == ERR_OK) {
        choose_open(s->screen.desk, WHICH_SESSION, _("A decision of which session?"), &choices, "");
        return; /* they are its own now */
    }
    screen_say_error(&s->screen, &e);
    fields_free_choices(&choices);
}

static void chosen(struct screen *screen, const char *what, const char *const *choice, size_t n)
{
    struct stats_look *s = (struct stats_look *)screen;
    if (strcmp(what, WHICH_SESSION) == 0 && n)
        decide(s, choice[0]);
}

static void act(struct screen *screen, int action, unsigned arg)
{
    struct stats_look *s = (struct stats_look *)screen;
    (void)arg;
    if (s->mode == STATS_QUESTIONS && s->reply->analysis.questions == 0 && action != KEY_AGAIN) {
        screen_say(screen, CANVAS_WARNING, "! %s", _("No paper of these sessions was handed in."));
        return;
    }
    switch (action) {
    case KEY_MARK: s->is_marked[s->choice.at] = !s->is_marked[s->choice.at]; return;
    case KEY_COUNT: count(s); return;
    case KEY_DECIDE: ask_session(s); return;
    case KEY_SORT:
        s->sort = (s->sort + 1) % STATS_SORTS;
        stats_order(s);
        return;
    case KEY_EXPORT: preview_export(s); return;
    case KEY_AGAIN: stack_run(screen, &stats_op, &s->request); return;
    case KEY_OPEN:
    case KEY_PAIRS:
    case KEY_TESTS: open_page(s, action); return;
    default: return;
    }
}

static bool key(struct screen *screen, const struct keypress *k)
{
    struct stats_look *s = (struct stats_look *)screen;
    bool is_list = s->mode == STATS_QUESTIONS;
    struct tui_rows rows = is_list ? stats_question_rows(s) : stats_session_rows(s);
    return tui_table_key(is_list ? &s->table : &s->choice, &rows, k);
}

/* Back to the sessions, where there is a choice of them. */
static bool back(struct screen *screen)
{
    struct stats_look *s = (struct stats_look *)screen;
    if (s->mode == STATS_SESSIONS || s->sessions.count == 1)
        return false;
    s->mode = STATS_SESSIONS;
    return true;
}

static uint64_t mode(const struct screen *screen)
{
    return ((const struct stats_look *)screen)->mode;
}

/* ---- what is seen ---- */

static void add_names(const struct stats_look *s, struct buf *out)
{
    for (size_t i = 0; i < s->request.session.count; i++)
        buf_printf(out, "%s%s", i ? ", " : "", s->request.session.word[i]);
}

/* Of one test its profile and alpha; of several how many. */
static void add_tests(const struct analysis *a, struct buf *out)
{
    char alpha[32];
    if (a->groups != 1) {
        buf_printf(out, P_(" · %zu test", " · %zu tests", a->groups), a->groups);
        return;
    }
    const struct analysis_figures *f = &a->group[0].whole;
    struct itemstat_value v = analysis_alpha(f);
    stats_decimal(v.value, v.is_defined && f->test.n >= ANALYSIS_SPEAKS, 2, alpha, sizeof alpha);
    buf_printf(out, _(" · %s · alpha %s"), a->group[0].profile->id, alpha);
}

static void head(struct screen *screen, struct screen_head *out)
{
    const struct stats_look *s = (const struct stats_look *)screen;
    const char *const sorts[STATS_SORTS] = {_("sorted: flags"), _("sorted: facility"),
                                            _("sorted: pool")};
    struct buf names, tests;
    snprintf(out->title, sizeof out->title, "%s", _("Item statistics"));
    if (s->mode == STATS_SESSIONS)
        return;
    buf_init(&names, 120);
    buf_init(&tests, 100);
    add_names(s, &names);
    add_tests(&s->reply->analysis, &tests);
    snprintf(out->title, sizeof out->title,
             P_("Statistics · %s · %zu paper%s", "Statistics · %s · %zu papers%s",
                s->reply->analysis.attempts),
             names.failed ? "…" : buf_text(&names), s->reply->analysis.attempts,
             tests.failed ? "" : buf_text(&tests));
    snprintf(out->right, sizeof out->right, "%s", sorts[s->sort]);
    buf_free(&names);
    buf_free(&tests);
}

static void line(struct screen *screen, struct buf *out)
{
    struct stats_look *s = (struct stats_look *)screen;
    if (s->mode == STATS_QUESTIONS)
        write_line(s, NULL, out);
}

static void forget(struct screen *screen)
{
    struct stats_look *s = (struct stats_look *)screen;
    forget_reply(s);
    fields_free_choices(&s->sessions);
    free(s->is_marked);
    free(s->word);
}

static void focus(struct screen *screen, struct screen_focus *out)
{
    struct stats_look *s = (struct stats_look *)screen;
    bool is_list = s->mode == STATS_QUESTIONS;
    out->table = is_list ? &s->table : &s->choice;
    out->rows = is_list ? stats_question_rows(s) : stats_session_rows(s);
}

const struct screen_ops stats_screen = {.name = "stats",
                                        .actions = &TABLE,
                                        .mode = mode,
                                        .act = act,
                                        .key = key,
                                        .focus = focus,
                                        .back = back,
                                        .head = head,
                                        .draw = stats_draw,
                                        .line = line,
                                        .tell = stats_tell,
                                        .done = done,
                                        .chosen = chosen,
                                        .free = forget};

static void open_with(struct screen *asker, const char *word, struct work_choices *sessions)
{
    struct desk *d = asker->desk;
    (void)word;
    if (sessions_are_none(asker, sessions))
        return;
    struct stats_look *s = screen_new(d, &stats_screen, "", sizeof *s);
    if (s) {
        s->mode = STATS_SESSIONS;
        s->sessions = *sessions;
        *sessions = (struct work_choices){0};
        s->is_marked = calloc(s->sessions.count + 1, sizeof *s->is_marked);
        s->word = calloc(s->sessions.count + 2, sizeof *s->word);
    }
    if (s && (!s->is_marked || !s->word)) {
        screen_free(&s->screen);
        s = NULL;
    }
    if (stack_open(d, s ? &s->screen : NULL) && s->sessions.count == 1)
        count(s);
}

void stats_open(struct desk *d)
{
    choices_look(stack_top(d), SESSIONS_LOOK, fields_sessions, "", open_with);
}
