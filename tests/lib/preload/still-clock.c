/* The wall clock stands still, at the second since 1970 that STILL names: for LD_PRELOAD, where two
 * ways of doing the same are to write the same bytes. What waits goes by other clocks. */
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static time_t still(void)
{
    const char *text = getenv("STILL");
    return text ? (time_t)strtoll(text, NULL, 10) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *out)
{
    int (*real)(clockid_t, struct timespec *) =
        (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int rc = real(clock, out);
    if (rc == 0 && clock == CLOCK_REALTIME && still())
        *out = (struct timespec){.tv_sec = still()};
    return rc;
}

time_t time(time_t *out)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}
