#include "app/core/i18n.h"
#include "tools/desk/files.h"
#include "tools/desk/look_op.h"
#include "tools/desk/office_log.h"
#include "tools/desk/operation.h"
#include "tools/desk/settings_parts.h"
#include "tools/desk/trust.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct settings_line *settings_at(struct settings_list *s)
{
    return s->table.at < s->lines ? &s->line[s->table.at] : NULL;
}

/* ---- reading ---- */

static void begin(struct settings_list *s, const struct work_op *op)
{
    struct look_op *l = look_op_new(&s->screen, op);
    if (l)
        look_op_begin(&s->screen, l);
}

/* What was typed stays; what stands in the file is read again, behind what stands beside it. */
static void read_anew(struct settings_list *s)
{
    begin(s, &settings_look_op);
}

static void go_to_wanted(struct settings_list *s, const struct tui_rows *rows)
{
    for (size_t i = 0; s->wanted && i < s->lines; i++)
        if (s->line[i].what == SETTINGS_VALUE && strcmp(s->line[i].group, s->wanted_group) == 0 &&
            strcmp(s->line[i].key, s->wanted) == 0)
            tui_table_go(&s->table, rows, i);
    s->wanted = NULL;
}

/* On what papers lack first; where nothing does it stays. */
static void go_to_lack(struct settings_list *s, const struct tui_rows *rows)
{
    char hint[SETTINGS_HINT];
    for (size_t i = 0; s->goes_to_lack && !s->wanted && i < s->lines; i++)
        if (s->line[i].what == SETTINGS_VALUE && settings_judge(&s->line[i], hint) == '!') {
            tui_table_go(&s->table, rows, i);
            break;
        }
    s->goes_to_lack = false;
}

static void go_to_other(struct settings_list *s, const struct tui_rows *rows)
{
    for (size_t i = 0; s->goes_to_other && i < s->lines; i++)
        if (s->line[i].is_elsewhere) {
            tui_table_go(&s->table, rows, i);
            break;
        }
    s->goes_to_other = false;
}

static void show(struct settings_list *s, const struct settings_reply *reply)
{
    if (!settings_take(s, reply))
        screen_say(&s->screen, CANVAS_DANGER, "x %s", _("The memory is full."));
    struct tui_rows rows = settings_rows(s);
    tui_table_settle(&s->table, &rows);
    go_to_lack(s, &rows);
    go_to_wanted(s, &rows);
    go_to_other(s, &rows);
}

/* A row that is being typed stays where it is: all is read when it is closed. */
static void looked(struct screen *screen, struct looks_task *task)
{
    struct settings_list *s = (struct settings_list *)screen;
    struct look_op *l = look_op_ended(screen, task);
    s->is_old = s->mode == SETTINGS_FIELD;
    if (l->rc != ERR_OK)
        screen_say_error(screen, &l->err);
    else if (l->op == &settings_op && !s->is_old)
        show(s, l->reply);
    else if (l->op == &settings_look_op)
        s->look = *(struct settings_look_reply *)l->reply;
    if (l->op == &settings_look_op && !s->is_old)
        begin(s, &settings_op);
    else if (l->is_again && !s->is_old)
        read_anew(s);
    look_op_free(l);
}

static void enter(struct screen *screen)
{
    struct settings_list *s = (struct settings_list *)screen;
    if (s->mode == SETTINGS_LIST)
        read_anew(s);
}

/* ---- writing ---- */

/* The first row that may not stand so, the cursor on it; false: there is none. */
static bool find_wrong(struct settings_list *s)
{
    struct tui_rows rows = settings_rows(s);
    char hint[SETTINGS_HINT], label[SETTINGS_LABEL];
    for (size_t i = 0; i < s->lines; i++) {
        struct settings_line *x = &s->line[i];
        if (x->what != SETTINGS_VALUE || settings_judge(x, hint) != 'x')
            continue;
        tui_table_go(&s->table, &rows, i);
        settings_label(x, label, sizeof label);
        screen_say(&s->screen, CANVAS_DANGER, "x %s: %s", label, hint);
        return true;
    }
    return false;
}

enum { WRITTEN = 110 /* bytes of what was written: the message has two rows of 80 cells */ };

static void close_field(struct settings_list *s)
{
    tui_input_free(&s->input);
    s->mode = SETTINGS_LIST;
    if (s->is_old)
        read_anew(s);
    s->is_old = false;
}

static void open_field(struct settings_list *s)
{
    tui_input_init(&s->input, settings_at(s)->text, SETTINGS_TEXT);
    s->mode = SETTINGS_FIELD;
}

/* Enter: on to the next setting, open to be typed as in a form, since letters are commands in the
 * list. One that may not stand so stays open; behind the last one the list has the keys again. */
static void take_field(struct settings_list *s)
{
    struct tui_rows rows = settings_rows(s);
    char hint[SETTINGS_HINT];
    size_t next = s->table.at + 1;
    if (settings_judge(settings_at(s), hint) == 'x') {
        screen_say(&s->screen, CANVAS_DANGER, "x %s", hint);
        return;
    }
    close_field(s);
    if (next >= s->lines || s->line[next].what != SETTINGS_VALUE)
        return;
    tui_table_go(&s->table, &rows, next);
    open_field(s);
}

static void write_all(struct settings_list *s)
{
    if (s->mode == SETTINGS_FIELD)
        close_field(s);
    if (find_wrong(s))
        return;
    if (!settings_make_words(s))
        screen_say(&s->screen, CANVAS_DANGER, "x %s", _("The memory is full."));
    else if (s->changes == 0)
        screen_say(&s->screen, CANVAS_DIM, "%s", _("Nothing was changed."));
    else
        stack_run(&s->screen, &settings_op, &s->request);
}

/* "Signer: Trần Văn Nam; Place: Gia Lai": what is being written, the first of many, so that a row
 * typed one too far is seen. */
static void list_written(const struct settings_list *s, char *out, size_t room)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < s->lines; i++) {
        const struct settings_line *x = &s->line[i];
        char label[SETTINGS_LABEL], text[SETTINGS_LABEL + SETTINGS_TEXT + 8];
        if (x->what != SETTINGS_VALUE || strcmp(x->text, x->was) == 0)
            continue;
        settings_label(x, label, sizeof label);
        int len = snprintf(text, sizeof text, "%s%s: %s", n ? "; " : "", label,
                           x->text[0] ? x->text : "-");
        if (len < 0 || n + (size_t)len + sizeof "; …" > room) {
            strcpy(out + n, n ? "; …" : "…");
            return;
        }
        n += (size_t)snprintf(out + n, room - n, "%s", text);
    }
}

static void done(struct screen *screen, struct job *job)
{
    struct settings_list *s = (struct settings_list *)screen;
    const struct settings_reply *reply = job->reply;
    char written[WRITTEN];
    if (job->rc != ERR_OK) {
        screen_say_error(screen, &job->err);
        s->goes_to_other = job->rc == ERR_CONFLICT;
        if (s->goes_to_other) /* nothing was written; the row says what stands there now */
            read_anew(s);
        return;
    }
    list_written(s, written, sizeof written);
    show(s, reply);
    read_anew(s);
    if (reply->outdated)
        screen_say(screen, CANVAS_WARNING,
                   _("! Written: %s. Made with other settings, to be made again: %s."), written,
                   reply->outdated);
    else
        screen_say(screen, CANVAS_SAVED, _("● Written: %s. Papers made before stay as they are."),
                   written);
}

/* ---- what a row leads to ---- */

enum { COMMAND_MAX = 64 };
static const char BACKUP[] = "sathachctl backup FILE.backup";

/* Of the key under the cursor, else the office's; false: another's, who does it elsewhere. */
static bool write_passphrase(const struct settings_line *x, char out[COMMAND_MAX])
{
    enum keys_role role = x && x->what == SETTINGS_KEY ? x->role : KEYS_OFFICE;
    snprintf(out, COMMAND_MAX, "sathachctl key passphrase %s", keys_role_word(role));
    return role != KEYS_WITNESS;
}

static void back_up(struct desk *d)
{
    operation_ask(d, BACKUP, N_("Backs the office up: one file, sealed for it and signed by it."),
                  NULL);
}

static void restore(struct desk *d)
{
    operation_ask(d, "sathachctl restore FILE.backup --into FOLDER",
                  N_("Restores a backup: into an empty folder, the log and every session checked."),
                  NULL);
}

static void change_passphrase(struct settings_list *s)
{
    char command[COMMAND_MAX];
    if (write_passphrase(settings_at(s), command))
        operation_preview_as(s->screen.desk, command,
                             N_("A new passphrase for this key; the old one is asked first."));
    else
        screen_say(&s->screen, CANVAS_WARNING, "! %s",
                   _("A witness changes the passphrase in its own folder."));
}

static void open_row(struct settings_list *s)
{
    struct settings_line *x = settings_at(s);
    struct desk *d = s->screen.desk;
    if (!x)
        return;
    switch (x->what) {
    case SETTINGS_VALUE: open_field(s); return;
    case SETTINGS_KEY: change_passphrase(s); return;
    case SETTINGS_TRUST: files_open(d, FILE_KIND_ANY, N_("Choose a public key")); return;
    case SETTINGS_BACKUP: back_up(d); return;
    case SETTINGS_LOG: office_log_open(d); return;
    }
}

/* The person's own editor, on the file itself: what it leaves there is read, and judged, again. */
static void open_editor(struct settings_list *s)
{
    const struct desk_setup *setup = &s->screen.desk->setup;
    struct err e = {0};
    if (!setup->edit || !s->look.file[0])
        screen_say(&s->screen, CANVAS_WARNING, "! %s", _("There is no editor here."));
    else if (setup->edit(setup->edit_context, s->look.file, &e) != ERR_OK)
        screen_say_error(&s->screen, &e);
    else
        read_anew(s);
}

static void chosen(struct screen *screen, const char *what, const char *const *choice, size_t n)
{
    if (strcmp(what, "files") == 0 && n)
        trust_open(screen->desk, choice[0]);
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_OPEN,
    KEY_TAKE,
    KEY_WRITE,
    KEY_UNDO,
    KEY_PASSPHRASE,
    KEY_TRUST,
    KEY_BACKUP,
    KEY_RESTORE,
    KEY_LOG,
    KEY_EDITOR,
    KEY_AGAIN,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"),
                N_("types a setting; of the rows below, what stands beside them"), SETTINGS_LIST),
    ACTIONS_KEY(
        KEY_TAKE, "Enter", ENTER, N_("take, next row"),
        N_("the text stands, and the next setting is open to be typed; nothing is written yet"),
        SETTINGS_FIELD),
    ACTIONS_LETTER(KEY_WRITE, "Ctrl-S", "", 'S', N_("write"),
                   N_("writes what was changed into office.ini; all else there stays"),
                   SETTINGS_LIST | SETTINGS_FIELD),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', "", N_("the row as the file has it"),
                   SETTINGS_LIST),
    ACTIONS_LETTER(KEY_PASSPHRASE, "M", "M", 0, N_("new passphrase"),
                   N_("of the key under the cursor, else of the office's; asks the old one first"),
                   SETTINGS_LIST),
    ACTIONS_LETTER(KEY_TRUST, "T", "T", 0, N_("trust a key"),
                   N_("takes up somebody's public key, when its last four digits are typed"),
                   SETTINGS_LIST),
    ACTIONS_LETTER(KEY_BACKUP, "B", "B", 0, N_("back up"),
                   N_("the whole office in one sealed file"), SETTINGS_LIST),
    ACTIONS_LETTER(KEY_RESTORE, "K", "K", 0, N_("restore"),
                   N_("a backup into an empty folder, by its word"), SETTINGS_LIST),
    ACTIONS_LETTER(KEY_LOG, "N", "N", 0, N_("log"),
                   N_("the mark's code, the log on a stick, compared, what a witness signed"),
                   SETTINGS_LIST),
    ACTIONS_LETTER(KEY_EDITOR, "E", "E", 0, N_("editor"),
                   N_("office.ini itself in the editor that VISUAL or EDITOR names, else nano"),
                   SETTINGS_LIST),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, "", N_("reads office.ini anew"), SETTINGS_LIST)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void take_back(struct settings_list *s)
{
    struct settings_line *x = settings_at(s);
    if (x && x->what == SETTINGS_VALUE)
        snprintf(x->text, SETTINGS_TEXT, "%s", x->was);
}

static void act(struct screen *screen, int action, unsigned arg)
{
    struct settings_list *s = (struct settings_list *)screen;
    (void)arg;
    switch (action) {
    case KEY_OPEN: open_row(s); return;
    case KEY_TAKE: take_field(s); return;
    case KEY_WRITE: write_all(s); return;
    case KEY_UNDO: take_back(s); return;
    case KEY_PASSPHRASE: change_passphrase(s); return;
    case KEY_TRUST: files_open(screen->desk, FILE_KIND_ANY, N_("Choose a public key")); return;
    case KEY_BACKUP: back_up(screen->desk); return;
    case KEY_RESTORE: restore(screen->desk); return;
    case KEY_LOG: office_log_open(screen->desk); return;
    case KEY_EDITOR: open_editor(s); return;
    case KEY_AGAIN: read_anew(s); return;
    default: return;
    }
}

static bool key(struct screen *screen, const struct keypress *k)
{
    struct settings_list *s = (struct settings_list *)screen;
    struct tui_rows rows = settings_rows(s);
    bool is_field = s->mode == SETTINGS_FIELD;
    if (is_field && tui_input_key(&s->input, k))
        return true;
    if (k->kind != KEYPRESS_UP && k->kind != KEYPRESS_DOWN && is_field)
        return false;
    if (is_field)
        close_field(s);
    return tui_table_key(&s->table, &rows, k);
}

static void focus(struct screen *screen, struct screen_focus *out)
{
    struct settings_list *s = (struct settings_list *)screen;
    if (s->mode == SETTINGS_LIST) {
        out->table = &s->table;
        out->rows = settings_rows(s);
        return;
    }
    settings_label(settings_at(s), s->label, sizeof s->label);
    out->typed = settings_at(s)->text;
    out->asks = s->label;
}

/* The field is closed, its text stays; left with something unwritten, it is a draft. */
static bool back(struct screen *screen)
{
    struct settings_list *s = (struct settings_list *)screen;
    bool was_field = s->mode == SETTINGS_FIELD;
    if (was_field)
        close_field(s);
    return was_field;
}

static uint64_t mode(const struct screen *screen)
{
    return ((const struct settings_list *)screen)->mode;
}

static bool takes_text(const struct screen *screen)
{
    return ((const struct settings_list *)screen)->mode == SETTINGS_FIELD;
}

static size_t count_unwritten(const struct settings_list *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->lines; i++)
        n += s->line[i].what == SETTINGS_VALUE && strcmp(s->line[i].text, s->line[i].was) != 0;
    return n;
}

static bool is_unwritten(const struct screen *screen)
{
    return count_unwritten((const struct settings_list *)screen) > 0;
}

static const char *esc(const struct screen *screen)
{
    if (((const struct settings_list *)screen)->mode == SETTINGS_FIELD)
        return N_("close, keep the text");
    return is_unwritten(screen) ? SCREEN_ESC_KEEPS : NULL;
}

static void head(struct screen *screen, struct screen_head *out)
{
    size_t n = count_unwritten((struct settings_list *)screen);
    snprintf(out->title, sizeof out->title, "%s", _("Settings of the office"));
    snprintf(out->right, sizeof out->right, "office.ini");
    if (n) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right,
                 P_("%zu row not written yet", "%zu rows not written yet", n), n);
    }
}

/* What Enter on the row does, as a command; of a setting the one that shows them. */
static void line_of_row(const struct settings_line *x, struct buf *out)
{
    char command[COMMAND_MAX];
    switch (x ? x->what : SETTINGS_VALUE) {
    case SETTINGS_VALUE: buf_add_text(out, "sathachctl settings"); return;
    case SETTINGS_KEY:
        if (write_passphrase(x, command))
            buf_add_text(out, command);
        return;
    case SETTINGS_TRUST: buf_add_text(out, "sathachctl key trust FILE"); return;
    case SETTINGS_BACKUP: buf_add_text(out, BACKUP); return;
    case SETTINGS_LOG: buf_add_text(out, "sathachctl log code"); return;
    }
}

/* What is not written yet is what would be done, wherever the cursor stands. */
static void line(struct screen *screen, struct buf *out)
{
    struct settings_list *s = (struct settings_list *)screen;
    if (!screen->desk->job.is_running && !settings_make_words(s))
        return;
    if (s->changes)
        stack_line(&settings_op, &s->request, out);
    else
        line_of_row(settings_at(s), out);
}

static void forget(struct screen *screen)
{
    struct settings_list *s = (struct settings_list *)screen;
    tui_input_free(&s->input);
    settings_forget_lines(s);
    settings_forget_words(s);
}

const struct screen_ops settings_screen = {.name = "settings",
                                           .actions = &TABLE,
                                           .keeps_draft = true,
                                           .enter = enter,
                                           .is_unwritten = is_unwritten,
                                           .esc = esc,
                                           .mode = mode,
                                           .takes_text = takes_text,
                                           .act = act,
                                           .key = key,
                                           .focus = focus,
                                           .back = back,
                                           .head = head,
                                           .draw = settings_draw,
                                           .line = line,
                                           .tell = settings_tell,
                                           .done = done,
                                           .looked = looked,
                                           .chosen = chosen,
                                           .free = forget};

void settings_open(struct desk *d)
{
    struct screen *draft = stack_take_draft(d, &settings_screen, "");
    struct settings_list *s =
        draft ? (struct settings_list *)draft : screen_new(d, &settings_screen, "", sizeof *s);
    if (s) {
        s->mode = SETTINGS_LIST;
        s->goes_to_lack = count_unwritten(s) == 0;
    }
    stack_open(d, s ? &s->screen : NULL);
}

void settings_open_at(struct desk *d, const char *group, const char *key)
{
    settings_open(d);
    struct screen *top = stack_top(d);
    if (top->ops != &settings_screen)
        return;
    struct settings_list *s = (struct settings_list *)top;
    s->wanted_group = group;
    s->wanted = key;
}
