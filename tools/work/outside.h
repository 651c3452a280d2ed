/* A file handed to a program outside: the printer's, or the one that opens such a file. It gets no
 * terminal and no shell; it is waited for, and ended when whoever called wants it ended. For the
 * desk: no command of its own. */
#ifndef SATHACH_TOOLS_WORK_OUTSIDE_H
#define SATHACH_TOOLS_WORK_OUTSIDE_H

#include "tools/work/work.h"

struct outside_request {
    const char *program; /* with its options, "lp -o media=A4"; the path stands behind them */
    const char *path;
    bool stays_open; /* it may go on: what has not failed within seconds is well */
};

/* ERR_USAGE: no program is named. ERR_IO: it cannot be started, or did not end well. */
extern const struct work_op outside_op;

/* The same of any program, argv[0] its path or name, without a file: for operations. */
enum err_code outside_run(struct work *work, char *const *argv, struct err *e) ERR_MUST_CHECK;
/* The same, and what it says is appended; within seconds, or it is ended: ERR_IO. */
enum err_code outside_listen(struct work *work, char *const *argv, struct buf *out,
                             struct err *e) ERR_MUST_CHECK;
/* True when a program of this name is found where programs are looked for. */
bool outside_is_there(const char *program);

#endif
