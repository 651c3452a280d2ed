/* A command killed at one of the system calls by which it changes what stands on a disk: at the
 * entry of the Nth, so that all before it has happened and it has not. Calls that only read, and
 * writes to the terminal, are not counted.
 *   kill-command --count FILE COMMAND… lets it end, and writes how many there are
 *   kill-command --at N COMMAND… 137 when it was killed, else what it ended with */
#include "tests/lib/crash/calls.h"
#include "tests/lib/crash/trace.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KILLED = 137, NO_TRACE = 77 };

struct counting {
    unsigned long calls, at;
};

static bool changes_something(const struct trace_call *c)
{
    if (!calls_is_storage(c->number, c->args))
        return false;
    if (c->number == SYS_openat)
        return (c->args[2] & (O_CREAT | O_TRUNC)) != 0;
    if (c->number == SYS_write || c->number == SYS_writev)
        return c->args[0] > STDERR_FILENO;
    return true;
}

static bool at_call(const struct trace_call *c, void *context)
{
    struct counting *n = context;
    return !c->is_exit && changes_something(c) && ++n->calls == n->at;
}

static bool write_count(const char *path, unsigned long calls)
{
    FILE *f = fopen(path, "w");
    return f && fprintf(f, "%lu\n", calls) > 0 && fclose(f) == 0;
}

int main(int argc, char **argv)
{
    struct counting n = {0};
    int status = 0;
    if (argc < 4 || (strcmp(argv[1], "--count") != 0 && strcmp(argv[1], "--at") != 0))
        return 2;
    bool is_count = strcmp(argv[1], "--count") == 0;
    n.at = is_count ? 0 : strtoul(argv[2], NULL, 10);
    pid_t child = fork();
    if (child == 0) {
        trace_me();
        execv(argv[3], argv + 3);
        _exit(126);
    }
    enum trace_end end = child > 0 ? trace_run(child, at_call, &n, &status) : TRACE_REFUSED;
    if (end == TRACE_REFUSED)
        return NO_TRACE;
    if (is_count && !write_count(argv[2], n.calls))
        return 1;
    return end == TRACE_KILLED ? KILLED : WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
