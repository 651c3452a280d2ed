/* An examiner who seals what no check has seen: a good bank's cells altered, sealed again with its
 * own key and signed anew. Every signature holds. */
#ifndef SATHACH_TESTS_LIB_ROGUE_H
#define SATHACH_TESTS_LIB_ROGUE_H

#include "app/core/bank.h"

enum rogue_kind {
    ROGUE_UNKNOWN_BLOCK,  /* a block that no reader knows, with the answer */
    ROGUE_ANSWER_BLOCK,   /* the block that only training banks may have */
    ROGUE_OTHER_LANGUAGE, /* a stem in English beside the Vietnamese one */
    ROGUE_CONTROL,        /* ESC at the beginning of the stem */
    ROGUE_PADDING,        /* a byte behind the last block */
    ROGUE_LONGER,         /* 256 zeros more than the text needs */
    ROGUE_SALT,           /* a salt of its own choice */
    ROGUE_FEWER,          /* no option D */
    ROGUE_MORE,           /* an option E */
    ROGUE_TWICE,          /* option A twice */
    ROGUE_EMPTY,          /* option B is empty */
    ROGUE_OTHER_TEXT,     /* another question than the answer key is for */
    ROGUE_ORDER,          /* the blocks in another order */
    ROGUE_KINDS
};
/* "unknown-block" …; NULL past the last. */
const char *rogue_name(enum rogue_kind k);
/* Appends the bank with cell `entry` altered so, signed by the examiner. Fails the program when the
 * bank cannot be read. */
void rogue_seal(const struct bank *b, const struct bank_office *o,
                const struct keys_secret *examiner, uint32_t entry, enum rogue_kind kind,
                struct buf *out);

#endif
