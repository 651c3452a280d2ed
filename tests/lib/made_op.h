/* Operations for the desk's tests whose steps the test lets go: each tells of a page, waits, asks
 * for the office's key when told so, and writes behind the point. */
#ifndef SATHACH_TESTS_LIB_MADE_OP_H
#define SATHACH_TESTS_LIB_MADE_OP_H

#include "tests/lib/desk_rig.h"

/* What they did, and what they are to do; all zeros in a desk just opened. */
extern struct made_op {
    int runs, written, forgotten;
    bool is_keyed;      /* wants the office's passphrase */
    bool is_said;       /* shows the session's passphrase */
    enum err_code ends; /* so, when all went well */
    const char *says;   /* the error's text then; NULL: none */
} made;

/* NAME --kind one|two --dry-run */
extern const struct work_field MADE_OP_FIELDS[];
/* "look" only looks; "plain" writes; "dry" has its own preview; "worded" wants the word KY too. */
extern const struct work_op made_op_looks, made_op_plain, made_op_dry, made_op_worded;

/* A desk over them, and its end; what still waits is let go then. */
void made_op_open(struct desk_rig *r);
void made_op_close(struct desk_rig *r);
/* The form of an operation, its name typed, sent off. */
void made_op_begin(struct desk_rig *r, const struct work_op *op);
/* The one under way takes a step, or the next one will: before it reads on, and before it
 * writes. */
void made_op_go_on(void);

#endif
