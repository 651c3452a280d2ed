#include "tools/ctl.h"

#include "app/core/clock.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char *ctl_pass_file(const struct ctl *ctl, const char *role)
{
    for (size_t i = 0; i < ctl->passes; i++)
        if (strcmp(ctl->pass[i].role, role) == 0)
            return ctl->pass[i].path;
    return NULL;
}

void ctl_progress(const char *what, size_t done, size_t all, uint64_t started_ms)
{
    struct clock_source clock = clock_system();
    if (!isatty(STDERR_FILENO) || clock_boot_ms(&clock) - started_ms < 500)
        return;
    fprintf(stderr, "\r%s %zu/%zu%s", what, done, all, done == all ? "\n" : "");
}
