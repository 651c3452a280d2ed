/* D5, one question of a bank: text, options, the right one, its source; judged while it is typed.
 * One that could not be read opens with what was read, and no answer is preset. Ctrl-S writes it in
 * its place; every other line of the file stays.
 *
 *      Câu hỏi      Chiều rộng một làn xe đường cấp III theo TCVN 4054 là bao nhiêu?
 *      A            3,00 m
 *     ▶D            3,75 m                         x giống phương án C: sửa một trong hai
 *      Đáp án       B
 *
 * One that cannot be used is taken out, for a reason that is asked. Written or taken out, it tells
 * the screen below (chosen, "edited" or "dropped": the place, what stood there before, the hash of
 * the file as it is now).
 *
 * One that an import rejected has a row for its pool; it goes into the bank, or is set aside with a
 * reason ("mended", "aside" or "opened" again: its number, and why it was aside before). */
#ifndef SATHACH_TOOLS_DESK_QUESTION_H
#define SATHACH_TOOLS_DESK_QUESTION_H

#include "tools/desk/stack.h"

extern const struct screen_ops question_screen;
/* Reads it on a thread, then opens. place: "4.1.gift:11"; stem: the question that must stand there,
 * else it is said that the file was changed, NULL: whatever does; wrong: what was found there, ""
 * for nothing. */
void question_open(struct desk *d, const char *bank, const char *place, const char *stem,
                   const char *wrong);
/* The same, and asks for the word that takes it out. */
void question_drop(struct desk *d, const char *bank, const char *place, const char *stem,
                   const char *wrong);
/* One that an import rejected, by its number. */
void question_open_rejected(struct desk *d, const char *bank, unsigned number);
/* The same, and asks why it is set aside; one that is, is opened again. */
void question_set_aside(struct desk *d, const char *bank, unsigned number);

struct rejected_question;
/* Where a rejected question stands in its source: "de-thi.docx, paragraph 7, number 2". */
void question_tell_source(const struct rejected_question *x, char *out, size_t room);

#endif
