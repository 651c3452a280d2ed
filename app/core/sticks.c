#include "app/core/sticks.h"

#include <limits.h>
#include <mntent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

static bool is_below(const char *path, const char *const *roots)
{
    for (; *roots; roots++) {
        size_t n = strlen(*roots);
        if (strncmp(path, *roots, n) == 0 && path[n] == '/' && path[n + 1])
            return true;
    }
    return false;
}

/* The table may name a place twice: what was mounted over something else. */
static bool is_among(const char *place, char path[STICKS_MAX][STICKS_PATH], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(path[i], place) == 0)
            return true;
    return false;
}

/* The disk's folder among the devices, of a partition too; false when the place lies on none. */
static bool find_disk(const char *devices, const char *place, char disk[PATH_MAX])
{
    struct stat st;
    char number[PATH_MAX], inside[PATH_MAX + 16];
    if (stat(place, &st) != 0)
        return false;
    snprintf(number, sizeof number, "%s/%u:%u", devices, major(st.st_dev), minor(st.st_dev));
    if (!realpath(number, disk))
        return false;
    snprintf(inside, sizeof inside, "%s/partition", disk);
    if (access(inside, F_OK) == 0)
        *strrchr(disk, '/') = '\0';
    return true;
}

/* It says so itself, or hangs on a bus that people plug into: a disk in a box says it is fixed. */
static bool is_plugged_in(const char *devices, const char *place)
{
    char disk[PATH_MAX], file[PATH_MAX + 16];
    if (!devices || access(devices, X_OK) != 0)
        return true;
    if (!find_disk(devices, place, disk))
        return false;
    snprintf(file, sizeof file, "%s/removable", disk);
    FILE *f = fopen(file, "re");
    int said = f ? getc(f) : EOF;
    if (f)
        fclose(f);
    return said == '1' || strstr(disk, "/usb") || strstr(disk, "/mmc_host");
}

static bool is_writable(const struct mntent *entry)
{
    return !hasmntopt(entry, MNTOPT_RO) && access(entry->mnt_dir, W_OK) == 0;
}

size_t sticks_find(const char *mounts, const char *const *roots, const char *devices, bool writable,
                   char path[STICKS_MAX][STICKS_PATH])
{
    size_t n = 0;
    struct mntent entry;
    char text[4096];
    FILE *f = setmntent(mounts, "re");
    while (f && n < STICKS_MAX && getmntent_r(f, &entry, text, sizeof text))
        if (is_below(entry.mnt_dir, roots) && strlen(entry.mnt_dir) < STICKS_PATH &&
            !is_among(entry.mnt_dir, path, n) &&
            (writable ? is_writable(&entry) : access(entry.mnt_dir, R_OK | X_OK) == 0) &&
            is_plugged_in(devices, entry.mnt_dir))
            snprintf(path[n++], STICKS_PATH, "%s", entry.mnt_dir);
    if (f)
        endmntent(f);
    return n;
}
