/* How far long work is: nothing while it is short, then a bar, the percent, and what is left.
 *
 *     ██████████████████████████████░░░░░░░░░░░░░░░░  66 %    about 9 seconds left
 */
#ifndef SATHACH_TUI_METER_H
#define SATHACH_TUI_METER_H

#include "app/tui/canvas.h"

enum { TUI_METER_AFTER_MS = 500, TUI_METER_EVERY_MS = 200 };

struct tui_meter {
    uint64_t started_ms, shown_ms; /* boot clock; shown 0: not yet */
    size_t done, all;
};

void tui_meter_start(struct tui_meter *m, uint64_t now_ms);
/* Notes how far it is; true when it is to be drawn: after half a second, five times a second at the
 * most, and when all is done. */
bool tui_meter_set(struct tui_meter *m, size_t done, size_t all, uint64_t now_ms);
bool tui_meter_is_shown(const struct tui_meter *m);
/* Seconds that are left as it went until now; 0 when that cannot be told yet. */
unsigned tui_meter_left_s(const struct tui_meter *m, uint64_t now_ms);
void tui_meter_draw(struct canvas *v, int row, int col, int cells, const struct tui_meter *m,
                    uint64_t now_ms);

#endif
