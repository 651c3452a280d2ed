#include "tools/desk/session.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/tui/frame.h"
#include "app/tui/paragraph.h"
#include "tools/desk/choose.h"
#include "tools/desk/files.h"
#include "tools/desk/made.h"
#include "tools/desk/rules.h"
#include "tools/desk/session_parts.h"
#include "tools/work/fields.h"
#include "tools/work/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_NONE, KEY_NEXT, KEY_RUN, KEY_FILE, KEY_GO, KEY_FORM, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_NEXT, "Enter", ENTER, N_("next field, list"),
                N_("the next field, as Tab does; of a choice, the list. Shift-Tab goes back"),
                OPERATION_FORM),
    ACTIONS_LETTER(KEY_RUN, "Ctrl-S", "", 'S', N_("preview"),
                   N_("draws every paper and shows what would be made; nothing is written"),
                   OPERATION_FORM),
    ACTIONS_LETTER(KEY_FILE, "Ctrl-F", "", 'F', N_("find a file"),
                   N_("of a field that wants a file: looks for it on sticks and in folders"),
                   OPERATION_FORM),
    ACTIONS_BOTH(KEY_GO, "Enter/G", ENTER, "G", N_("do it"), N_("does what was previewed"),
                 OPERATION_PREVIEW),
    ACTIONS_BOTH(KEY_FORM, "Enter/R", ENTER, "R", N_("the form again"),
                 N_("back to the form, as it was filled in"), OPERATION_RESULT)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static struct session_form *form_of(struct screen *s)
{
    return (struct session_form *)s;
}

static struct session_new_request *request_of(struct session_form *f)
{
    return f->o.request;
}

/* ---- previewed, made ---- */

static void start(struct session_form *f, bool is_preview)
{
    f->o.is_preview = is_preview;
    if (!operation_build(&f->o, is_preview))
        return;
    if (!is_preview)
        request_of(f)->seen = f->seen;
    line_unsaid(session_op(f), f->o.request);
    stack_run(&f->o.screen, session_op(f), f->o.request);
}

/* A row that is not right is shown. False: there was one. */
static bool is_whole(struct session_form *f)
{
    struct tui_form *p = &f->o.form;
    bool is_right = tui_form_find_wrong(p) < 0;
    if (!is_right)
        screen_say(&f->o.screen, CANVAS_DANGER, "x %s: %s", p->row[p->at].label, tui_form_said(p));
    return is_right;
}

static void preview(struct session_form *f)
{
    struct tui_form *p = &f->o.form;
    char text[32];
    if (fields_tidy(session_field(f), p->row[p->at].input.text, text, sizeof text))
        tui_input_set(&p->row[p->at].input, text);
    session_tidy(f);
    if (is_whole(f))
        start(f, true);
}

/* Room for the passphrases first: once there are some, nothing may lack. */
static void go(struct session_form *f)
{
    struct desk *d = f->o.screen.desk;
    screen_free(f->made ? made_as_screen(f->made) : NULL);
    f->made = made_new(d, session_row(f, "")->input.text);
    if (!f->made || d->screens == STACK_DEPTH)
        screen_say(&f->o.screen, CANVAS_DANGER, "x %s", _("The memory is full."));
    else
        start(f, false);
}

static void add_findings(struct session_form *f, const struct findings *found)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct finding *x = &found->item[i];
        buf_printf(&f->o.page, "%s ", x->kind == FINDINGS_ERROR ? "x" : "!");
        if (x->line)
            buf_printf(&f->o.page, _("row %zu"), x->line);
        buf_printf(&f->o.page, "%s%s\n", x->line ? ": " : "", x->text);
    }
}

/* What would be made: how many papers, by what is filled in. The list was looked through before. */
static void write_plan(struct session_form *f, const struct session_new_reply *reply)
{
    struct buf *out = &f->o.page;
    buf_clear(out);
    f->o.is_done = false;
    buf_printf(out, _("%zu papers for %zu people were drawn; nothing is written.\n"), reply->papers,
               reply->candidates);
    for (int i = 0; i < f->o.form.rows; i++) {
        const struct tui_form_row *x = &f->o.form.row[i];
        bool is_path = f->o.row[i].field->kind == WORK_FILE && !x->shown;
        if (!x->is_hidden && (x->kind == TUI_FORM_FLAG ? x->is_on : x->input.text[0] != '\0'))
            buf_printf(out, "  %s: %s\n", x->label,
                       is_path ? file_base(x->input.text) : tui_form_value(x));
    }
}

static void add_places(struct session_form *f, const struct session_new_reply *reply)
{
    char turns[SEAT_LIST_SAID];
    buf_printf(&f->o.page, "\n%s\n", _("Who sits where:"));
    seat_list_say(&reply->turns, turns);
    if (reply->turns.most > 1) /* who sits at a seat stands in the order of the list */
        buf_printf(&f->o.page, "  %s\n", turns);
    buf_add_text(&f->o.page, reply->places);
}

static void write_page(struct session_form *f, struct job *job)
{
    const struct session_new_reply *reply = job->reply;
    bool is_plan = f->o.is_preview && job->rc == ERR_OK;
    if (is_plan)
        write_plan(f, reply);
    else
        operation_write_result(&f->o, job);
    add_findings(f, &reply->bank);
    add_findings(f, &reply->roster);
    if (is_plan && reply->places)
        add_places(f, reply);
    tui_pager_open(&f->o.pager, buf_text(&f->o.page));
}

static void finish(struct session_form *f, struct job *job)
{
    const struct session_new_reply *reply = job->reply;
    struct made *made = f->made;
    f->made = NULL;
    stack_finish(&f->o.screen);
    made_open(made, job, reply->papers, reply->candidates);
}

static void done(struct screen *s, struct job *job)
{
    struct session_form *f = form_of(s);
    if (f->o.is_preview && job->was_refused) { /* nothing was looked at: the form as it was */
        f->o.mode = OPERATION_FORM;
        return;
    }
    bool is_made = !f->o.is_preview && job->rc == ERR_OK;
    if (is_made && job->op == &session_new_op) {
        finish(f, job);
        return;
    }
    job_drop_secrets(job); /* of a session that was not made: they open nothing */
    write_page(f, job);
    bool may_go = f->o.is_preview && job->rc == ERR_OK;
    f->o.mode = may_go ? OPERATION_PREVIEW : OPERATION_RESULT;
    if (!may_go)
        return;
    memcpy(f->seen, ((const struct session_new_reply *)job->reply)->roster_hash, sizeof f->seen);
    screen_say(s, CANVAS_DIM, "%s", _("Nothing is written yet. Enter or G does it."));
}

/* ---- keys ---- */

static void find_file(struct session_form *f)
{
    const struct work_field *x = session_field(f);
    if (x->kind == WORK_FILE)
        files_open(f->o.screen.desk,
                   strcmp(x->option, "--roster") == 0 ? FILE_KIND_ROSTER : FILE_KIND_ANY,
                   f->o.form.row[f->o.form.at].label);
    else
        screen_say(&f->o.screen, CANVAS_WARNING, "! %s", _("This field wants no file."));
}

static void ask_choice(struct session_form *f)
{
    const struct tui_form_row *row = &f->o.form.row[f->o.form.at];
    struct work_choices choices;
    struct err e = {0};
    const char *option = session_field(f)->option;
    if (option && strcmp(option, "--profile") == 0)
        rules_open(f->o.screen.desk, 0, row->input.text);
    else if (session_choose(f, &choices, &e) != ERR_OK)
        screen_say_error(&f->o.screen, &e);
    else if (session_has_words(option))
        choose_open_said(f->o.screen.desk, "choice", row->label, &choices, row->input.text);
    else
        choose_open(f->o.screen.desk, "choice", row->label, &choices, row->input.text);
}

static void form_key(struct session_form *f, const struct keypress *k)
{
    enum tui_form_came came = tui_form_key(&f->o.form, k);
    if (came == TUI_FORM_ASKS)
        ask_choice(f);
    else if (came == TUI_FORM_LAST)
        preview(f);
    else if (came == TUI_FORM_TAKEN)
        session_tidy(f);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct session_form *f = form_of(s);
    (void)arg;
    switch (action) {
    case KEY_NEXT: form_key(f, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    case KEY_RUN: preview(f); return;
    case KEY_FILE: find_file(f); return;
    case KEY_GO: go(f); return;
    case KEY_FORM:
        f->o.mode = OPERATION_FORM;
        session_look(f);
        return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct session_form *f = form_of(s);
    if (f->o.mode != OPERATION_FORM)
        return tui_pager_key(&f->o.pager, k);
    form_key(f, k);
    return true;
}

static bool back(struct screen *s)
{
    struct session_form *f = form_of(s);
    if (f->o.mode == OPERATION_RESULT && f->o.is_done) {
        stack_finish(s);
        return true;
    }
    bool is_form = f->o.mode == OPERATION_FORM;
    f->o.mode = OPERATION_FORM;
    return !is_form;
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct session_form *f = form_of(s);
    struct tui_form *p = &f->o.form;
    (void)what;
    (void)count;
    if (!tui_input_set(&p->row[p->at].input, choice[0]))
        screen_say(s, CANVAS_DANGER, "x %s", _("The path is too long."));
    session_tidy(f);
}

/* ---- what is seen ---- */

static uint64_t mode(const struct screen *s)
{
    return ((const struct session_form *)s)->o.mode;
}

static bool takes_text(const struct screen *s)
{
    return mode(s) == OPERATION_FORM;
}

static bool is_unwritten(const struct screen *s)
{
    return tui_form_is_changed(&((const struct session_form *)s)->o.form);
}

static const char *esc(const struct screen *s)
{
    const struct session_form *f = (const struct session_form *)s;
    return f->o.mode == OPERATION_FORM && is_unwritten(s) ? SCREEN_ESC_KEEPS : NULL;
}

static void head(struct screen *s, struct screen_head *out)
{
    struct session_form *f = form_of(s);
    snprintf(out->title, sizeof out->title, "%s", _("New session"));
    screen_head_training(out, session_row(f, "--training")->is_on);
    if (f->o.mode == OPERATION_PREVIEW && !job_writes(&s->desk->job)) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s", _("NOTHING WRITTEN YET"));
    } else if (f->papers) {
        snprintf(out->right, sizeof out->right, _("%zu people · %zu papers"), f->people, f->papers);
    }
}

/* With the names of the form's rows for the options. */
static void draw_hint(struct session_form *f, struct canvas *v, int row)
{
    struct buf said;
    buf_init(&said, SCREEN_LINE_MAX);
    fields_say_labels(session_op(f), session_hint(f), &said);
    tui_paragraph(v, row, 3, v->cols - 6, CANVAS_DIM, buf_text(&said));
    buf_free(&said);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct session_form *f = form_of(s);
    if (f->o.mode == OPERATION_FORM) { /* what is said at the cursor may be too long for its row */
        tui_form_draw(v, &f->o.form, row + 1, 0, end - row - 3, v->cols - 1);
        if (session_is_silent(f))
            tui_message(v, end, v->cols - 6, CANVAS_DANGER,
                        _("The office's folder does not answer; what was seen last stands here."));
        else
            draw_hint(f, v, end - 1);
    } else {
        tui_pager_draw(v, &f->o.pager, row + 1, 1, end - row - 1, v->cols - 2);
    }
}

static void line(struct screen *s, struct buf *out)
{
    struct session_form *f = form_of(s);
    if (s->desk->job.is_running || operation_build(&f->o, false))
        stack_line(session_op(f), f->o.request, out);
}

static void tell(struct screen *s, struct buf *out)
{
    struct session_form *f = form_of(s);
    if (f->o.mode == OPERATION_FORM)
        screen_tell_form(&f->o.form, out);
    else
        buf_printf(out, "%s\n", f->o.pager.text);
}

static void refresh(struct screen *s, bool is_language)
{
    struct session_form *f = form_of(s);
    if (!is_language)
        return;
    session_refresh_form(f);
    if (f->o.mode == OPERATION_PREVIEW && stack_top(s->desk) == s)
        start(f, true); /* its page is told in the language of the preview */
}

static void forget(struct screen *s)
{
    struct session_form *f = form_of(s);
    screen_free(f->made ? made_as_screen(f->made) : NULL);
    bank_list_op.forget(&f->banks);
    free(f->bank_name);
    fields_free_choices(&f->taken);
    tui_pager_free(&f->o.pager);
    buf_free(&f->o.page);
    operation_free_form(&f->o);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct session_form *f = form_of(s);
    if (f->o.mode == OPERATION_FORM)
        out->form = &f->o.form;
    else
        out->pager = &f->o.pager;
}

const struct screen_ops session_screen = {.name = "session",
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
                                          .looked = session_looked,
                                          .done = done,
                                          .chosen = chosen,
                                          .refresh = refresh,
                                          .free = forget};

/* ---- opening ---- */

static struct session_form *make(struct desk *d)
{
    struct screen *draft = stack_take_draft(d, &session_screen, "");
    if (draft)
        return form_of(draft);
    struct session_form *f = screen_new(d, &session_screen, "", sizeof *f);
    if (!f)
        return NULL;
    f->o.op = &session_commit_op; /* the fields of both */
    f->o.mode = OPERATION_FORM;
    f->o.pager.text = "";
    buf_init(&f->o.page, OPERATION_PAGE_MAX);
    if (session_make_form(f)) {
        tui_form_keep(&f->o.form);
        return f;
    }
    screen_free(&f->o.screen);
    return NULL;
}

static void fill(struct session_form *f, const char *option, const char *text)
{
    tui_input_set(&session_row(f, option)->input, text ? text : "");
}

void session_open_form(struct desk *d)
{
    struct session_form *f = make(d);
    if (f)
        session_refresh_form(f);
    stack_open(d, f ? &f->o.screen : NULL);
}

void session_open_roster(struct desk *d, const struct roster_check_request *roster,
                         const struct roster_summary *summary)
{
    struct session_form *f = make(d);
    struct buf columns;
    bool is_typed = f && is_unwritten(&f->o.screen);
    if (!f) {
        stack_open(d, NULL);
        return;
    }
    buf_init(&columns, TUI_INPUT_MAX - 1);
    for (size_t i = 0; roster->column[i]; i++)
        fields_add_word(&columns, roster->column[i]);
    fill(f, "--roster", roster->file);
    fill(f, "--bank", roster->bank);
    fill(f, "--profile", roster->profile);
    fill(f, "--column", buf_text(&columns));
    session_row(f, "--column")->is_hidden = true; /* they are given on the roster's screen */
    f->people = summary->people;
    f->papers = summary->papers;
    f->seats = summary->seats;
    f->o.mode = OPERATION_FORM;
    session_refresh_form(f);
    if (!is_typed)
        tui_form_keep(&f->o.form);
    if (stack_open(d, &f->o.screen) && columns.failed)
        screen_say(&f->o.screen, CANVAS_DANGER, "x %s",
                   _("Too many columns were given a meaning: rename some in Excel."));
    buf_free(&columns);
}
