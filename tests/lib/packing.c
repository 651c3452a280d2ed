#include "tests/lib/packing.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static la_ssize_t take(struct archive *a, void *context, const void *bytes, size_t len)
{
    (void)a;
    buf_add(context, bytes, len);
    return (la_ssize_t)len;
}

static struct archive *begin(const char *compression, struct buf *out)
{
    struct archive *a = archive_write_new();
    archive_write_set_format_zip(a);
    archive_write_set_options(a, compression);
    archive_write_set_bytes_in_last_block(a, 1);
    archive_write_open(a, out, NULL, take, NULL);
    return a;
}

static void add(struct archive *a, const char *name, const void *bytes, size_t len)
{
    struct archive_entry *e = archive_entry_new();
    archive_entry_set_pathname(e, name);
    archive_entry_set_size(e, (la_int64_t)len);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_write_header(a, e);
    archive_write_data(a, bytes, len);
    archive_entry_free(e);
}

void packing_zip(const struct packing_part *parts, struct buf *out)
{
    struct archive *a = begin("zip:compression=store", out);
    for (; parts->name; parts++)
        add(a, parts->name, parts->text, strlen(parts->text));
    archive_write_close(a);
    archive_write_free(a);
}

void packing_split(const uint8_t *data, size_t size, const char *const *names,
                   const struct packing_part *others, struct buf *out)
{
    struct archive *a = begin("zip:compression=store", out);
    for (; others && others->name; others++)
        add(a, others->name, others->text, strlen(others->text));
    for (size_t at = 0; *names && at <= size; names++) {
        const uint8_t *end = size > at ? memchr(data + at, 0, size - at) : NULL;
        size_t n = end ? (size_t)(end - data) - at : size - at;
        add(a, *names, data + at, n);
        at += n + 1;
    }
    archive_write_close(a);
    archive_write_free(a);
}

void packing_deflated(const char *name, const void *bytes, size_t len, struct buf *out)
{
    struct archive *a = begin("zip:compression=deflate", out);
    add(a, name, bytes, len);
    archive_write_close(a);
    archive_write_free(a);
}
