/* The pools that a question may go to, as choices: first those that stand in the bank's files, then
 * all others that its bank.ini allows, each with its field's title. */
#ifndef SATHACH_TOOLS_WORK_BANK_POOLS_H
#define SATHACH_TOOLS_WORK_BANK_POOLS_H

#include "tools/import/bank_folder.h"
#include "tools/work/work.h"

/* b: as bank_folder_begin left it is enough; its folder need not be there. out: zeros, or what is
 * to stand before them. */
enum err_code bank_pools_list(const struct bank_folder *b, struct work_choices *out,
                              struct err *e) ERR_MUST_CHECK;

#endif
