/* All screens of the desk, for tests over all of them and for the manual. */
#ifndef SATHACH_TOOLS_DESK_SCREENS_H
#define SATHACH_TOOLS_DESK_SCREENS_H

#include "tools/desk/screen.h"

const struct screen_ops *const *screens_all(size_t *count);

#endif
