#include "tests/lib/crash/left.h"

#include "tests/lib/crash/disk.h"
#include "tests/lib/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

void left_make(void)
{
    scratch_in_memory(folder, sizeof folder);
}

void left_remove(void)
{
    disk_begin("/nowhere");
    disk_cut(0, DISK_KEEP_ALL, folder); /* empties it */
    disk_end();
    rmdir(folder);
}

const char *left_folder(void)
{
    return folder;
}

long left_events(const struct session *s, uint32_t paper, const struct buf *records)
{
    struct attempt *a = NULL;
    struct buf there;
    struct err e = {0};
    char *path = attempt_path(folder, s, paper);
    buf_init(&there, records->len + JOURNAL_RECORD);
    enum err_code rc = attempt_open(path, &a, &e);
    if (rc == ERR_OK)
        rc = attempt_read(a, &there, &e);
    bool begins = rc == ERR_OK && there.len <= records->len &&
                  (!there.len || memcmp(there.data, records->data, there.len) == 0);
    long count = begins ? (long)(there.len / JOURNAL_RECORD) : -1;
    attempt_close(a);
    buf_free(&there);
    free(path);
    return count;
}
