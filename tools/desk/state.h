/* What the desk holds while it is open; its screens read and change it. */
#ifndef SATHACH_TOOLS_DESK_STATE_H
#define SATHACH_TOOLS_DESK_STATE_H

#include "app/core/clock.h"
#include "app/tui/filter.h"
#include "app/tui/pager.h"
#include "app/tui/table.h"
#include "tools/desk/actions.h"
#include "tools/work/waiting.h"

enum {
    DESK_ROWS = 24,
    DESK_COLS = 80, /* the least window */
    DESK_LOOK_MS = 10000,
    DESK_PAGE_MAX = 16 * 1024
};

struct desk_setup {
    struct work *work; /* not owned; its events are the desk's from here on */
    struct clock_source clock;
    bool is_english;
};

struct desk {
    struct desk_setup setup;
    struct waiting_reply waiting;
    struct err trouble; /* why the office could not be looked at */
    uint64_t looked_ms; /* boot clock */
    struct tui_filter filter;
    char line[WAITING_ABOUT + WAITING_TEXT + 2]; /* of a row, for the filter */
    struct tui_table table;
    enum desk_place place, back; /* where help was called from */
    struct tui_pager pager;
    char page[DESK_PAGE_MAX]; /* what the pager shows */
    bool is_english, quit;
};

#endif
