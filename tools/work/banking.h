/* What the operations on banks share. */
#ifndef SATHACH_TOOLS_WORK_BANKING_H
#define SATHACH_TOOLS_WORK_BANKING_H

#include "tools/import/bank_folder.h"
#include "tools/import/rejected.h"
#include "tools/office/workspace.h"
#include "tools/work/work.h"

/* The workspace, for a bank of this name. ERR_USAGE for a name no bank can have. */
enum err_code banking_open(struct work *work, const char *name, struct workspace *w,
                           struct err *e) ERR_MUST_CHECK;
/* Reads banks/NAME of the workspace, or the folder of that path. */
enum err_code banking_read(struct work *work, const char *name, struct bank_folder *b,
                           struct findings *f, struct err *e) ERR_MUST_CHECK;
/* What rosters may call the fields of a bank: from its folder (banks/NAME), or where there is none,
 * of a bank that was taken, from the sealed one beside it (banks/NAME.bank). */
enum err_code banking_read_fields(const char *folder, struct bank_folder *b, struct findings *f,
                                  struct err *e) ERR_MUST_CHECK;
/* The questions by pool, those of a pool in the order of its file, where one that was mended stands
 * at the end, behind other pools; one of several pools stands in the first of them. Indices, owned
 * by the caller; NULL: no memory. */
uint32_t *banking_by_pool(const struct bank_source *s);
/* How many questions stand in several pools; places: what the pools' counts add up to. */
size_t banking_shared(const struct bank_source *s, size_t *places);
/* A line on them; nothing where there are none. */
void banking_say_shared(size_t shared, size_t places, struct buf *out);
/* What a rejected question is called wherever it is met: its number in its source, or its line. */
void banking_name_rejected(const struct rejected_question *x, char *out, size_t room);
/* The same without the file, where that is said already. */
void banking_spot_rejected(const struct rejected_question *x, char *out, size_t room);
/* A struct bank_folder for rejected_settle. */
rejected_holds banking_holds;
/* What an import rejected of the bank, settled; one that is not as it was written is a finding, an
 * error, and r is empty. */
enum err_code banking_read_rejected(const struct bank_folder *b, struct rejected *r,
                                    struct findings *f, struct err *e) ERR_MUST_CHECK;
/* Checks it against the profiles of a file or folder; NULL: those of its bank.ini, or all that came
 * with the program. */
enum err_code banking_check(const struct bank_folder *b, const char *profiles, struct findings *f,
                            struct err *e) ERR_MUST_CHECK;
/* Of these checks what pools have too few questions alone: file of a finding is the pool. */
enum err_code banking_check_pools(const struct bank_folder *b, struct findings *f,
                                  struct err *e) ERR_MUST_CHECK;
/* The office's look into a sealed bank (sealed.h): f gets what is wrong; ERR_FORMAT, naming path,
 * says that nothing is made from it. */
enum err_code banking_check_sealed(const struct bank *b, const struct bank_office *key,
                                   const char *path, struct findings *f,
                                   struct err *e) ERR_MUST_CHECK;

#endif
