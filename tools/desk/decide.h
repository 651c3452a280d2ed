/* D14, a decision of the council: a form of what it is on, the ruling in words, the reason and who
 * decided; then what it changes, paper by paper; then the word that signs it. Nothing is written
 * before the word, and what is signed is what was previewed: where another decision was taken
 * meanwhile, or files came in, it is refused.
 *
 *      Quyết định số 3 của ca-2 · xem trước                                CHƯA GHI GÌ
 *       Về      câu 0a1b2c3d4e5f: tính đúng A và C
 *       14 điểm đổi, 2 kết quả đổi, trong 101 bài
 *     ▶ 0017  00128  Lý Thu Hà       20 Không đạt → 21 Đạt
 *      Gõ KY rồi Enter để ký:  __
 */
#ifndef SATHACH_TOOLS_DESK_DECIDE_H
#define SATHACH_TOOLS_DESK_DECIDE_H

#include "tools/desk/stack.h"

extern const struct screen_ops decide_screen;
/* ruling: what is known of it, in the command's words: "paper 0031 journal 3f2a91c0", "question
 * 0a1b2c3d4e5f", "undo 3", "close", "". The form as it was left, where the same was begun. */
void decide_open(struct desk *d, const char *session, const char *ruling);
/* The same with a reason to begin with; one that was typed before stays. */
void decide_open_because(struct desk *d, const char *session, const char *ruling,
                         const char *reason);
/* Its form as decide_open has it, and what it would change is shown at once. */
void decide_preview(struct desk *d, const char *session, const char *ruling);

#endif
