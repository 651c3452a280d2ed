#include "tools/office/room_files.h"

#include "app/core/file.h"
#include "tools/office/log_evidence.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

void room_seat_hash(const char *seat, uint8_t out[ROOM_SEAT_HASH])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, seat, strlen(seat), hash);
    memcpy(out, hash, ROOM_SEAT_HASH);
}

void room_files_free(struct room_files *r)
{
    for (size_t i = 0; i < r->manifests; i++) {
        free(r->manifest[i].file);
        manifest_free(&r->manifest[i].manifest);
    }
    for (size_t i = 0; i < r->orders; i++)
        free(r->order[i].file);
    for (size_t i = 0; i < r->logs; i++) {
        free(r->log[i].file);
        buf_free(&r->log[i].bytes);
    }
    free(r->manifest);
    free(r->order);
    free(r->log);
    *r = (struct room_files){0};
}

static int compare_manifests(const void *pa, const void *pb)
{
    const struct room_manifest *a = pa, *b = pb;
    int by_seat = strcmp(a->manifest.seat, b->manifest.seat);
    return by_seat ? by_seat
           : a->manifest.number != b->manifest.number
               ? (a->manifest.number < b->manifest.number ? -1 : 1)
               : strcmp(a->file, b->file);
}

static int compare_orders(const void *pa, const void *pb)
{
    const struct room_order *a = pa, *b = pb;
    int by_console = strcmp(a->order.console, b->order.console);
    return by_console                           ? by_console
           : a->order.number != b->order.number ? (a->order.number < b->order.number ? -1 : 1)
                                                : strcmp(a->file, b->file);
}

static int compare_logs(const void *pa, const void *pb)
{
    const struct room_log *a = pa, *b = pb;
    int by_console = strcmp(a->log.console, b->log.console);
    return by_console                     ? by_console
           : a->log.lines != b->log.lines ? (a->log.lines < b->log.lines ? -1 : 1)
                                          : strcmp(a->file, b->file);
}

bool room_log_is_longest(const struct room_files *r, const struct room_log *l)
{
    size_t next = (size_t)(l - r->log) + 1;
    return next == r->logs || strcmp(r->log[next].log.console, l->log.console) != 0;
}

struct reading {
    const struct room_source *from;
    const struct keys_secret *office;
    struct room_files *out;
};

static enum err_code add_manifest(struct reading *r, const char *name, const struct buf *bytes,
                                  struct err *e)
{
    struct room_files *out = r->out;
    struct room_manifest *grown = realloc(out->manifest, (out->manifests + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    out->manifest = grown;
    struct room_manifest *x = &grown[out->manifests++];
    *x = (struct room_manifest){.file = strdup(name)};
    crypt_hash_file(bytes->data, bytes->len, x->hash);
    enum err_code rc = x->file ? manifest_open(bytes->data, bytes->len, r->from->session, r->office,
                                               r->from->S, &x->manifest, e)
                               : err_memory(e);
    if (rc == ERR_OK)
        room_seat_hash(x->manifest.seat, x->seat_hash);
    return rc;
}

static enum err_code add_order(struct reading *r, const char *name, const struct buf *bytes,
                               struct err *e)
{
    struct room_files *out = r->out;
    struct room_order *grown = realloc(out->order, (out->orders + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    out->order = grown;
    struct room_order *x = &grown[out->orders++];
    *x = (struct room_order){.file = strdup(name)};
    crypt_hash_file(bytes->data, bytes->len, x->hash);
    return x->file ? order_open(bytes->data, bytes->len, r->from->session,
                                r->from->session->info.order_pk, &x->order, e)
                   : err_memory(e);
}

static enum err_code add_log(struct reading *r, const char *name, const struct buf *bytes,
                             struct err *e)
{
    struct room_files *out = r->out;
    struct room_log *grown = realloc(out->log, (out->logs + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    out->log = grown;
    struct room_log *x = &grown[out->logs++];
    *x = (struct room_log){.file = strdup(name)};
    buf_init(&x->bytes, ROOMLOG_FILE_MAX);
    buf_add(&x->bytes, bytes->data, bytes->len);
    if (!x->file || x->bytes.failed)
        return err_memory(e);
    return roomlog_open(x->bytes.data, x->bytes.len, r->from->session,
                        r->from->session->info.order_pk, &x->log, e);
}

/* What the inbox keeps of a room, by the end of its name. */
static const struct file_kind {
    bool (*is_name)(const char *name);
    enum log_kind line;
    size_t most;
    enum err_code (*add)(struct reading *r, const char *name, const struct buf *bytes,
                         struct err *e);
} KINDS[] = {{manifest_is_file_name, LOG_MANIFEST, MANIFEST_FILE_MAX, add_manifest},
             {order_is_file_name, LOG_ORDER, ORDER_FILE_MAX, add_order},
             {roomlog_is_file_name, LOG_ROOM, ROOMLOG_FILE_MAX, add_log}};
enum { KIND_COUNT = sizeof KINDS / sizeof KINDS[0] };

/* Not what its line says: it was ruled lost, or nothing would have come so far. */
static bool is_altered(const struct reading *r, const char *name, const struct file_kind *kind,
                       const struct buf *bytes)
{
    const struct log *l = r->from->workspace->log;
    const struct log_line *line = l ? log_evidence_find(l, r->from->name, kind->line, name) : NULL;
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(bytes->data, bytes->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    return line && strcmp(line->hash, hex) != 0;
}

static enum err_code read_file(struct reading *r, const char *folder, const char *name,
                               const struct file_kind *kind, struct err *e)
{
    struct buf bytes;
    char *path = file_join(folder, name);
    buf_init(&bytes, kind->most);
    enum err_code rc = path ? file_read(path, kind->most, &bytes, e) : err_memory(e);
    if (rc == ERR_OK && !is_altered(r, name, kind, &bytes) &&
        (rc = kind->add(r, name, &bytes, e)) != ERR_OK)
        rc = err_prefix(e, path);
    buf_free(&bytes);
    free(path);
    return rc;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The names of each kind that have a line. */
struct lines {
    struct log_evidence_names of[KIND_COUNT];
};

static enum err_code read_named(struct reading *r, const char *folder, const char *name,
                                const struct lines *lines, struct err *e)
{
    for (size_t k = 0; k < KIND_COUNT; k++)
        if (KINDS[k].is_name(name))
            return !r->from->workspace->log || log_evidence_names_have(&lines->of[k], name)
                       ? read_file(r, folder, name, &KINDS[k], e)
                       : ERR_OK;
    return ERR_OK;
}

static enum err_code read_folder(struct reading *r, const char *folder, const struct lines *lines,
                                 struct err *e)
{
    struct dirent **list = NULL;
    int n = scandir(folder, &list, NULL, by_name);
    enum err_code rc = n >= 0 || errno == ENOENT ? ERR_OK : err_set_errno(e, errno, "%s", folder);
    for (int i = 0; i < n; i++) {
        if (rc == ERR_OK)
            rc = read_named(r, folder, list[i]->d_name, lines, e);
        free(list[i]);
    }
    free(list);
    return rc;
}

static void sort(struct room_files *r)
{
    if (r->manifests)
        qsort(r->manifest, r->manifests, sizeof *r->manifest, compare_manifests);
    if (r->orders)
        qsort(r->order, r->orders, sizeof *r->order, compare_orders);
    if (r->logs)
        qsort(r->log, r->logs, sizeof *r->log, compare_logs);
}

enum err_code room_files_read(const struct room_source *from, const struct keys_secret *office,
                              struct room_files *out, struct err *e)
{
    struct reading r = {from, office, out};
    struct lines lines = {0};
    const struct log *l = from->workspace->log;
    *out = (struct room_files){0};
    char *folder = workspace_path(from->workspace, "inbox/%s", from->name);
    enum err_code rc = folder ? ERR_OK : err_memory(e);
    for (size_t k = 0; l && rc == ERR_OK && k < KIND_COUNT; k++)
        rc = log_evidence_names_of(l, from->name, KINDS[k].line, from->horizon, &lines.of[k], e);
    if (rc == ERR_OK)
        rc = read_folder(&r, folder, &lines, e);
    if (rc == ERR_OK)
        sort(out);
    for (size_t k = 0; k < KIND_COUNT; k++)
        log_evidence_names_free(&lines.of[k]);
    free(folder);
    return rc;
}
