#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/desk/question_parts.h"

#include <stdio.h>
#include <string.h>

static const char WORD[] = "BO"; /* that takes a question out */

static void read_place(struct question *q)
{
    struct err e = {0};
    q->request = (struct bank_edit_request){.bank = q->bank, .place = q->place};
    bank_edit_look_op.forget(&q->reply);
    memset(&q->reply, 0, sizeof q->reply);
    q->is_edited = false;
    q->has_block =
        stack_look(q->screen.desk, &bank_edit_look_op, &q->request, &q->reply, &e) == ERR_OK;
    q->is_read = q->has_block && question_show_read(q);
    if (!q->has_block)
        screen_say_error(&q->screen, &e);
    else if (!q->is_read)
        screen_say(&q->screen, CANVAS_WARNING, "! %s",
                   _("This question has several lines or is too long for a form: Ctrl-X opens it "
                     "in an editor."));
}

/* ---- written ---- */

static void send(struct question *q)
{
    q->request = (struct bank_edit_request){
        .bank = q->bank, .place = q->place, .from = q->file, .was = q->reply.hash};
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
    struct bank_edit_question x = question_as_typed(q);
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
    struct bank_edit_question x = question_as_typed(q);
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

/* ---- taken out ---- */

static void ask_to_drop(struct question *q)
{
    if (!q->has_block)
        return;
    snprintf(q->sentence, sizeof q->sentence,
             _("This question goes from the bank; Ctrl-Z in the findings brings it back until the "
               "bank is left. Type %s, then Enter:"),
             WORD);
    tui_word_ask(&q->word, q->sentence, WORD);
    q->is_dropping = true;
}

static void word_key(struct question *q, const struct keypress *k)
{
    enum tui_word_came came = screen_word_key(&q->screen, &q->word, k);
    if (came == TUI_WORD_LEFT)
        q->is_dropping = false;
    if (came != TUI_WORD_GIVEN)
        return;
    q->request = (struct bank_edit_request){
        .bank = q->bank, .place = q->place, .is_dropped = true, .was = q->reply.hash};
    stack_run(&q->screen, &bank_edit_op, &q->request);
}

static void done(struct screen *s, struct job *job)
{
    struct question *q = (struct question *)s;
    bool was_dropped = q->request.is_dropped;
    q->is_dropping = false;
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
    stack_choose(s, was_dropped ? "dropped" : "edited", told, sizeof told / sizeof told[0]);
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_NEXT,
    KEY_WRITE,
    KEY_EDITOR,
    KEY_UNDO,
    KEY_AGAIN,
    KEY_CLEAR,
    KEY_DROP,
    KEY_WORD,
    KEYS
};
enum { FORM = 1, DROP = 2 /* its modes */, DROP_SHOWN = 640 /* bytes of what goes */ };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_NEXT, "Enter", ENTER, N_("next field"), N_("the next field"), FORM),
    ACTIONS_LETTER(KEY_WRITE, "Ctrl-S", "", 'S', N_("write, check again"),
                   N_("writes the question in its place, and checks the bank again"), FORM),
    ACTIONS_LETTER(KEY_EDITOR, "Ctrl-X", "", 'X', N_("editor"),
                   N_("opens the question in the editor that VISUAL or EDITOR names, else nano"),
                   FORM),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', N_("take back"), N_("takes back what was typed"),
                   FORM),
    ACTIONS_LETTER(KEY_AGAIN, "Ctrl-R", "", 'R', N_("read again"),
                   N_("reads the question from its file again; what is typed goes"), FORM),
    ACTIONS_LETTER(KEY_CLEAR, "Ctrl-U", "", 'U', "", N_("empties the field"), FORM),
    ACTIONS_LETTER(KEY_DROP, "Ctrl-D", "", 'D', N_("take out"),
                   N_("takes the question out of the bank, behind a word"), FORM),
    ACTIONS_KEY(KEY_WORD, "Enter", ENTER, N_("do it"), N_("does it when the word is right"), DROP)};

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

/* A key that does nothing says so. */
static void undo(struct question *q)
{
    if (q->is_read && q->row[q->form.at].input.steps == 0)
        screen_say(&q->screen, CANVAS_WARNING, "! %s",
                   _("Nothing was typed in this field that could be taken back."));
    else
        form_key(q, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'Z'});
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct question *q = (struct question *)s;
    (void)arg;
    switch (action) {
    case KEY_NEXT: form_key(q, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    case KEY_WRITE: write_question(q); return;
    case KEY_EDITOR: open_editor(q); return;
    case KEY_UNDO: undo(q); return;
    case KEY_CLEAR: form_key(q, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'U'}); return;
    case KEY_AGAIN: read_place(q); return;
    case KEY_DROP: ask_to_drop(q); return;
    case KEY_WORD: word_key(q, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    default: return;
    }
}

/* A letter chooses the answer, where that is asked for. */
static bool key(struct screen *s, const struct keypress *k)
{
    struct question *q = (struct question *)s;
    char letter = k->kind == KEYPRESS_CHAR ? text_plain_letter(k->cp) : '\0';
    if (q->is_dropping) {
        word_key(q, k);
        return true;
    }
    if (q->is_read && q->form.at == QUESTION_ANSWER && letter >= 'A' && letter <= 'D') {
        tui_input_set(&q->row[QUESTION_ANSWER].input, QUESTION_LETTERS[letter - 'A']);
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

static uint64_t mode(const struct screen *s)
{
    return ((const struct question *)s)->is_dropping ? DROP : FORM;
}

static bool back(struct screen *s)
{
    struct question *q = (struct question *)s;
    bool was_dropping = q->is_dropping;
    q->is_dropping = false;
    return was_dropping;
}

/* ---- what is seen ---- */

static void head(struct screen *s, struct screen_head *out)
{
    const struct question *q = (const struct question *)s;
    snprintf(out->title, sizeof out->title, "%s", _("Edit a question"));
    snprintf(out->right, sizeof out->right, "banks/%s/%s", q->bank, q->place);
}

/* What goes: the question and its options; one that could not be read, as it stands in its file. */
static void tell_whole(struct question *q, struct buf *out)
{
    const struct bank_edit_question *x = &q->reply.question;
    if (x->reason[0] || !x->stem) {
        buf_printf(out, "%s\n", buf_text(&q->reply.block));
        return;
    }
    buf_printf(out, "%s\n", x->stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        buf_printf(out, "%s %c  %s\n", i == x->answer ? "●" : " ", 'A' + i,
                   x->option[i] ? x->option[i] : "");
}

/* And the word. */
static void draw_drop(struct question *q, struct canvas *v, int row)
{
    char line[DROP_SHOWN], clean[DROP_SHOWN];
    struct buf whole;
    buf_init(&whole, 2 * BANK_EDIT_MAX);
    tell_whole(q, &whole);
    row++;
    for (const char *at = buf_text(&whole); *at; at += strspn(at, "\n")) {
        size_t n = strcspn(at, "\n");
        snprintf(line, sizeof line, "%.*s", (int)n, at);
        row = tui_paragraph(v, row, 3, v->cols - 6, CANVAS_PLAIN,
                            text_clean(line, clean, sizeof clean));
        at += n;
    }
    buf_free(&whole);
    tui_word_draw(v, row + 1, 3, v->cols - 6, &q->word);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct question *q = (struct question *)s;
    char clean[TUI_INPUT_MAX];
    if (q->is_dropping) {
        draw_drop(q, v, row);
        return;
    }
    if (!q->is_read)
        return;
    tui_form_draw(v, &q->form, row + 1, 0, QUESTION_ROWS, v->cols - 1);
    int cursor_row = v->cursor_row, cursor_col = v->cursor_col, below = row + QUESTION_ROWS + 2;
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
    struct bank_edit_request shown = {.bank = q->bank,
                                      .place = q->place,
                                      .from = q->is_dropping ? NULL : "FILE",
                                      .is_dropped = q->is_dropping};
    stack_line(&bank_edit_op, &shown, out);
}

static void tell(struct screen *s, struct buf *out)
{
    struct question *q = (struct question *)s;
    const char *wrong = q->reply.question.reason[0] ? q->reply.question.reason : q->wrong;
    if (q->is_dropping)
        tell_whole(q, out);
    if (!q->is_read || q->is_dropping)
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
    question_name_rows(q);
    tui_form_judge(&q->form);
}

static void forget(struct screen *s)
{
    struct question *q = (struct question *)s;
    for (int i = 0; i < QUESTION_ROWS; i++)
        tui_input_free(&q->row[i].input);
    bank_edit_look_op.forget(&q->reply);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct question *q = (struct question *)s;
    if (q->is_dropping) {
        out->typed = q->word.typed.text;
        out->asks = q->sentence;
    } else if (q->is_read) {
        out->form = &q->form;
    }
}

const struct screen_ops question_screen = {.name = "question",
                                           .actions = &TABLE,
                                           .keeps_draft = true,
                                           .mode = mode,
                                           .takes_text = takes_text,
                                           .back = back,
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

/* On the first field that something is wrong with, else on the question itself. */
static void go_to_fault(struct question *q)
{
    q->form.at = QUESTION_STEM;
    for (int i = 0; q->is_read && i < QUESTION_ROWS; i++)
        if (q->row[i].state != TUI_FORM_RIGHT) {
            q->form.at = i;
            return;
        }
}

/* What was put aside is of the file as it was; where only other questions of it changed meanwhile,
 * it goes on with the file of now. */
static void look_again(struct question *q)
{
    struct err e = {0};
    struct bank_edit_reply now = {0};
    const struct bank_edit_request wanted = {.bank = q->bank, .place = q->place};
    if (q->has_block &&
        stack_look(q->screen.desk, &bank_edit_look_op, &wanted, &now, &e) == ERR_OK &&
        strcmp(buf_text(&now.block), buf_text(&q->reply.block)) == 0)
        memcpy(q->reply.hash, now.hash, sizeof q->reply.hash);
    bank_edit_look_op.forget(&now);
}

static struct question *open_form(struct desk *d, const char *bank, const char *place,
                                  const char *wrong)
{
    char about[SCREEN_ABOUT];
    snprintf(about, sizeof about, "%s %s", bank, place);
    struct question *q = (struct question *)stack_take_draft(d, &question_screen, about);
    if (q) {
        look_again(q);
    } else if ((q = screen_new(d, &question_screen, about, sizeof *q))) {
        snprintf(q->bank, sizeof q->bank, "%s", bank);
        snprintf(q->place, sizeof q->place, "%s", place);
        read_place(q);
    }
    if (q) {
        snprintf(q->wrong, sizeof q->wrong, "%s", wrong);
        go_to_fault(q);
    }
    return stack_open(d, q ? &q->screen : NULL) ? q : NULL;
}

void question_open(struct desk *d, const char *bank, const char *place, const char *wrong)
{
    open_form(d, bank, place, wrong);
}

void question_drop(struct desk *d, const char *bank, const char *place, const char *wrong)
{
    struct question *q = open_form(d, bank, place, wrong);
    if (q)
        ask_to_drop(q);
}
