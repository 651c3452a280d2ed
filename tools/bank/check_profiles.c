#include "tools/bank/check_profiles.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/profile_ini.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INI_MAX = 1024 * 1024, SUFFIX = 4 };

void check_profiles_free(struct check_profiles *p)
{
    free(p->profile);
    *p = (struct check_profiles){0};
}

static bool is_ini_name(const char *name)
{
    size_t n = strlen(name);
    return n > SUFFIX && strcmp(name + n - SUFFIX, ".ini") == 0 && name[0] != '.' &&
           strcmp(name, "bank.ini") != 0;
}

static int is_profile(const struct dirent *d)
{
    return is_ini_name(d->d_name);
}

static enum err_code add(struct check_profiles *p, const char *path, struct err *e)
{
    struct profile *grown =
        p->count < CHECK_PROFILES_MAX ? realloc(p->profile, (p->count + 1) * sizeof *grown) : NULL;
    if (!grown)
        return p->count < CHECK_PROFILES_MAX ? err_memory(e)
                                             : err_set(e, ERR_LIMIT, _("%s: more than %d profiles"),
                                                       path, CHECK_PROFILES_MAX);
    p->profile = grown;
    enum err_code rc = profile_ini_read(path, &grown[p->count], e);
    for (size_t i = 0; rc == ERR_OK && i < p->count; i++)
        if (strcmp(grown[i].id, grown[p->count].id) == 0)
            rc = err_set(e, ERR_FORMAT, _("%s: a profile before it has the same id %s"), path,
                         grown[i].id);
    p->count += rc == ERR_OK;
    return rc;
}

static enum err_code add_folder(struct check_profiles *p, const char *folder, struct err *e)
{
    struct dirent **list = NULL;
    enum err_code rc = ERR_OK;
    int n = scandir(folder, &list, is_profile, alphasort);
    for (int i = 0; i < n; i++) {
        char *path = rc == ERR_OK ? file_join(folder, list[i]->d_name) : NULL;
        if (rc == ERR_OK)
            rc = path ? add(p, path, e) : err_memory(e);
        free(path);
        free(list[i]);
    }
    free(list);
    if (rc == ERR_OK && p->count == 0)
        rc = err_set(e, ERR_USAGE, _("%s: holds no profile (*.ini); a bank is not judged by none"),
                     folder);
    return rc;
}

/* "nd100-2018, nd15-2021": the ids that came with the program, for a message. */
static void list_shipped(const char *shipped, char *out, size_t room)
{
    struct dirent **list = NULL;
    int n = scandir(shipped, &list, is_profile, alphasort);
    out[0] = '\0';
    for (int i = 0; i < n; i++) {
        size_t len = strlen(out);
        snprintf(out + len, room - len, "%s%.*s", i ? ", " : "",
                 (int)(strlen(list[i]->d_name) - SUFFIX), list[i]->d_name);
        free(list[i]);
    }
    free(list);
}

static bool is_id(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name);
}

static enum err_code add_named(struct check_profiles *p, const struct bank_folder *b,
                               const char *name, const char *shipped, struct err *e)
{
    char file[PROFILE_ID_MAX + 8], known[256];
    bool own = is_ini_name(name) && !strchr(name, '/');
    snprintf(file, sizeof file, "%.*s.ini", PROFILE_ID_MAX, name);
    char *path = own ? file_join(b->folder, name) : is_id(name) ? file_join(shipped, file) : NULL;
    enum err_code rc;
    if (path && file_exists(path)) {
        rc = add(p, path, e);
    } else if (own) {
        rc = err_set(e, ERR_FORMAT, _("bank.ini: profiles: %s does not lie beside it in %s"), name,
                     b->folder);
    } else {
        list_shipped(shipped, known, sizeof known);
        rc = err_set(e, ERR_FORMAT,
                     _("bank.ini: profiles: \"%s\" is no profile; write one of %s, or the name of "
                       "an .ini file beside bank.ini"),
                     name, known);
    }
    free(path);
    return rc;
}

enum err_code check_profiles_find(const struct bank_folder *b, const char *asked,
                                  const char *shipped, struct check_profiles *out, struct err *e)
{
    enum err_code rc = ERR_OK;
    *out = (struct check_profiles){0};
    if (asked && !file_exists(asked))
        rc = err_set(e, ERR_USAGE, _("--profiles %s: no such file or folder"), asked);
    else if (asked && !file_is_folder(asked))
        rc = add(out, asked, e);
    else if (!asked && b->profiles)
        for (size_t i = 0; rc == ERR_OK && i < b->profiles; i++)
            rc = add_named(out, b, b->profile[i], shipped, e);
    else
        rc = add_folder(out, asked ? asked : shipped, e);
    if (rc != ERR_OK)
        check_profiles_free(out);
    return rc;
}

static enum err_code copy(const char *from, const char *to, struct err *e)
{
    struct buf b;
    buf_init(&b, INI_MAX);
    enum err_code rc = file_read(from, INI_MAX, &b, e);
    if (rc == ERR_OK)
        rc = file_write(to, b.data, b.len, FILE_REPLACE, e);
    buf_free(&b);
    return rc;
}

enum err_code check_profiles_copy(const struct bank_folder *b, const char *to, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < b->profiles; i++) {
        if (!is_ini_name(b->profile[i]) || strchr(b->profile[i], '/'))
            continue;
        char *there = file_join(b->folder, b->profile[i]), *here = file_join(to, b->profile[i]);
        if (!there || !here)
            rc = err_memory(e);
        else if (strcmp(there, here) != 0)
            rc = copy(there, here, e);
        free(there);
        free(here);
    }
    return rc;
}
