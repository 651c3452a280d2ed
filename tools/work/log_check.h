/* log check: is the log whole and signed, and is a code on paper or a copy elsewhere a beginning of
 * it. */
#ifndef SATHACH_TOOLS_WORK_LOG_CHECK_H
#define SATHACH_TOOLS_WORK_LOG_CHECK_H

#include "tools/work/office.h"

struct log_check_request {
    const char *size, *code; /* both or none */
    const char *against[WORK_LIST_MAX + 1];
};

struct log_check_met {
    const char *path; /* the request's */
    size_t lines;
    bool is_lost; /* a mark of before the log was renewed */
};

struct log_check_reply {
    bool is_whole; /* and signed by this office */
    size_t lines;
    size_t code_lines; /* that the code was of, and is right; 0: none was asked for */
    struct log_check_met met[WORK_LIST_MAX]; /* as far as it came */
    size_t count;
};

/* ERR_POLICY: this log is not the one that a code, a mark or a copy is of. */
extern const struct work_op log_check_op;

#endif
