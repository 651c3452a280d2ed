/* A bank folder: bank.ini and *.gift, into the bank in clear; and the checks over it. */
#ifndef SATHACH_TOOLS_IMPORT_BANK_FOLDER_H
#define SATHACH_TOOLS_IMPORT_BANK_FOLDER_H

#include "app/core/bank.h"
#include "app/core/buf.h"
#include "tools/import/findings.h"

struct bank_folder {
    struct bank_source source;
    char **alias;       /* "code\tname" as rosters write fields: codes, titles, aliases, as keys; owned */
    size_t aliases;
    struct buf ini;     /* bank.ini as it stands */
    size_t imported, rejected, repeated;
    struct { char *file; size_t line; } *place; /* where each source question stood first; owned */
};
/* Reads a folder. Every question ends imported, repeated in its pool (warning) or rejected; findings say where. ERR_FORMAT for a malformed
 * bank.ini or file. */
enum err_code bank_folder_read(const char *path, struct bank_folder *out, struct findings *f, struct err *e) ERR_MUST_CHECK;
void bank_folder_free(struct bank_folder *b);
/* Writes bank.ini and one GIFT file a field into a folder of the workspace. */
enum err_code bank_folder_write(const struct bank_folder *b, const char *path, struct err *e) ERR_MUST_CHECK;
/* Warnings and errors over the whole bank. */
void bank_folder_check(const struct bank_folder *b, struct findings *f);

#endif
