/* D6, a roster looked through before a session is made of it: what each column is taken for, what
 * is wrong by row, how many papers of which field. Enter gives a column its meaning, with what
 * stands in it before one's eyes; after the file was put right in Excel, R reads it again and keeps
 * the meanings.
 *
 *      Xem trước danh-sach-dot4.xlsx, trang Sheet1         235 người · 301 đề · 2 lỗi
 *     ▶x Thời gian cộng thêm    không hiểu được    15 · 30
 *      · Email                  bỏ qua             hanh@…
 *      x dòng 88   ngày sinh 31/02/1990 không có thật
 *      Miễn chuyên môn 12 · Thêm giờ 3
 *
 * File, bank and rules are asked for as it opens; F, B and Y ask again. */
#ifndef SATHACH_TOOLS_DESK_ROSTER_H
#define SATHACH_TOOLS_DESK_ROSTER_H

#include "tools/desk/stack.h"

extern const struct screen_ops roster_screen;
/* As it was left, when it was left by Esc. */
void roster_open(struct desk *d);

#endif
