/* The office's look into a sealed bank before anything is made from it: the examiner may seal what
 * no check has seen. */
#ifndef SATHACH_TOOLS_BANK_SEALED_H
#define SATHACH_TOOLS_BANK_SEALED_H

#include "app/core/bank.h"
#include "tools/import/findings.h"

/* Opens every cell with the key of the office's box. Adds an error for each question, named by pool
 * and number in it (from 1), that does not open, lacks an option or a text, is another one than the
 * box says, has two options the same, is not normalised, holds a character that no question
 * may hold (characters.h, and what the bank itself names), or whose cell is not the one true form
 * of its text, bit for bit: an unknown block, padding or a salt of the examiner's choice could tell
 * the answer. Pools that repeat a question or a name are errors as well. ERR_FORMAT when what the
 * bank says of itself cannot be read; findings alone are ERR_OK. */
enum err_code sealed_check(const struct bank *b, const struct bank_office *o, struct findings *f,
                           struct err *e) ERR_MUST_CHECK;

#endif
