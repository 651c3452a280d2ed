/* A bank's folder as it is written: bank.ini and one GIFT file a field, beside the folder that
 * stands, whose place it takes at once. */
#include "tools/import/bank_folder.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/gift.h"
#include "tools/import/origin.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GIFT_MAX = 64 * 1024 * 1024 };

/* ---- its files ---- */

/* Field of a pool: "4.1" of 4.1/II/chuyen-mon. */
static bool is_of_field(const char *pool, const char *field)
{
    size_t n = strlen(field);
    return strncmp(pool, field, n) == 0 && pool[n] == '/';
}

static unsigned left_out(uint32_t changed)
{
    return (changed >> IMPORTER_HIDDEN & 1U ? ORIGIN_HIDDEN : 0U) |
           (changed >> IMPORTER_STRUCK & 1U ? ORIGIN_STRUCK : 0U) |
           (changed >> IMPORTER_DELETED & 1U ? ORIGIN_DELETED : 0U);
}

/* What its file says of where it came from; of one that is read from a source, the source. */
static void write_origin(const struct bank_folder *b, size_t row, struct buf *out)
{
    const struct bank_row *r = &b->row[row];
    const struct findings_place at = bank_folder_place(b, r);
    struct origin source;
    origin_of(&at, left_out(r->changed), &source);
    if (r->origin || row >= b->kept)
        origin_write(r->origin ? r->origin : &source, out);
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
            if (r->pool != p || (r->repeated && i >= b->kept)) /* a repeat is not written */
                continue;
            if (!out.len)
                gift_write_begin(&out);
            if (category != b->source.pool[p].name)
                gift_write_category(category = b->source.pool[p].name, &out);
            write_origin(b, i, &out);
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

static enum err_code write_files(const struct bank_folder *b, const char *path, struct err *e)
{
    char *ini = file_join(path, "bank.ini");
    enum err_code rc =
        ini ? file_write(ini, b->ini.data, b->ini.len, FILE_REPLACE, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = write_field(b, path, "chung", e);
    for (size_t i = 0; rc == ERR_OK && i < b->source.meta.fields; i++)
        rc = write_field(b, path, b->source.meta.field[i].code, e);
    free(ini);
    return rc;
}

/* ---- what else lies there ---- */

static enum err_code copy(const char *from, const char *to, struct err *e)
{
    struct buf b;
    buf_init(&b, GIFT_MAX);
    enum err_code rc = file_read(from, GIFT_MAX, &b, e);
    if (rc == ERR_OK)
        rc = file_write(to, b.data, b.len, FILE_REPLACE, e);
    buf_free(&b);
    return rc;
}

static bool is_ours(const char *name)
{
    size_t n = strlen(name);
    bool is_temporary = name[0] == '.' && n > 4 && strcmp(name + n - 4, ".tmp") == 0;
    return is_temporary || strcmp(name, "bank.ini") == 0 || bank_folder_is_gift(name);
}

/* Somebody's own files: profiles, notes. A folder comes when the other has left (clear). */
static enum err_code carry_over(const char *path, const char *beside, struct err *e)
{
    enum err_code rc = ERR_OK;
    DIR *d = opendir(path);
    for (const struct dirent *x; rc == ERR_OK && d && (x = readdir(d));) {
        char *from = file_join(path, x->d_name), *to = file_join(beside, x->d_name);
        if (!from || !to)
            rc = err_memory(e);
        else if (!is_ours(x->d_name) && !file_is_folder(from) &&
                 linkat(AT_FDCWD, from, AT_FDCWD, to, 0) != 0)
            rc = copy(from, to, e); /* no links here */
        free(from);
        free(to);
    }
    if (d)
        closedir(d);
    return rc;
}

/* ---- the place ---- */

static enum err_code not_replaced(const char *path, struct err *e)
{
    return err_set_errno(e, errno, _("%s: cannot be replaced"), path);
}

/* Takes away what an import, or one that was stopped, left beside the bank: its files go; a folder
 * among them is somebody's own, and goes home. */
static enum err_code clear(const char *beside, const char *path, struct err *e)
{
    enum err_code rc = ERR_OK;
    DIR *d = opendir(beside);
    if (!d)
        return errno == ENOENT ? ERR_OK : not_replaced(beside, e);
    for (const struct dirent *x; rc == ERR_OK && (x = readdir(d));) {
        if (strcmp(x->d_name, ".") == 0 || strcmp(x->d_name, "..") == 0 ||
            unlinkat(dirfd(d), x->d_name, 0) == 0)
            continue;
        char *home = file_join(path, x->d_name);
        if (!home)
            rc = err_memory(e);
        else if (renameat2(dirfd(d), x->d_name, AT_FDCWD, home, RENAME_NOREPLACE) != 0)
            rc = not_replaced(beside, e);
        free(home);
    }
    closedir(d);
    if (rc == ERR_OK && rmdir(beside) != 0)
        rc = not_replaced(beside, e);
    return rc;
}

static bool has_name(const struct bank_folder_files *l, const char *path)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(file_base(l->path[i]), file_base(path)) == 0)
            return true;
    return false;
}

static enum err_code move_file(const char *from, const char *path, struct err *e)
{
    char *to = file_join(path, file_base(from));
    enum err_code rc = !to ? err_memory(e) : rename(from, to) != 0 ? not_replaced(to, e) : ERR_OK;
    free(to);
    return rc;
}

/* What goes with the questions: profiles, the list of what was rejected, which is no file where it
 * is empty. */
static enum err_code move_more(const char *beside, const char *path, struct err *e)
{
    char *fresh = file_join(beside, REJECTED_NAME), *old = file_join(path, REJECTED_NAME);
    enum err_code rc = fresh && old ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !file_exists(fresh) && unlink(old) != 0 && errno != ENOENT)
        rc = not_replaced(old, e);
    DIR *d = rc == ERR_OK ? opendir(beside) : NULL;
    for (const struct dirent *x; rc == ERR_OK && d && (x = readdir(d));) {
        char *from = file_join(beside, x->d_name);
        if (!from)
            rc = err_memory(e);
        else if (!is_ours(x->d_name) && !file_is_folder(from))
            rc = move_file(from, path, e);
        free(from);
    }
    if (d)
        closedir(d);
    free(fresh);
    free(old);
    return rc;
}

/* Where two folders cannot change places: file by file; GIFT files of an import before this one,
 * which would count as the bank's, last, so that a stop in between loses nothing. */
static enum err_code move_files(const char *beside, const char *path, struct err *e)
{
    struct bank_folder_files now = {0}, before = {0};
    struct err none = {0};
    char *ini = file_join(beside, "bank.ini");
    enum err_code rc = ini ? move_file(ini, path, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = bank_folder_list(beside, &now, e);
    for (size_t i = 0; rc == ERR_OK && i < now.count; i++)
        rc = move_file(now.path[i], path, e);
    if (rc == ERR_OK && bank_folder_list(path, &before, &none) == ERR_OK)
        for (size_t i = 0; rc == ERR_OK && i < before.count; i++)
            if (!has_name(&now, before.path[i]) && unlink(before.path[i]) != 0)
                rc = not_replaced(before.path[i], e);
    if (rc == ERR_OK)
        rc = move_more(beside, path, e);
    bank_folder_list_free(&now);
    bank_folder_list_free(&before);
    free(ini);
    return rc;
}

static enum err_code take_place(const char *beside, const char *path, struct err *e)
{
    unsigned how = file_exists(path) ? RENAME_EXCHANGE : 0;
    enum err_code rc = ERR_OK;
    if (renameat2(AT_FDCWD, beside, AT_FDCWD, path, how) != 0)
        rc = how && (errno == EINVAL || errno == ENOSYS) ? move_files(beside, path, e)
                                                         : not_replaced(path, e);
    return rc == ERR_OK ? file_sync_folder_of(path, e) : rc;
}

static enum err_code write_beside(const struct bank_folder *b, const char *path, const char *beside,
                                  bank_folder_more *more, struct err *e)
{
    struct err none = {0};
    enum err_code rc = clear(beside, path, e);
    if (rc == ERR_OK)
        rc = file_make_folder(beside, e);
    if (rc == ERR_OK)
        rc = carry_over(path, beside, e);
    if (rc == ERR_OK)
        rc = write_files(b, beside, e);
    if (rc == ERR_OK && more)
        rc = more(b, beside, e);
    if (rc == ERR_OK)
        rc = take_place(beside, path, e);
    enum err_code cleared = clear(beside, path, rc == ERR_OK ? e : &none);
    return rc == ERR_OK ? cleared : rc;
}

enum err_code bank_folder_write(const struct bank_folder *b, const char *path,
                                bank_folder_more *more, struct err *e)
{
    char *beside = NULL, *real = realpath(path, NULL); /* behind a link that leads to it */
    const char *at = real ? real : path;
    enum err_code rc = ERR_OK;
    if (asprintf(&beside, "%.*s.%s.importing", (int)(file_base(at) - at), at, file_base(at)) < 0)
        rc = err_memory(e);
    if (rc == ERR_OK && write_beside(b, at, beside, more, e) != ERR_OK)
        rc = err_set(e, e->code, _("%s; the bank stands as it was"), e->text);
    free(beside);
    free(real);
    return rc;
}
