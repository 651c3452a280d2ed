#include "app/client/sandbox.h"

#include "app/core/confine.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <limits.h>
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__
#define IS_SANITIZED true
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

enum { LINKS_MAX = 40 /* as the kernel follows */ };
enum { READING = CONFINE_READ, WRITING = CONFINE_READ | CONFINE_WRITE };

static const struct {
    const char *path;
    unsigned rights;
} ALWAYS[] = {
    {"/usr/lib/locale", READING},
    {"/usr/share/zoneinfo", READING},
    {"/etc/localtime", READING},
    {"/etc/terminfo", READING},
    {"/lib/terminfo", READING},
    {"/usr/share/terminfo", READING},
    {"/usr/lib/x86_64-linux-gnu/gconv", READING},
    {"/usr/lib/aarch64-linux-gnu/gconv", READING},
    {"/proc/self", READING},
    {"/sys/devices", READING}, /* whether a disk is a stick */
    {"/proc/sys/kernel/random/boot_id", READING},
    {"/media", WRITING},
    {"/run/media", WRITING},
    {"/mnt", WRITING},
    {"/dev/tty", CONFINE_DEVICE},
    {"/dev/null", CONFINE_DEVICE},
    {"/dev/urandom", CONFINE_DEVICE},
};

/* ---- folders that come and go ---- */

/* Cuts the last part off; "/" stays. */
static void go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash == path || !slash)
        strcpy(path, "/");
    else
        *slash = '\0';
}

static bool is_mount_point(const char *path)
{
    char above[PATH_MAX + 4];
    struct stat own, other;
    snprintf(above, sizeof above, "%s/..", path);
    return lstat(path, &own) == 0 && lstat(above, &other) == 0 &&
           (own.st_dev != other.st_dev || own.st_ino == other.st_ino);
}

static bool is_top(const char *path)
{
    return strcmp(path, "/") == 0;
}

/* Something whose server may not answer is mounted there: whoever asked it would wait. */
static bool is_remote_mount(const char *path)
{
    static const char *const REMOTE[] = {"nfs", "cifs", "smb", "fuse",
                                         "9p",  "ceph", "afs", "autofs"};
    struct mntent entry;
    char text[8192];
    bool is_found = false;
    FILE *f = setmntent("/proc/self/mounts", "re");
    while (f && !is_found && getmntent_r(f, &entry, text, sizeof text))
        for (size_t i = 0; i < sizeof REMOTE / sizeof REMOTE[0] && !is_found; i++)
            is_found = strcmp(entry.mnt_dir, path) == 0 &&
                       strncmp(entry.mnt_type, REMOTE[i], strlen(REMOTE[i])) == 0;
    if (f)
        endmntent(f);
    return is_found;
}

/* How a walk down a path ended. */
struct walk {
    char at[PATH_MAX]; /* as far as it went, without links and dots; "" for the topmost folder */
    char rest[PATH_MAX];
    bool is_remote; /* at a mount that was not touched */
    unsigned links;
};

/* Puts what a link says in its place. */
static bool follow(struct walk *w)
{
    char target[PATH_MAX], rest[PATH_MAX];
    ssize_t n = readlink(w->at, target, sizeof target - 1);
    if (n <= 0 || ++w->links > LINKS_MAX)
        return false;
    target[n] = '\0';
    memcpy(rest, w->rest, sizeof rest);
    int len = snprintf(w->rest, sizeof w->rest, "%s/%s", target, rest);
    if (target[0] == '/')
        w->at[0] = '\0';
    else
        *strrchr(w->at, '/') = '\0';
    return len > 0 && (size_t)len < sizeof w->rest;
}

/* One part further down; false where the walk ends: at a mount, or where nothing is (*missing). */
static bool step(struct walk *w, unsigned *missing)
{
    struct stat st;
    char part[PATH_MAX];
    size_t skip = strspn(w->rest, "/"), n = strcspn(w->rest + skip, "/"), len = strlen(w->at);
    if (n == 0)
        return false;
    snprintf(part, sizeof part, "%.*s", (int)n, w->rest + skip);
    memmove(w->rest, w->rest + skip + n, strlen(w->rest + skip + n) + 1);
    if (strcmp(part, ".") == 0)
        return true;
    if (strcmp(part, "..") == 0) {
        *(len ? strrchr(w->at, '/') : w->at) = '\0';
        return true;
    }
    if (len + 1 + n >= sizeof w->at)
        return false;
    snprintf(w->at + len, sizeof w->at - len, "/%s", part);
    w->is_remote = is_remote_mount(w->at);
    if (w->is_remote)
        return false;
    if (lstat(w->at, &st) == 0)
        return !S_ISLNK(st.st_mode) || follow(w);
    w->at[len] = '\0';
    for (*missing = 1; w->rest[0]; ++*missing) {
        skip = strspn(w->rest, "/");
        n = strcspn(w->rest + skip, "/");
        *missing -= n == 0;
        memmove(w->rest, w->rest + skip + n, strlen(w->rest + skip + n) + 1);
    }
    return false;
}

/* The path without links and dots as far as it is there, or up to a mount that may not answer; how
 * many of its last parts are missing. */
static bool resolve(const char *path, char out[PATH_MAX], unsigned *missing)
{
    struct walk w = {0};
    *missing = 0;
    if (path[0] != '/' && (!getcwd(w.rest, sizeof w.rest) || w.rest[0] != '/'))
        return false;
    size_t n = strlen(w.rest);
    int more = snprintf(w.rest + n, sizeof w.rest - n, "%s%s", n ? "/" : "", path);
    if (more < 0 || (size_t)more >= sizeof w.rest - n)
        return false;
    while (step(&w, missing))
        ;
    memcpy(out, w.at, sizeof w.at);
    if (w.is_remote) { /* as one that is missing: it may come anew */
        go_up(out);
        *missing = 1;
    }
    if (!out[0])
        strcpy(out, "/");
    return true;
}

/* The folder whose rule holds for this one also after it was moved away and made again, or
 * something was mounted over it: a rule stands on what is there now, so it is the folder around.
 * What lies on a share or stick goes with its mount; where several parts are missing a share is
 * likely to appear at the first. False for what lies in the topmost folder, and may come and go. */
static bool root_of(const char *folder, char out[PATH_MAX])
{
    unsigned missing;
    if (!resolve(folder, out, &missing) || is_top(out))
        return false;
    if (missing == 0)
        while (!file_is_local(out) && !is_mount_point(out) && !is_top(out))
            go_up(out);
    char itself[PATH_MAX];
    memcpy(itself, out, sizeof itself);
    if (missing != 1)
        go_up(out);
    if (is_top(out) && missing == 0 && !is_mount_point(itself))
        memcpy(out, itself, sizeof itself); /* nothing is mounted there, and nobody moves it */
    return !is_top(out);
}

static void allow_folder(struct confine_files *f, const char *folder, struct sandbox_state *out)
{
    char root[PATH_MAX];
    if (!folder)
        return;
    if (root_of(folder, root))
        confine_files_allow(f, root, WRITING);
    else
        out->top = folder;
}

/* ---- all of it ---- */

static void restrict_files(const struct sandbox_paths *p, struct sandbox_state *out)
{
    struct confine_files f;
    confine_files_begin(&f);
    for (size_t i = 0; i < sizeof ALWAYS / sizeof ALWAYS[0]; i++)
        if (!is_remote_mount(ALWAYS[i].path))
            confine_files_allow(&f, ALWAYS[i].path, ALWAYS[i].rights);
    confine_files_allow(&f, p->texts, READING);
    confine_files_allow(&f, p->passphrases, READING);
    confine_files_allow(&f, p->key_folder, WRITING | CONFINE_PIPES);
    allow_folder(&f, p->data, out);
    for (size_t i = 0; i < p->exchanges && p->exchange[i]; i++)
        allow_folder(&f, p->exchange[i], out);
    out->landlock = confine_files_end(&f, !out->top);
}

void sandbox_enter(const struct sandbox_paths *p, struct sandbox_state *out)
{
    *out = (struct sandbox_state){0};
    if (IS_SANITIZED || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    restrict_files(p, out);
    out->is_seccomp = confine_calls(false);
}

bool sandbox_is_whole(const struct sandbox_state *s)
{
    return s->landlock > 0 && s->is_seccomp;
}

void sandbox_words(const struct sandbox_state *s, char *out, size_t size)
{
    char landlock[32] = "";
    if (s->landlock)
        snprintf(landlock, sizeof landlock, "Landlock %d", s->landlock);
    if (sandbox_is_whole(s))
        snprintf(out, size, "%s, seccomp", landlock);
    else if (s->top)
        snprintf(out, size, _("no Landlock: %s lies in the topmost folder"), s->top);
    else if (s->landlock)
        snprintf(out, size, _("%s alone, no %s"), landlock, "seccomp");
    else if (s->is_seccomp)
        snprintf(out, size, _("%s alone, no %s"), "seccomp", "Landlock");
    else
        snprintf(out, size, "%s", _("no Landlock, no seccomp"));
}
