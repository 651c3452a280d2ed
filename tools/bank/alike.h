/* Whether two questions that share nearly all their words ask the same. */
#ifndef SATHACH_TOOLS_BANK_ALIKE_H
#define SATHACH_TOOLS_BANK_ALIKE_H

#include "app/core/bank.h"

enum alike { ALIKE_NOT, ALIKE_SAME, ALIKE_DIFFERS };

/* Compares the words that carry meaning, of the stems and of the right options. One word in the
 * other's place makes another question ("thiết kế kỹ thuật", "thiết kế bản vẽ thi công"), and so
 * does a word of contrast (không, tối đa, trước …); a blank, a
 * stop, a tone's place, a "là gì" for a "nào" do not. */
enum alike alike_judge(const struct bank_source_question *a, const struct bank_source_question *b);

#endif
