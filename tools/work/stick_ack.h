/* stick ack: the office's acknowledgements, taken back to the room on a stick: what stands in one
 * may leave the seats (sathach --purge). Of the sessions whose files lie there, or of those named.
 * They are signed when files are collected, so no key is needed. */
#ifndef SATHACH_TOOLS_WORK_STICK_ACK_H
#define SATHACH_TOOLS_WORK_STICK_ACK_H

#include "app/core/session.h"
#include "tools/work/carry.h"

enum { STICK_ACK_SESSIONS = WORK_LIST_MAX };

struct stick_ack_request {
    const char *folder;
    const char *session[WORK_LIST_MAX + 1]; /* ends with NULL; none: those whose files lie there */
    bool is_dry;                            /* nothing is written */
};

struct stick_ack_row {
    char session[SESSION_NAME_MAX];
    char *path; /* of the acknowledgement there; owned; NULL: nothing of it was collected yet */
    enum carry_state state;
    size_t journals; /* that it names */
    size_t left;     /* journals lying there that it does not name */
};

struct stick_ack_reply {
    struct stick_ack_row *row; /* owned */
    size_t rows;
};

/* ERR_USAGE: a session that is named was not collected, or nothing of a session here lies there.
 * ERR_BUSY: a file of its name stands there that is no acknowledgement of this office. ERR_IO: the
 * stick is gone, read-only or full; nothing new stands on it. */
extern const struct work_op stick_ack_op;

#endif
