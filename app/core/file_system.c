/* What kind of file system a path stands on. */
#include "app/core/file.h"

#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>

enum { TMPFS_MAGIC = 0x01021994, OVERLAY_MAGIC = 0x794c7630 };
static const unsigned long RAMFS_MAGIC = 0x858458f6;

static unsigned long type_of(const char *path)
{
    struct statfs fs;
    return statfs(path, &fs) == 0 ? (unsigned long)fs.f_type & 0xFFFFFFFFu : 0;
}

bool file_is_tmpfs(const char *path)
{
    unsigned long type = type_of(path);
    return type == TMPFS_MAGIC || type == RAMFS_MAGIC;
}

/* The longest mount point that the path lies below. */
static bool is_nearer(const char *mount, const char *path, size_t best)
{
    size_t n = strlen(mount);
    return n >= best && strncmp(mount, path, n) == 0 &&
           (n == 1 || path[n] == '/' || path[n] == '\0');
}

/* The folder that takes what is written to an overlay; malloc'd, NULL when nothing tells. */
static char *upper_of(const char *path)
{
    struct mntent entry;
    char text[8192], *upper = NULL;
    size_t best = 0;
    FILE *f = setmntent("/proc/self/mounts", "re");
    while (f && getmntent_r(f, &entry, text, sizeof text)) {
        if (!is_nearer(entry.mnt_dir, path, best))
            continue;
        best = strlen(entry.mnt_dir);
        const char *option = strstr(entry.mnt_opts, "upperdir=");
        free(upper);
        upper = option ? strndup(option + 9, strcspn(option + 9, ",")) : NULL;
    }
    if (f)
        endmntent(f);
    return upper;
}

bool file_is_in_memory(const char *path)
{
    if (type_of(path) != OVERLAY_MAGIC)
        return file_is_tmpfs(path);
    char *real = realpath(path, NULL), *upper = real ? upper_of(real) : NULL;
    bool is_on_disk = upper && type_of(upper) && !file_is_tmpfs(upper);
    free(real);
    free(upper);
    return !is_on_disk;
}
