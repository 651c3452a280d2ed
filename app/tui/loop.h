/* The one loop of a program at a terminal: it waits for the terminal, for what the program has
 * descriptors of, for signals and for the clock, and shows what came of it. The program is one
 * side, what a person sees or hears of it the other: a screen, or the line mode.
 *
 * Each turn: show · wait · read what was typed · tell the program what is ready · settle · tick. */
#ifndef SATHACH_TUI_LOOP_H
#define SATHACH_TUI_LOOP_H

#include "app/core/err.h"

#include <stdbool.h>

enum { LOOP_FDS = 16 /* descriptors of a program, at most */ };

/* Why it ended. */
enum loop_end {
    LOOP_NOT_BEGUN,
    LOOP_DONE,      /* the program had ended */
    LOOP_SIGNALLED, /* SIGTERM or SIGHUP came */
    LOOP_CLOSED     /* the terminal is gone, or what was typed from a file has an end */
};

/* The program, without a terminal. */
struct loop_program {
    void *context;
    int count;                                  /* of its descriptors */
    void (*fds)(const void *context, int *fds); /* which they are now; -1 for none */
    bool has_urgent; /* the last of them is told by POLLPRI, as a table of mounts is */
    int (*timeout_ms)(const void *context); /* until something changes by itself */
    void (*ready)(void *context);           /* one of the descriptors is readable */
    void (*tick)(void *context);            /* after each wait */
    bool (*has_ended)(const void *context);
    void (*note_end)(void *context, enum loop_end end); /* before the terminal is given back; NULL:
                                                           it does not want to know */
};

/* How it is shown. All but read and show may be NULL. */
struct frontend {
    void *context;
    enum err_code (*open)(
        void *context, struct err *e);   /* takes over the terminal, the signals being the loop's */
    void (*close)(void *context);        /* gives it back; not called when open failed */
    int (*wait_ms)(const void *context); /* it waits for the rest of a key so long; -1: for none */
    bool (*read)(void *context, bool is_ready); /* what was typed; nothing came for a while when not
                                                   ready. False: the terminal is gone */
    void (*resize)(void *context);              /* the window changed */
    void (*settle)(void *context); /* waits for what is to be true before it is shown */
    void (*show)(void *context);
};

/* Runs until the program has ended, the terminal is gone, or SIGTERM or SIGHUP comes. The
 * keyboard's signals are ignored. */
enum err_code loop_run(const struct loop_program *p, const struct frontend *f,
                       struct err *e) ERR_MUST_CHECK;

#endif
