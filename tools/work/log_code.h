/* log code: the mark's code, for a notice board or the minutes; as a sheet of paper with a
 * format. */
#ifndef SATHACH_TOOLS_WORK_LOG_CODE_H
#define SATHACH_TOOLS_WORK_LOG_CODE_H

#include "tools/work/office.h"

struct log_code_request {
    const char *format; /* "pdf"; NULL: the code is shown */
};

struct log_code_reply {
    bool is_told;
    struct note_mark mark;
    char code[NOTE_CODE_TEXT]; /* in fours */
    char *file;                /* that was written; owned; NULL for none */
};

extern const struct work_op log_code_op;

#endif
