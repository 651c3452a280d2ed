#include "tools/work/carry.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { THERE_MAX = 64 * 1024 * 1024, BLOCK = 4096 };

/* ---- looked at ---- */

static enum err_code look_at_file(struct carry *c, struct carry_file *f, struct err *e)
{
    struct err ignored = {0};
    struct buf there;
    free(f->path);
    f->path = file_join(c->folder, f->name);
    if (!f->path)
        return err_memory(e);
    f->state = CARRY_NEW;
    if (!file_exists(f->path))
        return ERR_OK;
    f->state = CARRY_SAME;
    if (file_holds(f->path, f->bytes->data, f->bytes->len, &ignored) == ERR_OK)
        return ERR_OK;
    buf_init(&there, THERE_MAX);
    bool is_older = c->is_older && file_read(f->path, THERE_MAX, &there, &ignored) == ERR_OK &&
                    c->is_older(c->context, f, &there);
    buf_free(&there);
    f->state = CARRY_OLDER;
    return is_older ? ERR_OK
                    : err_set(e, ERR_BUSY,
                              _("%s: another file of this name stands there; move it away first"),
                              f->path);
}

/* Room for all at once: what is replaced stands beside its successor for a moment. */
static enum err_code look_at_room(const struct carry *c, const char *folder, struct err *e)
{
    struct statvfs s;
    unsigned long long needed = 0;
    for (size_t i = 0; i < c->files; i++)
        if (c->file[i].state != CARRY_SAME)
            needed += c->file[i].bytes->len + BLOCK;
    if (needed == 0)
        return ERR_OK;
    if (statvfs(folder, &s) != 0)
        return err_set_errno(e, errno, _("%s: nothing was written"), c->folder);
    if (s.f_flag & ST_RDONLY)
        return err_set_errno(e, EROFS, _("%s: nothing was written"), c->folder);
    if (access(folder, W_OK | X_OK) != 0)
        return err_set_errno(e, errno, _("%s: nothing was written"), c->folder);
    unsigned long long room = (unsigned long long)s.f_bavail * s.f_frsize;
    if (room < needed)
        return err_set_errno(e, ENOSPC, _("%s: nothing was written; %llu kB are needed, %llu free"),
                             c->folder, (needed + 1023) / 1024, room / 1024);
    return ERR_OK;
}

/* "/media/stick" of "/media/stick/ca-1/"; NULL when memory ends. */
static char *folder_above(const char *folder)
{
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    while (n > 0 && folder[n - 1] != '/')
        n--;
    while (n > 1 && folder[n - 1] == '/')
        n--;
    return n ? strndup(folder, n) : strdup(".");
}

enum err_code carry_look(struct carry *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    bool is_there = file_is_folder(c->folder);
    char *above = is_there || !c->makes_folder ? strdup(c->folder) : folder_above(c->folder);
    if (!above)
        return err_memory(e);
    if (!file_is_folder(above))
        rc =
            file_exists(c->folder)
                ? err_set_errno(e, ENOTDIR, _("%s: nothing was written"), c->folder)
                : err_set(e, ERR_IO, _("%s: nothing was written: the stick or folder is not there"),
                          c->folder);
    for (size_t i = 0; rc == ERR_OK && i < c->files; i++)
        rc = look_at_file(c, &c->file[i], e);
    if (rc == ERR_OK)
        rc = look_at_room(c, above, e);
    free(above);
    return rc;
}

enum err_code carry_bind(const struct carry *c, struct work *work, struct err *e)
{
    struct buf text;
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    buf_init(&text, 64 * 1024);
    for (size_t i = 0; i < c->files; i++) {
        crypt_hash_file(c->file[i].bytes->data, c->file[i].bytes->len, hash);
        crypt_hex(hash, sizeof hash, hex);
        buf_printf(&text, "%s %s %d\n", c->file[i].path, hex, (int)c->file[i].state);
    }
    enum err_code rc = buf_check(&text, c->folder, e);
    if (rc == ERR_OK) {
        crypt_hash_file(text.data, text.len, hash);
        rc = work_bind(work, hash, e);
    }
    buf_free(&text);
    return rc;
}

/* ---- written ---- */

static enum err_code write_file(const struct carry_file *f, struct err *e)
{
    return f->state == CARRY_SAME ? ERR_OK
                                  : file_write(f->path, f->bytes->data, f->bytes->len,
                                               f->state == CARRY_NEW ? FILE_NEW : FILE_REPLACE, e);
}

static void take_back(const struct carry *c, size_t written)
{
    for (size_t i = 0; i < written; i++)
        if (c->file[i].state == CARRY_NEW)
            unlink(c->file[i].path);
}

enum err_code carry_write(struct carry *c, struct work *work, struct err *e)
{
    bool is_there = file_is_folder(c->folder);
    enum err_code rc = is_there ? ERR_OK : file_make_folder(c->folder, e);
    size_t i = 0;
    for (; rc == ERR_OK && i < c->files; i++) {
        work_tell_progress(work, _("Do not pull it: writing."), i, c->files, c->started_ms);
        rc = write_file(&c->file[i], e);
    }
    if (rc != ERR_OK)
        take_back(c, i ? i - 1 : 0); /* the one that failed stands there no more than before */
    if (rc != ERR_OK && !is_there)
        rmdir(c->folder);
    return rc;
}

void carry_free(struct carry *c)
{
    for (size_t i = 0; i < c->files; i++) {
        free(c->file[i].path);
        c->file[i].path = NULL;
    }
}

const char *carry_word(enum carry_state state, bool is_preview)
{
    switch (state) {
    case CARRY_NEW: return is_preview ? _("would be written") : _("written, read back");
    case CARRY_SAME: return _("stands there already");
    case CARRY_OLDER:
        return is_preview ? _("would take the place of an older one")
                          : _("written in the place of an older one, read back");
    }
    return "";
}
