#include "tools/work/machine.h"

#include "app/core/i18n.h"
#include "tools/work/outside.h"

#include <ctype.h>
#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct machine *machine_of(const struct work *work)
{
    static const char *const ROOTS[] = {"/media", "/run/media", "/mnt", NULL};
    static const struct machine HERE = {.mounts = STICKS_MOUNTS,
                                        .roots = ROOTS,
                                        .devices = STICKS_DEVICES,
                                        .blocks = STICKS_BLOCKS,
                                        .processes = "/proc",
                                        .udisks = "/usr/bin/udisksctl"};
    return work->machine ? work->machine : &HERE;
}

size_t machine_sticks(const struct machine *m, char path[STICKS_MAX][STICKS_PATH])
{
    return sticks_find(m->mounts, m->roots, m->devices, false, path);
}

enum err_code machine_udisks(struct work *work, const char *verb, const char *device, struct err *e)
{
    const char *program = machine_of(work)->udisks;
    const char *const argv[] = {program, verb, "--no-user-interaction", "-b", device, NULL};
    if (access(program, X_OK) != 0)
        return err_set(e, ERR_IO,
                       _("%s is missing (Debian package udisks2): let the file manager or a "
                         "technician do it"),
                       program);
    return outside_run(work, (char *const *)(uintptr_t)argv, e);
}

/* ---- who uses it ---- */

static bool leads_below(const char *link, const char *place, char target[PATH_MAX])
{
    size_t n = strlen(place);
    ssize_t len = readlink(link, target, PATH_MAX - 1);
    target[len > 0 ? len : 0] = '\0';
    return strncmp(target, place, n) == 0 && (target[n] == '/' || target[n] == '\0');
}

static bool find_open(const char *process, const char *place, char target[PATH_MAX])
{
    char path[PATH_MAX + 300];
    bool found = false;
    snprintf(path, sizeof path, "%s/cwd", process);
    if (leads_below(path, place, target))
        return true;
    snprintf(path, sizeof path, "%s/fd", process);
    DIR *d = opendir(path);
    for (const struct dirent *x; d && !found && (x = readdir(d));) {
        snprintf(path, sizeof path, "%s/fd/%s", process, x->d_name);
        found = x->d_name[0] != '.' && leads_below(path, place, target);
    }
    if (d)
        closedir(d);
    return found;
}

static void read_name(const char *process, char *out, size_t room)
{
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/comm", process);
    FILE *f = fopen(path, "re");
    if (!f || !fgets(out, (int)room, f))
        snprintf(out, room, "?");
    out[strcspn(out, "\n")] = '\0';
    if (f)
        fclose(f);
}

bool machine_find_user(const struct machine *m, const char *place, char *out, size_t room)
{
    char process[PATH_MAX], target[PATH_MAX], name[64];
    bool found = false;
    DIR *d = opendir(m->processes);
    for (const struct dirent *x; d && !found && (x = readdir(d));) {
        snprintf(process, sizeof process, "%s/%s", m->processes, x->d_name);
        found = isdigit((unsigned char)x->d_name[0]) && find_open(process, place, target);
        if (!found)
            continue;
        read_name(process, name, sizeof name);
        snprintf(out, room, "%s (%s): %s", name, x->d_name, target);
    }
    if (d)
        closedir(d);
    return found;
}
