#include "tools/desk/findings.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "app/tui/table.h"
#include "tools/desk/operation.h"
#include "tools/desk/question.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KINDS_MAX = 2 * CHECK_KINDS, COUNT = 6, SPLIT_AT = 44, TEXT_ROWS = 4 };
enum { UNDO_STEPS = 20, PLACE_ROOM = 256 };

/* One rule with findings, of one severity. */
struct kind_row {
    enum check_kind kind;
    enum findings_kind severity;
    size_t count;
};

struct findings_list {
    struct screen screen; /* about: the bank's name */
    struct bank_check_request request;
    struct bank_check_reply reply;
    bool is_read;
    struct kind_row kind[KINDS_MAX];
    size_t kinds;
    size_t *place; /* indices of the findings of the rule under the cursor; owned */
    size_t places;
    struct tui_table rules, where;
    bool is_right; /* the focus is on the places */
    /* edits that can be taken back, the last one last, until the bank is left */
    struct undo {
        char place[PLACE_ROOM];
        char after[BANK_EDIT_HASH]; /* the file's hash when it was written */
        char *block;                /* what stood there; owned */
    } undo[UNDO_STEPS];
    size_t undos;
    struct bank_edit_request edit; /* that takes back */
    char file[DRAFTS_PATH];
    bool is_undoing, is_stale; /* stale: a question was written since */
};

static const struct findings *found(const struct findings_list *f)
{
    return &f->reply.findings;
}

/* ---- rules ---- */

static void count_kinds(struct findings_list *f)
{
    f->kinds = 0;
    for (int severity = FINDINGS_ERROR; severity <= FINDINGS_WARNING; severity++)
        for (int k = 0; k < CHECK_KINDS; k++) {
            size_t n = 0;
            for (size_t i = 0; i < found(f)->count; i++)
                n += found(f)->item[i].topic == (unsigned)k &&
                     found(f)->item[i].kind == (enum findings_kind)severity;
            if (n)
                f->kind[f->kinds++] =
                    (struct kind_row){(enum check_kind)k, (enum findings_kind)severity, n};
        }
}

static uint64_t rule_of(void *context, size_t i)
{
    const struct kind_row *k = &((const struct findings_list *)context)->kind[i];
    return (uint64_t)k->kind * 2 + (uint64_t)k->severity + 1;
}

static void draw_rule(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                      enum canvas_role role)
{
    const struct kind_row *k = &((const struct findings_list *)context)->kind[i];
    bool is_error = k->severity == FINDINGS_ERROR;
    char count[24];
    snprintf(count, sizeof count, "%zu", k->count);
    canvas_text(v, row, col, 1, is_error ? CANVAS_DANGER : CANVAS_WARNING, is_error ? "x" : "!");
    canvas_text_cut(v, row, col + 2, cells - 2 - COUNT, role, check_kind_title(k->kind));
    canvas_text_right(v, row, col + cells, role, count);
}

static struct tui_rows rules_of(struct findings_list *f)
{
    return (struct tui_rows){.context = f, .count = f->kinds, .thing = rule_of, .draw = draw_rule};
}

/* ---- places ---- */

static const struct finding *finding_at(const struct findings_list *f, size_t i)
{
    return &found(f)->item[f->place[i]];
}

static uint64_t place_of(void *context, size_t i)
{
    const struct finding *x = finding_at(context, i);
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (const char *p = x->file; p && *p; p++)
        hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    return hash * 31 + x->line * 7 + x->page;
}

static void tell_place(const struct finding *x, char *out, size_t room)
{
    const char *file = x->file ? file_base(x->file) : "";
    if (x->line)
        snprintf(out, room, "%s:%zu", file, x->line);
    else if (x->page)
        snprintf(out, room, _("%s, page %zu"), file, x->page);
    else
        snprintf(out, room, "%s", file);
}

static void draw_place(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                       enum canvas_role role)
{
    const struct finding *x = finding_at(context, i);
    char place[256];
    tell_place(x, place, sizeof place);
    canvas_text_cut(v, row, col, cells - COUNT, role, place);
    canvas_text_right(v, row, col + cells, CANVAS_DIM, x->number);
}

static struct tui_rows places_of(struct findings_list *f)
{
    return (struct tui_rows){
        .context = f, .count = f->places, .thing = place_of, .draw = draw_place};
}

static void list_places(struct findings_list *f)
{
    free(f->place);
    f->places = 0;
    f->place = f->kinds ? malloc(found(f)->count * sizeof *f->place) : NULL;
    for (size_t i = 0; f->place && i < found(f)->count; i++)
        if (found(f)->item[i].topic == f->kind[f->rules.at].kind &&
            found(f)->item[i].kind == f->kind[f->rules.at].severity)
            f->place[f->places++] = i;
}

/* The rule and the place under the cursor stay, as far as they are still there. */
static void settle(struct findings_list *f)
{
    struct tui_rows rules = rules_of(f);
    tui_table_settle(&f->rules, &rules);
    list_places(f);
    struct tui_rows places = places_of(f);
    tui_table_settle(&f->where, &places);
    if (f->places == 0)
        f->is_right = false;
}

/* ---- work ---- */

static void check(struct findings_list *f)
{
    f->is_stale = false;
    f->request = (struct bank_check_request){.bank = f->screen.about, .is_all = true};
    stack_run(&f->screen, &bank_check_op, &f->request);
}

/* ---- taken back ---- */

static void forget_undo(struct findings_list *f, size_t i)
{
    free(f->undo[i].block);
    memmove(&f->undo[i], &f->undo[i + 1], (--f->undos - i) * sizeof f->undo[0]);
}

static void note_undo(struct findings_list *f, const char *const *edited)
{
    char *copy = strdup(edited[1]);
    if (!copy)
        return;
    if (f->undos == UNDO_STEPS)
        forget_undo(f, 0);
    struct undo *u = &f->undo[f->undos++];
    snprintf(u->place, sizeof u->place, "%s", edited[0]);
    snprintf(u->after, sizeof u->after, "%s", edited[2]);
    u->block = copy;
}

static void take_back(struct findings_list *f)
{
    struct err e = {0};
    if (f->undos == 0) {
        screen_say(&f->screen, CANVAS_WARNING, "! %s", _("There is nothing to take back."));
        return;
    }
    const struct undo *u = &f->undo[f->undos - 1];
    f->edit = (struct bank_edit_request){
        .bank = f->screen.about, .place = u->place, .from = f->file, .was = u->after};
    if (drafts_next(&f->screen.desk->files, f->file, &e) != ERR_OK ||
        file_write(f->file, u->block, strlen(u->block), FILE_REPLACE, &e) != ERR_OK)
        screen_say_error(&f->screen, &e);
    else
        f->is_undoing = stack_run(&f->screen, &bank_edit_op, &f->edit);
}

static void end_undo(struct findings_list *f, const struct job *job)
{
    f->is_undoing = false;
    if (job->rc != ERR_OK) {
        screen_say_error(&f->screen, &job->err);
        return;
    }
    forget_undo(f, f->undos - 1);
    check(f);
}

/* A question was written: what stood there can be taken back, and the bank is checked again. */
static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct findings_list *f = (struct findings_list *)s;
    if (strcmp(what, "edited") != 0 || count != 3)
        return;
    note_undo(f, choice);
    f->is_stale = true;
}

static void enter(struct screen *s)
{
    struct findings_list *f = (struct findings_list *)s;
    if (f->is_stale)
        check(f);
}

static void done(struct screen *s, struct job *job)
{
    struct findings_list *f = (struct findings_list *)s;
    if (f->is_undoing) {
        end_undo(f, job);
        return;
    }
    if (job->rc != ERR_OK && job->rc != ERR_NO) {
        screen_say_error(s, &job->err);
        return;
    }
    struct bank_check_reply *reply = job_take_reply(job);
    bank_check_op.forget(&f->reply);
    f->reply = *reply;
    free(reply);
    f->is_read = true;
    count_kinds(f);
    settle(f);
    if (found(f)->count == 0)
        screen_say(s, CANVAS_SAVED, "● %s", _("Nothing was found. N seals the bank."));
}

/* The findings' texts are made in the language of the check. */
static void refresh(struct screen *s, bool is_language)
{
    if (is_language && stack_top(s->desk) == s)
        check((struct findings_list *)s);
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_OTHER, KEY_OPEN, KEY_AGAIN, KEY_UNDO, KEY_SEAL, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OTHER, "Tab", TAB, N_("the other part"), N_("from the rules to the places"), 1),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"), N_("the places of the rule; the question"),
                1),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("check again"), N_("reads the bank's files anew"), 1),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', N_("take back"),
                   N_("takes back the last question that was written, twenty of them, until the "
                      "bank is left"),
                   1),
    ACTIONS_LETTER(KEY_SEAL, "N", "N", 0, N_("seal"),
                   N_("what would be sealed, or which errors forbid it"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void seal(struct findings_list *f)
{
    char command[64 + SCREEN_ABOUT];
    if (f->is_read && found(f)->errors) {
        screen_say(&f->screen, CANVAS_DANGER,
                   _("x %zu errors forbid it: those marked x, from the top"), found(f)->errors);
        return;
    }
    snprintf(command, sizeof command, "sathachctl bank seal %s", f->screen.about);
    operation_open_command(f->screen.desk, command);
}

/* From the rules to the places, from a place to its question. */
static void open_place(struct findings_list *f)
{
    char place[PLACE_ROOM];
    if (!f->is_right) {
        f->is_right = f->places > 0;
        return;
    }
    const struct finding *x = finding_at(f, f->where.at);
    const char *file = x->file ? file_base(x->file) : "";
    const char *dot = strrchr(file, '.');
    if (!x->line || !dot || strcmp(dot, ".gift") != 0) {
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("This is about the bank as a whole: no question stands there."));
        return;
    }
    tell_place(x, place, sizeof place);
    question_open(f->screen.desk, f->screen.about, place, x->text);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct findings_list *f = (struct findings_list *)s;
    (void)arg;
    switch (action) {
    case KEY_OTHER: f->is_right = !f->is_right && f->places; return;
    case KEY_OPEN: open_place(f); return;
    case KEY_UNDO: take_back(f); return;
    case KEY_AGAIN: check(f); return;
    case KEY_SEAL: seal(f); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct findings_list *f = (struct findings_list *)s;
    struct tui_rows rules = rules_of(f), places = places_of(f);
    if (f->is_right)
        return tui_table_key(&f->where, &places, k);
    if (!tui_table_key(&f->rules, &rules, k))
        return false;
    f->where = (struct tui_table){0};
    settle(f);
    return true;
}

static bool back(struct screen *s)
{
    struct findings_list *f = (struct findings_list *)s;
    bool was_right = f->is_right;
    f->is_right = false;
    return was_right;
}

/* ---- what is seen ---- */

static void head(struct screen *s, struct screen_head *out)
{
    const struct findings_list *f = (const struct findings_list *)s;
    size_t errors = found(f)->errors;
    if (!f->is_read) {
        snprintf(out->title, sizeof out->title, _("Bank %s"), s->about);
        return;
    }
    snprintf(out->title, sizeof out->title, _("Bank %s: %zu errors, %zu warnings"), s->about,
             errors, found(f)->count - errors);
    snprintf(out->right, sizeof out->right, _("%zu questions"),
             (size_t)f->reply.bank.source.questions);
}

static void draw_text(const struct findings_list *f, struct canvas *v, int row)
{
    char clean[2048];
    if (f->places)
        tui_paragraph(v, row, 1, v->cols - 2, CANVAS_PLAIN,
                      text_clean(finding_at(f, f->where.at)->text, clean, sizeof clean));
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct findings_list *f = (struct findings_list *)s;
    struct tui_rows rules = rules_of(f), places = places_of(f);
    int height = end - row - 1 - TEXT_ROWS;
    if (!f->is_read)
        return;
    canvas_text(v, row, 4, SPLIT_AT - 10, CANVAS_DIM, _("Rule"));
    canvas_text_right(v, row, SPLIT_AT - 3, CANVAS_DIM, _("found"));
    canvas_text(v, row, SPLIT_AT + 3, 20, CANVAS_DIM, _("Place"));
    canvas_text_right(v, row, v->cols - 3, CANVAS_DIM, _("question"));
    for (int i = 0; i <= height; i++)
        canvas_text(v, row + i, SPLIT_AT - 1, 1, CANVAS_RULE, canvas_glyph(v, CANVAS_GLYPH_BAR));
    tui_table_draw(v, &f->where, &places, row + 1, SPLIT_AT + 1, height, v->cols - SPLIT_AT - 2,
                   f->is_right);
    tui_table_draw(v, &f->rules, &rules, row + 1, 0, height, SPLIT_AT - 1, !f->is_right);
    if (f->is_right)
        canvas_cursor(v, row + 1 + (int)(f->where.at - f->where.first), SPLIT_AT + 3);
    draw_text(f, v, row + height + 2);
}

static void line(struct screen *s, struct buf *out)
{
    buf_printf(out, "sathachctl bank check %s", s->about);
}

static void tell(struct screen *s, struct buf *out)
{
    const struct findings_list *f = (const struct findings_list *)s;
    for (size_t i = 0; i < f->kinds; i++)
        if (!f->is_right || i == f->rules.at) {
            if (!f->is_right)
                buf_printf(out, "%zu. ", i + 1);
            buf_printf(out, "%s %s: %zu\n", f->kind[i].severity == FINDINGS_ERROR ? "x" : "!",
                       check_kind_title(f->kind[i].kind), f->kind[i].count);
        }
    for (size_t i = 0; f->is_right && i < f->places; i++) {
        char place[256];
        tell_place(finding_at(f, i), place, sizeof place);
        buf_printf(out, "%zu. %s: %s\n", i + 1, place, finding_at(f, i)->text);
    }
}

static void forget(struct screen *s)
{
    struct findings_list *f = (struct findings_list *)s;
    bank_check_op.forget(&f->reply);
    free(f->place);
    while (f->undos)
        forget_undo(f, f->undos - 1);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct findings_list *f = (struct findings_list *)s;
    out->table = f->is_right ? &f->where : &f->rules;
    out->rows = f->is_right ? places_of(f) : rules_of(f);
}

const struct screen_ops findings_screen = {.name = "findings",
                                           .actions = &TABLE,
                                           .enter = enter,
                                           .act = act,
                                           .key = key,
                                           .focus = focus,
                                           .back = back,
                                           .head = head,
                                           .draw = draw,
                                           .line = line,
                                           .tell = tell,
                                           .done = done,
                                           .chosen = chosen,
                                           .refresh = refresh,
                                           .free = forget};

void findings_open(struct desk *d, const char *bank)
{
    struct findings_list *f = screen_new(d, &findings_screen, bank, sizeof *f);
    if (stack_open(d, f ? &f->screen : NULL))
        check(f);
}
