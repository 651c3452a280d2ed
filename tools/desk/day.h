/* D10, the exam day: what came from the room on sticks, shares and in folders, by names; Enter
 * shows the files of a place, then takes them in. Behind it every file's outcome stands, adding up,
 * and what the seats' manifests name and nobody brought.
 *
 *    ▶! USB PHONG2                    41    33        8      -   chưa thu
 */
#ifndef SATHACH_TOOLS_DESK_DAY_H
#define SATHACH_TOOLS_DESK_DAY_H

#include "tools/desk/stack.h"

extern const struct screen_ops day_screen;
void day_open(struct desk *d);
/* The same, the cursor on the place of this path. */
void day_open_at(struct desk *d, const char *path);

#endif
