#include "tools/import/profile_ini.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/table/ini.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct ini_group GROUPS[] = {{"profile", "id title title_en from shuffle_options"},
                                          {"standard", "minutes pass parts"},
                                          {"exempt", "minutes pass parts"},
                                          {"part *", "title title_en points pass draws"},
                                          {"draw *", "pool fallback count"},
                                          {NULL, NULL}};

enum { NUMBER_MAX = 10000 };

struct reading {
    struct ini *ini;
    const char *path;
    struct err *e;
};

static enum err_code missing(struct reading *r, const char *group, const char *key)
{
    return err_set(r->e, ERR_FORMAT, _("%s: [%s] %s is missing"), r->path, group, key);
}

static enum err_code text_of(struct reading *r, const char *group, const char *key, bool needed,
                             char *out, size_t room)
{
    char *value = NULL;
    enum err_code rc = ini_text(r->ini, group, key, &value, r->e);
    out[0] = '\0';
    if (rc == ERR_OK && !value && needed)
        rc = missing(r, group, key);
    else if (value && strlen(value) >= room)
        rc = err_set(r->e, ERR_LIMIT, _("%s: [%s] %s is too long"), r->path, group, key);
    else if (value && text_check(value, strlen(value), false, key, r->e) != ERR_OK)
        rc = err_prefix(r->e, r->path);
    else if (value)
        memcpy(out, value, strlen(value) + 1);
    free(value);
    return rc;
}

static enum err_code number_of(struct reading *r, const char *group, const char *key, uint16_t *out)
{
    long value = 0;
    if (!ini_line(r->ini, group, key))
        return missing(r, group, key);
    enum err_code rc = ini_number(r->ini, group, key, 0, NUMBER_MAX, &value, r->e);
    *out = (uint16_t)value;
    return rc;
}

static enum err_code read_draw(struct reading *r, const char *name, struct profile_draw *out)
{
    char group[96];
    snprintf(group, sizeof group, "draw %s", name);
    enum err_code rc = text_of(r, group, "pool", true, out->pool, sizeof out->pool);
    if (rc == ERR_OK)
        rc = text_of(r, group, "fallback", false, out->fallback, sizeof out->fallback);
    return rc == ERR_OK ? number_of(r, group, "count", &out->count) : rc;
}

static enum err_code read_part(struct reading *r, const char *name, struct profile_part *out)
{
    char group[96];
    snprintf(group, sizeof group, "part %s", name);
    if (strlen(name) >= sizeof out->id)
        return err_set(r->e, ERR_LIMIT, _("%s: [%s] the name is too long"), r->path, group);
    strcpy(out->id, name);
    enum err_code rc = text_of(r, group, "title", true, out->title_vi, sizeof out->title_vi);
    if (rc == ERR_OK)
        rc = text_of(r, group, "title_en", true, out->title_en, sizeof out->title_en);
    if (rc == ERR_OK)
        rc = number_of(r, group, "points", &out->points);
    if (rc == ERR_OK)
        rc = number_of(r, group, "pass", &out->pass);
    size_t n = 0;
    char **draws = NULL;
    if (rc == ERR_OK)
        rc = ini_list(r->ini, group, "draws", &draws, &n, r->e);
    if (rc == ERR_OK && (n == 0 || n > PROFILE_DRAWS_MAX))
        rc = err_set(r->e, ERR_FORMAT, _("%s: [%s] draws wants 1 to %d names"), r->path, group,
                     PROFILE_DRAWS_MAX);
    for (size_t i = 0; rc == ERR_OK && i < n; i++)
        rc = read_draw(r, draws[i], &out->draw[out->draws++]);
    ini_list_free(draws, n);
    return rc;
}

static enum err_code read_variant(struct reading *r, const char *group, struct profile_variant *out)
{
    enum err_code rc = number_of(r, group, "minutes", &out->minutes);
    if (rc == ERR_OK)
        rc = number_of(r, group, "pass", &out->pass);
    size_t n = 0;
    char **parts = NULL;
    if (rc == ERR_OK)
        rc = ini_list(r->ini, group, "parts", &parts, &n, r->e);
    if (rc == ERR_OK && (n == 0 || n > PROFILE_PARTS_MAX))
        rc = err_set(r->e, ERR_FORMAT, _("%s: [%s] parts wants 1 to %d names"), r->path, group,
                     PROFILE_PARTS_MAX);
    for (size_t i = 0; rc == ERR_OK && i < n; i++)
        rc = read_part(r, parts[i], &out->part[out->parts++]);
    ini_list_free(parts, n);
    return rc;
}

/* True when the list `key` of a group names it: "draws" of [part law] name [draw general-law]. */
static enum err_code is_listed(struct reading *r, const char *owner, const char *key,
                               const char *name, bool *out)
{
    char **list = NULL;
    size_t n = 0;
    enum err_code rc = ini_list(r->ini, owner, key, &list, &n, r->e);
    for (size_t i = 0; i < n; i++)
        *out = *out || strcmp(list[i], name) == 0;
    ini_list_free(list, n);
    return rc;
}

/* A part or a draw that nobody names would be a rule that is silently not there. */
static enum err_code check_used(struct reading *r, const char *kind, const char *key)
{
    enum err_code rc = ERR_OK;
    const char *group, *owner;
    size_t len = strlen(kind);
    for (size_t i = 0; rc == ERR_OK && (group = ini_group_at(r->ini, i)); i++) {
        bool is_used = strncmp(group, kind, len) != 0;
        for (size_t o = 0; rc == ERR_OK && !is_used && (owner = ini_group_at(r->ini, o)); o++)
            rc = is_listed(r, owner, key, group + len, &is_used);
        if (rc == ERR_OK && !is_used)
            rc = err_set(r->e, ERR_FORMAT, _("%s:%zu: no list \"%s\" names [%s]"), r->path,
                         ini_line(r->ini, group, NULL), key, group);
    }
    return rc;
}

static enum err_code day_of(struct reading *r, char out[PROFILE_INI_DAY])
{
    struct tm day = {0};
    char text[PROFILE_NAME_MAX];
    enum err_code rc = text_of(r, "profile", "from", false, text, sizeof text);
    if (rc != ERR_OK || !text[0])
        return rc;
    const char *end = strptime(text, "%Y-%m-%d", &day);
    bool is_day = end && !*end && strlen(text) == PROFILE_INI_DAY - 1 && timegm(&day) != -1 &&
                  strftime(out, PROFILE_INI_DAY, "%Y-%m-%d", &day) &&
                  strcmp(out, text) == 0; /* no 30 February */
    return is_day ? ERR_OK
                  : err_set(r->e, ERR_FORMAT,
                            _("%s: [profile] from wants a day such as 2024-12-30"), r->path);
}

enum err_code profile_ini_read(const char *path, struct profile *out, struct err *e)
{
    char from[PROFILE_INI_DAY];
    return profile_ini_read_dated(path, out, from, e);
}

enum err_code profile_ini_read_dated(const char *path, struct profile *out,
                                     char from[PROFILE_INI_DAY], struct err *e)
{
    struct reading r = {.path = path, .e = e};
    from[0] = '\0';
    memset(out, 0, sizeof *out);
    enum err_code rc = ini_read(path, GROUPS, &r.ini, e);
    if (rc == ERR_OK)
        rc = text_of(&r, "profile", "id", true, out->id, sizeof out->id);
    if (rc == ERR_OK)
        rc = text_of(&r, "profile", "title", true, out->title_vi, sizeof out->title_vi);
    if (rc == ERR_OK)
        rc = text_of(&r, "profile", "title_en", true, out->title_en, sizeof out->title_en);
    if (rc == ERR_OK)
        rc = day_of(&r, from);
    if (rc == ERR_OK)
        rc = ini_bool(r.ini, "profile", "shuffle_options", &out->shuffle_options, e);
    if (rc == ERR_OK)
        rc = read_variant(&r, "standard", &out->standard);
    if (rc == ERR_OK && ini_has_group(r.ini, "exempt"))
        rc = read_variant(&r, "exempt", &out->exempt);
    if (rc == ERR_OK)
        rc = check_used(&r, "part ", "parts");
    if (rc == ERR_OK)
        rc = check_used(&r, "draw ", "draws");
    if (rc == ERR_OK && profile_check(out, e) != ERR_OK)
        rc = err_prefix(e, path);
    ini_free(r.ini);
    return rc;
}
