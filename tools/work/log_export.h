/* log export: the log with its mark on a stick, for somebody else to keep. */
#ifndef SATHACH_TOOLS_WORK_LOG_EXPORT_H
#define SATHACH_TOOLS_WORK_LOG_EXPORT_H

#include "tools/work/work.h"

struct log_export_request {
    const char *folder;
};

struct log_export_reply {
    size_t lines; /* that were written and read back; 0 on an error */
};

extern const struct work_op log_export_op;

#endif
