/* An operation that only looks, on a thread of its own (looks.h): a share that hangs freezes no
 * screen. What comes is taken in the screen's `looked`.
 *
 *     struct look_op *l = look_op_new(s, &session_papers_op);
 *     if (l) {
 *         ((struct session_papers_request *)l->request)->session = l->about;
 *         look_op_begin(s, l);
 *     }
 *     …
 *     static void looked(struct screen *s, struct looks_task *task)
 *     {
 *         struct look_op *l = look_op_ended(s, task);
 *         … l->rc, l->err, *(struct session_papers_reply *)l->reply …
 *         look_op_free(l);
 *     }
 *
 * One of each operation is under way for a screen; what was asked for meanwhile is looked at again
 * behind it, for the first may have looked too early. */
#ifndef SATHACH_TOOLS_DESK_LOOK_OP_H
#define SATHACH_TOOLS_DESK_LOOK_OP_H

#include "tools/desk/stack.h"

enum { LOOK_OP_SUBJECT = 64 };

struct look_op {
    struct looks_task task;
    char subject[LOOK_OP_SUBJECT];
    const struct work_op *op;
    struct work work;         /* its own: the desk's goes on meanwhile */
    char about[SCREEN_ABOUT]; /* of the screen, for the request: the screen may go before it ends */
    void *request, *reply; /* owned, zeros at first; whoever takes the reply leaves zeros there */
    enum err_code rc;
    struct err err;
    bool is_again; /* it was asked for again since it began */
};

/* What its looks are told apart by (looks.h). */
void look_op_name(const struct work_op *op, char out[LOOK_OP_SUBJECT]);
/* NULL: no memory; what was seen last stays. */
struct look_op *look_op_new(struct screen *s, const struct work_op *op);
void look_op_begin(struct screen *s, struct look_op *l);
/* The one that has ended. */
struct look_op *look_op_ended(struct screen *s, struct looks_task *task);
/* It is under way, whether it answers or not. */
bool look_op_is_under_way(const struct screen *s, const struct work_op *op);
/* Under way for so long that nothing answers there, as far as this screen has asked. */
bool look_op_is_silent(const struct screen *s, const struct work_op *op);
/* The sentence about a look in the place of what it would show: that nothing answers, that it is
 * under way, that it failed; NULL where there is nothing to say. is_seen: one of it came. */
const char *look_op_wait(const struct screen *s, const struct work_op *op, bool is_seen);
void look_op_free(struct look_op *l); /* may be NULL */

#endif
