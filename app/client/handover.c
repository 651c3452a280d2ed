#include "app/client/handover.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* By the file itself: however its folder is called, and one paper on two disks is two. */
static bool address_of(const char *folder, const char *path, struct sockaddr_un *out)
{
    struct stat st;
    if (!folder || stat(path, &st) != 0)
        return false;
    *out = (struct sockaddr_un){.sun_family = AF_UNIX};
    int n = snprintf(out->sun_path, sizeof out->sun_path, "%s/held-%llx-%llx", folder, (unsigned long long)st.st_dev, (unsigned long long)st.st_ino);
    return n > 0 && (size_t)n < sizeof out->sun_path;
}

int handover_listen(const char *folder, const char *path)
{
    struct sockaddr_un at;
    if (!address_of(folder, path, &at))
        return -1;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    unlink(at.sun_path); /* who holds the attempt holds the name; what stands there is from one that was killed */
    if (fd >= 0 && (bind(fd, (const struct sockaddr *)&at, sizeof at) != 0 || listen(fd, 4) != 0)) {
        close(fd);
        fd = -1;
    }
    return fd;
}

void handover_end(int fd, const char *folder, const char *path)
{
    struct sockaddr_un at;
    if (fd < 0)
        return;
    close(fd);
    if (address_of(folder, path, &at))
        unlink(at.sun_path);
}

int handover_accept(int fd)
{
    return fd >= 0 ? accept4(fd, NULL, NULL, SOCK_CLOEXEC) : -1;
}

void handover_answer(int connection, bool yes)
{
    ssize_t ignored = send(connection, yes ? "y" : "n", 1, MSG_NOSIGNAL);
    (void)ignored;
    close(connection);
}

bool handover_ask(const char *folder, const char *path)
{
    struct sockaddr_un at;
    char answer = 'n';
    if (!address_of(folder, path, &at))
        return false;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    struct pollfd wait = {fd, POLLIN, 0};
    if (connect(fd, (const struct sockaddr *)&at, sizeof at) != 0 || poll(&wait, 1, HANDOVER_WAIT_MS) != 1 || recv(fd, &answer, 1, 0) != 1)
        answer = 'n';
    close(fd);
    return answer == 'y';
}
