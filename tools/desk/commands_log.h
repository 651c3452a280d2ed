/* What the office's log tells, above the commands that this desk ran: read on a thread of its own
 * (looks.h), a line a row, the newest last. */
#ifndef SATHACH_TOOLS_DESK_COMMANDS_LOG_H
#define SATHACH_TOOLS_DESK_COMMANDS_LOG_H

#include "tools/desk/screen.h"
#include "tools/work/log_show.h"

/* One reading of it; NULL: none came yet. */
struct commands_log {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    struct log_show_reply reply;
    enum err_code rc;
    struct err err;
};

/* Begins to read it; the screen's `looked` gets the task. */
void commands_log_look(struct screen *s);
/* The task as what was read; the caller's to free. */
struct commands_log *commands_log_take(struct looks_task *task);
void commands_log_free(struct commands_log *l); /* may be NULL */
/* Why it cannot be read, one sentence; "" where it was. */
const char *commands_log_trouble(const struct commands_log *l);
size_t commands_log_lines(const struct commands_log *l);
/* The number of a line, as the log has it; i < commands_log_lines. */
uint64_t commands_log_number(const struct commands_log *l, size_t i);
/* Day, time, who, and what was noted. */
void commands_log_draw(const struct commands_log *l, struct canvas *v, int row, int col, int cells,
                       size_t i, enum canvas_role role);
void commands_log_tell(const struct commands_log *l, size_t i, struct buf *out);
/* The command that shows the line. */
void commands_log_line(const struct commands_log *l, size_t i, struct buf *out);

#endif
