/* A decision at the desk, over a true office with the graded session ca-1: its form and its preview
 * by keys. */
#ifndef SATHACH_TESTS_LIB_DECIDE_RIG_H
#define SATHACH_TESTS_LIB_DECIDE_RIG_H

#include "tests/lib/desk_office.h"
#include "tools/desk/decide_parts.h"

/* What the desk of these tests can do. */
extern const struct work_op *const DECIDE_RIG_OPS[];

/* The decision on top; fails where another screen is. */
struct decide *decide_rig_decision(struct desk_rig *r);
/* True when decision `number` of ca-1 is a file. */
bool decide_rig_is_written(struct desk_rig *r, int number);
/* The row of the form gets the cursor, and text. */
void decide_rig_go_to(struct desk_rig *r, int row);
void decide_rig_type_into(struct desk_rig *r, int row, const char *text);
/* Opened, and what it looks at by itself is there. */
void decide_rig_open_form(struct desk_rig *r, const char *ruling);
void decide_rig_open_preview(struct desk_rig *r, const char *ruling);
/* Everything but the word is there: a preview of this ruling. */
void decide_rig_expect_preview(struct desk_rig *r);
void decide_rig_sign(struct desk_rig *r, const char *word);

#endif
