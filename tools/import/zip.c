#include "tools/import/zip.h"

#include "app/core/i18n.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool zip_is(const void *bytes, size_t len)
{
    return len >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

/* No root, no drive, no backslash, no "..". */
static bool is_inside(const char *name)
{
    if (!name[0] || name[0] == '/' || strchr(name, '\\') || strchr(name, ':'))
        return false;
    for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return false;
    return true;
}

struct room {
    size_t all;  /* bytes unpacked so far */
    size_t most; /* bytes that may be */
};

static enum err_code unpack(struct archive *a, struct zip_entry *z, struct room *room,
                            struct err *e)
{
    size_t have = 64 * 1024;
    if (!(z->bytes = malloc(have + 1)))
        return err_memory(e);
    for (;;) {
        la_ssize_t n = archive_read_data(a, z->bytes + z->len, have - z->len);
        if (n < 0)
            return err_set(e, ERR_FORMAT, _("%s: the archive is damaged here"), z->name);
        if (n == 0)
            break;
        z->len += (size_t)n;
        room->all += (size_t)n;
        if (z->len > ZIP_ENTRY_MAX || room->all > room->most)
            return err_set(e, ERR_LIMIT, _("%s: the archive unpacks to more than it may"), z->name);
        if (z->len < have)
            continue;
        char *grown = realloc(z->bytes, have * 2 + 1);
        if (!grown)
            return err_memory(e);
        z->bytes = grown;
        have *= 2;
    }
    z->bytes[z->len] = '\0';
    return ERR_OK;
}

static enum err_code take(struct zip *z, struct archive *a, struct archive_entry *entry,
                          bool (*wanted)(const char *), struct room *room, struct err *e)
{
    const char *name = archive_entry_pathname_utf8(entry);
    name = name ? name : archive_entry_pathname(entry);
    if (!name || !is_inside(name))
        return err_set(e, ERR_FORMAT, _("the archive holds a name that leads out of it"));
    if (archive_entry_filetype(entry) == AE_IFDIR)
        return ERR_OK;
    if ((archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) ||
        archive_entry_is_encrypted(entry))
        return err_set(e, ERR_FORMAT, _("%s: encrypted, or no ordinary file"), name);
    if (wanted && !wanted(name))
        return ERR_OK;
    struct zip_entry *grown = realloc(z->entry, (z->count + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    z->entry = grown;
    grown[z->count] = (struct zip_entry){.name = strdup(name)};
    return unpack(a, &grown[z->count++], room, e);
}

static int by_name(const void *a, const void *b)
{
    const struct zip_entry *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

static enum err_code sort(struct zip *z, struct err *e)
{
    if (!(z->by_name = calloc(z->count + 1, sizeof *z->by_name)))
        return err_memory(e);
    for (size_t i = 0; i < z->count; i++)
        z->by_name[i] = &z->entry[i];
    qsort(z->by_name, z->count, sizeof *z->by_name, by_name);
    for (size_t i = 1; i < z->count; i++)
        if (by_name(&z->by_name[i - 1], &z->by_name[i]) == 0)
            return err_set(e, ERR_FORMAT, _("%s: stands in the archive twice"),
                           z->by_name[i]->name);
    return ERR_OK;
}

/* A cut archive has no end record; the reader would be content with what came before. */
static bool has_end(const char *bytes, size_t len)
{
    size_t from = len > 65557 ? len - 65557 : 0;
    for (size_t i = len < 22 ? from : len - 22; len >= 22 && i + 1 > from; i--)
        if (memcmp(bytes + i, "PK\x05\x06", 4) == 0)
            return true;
    return false;
}

enum err_code zip_open(struct zip *z, const void *bytes, size_t len,
                       bool (*wanted)(const char *name), struct err *e)
{
    struct room room = {0, len > ZIP_ALL_MAX / ZIP_GROWTH_MAX ? ZIP_ALL_MAX : len * ZIP_GROWTH_MAX};
    struct archive_entry *entry;
    enum err_code rc = ERR_OK;
    size_t seen = 0;
    int got = ARCHIVE_OK;
    *z = (struct zip){0};
    room.most = room.most < 1024 * 1024 ? 1024 * 1024 : room.most;
    if (!zip_is(bytes, len) || !has_end(bytes, len))
        return err_set(e, ERR_FORMAT, _("no whole zip archive"));
    struct archive *a = archive_read_new();
    if (!a)
        return err_memory(e);
    archive_read_support_format_zip(a);
    if (archive_read_open_memory(a, bytes, len) != ARCHIVE_OK)
        rc = err_set(e, ERR_FORMAT, _("no whole zip archive"));
    while (rc == ERR_OK && (got = archive_read_next_header(a, &entry)) == ARCHIVE_OK)
        rc = ++seen > ZIP_ENTRIES_MAX ? err_set(e, ERR_LIMIT, _("the archive holds too many files"))
                                      : take(z, a, entry, wanted, &room, e);
    if (rc == ERR_OK && got != ARCHIVE_EOF)
        rc = err_set(e, ERR_FORMAT, _("the archive is damaged"));
    archive_read_free(a);
    if (rc == ERR_OK)
        rc = sort(z, e);
    if (rc != ERR_OK)
        zip_close(z);
    return rc;
}

void zip_close(struct zip *z)
{
    for (size_t i = 0; i < z->count; i++) {
        free(z->entry[i].name);
        free(z->entry[i].bytes);
    }
    free(z->entry);
    free(z->by_name);
    *z = (struct zip){0};
}

const struct zip_entry *zip_find(const struct zip *z, const char *name)
{
    const struct zip_entry wanted = {.name = (char *)(uintptr_t)name}, *key = &wanted;
    const struct zip_entry **found =
        z->count ? bsearch(&key, z->by_name, z->count, sizeof *z->by_name, by_name) : NULL;
    return found ? *found : NULL;
}
