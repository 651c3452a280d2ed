#include "app/client/sticks.h"

#include <mntent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_below(const char *path, const char *const *roots)
{
    for (; *roots; roots++) {
        size_t n = strlen(*roots);
        if (strncmp(path, *roots, n) == 0 && path[n] == '/' && path[n + 1])
            return true;
    }
    return false;
}

size_t sticks_find(const char *mounts, const char *const *roots, char path[STICKS_MAX][STICKS_PATH])
{
    size_t n = 0;
    struct mntent entry;
    char text[4096];
    FILE *f = setmntent(mounts, "re");
    while (f && n < STICKS_MAX && getmntent_r(f, &entry, text, sizeof text))
        if (is_below(entry.mnt_dir, roots) && strlen(entry.mnt_dir) < STICKS_PATH)
            snprintf(path[n++], STICKS_PATH, "%s", entry.mnt_dir);
    if (f)
        endmntent(f);
    return n;
}
