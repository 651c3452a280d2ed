/* The room console line by line, for screen readers and simple terminals: what comes to pass is
 * said as it comes, and each command is a line. */
#ifndef SATHACH_ROOM_LINES_H
#define SATHACH_ROOM_LINES_H

#include "app/room/room.h"
#include "app/tui/line_terminal.h"

struct lines {
    struct room *room;
    void (*say)(const char *line); /* prints a line */
    struct line_terminal terminal;
    char line[TUI_FIELD_TEXT];
    size_t len;
    struct problem_key told[PROBLEMS_MAX]; /* urgent problems that were said */
    size_t tolds;
    bool has_begun, is_open, is_asked; /* what was said: that it is locked, that it is open, the
                                          present question */
    enum room_step step;               /* of it */
};

/* Takes the terminal, and gives it back. */
void lines_open(struct lines *l, struct room *r, void (*say)(const char *line));
void lines_close(struct lines *l);
/* Says what is new since the last time. */
void lines_show(struct lines *l);
/* Reads what was typed. False: the input has ended. */
bool lines_read(struct lines *l);
/* One line as it was typed. */
void lines_take(struct lines *l, const char *line);

#endif
