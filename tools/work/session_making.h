/* What session new and session draw share: room for codes and passphrases, and handing these over
 * before the session's file stands. */
#ifndef SATHACH_TOOLS_WORK_SESSION_MAKING_H
#define SATHACH_TOOLS_WORK_SESSION_MAKING_H

#include "tools/work/session_make.h"
#include "tools/work/work.h"

struct session_making {
    struct work *work;
    uint64_t started_ms;
};

/* Room for what session_build fills in; progress is told. Free it whatever comes back. */
enum err_code session_making_room(struct session_making *m, struct session_source *s,
                                  struct err *e) ERR_MUST_CHECK;
void session_making_free(struct session_source *s);
/* hand_over of struct session_make, context a struct session_making: the passphrases of the session
 * and of its orders into the files that --pass names, else shown this once (work_show). */
enum err_code session_making_hand_over(void *context, const struct session_source *s,
                                       struct err *e);

#endif
