/* The regimes a bank is judged by. `bank check` and `bank seal` ask here both, so that they judge
 * the same. */
#ifndef SATHACH_TOOLS_BANK_CHECK_PROFILES_H
#define SATHACH_TOOLS_BANK_CHECK_PROFILES_H

#include "app/core/profile.h"
#include "tools/import/bank_folder.h"

enum { CHECK_PROFILES_MAX = 32 };

struct check_profiles {
    struct profile *profile; /* owned */
    size_t count;
};
/* asked, when not NULL: a profile's file, or a folder of them (*.ini but bank.ini, in the order of
 * their names). Else the regimes that bank.ini names:
 *     profiles=nd175-2024;ngan.ini
 * each the id of a profile that came with the program, or the name of a file that lies beside
 * bank.ini; nothing else is a name. Else all that came with the program, in the folder `shipped`.
 * At least one is found, no two of one id: else ERR_USAGE, or ERR_FORMAT naming bank.ini and the
 * value. */
enum err_code check_profiles_find(const struct bank_folder *b, const char *asked,
                                  const char *shipped, struct check_profiles *out,
                                  struct err *e) ERR_MUST_CHECK;
void check_profiles_free(struct check_profiles *p);
/* Copies the profiles that bank.ini names as files from beside it into the folder `to`, where the
 * bank's own bank.ini lies. */
enum err_code check_profiles_copy(const struct bank_folder *b, const char *to,
                                  struct err *e) ERR_MUST_CHECK;

#endif
