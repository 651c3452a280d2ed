#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/banks_look.h"
#include "tools/desk/operation.h"
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

static uint64_t place_of(void *context, size_t i)
{
    const struct rejected_question *rejected = findings_rejected_at(context, i);
    if (rejected)
        return rejected->number;
    const struct finding *x = findings_at(context, i);
    uint64_t hash = x->file ? text_hash(x->file, strlen(x->file), TEXT_HASH) : TEXT_HASH;
    return hash * 31 + x->line * 7 + x->page;
}

static struct tui_rows places_of(struct findings_list *f)
{
    return (struct tui_rows){
        .context = f, .count = f->places, .thing = place_of, .draw = findings_draw_place};
}

static void choose_places(struct findings_list *f)
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

static void list_places(struct findings_list *f)
{
    choose_places(f);
    findings_lay_places(f);
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
    if (is_language)
        findings_lay_places((struct findings_list *)s);
    if (is_language && stack_top(s->desk) == s)
        check((struct findings_list *)s);
}

/* ---- keys ---- */

/* What the rule under the cursor counts, as the places of its actions. */
enum { FOUND = 1, REJECTED = 2, ASIDE = 4, ANY = FOUND | REJECTED | ASIDE };

enum {
    KEY_NONE,
    KEY_OTHER,
    KEY_OPEN,
    KEY_AGAIN,
    KEY_UNDO,
    KEY_DROP,
    KEY_ASIDE,
    KEY_OPEN_AGAIN,
    KEY_SEAL,
    KEY_SHOW,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_OTHER, "Tab", TAB, N_("the other part"), N_("from the rules to the places"),
                ANY),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open"), N_("the places of the rule; the question"),
                ANY),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("check again"), N_("reads the bank's files anew"),
                   ANY),
    ACTIONS_LETTER(KEY_UNDO, "Ctrl-Z", "", 'Z', N_("take back"),
                   N_("takes back the last question that was written, twenty of them, until the "
                      "bank is left"),
                   ANY),
    ACTIONS_LETTER(KEY_DROP, "D", "D", 0, N_("take out"),
                   N_("takes the question of the place out of the bank, and asks why; Ctrl-Z "
                      "brings it back"),
                   FOUND),
    ACTIONS_LETTER(KEY_ASIDE, "D", "D", 0, N_("set aside"),
                   N_("sets the rejected question aside and asks why; the bank is sealed without "
                      "it"),
                   REJECTED),
    ACTIONS_LETTER(KEY_OPEN_AGAIN, "D", "D", 0, N_("open again"),
                   N_("opens the question that was set aside"), ASIDE),
    ACTIONS_LETTER(KEY_SEAL, "N", "N", 0, N_("seal"),
                   N_("what would be sealed, or which errors forbid it; warnings forbid nothing"),
                   ANY),
    ACTIONS_LETTER(KEY_SHOW, "V", "V", 0, N_("read"),
                   N_("every question with its right answer, to be proofread"), ANY)};
static const struct tui_actions TABLE = {ROWS, KEYS};

/* The place under the cursor, as operations take it; false, said why: no question stands there. */
static bool question_place(struct findings_list *f, const struct finding **x, char *out,
                           size_t room)
{
    *x = f->places ? findings_at(f, f->where.at) : NULL;
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
                   f->is_read ? _("Nothing was found: there is no place to go to.")
                              : _("The bank was not checked yet: R checks it."));
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
        question_open(f->screen.desk, f->screen.about, place, findings_stem(f, x), x->text);
}

/* Which one is seen before it is asked about. */
static void drop_place(struct findings_list *f)
{
    char place[FINDINGS_PLACE];
    const struct finding *x;
    if (!f->is_right)
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("Enter or Tab goes to the places of the rule; D takes out the one there."));
    else if (question_place(f, &x, place, sizeof place))
        question_drop(f->screen.desk, f->screen.about, place, findings_stem(f, x), x->text);
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
    case KEY_ASIDE:
    case KEY_OPEN_AGAIN: findings_set_aside(f); return;
    case KEY_SEAL: findings_seal(f); return;
    case KEY_SHOW: findings_read(s->desk, s->about); return;
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

/* And what was left out of the question when it was imported. */
static void tell_of_question(const struct findings_list *f, const struct finding *x,
                             struct buf *out)
{
    const struct origin *origin = findings_origin(f, x);
    char left_out[ORIGIN_SAID], sentence[TEXT_MAX];
    bool is_more = origin && origin_left_out(origin, left_out, sizeof left_out)[0];
    buf_add_text(out, is_more ? text_end_sentence(x->text, sentence, sizeof sentence) : x->text);
    if (is_more)
        buf_printf(out, " %s", left_out);
}

/* What was found at a place, or why the question there was rejected. */
static void tell_found(const struct findings_list *f, size_t i, struct buf *out)
{
    const struct rejected_question *rejected = findings_rejected_at(f, i);
    if (rejected)
        findings_tell_rejected(f, i, out);
    else
        tell_of_question(f, findings_at(f, i), out);
}

/* The rule's whole name, for the column may have cut it, or what those rejected are to the bank;
 * what was found at the place, and as much
 * of the question as has room. */
static void draw_text(const struct findings_list *f, struct canvas *v, int row, int end)
{
    char clean[TEXT_MAX];
    struct buf text;
    if (!f->places)
        return;
    const char *note = findings_kind_note(&f->kind[f->rules.at]),
               *title = note ? note : findings_kind_title(&f->kind[f->rules.at]);
    const struct rejected_question *rejected = findings_rejected_at(f, f->where.at);
    const char *stem = rejected ? rejected->stem : findings_stem(f, findings_at(f, f->where.at));
    buf_init(&text, sizeof clean);
    const struct finding *x = rejected ? NULL : findings_at(f, f->where.at);
    if (x && (findings_is_of_pool(x) || findings_origin(f, x))) { /* the column may have cut it */
        findings_tell_of(f, x, clean, sizeof clean);
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
    if (!f->is_read) {
        canvas_text(v, row + 1, 3, v->cols - 6, CANVAS_DIM,
                    _("The bank was not checked yet: R checks it."));
        return;
    }
    canvas_text(v, row, 4, split - 10, CANVAS_DIM, _("Rule"));
    canvas_text_right(v, row, split - 3, CANVAS_DIM, _("found"));
    findings_draw_heads(f, v, row, split + 3, v->cols - split - 4);
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
    if (!f->is_read)
        buf_printf(out, "%s\n", _("The bank was not checked yet: R checks it."));
    for (size_t i = 0; i < f->kinds; i++)
        if (!f->is_right || i == f->rules.at) {
            if (!f->is_right)
                buf_printf(out, "%zu. ", i + 1);
            buf_printf(out, "%s %s: %zu\n", findings_kind_mark(&f->kind[i]),
                       findings_kind_title(&f->kind[i]), f->kind[i].count);
        }
    const char *note = f->kinds ? findings_kind_note(&f->kind[f->rules.at]) : NULL;
    if (note)
        buf_printf(out, "%s\n", note);
    for (size_t i = 0; f->is_right && i < f->places; i++) {
        const struct rejected_question *rejected = findings_rejected_at(f, i);
        char place[256];
        if (!rejected)
            findings_tell_of(f, findings_at(f, i), place, sizeof place);
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

static uint64_t mode(const struct screen *s)
{
    const struct findings_list *f = (const struct findings_list *)s;
    enum kind_group group = f->kinds ? f->kind[f->rules.at].group : GROUP_FOUND;
    return group == GROUP_REJECTED ? REJECTED : group == GROUP_ASIDE ? ASIDE : FOUND;
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
                                           .mode = mode,
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

void findings_read(struct desk *d, const char *bank)
{
    char command[64 + BANK_LIST_NAME];
    snprintf(command, sizeof command, "sathachctl bank show %s --questions", bank);
    operation_preview(d, command);
}

void findings_open(struct desk *d, const char *bank)
{
    struct findings_list *f = screen_new(d, &findings_screen, bank, sizeof *f);
    if (stack_open(d, f ? &f->screen : NULL))
        check(f);
}
