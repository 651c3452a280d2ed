/* Every command of the office that is an operation, to be chosen from: Enter opens its form. */
#ifndef SATHACH_TOOLS_DESK_OPERATIONS_H
#define SATHACH_TOOLS_DESK_OPERATIONS_H

#include "tools/desk/stack.h"

extern const struct screen_ops operations_screen;
void operations_open(struct desk *d);

#endif
