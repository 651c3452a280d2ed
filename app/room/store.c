#include "app/room/store.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* ---- the letters ---- */

/* A file beside the log, for the log itself is replaced each time. -1: another program has it, or
 * it cannot be made. */
static int take_lock(const struct store *st, const struct session *s, const char *console)
{
    char name[ROOMLOG_NAME + 8];
    snprintf(name, sizeof name, ".%s.%s.console", s->info.name, console);
    char *path = file_join(st->dir, name);
    int fd = path ? open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600) : -1;
    free(path);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

static bool read_log(const struct store *st, const struct session *s, const char *name,
                     struct buf *file, struct roomlog *out)
{
    struct err ignored;
    char *path = file_join(st->dir, name);
    bool good = path && file_read(path, ROOMLOG_FILE_MAX, file, &ignored) == ERR_OK &&
                roomlog_open(file->data, file->len, s, s->info.order_pk, out, &ignored) == ERR_OK;
    free(path);
    return good;
}

/* A log of a console that nobody else is. */
static bool take_up(struct store *st, const struct session *s, const char *name,
                    struct authority *a, struct daybook *l)
{
    struct buf file;
    struct roomlog log;
    buf_init(&file, ROOMLOG_FILE_MAX);
    bool is_ours = read_log(st, s, name, &file, &log);
    if (is_ours && (st->lock = take_lock(st, s, log.console)) >= 0) {
        snprintf(a->console, sizeof a->console, "%s", log.console);
        daybook_begin(l, &log);
    }
    buf_free(&file);
    return st->lock >= 0;
}

static bool has_prefix(const char *name, const struct session *s)
{
    size_t n = strlen(s->info.name);
    return strncmp(name, s->info.name, n) == 0 && name[n] == '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The first that is free; else new letters. */
static enum err_code find_letters(struct store *st, const struct session *s, struct dirent **list,
                                  int n, struct authority *a, struct daybook *l, struct err *e)
{
    for (int i = 0; i < n && st->lock < 0; i++)
        if (has_prefix(list[i]->d_name, s) && roomlog_is_file_name(list[i]->d_name))
            (void)take_up(st, s, list[i]->d_name, a, l);
    return st->lock >= 0 ? ERR_OK : store_renew(st, s, a, e);
}

/* ---- its orders ---- */

static bool read_order(const struct store *st, const struct session *s, const char *name,
                       struct authority_order *out)
{
    struct err ignored;
    char *path = file_join(st->dir, name);
    buf_init(&out->file, ORDER_FILE_MAX);
    bool good = path && file_read(path, ORDER_FILE_MAX, &out->file, &ignored) == ERR_OK &&
                order_open(out->file.data, out->file.len, s, s->info.order_pk, &out->order,
                           &ignored) == ERR_OK;
    free(path);
    if (good) {
        crypt_hash_file(out->file.data, out->file.len, out->hash);
        order_name(s, &out->order, out->hash, out->name);
    }
    return good;
}

/* By their names, which is their order within a console. */
static void read_orders(const struct store *st, const struct session *s, struct dirent **list,
                        int n, struct authority *a,
                        void (*see)(void *context, const struct authority_order *o), void *context)
{
    for (int i = 0; i < n; i++) {
        struct authority_order o;
        if (!order_is_name_of(s->info.name, list[i]->d_name))
            continue;
        if (read_order(st, s, list[i]->d_name, &o) && strcmp(o.order.console, a->console) == 0) {
            authority_see(a, &o.order, o.hash);
            see(context, &o);
        }
        buf_free(&o.file);
    }
}

enum err_code store_open(struct store *st, const char *dir, const struct session *s,
                         struct authority *a, struct daybook *l,
                         void (*see)(void *context, const struct authority_order *o), void *context,
                         struct err *e)
{
    struct dirent **list = NULL;
    *st = (struct store){.dir = dir, .lock = -1};
    int n = scandir(dir, &list, NULL, by_name);
    if (n < 0)
        return err_set_errno(e, errno, "%s", dir);
    enum err_code rc = find_letters(st, s, list, n, a, l, e);
    if (rc == ERR_OK)
        read_orders(st, s, list, n, a, see, context);
    for (int i = 0; i < n; i++)
        free(list[i]);
    free(list);
    return rc;
}

enum err_code store_renew(struct store *st, const struct session *s, struct authority *a,
                          struct err *e)
{
    struct crypt_random rnd = crypt_random_system();
    if (st->lock >= 0)
        close(st->lock);
    authority_draw(a, &rnd);
    st->lock = take_lock(st, s, a->console);
    return st->lock >= 0 ? ERR_OK : err_set_errno(e, errno, _("%s: cannot be written"), st->dir);
}

void store_close(struct store *st)
{
    if (st->dir && st->lock >= 0)
        close(st->lock);
    *st = (struct store){.lock = -1};
}

/* ---- writing ---- */

enum err_code store_put_log(const struct store *st, const struct session *s,
                            const struct authority *a, struct daybook *l, struct buf *file,
                            struct err *e)
{
    char name[ROOMLOG_NAME];
    roomlog_build(s, a->console, buf_text(&l->text), l->text.len, a->pk, a->sk, file);
    enum err_code rc = buf_check(file, _("the room log"), e);
    roomlog_name(s, a->console, name);
    char *path = rc == ERR_OK ? file_join(st->dir, name) : NULL;
    if (rc == ERR_OK)
        rc = path ? file_write(path, file->data, file->len, FILE_REPLACE, e) : err_memory(e);
    free(path);
    if (rc == ERR_OK)
        l->saved = l->text.len;
    return rc;
}

enum err_code store_put_order(const struct store *st, const struct authority_order *o,
                              struct err *e)
{
    char *path = file_join(st->dir, o->name);
    enum err_code rc =
        path ? file_write(path, o->file.data, o->file.len, FILE_NEW, e) : err_memory(e);
    free(path);
    return rc;
}
