/* The desk that office commands sit down at: the workspace, its lock, the office's secret key. */
#ifndef SATHACH_TOOLS_CMD_DESK_H
#define SATHACH_TOOLS_CMD_DESK_H

#include "tools/ctl.h"
#include "tools/office/workspace.h"

enum desk_use { DESK_READS, DESK_WRITES };

struct desk {
    struct workspace workspace;
    struct keys_secret *office;
    int lock;              /* -1 when it only reads */
};
/* Opens the workspace, takes its lock when the command writes, asks for the office's passphrase. On an error d is closed. */
enum err_code desk_open(struct ctl *ctl, enum desk_use use, struct desk *d, struct err *e) ERR_MUST_CHECK;
void desk_close(struct desk *d);

#endif
