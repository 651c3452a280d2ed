/* A look at the office's banks on a thread of its own, for the screens that show how they stand:
 * the office may lie on a share that hangs. */
#ifndef SATHACH_TOOLS_DESK_BANKS_LOOK_H
#define SATHACH_TOOLS_DESK_BANKS_LOOK_H

#include "tools/desk/stack.h"
#include "tools/work/bank_list.h"

struct banks_look {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    struct bank_list_reply reply;
    enum err_code rc;
    struct err err;
};

/* Begins one; the screen's `looked` gets the task, which banks_look_free frees. */
void banks_look_begin(struct screen *asker);
/* True while the one that the screen began does not answer. */
bool banks_look_is_silent(const struct screen *asker);
void banks_look_free(struct looks_task *task);

#endif
