#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "tools/desk/banks_look.h"
#include "app/tui/frame.h"
#include "app/tui/paragraph.h"
#include "tools/desk/findings_parts.h"
#include "tools/desk/question.h"
#include "tools/work/banking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COUNT = 6,
    PLACE_CELLS = 20,
    TEXT_ROWS = 5,
    TEXT_ROWS_TALL = 9 /* of a window that has them */,
    TALL = 32,
    MESSAGE_BELOW = 2, /* rows that the frame keeps below the body */
    TEXT_MAX = 2048
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
                f->kind[f->kinds++] = (struct kind_row){GROUP_FOUND, (enum check_kind)k,
                                                        (enum findings_kind)severity, n};
        }
    findings_count_rejected(f);
}

static uint64_t rule_of(void *context, size_t i)
{
    const struct kind_row *k = &((const struct findings_list *)context)->kind[i];
    if (k->group != GROUP_FOUND)
        return (uint64_t)2 * CHECK_KINDS + (uint64_t)k->group + 1;
    return (uint64_t)k->kind * 2 + (uint64_t)k->severity + 1;
}

static void draw_rule(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                      enum canvas_role role)
{
    const struct kind_row *k = &((const struct findings_list *)context)->kind[i];
    enum canvas_role marked = k->group != GROUP_FOUND         ? CANVAS_DIM
                              : k->severity == FINDINGS_ERROR ? CANVAS_DANGER
                                                              : CANVAS_WARNING;
    char count[24];
    snprintf(count, sizeof count, "%zu", k->count);
    canvas_text(v, row, col, 1, marked, findings_kind_mark(k));
    canvas_text_cut(v, row, col + 2, cells - 2 - COUNT, role, findings_kind_title(k));
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
    const struct rejected_question *rejected = findings_rejected_at(context, i);
    if (rejected)
        return rejected->number;
    const struct finding *x = finding_at(context, i);
    uint64_t hash = x->file ? text_hash(x->file, strlen(x->file), TEXT_HASH) : TEXT_HASH;
    return hash * 31 + x->line * 7 + x->page;
}

/* What is found in no line is found in a pool, whose name has slashes, too. */
static bool is_of_pool(const struct finding *x)
{
    return !x->line && !x->page && x->file && x->file[0] != '/' &&
           (x->topic == CHECK_POOL || x->topic == CHECK_LETTERS);
}

static void tell_place(const struct finding *x, char *out, size_t room)
{
    const struct findings_place at = {.file = x->file, .page = x->page, .line = x->line};
    if (is_of_pool(x))
        pool_title(x->file, NULL, out, room);
    else if (!x->file)
        snprintf(out, room, "%s", "");
    else
        findings_tell_place(&at, out, room);
}

/* The question that stands there, as the bank has it; NULL for one that could not be read. */
static const char *stem_at(const struct findings_list *f, const struct finding *x)
{
    const struct bank_folder *b = &f->reply.bank;
    for (size_t i = 0; x->line && x->file && i < b->rows; i++)
        if (b->row[i].line == x->line && strcmp(b->file[b->row[i].file], x->file) == 0)
            return b->source.question[b->row[i].question].text.stem;
    return NULL;
}

static void draw_place(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                       enum canvas_role role)
{
    const struct rejected_question *rejected = findings_rejected_at(context, i);
    const struct finding *x = rejected ? NULL : finding_at(context, i);
    const char *stem = rejected ? rejected->stem : stem_at(context, x);
    char place[256], clean[256];
    if (rejected)
        banking_name_rejected(rejected, place, sizeof place);
    else
        tell_place(x, place, sizeof place);
    canvas_text_cut(v, row, col, PLACE_CELLS - 1, role, place);
    canvas_text_cut(v, row, col + PLACE_CELLS, cells - PLACE_CELLS, CANVAS_DIM,
                    text_clean(stem || !x ? stem : x->number, clean, sizeof clean));
    canvas_also(v, stem ? stem : "");
}

static struct tui_rows places_of(struct findings_list *f)
{
    return (struct tui_rows){
        .context = f, .count = f->places, .thing = place_of, .draw = draw_place};
}

static void list_places(struct findings_list *f)
{
    enum kind_group group = f->kinds ? f->kind[f->rules.at].group : GROUP_FOUND;
    free(f->place);
    f->place = NULL;
    f->places = 0;
    if (group != GROUP_FOUND) {
        findings_list_rejected(f, group);
        return;
    }
    f->place = f->kinds ? malloc(found(f)->count * sizeof *f->place) : NULL;
    for (size_t i = 0; f->place && i < found(f)->count; i++)
        if (found(f)->item[i].topic == f->kind[f->rules.at].kind &&
            found(f)->item[i].kind == f->kind[f->rules.at].severity)
            f->place[f->places++] = i;
}

/* An error, else those that an import rejected, before any warning: where the examiner goes on when
 * the last one of a rule is mended. */
static size_t most_urgent(const struct findings_list *f)
{
    size_t at = f->rules.at;
    for (size_t i = f->kinds; i-- > 0;)
        if (f->kind[i].group == GROUP_REJECTED ||
            (f->kind[i].group == GROUP_FOUND && f->kind[i].severity == FINDINGS_ERROR))
            at = i;
    return at;
}

/* The rule and the place under the cursor stay, as far as they are still there. */
static void settle(struct findings_list *f)
{
    struct tui_rows rules = rules_of(f);
    if (!tui_table_settle(&f->rules, &rules) && f->wrote)
        tui_table_go(&f->rules, &rules, most_urgent(f));
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

static void end_undo(struct findings_list *f, const struct job *job)
{
    f->is_undoing = false;
    if (job->rc != ERR_OK) {
        screen_say_error(&f->screen, &job->err);
        return;
    }
    findings_forget_undo(f, f->undos - 1);
    findings_note_written(f, "undone");
    check(f);
}

/* A question was written: what stood there can be taken back, and the bank is checked again. */
static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct findings_list *f = (struct findings_list *)s;
    if (count == 3)
        findings_note_undo(f, choice, strcmp(what, "dropped") == 0);
    else if (count == 2)
        findings_note_rejected(f, what, choice);
    f->is_stale |= count == 2 || count == 3;
    findings_note_written(f, what);
}

static void enter(struct screen *s)
{
    struct findings_list *f = (struct findings_list *)s;
    if (f->is_stale)
        check(f);
    else if (f->is_read)
        banks_look_begin(s);
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
    f->is_looked = false;
    count_kinds(f);
    settle(f);
    findings_say_written(f);
    banks_look_begin(s);
}

/* The findings' texts are made in the language of the check. */
static void refresh(struct screen *s, bool is_language)
{
    if (is_language && stack_top(s->desk) == s)
        check((struct findings_list *)s);
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_OTHER, KEY_OPEN, KEY_AGAIN, KEY_UNDO, KEY_DROP, KEY_SEAL, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OTHER, "Tab", TAB, N_("the other part"), N_("from the rules to the places"), 1),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"), N_("the places of the rule; the question"),
                1),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("check again"), N_("reads the bank's files anew"), 1),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', N_("take back"),
                   N_("takes back the last question that was written, twenty of them, until the "
                      "bank is left"),
                   1),
    ACTIONS_LETTER(KEY_DROP, "D", "D", 0, N_("take out"),
                   N_("takes the question of the place out of the bank, behind a word, and sets a "
                      "rejected one aside; Ctrl-Z brings it back"),
                   1),
    ACTIONS_LETTER(KEY_SEAL, "N", "N", 0, N_("seal"),
                   N_("what would be sealed, or which errors forbid it; warnings forbid nothing"),
                   1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

/* The place under the cursor, as operations take it; false, said why: no question stands there. */
static bool question_place(struct findings_list *f, const struct finding **x, char *out,
                           size_t room)
{
    *x = f->places ? finding_at(f, f->where.at) : NULL;
    const char *file = *x && (*x)->file ? file_base((*x)->file) : "";
    const char *dot = strrchr(file, '.');
    if (!*x || !(*x)->line || !dot || strcmp(dot, ".gift") != 0) {
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("This is about the bank as a whole: no question stands there."));
        return false;
    }
    snprintf(out, room, "%s:%zu", file, (*x)->line);
    return true;
}

static void go_to_other(struct findings_list *f)
{
    f->is_right = !f->is_right && f->places;
    if (f->places == 0)
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("Nothing was found: there is no place to go to."));
}

/* From the rules to the places, from a place to its question. */
static void open_place(struct findings_list *f)
{
    char place[FINDINGS_PLACE];
    const struct finding *x;
    const struct rejected_question *rejected =
        f->places ? findings_rejected_at(f, f->where.at) : NULL;
    if (!f->is_right)
        go_to_other(f);
    else if (rejected)
        question_open_rejected(f->screen.desk, f->screen.about, rejected->number);
    else if (question_place(f, &x, place, sizeof place))
        question_open(f->screen.desk, f->screen.about, place, stem_at(f, x), x->text);
}

/* Which one is seen before it is asked about. */
static void drop_place(struct findings_list *f)
{
    char place[FINDINGS_PLACE];
    const struct finding *x;
    const struct rejected_question *rejected =
        f->places ? findings_rejected_at(f, f->where.at) : NULL;
    if (f->is_right && rejected)
        question_set_aside(f->screen.desk, f->screen.about, rejected->number);
    else if (!f->is_right)
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("Enter or Tab goes to the places of the rule; D takes out the one there."));
    else if (question_place(f, &x, place, sizeof place))
        question_drop(f->screen.desk, f->screen.about, place, stem_at(f, x), x->text);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct findings_list *f = (struct findings_list *)s;
    (void)arg;
    switch (action) {
    case KEY_OTHER: go_to_other(f); return;
    case KEY_OPEN: open_place(f); return;
    case KEY_UNDO: findings_take_back(f); return;
    case KEY_AGAIN: check(f); return;
    case KEY_DROP: drop_place(f); return;
    case KEY_SEAL: findings_seal(f); return;
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
    size_t warnings = found(f)->count - errors, questions = f->reply.bank.source.questions;
    char bad[64], odd[64], left[64];
    snprintf(bad, sizeof bad, P_("%zu error", "%zu errors", errors), errors);
    snprintf(odd, sizeof odd, P_("%zu warning", "%zu warnings", warnings), warnings);
    findings_head_rejected(f, left, sizeof left);
    snprintf(out->title, sizeof out->title, _("Bank %s: %s, %s%s"), s->about, bad, odd, left);
    snprintf(out->right, sizeof out->right, P_("%zu question", "%zu questions", questions),
             questions);
}

/* What was found at a place, or why the question there was rejected. */
static void tell_found(const struct findings_list *f, size_t i, struct buf *out)
{
    const struct rejected_question *rejected = findings_rejected_at(f, i);
    if (rejected)
        findings_tell_rejected(rejected, out);
    else
        buf_add_text(out, finding_at(f, i)->text);
}

/* The rule's whole name, for the column may have cut it; what was found at the place, and as much
 * of the question as has room. */
static void draw_text(const struct findings_list *f, struct canvas *v, int row, int end)
{
    char clean[TEXT_MAX];
    struct buf text;
    if (!f->places)
        return;
    const char *title = findings_kind_title(&f->kind[f->rules.at]);
    const struct rejected_question *rejected = findings_rejected_at(f, f->where.at);
    const char *stem = rejected ? rejected->stem : stem_at(f, finding_at(f, f->where.at));
    buf_init(&text, sizeof clean);
    if (!rejected && is_of_pool(finding_at(f, f->where.at))) { /* the column may have cut it */
        tell_place(finding_at(f, f->where.at), clean, sizeof clean);
        buf_printf(&text, "%s: ", clean);
    }
    tell_found(f, f->where.at, &text);
    text_clean(buf_text(&text), clean, sizeof clean);
    buf_free(&text);
    if (strncmp(clean, title, strlen(title)) != 0)
        row = tui_paragraph_within(v, row, end, 1, v->cols - 2, CANVAS_DIM, title);
    row = tui_paragraph_within(v, row, end, 1, v->cols - 2, CANVAS_PLAIN, clean);
    if (stem)
        tui_paragraph_within(v, row, end, 1, v->cols - 2, CANVAS_DIM,
                             text_clean(stem, clean, sizeof clean));
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct findings_list *f = (struct findings_list *)s;
    struct tui_rows rules = rules_of(f), places = places_of(f);
    int below = v->rows < TALL ? TEXT_ROWS : TEXT_ROWS_TALL;
    int height = end - row - 1 - below, split = v->cols * 11 / 20;
    if (!f->is_read)
        return;
    canvas_text(v, row, 4, split - 10, CANVAS_DIM, _("Rule"));
    canvas_text_right(v, row, split - 3, CANVAS_DIM, _("found"));
    canvas_text(v, row, split + 3, PLACE_CELLS - 1, CANVAS_DIM, _("Place"));
    canvas_text(v, row, split + 3 + PLACE_CELLS, v->cols - split - PLACE_CELLS - 4, CANVAS_DIM,
                _("question"));
    for (int i = 0; i <= height; i++)
        canvas_text(v, row + i, split - 1, 1, CANVAS_RULE, canvas_glyph(v, CANVAS_GLYPH_BAR));
    tui_table_draw(v, &f->where, &places, row + 1, split + 1, height, v->cols - split - 2,
                   f->is_right);
    tui_table_draw(v, &f->rules, &rules, row + 1, 0, height, split - 1, !f->is_right);
    if (f->is_right) /* the rule that is open */
        canvas_text(v, f->rules.cursor_row, 0, 1, CANVAS_DIM, canvas_glyph(v, CANVAS_GLYPH_CHOSEN));
    draw_text(f, v, row + height + 2, end);
    char sealed[SCREEN_SAID];
    findings_tell_seal(f, sealed, sizeof sealed);
    if (!s->said[0] && sealed[0]) /* in the message's place */
        tui_message(v, end + MESSAGE_BELOW, v->cols - 6, CANVAS_SAVED, sealed);
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
            buf_printf(out, "%s %s: %zu\n", findings_kind_mark(&f->kind[i]),
                       findings_kind_title(&f->kind[i]), f->kind[i].count);
        }
    for (size_t i = 0; f->is_right && i < f->places; i++) {
        const struct rejected_question *rejected = findings_rejected_at(f, i);
        char place[256];
        if (!rejected)
            tell_place(finding_at(f, i), place, sizeof place);
        else
            banking_name_rejected(rejected, place, sizeof place);
        buf_printf(out, "%zu. %s: ", i + 1, place);
        tell_found(f, i, out);
        buf_add_text(out, "\n");
    }
    char sealed[SCREEN_SAID];
    findings_tell_seal(f, sealed, sizeof sealed);
    buf_printf(out, "%s%s", sealed, sealed[0] ? "\n" : "");
}

static void forget(struct screen *s)
{
    struct findings_list *f = (struct findings_list *)s;
    bank_check_op.forget(&f->reply);
    free(f->place);
    while (f->undos)
        findings_forget_undo(f, f->undos - 1);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct findings_list *f = (struct findings_list *)s;
    out->table = f->is_right ? &f->where : &f->rules;
    out->rows = f->is_right ? places_of(f) : rules_of(f);
    out->elsewhere = f->is_right
                         ? NULL
                         : _("These are the rules: Esc, Tab, then / filters the questions of one.");
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
                                           .looked = findings_looked,
                                           .refresh = refresh,
                                           .free = forget};

void findings_open(struct desk *d, const char *bank)
{
    struct findings_list *f = screen_new(d, &findings_screen, bank, sizeof *f);
    if (stack_open(d, f ? &f->screen : NULL))
        check(f);
}
