/* A disk that holds its syncs back for as long as the file HOLD_SYNC stands, so that a test sees
 * what a slow disk shows however fast or slow the machine is. For LD_PRELOAD. */
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_NS = 2000000 };

static char *gate;

/* Before the program clears its environment. */
__attribute__((constructor)) static void read_gate(void)
{
    const char *name = getenv("HOLD_SYNC");
    gate = name ? strdup(name) : NULL;
}

static int held(const char *name, int fd)
{
    int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    while (gate && access(gate, F_OK) == 0)
        nanosleep(&(struct timespec){0, LOOK_NS}, NULL);
    return sync(fd);
}

int fsync(int fd)
{
    return held("fsync", fd);
}

int fdatasync(int fd)
{
    return held("fdatasync", fd);
}
