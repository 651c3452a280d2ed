/* The operations that the tests over all screens of the desk give it. */
#ifndef SATHACH_TESTS_LIB_DESK_OPS_H
#define SATHACH_TESTS_LIB_DESK_OPS_H

#include "tools/work/work.h"

/* Ends with NULL. */
extern const struct work_op *const DESK_OPS[];

#endif
