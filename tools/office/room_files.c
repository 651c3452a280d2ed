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
    free(r->manifest);
    free(r->order);
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

/* Not what its line says: it was ruled lost, or nothing would have come so far. */
static bool is_altered(const struct reading *r, const char *name, bool is_manifest,
                       const struct buf *bytes)
{
    const struct log *l = r->from->workspace->log;
    const struct log_line *line =
        l ? log_evidence_find(l, r->from->name, is_manifest ? LOG_MANIFEST : LOG_ORDER, name)
          : NULL;
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(bytes->data, bytes->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    return line && strcmp(line->hash, hex) != 0;
}

static enum err_code read_file(struct reading *r, const char *folder, const char *name,
                               bool is_manifest, struct err *e)
{
    struct buf bytes;
    size_t most = is_manifest ? (size_t)MANIFEST_FILE_MAX : (size_t)ORDER_FILE_MAX;
    char *path = file_join(folder, name);
    buf_init(&bytes, most);
    enum err_code rc = path ? file_read(path, most, &bytes, e) : err_memory(e);
    if (rc == ERR_OK && !is_altered(r, name, is_manifest, &bytes) &&
        (rc = (is_manifest ? add_manifest : add_order)(r, name, &bytes, e)) != ERR_OK)
        rc = err_prefix(e, path);
    buf_free(&bytes);
    free(path);
    return rc;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum err_code read_folder(struct reading *r, const char *folder,
                                 const struct log_evidence_names *manifests,
                                 const struct log_evidence_names *orders, struct err *e)
{
    struct dirent **list = NULL;
    int n = scandir(folder, &list, NULL, by_name);
    enum err_code rc = n >= 0 || errno == ENOENT ? ERR_OK : err_set_errno(e, errno, "%s", folder);
    bool has_log = r->from->workspace->log != NULL;
    for (int i = 0; i < n; i++) {
        const char *name = list[i]->d_name;
        bool is_manifest = manifest_is_file_name(name), is_order = order_is_file_name(name);
        bool has_line = !has_log || log_evidence_names_have(is_manifest ? manifests : orders, name);
        if (rc == ERR_OK && (is_manifest || is_order) && has_line)
            rc = read_file(r, folder, name, is_manifest, e);
        free(list[i]);
    }
    free(list);
    return rc;
}

enum err_code room_files_read(const struct room_source *from, const struct keys_secret *office,
                              struct room_files *out, struct err *e)
{
    struct reading r = {from, office, out};
    struct log_evidence_names manifests = {0}, orders = {0};
    const struct log *l = from->workspace->log;
    *out = (struct room_files){0};
    char *folder = workspace_path(from->workspace, "inbox/%s", from->name);
    enum err_code rc = folder ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && l)
        rc = log_evidence_names_of(l, from->name, LOG_MANIFEST, from->horizon, &manifests, e);
    if (rc == ERR_OK && l)
        rc = log_evidence_names_of(l, from->name, LOG_ORDER, from->horizon, &orders, e);
    if (rc == ERR_OK)
        rc = read_folder(&r, folder, &manifests, &orders, e);
    if (rc == ERR_OK && out->manifests)
        qsort(out->manifest, out->manifests, sizeof *out->manifest, compare_manifests);
    if (rc == ERR_OK && out->orders)
        qsort(out->order, out->orders, sizeof *out->order, compare_orders);
    log_evidence_names_free(&manifests);
    log_evidence_names_free(&orders);
    free(folder);
    return rc;
}
