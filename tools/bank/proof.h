/* The bank as a web page for proofreading: every question with its options, the right one marked,
 * citation, place, and what the checks found. */
#ifndef SATHACH_TOOLS_BANK_PROOF_H
#define SATHACH_TOOLS_BANK_PROOF_H

#include "tools/import/bank_folder.h"

/* findings: of check_bank over the same bank. */
enum err_code proof_page(const struct bank_folder *b, const struct findings *f, struct buf *out,
                         struct err *e) ERR_MUST_CHECK;

#endif
