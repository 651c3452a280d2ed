/* Runs a command and writes what it took to a file, in one line: milliseconds by the monotonic
 * clock, milliseconds of processor time with those of all it waited for, and the most memory it
 * ever held, in KiB (resident, getrusage's ru_maxrss). Ends as the command did.
 *   took FILE COMMAND… */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int main(int argc, char **argv)
{
    struct rusage used = {0};
    int status;
    if (argc < 3)
        return 2;
    long begun = now_ms();
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &status, 0, &used) != pid)
        return 126;
    long ms = now_ms() - begun, cpu_ms = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
                                         (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
    FILE *f = fopen(argv[1], "w");
    if (!f || fprintf(f, "%ld %ld %ld\n", ms, cpu_ms, used.ru_maxrss) < 0 || fclose(f) != 0)
        return 126;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
