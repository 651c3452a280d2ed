#include "app/core/i18n.h"
#include "tools/desk/find_parts.h"
#include "tools/desk/look_op.h"
#include "tools/desk/paper.h"
#include "tools/desk/work_view.h"
#include "tools/work/ring.h"
#include "tools/work/settings_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum find_mode find_list_mode(const struct find_list *f)
{
    if (!f->reply || strcmp(f->text, f->searched) != 0)
        return FIND_ASKS;
    return f->is_one ? FIND_SHOWS_ONE : FIND_SHOWS;
}

const struct find_row *find_list_row(const struct find_list *f, size_t i)
{
    return &f->reply->row[f->shown[i]];
}

/* ---- work ---- */

static void forget(struct screen *s)
{
    struct find_list *f = (struct find_list *)s;
    if (f->reply)
        find_op.forget(f->reply);
    free(f->reply);
    free(f->shown);
    f->reply = NULL;
    f->shown = NULL;
    f->count = 0;
    f->is_one = false;
}

static void look(struct find_list *f)
{
    if (f->text[strspn(f->text, " ")] == '\0') {
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("Type a part of the name, an SBD, an identity number or a receipt."));
        return;
    }
    forget(&f->screen);
    f->lines = 0;
    f->is_again = false;
    snprintf(f->searched, sizeof f->searched, "%s", f->text);
    f->request = (struct find_request){.text = f->searched};
    stack_run(&f->screen, &find_op, &f->request);
}

/* Every row, or those of the person the cursor stands on; the cursor stays on its row. */
static void show(struct find_list *f, bool is_one)
{
    size_t person = f->count ? find_list_row(f, f->table.at)->person : 0;
    f->is_one = is_one && f->count;
    f->count = 0;
    for (size_t i = 0; i < f->reply->rows; i++)
        if (!f->is_one || f->reply->row[i].person == person)
            f->shown[f->count++] = (uint32_t)i;
    struct tui_rows rows = find_list_rows(f);
    tui_table_settle(&f->table, &rows);
}

/* Whatever changes the office writes into its log: what was found is looked for again when that has
 * grown. On a thread of its own, for the folder may hang. */
static void look_at_log(struct screen *s)
{
    const struct find_list *f = (const struct find_list *)s;
    struct look_op *l = f->reply ? look_op_new(s, &settings_look_op) : NULL;
    if (l)
        look_op_begin(s, l);
}

static void refresh(struct screen *s, bool is_language)
{
    if (!is_language)
        look_at_log(s);
}

/* Nobody is asked for a passphrase by what happens by itself. */
static bool may_look_again(const struct find_list *f)
{
    const struct desk *d = f->screen.desk;
    return f->reply && stack_top(d) == &f->screen && !d->job.is_running && !d->is_held &&
           !d->lock.is_on && d->setup.work->ring->key[KEYS_OFFICE] &&
           find_list_mode(f) != FIND_ASKS;
}

static void looked(struct screen *s, struct looks_task *task)
{
    struct find_list *f = (struct find_list *)s;
    struct look_op *l = look_op_ended(s, task);
    size_t lines = l->rc == ERR_OK ? ((struct settings_look_reply *)l->reply)->lines : 0;
    look_op_free(l);
    bool has_grown = f->lines && lines && lines != f->lines;
    if (!f->lines)
        f->lines = lines;
    if (!has_grown || !may_look_again(f))
        return;
    f->lines = lines;
    f->is_again = true;
    f->request = (struct find_request){.text = f->searched};
    s->desk->is_quiet = stack_run(s, &find_op, &f->request);
}

/* Looked for again by itself the rows stay, until the new ones come. */
static void draw_work(struct screen *s, struct canvas *v, int row, int end)
{
    if (((struct find_list *)s)->is_again)
        find_list_draw(s, v, row, end);
    else
        work_view_draw(s->desk, v, row, end);
}

/* The cursor stays on its paper. */
static void take_again(struct find_list *f, struct job *job, uint32_t *shown)
{
    bool was_one = f->is_one;
    struct tui_table table = f->table;
    forget(&f->screen);
    f->shown = shown;
    f->reply = job_take_reply(job);
    f->table = table;
    show(f, false);
    if (was_one)
        show(f, true);
}

static void done(struct screen *s, struct job *job)
{
    struct find_list *f = (struct find_list *)s;
    const struct find_reply *reply = job->reply;
    bool was_again = f->is_again;
    f->is_again = false;
    if (job->rc != ERR_OK && !was_again)
        screen_say_error(s, &job->err);
    if (!reply->looked && !reply->broken) /* nothing was looked through */
        return;
    uint32_t *shown = calloc(reply->rows + 1, sizeof *shown);
    if (!shown) {
        screen_say(s, CANVAS_DANGER, "x %s", _("The memory is full."));
        return;
    }
    if (was_again) {
        take_again(f, job, shown);
        return;
    }
    f->shown = shown;
    f->reply = job_take_reply(job);
    f->table = (struct tui_table){0};
    show(f, false);
    look_at_log(s);
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_LOOK, KEY_OPEN, KEY_ONE, KEY_EVERY, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_LOOK, "Enter", ENTER, N_("look"), N_("looks through all sessions"), FIND_ASKS),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("open the paper"),
                N_("the paper of the row, question by question"), FIND_SHOWS | FIND_SHOWS_ONE),
    ACTIONS_KEY(KEY_ONE, "Tab", TAB, N_("only this person"),
                N_("the papers of the person under the cursor alone"), FIND_SHOWS),
    ACTIONS_KEY(KEY_EVERY, "Tab", TAB, N_("everybody again"), N_("all that were found"),
                FIND_SHOWS_ONE)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void act(struct screen *s, int action, unsigned arg)
{
    struct find_list *f = (struct find_list *)s;
    (void)arg;
    if (action == KEY_LOOK) {
        look(f);
    } else if (f->count == 0) {
        screen_say(s, CANVAS_WARNING, "! %s", _("Nobody was found: type something else."));
    } else if (action == KEY_OPEN) {
        const struct find_row *x = find_list_row(f, f->table.at);
        paper_open(s->desk, x->session, x->paper);
    } else {
        show(f, action == KEY_ONE);
    }
}

/* Letters and digits are of the text that is looked for, but for what filters the rows. */
static bool is_of_list(const struct screen *s, const struct keypress *k)
{
    if (s->filter.is_open)
        return true;
    return k->kind == KEYPRESS_CHAR ? k->cp == '/' && !k->is_pasted
                                    : k->kind != KEYPRESS_HOME && k->kind != KEYPRESS_END;
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct find_list *f = (struct find_list *)s;
    struct tui_rows rows = find_list_rows(f);
    if (find_list_mode(f) != FIND_ASKS && is_of_list(s, k) && tui_table_key(&f->table, &rows, k))
        return true;
    if (f->is_old && k->kind == KEYPRESS_CHAR)
        tui_input_set(&f->input, "");
    f->is_old = false;
    return tui_input_key(&f->input, k);
}

static uint64_t mode(const struct screen *s)
{
    return find_list_mode((const struct find_list *)s);
}

static bool takes_text(const struct screen *s)
{
    (void)s;
    return true;
}

/* One person's rows, all rows, then out: the text is kept as a draft, the people are not. */
static bool back(struct screen *s)
{
    struct find_list *f = (struct find_list *)s;
    bool was_one = find_list_mode(f) == FIND_SHOWS_ONE;
    if (was_one)
        show(f, false);
    else
        forget(s);
    return was_one;
}

static void head(struct screen *s, struct screen_head *out)
{
    (void)s;
    snprintf(out->title, sizeof out->title, "%s", _("Find a person"));
    snprintf(out->right, sizeof out->right, "%s", _("SBD, name, identity number, receipt"));
}

static void line(struct screen *s, struct buf *out)
{
    struct find_list *f = (struct find_list *)s;
    if (f->text[0])
        stack_line(&find_op, &(struct find_request){.text = f->text}, out);
}

static void free_all(struct screen *s)
{
    forget(s);
    tui_input_free(&((struct find_list *)s)->input);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct find_list *f = (struct find_list *)s;
    out->typed = f->text;
    out->asks = _("Find:");
    if (find_list_mode(f) == FIND_ASKS)
        return;
    out->table = &f->table;
    out->rows = find_list_rows(f);
    out->has_filter = true;
}

const struct screen_ops find_screen = {.name = "find",
                                       .actions = &TABLE,
                                       .keeps_draft = true,
                                       .enter = look_at_log,
                                       .mode = mode,
                                       .takes_text = takes_text,
                                       .act = act,
                                       .key = key,
                                       .focus = focus,
                                       .back = back,
                                       .head = head,
                                       .draw = find_list_draw,
                                       .draw_work = draw_work,
                                       .line = line,
                                       .tell = find_list_tell,
                                       .done = done,
                                       .refresh = refresh,
                                       .looked = looked,
                                       .free = free_all};

void find_open(struct desk *d)
{
    struct screen *draft = stack_take_draft(d, &find_screen, "");
    if (draft) {
        ((struct find_list *)draft)->is_old = true;
        stack_open(d, draft);
        return;
    }
    struct find_list *f = screen_new(d, &find_screen, "", sizeof *f);
    if (f)
        tui_input_init(&f->input, f->text, sizeof f->text);
    stack_open(d, f ? &f->screen : NULL);
}
