/* What changed between two editions of a bank. */
#ifndef SATHACH_TOOLS_BANK_DIFF_H
#define SATHACH_TOOLS_BANK_DIFF_H

#include "tools/import/bank_folder.h"

enum diff_kind { DIFF_ADDED, DIFF_REMOVED, DIFF_TEXT, DIFF_ANSWER, DIFF_POOLS, DIFF_KINDS };

struct diff_item {
    enum diff_kind kind;
    long was, is; /* indices of questions in the old and the new bank; -1 for none */
};
struct diff {
    struct diff_item *item; /* owned; by kind, then in the banks' order */
    size_t count;
    size_t of[DIFF_KINDS];
};
/* A question is the same one when text and options are; its right answer (DIFF_ANSWER) or its pools
 * (DIFF_POOLS) may have changed. Of the others, an old and a new one belong together (DIFF_TEXT)
 * when they have the same name, or share most of their words. A question that changed text and
 * right option at once stands under DIFF_ANSWER. */
enum err_code diff_banks(const struct bank_folder *was, const struct bank_folder *is,
                         struct diff *out, struct err *e) ERR_MUST_CHECK;
void diff_free(struct diff *d);

#endif
