#include "tools/work/fields.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/profile_ini.h"
#include "tools/office/office_session.h"
#include "tools/work/office.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum err_code fields_add_choice(struct work_choices *c, const char *word, const char *said,
                                struct err *e)
{
    struct work_choice *grown = realloc(c->item, (c->count + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    c->item = grown;
    struct work_choice *x = &grown[c->count];
    *x = (struct work_choice){strdup(word), strdup(said)};
    if (!x->word || !x->said) {
        free(x->word);
        free(x->said);
        return err_memory(e);
    }
    c->count++;
    return ERR_OK;
}

void fields_free_choices(struct work_choices *c)
{
    for (size_t i = 0; i < c->count; i++) {
        free(c->item[i].word);
        free(c->item[i].said);
    }
    free(c->item);
    *c = (struct work_choices){0};
}

bool fields_has_choices(const struct work_field *f)
{
    bool is_closed =
        f->kind == WORK_CHOICE && f->value && strchr(f->value, '|') && !strchr(f->value, '[');
    return f->choose || is_closed;
}

enum err_code fields_choose(struct work *work, const struct work_field *f, const void *request,
                            struct work_choices *out, struct err *e)
{
    char word[64];
    enum err_code rc = ERR_OK;
    *out = (struct work_choices){0};
    if (f->choose) {
        rc = f->choose(work, request, out, e);
    } else {
        if (f->need == WORK_OPTIONAL)
            rc = fields_add_choice(out, "", f->empty ? _(f->empty) : _("not said"), e);
        for (const char *p = f->value; rc == ERR_OK && *p; p += *p == '|') {
            size_t len = strcspn(p, "|");
            snprintf(word, sizeof word, "%.*s", (int)len, p);
            rc = fields_add_choice(out, word, "", e);
            p += len;
        }
    }
    if (rc != ERR_OK)
        fields_free_choices(out);
    return rc;
}

/* ---- names of the workspace ---- */

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct work_choice *)a)->word, ((const struct work_choice *)b)->word);
}

enum err_code fields_banks(struct work *work, const void *request, struct work_choices *out,
                           struct err *e)
{
    (void)request;
    struct workspace w;
    *out = (struct work_choices){0};
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    char *banks = workspace_path(&w, "banks");
    DIR *d = banks ? opendir(banks) : NULL;
    rc = !banks ? err_memory(e) : d ? ERR_OK : err_set_errno(e, errno, "%s", banks);
    for (struct dirent *x; rc == ERR_OK && (x = readdir(d));) {
        char *path = workspace_is_name(x->d_name) ? file_join(banks, x->d_name) : NULL;
        if (path && file_is_folder(path))
            rc = fields_add_choice(out, x->d_name, "", e);
        free(path);
    }
    if (d)
        closedir(d);
    if (out->count)
        qsort(out->item, out->count, sizeof *out->item, compare);
    free(banks);
    workspace_close(&w);
    return rc;
}

enum err_code fields_sessions(struct work *work, const void *request, struct work_choices *out,
                              struct err *e)
{
    (void)request;
    struct workspace w;
    char **name = NULL;
    size_t count = 0;
    *out = (struct work_choices){0};
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = office_session_names(&w, &name, &count, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = fields_add_choice(out, name[i], "", e);
    if (name)
        office_session_names_free(name, count);
    workspace_close(&w);
    return rc;
}

/* ---- profiles ---- */

static enum err_code add_profile(const struct work *work, const char *path,
                                 struct work_choices *out, struct err *e)
{
    struct profile p;
    struct err ignored = {0};
    if (profile_ini_read(path, &p, &ignored) != ERR_OK)
        return ERR_OK;
    return fields_add_choice(out, path, work->lang == TABLE_EN ? p.title_en : p.title_vi, e);
}

enum err_code fields_profiles(struct work *work, const void *request, struct work_choices *out,
                              struct err *e)
{
    (void)request;
    char share[4096];
    enum err_code rc = ERR_OK;
    *out = (struct work_choices){0};
    if (!work_share("questionbanks/profiles", share, sizeof share))
        return ERR_OK;
    DIR *d = opendir(share);
    if (!d)
        rc = err_set_errno(e, errno, "%s", share);
    for (struct dirent *x; rc == ERR_OK && (x = readdir(d));) {
        const char *dot = strrchr(x->d_name, '.');
        char *path = dot && strcmp(dot, ".ini") == 0 ? file_join(share, x->d_name) : NULL;
        if (path)
            rc = add_profile(work, path, out, e);
        free(path);
    }
    if (d)
        closedir(d);
    if (out->count)
        qsort(out->item, out->count, sizeof *out->item, compare);
    return rc;
}

enum err_code fields_profiles_or_none(struct work *work, const void *request,
                                      struct work_choices *out, struct err *e)
{
    enum err_code rc = fields_profiles(work, request, out, e);
    if (rc == ERR_OK)
        rc = fields_add_choice(out, "", _("those that the bank names, or all"), e);
    if (rc != ERR_OK) {
        fields_free_choices(out);
        return rc;
    }
    struct work_choice none = out->item[out->count - 1];
    memmove(out->item + 1, out->item, (out->count - 1) * sizeof *out->item);
    out->item[0] = none;
    return ERR_OK;
}
