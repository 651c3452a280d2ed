/* bank import: questions of files of any format into a bank of the workspace. */
#ifndef SATHACH_TOOLS_WORK_BANK_IMPORT_H
#define SATHACH_TOOLS_WORK_BANK_IMPORT_H

#include "tools/import/bank_folder.h"
#include "tools/work/work.h"

struct bank_import_request {
    struct work_words source; /* files and folders */
    const char *to, *format, *pool, *ini, *title, *edition, *report;
    bool is_added, is_dry;
};

struct bank_import_reply {
    struct {
        size_t imported, repeated, rejected, unplaced, different, files;
    } kept; /* of what the bank had, with --add; the counts of `bank` hold them, too */
    struct bank_folder bank; /* with its counts; empty when the sources could not be read */
    struct findings findings;
    struct findings faults;   /* errors of single questions, as bank check finds them */
    struct rejected rejected; /* the bank's list as it is, or would be, behind the import */
    bool *is_fresh;           /* by its items: of the sources of this import; owned */
    bool has_ini;             /* the bank.ini of a folder among the sources was read */
    bool passes_ini;          /* one lies beside a file among the sources, and is not read */
    bool is_written;          /* banks/NAME is made anew */
    bool is_spared;           /* every question was rejected: what the bank had stays, as with
                                 --add */
};

/* ERR_NO: read, but questions were rejected or are at fault. */
extern const struct work_op bank_import_op;

/* ---- bank_import_say.c ---- */

/* Its say, on the command line and at the desk. */
void bank_import_say(const void *request, const void *reply, struct buf *out);
void bank_import_say_at_desk(const void *request, const void *reply, struct buf *out);

/* What comes next: the seal, where nothing forbids it, else what was found. */
const char *bank_import_next(const void *request, const void *reply);

/* ---- bank_import_names.c ---- */

/* Names those imported that have errors; nothing where there are none. */
void bank_import_say_faults(const struct bank_import_reply *r, struct buf *out);
/* What was found about the files themselves: an encoding, a column that was not read. */
void bank_import_say_files(const struct bank_import_reply *r, struct buf *out);
/* Names those whose question the bank has already: imported beside it, or rejected and mended
 * there. */
void bank_import_say_known(const struct bank_import_reply *r, struct buf *out);
/* Names those that repeat one that stands already, with its place; nothing where there are none. */
void bank_import_say_repeated(const struct bank_import_reply *r, struct buf *out);
/* How many they name. */
struct bank_import_counts {
    size_t forbidding; /* imported, with an error that forbids the seal */
    size_t twins; /* imported beside the same question of the bank with other options or answer */
    size_t known; /* rejected, and the bank has the question already */
};
void bank_import_count(const struct bank_import_reply *r, struct bank_import_counts *out);

#endif
