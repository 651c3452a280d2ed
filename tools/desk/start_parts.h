/* What the files of the first screen share. */
#ifndef SATHACH_TOOLS_DESK_START_PARTS_H
#define SATHACH_TOOLS_DESK_START_PARTS_H

#include "app/tui/filter.h"
#include "app/tui/table.h"
#include "tools/desk/start.h"
#include "tools/work/waiting.h"

enum start_mode { START_LIST = 1, START_FILTER = 2 };

struct start {
    struct screen screen;
    struct waiting_reply waiting;
    struct err trouble; /* why the office could not be looked at */
    struct tui_filter filter;
    char line[WAITING_ABOUT + WAITING_TEXT + 2]; /* of a row, for the filter */
    struct tui_table table;
    enum start_mode mode;
};

const struct waiting_row *start_row(const struct start *s, size_t i);
struct tui_rows start_rows(struct start *s);
/* When a row began to wait: "today", "yesterday" or its day; "" where nobody knows. */
void start_tell_day(const struct start *s, int64_t when, char *out, size_t room);
void start_draw(struct screen *screen, struct canvas *v, int row, int end);
void start_tell(struct screen *screen, struct buf *out);

#endif
