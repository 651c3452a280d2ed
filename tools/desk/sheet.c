#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/tui/filter.h"
#include "tools/desk/look_op.h"
#include "tools/desk/sheet_parts.h"
#include "tools/work/session_papers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- what is asked ---- */

static void look(struct sheet_list *s)
{
    s->look_request = (struct sheet_look_request){.session = s->screen.about};
    stack_run(&s->screen, &sheet_look_op, &s->look_request);
}

static void forget_rows(struct sheet_list *s)
{
    if (s->look)
        sheet_look_op.forget(s->look);
    free(s->look);
    free(s->cell);
    s->look = NULL;
    s->cell = NULL;
    s->steps = 0;
    sheet_type_drop(s);
}

static void show_rows(struct sheet_list *s)
{
    struct tui_rows rows = sheet_list_rows(s);
    s->mode = s->look->rows ? SHEET_ROWS : SHEET_NOTHING;
    tui_table_settle(&s->table, &rows);
}

/* What the settings lack of what the mark's paper prints is looked at as soon as that one is asked
 * for, on a thread of its own: a share that hangs freezes nothing. */
static void look_for_lacks(struct sheet_list *s)
{
    struct look_op *l = look_op_new(&s->screen, &session_papers_op);
    if (!l)
        return;
    ((struct session_papers_request *)l->request)->session = l->about;
    look_op_begin(&s->screen, l);
}

/* Typing goes on where it ended: with the first row that says nothing yet. */
static void go_to_first(struct sheet_list *s)
{
    struct tui_rows rows = sheet_list_rows(s);
    for (size_t i = 0; i < s->look->rows; i++)
        if (!s->cell[i].is_said) {
            tui_table_go(&s->table, &rows, i);
            return;
        }
}

static void take_look(struct sheet_list *s, struct job *job)
{
    if (job->rc != ERR_OK) {
        screen_say_error(&s->screen, &job->err);
        return;
    }
    forget_rows(s);
    s->look = job_take_reply(job);
    s->cell = calloc(s->look->rows + 1, sizeof *s->cell);
    if (!s->cell) {
        forget_rows(s);
        s->mode = SHEET_NOTHING;
        screen_say(&s->screen, CANVAS_DANGER, "x %s", _("The memory is full."));
        return;
    }
    for (size_t i = 0; i < s->look->rows; i++) {
        const struct sheet_look_row *x = &s->look->row[i];
        s->cell[i] = (struct sheet_cell){.is_said = x->is_typed, .said = x->said};
        memcpy(s->cell[i].receipt, x->receipt, sizeof x->receipt);
    }
    bool is_first = !s->table.has_thing;
    show_rows(s);
    sheet_keep_read(s);
    if (is_first)
        go_to_first(s);
    if (s->look->wants_mark) {
        s->mode = SHEET_ASKS;
        look_for_lacks(s);
    }
}

/* ---- writing ---- */

static size_t count_lacks(const struct session_papers_reply *look)
{
    size_t n = 0;
    for (size_t i = 0; i < look->rows; i++) {
        bool is_it = strcmp(look->row[i].id, "mark") == 0;
        for (const char *c = is_it ? look->row[i].lacks : NULL; c && *c; c++)
            n += *c == '\n';
    }
    return n;
}

static void looked(struct screen *screen, struct looks_task *task)
{
    struct sheet_list *s = (struct sheet_list *)screen;
    struct look_op *l = look_op_ended(screen, task);
    bool is_again = l->is_again;
    s->lacks = l->rc == ERR_OK ? count_lacks(l->reply) : 0;
    look_op_free(l);
    if (is_again)
        look_for_lacks(s);
}

static void print_mark(struct sheet_list *s)
{
    if (!s->is_warned && look_op_is_under_way(&s->screen, &session_papers_op)) {
        screen_say(&s->screen, CANVAS_WARNING, "! %s",
                   look_op_wait(&s->screen, &session_papers_op, false));
        return;
    }
    if (!s->is_warned && s->lacks) {
        s->is_warned = true;
        screen_say(&s->screen, CANVAS_WARNING,
                   P_("! The settings lack %zu thing that this paper prints: S on the first page "
                      "mends it. Enter once more makes it all the same.",
                      "! The settings lack %zu things that this paper prints: S on the first page "
                      "mends them. Enter once more makes it all the same.",
                      s->lacks),
                   s->lacks);
        return;
    }
    s->request = (struct sheet_request){.session = s->screen.about};
    stack_run(&s->screen, &sheet_op, &s->request);
}

/* One new sheet of all rows typed here. */
static void write_rows(struct sheet_list *s)
{
    if (!sheet_keep_words(s))
        return;
    s->request = (struct sheet_request){.session = s->screen.about, .row = {s->word, s->words}};
    stack_run(&s->screen, &sheet_op, &s->request);
}

static void end_rows(struct sheet_list *s)
{
    char text[SCREEN_SAID / 2];
    struct sheet_counts n = sheet_list_count(s);
    for (size_t i = 0; i < s->look->rows; i++)
        s->cell[i].is_new = false;
    sheet_draft_op.forget(&s->draft);
    sheet_keep_draft(s); /* of nothing: it goes */
    snprintf(
        text, sizeof text,
        n.said == s->look->rows
            ? _("● The signed sheet is saved, %zu of %zu rows: complete. Next: reconcile, then "
                "grade.")
            : _("● The signed sheet is saved, %zu of %zu rows; the others are still asked."),
        n.said, s->look->rows);
    stack_finish_saying(&s->screen, CANVAS_SAVED, text);
}

static void take_written(struct sheet_list *s, struct job *job)
{
    const struct sheet_reply *reply = job->reply;
    bool is_print = s->request.row.count == 0;
    if (!reply->is_done) {
        screen_say_error(&s->screen, &job->err);
        s->may_leave = true; /* what was typed is kept as a draft */
        return;
    }
    if (!is_print) {
        end_rows(s);
        return;
    }
    snprintf(s->mark, sizeof s->mark, "%s", reply->page ? file_base(reply->page) : "");
    s->table = (struct tui_table){0}; /* other rows: typing begins with the first */
    look(s);
}

static void done(struct screen *screen, struct job *job)
{
    struct sheet_list *s = (struct sheet_list *)screen;
    if (job->op == &sheet_look_op)
        take_look(s, job);
    else
        take_written(s, job);
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_PRINT,
    KEY_LATER,
    KEY_NEXT,
    KEY_ABSENT,
    KEY_UNSIGNED,
    KEY_NO_CODE,
    KEY_FIND,
    KEY_UNDO,
    KEY_GO,
    KEY_PAPER,
    KEY_AGAIN,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(
        KEY_PRINT, "Enter", ENTER, N_("make the mark"),
        N_("writes the paper with the mark and the rows asked, to be signed (on the day of the "
           "exam: in the room); the mark is a short code of all that the office's log held by "
           "then: once it is signed, nothing before it changes unseen"),
        SHEET_ASKS),
    ACTIONS_LETTER(KEY_LATER, "V", "V", 0, N_("rows asked so far"),
                   N_("types what earlier marks ask; the new one is printed later"), SHEET_ASKS),
    ACTIONS_KEY(KEY_NEXT, "Enter", ENTER, N_("next row"),
                N_("takes the row and goes on to the next"), SHEET_ROWS),
    ACTIONS_LETTER(KEY_ABSENT, "-", "-", 0, N_("absent"),
                   N_("the sheet says absent: nobody of this number was there"), SHEET_ROWS),
    ACTIONS_LETTER(KEY_UNSIGNED, "/", "/", 0, N_("not signed"),
                   N_("the row has neither a signature nor a code"), SHEET_ROWS),
    ACTIONS_LETTER(KEY_NO_CODE, "+", "+", 0, N_("signed, no code"),
                   N_("was there and signed, and no code stands in the row"), SHEET_ROWS),
    ACTIONS_LETTER(KEY_FIND, "Ctrl-F", "", 'F', N_("find SBD or name"),
                   N_("by SBD, paper number or name; Enter with nothing typed: the next such row"),
                   SHEET_ROWS),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', N_("take back"),
                   N_("what is typed in the row; then the row taken last"), SHEET_ROWS),
    ACTIONS_LETTER(KEY_PAPER, "Ctrl-P", "", 'P', N_("print the mark's paper"),
                   N_("to the printer, the paper that was made here; asked first, and then the "
                      "log says so"),
                   SHEET_PRINTS),
    ACTIONS_KEY(KEY_GO, "Enter", ENTER, N_("go there"), N_("the row of this number or name"),
                SHEET_FIND),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("reads the session anew"),
                   SHEET_NOTHING | SHEET_ASKS)};
static const struct tui_actions TABLE = {ROWS, KEYS};

/* The cursor leaves no row half-typed. */
static bool may_go(struct sheet_list *s)
{
    if (!sheet_type_is_open(s))
        return true;
    screen_say(&s->screen, CANVAS_WARNING, "! %s",
               _("This row is not taken yet: Enter takes it, Ctrl-Z drops what is typed."));
    return false;
}

/* How a row answers to what was typed: by its own number best, then by a number without its zeros,
 * then by words of the name. */
enum fit { FIT_NOT, FIT_NAME, FIT_BARE, FIT_NUMBER };
static enum fit fit_of(const struct sheet_look_row *x, const char *typed)
{
    const char *bare = typed + strspn(typed, "0");
    if (strcasecmp(x->sbd, typed) == 0 || strcmp(x->paper, typed) == 0)
        return FIT_NUMBER;
    if (*bare && (strcasecmp(x->sbd + strspn(x->sbd, "0"), bare) == 0 ||
                  strcmp(x->paper + strspn(x->paper, "0"), bare) == 0))
        return FIT_BARE;
    return tui_filter_matches(typed, x->name) ? FIT_NAME : FIT_NOT;
}

static enum fit best_fit(const struct sheet_list *s)
{
    enum fit best = FIT_NOT;
    for (size_t i = 0; s->found[0] && i < s->look->rows; i++) {
        enum fit fit = fit_of(&s->look->row[i], s->found);
        best = fit > best ? fit : best;
    }
    return best;
}

/* The next row of this number or name, behind the last from the first on: one SBD may have several
 * papers. Nothing typed is what was typed before. */
static void find(struct sheet_list *s)
{
    struct tui_rows rows = sheet_list_rows(s);
    size_t count = s->look->rows, found = 0, first = 0;
    s->mode = SHEET_ROWS;
    if (s->find.text[0])
        snprintf(s->found, sizeof s->found, "%s", s->find.text);
    enum fit best = best_fit(s);
    for (size_t k = 1; best != FIT_NOT && k <= count; k++) {
        size_t i = (s->table.at + k) % count;
        if (fit_of(&s->look->row[i], s->found) == best && found++ == 0)
            first = i;
    }
    if (found)
        tui_table_go(&s->table, &rows, first);
    else
        screen_say(&s->screen, CANVAS_WARNING,
                   _("! %s: no row that is asked has this number or name"), s->found);
    if (found > 1)
        screen_say(&s->screen, CANVAS_DIM,
                   _("· %s has %zu rows here: Ctrl-F and Enter goes to the next."), s->found,
                   found);
}

static void act(struct screen *screen, int action, unsigned arg)
{
    struct sheet_list *s = (struct sheet_list *)screen;
    (void)arg;
    s->may_leave = false;
    switch (action) {
    case KEY_PRINT: print_mark(s); return;
    case KEY_LATER:
        if (s->look->rows)
            s->mode = SHEET_ROWS;
        else
            screen_say(screen, CANVAS_WARNING, "! %s", _("No row is asked."));
        return;
    case KEY_NEXT: sheet_type_enter(s); return;
    case KEY_UNDO: sheet_type_undo(s); return;
    case KEY_FIND:
        if (may_go(s)) {
            s->find = (struct tui_field){0};
            s->mode = SHEET_FIND;
        }
        return;
    case KEY_GO: find(s); return;
    case KEY_PAPER: screen->desk->print_paper(screen->desk, screen->about, s->mark); return;
    case KEY_AGAIN: look(s); return;
    default: return;
    }
}

static bool key(struct screen *screen, const struct keypress *k)
{
    struct sheet_list *s = (struct sheet_list *)screen;
    struct tui_rows rows = sheet_list_rows(s);
    s->may_leave = false;
    if (s->mode == SHEET_FIND)
        return tui_field_key(&s->find, k);
    if (s->mode != SHEET_ROWS)
        return false;
    switch (k->kind) {
    case KEYPRESS_CHAR: sheet_type_char(s, k->cp, k->is_pasted); return true;
    case KEYPRESS_BACKSPACE:
    case KEYPRESS_DELETE: sheet_type_rub(s); return true;
    case KEYPRESS_CTRL:
    case KEYPRESS_MOUSE:
    case KEYPRESS_GOTO: return false;
    default: return may_go(s) && tui_table_key(&s->table, &rows, k);
    }
}

/* Esc writes what was typed; where that is not possible, or a row is half-typed, it says so, and a
 * second one leaves: rows that were taken stay as a draft. */
static bool back(struct screen *screen)
{
    struct sheet_list *s = (struct sheet_list *)screen;
    if (s->mode == SHEET_FIND) {
        s->mode = SHEET_ROWS;
        return true;
    }
    if (s->may_leave)
        return false;
    if (sheet_type_is_open(s)) {
        s->may_leave = true;
        screen_say(screen, CANVAS_WARNING, "! %s",
                   _("The row under the cursor is not taken; Esc again leaves without it, the "
                     "draft keeps the others."));
        return true;
    }
    if (s->mode != SHEET_ROWS || sheet_keep_new(s) == 0)
        return false;
    write_rows(s);
    return true;
}

/* The rows taken are written, or stay as a draft where that was not possible. */
static const char *esc(const struct screen *screen)
{
    const struct sheet_list *s = (const struct sheet_list *)screen;
    if (s->mode != SHEET_ROWS || sheet_keep_new(s) == 0)
        return NULL;
    if (s->may_leave)
        return SCREEN_ESC_KEEPS;
    return sheet_type_is_open(s) ? NULL : N_("write, go back");
}

/* ---- what is seen ---- */

static uint64_t mode(const struct screen *screen)
{
    const struct sheet_list *s = (const struct sheet_list *)screen;
    return s->mode | (s->mode == SHEET_ROWS && s->mark[0] ? SHEET_PRINTS : 0);
}

static bool takes_text(const struct screen *screen)
{
    return mode(screen) & (SHEET_ROWS | SHEET_FIND);
}

static void head(struct screen *screen, struct screen_head *out)
{
    const struct sheet_list *s = (const struct sheet_list *)screen;
    struct sheet_counts n = sheet_list_count(s);
    snprintf(out->title, sizeof out->title, _("Signed sheet · %s"), screen->about);
    if (!s->look || s->look->rows == 0 || s->mode == SHEET_ASKS)
        return;
    snprintf(out->title, sizeof out->title,
             _("Signed sheet · %s · %zu rows by the mark %llu, %zu added"), screen->about,
             s->look->sampled, (unsigned long long)s->look->mark, s->look->added);
    out->right_role = n.other ? CANVAS_DANGER : CANVAS_HEAD;
    snprintf(out->right, sizeof out->right, _("%zu/%zu, %zu match, %zu do not"), n.said,
             s->look->rows, n.same, n.other);
}

static void line(struct screen *screen, struct buf *out)
{
    struct sheet_list *s = (struct sheet_list *)screen;
    struct sheet_request q = {.session = screen->about};
    if (!screen->desk->job.is_running && s->mode >= SHEET_ROWS && sheet_keep_words(s))
        q.row = (struct work_words){s->word, s->words};
    stack_line(&sheet_op, &q, out);
}

static void forget(struct screen *screen)
{
    struct sheet_list *s = (struct sheet_list *)screen;
    forget_rows(s);
    sheet_keep_free(s);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct sheet_list *x = (struct sheet_list *)s;
    if (x->mode == SHEET_FIND) {
        out->typed = x->find.text;
        out->asks = _("SBD, name or paper:");
    } else if (x->mode == SHEET_ROWS) {
        out->table = &x->table;
        out->rows = sheet_list_rows(x);
    }
}

static const char MARKS[] = N_(
    "In each row stands what the paper in your hand says, in the paper's order: the code of 16 "
    "letters (capitals or not, with or without blanks), - where the row says absent, / where "
    "it has no signature and no code, + where somebody signed and no code stands there. Behind it: "
    "● the code of what was collected; x "
    "another one, and the row says so; · nothing handed in, as the paper says; in brackets why a "
    "row is asked that no mark chose.");

const struct screen_ops sheet_screen = {.name = "sheet",
                                        .actions = &TABLE,
                                        .marks = MARKS,
                                        .mode = mode,
                                        .takes_text = takes_text,
                                        .act = act,
                                        .key = key,
                                        .focus = focus,
                                        .back = back,
                                        .esc = esc,
                                        .head = head,
                                        .draw = sheet_list_draw,
                                        .line = line,
                                        .tell = sheet_list_tell,
                                        .looked = looked,
                                        .done = done,
                                        .free = forget};

void sheet_open(struct desk *d, const char *session)
{
    struct sheet_list *s = screen_new(d, &sheet_screen, session, sizeof *s);
    if (s)
        s->mode = SHEET_NOTHING;
    if (stack_open(d, s ? &s->screen : NULL))
        look(s);
}
