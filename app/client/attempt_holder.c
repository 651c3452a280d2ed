#include "app/client/attempt_holder.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A pipe's path, cut by nothing; false where it does not fit. */
static bool name_of(char out[PATH_MAX], int len)
{
    return len > 0 && len < PATH_MAX && out[0] != '\0';
}

/* By the file itself: however its folder is called, and one paper on two disks is two. */
static bool held_name(const char *folder, const char *path, char out[PATH_MAX])
{
    struct stat st;
    if (!folder || stat(path, &st) != 0)
        return false;
    return name_of(out, snprintf(out, PATH_MAX, "%s/held-%llx-%llx", folder,
                                 (unsigned long long)st.st_dev, (unsigned long long)st.st_ino));
}

static bool ask_name(const char *folder, pid_t process, char out[PATH_MAX])
{
    return folder && process > 0 &&
           name_of(out, snprintf(out, PATH_MAX, "%s/ask-%d", folder, (int)process));
}

/* A new pipe, in place of what one that was killed left there; open both ways, so that it never
 * comes to its end while nobody writes. */
static int make_pipe(const char *name)
{
    unlink(name);
    return mkfifo(name, 0600) == 0 ? open(name, O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC) : -1;
}

struct attempt_holder attempt_holder_listen(const char *folder, const char *path)
{
    struct attempt_holder h = {.fd = -1};
    char name[PATH_MAX];
    if (held_name(folder, path, name))
        h.name = strdup(name);
    if (h.name)
        h.fd = make_pipe(h.name);
    return h;
}

void attempt_holder_end(struct attempt_holder *h)
{
    if (h->fd >= 0) {
        close(h->fd);
        unlink(h->name);
    }
    free(h->name);
    *h = (struct attempt_holder){.fd = -1};
}

/* Fails where nobody reads: who made the pipe is gone. */
static int open_to_write(const char *name)
{
    return open(name, O_WRONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
}

int attempt_holder_accept(int fd, const char *folder)
{
    char name[PATH_MAX];
    pid_t who = 0;
    if (fd < 0 || read(fd, &who, sizeof who) != (ssize_t)sizeof who)
        return -1;
    return ask_name(folder, who, name) ? open_to_write(name) : -1;
}

void attempt_holder_answer(int connection, bool yes)
{
    ssize_t ignored = write(connection, yes ? "y" : "n", 1);
    (void)ignored;
    close(connection);
}

/* own: the asker's pipe, which stands already. */
static bool ask(const char *held, int own)
{
    char answer = 'n';
    const pid_t me = getpid();
    int holder = open_to_write(held);
    struct pollfd wait = {own, POLLIN, 0};
    if (holder < 0)
        return false;
    if (write(holder, &me, sizeof me) != (ssize_t)sizeof me ||
        poll(&wait, 1, HANDOVER_WAIT_MS) != 1 || read(own, &answer, 1) != 1)
        answer = 'n';
    close(holder);
    return answer == 'y';
}

bool attempt_holder_ask(const char *folder, const char *path)
{
    char held[PATH_MAX], own[PATH_MAX];
    if (!held_name(folder, path, held) || !ask_name(folder, getpid(), own))
        return false;
    int fd = make_pipe(own);
    if (fd < 0)
        return false;
    bool is_given = ask(held, fd);
    close(fd);
    unlink(own);
    return is_given;
}
