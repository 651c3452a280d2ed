#include "tools/work/banking.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/bank/check.h"
#include "tools/bank/check_profiles.h"
#include "tools/bank/sealed.h"
#include "tools/table/ini.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum err_code banking_open(struct work *work, const char *name, struct workspace *w, struct err *e)
{
    if (!workspace_is_name(name))
        return err_set(e, ERR_USAGE, _("%s: a bank's name is 1 to 32 of a-z, 0-9 and -"), name);
    return office_workspace(work, w, e);
}

enum err_code banking_read(struct work *work, const char *name, struct bank_folder *b,
                           struct findings *f, struct err *e)
{
    struct workspace w;
    if (strchr(name, '/'))
        return file_is_folder(name) ? bank_folder_read(name, b, NULL, f, e)
                                    : err_set(e, ERR_USAGE, _("%s: no such folder"), name);
    enum err_code rc = banking_open(work, name, &w, e);
    if (rc != ERR_OK)
        return rc;
    char *path = workspace_path(&w, "banks/%s", name);
    if (!path)
        rc = err_memory(e);
    else if (!file_is_folder(path))
        rc = err_set(e, ERR_USAGE,
                     _("%s: no such bank here; bring it in with: sathachctl bank import"), name);
    else
        rc = bank_folder_read(path, b, NULL, f, e);
    free(path);
    workspace_close(&w);
    return rc;
}

/* ---- a bank without a folder ---- */

/* A value as GLib reads it back; in a list the semicolon, too. */
static void put_value(const char *value, bool is_listed, struct buf *out)
{
    for (; *value; value++) {
        if (*value == '\\' || (is_listed && *value == ';'))
            buf_add_text(out, "\\");
        buf_add(out, value, 1);
    }
}

static void put_text(const char *key, const char *value, struct buf *out)
{
    if (!value)
        return;
    buf_printf(out, "%s=", key);
    put_value(value, false, out);
    buf_add_text(out, "\n");
}

/* The bank.ini that says what the sealed bank says of itself. */
static void write_ini(const struct bank_meta *m, struct buf *out)
{
    buf_add_text(out, "[bank]\n");
    put_text("id", m->id, out);
    put_text("title", m->title_vi, out);
    put_text("title_en", m->title_en, out);
    put_text("edition", m->edition, out);
    put_text("source", m->source, out);
    put_text("characters", m->characters, out);
    for (size_t i = 0; i < m->fields; i++) {
        const struct bank_field *f = &m->field[i];
        buf_printf(out, "[field %s]\n", f->code);
        put_text("title", f->title_vi, out);
        put_text("title_en", f->title_en, out);
        if (f->aliases)
            buf_add_text(out, "aliases=");
        for (size_t k = 0; k < f->aliases; k++) {
            put_value(f->alias[k], true, out);
            buf_add_text(out, k + 1 < f->aliases ? ";" : "\n");
        }
    }
}

static enum err_code read_sealed_fields(const char *path, struct bank_folder *b, struct err *e)
{
    struct buf file, ini;
    struct bank bank;
    struct bank_meta meta = {0};
    buf_init(&file, PACKAGE_MAX);
    buf_init(&ini, INI_FILE_MAX);
    enum err_code rc = file_read(path, PACKAGE_MAX, &file, e);
    if (rc == ERR_OK && ((rc = bank_open(file.data, file.len, NULL, &bank, e)) != ERR_OK ||
                         (rc = bank_meta_read(&bank, &meta, e)) != ERR_OK))
        rc = err_prefix(e, path);
    if (rc == ERR_OK) {
        write_ini(&meta, &ini);
        rc = buf_check(&ini, path, e);
    }
    if (rc == ERR_OK)
        rc = bank_folder_begin(b, (const char *)ini.data, ini.len, path, e);
    bank_meta_free(&meta);
    buf_free(&ini);
    buf_free(&file);
    return rc;
}

enum err_code banking_read_fields(const char *folder, struct bank_folder *b, struct findings *f,
                                  struct err *e)
{
    char *sealed = NULL;
    if (file_is_folder(folder))
        return bank_folder_read(folder, b, NULL, f, e);
    if (asprintf(&sealed, "%s.bank", folder) < 0)
        return err_memory(e);
    enum err_code rc = read_sealed_fields(sealed, b, e);
    free(sealed);
    return rc;
}

uint32_t *banking_by_pool(const struct bank_source *s)
{
    size_t n = 0;
    bool *is_listed = calloc(s->questions + 1, sizeof *is_listed);
    uint32_t *order = is_listed ? calloc(s->questions + 1, sizeof *order) : NULL;
    for (size_t p = 0; order && p < s->pools; p++)
        for (size_t i = 0; i < s->pool[p].count; i++) {
            uint32_t question = s->pool[p].question[i];
            if (!is_listed[question])
                order[n++] = question;
            is_listed[question] = true;
        }
    free(is_listed);
    return order;
}

size_t banking_shared(const struct bank_source *s, size_t *places)
{
    size_t shared = 0;
    uint32_t *pools = calloc(s->questions + 1, sizeof *pools);
    *places = 0;
    for (size_t p = 0; p < s->pools; p++) {
        *places += s->pool[p].count;
        for (size_t i = 0; pools && i < s->pool[p].count; i++)
            shared += ++pools[s->pool[p].question[i]] == 2;
    }
    free(pools);
    return shared;
}

void banking_say_shared(size_t shared, size_t places, struct buf *out)
{
    if (shared)
        buf_printf(out,
                   P_("  %zu of these questions stands in several pools: the pools add up to %zu\n",
                      "  %zu of these questions stand in several pools: the pools add up to %zu\n",
                      shared),
                   shared, places);
}

void banking_name_rejected(const struct rejected_question *x, char *out, size_t room)
{
    const struct findings_place at = {.file = x->file, .line = x->line};
    if (x->mark[0])
        snprintf(out, room, _("number %s, %s"), x->mark, file_base(x->file));
    else
        findings_tell_place(&at, out, room);
}

void banking_spot_rejected(const struct rejected_question *x, char *out, size_t room)
{
    const struct findings_place at = {.file = x->file, .line = x->line};
    if (x->mark[0])
        snprintf(out, room, _("number %s"), x->mark);
    else
        findings_tell_spot(&at, out, room);
}

bool banking_holds(const void *bank, const char *pool, const char *id)
{
    return bank_folder_holds(bank, pool, id);
}

enum err_code banking_read_rejected(const struct bank_folder *b, struct rejected *r,
                                    struct findings *f, struct err *e)
{
    size_t line = 0;
    struct err why = {0};
    enum err_code rc = rejected_read(b->folder, r, &line, &why);
    if (rc != ERR_OK && line == 0) {
        *e = why;
        return rc;
    }
    if (rc != ERR_OK) {
        char *path = file_join(b->folder, REJECTED_NAME);
        struct findings_place at = {path, 0, line, ""};
        findings_add_topic(f, FINDINGS_ERROR, CHECK_READ, &at, "%s", why.text);
        free(path);
        return path ? ERR_OK : err_memory(e);
    }
    rejected_settle(r, banking_holds, b);
    return ERR_OK;
}

static enum err_code find_profiles(const struct bank_folder *b, const char *asked,
                                   struct check_profiles *out, struct err *e)
{
    char share[4096] = "";
    *out = (struct check_profiles){0};
    if (!work_share("questionbanks/profiles", share, sizeof share) && !asked)
        return err_set(e, ERR_IO,
                       _("the profiles that come with the program are not found beside it; name "
                         "some with --profiles"));
    return check_profiles_find(b, asked, share, out, e);
}

enum err_code banking_check(const struct bank_folder *b, const char *profiles, struct findings *f,
                            struct err *e)
{
    struct check_profiles p;
    enum err_code rc = find_profiles(b, profiles, &p, e);
    if (rc == ERR_OK)
        check_bank(b, &p, f);
    check_profiles_free(&p);
    return rc;
}

enum err_code banking_check_pools(const struct bank_folder *b, struct findings *f, struct err *e)
{
    struct check_profiles p;
    enum err_code rc = find_profiles(b, NULL, &p, e);
    if (rc == ERR_OK)
        check_pools(b, &p, f);
    check_profiles_free(&p);
    return rc;
}

enum err_code banking_check_sealed(const struct bank *b, const struct bank_office *key,
                                   const char *path, struct findings *f, struct err *e)
{
    enum err_code rc = sealed_check(b, key, f, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    if (f->errors)
        return err_set(e, ERR_FORMAT,
                       _("%s: %zu errors in its sealed questions; nothing is made from it, ask the "
                         "examiner for one sealed anew"),
                       path, f->errors);
    return ERR_OK;
}
