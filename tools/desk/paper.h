/* D18: one paper as it stood before the candidate, a question at a time, with what was chosen and
 * when. Each look has its line in the log. Key and score stay hidden until K.
 *
 *     Đề 0017 · Lý Thu Hà · SBD 00128 · 4.1 hạng II · ca-2              20/30 Không đạt
 *      Biên nhận 4N7K 2QXM 9D3T 0C5W ● giấy ký    MAY-07  07:41–08:10, 29:12
 *      Câu 23 / 30   0a1b2c3d4e5f                                        xem 41 giây
 *      Chiều rộng một làn xe của đường cấp III đồng bằng theo TCVN 4054 là …?
 *          A  3,00 m
 *        ● C  3,75 m
 *      07:55:02 chọn A · 07:58:40 đổi sang C */
#ifndef SATHACH_TOOLS_DESK_PAPER_H
#define SATHACH_TOOLS_DESK_PAPER_H

#include "tools/desk/stack.h"

extern const struct screen_ops paper_screen;
void paper_open(struct desk *d, const char *session, const char *paper);

#endif
