/* backup: the whole workspace in one file, sealed for the office and signed by it. */
#ifndef SATHACH_TOOLS_WORK_BACKUP_H
#define SATHACH_TOOLS_WORK_BACKUP_H

#include "tools/work/work.h"

enum { BACKUP_PATH = 4096 };

struct backup_request {
    const char *file;
    const char *also[WORK_LIST_MAX + 1]; /* files of public keys */
};

struct backup_reply {
    char file[BACKUP_PATH]; /* as it was written: a folder has it under a name of its own */
    size_t files, keys;
    bool is_written;
    bool is_inside; /* the workspace's folder holds it */
};

extern const struct work_op backup_op;

#endif
