/* verify: banks, sessions, answers and signed lists, with public keys only; what that proves and
 * what not. */
#ifndef SATHACH_TOOLS_WORK_VERIFY_H
#define SATHACH_TOOLS_WORK_VERIFY_H

#include "tools/office/proof.h"
#include "tools/work/work.h"

struct verify_request {
    struct work_words file;
    const char *trust;                /* NULL: the workspace's keys */
    const char *bank, *log, *witness; /* what a drawn.tsv is checked against */
};

struct verified_file {
    const char *file; /* the request's */
    char *what;       /* what it is, translated; owned */
    struct proof proof;
};

struct verify_reply {
    struct verified_file *file; /* as far as it came; owned */
    size_t files;
};

/* ERR_NO, ERR_AUTH, ERR_KEY, ERR_FORMAT of the first file that does not hold. */
extern const struct work_op verify_op;

#endif
