/* A command that calls an operation: request from the line, run, reply shown. */
#ifndef SATHACH_TOOLS_CMD_COMMAND_H
#define SATHACH_TOOLS_CMD_COMMAND_H

#include "tools/ctl.h"

/* Shows a reply: findings on stderr, the answer on stdout. came: how the operation ended; on an
 * error it shows what was found until then, main says the error itself. */
typedef enum err_code command_show(const struct ctl *ctl, const void *request, const void *reply,
                                   enum err_code came, struct err *e);

/* ERR_USAGE when the line is none of this operation; else what the operation came to, or that its
 * reply could not be shown. */
enum err_code command_run(struct ctl *ctl, const struct work_op *op, int argc, char **argv,
                          command_show *show, struct err *e) ERR_MUST_CHECK;

/* Prints what an operation says of its reply. */
void command_say(const struct work_op *op, const void *request, const void *reply);

#endif
