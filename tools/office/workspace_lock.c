#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

enum err_code workspace_lock(const struct workspace *w, int *lock, struct err *e)
{
    char *path = file_join(w->folder, ".lock");
    *lock = -1;
    if (!path)
        return err_memory(e);
    enum err_code rc = ERR_OK;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        rc = err_set_errno(e, errno, "%s", path);
    else if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        rc = errno == EWOULDBLOCK
                 ? err_set(e, ERR_BUSY,
                           _("%s: another command works in this workspace; wait until it is done"),
                           w->folder)
                 : err_set_errno(e, errno, "%s", path);
    if (rc == ERR_OK)
        *lock = fd;
    else if (fd >= 0)
        close(fd);
    free(path);
    return rc;
}

void workspace_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}
