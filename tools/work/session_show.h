/* session show: what everybody may see of a session, with the office's key its papers, too. */
#ifndef SATHACH_TOOLS_WORK_SESSION_SHOW_H
#define SATHACH_TOOLS_WORK_SESSION_SHOW_H

#include "tools/office/office_session.h"
#include "tools/work/office.h"

struct session_show_request {
    const char *session; /* name or file */
    bool has_papers;     /* asks for the office's passphrase */
};

struct session_show_reply {
    bool is_read;
    struct session session; /* into bytes, or the opened one's */
    struct buf bytes;
    struct office office; /* resting (office_rest); only with the papers, as the next */
    struct office_session opened;
    bool has_papers;
};

extern const struct work_op session_show_op;

#endif
