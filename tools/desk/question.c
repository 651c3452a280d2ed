#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/question_parts.h"

#include <stdio.h>
#include <string.h>

/* ---- read ---- */

/* Takes what was read; the rest is the look's. */
static void take_read(struct question *q, struct question_look *t)
{
    q->is_edited = false;
    q->screen.said[0] = '\0';
    bank_edit_look_op.forget(&q->reply);
    bank_repair_look_op.forget(&q->kept);
    q->reply = t->reply;
    q->kept = t->kept;
    t->reply = (struct bank_edit_reply){0};
    t->kept = (struct bank_repair_reply){0};
    q->has_block = t->rc == ERR_OK;
    q->is_read = q->has_block && question_show_read(q);
    if (!q->has_block)
        screen_say_error(&q->screen, &t->err);
    else if (!q->is_read)
        screen_say(&q->screen, CANVAS_WARNING, "! %s",
                   _("This question is too long for a form: Ctrl-X opens it in an editor."));
}

static void came_again(struct screen *s, struct looks_task *task)
{
    take_read((struct question *)s, (struct question_look *)task);
    question_free_look(task);
}

static void read_again(struct question *q)
{
    question_begin_look(&q->screen, question_make_look(q->bank, q->place, q->number), came_again);
}

/* ---- written ---- */

static void send(struct question *q)
{
    if (question_is_rejected(q)) {
        question_send_rejected(q);
        return;
    }
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
    bool is_whole = q->is_read && tui_form_find_wrong(&q->form) < 0;
    if (!is_whole && !question_is_rejected(q))
        return file_write(q->file, q->reply.block.data, q->reply.block.len, FILE_NEW, e);
    if (!q->is_read) /* what was read of one that the form cannot hold */
        return bank_edit_write(question_read(q), q->file, e);
    struct bank_edit_question x = question_as_typed(q);
    return bank_edit_write(&x, q->file, e);
}

/* A desk that locked itself meanwhile writes nothing before it is opened again. */
static void take_edited(struct question *q, bool is_same)
{
    if (is_same) {
        screen_say(&q->screen, CANVAS_WARNING, "! %s",
                   _("Nothing was changed in the editor; nothing was written."));
        return;
    }
    q->is_edited = true;
    if (q->screen.desk->lock.is_on)
        screen_say(&q->screen, CANVAS_WARNING, "! %s",
                   _("Locked while the editor was open: nothing is written yet. Ctrl-X opens the "
                     "text as it was left; saved once more, it is written."));
    else
        send(q);
}

/* What was refused is opened as it was left. */
static void open_editor(struct question *q)
{
    const struct desk_setup *setup = &q->screen.desk->setup;
    struct err e = {0};
    struct buf before, after;
    bool was_edited = q->is_edited; /* and not written */
    enum err_code rc = ERR_OK;
    if (!setup->edit)
        screen_say(&q->screen, CANVAS_WARNING, "! %s", _("There is no editor here."));
    if (!q->has_block || !setup->edit)
        return;
    if (!q->is_edited)
        rc = write_for_editor(q, &e);
    buf_init(&before, BANK_EDIT_MAX);
    buf_init(&after, BANK_EDIT_MAX);
    if (rc == ERR_OK)
        rc = file_read(q->file, BANK_EDIT_MAX, &before, &e);
    if (rc == ERR_OK)
        rc = setup->edit(setup->edit_context, q->file, &e);
    if (rc == ERR_OK)
        rc = file_read(q->file, BANK_EDIT_MAX, &after, &e);
    if (rc != ERR_OK)
        screen_say_error(&q->screen, &e);
    else
        take_edited(q, !was_edited && strcmp(buf_text(&before), buf_text(&after)) == 0);
    buf_free(&before);
    buf_free(&after);
}

/* ---- taken out ---- */

/* In the language of now. */
static void name_drop(struct question *q)
{
    const char *twin = q->reply.twin;
    if (twin[0])
        snprintf(q->sentence, sizeof q->sentence,
                 _("This question goes from the bank, the same one stays at %s; Ctrl-Z in the "
                   "findings brings it back until the bank is left. Why it goes:"),
                 twin);
    else
        snprintf(q->sentence, sizeof q->sentence, "%s",
                 _("This question goes from the bank; Ctrl-Z in the findings brings it back until "
                   "the bank is left. Why it goes:"));
}

static void ask_to_drop(struct question *q)
{
    if (!q->has_block)
        return;
    if (question_is_rejected(q)) {
        question_ask_why(q);
        return;
    }
    name_drop(q);
    question_begin_why(q);
    q->mode = QUESTION_DROP;
}

static void drop_key(struct question *q, const struct keypress *k)
{
    if (!question_type_why(q, k))
        return;
    q->request = (struct bank_edit_request){.bank = q->bank,
                                            .place = q->place,
                                            .is_dropped = true,
                                            .reason = q->why_text,
                                            .was = q->reply.hash};
    stack_run(&q->screen, &bank_edit_op, &q->request);
}

static void done(struct screen *s, struct job *job)
{
    struct question *q = (struct question *)s;
    bool was_dropped = q->request.is_dropped;
    if (question_is_rejected(q)) {
        question_end_rejected(q, job);
        return;
    }
    q->mode = QUESTION_FORM;
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
    KEY_ASIDE,
    KEY_DROP_WHY,
    KEY_WHY,
    KEYS
};
enum { ANY = QUESTION_FORM | QUESTION_REJECTED };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_NEXT, "Enter", ENTER, N_("next field"),
                N_("the next field, as Tab does; of the pool, the list. Shift-Tab goes back"), ANY),
    ACTIONS_LETTER(KEY_WRITE, "Ctrl-S", "", 'S', N_("write, check again"),
                   N_("writes the question in its place, a rejected one behind the others of its "
                      "pool; the bank is checked again"),
                   ANY),
    ACTIONS_LETTER(
        KEY_EDITOR, "Ctrl-X", "", 'X', N_("editor"),
        N_("opens the question as text in an editor (VISUAL or EDITOR, else nano): = stands "
           "before the right option, ~ before the others, four # before the source"),
        ANY),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', N_("take back"), N_("takes back what was typed"),
                   ANY),
    ACTIONS_LETTER(KEY_AGAIN, "Ctrl-R", "", 'R', N_("read again"),
                   N_("reads the question again as it stands; what is typed goes"), ANY),
    ACTIONS_LETTER(KEY_CLEAR, "Ctrl-U", "", 'U', "", N_("empties the field"), ANY),
    ACTIONS_LETTER(KEY_DROP, "Ctrl-D", "", 'D', N_("take out"),
                   N_("takes the question out of the bank, and asks why"), QUESTION_FORM),
    ACTIONS_LETTER(KEY_ASIDE, "Ctrl-D", "", 'D', N_("set aside"),
                   N_("sets the rejected question aside and asks why; opens one that is aside"),
                   QUESTION_REJECTED),
    ACTIONS_KEY(KEY_DROP_WHY, "Enter", ENTER, N_("take out"), N_("takes it out for this reason"),
                QUESTION_DROP),
    ACTIONS_KEY(KEY_WHY, "Enter", ENTER, N_("set aside"), N_("sets it aside for this reason"),
                QUESTION_WHY)};

static const struct tui_actions TABLE = {ROWS, KEYS};

static void form_key(struct question *q, const struct keypress *k)
{
    if (!q->is_read)
        return;
    enum tui_form_came came = tui_form_key(&q->form, k);
    if (came == TUI_FORM_LAST)
        write_question(q);
    else if (came == TUI_FORM_ASKS && q->form.at == QUESTION_POOL)
        question_choose_pool(q);
    else if (came == TUI_FORM_ASKS)
        tui_form_key(&q->form, &(struct keypress){.kind = KEYPRESS_DOWN});
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
    case KEY_AGAIN: read_again(q); return;
    case KEY_DROP:
    case KEY_ASIDE: ask_to_drop(q); return;
    case KEY_WHY: question_why_key(q, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    case KEY_DROP_WHY: drop_key(q, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    default: return;
    }
}

/* A letter chooses the answer, where that is asked for. */
static bool key(struct screen *s, const struct keypress *k)
{
    struct question *q = (struct question *)s;
    char letter = k->kind == KEYPRESS_CHAR ? text_plain_letter(k->cp) : '\0';
    if (q->mode != QUESTION_FORM) {
        (q->mode == QUESTION_DROP ? drop_key : question_why_key)(q, k);
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
    const struct question *q = (const struct question *)s;
    return q->mode == QUESTION_FORM && question_is_rejected(q) ? QUESTION_REJECTED : q->mode;
}

static bool is_unwritten(const struct screen *s)
{
    return question_is_changed((const struct question *)s);
}

static const char *esc(const struct screen *s)
{
    bool is_form = ((const struct question *)s)->mode == QUESTION_FORM;
    return is_form && is_unwritten(s) ? SCREEN_ESC_KEEPS : NULL;
}

static bool back(struct screen *s)
{
    struct question *q = (struct question *)s;
    bool was_asking = q->mode != QUESTION_FORM;
    q->mode = QUESTION_FORM;
    return was_asking;
}

/* The pool that was chosen from the list. */
static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct question *q = (struct question *)s;
    if (strcmp(what, "pool") != 0 || count != 1)
        return;
    tui_input_set(&q->row[QUESTION_POOL].input, choice[0]);
    tui_form_judge(&q->form);
}

/* ---- what is seen ---- */

static void line(struct screen *s, struct buf *out)
{
    struct question *q = (struct question *)s;
    if (question_is_rejected(q)) {
        question_line_rejected(q, out);
        return;
    }
    bool is_dropping = q->mode == QUESTION_DROP;
    struct bank_edit_request shown = {.bank = q->bank,
                                      .place = q->place,
                                      .from = is_dropping ? NULL : "FILE",
                                      .is_dropped = is_dropping,
                                      .reason = !is_dropping     ? NULL
                                                : q->why_text[0] ? q->why_text
                                                                 : "REASON"};
    stack_line(&bank_edit_op, &shown, out);
}

static void refresh(struct screen *s, bool is_language)
{
    struct question *q = (struct question *)s;
    if (is_language && q->mode == QUESTION_DROP)
        name_drop(q);
    else if (is_language && q->mode == QUESTION_WHY)
        question_name_why(q);
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
    tui_input_free(&q->why);
    bank_edit_look_op.forget(&q->reply);
    bank_repair_look_op.forget(&q->kept);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct question *q = (struct question *)s;
    if (q->mode != QUESTION_FORM) {
        out->typed = q->why_text;
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
                                           .is_unwritten = is_unwritten,
                                           .esc = esc,
                                           .act = act,
                                           .key = key,
                                           .focus = focus,
                                           .head = question_head,
                                           .draw = question_draw,
                                           .line = line,
                                           .tell = question_tell,
                                           .done = done,
                                           .chosen = chosen,
                                           .refresh = refresh,
                                           .free = forget};

/* On the first field that something is wrong with, else on the question itself. */
static void go_to_fault(struct question *q)
{
    q->form.at = QUESTION_STEM;
    for (int i = 0; q->is_read && i < QUESTION_ROWS; i++)
        if (!q->row[i].is_hidden && q->row[i].state != TUI_FORM_RIGHT) {
            q->form.at = i;
            return;
        }
}

/* What a draft is found by: the bank and the question as it stands, wherever that is now. */
static void tell_about(const char *bank, const void *bytes, size_t len, char *out, size_t room)
{
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    crypt_hash("sathach.desk.question", bytes, len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    snprintf(out, room, "%s %s", bank, hex);
}

/* The draft about the same question, with the file and place of now. */
static struct question *take_draft(struct question *fresh)
{
    struct question *q = (struct question *)stack_take_draft(fresh->screen.desk, &question_screen,
                                                             fresh->screen.about);
    if (!q)
        return NULL;
    memcpy(q->place, fresh->place, sizeof q->place);
    memcpy(q->number, fresh->number, sizeof q->number);
    memcpy(q->reply.hash, fresh->reply.hash, sizeof q->reply.hash);
    return q;
}

static void open_form(struct desk *d, struct question_look *t)
{
    struct question *q = screen_new(d, &question_screen, "", sizeof *q), *draft;
    if (!q) {
        stack_open(d, NULL);
        return;
    }
    q->mode = QUESTION_FORM;
    memcpy(q->bank, t->bank, sizeof q->bank);
    memcpy(q->place, t->place, sizeof q->place);
    memcpy(q->number, t->number, sizeof q->number);
    take_read(q, t);
    if (q->number[0])
        tell_about(q->bank, q->kept.hash, sizeof q->kept.hash, q->screen.about, SCREEN_ABOUT);
    else
        tell_about(q->bank, q->reply.block.data, q->reply.block.len, q->screen.about, SCREEN_ABOUT);
    if (q->has_block && (draft = take_draft(q))) {
        screen_free(&q->screen);
        q = draft;
    }
    memcpy(q->wrong, t->wrong, sizeof q->wrong);
    go_to_fault(q);
    if (stack_open(d, &q->screen) && t->asks)
        ask_to_drop(q);
}

/* A place is a line of a file: another question may have come to stand there. Whoever went on to
 * another screen meanwhile wants it no more. */
static void came(struct screen *s, struct looks_task *task)
{
    struct question_look *t = (struct question_look *)task;
    const char *stem = t->reply.question.stem;
    bool is_other = t->stem && (t->rc != ERR_OK || (stem && strcmp(stem, t->stem) != 0));
    s->said[0] = '\0';
    if (is_other)
        screen_say(s, CANVAS_WARNING, "! %s",
                   _("The file was changed elsewhere, and this question stands there no more. R "
                     "checks the bank again."));
    else if (stack_top(s->desk) == s)
        open_form(s->desk, t);
    question_free_look(task);
}

static void begin_look(struct desk *d, struct question_look *t, const char *stem, const char *wrong,
                       bool asks)
{
    if (t) {
        t->stem = stem ? strdup(stem) : NULL;
        t->asks = asks;
        snprintf(t->wrong, sizeof t->wrong, "%s", wrong);
    }
    question_begin_look(stack_top(d), t, came);
}

void question_open(struct desk *d, const char *bank, const char *place, const char *stem,
                   const char *wrong)
{
    begin_look(d, question_make_look(bank, place, ""), stem, wrong, false);
}

void question_drop(struct desk *d, const char *bank, const char *place, const char *stem,
                   const char *wrong)
{
    begin_look(d, question_make_look(bank, place, ""), stem, wrong, true);
}

static struct question_look *make_numbered(const char *bank, unsigned number)
{
    char text[QUESTION_NUMBER];
    snprintf(text, sizeof text, "%u", number);
    return question_make_look(bank, "", text);
}

void question_open_rejected(struct desk *d, const char *bank, unsigned number)
{
    begin_look(d, make_numbered(bank, number), NULL, "", false);
}

void question_set_aside(struct desk *d, const char *bank, unsigned number)
{
    begin_look(d, make_numbered(bank, number), NULL, "", true);
}
