/* The pools that a question may go to, as choices: first those that have too few questions, then
 * those that stand in the bank's files, then all others that its bank.ini allows, of a field the
 * grades that the bank has before the others; each with its field's title. */
#ifndef SATHACH_TOOLS_WORK_BANK_POOLS_H
#define SATHACH_TOOLS_WORK_BANK_POOLS_H

#include "tools/import/bank_folder.h"
#include "tools/work/work.h"

/* b: as bank_folder_begin left it is enough; its folder need not be there. out: zeros, or what is
 * to stand before them. */
enum err_code bank_pools_list(const struct bank_folder *b, struct work_choices *out,
                              struct err *e) ERR_MUST_CHECK;

/* Those that have too few for the rules, by the errors of check_pools (check.h), and how many they
 * have. */
enum err_code bank_pools_add_short(const struct bank_folder *b, const struct findings *f,
                                   struct work_choices *out, struct err *e) ERR_MUST_CHECK;

/* What bank.ini in the folder says, without the questions: a look takes no time. */
enum err_code bank_pools_read_ini(const char *folder, struct bank_folder *b,
                                  struct err *e) ERR_MUST_CHECK;

/* A pool as it is told, in either language, once its bank is closed again. */
struct bank_pools_named {
    char pool[BANK_NAME_MAX];  /* "4.1/II/chuyen-mon"; "" for none */
    char *field_vi, *field_en; /* owned; NULL: of all fields, or not known */
};
/* What the folder's bank.ini calls it; where that cannot be read it has its name alone. */
void bank_pools_name(const char *folder, const char *pool, struct bank_pools_named *out);
void bank_pools_forget(struct bank_pools_named *x);
/* "1.1/II/chuyen-mon · Khảo sát địa hình · hạng II · Chuyên môn"; nothing of none. */
void bank_pools_tell(const struct bank_pools_named *x, enum table_lang lang, struct buf *out);

#endif
