/* The banks of the workspace, from names and times of files: no key, nothing is read. For the desk;
 * `bank check NAME` tells of one. */
#ifndef SATHACH_TOOLS_WORK_BANK_LIST_H
#define SATHACH_TOOLS_WORK_BANK_LIST_H

#include "tools/work/work.h"

enum { BANK_LIST_NAME = 33 };

struct bank_list_request {
    int nothing; /* it asks for nothing */
};

struct bank_list_row {
    char name[BANK_LIST_NAME];
    bool has_folder, is_sealed; /* one alone: clear and never sealed, or sealed elsewhere */
    int64_t edited, sealed;     /* seconds since 1970; the newest of its files; 0 without */
};

struct bank_list_reply {
    struct bank_list_row *row; /* by name; owned */
    size_t rows;
};

/* True when a file of the folder is newer than what is sealed. */
bool bank_list_is_edited(const struct bank_list_row *x);

extern const struct work_op bank_list_op;

#endif
