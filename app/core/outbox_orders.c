/* Orders in an exchange folder, each read once. Anybody who can write there may have laid there
 * anything: a name that no console gives is not opened, and what the order key did not sign goes no
 * further than this file. */
#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/order.h"
#include "app/core/outbox_internal.h"
#include "app/core/package.h"
#include "app/core/roomlog.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- on the thread, without the lock ---- */

/* Where the name's place in the table is, or would be. */
static size_t place_of(const struct outbox *o, uint64_t key)
{
    size_t at = (size_t)(key % OUTBOX_KNOWN);
    while (o->known[at] && o->known[at] != key)
        at = (at + 1) % OUTBOX_KNOWN;
    return at;
}

static uint64_t key_of(const char *name)
{
    uint8_t hash[CRYPT_HASH];
    uint64_t key;
    crypt_hash_file(name, strlen(name), hash);
    memcpy(&key, hash, sizeof key);
    return key ? key : 1;
}

/* What is no order of the session's is known from then on; what could not be read is
 * tried again. */
static bool read_one(const struct outbox *o, const struct outbox_order_wish *w, const char *name,
                     struct outbox_order *out, bool *is_junk)
{
    struct package p;
    struct err why = {0};
    char *path = file_join(o->path, name);
    *is_junk = false;
    snprintf(out->name, sizeof out->name, "%s", name);
    buf_init(&out->bytes, ORDER_FILE_MAX);
    enum err_code rc = path ? file_read(path, ORDER_FILE_MAX, &out->bytes, &why) : err_memory(&why);
    free(path);
    if (rc == ERR_OK)
        rc = package_open(out->bytes.data, out->bytes.len, PACKAGE_ORDER, w->order_pk, &p, &why);
    if (rc == ERR_OK)
        return true;
    *is_junk = rc != ERR_IO;
    buf_free(&out->bytes);
    return false;
}

static bool is_over(const struct timespec *until)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > until->tv_sec ||
           (now.tv_sec == until->tv_sec && now.tv_nsec >= until->tv_nsec);
}

static size_t read_log(const struct outbox *o, const struct outbox_order_wish *w,
                       struct outbox_order *out)
{
    struct err ignored;
    char *path = file_join(o->path, w->log);
    snprintf(out->name, sizeof out->name, "%s", w->log);
    buf_init(&out->bytes, ROOMLOG_FILE_MAX);
    bool good = path && file_read(path, ROOMLOG_FILE_MAX, &out->bytes, &ignored) == ERR_OK;
    free(path);
    if (!good)
        buf_free(&out->bytes);
    return good;
}

static size_t read_names(struct outbox *o, DIR *d, const struct outbox_order_wish *w,
                         struct outbox_order *out, size_t room, unsigned *forged)
{
    size_t n = 0;
    struct timespec until;
    clock_deadline(&until, OUTBOX_LOOK_MS);
    for (struct dirent *entry; n < room && (entry = readdir(d));) {
        const char *name = entry->d_name;
        if (!order_is_name_of(w->session_name, name) || strlen(name) >= OUTBOX_NAME)
            continue;
        uint64_t key = key_of(name);
        size_t at = place_of(o, key);
        if (o->known[at])
            continue;
        if (o->knowns >= OUTBOX_KNOWN_MAX || is_over(&until))
            break;
        bool is_junk, is_good = read_one(o, w, name, &out[n], &is_junk);
        n += is_good;
        *forged += is_junk;
        if (is_good || is_junk) {
            o->known[at] = key;
            o->knowns++;
        }
    }
    return n;
}

size_t outbox_orders_read(struct outbox *o, const struct outbox_order_wish *w,
                          struct outbox_order *out, size_t room, unsigned *forged)
{
    struct err ignored;
    if (!o->known && !(o->known = calloc(OUTBOX_KNOWN, sizeof *o->known)))
        return 0;
    DIR *d = outbox_folder_check(o, &ignored) == ERR_OK ? opendir(o->path) : NULL;
    if (!d)
        return 0;
    size_t n = w->log[0] ? read_log(o, w, out) : 0;
    n += read_names(o, d, w, out + n, room - n, forged);
    closedir(d);
    return n;
}

/* ---- on the program's side ---- */

unsigned outbox_read_orders(struct outbox *o, const struct outbox_order_wish *wish)
{
    worker_lock(&o->worker);
    if (!o->order)
        o->order = calloc(OUTBOX_ORDERS, sizeof *o->order);
    o->orders_asked += o->order_wish.session_name[0] == '\0';
    o->order_wish = *wish;
    unsigned number = o->orders_asked;
    worker_wake(&o->worker);
    worker_unlock(&o->worker);
    return number;
}

unsigned outbox_order_reads(struct outbox *o, unsigned *forged)
{
    worker_lock(&o->worker);
    unsigned reads = o->order_reads;
    *forged = o->forged;
    worker_unlock(&o->worker);
    return reads;
}

bool outbox_take_order(struct outbox *o, struct outbox_order *out)
{
    worker_lock(&o->worker);
    bool has_one = o->orders > 0;
    if (has_one) {
        *out = o->order[0];
        o->orders--;
        memmove(o->order, o->order + 1, o->orders * sizeof *o->order);
    }
    worker_unlock(&o->worker);
    return has_one;
}
