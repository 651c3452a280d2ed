#include "tools/table/ini.h"

#include "app/core/buf.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/utf8.h"

#include <errno.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* Where a group (key NULL) or a key stands. */
struct place {
    char *group, *key;
    size_t line;
};
struct ini {
    GKeyFile *values;
    char *file;
    struct place *place;
    size_t places, room;
};

static const char BOM[] = "\xEF\xBB\xBF";

/* One line under way. */
struct reading {
    struct ini *ini;
    const struct ini_group *groups;
    const struct ini_group *own; /* of the group the line stands in */
    const char *group;           /* its name, owned by a place; NULL before the first */
    size_t line;
    struct err *e;
};

static const struct ini_group *find_group(const struct ini_group *groups, const char *name)
{
    for (; groups->name; groups++) {
        const char *star = strchr(groups->name, '*');
        size_t n = star ? (size_t)(star - groups->name) : 0;
        if (star ? strncmp(groups->name, name, n) == 0 && name[n] : strcmp(groups->name, name) == 0)
            return groups;
    }
    return NULL;
}

static bool has_word(const char *words, const char *word)
{
    size_t n = strchr(word, ' ') ? 0 : strlen(word);
    for (const char *at = words; n && (at = strstr(at, word)); at += n)
        if ((at == words || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

size_t ini_line(const struct ini *ini, const char *group, const char *key)
{
    for (size_t i = 0; i < ini->places; i++) {
        const struct place *p = &ini->place[i];
        if (strcmp(p->group, group) == 0 && (key ? p->key && strcmp(p->key, key) == 0 : !p->key))
            return p->line;
    }
    return 0;
}

static enum err_code remember(struct reading *r, const char *group, const char *key)
{
    struct ini *ini = r->ini;
    size_t before = ini_line(ini, group, key);
    if (before && key)
        return err_set(r->e, ERR_FORMAT, _("%s:%zu: [%s] %s stands in line %zu already"), ini->file,
                       r->line, group, key, before);
    if (before)
        return err_set(r->e, ERR_FORMAT, _("%s:%zu: [%s] stands in line %zu already"), ini->file,
                       r->line, group, before);
    if (ini->places == ini->room) {
        size_t room = ini->room ? 2 * ini->room : 64;
        struct place *grown = realloc(ini->place, room * sizeof *grown);
        if (!grown)
            return err_memory(r->e);
        ini->place = grown;
        ini->room = room;
    }
    ini->place[ini->places++] = (struct place){g_strdup(group), g_strdup(key), r->line};
    return ERR_OK;
}

static enum err_code refuse_group(const struct reading *r, const char *name)
{
    char accepted[256] = "";
    size_t at = 0;
    for (const struct ini_group *g = r->groups; g->name && at < sizeof accepted; g++)
        at += (size_t)g_snprintf(accepted + at, sizeof accepted - at, " [%s]", g->name);
    return err_set(r->e, ERR_FORMAT, _("%s:%zu: [%s] is no known group; there are:%s"),
                   r->ini->file, r->line, name, accepted);
}

static enum err_code read_group(struct reading *r, const char *text)
{
    const char *end = strchr(text, ']');
    if (!end || end[1 + strspn(end + 1, " \t")] || end == text + 1)
        return err_set(r->e, ERR_FORMAT, _("%s:%zu: \"%s\" wants the form [group]"), r->ini->file,
                       r->line, text);
    char *name = g_strndup(text + 1, (gsize)(end - text - 1));
    r->own = find_group(r->groups, name);
    enum err_code rc = r->own ? remember(r, name, NULL) : refuse_group(r, name);
    g_free(name);
    if (rc == ERR_OK)
        r->group = r->ini->place[r->ini->places - 1].group;
    return rc;
}

static enum err_code read_key(struct reading *r, const char *text, const char *eq)
{
    char *key = g_strchomp(g_strndup(text, (gsize)(eq - text)));
    enum err_code rc = ERR_OK;
    if (!r->group)
        rc = err_set(r->e, ERR_FORMAT, _("%s:%zu: \"%s\" stands before the first [group]"),
                     r->ini->file, r->line, text);
    else if (!key[0])
        rc = err_set(r->e, ERR_FORMAT, _("%s:%zu: \"%s\" has no key before the ="), r->ini->file,
                     r->line, text);
    else if (strcmp(r->own->keys, "*") != 0 && !has_word(r->own->keys, key))
        rc = err_set(r->e, ERR_FORMAT, _("%s:%zu: [%s] %s is no known key; there are: %s"),
                     r->ini->file, r->line, r->group, key, r->own->keys);
    else
        rc = remember(r, r->group, key);
    g_free(key);
    return rc;
}

static enum err_code read_line(struct reading *r, const char *text)
{
    text += strspn(text, " \t");
    const char *eq = strchr(text, '=');
    if (text[0] == '#' || text[0] == '\0')
        return ERR_OK;
    if (text[0] == ';')
        return err_set(r->e, ERR_FORMAT, _("%s:%zu: a comment begins with #, not with ;"),
                       r->ini->file, r->line);
    if (text[0] == '[')
        return read_group(r, text);
    if (eq)
        return read_key(r, text, eq);
    return err_set(r->e, ERR_FORMAT,
                   _("%s:%zu: \"%s\" is none of [group], key=value and # comment"), r->ini->file,
                   r->line, text);
}

/* Where the bytes are no UTF-8, by line and column. */
static enum err_code check_bytes(const struct ini *ini, const char *text, size_t len, struct err *e)
{
    size_t line = 1, column = 1;
    if (len >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0))
        return err_set(e, ERR_FORMAT, _("%s: is text in UTF-16; save it as UTF-8"), ini->file);
    for (size_t at = 0, n; at < len; at += n, column++) {
        uint32_t cp = 0;
        n = utf8_decode(text + at, len - at, &cp);
        if (n == 0 || cp == 0)
            return err_set(
                e, ERR_FORMAT,
                _("%s:%zu: the byte 0x%02x at character %zu is no UTF-8; save the file as UTF-8"),
                ini->file, line, (unsigned)(unsigned char)text[at], column);
        if (cp == '\n') {
            line++;
            column = 0;
        }
    }
    return ERR_OK;
}

static enum err_code read_lines(struct ini *ini, const char *text, size_t len,
                                const struct ini_group *groups, struct err *e)
{
    struct reading r = {.ini = ini, .groups = groups, .e = e};
    enum err_code rc = ERR_OK;
    while (rc == ERR_OK && len > 0) {
        const char *end = memchr(text, '\n', len);
        size_t n = end ? (size_t)(end - text) : len;
        char *line = g_strchomp(g_strndup(text, n));
        r.line++;
        rc = read_line(&r, line);
        g_free(line);
        n += end != NULL;
        text += n;
        len -= n;
    }
    return rc;
}

enum err_code ini_parse(const char *text, size_t len, const char *file,
                        const struct ini_group *groups, struct ini **out, struct err *e)
{
    struct ini *ini = calloc(1, sizeof *ini);
    if (!ini)
        return err_memory(e);
    *ini = (struct ini){.values = g_key_file_new(), .file = g_strdup(file)};
    if (len >= sizeof BOM - 1 && memcmp(text, BOM, sizeof BOM - 1) == 0) {
        text += sizeof BOM - 1;
        len -= sizeof BOM - 1;
    }
    enum err_code rc = check_bytes(ini, text, len, e);
    if (rc == ERR_OK)
        rc = read_lines(ini, text, len, groups, e);
    if (rc == ERR_OK && len &&
        !g_key_file_load_from_data(ini->values, text, len, G_KEY_FILE_NONE, NULL))
        rc = err_set(e, ERR_FORMAT, _("%s: cannot be read as groups of key=value"), file);
    if (rc == ERR_OK)
        *out = ini;
    else
        ini_free(ini);
    return rc;
}

enum err_code ini_read(const char *path, const struct ini_group *groups, struct ini **out,
                       struct err *e)
{
    struct buf b;
    buf_init(&b, INI_FILE_MAX);
    enum err_code rc = file_read(path, INI_FILE_MAX, &b, e);
    if (rc == ERR_OK)
        rc = ini_parse(b.len ? (const char *)b.data : "", b.len, path, groups, out, e);
    buf_free(&b);
    return rc;
}

void ini_free(struct ini *ini)
{
    if (!ini)
        return;
    for (size_t i = 0; i < ini->places; i++) {
        g_free(ini->place[i].group);
        g_free(ini->place[i].key);
    }
    free(ini->place);
    g_key_file_free(ini->values);
    g_free(ini->file);
    free(ini);
}

const char *ini_group_at(const struct ini *ini, size_t i)
{
    for (size_t p = 0; p < ini->places; p++)
        if (!ini->place[p].key && i-- == 0)
            return ini->place[p].group;
    return NULL;
}

const char *ini_key_at(const struct ini *ini, const char *group, size_t i)
{
    for (size_t p = 0; p < ini->places; p++)
        if (ini->place[p].key && strcmp(ini->place[p].group, group) == 0 && i-- == 0)
            return ini->place[p].key;
    return NULL;
}

bool ini_has_group(const struct ini *ini, const char *group)
{
    return ini_line(ini, group, NULL) != 0;
}

/* A value with its \ resolved, g_malloc'd. */
static enum err_code value_of(const struct ini *ini, const char *group, const char *key, char **out,
                              struct err *e)
{
    size_t line = ini_line(ini, group, key);
    GError *problem = NULL;
    *out = line ? g_key_file_get_string(ini->values, group, key, &problem) : NULL;
    bool is_wrong = problem || (line && !*out);
    g_clear_error(&problem);
    if (!is_wrong)
        return ERR_OK;
    g_free(*out);
    *out = NULL;
    return err_set(e, ERR_FORMAT,
                   _("%s:%zu: [%s] %s has a \\ that means nothing; a \\ itself is written \\\\"),
                   ini->file, line, group, key);
}

enum err_code ini_text(const struct ini *ini, const char *group, const char *key, char **out,
                       struct err *e)
{
    char *value = NULL;
    *out = NULL;
    enum err_code rc = value_of(ini, group, key, &value, e);
    if (rc == ERR_OK && value && !(*out = strdup(value)))
        rc = err_memory(e);
    g_free(value);
    return rc;
}

enum err_code ini_list(const struct ini *ini, const char *group, const char *key, char ***out,
                       size_t *count, struct err *e)
{
    size_t line = ini_line(ini, group, key);
    gsize n = 0;
    GError *problem = NULL;
    char **all = line ? g_key_file_get_string_list(ini->values, group, key, &n, &problem) : NULL;
    bool is_wrong = problem || (line && !all);
    *out = NULL;
    *count = 0;
    g_clear_error(&problem);
    if (is_wrong)
        return err_set(
            e, ERR_FORMAT,
            _("%s:%zu: [%s] %s has a \\ that means nothing; a \\ itself is written \\\\"),
            ini->file, line, group, key);
    char **list = calloc(n + 1, sizeof *list);
    enum err_code rc = list ? ERR_OK : err_memory(e);
    for (gsize i = 0; rc == ERR_OK && i < n; i++)
        if (!(list[(*count)++] = strdup(g_strstrip(all[i]))))
            rc = err_memory(e);
    g_strfreev(all);
    if (rc == ERR_OK) {
        *out = list;
        return ERR_OK;
    }
    ini_list_free(list, *count);
    *count = 0;
    return rc;
}

void ini_list_free(char **list, size_t count)
{
    for (size_t i = 0; list && i < count; i++)
        free(list[i]);
    free(list);
}

enum err_code ini_number(const struct ini *ini, const char *group, const char *key, long low,
                         long high, long *out, struct err *e)
{
    char *value = NULL, *end;
    enum err_code rc = value_of(ini, group, key, &value, e);
    if (rc != ERR_OK || !value)
        return rc;
    errno = 0;
    long n = strtol(value, &end, 10);
    if (errno || end == value || end[strspn(end, " \t")] || n < low || n > high)
        rc = err_set(e, ERR_FORMAT,
                     _("%s:%zu: [%s] %s wants a whole number from %ld to %ld, not \"%s\""),
                     ini->file, ini_line(ini, group, key), group, key, low, high, value);
    else
        *out = n;
    g_free(value);
    return rc;
}

enum err_code ini_bool(const struct ini *ini, const char *group, const char *key, bool *out,
                       struct err *e)
{
    char *value = NULL;
    enum err_code rc = value_of(ini, group, key, &value, e);
    if (rc != ERR_OK || !value)
        return rc;
    g_strchomp(value);
    if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0)
        *out = value[0] == 't';
    else
        rc = err_set(e, ERR_FORMAT, _("%s:%zu: [%s] %s wants true or false, not \"%s\""), ini->file,
                     ini_line(ini, group, key), group, key, value);
    g_free(value);
    return rc;
}
