/* bank export: a bank in clear, for another system. */
#ifndef SATHACH_TOOLS_WORK_BANK_EXPORT_H
#define SATHACH_TOOLS_WORK_BANK_EXPORT_H

#include "app/core/buf.h"
#include "tools/bank/export.h"
#include "tools/import/findings.h"
#include "tools/work/work.h"

struct bank_export_request {
    const char *bank, *format, *output;
};

struct bank_export_reply {
    const struct export_format *format;
    struct findings findings;
    size_t questions;
    struct buf text; /* what was made; empty when it was written into a file */
    bool is_written;
};

/* ERR_NO: it has errors, and nothing was made. */
extern const struct work_op bank_export_op;

#endif
