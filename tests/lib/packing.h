/* Zip archives for tests: made in memory from parts. */
#ifndef SATHACH_TESTS_UNIT_PACKING_H
#define SATHACH_TESTS_UNIT_PACKING_H

#include "app/core/buf.h"

struct packing_part {
    const char *name, *text; /* ends with a NULL name */
};
/* Appends an archive of the parts to out. */
void packing_zip(const struct packing_part *parts, struct buf *out);
/* The same from bytes: a zero byte ends each part; names ends with NULL; others may be NULL. Parts
 * past the names are left out. */
void packing_split(const uint8_t *data, size_t size, const char *const *names,
                   const struct packing_part *others, struct buf *out);
/* One part, deflated. */
void packing_deflated(const char *name, const void *bytes, size_t len, struct buf *out);

#endif
