/* All answers, manifests and orders of a session that stand on the seat, on their way into the
 * outbox's
 * folder: first their names are read, then each file in its turn. */
#include "app/core/outbox_internal.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"
#include "app/core/order.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_of_session(const char *name, const char *prefix)
{
    return strncmp(name, prefix, strlen(prefix)) == 0 && strlen(name) < OUTBOX_NAME &&
           (answers_is_file_name(name) || manifest_is_file_name(name) || order_is_file_name(name));
}

enum err_code outbox_copy_list(const char *dir, const char *prefix, struct buf *names,
                               struct err *e)
{
    DIR *d = opendir(dir);
    if (!d)
        return err_set_errno(e, errno, "%s", dir);
    errno = 0;
    for (struct dirent *entry; (entry = readdir(d)); errno = 0) {
        char name[OUTBOX_NAME] = {0};
        if (!is_of_session(entry->d_name, prefix))
            continue;
        snprintf(name, sizeof name, "%s", entry->d_name);
        buf_add(names, name, sizeof name);
    }
    enum err_code rc = errno ? err_set_errno(e, errno, "%s", dir) : buf_check(names, dir, e);
    closedir(d);
    return rc;
}

enum err_code outbox_copy_one(struct outbox *o, const char *dir, const char *name,
                              bool *is_unreadable, struct err *e)
{
    struct transfer t = {.data = NULL};
    struct buf bytes;
    char *path = file_join(dir, name);
    buf_init(&bytes, ANSWERS_FILE_MAX);
    enum err_code rc = path ? file_read(path, ANSWERS_FILE_MAX, &bytes, e) : err_memory(e);
    *is_unreadable = rc != ERR_OK;
    if (rc == ERR_OK) {
        snprintf(t.name, sizeof t.name, "%s", name);
        t.data = bytes.data;
        t.len = bytes.len;
        rc = outbox_folder_carry(o, &t, e);
    }
    free(path);
    buf_free(&bytes);
    return rc;
}
