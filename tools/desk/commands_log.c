#include "tools/desk/commands_log.h"

#include "app/core/text.h"
#include "tools/desk/stack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WHEN = 18, WHO = 11 /* cells */, LINE_ROOM = LOG_LINE_MAX + 64 };

/* ---- read ---- */

static void run(struct looks_task *task)
{
    struct commands_log *l = (struct commands_log *)task;
    struct log_show_request all = {0};
    l->rc = log_show_op.run(&l->work, &all, &l->reply, &l->err);
}

static void free_task(struct looks_task *task)
{
    commands_log_free((struct commands_log *)task);
}

void commands_log_look(struct screen *s)
{
    const struct work *work = s->desk->setup.work;
    struct commands_log *l = calloc(1, sizeof *l);
    if (!l)
        return; /* what was read last stays */
    l->task = (struct looks_task){.subject = "", .run = run, .free = free_task};
    l->work.folder = work->folder;
    l->work.lang = work->lang;
    l->reply.office.lock = -1;
    stack_begin_look(s->desk, s, &l->task);
}

struct commands_log *commands_log_take(struct looks_task *task)
{
    return (struct commands_log *)task;
}

void commands_log_free(struct commands_log *l)
{
    if (l)
        log_show_op.forget(&l->reply);
    free(l);
}

const char *commands_log_trouble(const struct commands_log *l)
{
    return l && l->rc != ERR_OK ? l->err.text : "";
}

size_t commands_log_lines(const struct commands_log *l)
{
    return l ? l->reply.lines : 0;
}

uint64_t commands_log_number(const struct commands_log *l, size_t i)
{
    return l->reply.line[i]->number;
}

/* ---- told ---- */

/* "29/11/2026 12:00" where the desk stands; the log has it in the one time of all places. */
static void write_when(const struct log_line *x, char *out, size_t room)
{
    struct tm tm = {0};
    const char *end = strptime(x->time, "%Y-%m-%dT%H:%M:%SZ", &tm);
    time_t t = end && !*end ? timegm(&tm) : (time_t)-1;
    if (t == (time_t)-1 || !localtime_r(&t, &tm) || !strftime(out, room, "%d/%m/%Y %H:%M", &tm))
        snprintf(out, room, "%s", x->time);
}

/* What has no session or no subject has "-" there. */
static void write_what(const struct log_line *x, char out[LINE_ROOM])
{
    char all[LINE_ROOM];
    const char *const PARTS[] = {x->session, x->subject, x->more};
    size_t n = (size_t)snprintf(all, sizeof all, "%s", log_kind_word(x->kind));
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0] && n < sizeof all; i++)
        if (PARTS[i][0] && strcmp(PARTS[i], "-") != 0)
            n += (size_t)snprintf(all + n, sizeof all - n, " %s", PARTS[i]);
    text_clean(all, out, LINE_ROOM);
}

void commands_log_draw(const struct commands_log *l, struct canvas *v, int row, int col, int cells,
                       size_t i, enum canvas_role role)
{
    const struct log_line *x = l->reply.line[i];
    enum canvas_role own = role == CANVAS_FOCUS ? role : CANVAS_DIM;
    char when[32], who[64], what[LINE_ROOM];
    write_when(x, when, sizeof when);
    write_what(x, what);
    canvas_text(v, row, col, WHEN, CANVAS_DIM, when);
    canvas_text_cut(v, row, col + WHEN, WHO - 1, CANVAS_DIM, text_clean(x->who, who, sizeof who));
    canvas_text_cut(v, row, col + WHEN + WHO, cells - WHEN - WHO, own, what);
}

void commands_log_tell(const struct commands_log *l, size_t i, struct buf *out)
{
    const struct log_line *x = l->reply.line[i];
    char when[32], who[64], what[LINE_ROOM];
    write_when(x, when, sizeof when);
    write_what(x, what);
    buf_printf(out, "%s · %s · %s\n", when, text_clean(x->who, who, sizeof who), what);
}

void commands_log_line(const struct commands_log *l, size_t i, struct buf *out)
{
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)commands_log_number(l, i));
    stack_line(&log_show_op, &(struct log_show_request){.since = number}, out);
}
