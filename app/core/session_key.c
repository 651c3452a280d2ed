#include "app/core/session_key.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that somebody else made first, or may look into, is none. */
static bool is_ours(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == getuid() &&
           (st.st_mode & 077) == 0;
}

enum { CANDIDATES = 4 };

/* Where the folder may lie, best first; malloc'd, NULL where that is no place. */
static char *candidate(int i)
{
    char run_user[32], own[32];
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    snprintf(run_user, sizeof run_user, "/run/user/%u", getuid());
    snprintf(own, sizeof own, "sathach-%u", getuid());
    const char *const place[CANDIDATES] = {runtime && runtime[0] == '/' ? runtime : NULL, run_user,
                                           "/dev/shm", "/run"};
    bool is_persons = i < 2; /* a folder of the user's own, if it is */
    if (!place[i] || (is_persons && !is_ours(place[i])) || !file_is_tmpfs(place[i]) ||
        access(place[i], X_OK) != 0)
        return NULL;
    return file_join(place[i], is_persons ? "sathach" : own);
}

char *session_key_folder(void)
{
    struct err ignored;
    for (int i = 0; i < CANDIDATES; i++) {
        char *path = candidate(i);
        if (path && file_make_folder(path, &ignored) == ERR_OK && is_ours(path) &&
            file_is_tmpfs(path))
            return path;
        free(path);
    }
    return NULL;
}

enum err_code session_key_check(struct err *e)
{
    enum err_code rc = ERR_OK;
    for (int i = 0; i < CANDIDATES && rc == ERR_OK; i++) {
        struct stat st;
        char *path = candidate(i);
        bool is_there = path && lstat(path, &st) == 0, is_good = is_there && is_ours(path);
        if (is_there && !is_good)
            rc = err_set(e, ERR_CONFLICT, _("%s: somebody else made it first, or may look into it"),
                         path);
        free(path);
        if (is_good)
            break;
    }
    return rc;
}

static char *key_path(const char *folder, const struct session *s)
{
    char name[2 * SESSION_UID + 1];
    crypt_hex(s->info.uid, SESSION_UID, name);
    return folder ? file_join(folder, name) : NULL;
}

void session_key_keep(const char *folder, const struct session *s, const uint8_t S[CRYPT_KEY])
{
    struct err ignored = {0};
    char *path = key_path(folder, s);
    if (path && file_write(path, S, CRYPT_KEY, FILE_REPLACE, &ignored) != ERR_OK)
        unlink(path);
    free(path);
}

bool session_key_load(const char *folder, const struct session *s, uint8_t S[CRYPT_KEY])
{
    struct err ignored;
    struct buf b;
    char *path = key_path(folder, s);
    buf_init(&b, CRYPT_KEY);
    bool good = path && file_exists(path) && file_read(path, CRYPT_KEY, &b, &ignored) == ERR_OK &&
                b.len == CRYPT_KEY && session_is_key(s, b.data);
    if (good)
        memcpy(S, b.data, CRYPT_KEY);
    buf_free(&b);
    free(path);
    return good;
}

void session_key_forget(const char *folder, const struct session *s)
{
    char *path = key_path(folder, s);
    if (path)
        unlink(path);
    free(path);
}
