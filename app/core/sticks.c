#include "app/core/sticks.h"

#include <dirent.h>
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
static bool hangs_outside(const char *disk)
{
    char file[PATH_MAX + 16];
    snprintf(file, sizeof file, "%s/removable", disk);
    FILE *f = fopen(file, "re");
    int said = f ? getc(f) : EOF;
    if (f)
        fclose(f);
    return said == '1' || strstr(disk, "/usb") || strstr(disk, "/mmc_host");
}

static bool is_plugged_in(const char *devices, const char *place)
{
    char disk[PATH_MAX];
    if (!devices || access(devices, X_OK) != 0)
        return true;
    return find_disk(devices, place, disk) && hangs_outside(disk);
}

static bool is_writable(const struct mntent *entry)
{
    return !hasmntopt(entry, MNTOPT_RO) && access(entry->mnt_dir, W_OK) == 0;
}

enum wanted {
    STICKS_ANY,
    STICKS_READ,
    STICKS_WRITE
}; /* but for mounted, on a disk that was plugged in */

static bool is_wanted(const struct mntent *entry, const char *devices, enum wanted wanted)
{
    switch (wanted) {
    case STICKS_ANY: return true;
    case STICKS_READ:
        return access(entry->mnt_dir, R_OK | X_OK) == 0 && is_plugged_in(devices, entry->mnt_dir);
    default: return is_writable(entry) && is_plugged_in(devices, entry->mnt_dir);
    }
}

static size_t list(const char *mounts, const char *const *roots, const char *devices,
                   enum wanted wanted, char path[STICKS_MAX][STICKS_PATH])
{
    size_t n = 0;
    struct mntent entry;
    char text[4096];
    FILE *f = setmntent(mounts, "re");
    while (f && n < STICKS_MAX && getmntent_r(f, &entry, text, sizeof text))
        if (is_below(entry.mnt_dir, roots) && strlen(entry.mnt_dir) < STICKS_PATH &&
            !is_among(entry.mnt_dir, path, n) && is_wanted(&entry, devices, wanted))
            snprintf(path[n++], STICKS_PATH, "%s", entry.mnt_dir);
    if (f)
        endmntent(f);
    return n;
}

size_t sticks_find(const char *mounts, const char *const *roots, const char *devices, bool writable,
                   char path[STICKS_MAX][STICKS_PATH])
{
    return list(mounts, roots, devices, writable ? STICKS_WRITE : STICKS_READ, path);
}

/* ---- seen, and not mounted ---- */

bool sticks_device_of(const char *mounts, const char *place, char device[STICKS_PATH])
{
    struct mntent entry;
    char text[4096];
    FILE *f = setmntent(mounts, "re");
    device[0] = '\0';
    while (f && getmntent_r(f, &entry, text, sizeof text)) /* the last one lies on top */
        if (strcmp(entry.mnt_dir, place) == 0 && strlen(entry.mnt_fsname) < STICKS_PATH)
            snprintf(device, STICKS_PATH, "%s", entry.mnt_fsname);
    if (f)
        endmntent(f);
    return device[0] != '\0';
}

bool sticks_place_of(const char *mounts, const char *name, char place[STICKS_PATH])
{
    struct mntent entry;
    char text[4096];
    FILE *f = setmntent(mounts, "re");
    place[0] = '\0';
    while (f && getmntent_r(f, &entry, text, sizeof text)) {
        const char *slash = strrchr(entry.mnt_fsname, '/');
        if (slash && strcmp(slash + 1, name) == 0 && strlen(entry.mnt_dir) < STICKS_PATH)
            snprintf(place, STICKS_PATH, "%s", entry.mnt_dir);
    }
    if (f)
        endmntent(f);
    return place[0] != '\0';
}

static bool has(const char *folder, const char *file)
{
    char path[PATH_MAX + 300];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return access(path, F_OK) == 0;
}

/* Something is in the drive: a reader of cards without one has a size of 0. */
static bool has_medium(const char *block)
{
    char path[PATH_MAX + 16];
    unsigned long long sectors = 0;
    snprintf(path, sizeof path, "%s/size", block);
    FILE *f = fopen(path, "re");
    bool is_read = f && fscanf(f, "%llu", &sectors) == 1;
    if (f)
        fclose(f);
    return is_read && sectors > 0;
}

/* A disk of which another holds a part: partitions of its own, or what was made on top of it. */
static bool is_divided(const char *block)
{
    char path[PATH_MAX + 300];
    bool found = false;
    DIR *d = opendir(block);
    for (const struct dirent *x; d && !found && (x = readdir(d));) {
        snprintf(path, sizeof path, "%s/partition", x->d_name);
        found = x->d_name[0] != '.' && has(block, path);
    }
    if (d)
        closedir(d);
    snprintf(path, sizeof path, "%s/holders", block);
    d = opendir(path);
    for (const struct dirent *x; d && !found && (x = readdir(d));)
        found = x->d_name[0] != '.';
    if (d)
        closedir(d);
    return found;
}

/* Drives whose media nobody carries exams on, and disks that are none. */
static bool is_other_drive(const char *name)
{
    static const char *const OTHER[] = {"sr", "fd", "loop", "ram", "zram", "dm-", "md"};
    for (size_t i = 0; i < sizeof OTHER / sizeof OTHER[0]; i++)
        if (strncmp(name, OTHER[i], strlen(OTHER[i])) == 0)
            return true;
    return false;
}

static bool waits(const char *mounts, const char *blocks, const char *name)
{
    char link[PATH_MAX + 300], block[PATH_MAX], disk[PATH_MAX], place[STICKS_PATH];
    snprintf(link, sizeof link, "%s/%s", blocks, name);
    if (name[0] == '.' || strlen(name) >= STICKS_NAME || is_other_drive(name) ||
        !realpath(link, block))
        return false;
    snprintf(disk, sizeof disk, "%s", block);
    if (has(block, "partition"))
        *strrchr(disk, '/') = '\0';
    return hangs_outside(disk) && has_medium(block) && !is_divided(block) &&
           !sticks_place_of(mounts, name, place);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

size_t sticks_find_waiting(const char *mounts, const char *blocks,
                           char name[STICKS_MAX][STICKS_NAME])
{
    size_t n = 0;
    DIR *d = opendir(blocks);
    for (const struct dirent *x; d && n < STICKS_MAX && (x = readdir(d));)
        if (waits(mounts, blocks, x->d_name))
            snprintf(name[n++], STICKS_NAME, "%.*s", STICKS_NAME - 1, x->d_name);
    if (d)
        closedir(d);
    qsort(name, n, sizeof name[0], by_name);
    return n;
}

size_t sticks_mounted(const char *mounts, const char *const *roots,
                      char path[STICKS_MAX][STICKS_PATH])
{
    return list(mounts, roots, NULL, STICKS_ANY, path);
}

bool sticks_is_one(const char *devices, const char *place)
{
    return access(place, R_OK | X_OK) == 0 && is_plugged_in(devices, place);
}
