/* D16: what the answers of one or several graded sessions say of the questions. First the sessions
 * are marked, then each question stands in a row, what should be looked at first:
 *
 *      Thống kê · ca-1, ca-2 · 211 bài                                      xếp: cờ
 *       Câu          nhóm            bài   dễ                phân   A   B   C   D
 *     ▶x 0a1b2c3d4e5f 4.1/II/chuyen-…  38  0,18 ██░░░░░░░░  -0,21   4  7*  25   2
 *
 * Figures are those of `stats --json`; fewer attempts than ANALYSIS_SPEAKS say nothing but counts.
 * Letters are the bank's: what a candidate saw may have stood in another order. */
#ifndef SATHACH_TOOLS_DESK_STATS_H
#define SATHACH_TOOLS_DESK_STATS_H

#include "tools/desk/stack.h"

extern const struct screen_ops stats_screen;
void stats_open(struct desk *d);

#endif
