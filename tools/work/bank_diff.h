/* bank diff: what changed between two editions of a bank. */
#ifndef SATHACH_TOOLS_WORK_BANK_DIFF_H
#define SATHACH_TOOLS_WORK_BANK_DIFF_H

#include "tools/bank/diff.h"
#include "tools/work/work.h"

struct bank_diff_request {
    const char *was, *is; /* names or folders */
};

struct bank_diff_reply {
    struct bank_folder was, is;
    struct findings findings; /* of both */
    struct diff diff;
    bool is_made;
};

/* ERR_NO: something did. */
extern const struct work_op bank_diff_op;

#endif
