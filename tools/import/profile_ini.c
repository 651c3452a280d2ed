#include "tools/import/profile_ini.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

struct reading {
    GKeyFile *ini;
    const char *path;
    struct err *e;
};

static enum err_code text_of(struct reading *r, const char *group, const char *key, bool needed, char *out, size_t room)
{
    char *value = g_key_file_get_string(r->ini, group, key, NULL);
    enum err_code rc = ERR_OK;
    out[0] = '\0';
    if (!value && needed)
        rc = err_set(r->e, ERR_FORMAT, _("%s: [%s] %s is missing"), r->path, group, key);
    else if (value && strlen(value) >= room)
        rc = err_set(r->e, ERR_LIMIT, _("%s: [%s] %s is too long"), r->path, group, key);
    else if (value && text_check(value, strlen(value), false, key, r->e) != ERR_OK)
        rc = err_prefix(r->e, r->path);
    else if (value)
        memcpy(out, value, strlen(value) + 1);
    g_free(value);
    return rc;
}

static enum err_code number_of(struct reading *r, const char *group, const char *key, uint16_t *out)
{
    GError *problem = NULL;
    int value = g_key_file_get_integer(r->ini, group, key, &problem);
    if (problem || value < 0 || value > 10000) {
        g_clear_error(&problem);
        return err_set(r->e, ERR_FORMAT, _("%s: [%s] %s wants a whole number"), r->path, group, key);
    }
    *out = (uint16_t)value;
    return ERR_OK;
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
    gsize n = 0;
    char **draws = rc == ERR_OK ? g_key_file_get_string_list(r->ini, group, "draws", &n, NULL) : NULL;
    if (rc == ERR_OK && (n == 0 || n > PROFILE_DRAWS_MAX))
        rc = err_set(r->e, ERR_FORMAT, _("%s: [%s] draws wants 1 to %d names"), r->path, group, PROFILE_DRAWS_MAX);
    for (gsize i = 0; rc == ERR_OK && i < n; i++)
        rc = read_draw(r, draws[i], &out->draw[out->draws++]);
    g_strfreev(draws);
    return rc;
}

static enum err_code read_variant(struct reading *r, const char *group, struct profile_variant *out)
{
    enum err_code rc = number_of(r, group, "minutes", &out->minutes);
    if (rc == ERR_OK)
        rc = number_of(r, group, "pass", &out->pass);
    gsize n = 0;
    char **parts = rc == ERR_OK ? g_key_file_get_string_list(r->ini, group, "parts", &n, NULL) : NULL;
    if (rc == ERR_OK && (n == 0 || n > PROFILE_PARTS_MAX))
        rc = err_set(r->e, ERR_FORMAT, _("%s: [%s] parts wants 1 to %d names"), r->path, group, PROFILE_PARTS_MAX);
    for (gsize i = 0; rc == ERR_OK && i < n; i++)
        rc = read_part(r, parts[i], &out->part[out->parts++]);
    g_strfreev(parts);
    return rc;
}

/* A misspelt group or key would be a rule that is silently not there. */
static enum err_code check_names(struct reading *r)
{
    static const char *const KEYS = " id title title_en shuffle_options minutes pass parts points draws pool fallback count ";
    char **groups = g_key_file_get_groups(r->ini, NULL);
    enum err_code rc = ERR_OK;
    for (char **g = groups; rc == ERR_OK && *g; g++) {
        if (strcmp(*g, "profile") != 0 && strcmp(*g, "standard") != 0 && strcmp(*g, "exempt") != 0 && strncmp(*g, "part ", 5) != 0 &&
            strncmp(*g, "draw ", 5) != 0)
            rc = err_set(r->e, ERR_FORMAT, _("%s: [%s] is no known group"), r->path, *g);
        char **keys = g_key_file_get_keys(r->ini, *g, NULL, NULL);
        for (char **k = keys; rc == ERR_OK && k && *k; k++) {
            char word[64];
            snprintf(word, sizeof word, " %s ", *k);
            if (!strstr(KEYS, word))
                rc = err_set(r->e, ERR_FORMAT, _("%s: [%s] %s is no known key"), r->path, *g, *k);
        }
        g_strfreev(keys);
    }
    g_strfreev(groups);
    return rc;
}

enum err_code profile_ini_read(const char *path, struct profile *out, struct err *e)
{
    struct reading r = {.ini = g_key_file_new(), .path = path, .e = e};
    GError *problem = NULL;
    enum err_code rc = ERR_OK;
    memset(out, 0, sizeof *out);
    if (!g_key_file_load_from_file(r.ini, path, G_KEY_FILE_NONE, &problem)) {
        rc = err_set(e, problem->domain == G_FILE_ERROR ? ERR_IO : ERR_FORMAT, "%s: %s", path, problem->message);
        g_error_free(problem);
    }
    if (rc == ERR_OK)
        rc = check_names(&r);
    if (rc == ERR_OK)
        rc = text_of(&r, "profile", "id", true, out->id, sizeof out->id);
    if (rc == ERR_OK)
        rc = text_of(&r, "profile", "title", true, out->title_vi, sizeof out->title_vi);
    if (rc == ERR_OK)
        rc = text_of(&r, "profile", "title_en", true, out->title_en, sizeof out->title_en);
    out->shuffle_options = g_key_file_get_boolean(r.ini, "profile", "shuffle_options", NULL);
    if (rc == ERR_OK)
        rc = read_variant(&r, "standard", &out->standard);
    if (rc == ERR_OK && g_key_file_has_group(r.ini, "exempt"))
        rc = read_variant(&r, "exempt", &out->exempt);
    if (rc == ERR_OK && profile_check(out, e) != ERR_OK)
        rc = err_prefix(e, path);
    g_key_file_free(r.ini);
    return rc;
}
