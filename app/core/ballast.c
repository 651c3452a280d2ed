#include "app/core/ballast.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *path_of(const char *attempt_path)
{
    size_t room = strlen(attempt_path) + sizeof ".ballast";
    char *path = malloc(room);
    if (path)
        snprintf(path, room, "%s.ballast", attempt_path);
    return path;
}

bool ballast_lay(const char *attempt_path)
{
    char *path = path_of(attempt_path);
    int fd = path ? open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;
    bool is_laid = fd < 0 && path && errno == EEXIST;
    if (fd >= 0) {
        is_laid = posix_fallocate(fd, 0, BALLAST_BYTES) == 0;
        close(fd);
        if (!is_laid)
            unlink(path);
    }
    free(path);
    return is_laid;
}

bool ballast_release(const char *attempt_path)
{
    char *path = path_of(attempt_path);
    bool was_there = path && unlink(path) == 0;
    free(path);
    return was_there;
}
