/* What the first screen looks at: the office, and the sticks that the desk watches. */
#include "app/core/i18n.h"
#include "tools/desk/start_parts.h"
#include "tools/work/collect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct start_task {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    struct waiting_reply reply;
    enum err_code rc;
    struct err err;
};

static void run(struct looks_task *task)
{
    struct start_task *t = (struct start_task *)task;
    struct waiting_request nothing = {0};
    t->rc = waiting_op.run(&t->work, &nothing, &t->reply, &t->err);
}

static void free_task(struct looks_task *task)
{
    struct start_task *t = (struct start_task *)task;
    waiting_op.forget(&t->reply);
    free(t);
}

void start_look(struct start *s)
{
    struct desk *d = s->screen.desk;
    struct start_task *t = calloc(1, sizeof *t);
    watch_look(d);
    if (!t)
        return; /* what was seen last stays */
    t->task = (struct looks_task){.subject = "", .run = run, .free = free_task};
    t->work.folder = d->setup.work->folder;
    t->work.lang = d->setup.work->lang;
    stack_begin_look(d, &s->screen, &t->task);
}

bool start_is_silent(const struct start *s)
{
    const struct desk *d = s->screen.desk;
    return looks_state(&d->looks, &s->screen, "", clock_boot_ms(&d->setup.clock)) == LOOKS_SILENT;
}

/* ---- sticks ---- */

static void drop_sticks(struct waiting_reply *w)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->rows; i++)
        if (w->row[i].kind != WAITING_STICK)
            w->row[kept++] = w->row[i];
    w->rows = kept;
}

static void write_command(const struct watch_folder *f, char out[WAITING_COMMAND])
{
    char path[PLACES_PATH], *word[] = {path};
    struct buf line;
    snprintf(path, sizeof path, "%s", f->place.path);
    buf_init(&line, SCREEN_LINE_MAX);
    stack_line(&collect_op, &(struct collect_request){.path = {word, 1}}, &line);
    if (strlen(buf_text(&line)) < WAITING_COMMAND)
        snprintf(out, WAITING_COMMAND, "%s", buf_text(&line));
    buf_free(&line);
}

static void add_stick(struct start *s, const struct watch_folder *f)
{
    const struct desk *d = s->screen.desk;
    struct err ignored = {0};
    struct waiting_row row = {
        .mark = WAITING_DUE, .kind = WAITING_STICK, .since = clock_wall_ms(&d->setup.clock) / 1000};
    const char *name = f->place.name + strlen("USB ");
    snprintf(row.about, sizeof row.about, "USB");
    if (watch_is_silent(d, f)) {
        row.mark = WAITING_WRONG;
        snprintf(row.text, sizeof row.text, _("%s does not answer: pull it and plug it in again"),
                 name);
    } else if (f->found.trouble) {
        row.mark = WAITING_WRONG;
        snprintf(row.text, sizeof row.text,
                 watch_failed(f)[0] ? _("%s cannot be read") : _("%s: not all of it can be read"),
                 name);
    } else {
        snprintf(row.text, sizeof row.text,
                 P_("%s: %zu file not collected", "%s: %zu files not collected", f->found.fresh),
                 name, f->found.fresh);
        write_command(f, row.command);
    }
    if (waiting_add(&s->waiting, &row, &ignored) != ERR_OK)
        s->trouble = ignored;
}

void start_watched(struct screen *screen)
{
    struct start *s = (struct start *)screen;
    const struct watch *w = &screen->desk->watch;
    drop_sticks(&s->waiting);
    for (size_t i = 0; i < w->folders; i++) {
        const struct watch_folder *f = w->folder[i];
        if (f->place.is_stick && !f->is_pulled && watch_is_shown(screen->desk, f) &&
            (watch_is_silent(screen->desk, f) || f->found.fresh || f->found.trouble))
            add_stick(s, f);
    }
    waiting_sort(&s->waiting);
    struct tui_rows rows = start_rows(s);
    tui_table_settle(&s->table, &rows);
}

const char *start_stick(const struct start *s, const struct waiting_row *x)
{
    const struct watch *w = &s->screen.desk->watch;
    for (size_t i = 0; i < w->folders; i++) {
        const char *name = w->folder[i]->place.name + strlen("USB ");
        size_t n = strlen(name);
        if (w->folder[i]->place.is_stick && strncmp(x->text, name, n) == 0 &&
            strchr(": ", x->text[n]))
            return w->folder[i]->place.path;
    }
    return "";
}

/* ---- the office ---- */

void start_looked(struct screen *screen, struct looks_task *task)
{
    struct start *s = (struct start *)screen;
    struct start_task *t = (struct start_task *)task;
    s->is_seen = true;
    s->trouble = t->err;
    if (t->rc == ERR_OK) { /* else what was seen last stays, and why it is not newer is said */
        waiting_op.forget(&s->waiting);
        s->waiting = t->reply;
        t->reply = (struct waiting_reply){0};
        snprintf(screen->desk->office, sizeof screen->desk->office, "%s", s->waiting.office);
    }
    free_task(task);
    start_watched(screen);
}
