/* Archives from strangers (XLSX, DOCX, QTI packages), unpacked into memory only: bounded entries,
 * bytes and growth; names that leave the archive are refused. */
#ifndef SATHACH_TOOLS_IMPORT_ZIP_H
#define SATHACH_TOOLS_IMPORT_ZIP_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ZIP_ENTRIES_MAX = 20000,
    ZIP_ENTRY_MAX = 96 * 1024 * 1024,
    ZIP_ALL_MAX = 160 * 1024 * 1024,
    ZIP_GROWTH_MAX = 200
}; /* an archive that unpacks to more than this many times its size
                                   (and over 1 MiB) is a bomb */

struct zip_entry {
    char *name;  /* owned; relative, with / */
    char *bytes; /* owned; a NUL behind it */
    size_t len;
};
struct zip {
    struct zip_entry *entry; /* owned; in the archive's order */
    size_t count;
    const struct zip_entry **by_name; /* owned; the same, sorted */
};
/* True when the bytes begin as a zip does. */
bool zip_is(const void *bytes, size_t len);
/* Unpacks entries for which wanted(name) is true (all when NULL); the names of the others are
 * checked all the same. ERR_FORMAT for a truncated or malformed archive, a name that leaves it, an
 * encrypted or a special entry; ERR_LIMIT for a bomb. */
enum err_code zip_open(struct zip *z, const void *bytes, size_t len,
                       bool (*wanted)(const char *name), struct err *e) ERR_MUST_CHECK;
void zip_close(struct zip *z);
/* An entry by name; NULL when there is none. */
const struct zip_entry *zip_find(const struct zip *z, const char *name);

#endif
