/* The screens of an exam day at the desk, over an office whose session ca-2 is made up: the
 * operations that read and write a true one are tried at a terminal (tests/tui/desk_day.sh). */
#ifndef SATHACH_TESTS_LIB_DAY_RIG_H
#define SATHACH_TESTS_LIB_DAY_RIG_H

#include "tests/lib/desk_rig.h"

void day_rig_open(struct desk_rig *r);
/* A file below the office's folder; its folders are made. */
void day_rig_put(struct desk_rig *r, const char *name, const char *text);
/* Work that asks for a passphrase gets none. */
void day_rig_refuse(struct desk_rig *r);
/* The picture without what was said on the way to it: desk_rig_golden. */
void day_rig_golden(struct desk_rig *r, const char *name);

#endif
