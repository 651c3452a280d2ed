#include "tools/import/bank_ini.h"

#include "app/core/i18n.h"
#include "tools/import/normal.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static char *get(GKeyFile *ini, const char *group, const char *key)
{
    char *value = g_key_file_get_string(ini, group, key, NULL), *out = NULL;
    struct err ignored;
    if (value && value[0] && normal_text(value, false, NULL, &out, &ignored) != ERR_OK)
        out = NULL;
    g_free(value);
    return out;
}

static enum err_code read_field(struct bank_source *s, struct fields *fields, GKeyFile *ini, const char *group, const char *file, struct err *e)
{
    struct bank_meta *m = &s->meta;
    struct bank_field *grown = realloc(m->field, (m->fields + 1) * sizeof *grown);
    if (!grown)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    m->field = grown;
    struct bank_field *f = &grown[m->fields++];
    *f = (struct bank_field){strdup(group + 6), get(ini, group, "title"), get(ini, group, "title_en")};
    if (!f->title_vi || !f->code[0] || strchr(f->code, '/'))
        return err_set(e, ERR_FORMAT, _("%s: [%s] wants a code without / and a title"), file, group);
    fields_add(fields, f->code, f->code);
    fields_add(fields, f->code, f->title_vi);
    fields_add(fields, f->code, f->title_en);
    char **alias = g_key_file_get_string_list(ini, group, "aliases", NULL, NULL);
    for (char **a = alias; a && *a; a++)
        fields_add(fields, f->code, *a);
    g_strfreev(alias);
    return ERR_OK;
}

enum err_code bank_ini_read(const char *text, size_t len, const char *file, struct bank_source *out, struct fields *fields, struct err *e)
{
    struct bank_meta *m = &out->meta;
    GKeyFile *ini = g_key_file_new();
    GError *problem = NULL;
    enum err_code rc = ERR_OK;
    if (!g_key_file_load_from_data(ini, text, len, G_KEY_FILE_NONE, &problem)) {
        rc = err_set(e, ERR_FORMAT, "%s: %s", file, problem->message);
        g_error_free(problem);
    }
    if (rc == ERR_OK) {
        m->id = get(ini, "bank", "id");
        m->title_vi = get(ini, "bank", "title");
        m->title_en = get(ini, "bank", "title_en");
        m->edition = get(ini, "bank", "edition");
        m->source = get(ini, "bank", "source");
        out->training = g_key_file_get_boolean(ini, "bank", "training", NULL);
        if (!m->id || !m->title_vi || !m->edition)
            rc = err_set(e, ERR_FORMAT, _("%s: [bank] wants id, title and edition"), file);
    }
    char **groups = rc == ERR_OK ? g_key_file_get_groups(ini, NULL) : NULL;
    for (char **g = groups; rc == ERR_OK && g && *g; g++)
        if (strncmp(*g, "field ", 6) == 0)
            rc = read_field(out, fields, ini, *g, file, e);
        else if (strcmp(*g, "bank") != 0)
            rc = err_set(e, ERR_FORMAT, _("%s: [%s] is no known group"), file, *g);
    g_strfreev(groups);
    g_key_file_free(ini);
    return rc;
}
