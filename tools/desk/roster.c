#include "tools/desk/roster.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/desk/files.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/roster_parts.h"
#include "tools/desk/rules.h"
#include "tools/desk/session.h"
#include "tools/work/fields.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct finding *roster_finding(const struct roster_look *r, size_t row)
{
    if (!r->finding || row >= r->reply.findings.count)
        return NULL;
    return &r->reply.findings.item[r->finding[row]];
}

const struct roster_column *roster_column_at(const struct roster_look *r, size_t row)
{
    size_t before = r->reply.findings.count + r->reply.summary.rewrites;
    return row >= before && row - before < roster_columns(r)
               ? &r->reply.summary.column[row - before]
               : NULL;
}

const struct roster_rewritten *roster_rewritten_at(const struct roster_look *r, size_t row)
{
    size_t before = r->reply.findings.count;
    return row >= before && row - before < r->reply.summary.rewrites
               ? &r->reply.summary.rewritten[row - before]
               : NULL;
}

static size_t rows_before_tallies(const struct roster_look *r)
{
    return r->reply.findings.count + r->reply.summary.rewrites + roster_columns(r);
}

const struct roster_tally *roster_tally_at(const struct roster_look *r, size_t row)
{
    size_t before = rows_before_tallies(r);
    return row >= before && row - before < r->reply.summary.tallies
               ? &r->reply.summary.tally[row - before]
               : NULL;
}

size_t roster_rows_count(const struct roster_look *r)
{
    return rows_before_tallies(r) + r->reply.summary.tallies;
}

/* ---- what is asked for first ---- */

static void check(struct roster_look *r)
{
    struct roster_check_request *q = &r->request;
    *q = (struct roster_check_request){
        .file = r->file, .bank = r->bank, .profile = r->rules, .by_keys = true};
    for (size_t i = 0; i < r->meanings; i++)
        q->column[i] = r->meaning[i];
    stack_run(&r->screen, &roster_check_op, q);
}

static void ask_file(struct roster_look *r)
{
    files_open(r->screen.desk, FILE_KIND_ROSTER, N_("Choose the list of candidates"));
}

static void ask_rules(struct roster_look *r)
{
    const struct roster_summary *s = &r->reply.summary;
    size_t exempt = r->is_read ? s->exempt + s->not_exempt : 0;
    rules_open(r->screen.desk, exempt, r->rules);
}

/* The next thing that is missing; the look when nothing is. */
void roster_go_on(struct roster_look *r)
{
    if (!r->file[0])
        ask_file(r);
    else if (!r->bank[0])
        roster_ask_bank(r, true);
    else if (!r->rules[0])
        ask_rules(r);
    else
        check(r);
}

/* ---- meanings ---- */

static void forget_meanings(struct roster_look *r)
{
    while (r->meanings)
        free(r->meaning[--r->meanings]);
    r->meaning[0] = NULL;
}

static void drop_meaning(struct roster_look *r, size_t i)
{
    free(r->meaning[i]);
    memmove(&r->meaning[i], &r->meaning[i + 1], (r->meanings - i) * sizeof r->meaning[0]);
    r->meanings--;
}

/* word "": as the program takes it by itself. */
static void give_meaning(struct roster_look *r, const char *title, const char *word)
{
    size_t n = strlen(title);
    char *text = NULL;
    for (size_t i = 0; i < r->meanings; i++)
        if (strncmp(r->meaning[i], title, n) == 0 &&
            strrchr(r->meaning[i], '=') == r->meaning[i] + n) {
            drop_meaning(r, i);
            break;
        }
    if (word[0] && r->meanings < WORK_LIST_MAX && asprintf(&text, "%s=%s", title, word) > 0) {
        r->meaning[r->meanings++] = text;
        r->meaning[r->meanings] = NULL;
    } else if (word[0]) {
        screen_say(&r->screen, CANVAS_DANGER, "x %s", _("That is one column too many."));
        return;
    }
    check(r);
}

/* "D7" stands in column "D", "column 4" in "column 4" and not in "column 41". */
static bool is_in_column(const char *cell, const char *column)
{
    size_t n = strlen(column);
    bool is_name = n && strspn(&column[n - 1], "0123456789") == 0;
    return n && strncmp(cell, column, n) == 0 &&
           cell[n + (is_name ? strspn(cell + n, "0123456789") : 0)] == '\0';
}

/* The column of the row under the cursor: its own row, or that which says that nobody knows its
 * heading. SIZE_MAX for none. */
static size_t place_here(const struct roster_look *r)
{
    const struct finding *x = r->is_read ? roster_finding(r, r->table.at) : NULL;
    const struct roster_summary *s = &r->reply.summary;
    const struct roster_column *c = r->is_read ? roster_column_at(r, r->table.at) : NULL;
    if (c)
        return (size_t)(c - s->column);
    for (size_t i = 0; x && i < roster_columns(r); i++)
        if (s->column[i].meaning == ROSTER_UNKNOWN && is_in_column(x->number, s->column[i].place))
            return i;
    return SIZE_MAX;
}

static const struct roster_column *column_here(struct roster_look *r)
{
    size_t at = place_here(r);
    const struct roster_column *c = at != SIZE_MAX ? &r->reply.summary.column[at] : NULL;
    if (c && c->title[0])
        return c;
    screen_say(&r->screen, CANVAS_WARNING, "! %s",
               c ? _("A column without a heading has no meaning of its own: write a heading in "
                     "Excel.")
                 : _("That is no column."));
    return NULL;
}

/* What it means first: the word behind it is for commands. */
static enum err_code add_meaning(struct work_choices *out, enum roster_meaning m, struct err *e)
{
    char said[160];
    snprintf(said, sizeof said, "%s · %s", roster_meaning_name(m), roster_meaning_word(m));
    return fields_add_choice(out, roster_meaning_word(m), said, e);
}

/* The meanings as a list, with what stands in the column in its title. */
static void ask_meaning(struct roster_look *r)
{
    const struct roster_column *c = column_here(r);
    struct work_choices choices = {0};
    struct err e = {0};
    char title[SCREEN_ABOUT];
    if (!c)
        return;
    enum err_code rc = fields_add_choice(&choices, "", _("as the program takes it by itself"), &e);
    for (int m = 0; rc == ERR_OK && m < ROSTER_MEANINGS; m++)
        rc = add_meaning(&choices, (enum roster_meaning)m, &e);
    if (rc != ERR_OK) {
        fields_free_choices(&choices);
        screen_say_error(&r->screen, &e);
        return;
    }
    r->column = (size_t)(c - r->reply.summary.column);
    snprintf(title, sizeof title, "%.60s: %.40s%s%.40s%s%.40s", c->title, c->sample[0],
             c->sample[1][0] ? " · " : "", c->sample[1], c->sample[2][0] ? " · " : "",
             c->sample[2]);
    choose_open_said(r->screen.desk, "meaning", title, &choices, roster_meaning_word(c->meaning));
}

/* ---- what came of it ---- */

static void list_findings(struct roster_look *r)
{
    const struct findings *f = &r->reply.findings;
    size_t n = 0;
    free(r->finding);
    r->finding = calloc(f->count + 1, sizeof *r->finding);
    for (int kind = FINDINGS_ERROR; r->finding && kind <= FINDINGS_WARNING; kind++)
        for (size_t i = 0; i < f->count; i++)
            if (f->item[i].kind == (enum findings_kind)kind)
                r->finding[n++] = i;
}

static void settle(struct roster_look *r)
{
    struct tui_rows rows = roster_rows(r);
    tui_table_settle(&r->table, &rows);
}

static void done(struct screen *s, struct job *job)
{
    struct roster_look *r = (struct roster_look *)s;
    struct roster_check_reply *reply = job_take_reply(job);
    r->is_right = false;
    if (!reply->is_read) {
        roster_check_op.forget(reply);
        free(reply);
        r->is_read = false; /* what was seen is not what a session would be made of */
        screen_say_error(s, &job->err);
        return;
    }
    roster_check_op.forget(&r->reply);
    r->reply = *reply;
    free(reply);
    r->is_read = true;
    r->is_right = job->rc == ERR_OK;
    r->has_no_heading = job->rc == ERR_FORMAT;
    list_findings(r);
    settle(r);
    if (job->rc == ERR_FORMAT)
        screen_say_error(s, &job->err);
    else if (r->is_right)
        screen_say(s, CANVAS_SAVED, "● %s", _("Nothing forbids it: G makes a session of it."));
}

/* Findings and meanings are told in the language of the look. */
static void refresh(struct screen *s, bool is_language)
{
    struct roster_look *r = (struct roster_look *)s;
    if (is_language && r->is_read && stack_top(s->desk) == s)
        check(r);
}

/* ---- keys ---- */

enum { OF_ALL = 1, OF_COLUMN = 2 /* Enter gives a meaning */, OF_TEXT = 4 /* … shows it whole */ };

enum {
    KEY_NONE,
    KEY_OPEN,
    KEY_READ,
    KEY_LEAVE_OUT,
    KEY_AGAIN,
    KEY_GO,
    KEY_FILE,
    KEY_BANK,
    KEY_RULES,
    KEY_REMEMBER,
    KEY_UNDO,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("meaning"), N_("what the column may mean"), OF_COLUMN),
    ACTIONS_KEY(KEY_READ, "Enter", ENTER, N_("read on"), N_("all that is said of it"), OF_TEXT),
    ACTIONS_LETTER(KEY_LEAVE_OUT, "Space", " ", 0, N_("leave out"), N_("the column is not read"),
                   1),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"),
                   N_("reads the file anew, saved in Excel meanwhile; the meanings stay"), 1),
    ACTIONS_LETTER(KEY_GO, "G", "G", 0, N_("make a session"),
                   N_("on to the new session, once nothing is marked x"), 1),
    ACTIONS_LETTER(KEY_FILE, "F", "F", 0, N_("other file"), N_("another list of candidates"), 1),
    ACTIONS_LETTER(KEY_BANK, "B", "B", 0, N_("bank"), N_("the bank whose fields the list names"),
                   1),
    ACTIONS_LETTER(KEY_RULES, "Y", "Y", 0, N_("rules"), N_("the rules that papers are made by"), 1),
    ACTIONS_LETTER(KEY_REMEMBER, "N", "N", 0, N_("remember"),
                   N_("keeps the meanings given here in office.ini, for the lists to come; "
                      "previewed first"),
                   1),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', N_("take back"),
                   N_("takes back the meaning that was given last"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void open_row(struct roster_look *r)
{
    const struct finding *x = r->is_read ? roster_finding(r, r->table.at) : NULL;
    const struct roster_rewritten *w = r->is_read ? roster_rewritten_at(r, r->table.at) : NULL;
    const struct roster_tally *t = r->is_read ? roster_tally_at(r, r->table.at) : NULL;
    char text[ROSTER_REWRITTEN_MAX];
    if (!r->is_read)
        roster_go_on(r);
    else if (w || t) {
        if (w)
            roster_report_rewritten(w, text, sizeof text);
        else
            roster_tell_tally(t, text, sizeof text);
        page_open(r->screen.desk, file_base(r->file), text, "");
    } else if (x && place_here(r) == SIZE_MAX)
        page_open(r->screen.desk, file_base(r->file), x->text, "");
    else
        ask_meaning(r);
}

static void make_session(struct roster_look *r)
{
    if (r->is_read && r->reply.findings.errors)
        screen_say(&r->screen, CANVAS_DANGER,
                   P_("x %zu error is left, marked x: mend it in Excel, then R",
                      "x %zu errors are left, marked x: mend them in Excel, then R",
                      r->reply.findings.errors),
                   r->reply.findings.errors);
    else if (!r->is_right)
        screen_say(&r->screen, CANVAS_DANGER, "x %s", _("The list is not read yet: R reads it."));
    else
        session_open_roster(r->screen.desk, &r->request, &r->reply.summary);
}

static struct roster_check_request request_of(struct roster_look *r)
{
    struct roster_check_request q = {
        .file = r->file[0] ? r->file : NULL,
        .bank = r->bank[0] ? r->bank : NULL,
        .profile = r->rules[0] ? r->rules : NULL,
    };
    for (size_t i = 0; i < r->meanings; i++)
        q.column[i] = r->meaning[i];
    return q;
}

/* The next list has the same headings: nobody explains them twice. */
static void remember(struct roster_look *r)
{
    struct roster_check_request q = request_of(r);
    struct buf command;
    if (!r->meanings) {
        screen_say(&r->screen, CANVAS_WARNING, "! %s",
                   _("No column was given a meaning here: Enter gives it one."));
        return;
    }
    buf_init(&command, SCREEN_LINE_MAX);
    q.is_remembered = true;
    stack_line(&roster_check_op, &q, &command);
    operation_preview_as(r->screen.desk, buf_text(&command),
                         N_("Meanings of headings, kept for lists to come"));
    buf_free(&command);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct roster_look *r = (struct roster_look *)s;
    const struct roster_column *c;
    (void)arg;
    switch (action) {
    case KEY_OPEN:
    case KEY_READ: open_row(r); return;
    case KEY_LEAVE_OUT:
        if ((c = column_here(r)))
            give_meaning(r, c->title, roster_meaning_word(ROSTER_IGNORE));
        return;
    case KEY_AGAIN: roster_go_on(r); return;
    case KEY_GO: make_session(r); return;
    case KEY_FILE: ask_file(r); return;
    case KEY_BANK: roster_ask_bank(r, false); return;
    case KEY_RULES: ask_rules(r); return;
    case KEY_REMEMBER: remember(r); return;
    case KEY_UNDO:
        if (r->meanings) {
            drop_meaning(r, r->meanings - 1);
            check(r);
        } else {
            screen_say(s, CANVAS_WARNING, "! %s", _("There is nothing to take back."));
        }
        return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct roster_look *r = (struct roster_look *)s;
    struct tui_rows rows = roster_rows(r);
    return r->is_read && tui_table_key(&r->table, &rows, k);
}

/* Another file has headings of its own. */
static void take_file(struct roster_look *r, const char *path)
{
    if (strlen(path) >= sizeof r->file) {
        screen_say(&r->screen, CANVAS_DANGER, "x %s", _("The path is too long."));
        return;
    }
    if (strcmp(path, r->file) != 0) {
        forget_meanings(r);
        r->is_read = r->is_right = false;
        r->table = (struct tui_table){0};
    }
    strcpy(r->file, path);
    roster_go_on(r);
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct roster_look *r = (struct roster_look *)s;
    (void)count;
    if (strcmp(what, "files") == 0) {
        take_file(r, choice[0]);
    } else if (strcmp(what, "meaning") == 0) {
        give_meaning(r, r->reply.summary.column[r->column].title, choice[0]);
    } else if (strcmp(what, "bank") == 0) {
        snprintf(r->bank, sizeof r->bank, "%s", choice[0]);
        roster_go_on(r);
    } else {
        snprintf(r->rules, sizeof r->rules, "%s", choice[0]);
        roster_go_on(r);
    }
}

static void line(struct screen *s, struct buf *out)
{
    const struct roster_check_request q = request_of((struct roster_look *)s);
    stack_line(&roster_check_op, &q, out);
}

static void forget(struct screen *s)
{
    struct roster_look *r = (struct roster_look *)s;
    roster_check_op.forget(&r->reply);
    forget_meanings(r);
    free(r->finding);
}

static uint64_t mode(const struct screen *s)
{
    const struct roster_look *r = (const struct roster_look *)s;
    bool has_text = r->is_read && !roster_column_at(r, r->table.at) && place_here(r) == SIZE_MAX;
    return OF_ALL | (has_text ? OF_TEXT : OF_COLUMN);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct roster_look *r = (struct roster_look *)s;
    out->table = &r->table;
    out->rows = roster_rows(r);
}

const struct screen_ops roster_screen = {.name = "roster",
                                         .actions = &TABLE,
                                         .keeps_draft = true,
                                         .mode = mode,
                                         .act = act,
                                         .key = key,
                                         .focus = focus,
                                         .head = roster_head,
                                         .draw = roster_draw,
                                         .line = line,
                                         .tell = roster_tell,
                                         .done = done,
                                         .chosen = chosen,
                                         .refresh = refresh,
                                         .free = forget};

void roster_open(struct desk *d)
{
    struct screen *draft = stack_take_draft(d, &roster_screen, "");
    struct roster_look *r =
        draft ? (struct roster_look *)draft : screen_new(d, &roster_screen, "", sizeof *r);
    if (!stack_open(d, r ? &r->screen : NULL))
        return;
    if (!draft)
        roster_go_on(r);
    else if (r->is_read)
        check(r); /* the file may be another by now */
}
