#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static enum err_code say_locked(const char *folder, struct err *e)
{
    return err_set(e, ERR_BUSY,
                   _("%s: another command works in this workspace; wait until it is done"), folder);
}

bool workspace_is_locked(const struct err *e)
{
    struct err same = {0}; /* but for the folder before it */
    (void)say_locked("", &same);
    size_t n = strlen(e->text), end = strlen(same.text);
    return e->code == ERR_BUSY && n > end && strcmp(e->text + n - end, same.text) == 0;
}

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
        rc = errno == EWOULDBLOCK ? say_locked(w->folder, e) : err_set_errno(e, errno, "%s", path);
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
