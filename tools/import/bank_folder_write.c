/* A bank's folder as it is written: bank.ini and one GIFT file a field. */
#include "tools/import/bank_folder.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/gift.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GIFT_MAX = 64 * 1024 * 1024, SUFFIX = 5 };

/* Field of a pool: "4.1" of 4.1/II/chuyen-mon. */
static bool is_of_field(const char *pool, const char *field)
{
    size_t n = strlen(field);
    return strncmp(pool, field, n) == 0 && pool[n] == '/';
}

static enum err_code write_field(const struct bank_folder *b, const char *path, const char *field,
                                 struct err *e)
{
    struct buf out;
    char name[BANK_NAME_MAX + 8];
    const char *category = NULL;
    buf_init(&out, GIFT_MAX);
    for (size_t p = 0; p < b->source.pools; p++)
        for (size_t i = 0; is_of_field(b->source.pool[p].name, field) && i < b->rows; i++) {
            const struct bank_row *r = &b->row[i];
            const struct bank_source_question *q = &b->source.question[r->question];
            if (r->pool != p)
                continue;
            if (!out.len)
                gift_write_begin(&out);
            if (category != b->source.pool[p].name)
                gift_write_category(category = b->source.pool[p].name, &out);
            gift_write(&q->text, r->answer, r->name, q->note, &out);
        }
    snprintf(name, sizeof name, "%s.gift", field);
    enum err_code rc = buf_check(&out, name, e);
    char *file = file_join(path, name);
    if (rc == ERR_OK && !file)
        rc = err_memory(e);
    if (rc == ERR_OK && out.len)
        rc = file_write(file, out.data, out.len, FILE_REPLACE, e);
    free(file);
    buf_free(&out);
    return rc;
}

/* The name of the file a field's questions are written to, when the bank has any of them. */
static bool has_file(const struct bank_folder *b, const char *path)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    for (size_t p = 0; p < b->source.pools; p++) {
        const char *pool = b->source.pool[p].name;
        size_t n = (size_t)(strchr(pool, '/') - pool);
        if (strlen(name) == n + SUFFIX && strncmp(name, pool, n) == 0)
            return true;
    }
    return false;
}

/* GIFT files of an import before this one would count as the bank's. Last, so that a stop in
 * between loses nothing. */
static enum err_code drop_others(const struct bank_folder *b, const char *path, struct err *e)
{
    struct bank_folder_files list;
    struct err none;
    enum err_code rc = ERR_OK;
    if (bank_folder_list(path, &list, &none) != ERR_OK)
        return ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
        if (!has_file(b, list.path[i]) && unlink(list.path[i]) != 0)
            rc = err_set(e, ERR_IO, _("%s: cannot be replaced"), list.path[i]);
    bank_folder_list_free(&list);
    return rc;
}

enum err_code bank_folder_write(const struct bank_folder *b, const char *path, struct err *e)
{
    char *ini = file_join(path, "bank.ini");
    enum err_code rc = ini ? file_make_folder(path, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = file_write(ini, b->ini.data, b->ini.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        rc = write_field(b, path, "chung", e);
    for (size_t i = 0; rc == ERR_OK && i < b->source.meta.fields; i++)
        rc = write_field(b, path, b->source.meta.field[i].code, e);
    if (rc == ERR_OK)
        rc = drop_others(b, path, e);
    free(ini);
    return rc;
}
