/* A choice among a few things, one under the other, each with its number before it.
 *
 *       1. Giám sát công tác xây dựng công trình, hạng II
 *     ▶ 2. Khảo sát địa hình, hạng III
 *
 * The arrows move the pointer, a digit sets it, a click too; what Enter then does is the program's.
 * The program owns `at`, the place of the pointer from 0, and draws what belongs to a row below it.
 */
#ifndef SATHACH_TUI_LIST_H
#define SATHACH_TUI_LIST_H

#include "app/tui/canvas.h"

/* A key that moves the pointer among `count` things, or sets it: true. False for all others, and
 * where there is nothing to move to. */
bool tui_list_key(int *at, int count, const struct keypress *key);
/* Draws row `i` of the list, text with its end (canvas_text_pair), into `cells` at row, col: the
 * pointer and the focus where `at` is. A click on the first nine is their digit. */
void tui_list_row(struct canvas *v, int row, int col, int cells, int i, int at, const char *text,
                  const char *end);

#endif
