/* What the files of the first screen share. */
#ifndef SATHACH_TOOLS_DESK_START_PARTS_H
#define SATHACH_TOOLS_DESK_START_PARTS_H

#include "app/tui/table.h"
#include "tools/desk/watching.h"
#include "tools/desk/start.h"
#include "tools/work/waiting.h"

enum start_mode {
    START_LIST = 1,
    START_BROKEN = 2 /* with START_LIST: office.ini cannot be read */
};

struct start {
    struct screen screen;
    struct waiting_reply waiting; /* what the office tells, and a row a stick */
    struct err trouble;           /* why the office could not be looked at */
    bool is_seen;                 /* it was looked at once */
    struct tui_table table;
};

struct tui_rows start_rows(struct start *s);
/* When a row began to wait: "today", "now", "yesterday" or its day; "" where nobody knows. */
void start_tell_day(const struct start *s, const struct waiting_row *x, char *out, size_t room);
/* Begins to look at the office; what comes of it is taken by start_looked. */
void start_look(struct start *s);
void start_looked(struct screen *screen, struct looks_task *task);
/* The place that a row of a stick is about; "" where it is gone. */
const char *start_stick(const struct start *s, const struct waiting_row *x);
/* The rows of sticks, anew. */
void start_watched(struct screen *screen);
/* The office has not told yet, and is not telling. */
bool start_is_silent(const struct start *s);
void start_draw(struct screen *screen, struct canvas *v, int row, int end);
void start_tell(struct screen *screen, struct buf *out);

#endif
