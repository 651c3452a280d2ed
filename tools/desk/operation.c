#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/desk/files.h"
#include "tools/desk/operation_parts.h"
#include "tools/work/fields.h"
#include "tools/work/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_NONE,
    KEY_NEXT,
    KEY_RUN,
    KEY_FILE,
    KEY_CLEAR,
    KEY_GO,
    KEY_SIGN,
    KEY_FORM,
    KEY_ON,
    KEY_FORM_ALL_THE_SAME,
    KEY_SHEET,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_NEXT, "Enter", ENTER, N_("next field, list"),
                N_("the next field, as Tab does; of a choice, the list. Shift-Tab goes back"),
                OPERATION_FORM),
    ACTIONS_LETTER(KEY_RUN, "Ctrl-S", "", 'S', N_("go on"),
                   N_("shows what would happen; what only looks is done at once"), OPERATION_FORM),
    ACTIONS_LETTER(KEY_FILE, "Ctrl-F", "", 'F', N_("find a file"),
                   N_("of a field that wants a file: looks for it on sticks and in folders"),
                   OPERATION_FORM),
    ACTIONS_LETTER(KEY_CLEAR, "Ctrl-U", "", 'U', "", N_("empties the field"), OPERATION_FORM),
    ACTIONS_BOTH(KEY_GO, "Enter/G", ENTER, "G", N_("do it"), N_("does what was previewed"),
                 OPERATION_PREVIEW),
    ACTIONS_KEY(KEY_SIGN, "Enter", ENTER, N_("do it"), N_("does it when the word is right"),
                OPERATION_WORD),
    ACTIONS_BOTH(KEY_FORM, "Enter/R", ENTER, "R", N_("the form again"),
                 N_("back to the form, as it was filled in"), OPERATION_RESULT),
    ACTIONS_KEY(KEY_ON, "Enter", ENTER, N_("go on"), N_("back to where it was asked for"),
                OPERATION_END),
    ACTIONS_LETTER(KEY_FORM_ALL_THE_SAME, "R", "R", 0, N_("the form again"),
                   N_("back to the form, as it was filled in"), OPERATION_END),
    ACTIONS_LETTER(KEY_SHEET, "V", "V", 0, N_("signed sheet"),
                   N_("the rows of the signed sheet, to be typed"), OPERATION_SHEET)};
static const struct tui_actions TABLE = {ROWS, KEYS};

/* ---- running ---- */

/* Stays while the preview is read. */
static void say_waiting(struct operation *o)
{
    if (o->caution[0])
        screen_say(&o->screen, CANVAS_WARNING, "! %s %s", o->caution, _("Enter or G does it."));
    else
        screen_say(&o->screen, CANVAS_DIM, "%s", _("Nothing is written yet. Enter or G does it."));
}

static void start(struct operation *o, bool is_preview)
{
    o->is_preview = is_preview;
    if (!operation_build(o, is_preview))
        return;
    if (!is_preview && !operation_make_room(o))
        return;
    line_unsaid(o->op, o->request);
    stack_run_seen(&o->screen, o->op, o->request, is_preview ? &(struct work_basis){0} : &o->seen);
}

/* What it would be made from now; where that cannot be told, it says so when it is done. */
static void look(struct operation *o)
{
    struct err ignored = {0};
    o->seen.is_known = o->op->look && o->op->look(o->screen.desk->setup.work, o->request,
                                                  o->seen.hash, &ignored) == ERR_OK;
}

static void run(struct operation *o)
{
    if (tui_form_find_wrong(&o->form) >= 0) {
        screen_say(&o->screen, CANVAS_DANGER, "x %s: %s", o->form.row[o->form.at].label,
                   tui_form_said(&o->form));
        return;
    }
    struct err e = {0};
    operation_settle(o);
    bool is_whole = operation_build(o, false);
    if (is_whole && o->op->judge && o->op->judge(o->request, &e) != ERR_OK) {
        screen_say_error(&o->screen, &e);
        return;
    }
    if (o->op->preview || !is_whole || !work_op_writes(o->op, o->request)) {
        start(o, o->op->preview != NULL);
        return;
    }
    look(o);
    o->caution[0] = '\0';
    operation_write_plan(o);
    o->mode = OPERATION_PREVIEW;
}

static void go(struct operation *o)
{
    const char *word = o->op->word_of ? o->op->word_of(o->request) : o->op->word;
    if (!word) {
        start(o, false);
        return;
    }
    char asks[SCREEN_SAID];
    snprintf(asks, sizeof asks, _("Type %s, then Enter, to do it:"), word);
    snprintf(o->sentence, sizeof o->sentence, "%s %s",
             o->op->spares ? _(o->op->spares) : _("This cannot be undone."), asks);
    tui_word_ask(&o->word, o->sentence, word);
    o->mode = OPERATION_WORD;
}

static void word_key(struct operation *o, const struct keypress *k)
{
    enum tui_word_came came = screen_word_key(&o->screen, &o->word, k);
    if (came == TUI_WORD_GIVEN)
        start(o, false);
    else if (came == TUI_WORD_LEFT)
        o->mode = OPERATION_PREVIEW;
}

/* The form comes back with the cursor on what it lacked. */
static void go_to_lack(struct operation *o, const char *option)
{
    int row = option ? operation_find_row(o, option, 0) : -1;
    if (row >= 0)
        o->form.at = row;
}

static void done(struct screen *s, struct job *job)
{
    struct operation *o = (struct operation *)s;
    if (o->is_preview && job->was_refused) { /* nothing was looked at: the form as it was */
        o->mode = OPERATION_FORM;
        return;
    }
    if (!o->is_preview && operation_show_secrets(o, job))
        return;
    if (o->is_preview)
        o->seen = s->desk->setup.work->read;
    operation_write_result(o, job);
    if (o->is_done)
        tui_form_keep(&o->form);
    if (o->is_done && o->leads_back && operation_is_silent(job)) {
        char text[SCREEN_SAID];
        snprintf(text, sizeof text, "● %s",
                 strcmp(o->op->name, "papers") == 0 ? operation_next(o) : _("Done."));
        stack_finish_saying(s, CANVAS_SAVED, text);
        return;
    }
    if (o->is_preview && o->op->lacks && operation_came_through(job))
        go_to_lack(o, o->op->lacks(o->request, job->reply));
    bool is_refused = job->rc == ERR_NO && job->err.text[0]; /* or was stopped */
    bool may_go = o->is_preview && operation_came_through(job) && !is_refused;
    o->mode = may_go ? OPERATION_PREVIEW : OPERATION_RESULT;
    o->caution[0] = '\0';
    if (may_go && o->op->caution)
        o->op->caution(job->reply, o->caution, sizeof o->caution);
    if (may_go)
        say_waiting(o);
}

/* ---- keys ---- */

static void find_file(struct operation *o)
{
    const struct work_field *f = o->form.rows ? o->row[o->form.at].field : NULL;
    if (f && (f->kind == WORK_FOLDER || f->settle))
        files_open_folder(o->screen.desk, o->form.row[o->form.at].label);
    else if (f && f->kind == WORK_FILE)
        files_open(o->screen.desk, FILE_KIND_ANY, o->form.row[o->form.at].label);
    else
        screen_say(&o->screen, CANVAS_WARNING, "! %s", _("This field wants no file."));
}

static void ask_choice(struct operation *o)
{
    int at = o->form.at;
    struct work_choices choices;
    struct err e = {0};
    const struct work_field *f = o->row[at].field;
    operation_build(o, false);
    if (fields_choose(o->screen.desk->setup.work, f, o->request, &choices, &e) != ERR_OK)
        screen_say_error(&o->screen, &e);
    else if (f->is_proposed && o->form.row[at].state != TUI_FORM_RIGHT)
        choose_find_said(o->screen.desk, "choice", o->form.row[at].label, &choices,
                         o->form.row[at].input.text);
    else
        ((operation_is_said(f) && f->option) || f->is_proposed ? choose_open_said : choose_open)(
            o->screen.desk, "choice", o->form.row[at].label, &choices, o->form.row[at].input.text);
}

/* A letter on a choice is the beginning of one: it is typed in the list. */
static bool is_typed_choice(const struct operation *o, const struct keypress *k)
{
    return k->kind == KEYPRESS_CHAR && k->cp != ' ' && o->form.rows &&
           o->form.row[o->form.at].kind == TUI_FORM_CHOICE;
}

static void form_key(struct operation *o, const struct keypress *k)
{
    if (is_typed_choice(o, k)) {
        ask_choice(o);
        struct screen *list = stack_top(o->screen.desk);
        if (list != &o->screen)
            screen_key(list, k);
        return;
    }
    switch (tui_form_key(&o->form, k)) {
    case TUI_FORM_ASKS: ask_choice(o); return;
    case TUI_FORM_LAST: run(o); return;
    case TUI_FORM_TAKEN:
    case TUI_FORM_NOTHING: return;
    }
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct operation *o = (struct operation *)s;
    (void)arg;
    switch (action) {
    case KEY_NEXT: form_key(o, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    case KEY_RUN: run(o); return;
    case KEY_FILE: find_file(o); return;
    case KEY_CLEAR: form_key(o, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'U'}); return;
    case KEY_GO: go(o); return;
    case KEY_SIGN: word_key(o, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    case KEY_FORM:
    case KEY_FORM_ALL_THE_SAME: o->mode = OPERATION_FORM; return;
    case KEY_ON: stack_finish(s); return;
    case KEY_SHEET: s->desk->open_sheet(s->desk, o->sheet); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct operation *o = (struct operation *)s;
    if (o->mode == OPERATION_FORM)
        form_key(o, k);
    else if (o->mode == OPERATION_WORD)
        word_key(o, k);
    else if (!tui_pager_key(&o->pager, k))
        return false;
    else if (o->mode == OPERATION_PREVIEW) /* reading on decides nothing */
        say_waiting(o);
    return true;
}

/* What is done is no draft; of what another screen filled in nobody saw the form. */
static bool back(struct screen *s)
{
    struct operation *o = (struct operation *)s;
    if (o->mode == OPERATION_FORM)
        return false;
    if (o->mode == OPERATION_WORD) {
        o->mode = OPERATION_PREVIEW;
        say_waiting(o);
    } else if (o->is_shown_at_once || (o->mode == OPERATION_RESULT && o->is_done))
        stack_finish(s);
    else
        o->mode = OPERATION_FORM;
    return true;
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct operation *o = (struct operation *)s;
    if (strcmp(what, "choice") != 0) {
        operation_take_paths(o, choice, count);
        return;
    }
    operation_set_row(o, o->form.at, choice[0]);
    tui_form_judge(&o->form);
}

/* ---- what is seen ---- */

static uint64_t mode(const struct screen *s)
{
    const struct operation *o = (const struct operation *)s;
    bool leads_back = o->is_shown_at_once || o->is_asked;
    if (o->mode == OPERATION_RESULT && o->is_done && leads_back)
        return OPERATION_END;
    return o->mode | (o->mode == OPERATION_RESULT && o->sheet[0] ? OPERATION_SHEET : 0);
}

static bool takes_text(const struct screen *s)
{
    return mode(s) & (OPERATION_FORM | OPERATION_WORD);
}

static bool is_unwritten(const struct screen *s)
{
    const struct operation *o = (const struct operation *)s;
    return (o->op->use & WORK_WRITES) && tui_form_is_changed(&o->form);
}

static const char *esc(const struct screen *s)
{
    const struct operation *o = (const struct operation *)s;
    return o->mode == OPERATION_FORM && is_unwritten(s) ? SCREEN_ESC_KEEPS : NULL;
}

static void head(struct screen *s, struct screen_head *out)
{
    struct operation *o = (struct operation *)s;
    const char *help = _(o->about ? o->about : o->op->help);
    size_t title = strcspn(help, ".;:?");
    char about[SCREEN_ABOUT] = "";
    if (s->desk->job.is_running || operation_build(o, false))
        fields_subject(o->op, o->request, about, sizeof about);
    snprintf(out->title, sizeof out->title, "%s%s%.*s", about, about[0] ? " · " : "",
             (int)(title + (help[title] == '?')), help);
    if (o->mode & (OPERATION_PREVIEW | OPERATION_WORD) && !job_writes(&s->desk->job)) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s", _("NOTHING WRITTEN YET"));
    }
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct operation *o = (struct operation *)s;
    if (o->mode == OPERATION_FORM) {
        operation_draw_form(o, v, row, end);
        return;
    }
    int below = o->mode == OPERATION_WORD ? 4 : 0;
    tui_pager_draw(v, &o->pager, row + 1, 1, end - row - 1 - below, v->cols - 2);
    if (o->mode == OPERATION_WORD)
        tui_word_draw(v, end - below + 1, 3, v->cols - 6, &o->word);
}

static void line(struct screen *s, struct buf *out)
{
    struct operation *o = (struct operation *)s;
    if (!s->desk->job.is_running && !operation_build(o, false))
        return;
    line_write(o->op, o->request, out);
}

static void tell(struct screen *s, struct buf *out)
{
    struct operation *o = (struct operation *)s;
    if (o->mode != OPERATION_FORM) {
        buf_printf(out, "%s\n", o->pager.text);
        return;
    }
    operation_say_meanings(o);
    if (o->op->needs)
        buf_printf(out, "%s\n", _(o->op->needs));
    if (o->signer[0])
        buf_printf(out, _("Signed by: %s (as the settings have it)"), o->signer);
    buf_add_text(out, o->signer[0] ? "\n" : "");
    screen_tell_form(&o->form, out);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        operation_refresh_form((struct operation *)s);
}

static void forget(struct screen *s)
{
    struct operation *o = (struct operation *)s;
    tui_pager_free(&o->pager);
    buf_free(&o->page);
    operation_free_room(o);
    operation_free_form(o);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct operation *o = (struct operation *)s;
    if (o->mode == OPERATION_FORM)
        out->form = &o->form;
    else if (o->mode != OPERATION_WORD)
        out->pager = &o->pager;
    if (o->mode != OPERATION_WORD)
        return;
    out->typed = o->word.typed.text;
    out->asks = o->sentence;
}

const struct screen_ops operation_screen = {.name = "operation",
                                            .actions = &TABLE,
                                            .keeps_draft = true,
                                            .mode = mode,
                                            .takes_text = takes_text,
                                            .act = act,
                                            .key = key,
                                            .focus = focus,
                                            .back = back,
                                            .is_unwritten = is_unwritten,
                                            .esc = esc,
                                            .head = head,
                                            .draw = draw,
                                            .line = line,
                                            .tell = tell,
                                            .done = done,
                                            .chosen = chosen,
                                            .refresh = refresh,
                                            .free = forget};

/* ---- opening ---- */

static struct operation *make(struct desk *d, const struct work_op *op, bool is_anew)
{
    char name[SCREEN_ABOUT];
    snprintf(name, sizeof name, "%s %s", op->name, op->sub ? op->sub : "");
    struct screen *draft = stack_take_draft(d, &operation_screen, name);
    if (draft && !is_anew) {
        operation_refresh_form((struct operation *)draft);
        return (struct operation *)draft;
    }
    screen_free(draft);
    struct operation *o = screen_new(d, &operation_screen, name, sizeof *o);
    if (!o)
        return NULL;
    o->op = op;
    o->mode = OPERATION_FORM;
    o->pager.text = "";
    buf_init(&o->page, OPERATION_PAGE_MAX);
    if (operation_make_form(o)) {
        tui_form_keep(&o->form);
        return o;
    }
    screen_free(&o->screen);
    return NULL;
}

void operation_open(struct desk *d, const struct work_op *op)
{
    struct operation *o = make(d, op, false);
    stack_open(d, o ? &o->screen : NULL);
}

static const struct work_op *find(const struct desk *d, char *const *word, size_t count,
                                  size_t *used)
{
    for (const struct work_op *const *op = d->setup.op; *op; op++) {
        size_t n = (*op)->sub ? 2 : 1;
        if (count >= n && strcmp(word[0], (*op)->name) == 0 &&
            (n == 1 || strcmp(word[1], (*op)->sub) == 0)) {
            *used = n;
            return *op;
        }
    }
    return NULL;
}

static struct operation *open_command(struct desk *d, const char *command, bool *is_known)
{
    struct fields_words w;
    struct err ignored = {0};
    size_t used = 0;
    *is_known = false;
    if (fields_split(command, &w, &ignored) != ERR_OK)
        return NULL;
    bool is_called = w.count > 1 && strcmp(w.word[0], "sathachctl") == 0;
    const struct work_op *op = is_called ? find(d, w.word + 1, w.count - 1, &used) : NULL;
    struct operation *o = op ? make(d, op, true) : NULL;
    if (o) {
        operation_fill(o, w.word + 1 + used, w.count - 1 - used);
        tui_form_keep(&o->form); /* another screen's words are typed by nobody */
    }
    *is_known = op != NULL;
    bool is_open = op && stack_open(d, o ? &o->screen : NULL);
    fields_free_words(&w);
    return is_open ? o : NULL;
}

/* Onto the first row that is still to be filled in. */
bool operation_open_command(struct desk *d, const char *command)
{
    bool is_known;
    struct operation *o = open_command(d, command, &is_known);
    for (int i = 0; o && i < o->form.rows; i++)
        if (o->form.row[i].state != TUI_FORM_RIGHT) {
            o->form.at = i;
            break;
        }
    return is_known;
}

static void open_filled(struct desk *d, const char *command, const char *about, bool leads_back)
{
    bool is_known;
    struct operation *o = open_command(d, command, &is_known);
    if (!o)
        return;
    o->about = about;
    o->is_shown_at_once = true;
    o->leads_back = leads_back;
    run(o);
}

void operation_preview_as(struct desk *d, const char *command, const char *about)
{
    open_filled(d, command, about, false);
}

void operation_preview_then_back(struct desk *d, const char *command, const char *about)
{
    open_filled(d, command, about, true);
}

void operation_preview(struct desk *d, const char *command)
{
    operation_preview_as(d, command, NULL);
}

static void open_asked(struct desk *d, const char *command, const char *about, const char *option,
                       bool leads_back)
{
    bool is_known;
    struct operation *o = open_command(d, command, &is_known);
    int row = o ? operation_find_row(o, option, 0) : -1;
    if (o) {
        o->about = about;
        o->is_asked = true;
        o->leads_back = leads_back;
    }
    if (row >= 0)
        o->form.at = row;
}

void operation_ask(struct desk *d, const char *command, const char *about, const char *option)
{
    open_asked(d, command, about, option, false);
}

void operation_ask_then_back(struct desk *d, const char *command, const char *about,
                             const char *option)
{
    open_asked(d, command, about, option, true);
}

void operation_say_signer(struct desk *d, const char *signer)
{
    struct screen *s = stack_top(d);
    if (s->ops == &operation_screen && signer)
        snprintf(((struct operation *)s)->signer, sizeof((struct operation *)s)->signer, "%s",
                 signer);
}

void operation_grade(struct desk *d, const char *session)
{
    char command[SCREEN_ABOUT + 32];
    snprintf(command, sizeof command, "sathachctl grade %s", session);
    operation_preview(d, command);
}
