/* roster template: an empty roster for Excel, with the accepted words on its second sheet. */
#ifndef SATHACH_TOOLS_WORK_ROSTER_TEMPLATE_H
#define SATHACH_TOOLS_WORK_ROSTER_TEMPLATE_H

#include "tools/work/work.h"

struct roster_template_request {
    const char *file, *bank;
};

struct roster_template_reply {
    bool is_written;
};

extern const struct work_op roster_template_op;

#endif
