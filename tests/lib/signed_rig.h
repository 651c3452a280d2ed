/* An office whose training session ca-1 was collected: seven papers, two of them SBD 018's; all
 * rows of its signed sheet are asked. Behind the mark 0004 came late, another journal of 0002 came,
 * and of 0005 nothing did; a third journal of 0002 lies in the folder "third". */
#ifndef SATHACH_TESTS_LIB_SIGNED_RIG_H
#define SATHACH_TESTS_LIB_SIGNED_RIG_H

#include "tests/lib/desk_office.h"

/* What the desk of these tests can do. */
extern const struct work_op *const SIGNED_RIG_OPS[];

/* Makes it, of the group; by a desk that is closed again. */
void signed_rig_make(struct desk_office *o, struct desk_rig *r);
/* A command of the shell in the office's folder. */
void signed_rig_run_in(struct desk_rig *r, const char *command);
/* Collects a folder of the office's. */
void signed_rig_collect(struct desk_rig *r, const char *name);

#endif
