#include "tools/desk/question.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/form.h"
#include "app/tui/paragraph.h"
#include "tools/work/bank_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_STEM, ROW_OPTION, ROW_ANSWER = ROW_OPTION + BANK_OPTIONS, ROW_NOTE, ROWS_COUNT };
enum { BANK_MAX = 40, PLACE_MAX = 200 };

static const char *const LETTERS[] = {"A", "B", "C", "D", NULL};

struct question {
    struct screen screen; /* about: "BANK FILE:LINE" */
    char bank[BANK_MAX], place[PLACE_MAX], wrong[SCREEN_SAID];
    char file[DRAFTS_PATH]; /* what is written from */
    struct bank_edit_request request;
    struct bank_edit_reply reply; /* the question as it stands in the file */
    bool has_block;               /* a question stands there */
    bool is_read;                 /* and the form shows it */
    bool is_edited;               /* what the editor left in `file` is not written yet */
    struct tui_form form;
    struct tui_form_row row[ROWS_COUNT];
    char text[ROWS_COUNT][TUI_INPUT_MAX];
};

/* ---- judged ---- */

static enum tui_form_state judge_option(const struct question *q, int row, char said[TUI_FORM_SAID])
{
    for (int i = ROW_OPTION; i < ROW_ANSWER; i++)
        if (i != row && strcmp(q->text[i], q->text[row]) == 0) {
            snprintf(said, TUI_FORM_SAID, _("the same as option %s: change one of them"),
                     LETTERS[i - ROW_OPTION]);
            return TUI_FORM_WRONG;
        }
    return TUI_FORM_RIGHT;
}

static enum tui_form_state judge(void *context, const struct tui_form *form, int row,
                                 char said[TUI_FORM_SAID])
{
    const struct question *q = context;
    bool is_empty = !q->text[row][strspn(q->text[row], " ")];
    (void)form;
    if (row == ROW_NOTE)
        return TUI_FORM_RIGHT;
    if (is_empty) {
        snprintf(said, TUI_FORM_SAID, "%s",
                 row == ROW_ANSWER ? _("which one is right: ← →") : _("is needed"));
        return TUI_FORM_OPEN;
    }
    return row >= ROW_OPTION && row < ROW_ANSWER ? judge_option(q, row, said) : TUI_FORM_RIGHT;
}

/* ---- read ---- */

static void name_rows(struct question *q)
{
    q->row[ROW_STEM].label = _("Question");
    for (int i = 0; i < BANK_OPTIONS; i++)
        q->row[ROW_OPTION + i].label = LETTERS[i];
    q->row[ROW_ANSWER].label = _("Answer");
    q->row[ROW_NOTE].label = _("Source");
}

/* False when it does not fit: the row would show another question. */
static bool fill(struct question *q, int row, const char *text)
{
    bool fits = text && strlen(text) < sizeof q->text[row] && !strchr(text, '\n');
    tui_input_free(&q->row[row].input);
    snprintf(q->text[row], sizeof q->text[row], "%s", fits ? text : "");
    tui_input_init(&q->row[row].input, q->text[row], sizeof q->text[row]);
    return fits || !text;
}

static bool show_read(struct question *q)
{
    const struct bank_edit_question *x = &q->reply.question;
    bool fits = fill(q, ROW_STEM, x->stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        fits &= fill(q, ROW_OPTION + i, x->option[i]);
    fits &= fill(q, ROW_ANSWER, x->answer >= 0 ? LETTERS[x->answer] : "");
    fits &= fill(q, ROW_NOTE, x->note ? x->note : "");
    q->row[ROW_ANSWER].kind = TUI_FORM_CHOICE;
    q->row[ROW_ANSWER].choice = LETTERS;
    q->form = (struct tui_form){.row = q->row, .rows = ROWS_COUNT, .judge = judge, .context = q};
    name_rows(q);
    tui_form_judge(&q->form);
    for (int i = 0; i < ROWS_COUNT; i++)
        q->row[i].was_left = x->reason[0] != '\0'; /* what lacks is seen at once */
    return fits;
}

static void read_place(struct question *q)
{
    struct err e = {0};
    q->request = (struct bank_edit_request){.bank = q->bank, .place = q->place};
    bank_edit_look_op.forget(&q->reply);
    memset(&q->reply, 0, sizeof q->reply);
    q->is_edited = false;
    q->has_block =
        stack_look(q->screen.desk, &bank_edit_look_op, &q->request, &q->reply, &e) == ERR_OK;
    q->is_read = q->has_block && show_read(q);
    if (!q->has_block)
        screen_say_error(&q->screen, &e);
    else if (!q->is_read)
        screen_say(&q->screen, CANVAS_WARNING, "! %s",
                   _("This question has several lines or is too long for a form: Ctrl-X opens it "
                     "in an editor."));
}

/* ---- written ---- */

/* The form as a question; the texts stay the form's. */
static struct bank_edit_question as_typed(struct question *q)
{
    struct bank_edit_question x = {.stem = q->text[ROW_STEM],
                                   .name = q->reply.question.name,
                                   .note = q->text[ROW_NOTE],
                                   .answer = q->text[ROW_ANSWER][0] - 'A'};
    for (int i = 0; i < BANK_OPTIONS; i++)
        x.option[i] = q->text[ROW_OPTION + i];
    return x;
}

static void send(struct question *q)
{
    q->request.from = q->file;
    q->request.was = q->reply.hash;
    stack_run(&q->screen, &bank_edit_op, &q->request);
}

static void write_question(struct question *q)
{
    struct err e = {0};
    if (!q->is_read)
        return;
    q->is_edited = false;
    if (tui_form_find_wrong(&q->form) >= 0) {
        screen_say(&q->screen, CANVAS_DANGER, "x %s: %s", q->row[q->form.at].label,
                   tui_form_said(&q->form));
        return;
    }
    struct bank_edit_question x = as_typed(q);
    if (drafts_next(&q->screen.desk->files, q->file, &e) != ERR_OK ||
        bank_edit_write(&x, q->file, &e) != ERR_OK) {
        screen_say_error(&q->screen, &e);
        return;
    }
    send(q);
}

/* ---- in an editor ---- */

/* What is typed, where it is a whole question; else what stands in the file. */
static enum err_code write_for_editor(struct question *q, struct err *e)
{
    enum err_code rc = drafts_next(&q->screen.desk->files, q->file, e);
    if (rc != ERR_OK)
        return rc;
    if (!q->is_read || tui_form_find_wrong(&q->form) >= 0)
        return file_write(q->file, q->reply.block.data, q->reply.block.len, FILE_NEW, e);
    struct bank_edit_question x = as_typed(q);
    return bank_edit_write(&x, q->file, e);
}

/* What was refused is opened as it was left. */
static void open_editor(struct question *q)
{
    const struct desk_setup *setup = &q->screen.desk->setup;
    struct err e = {0};
    enum err_code rc = ERR_OK;
    if (!q->has_block || !setup->edit)
        return;
    if (!q->is_edited)
        rc = write_for_editor(q, &e);
    if (rc == ERR_OK)
        rc = setup->edit(setup->edit_context, q->file, &e);
    if (rc != ERR_OK) {
        screen_say_error(&q->screen, &e);
        return;
    }
    q->is_edited = true;
    send(q);
}

static void done(struct screen *s, struct job *job)
{
    struct question *q = (struct question *)s;
    if (job->rc == ERR_CONFLICT) {
        screen_say(s, CANVAS_DANGER, "x %s",
                   _("The file was changed elsewhere. Ctrl-R reads it again; what is typed here "
                     "goes then."));
        return;
    }
    if (job->rc != ERR_OK) {
        screen_say_error(s, &job->err);
        return;
    }
    const struct bank_edit_reply *written = job->reply;
    const char *const told[] = {q->place, buf_text(&q->reply.block), written->after};
    stack_choose(s, "edited", told, sizeof told / sizeof told[0]);
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_NEXT, KEY_WRITE, KEY_EDITOR, KEY_UNDO, KEY_AGAIN, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_NEXT, "Enter", ENTER, N_("next field"), N_("the next field"), 1),
    ACTIONS_LETTER(KEY_WRITE, "Ctrl-S", "", 'S', N_("write, check again"),
                   N_("writes the question in its place, and checks the bank again"), 1),
    ACTIONS_LETTER(KEY_EDITOR, "Ctrl-X", "", 'X', N_("editor"),
                   N_("opens the question in the editor that VISUAL or EDITOR names, else nano"),
                   1),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', N_("take back"), N_("takes back what was typed"),
                   1),
    ACTIONS_LETTER(KEY_AGAIN, "Ctrl-R", "", 'R', N_("read again"),
                   N_("reads the question from its file again; what is typed goes"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void form_key(struct question *q, const struct keypress *k)
{
    if (!q->is_read)
        return;
    enum tui_form_came came = tui_form_key(&q->form, k);
    if (came == TUI_FORM_LAST)
        write_question(q);
    else if (came == TUI_FORM_ASKS)
        q->form.at++;
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct question *q = (struct question *)s;
    (void)arg;
    switch (action) {
    case KEY_NEXT: form_key(q, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    case KEY_WRITE: write_question(q); return;
    case KEY_EDITOR: open_editor(q); return;
    case KEY_UNDO: form_key(q, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'Z'}); return;
    case KEY_AGAIN: read_place(q); return;
    default: return;
    }
}

/* A letter chooses the answer, where that is asked for. */
static bool key(struct screen *s, const struct keypress *k)
{
    struct question *q = (struct question *)s;
    char letter = k->kind == KEYPRESS_CHAR ? text_plain_letter(k->cp) : '\0';
    if (q->is_read && q->form.at == ROW_ANSWER && letter >= 'A' && letter <= 'D') {
        tui_input_set(&q->row[ROW_ANSWER].input, LETTERS[letter - 'A']);
        tui_form_judge(&q->form);
        return true;
    }
    form_key(q, k);
    return true;
}

static bool takes_text(const struct screen *s)
{
    (void)s;
    return true;
}

/* ---- what is seen ---- */

static void head(struct screen *s, struct screen_head *out)
{
    const struct question *q = (const struct question *)s;
    snprintf(out->title, sizeof out->title, "%s", _("Edit a question"));
    snprintf(out->right, sizeof out->right, "banks/%s/%s", q->bank, q->place);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct question *q = (struct question *)s;
    char clean[TUI_INPUT_MAX];
    if (!q->is_read)
        return;
    tui_form_draw(v, &q->form, row + 1, 0, ROWS_COUNT, v->cols - 1);
    int cursor_row = v->cursor_row, cursor_col = v->cursor_col, below = row + ROWS_COUNT + 2;
    below = tui_paragraph(v, below, 3, v->cols - 6, CANVAS_PLAIN,
                          text_clean(q->text[q->form.at], clean, sizeof clean));
    if (tui_form_said(&q->form)[0])
        below = tui_paragraph(v, below, 3, v->cols - 6, CANVAS_DANGER, tui_form_said(&q->form));
    const char *wrong = q->reply.question.reason[0] ? q->reply.question.reason : q->wrong;
    if (wrong[0] && below + 1 < end)
        tui_paragraph(v, below + 1, 3, v->cols - 6, CANVAS_WARNING, wrong);
    canvas_cursor(v, cursor_row, cursor_col);
}

static void line(struct screen *s, struct buf *out)
{
    struct question *q = (struct question *)s;
    struct bank_edit_request shown = {.bank = q->bank, .place = q->place, .from = "FILE"};
    stack_line(&bank_edit_op, &shown, out);
}

static void tell(struct screen *s, struct buf *out)
{
    const struct question *q = (const struct question *)s;
    const char *wrong = q->reply.question.reason[0] ? q->reply.question.reason : q->wrong;
    if (!q->is_read)
        return;
    screen_tell_form(&q->form, out);
    if (wrong[0])
        buf_printf(out, "! %s\n", wrong);
}

static void refresh(struct screen *s, bool is_language)
{
    struct question *q = (struct question *)s;
    if (!is_language || !q->is_read)
        return;
    name_rows(q);
    tui_form_judge(&q->form);
}

static void forget(struct screen *s)
{
    struct question *q = (struct question *)s;
    for (int i = 0; i < ROWS_COUNT; i++)
        tui_input_free(&q->row[i].input);
    bank_edit_look_op.forget(&q->reply);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct question *q = (struct question *)s;
    if (q->is_read)
        out->form = &q->form;
}

const struct screen_ops question_screen = {.name = "question",
                                           .actions = &TABLE,
                                           .keeps_draft = true,
                                           .takes_text = takes_text,
                                           .act = act,
                                           .key = key,
                                           .focus = focus,
                                           .head = head,
                                           .draw = draw,
                                           .line = line,
                                           .tell = tell,
                                           .done = done,
                                           .refresh = refresh,
                                           .free = forget};

void question_open(struct desk *d, const char *bank, const char *place, const char *wrong)
{
    char about[SCREEN_ABOUT];
    snprintf(about, sizeof about, "%s %s", bank, place);
    struct screen *draft = stack_take_draft(d, &question_screen, about);
    if (draft) {
        stack_open(d, draft);
        return;
    }
    struct question *q = screen_new(d, &question_screen, about, sizeof *q);
    if (q) {
        snprintf(q->bank, sizeof q->bank, "%s", bank);
        snprintf(q->place, sizeof q->place, "%s", place);
        snprintf(q->wrong, sizeof q->wrong, "%s", wrong);
        read_place(q);
    }
    stack_open(d, q ? &q->screen : NULL);
}
