/* A client taken over by somebody: in its loop and in its other threads it does what no exam does.
 * For LD_PRELOAD; ESCAPE says what, ESCAPE_TOLD is a file that takes the outcomes, a line each, and
 * that the client may write to: "loop" or "thread", what was tried, "done" or the error's number.
 *   open=PATH  exec=PATH  fork  socket  ptrace */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

static char *what, *told; /* asked for before the program clears its environment */
static atomic_int
    is_in_loop; /* the self-test's threads, before it, are none that anybody takes over */

__attribute__((constructor)) static void begin(void)
{
    what = getenv("ESCAPE") ? strdup(getenv("ESCAPE")) : NULL;
    told = getenv("ESCAPE_TOLD") ? strdup(getenv("ESCAPE_TOLD")) : NULL;
}

static int is_word(const char *word, const char **argument)
{
    size_t n = strlen(word);
    *argument = what + n + (what[n] == '=');
    return strncmp(what, word, n) == 0 && (what[n] == '\0' || what[n] == '=');
}

static long attempt(void)
{
    const char *argument;
    if (is_word("open", &argument))
        return open(argument, O_RDONLY | O_CLOEXEC);
    if (is_word("exec", &argument))
        return execl(argument, argument, (char *)NULL);
    if (is_word("fork", &argument)) {
        long child = fork();
        if (child == 0)
            _exit(0);
        return child;
    }
    if (is_word("socket", &argument))
        return socket(AF_INET, SOCK_STREAM, 0);
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static void escape(const char *where)
{
    static __thread int is_done;
    char line[200];
    if (!what || !told || is_done)
        return;
    is_done = 1;
    int fd = open(told, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return;
    snprintf(line, sizeof line, "%s tries\n", where);
    if (write(fd, line, strlen(line)) < 0)
        abort();
    errno = 0;
    long rc = attempt();
    int n = rc < 0 ? snprintf(line, sizeof line, "%s %s %d\n", where, what, errno)
                   : snprintf(line, sizeof line, "%s %s done\n", where, what);
    if (write(fd, line, (size_t)n) < 0)
        abort();
    close(fd);
}

/* The main thread waits here, once all has begun; the second name is that of hardened builds. */
int poll(struct pollfd *fds, nfds_t n, int timeout_ms)
{
    is_in_loop = 1;
    escape("loop");
    return ((int (*)(struct pollfd *, nfds_t, int))dlsym(RTLD_NEXT, "poll"))(fds, n, timeout_ms);
}

int __poll_chk(struct pollfd *fds, nfds_t n, int timeout_ms, size_t size)
{
    (void)size;
    return poll(fds, n, timeout_ms);
}

/* The threads of exchange folders come by here when they bring something. */
static int synced(const char *name, int fd)
{
    if (is_in_loop && gettid() != getpid())
        escape("thread");
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
}

int fsync(int fd)
{
    return synced("fsync", fd);
}

int fdatasync(int fd)
{
    return synced("fdatasync", fd);
}
