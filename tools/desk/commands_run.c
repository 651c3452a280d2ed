#include "tools/desk/commands_run.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TEXT_MAX = 4 * 1024 * 1024, WHEN_CELLS = 8, NAME_TRIES = 100, OWN_FILE_MAX = 1024 * 1024 };

/* ---- a line that can be run again ---- */

/* The file of a request that is the desk's own, and gone when it is left (drafts.h). */
static const struct work_field *own_file(const struct desk *d, const struct work_op *op,
                                         const void *request)
{
    size_t len = strlen(d->files.folder);
    for (const struct work_field *f = op->field; len && !work_field_is_end(f); f++) {
        const char *const *path = (const void *)((const char *)request + f->at);
        if (f->kind == WORK_FILE && !work_field_is_list(f) && f->option && *path &&
            strncmp(*path, d->files.folder, len) == 0)
            return f;
    }
    return NULL;
}

static char *read_text(const char *path)
{
    struct buf text;
    struct err ignored = {0};
    buf_init(&text, OWN_FILE_MAX);
    char *copy =
        file_read(path, OWN_FILE_MAX, &text, &ignored) == ERR_OK ? strdup(buf_text(&text)) : NULL;
    buf_free(&text);
    return copy;
}

/* Such a file's text goes with the line, which names a variable in its place. */
static void write_line(const struct desk *d, const struct job *job, struct buf *line, char **text)
{
    static const char PLACE[] = "@question@", NAMED[] = "\"$question\"";
    const struct work_field *own = own_file(d, job->op, job->request);
    void *request = own ? malloc(job->op->request) : NULL;
    *text = NULL;
    if (!request) {
        stack_line(job->op, job->request, line);
        return;
    }
    memcpy(request, job->request, job->op->request);
    const char **path = (void *)((char *)request + own->at);
    *text = read_text(*path);
    *path = PLACE;
    struct buf whole;
    buf_init(&whole, SCREEN_LINE_MAX);
    stack_line(job->op, request, &whole);
    const char *at = strstr(buf_text(&whole), PLACE);
    if (at)
        buf_printf(line, "%.*s%s%s", (int)(at - buf_text(&whole)), buf_text(&whole), NAMED,
                   at + strlen(PLACE));
    buf_free(&whole);
    free(request);
}

void commands_run_note(struct desk *d, struct job *job)
{
    struct buf line;
    char *text;
    if (!job->is_writing)
        return;
    if (d->rans == STACK_RAN_MAX) {
        stack_forget_ran(&d->ran[0]);
        memmove(&d->ran[0], &d->ran[1], --d->rans * sizeof d->ran[0]);
    }
    struct stack_ran *grown = realloc(d->ran, (d->rans + 1) * sizeof *grown);
    if (!grown)
        return;
    d->ran = grown;
    buf_init(&line, SCREEN_LINE_MAX);
    write_line(d, job, &line, &text);
    struct stack_ran ran = {.line = strdup(buf_text(&line)),
                            .text = text,
                            .when = clock_wall_ms(&d->setup.clock) / 1000,
                            .rc = job->rc};
    if (ran.line)
        d->ran[d->rans++] = ran;
    else
        stack_forget_ran(&ran);
    buf_free(&line);
}

/* ---- the list: lines of the log, a rule, and what this desk ran ---- */

static size_t count_above(const struct commands_run *c)
{
    size_t lines = commands_log_lines(c->log);
    return lines ? lines + 1 : 0; /* the rule is a row, too */
}

static uint64_t thing_of(void *context, size_t i)
{
    const struct commands_run *c = context;
    size_t above = count_above(c);
    if (i + 1 == above)
        return 0;
    return i < above ? commands_log_number(c->log, i) : UINT64_MAX - (i - above);
}

static const char *rule_text(const struct commands_run *c)
{
    return c->screen.desk->rans ? _("Since the desk was opened")
                                : _("Nothing was written yet since the desk was opened.");
}

struct told_time {
    char day[16], iso_day[16], time[8];
};

static struct told_time tell_time(int64_t when)
{
    struct told_time out = {0};
    time_t t = (time_t)when;
    struct tm tm;
    if (!localtime_r(&t, &tm))
        return out;
    strftime(out.day, sizeof out.day, "%d/%m/%Y", &tm);
    strftime(out.iso_day, sizeof out.iso_day, "%Y-%m-%d", &tm);
    strftime(out.time, sizeof out.time, "%H:%M", &tm);
    return out;
}

static void draw_own(const struct stack_ran *x, struct canvas *v, int row, int col, int cells,
                     enum canvas_role role)
{
    char clean[1024];
    struct told_time when = tell_time(x->when);
    bool is_done = x->rc == ERR_OK;
    canvas_text(v, row, col, 1, is_done ? CANVAS_SAVED : CANVAS_WARNING, is_done ? "" : "!");
    canvas_text(v, row, col + 2, WHEN_CELLS - 2, CANVAS_DIM, when.time);
    canvas_text_cut(v, row, col + WHEN_CELLS, cells - WHEN_CELLS, role,
                    text_clean(x->line, clean, sizeof clean));
}

static void draw_rule(const struct commands_run *c, struct canvas *v, int row, int col, int cells)
{
    int used = canvas_text_cut(v, row, col, cells, CANVAS_TITLE, rule_text(c)) + 1;
    for (; used < cells; used++)
        canvas_text(v, row, col + used, 1, CANVAS_DIM, canvas_glyph(v, CANVAS_GLYPH_RULE));
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct commands_run *c = context;
    size_t above = count_above(c);
    if (i + 1 == above)
        draw_rule(c, v, row, col, cells);
    else if (i < above)
        commands_log_draw(c->log, v, row, col, cells, i, role);
    else
        draw_own(&c->screen.desk->ran[i - above], v, row, col, cells, role);
}

static struct tui_rows rows_of(struct commands_run *c)
{
    return (struct tui_rows){.context = c,
                             .count = count_above(c) + c->screen.desk->rans,
                             .thing = thing_of,
                             .draw = draw_row};
}

static void head(struct screen *s, struct screen_head *out)
{
    snprintf(out->title, sizeof out->title, "%s", _("Commands run"));
    snprintf(out->right, sizeof out->right, "%zu", s->desk->rans);
}

/* Why the log does not stand above; "" where it does. */
static const char *find_trouble(const struct commands_run *c)
{
    const struct desk *d = c->screen.desk;
    enum looks_state state = looks_state(&d->looks, &c->screen, "", clock_boot_ms(&d->setup.clock));
    if (state == LOOKS_SILENT)
        return _("The office's folder does not answer; what was seen last stands here.");
    return c->log || state == LOOKS_NONE ? commands_log_trouble(c->log)
                                         : _("Looking at the office.");
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct commands_run *c = (struct commands_run *)s;
    const char *trouble = find_trouble(c);
    if (trouble[0])
        row = tui_paragraph(v, row, 3, v->cols - 6, CANVAS_WARNING, trouble);
    struct tui_rows rows = rows_of(c);
    tui_table_draw(v, &c->table, &rows, row, 0, end - row, v->cols - 1, true);
    if (rows.count == 0)
        canvas_text(v, row, 3, v->cols - 6, CANVAS_DIM, rule_text(c));
}

static void tell(struct screen *s, struct buf *out)
{
    const struct commands_run *c = (const struct commands_run *)s;
    size_t above = count_above(c);
    if (find_trouble(c)[0])
        buf_printf(out, "%s\n", find_trouble(c));
    for (size_t i = 0; i + 1 < above; i++) {
        buf_printf(out, "%zu. ", i + 1);
        commands_log_tell(c->log, i, out);
    }
    if (above)
        buf_printf(out, "%zu. %s\n", above, rule_text(c));
    for (size_t i = 0; i < s->desk->rans; i++)
        buf_printf(out, "%zu. %s\n", above + i + 1, s->desk->ran[i].line);
}

static void line(struct screen *s, struct buf *out)
{
    const struct commands_run *c = (const struct commands_run *)s;
    if (c->table.at + 1 < count_above(c))
        commands_log_line(c->log, c->table.at, out);
}

static void look(struct screen *s)
{
    commands_log_look(s);
}

/* The cursor stays on its row; before there was any, on the newest. */
static void looked(struct screen *s, struct looks_task *task)
{
    struct commands_run *c = (struct commands_run *)s;
    commands_log_free(c->log);
    c->log = commands_log_take(task);
    struct tui_rows rows = rows_of(c);
    if (c->table.has_thing)
        tui_table_settle(&c->table, &rows);
    else if (rows.count)
        tui_table_go(&c->table, &rows, rows.count - 1);
}

/* ---- as a text ---- */

/* A word that no line of the text is. */
static void find_end(const char *text, char end[32])
{
    strcpy(end, "END");
    for (int i = 1; strstr(text, end); i++)
        snprintf(end, 32, "END-%d", i);
}

/* The file that the line names, as it was, until the line is done. */
static void write_file_before(const char *text, struct buf *out)
{
    char end[32];
    size_t len = strlen(text);
    find_end(text, end);
    buf_printf(out, "question=$(mktemp)\ncat >\"$question\" <<'%s'\n%s%s%s\n", end, text,
               len && text[len - 1] == '\n' ? "" : "\n", end);
}

/* What was found on the way ends no list: sh goes on where the desk did. */
static void write_command(const struct stack_ran *x, struct buf *out)
{
    if (x->text)
        write_file_before(x->text, out);
    buf_add_text(out, x->line);
    if (x->rc != ERR_OK)
        buf_printf(out, " || [ $? -eq %d ]", (int)x->rc);
    buf_add_text(out, x->text ? "\nrm \"$question\"\n" : "\n");
}

static void write_text(const struct desk *d, struct buf *out)
{
    buf_printf(out, "#!/bin/sh\n# %s\nset -e\n",
               _("What the desk did, as commands; to be run in the office's folder."));
    for (size_t i = 0; i < d->rans; i++) {
        struct told_time when = tell_time(d->ran[i].when);
        buf_printf(out, "# %s %s\n", when.day, when.time);
        write_command(&d->ran[i], out);
    }
}

/* The first free name of the day's. What is said of it begins inside the office: a long path would
 * leave no room for the name. */
static enum err_code write_file(struct desk *d, const struct buf *text, char *path, size_t room,
                                struct err *e)
{
    struct told_time now = tell_time(clock_wall_ms(&d->setup.clock) / 1000);
    enum err_code rc = ERR_BUSY;
    for (int i = 1; rc == ERR_BUSY && i <= NAME_TRIES; i++) {
        snprintf(path, room, "%s/reports/commands-%s-%d.sh", d->lock.of.folder, now.iso_day, i);
        rc = file_write(path, text->data, text->len, FILE_NEW, e);
    }
    return rc;
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct buf text;
    char path[4096];
    struct err e = {0};
    (void)action;
    (void)arg;
    if (s->desk->rans == 0) {
        screen_say(s, CANVAS_WARNING, "! %s", _("Nothing was written yet."));
        return;
    }
    buf_init(&text, TEXT_MAX);
    write_text(s->desk, &text);
    enum err_code rc = buf_check(&text, _("the list of commands"), &e);
    if (rc == ERR_OK)
        rc = write_file(s->desk, &text, path, sizeof path, &e);
    if (rc == ERR_OK)
        screen_say(s, CANVAS_SAVED, "● %s", path + strlen(s->desk->lock.of.folder) + 1);
    else
        screen_say_error(s, &e);
    buf_free(&text);
}

static void forget(struct screen *s)
{
    commands_log_free(((struct commands_run *)s)->log);
}

enum { KEY_NONE, KEY_WRITE, KEYS };
static const struct tui_action ROWS[KEYS] = {ACTIONS_LETTER(
    KEY_WRITE, "Ctrl-S", "", 'S', N_("write as a text"),
    N_("writes the list into the folder reports, to be kept, printed or run by sh"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void focus(struct screen *s, struct screen_focus *out)
{
    struct commands_run *c = (struct commands_run *)s;
    out->table = &c->table;
    out->rows = rows_of(c);
}

const struct screen_ops commands_run_screen = {.name = "commands",
                                               .actions = &TABLE,
                                               .enter = look,
                                               .act = act,
                                               .focus = focus,
                                               .head = head,
                                               .draw = draw,
                                               .line = line,
                                               .tell = tell,
                                               .looked = looked,
                                               .free = forget};

void commands_run_open(struct desk *d)
{
    struct commands_run *c = screen_new(d, &commands_run_screen, "", sizeof *c);
    if (c && d->rans) {
        struct tui_rows rows = rows_of(c);
        tui_table_go(&c->table, &rows, d->rans - 1);
    }
    stack_open(d, c ? &c->screen : NULL);
}
