#include "tools/office/legal_basis.h"

#include "app/core/i18n.h"
#include "tools/office/hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char GROUP[] = "basis ";

static void basis_free(struct legal_basis *b)
{
    free(b->kind);
    free(b->number);
    free(b->issuer);
    free(b->title);
    *b = (struct legal_basis){0};
}

void legal_bases_free(struct legal_bases *b)
{
    for (size_t i = 0; i < b->count; i++)
        basis_free(&b->basis[i]);
    b->count = 0;
}

static enum err_code text_of(const struct ini *ini, const char *group, const char *key, char **out,
                             struct err *e)
{
    enum err_code rc = ini_text(ini, group, key, out, e);
    return rc == ERR_OK && !*out && !(*out = strdup("")) ? err_memory(e) : rc;
}

static enum err_code read_day(const struct ini *ini, const char *file, const char *group,
                              int64_t *out, struct err *e)
{
    char *text = NULL, what[96];
    enum err_code rc = text_of(ini, group, "date", &text, e);
    snprintf(what, sizeof what, "[%s] date", group);
    if (rc == ERR_OK && hours_parse_day(what, text, out, e) != ERR_OK)
        rc = err_set(e, ERR_FORMAT, _("%s:%zu: [%s] date: a day is wanted, 2024-12-30"), file,
                     ini_line(ini, group, NULL), group);
    free(text);
    return rc;
}

static enum err_code take_one(const struct ini *ini, const char *file, const char *group,
                              struct legal_basis *out, struct err *e)
{
    enum err_code rc = text_of(ini, group, "kind", &out->kind, e);
    if (rc == ERR_OK)
        rc = text_of(ini, group, "number", &out->number, e);
    if (rc == ERR_OK)
        rc = text_of(ini, group, "issuer", &out->issuer, e);
    if (rc == ERR_OK)
        rc = text_of(ini, group, "title", &out->title, e);
    if (rc == ERR_OK)
        rc = read_day(ini, file, group, &out->day, e);
    if (rc == ERR_OK && !out->kind[0])
        rc = err_set(e, ERR_FORMAT, _("%s: [%s] %s is missing"), file, group, "kind");
    if (rc == ERR_OK && out->number[0] && !out->issuer[0])
        rc = err_set(e, ERR_FORMAT, _("%s: [%s] %s is missing"), file, group, "issuer");
    return rc;
}

enum err_code legal_bases_take(const struct ini *ini, const char *file, struct legal_bases *out,
                               struct err *e)
{
    enum err_code rc = ERR_OK;
    const char *group;
    for (size_t i = 0; rc == ERR_OK && (group = ini_group_at(ini, i)); i++) {
        if (strncmp(group, GROUP, strlen(GROUP)) != 0)
            continue;
        if (out->count == LEGAL_BASES_MAX)
            return err_set(e, ERR_LIMIT, _("%s: more than %d groups [basis N]"), file,
                           LEGAL_BASES_MAX);
        out->basis[out->count] = (struct legal_basis){0};
        rc = take_one(ini, file, group, &out->basis[out->count++], e);
    }
    return rc;
}

enum err_code legal_bases_read(const char *path, struct legal_bases *out, struct err *e)
{
    static const struct ini_group GROUPS[] = {{"basis *", LEGAL_BASIS_KEYS}, {NULL, NULL}};
    struct ini *ini = NULL;
    enum err_code rc = ini_read(path, GROUPS, &ini, e);
    if (rc == ERR_OK)
        rc = legal_bases_take(ini, path, out, e);
    ini_free(ini);
    return rc;
}
