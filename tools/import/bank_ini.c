#include "tools/import/bank_ini.h"

#include "app/core/characters.h"
#include "app/core/i18n.h"
#include "tools/import/normal.h"
#include "tools/table/ini.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct ini_group GROUPS[] = {
    {"bank", "id title title_en edition source training profiles characters"},
    {"field *", "title title_en aliases"},
    {NULL, NULL}};

struct reading {
    const struct ini *ini;
    const char *file;
    struct bank_source *out;
    struct fields *fields;
    char ***profile;
    size_t *profiles;
    struct err *e;
};

/* The text of a key, normalised, malloc'd; NULL when it is not there or empty. */
static enum err_code text_of(const struct reading *r, const char *group, const char *key,
                             char **out)
{
    char *value = NULL;
    *out = NULL;
    enum err_code rc = ini_text(r->ini, group, key, &value, r->e);
    if (rc == ERR_OK && value && value[0] && normal_text(value, false, NULL, out, r->e) != ERR_OK) {
        char place[256];
        snprintf(place, sizeof place, "%s:%zu: [%s] %s", r->file, ini_line(r->ini, group, key),
                 group, key);
        rc = err_prefix(r->e, place);
    }
    free(value);
    return rc;
}

static enum err_code read_field(const struct reading *r, const char *group)
{
    struct bank_meta *m = &r->out->meta;
    struct bank_field *grown = realloc(m->field, (m->fields + 1) * sizeof *grown);
    if (!grown)
        return err_memory(r->e);
    m->field = grown;
    struct bank_field *f = &grown[m->fields++];
    *f = (struct bank_field){.code = strdup(group + strlen("field "))};
    enum err_code rc = text_of(r, group, "title", &f->title_vi);
    if (rc == ERR_OK)
        rc = text_of(r, group, "title_en", &f->title_en);
    if (rc == ERR_OK && (!f->title_vi || !f->code[0] || strchr(f->code, '/')))
        rc = err_set(r->e, ERR_FORMAT, _("%s: [%s] wants a code without / and a title"), r->file,
                     group);
    char **alias = NULL;
    size_t n = 0;
    if (rc == ERR_OK)
        rc = ini_list(r->ini, group, "aliases", &alias, &n, r->e);
    if (rc == ERR_OK) {
        fields_add(r->fields, f->code, f->code);
        fields_add(r->fields, f->code, f->title_vi);
        fields_add(r->fields, f->code, f->title_en);
        for (size_t i = 0; rc == ERR_OK && i < n; i++) {
            char **place = bank_field_new_alias(f);
            fields_add(r->fields, f->code, alias[i]);
            if (!place || !(*place = strdup(alias[i])))
                rc = err_set(r->e, ERR_LIMIT, _("%s: [%s] has over %d aliases"), r->file, group,
                             BANK_ALIASES_MAX);
        }
    }
    ini_list_free(alias, n);
    return rc;
}

static enum err_code read_bank(const struct reading *r)
{
    struct bank_meta *m = &r->out->meta;
    const struct {
        const char *key;
        char **out;
    } texts[] = {{"id", &m->id},           {"title", &m->title_vi}, {"title_en", &m->title_en},
                 {"edition", &m->edition}, {"source", &m->source},  {"characters", &m->characters}};
    struct characters allowed;
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < sizeof texts / sizeof texts[0]; i++)
        rc = text_of(r, "bank", texts[i].key, texts[i].out);
    if (rc == ERR_OK)
        rc = ini_bool(r->ini, "bank", "training", &r->out->training, r->e);
    if (rc == ERR_OK && (!m->id || !m->title_vi || !m->edition))
        rc = err_set(r->e, ERR_FORMAT, _("%s: [bank] wants id, title and edition"), r->file);
    if (rc == ERR_OK && characters_read(m->characters, &allowed, r->e) != ERR_OK)
        rc = err_prefix(r->e, r->file);
    if (rc == ERR_OK)
        rc = ini_list(r->ini, "bank", "profiles", r->profile, r->profiles, r->e);
    if (rc == ERR_OK && ini_line(r->ini, "bank", "profiles") && *r->profiles == 0)
        rc = err_set(r->e, ERR_FORMAT,
                     _("%s: [bank] profiles names none; leave the line out to be judged by all "
                       "that came with the program"),
                     r->file);
    return rc;
}

enum err_code bank_ini_read(const char *text, size_t len, const char *file, struct bank_source *out,
                            struct fields *fields, char ***profile, size_t *profiles, struct err *e)
{
    struct ini *ini = NULL;
    enum err_code rc = ini_parse(text, len, file, GROUPS, &ini, e);
    struct reading r = {ini, file, out, fields, profile, profiles, e};
    *profile = NULL;
    *profiles = 0;
    if (rc == ERR_OK)
        rc = read_bank(&r);
    const char *group;
    for (size_t i = 0; rc == ERR_OK && (group = ini_group_at(ini, i)); i++)
        if (strncmp(group, "field ", 6) == 0)
            rc = read_field(&r, group);
    ini_free(ini);
    return rc;
}
