/* bank.ini: what a bank is called and which fields it has. questionbanks/README.md explains the
 * groups. */
#ifndef SATHACH_TOOLS_IMPORT_BANK_INI_H
#define SATHACH_TOOLS_IMPORT_BANK_INI_H

#include "app/core/bank.h"
#include "tools/import/fields.h"

/* Reads text (len bytes) into meta, training and the names of the fields, all of them appended to
 * what is there; profile: the regimes it names, to be freed with ini_list_free, NULL for none.
 * ERR_FORMAT names file, group and key; an unknown group or key is one. */
enum err_code bank_ini_read(const char *text, size_t len, const char *file, struct bank_source *out,
                            struct fields *fields, char ***profile, size_t *profiles,
                            struct err *e) ERR_MUST_CHECK;

#endif
