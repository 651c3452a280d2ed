/* Questions of a bank by their words alone: whether it has one already that an import rejected, or
 * brought in with other options. */
#ifndef SATHACH_TOOLS_WORK_STEMS_H
#define SATHACH_TOOLS_WORK_STEMS_H

#include "tools/import/bank_folder.h"

/* A question that the bank has. */
struct stem {
    char *key; /* owned */
    size_t row;
};
struct stems {
    struct stem *item; /* owned, by key */
    size_t count;
};

/* Those of the first so many rows; without memory there are none. Free with stems_free. */
struct stems stems_list(const struct bank_folder *b, size_t rows);
/* The first row of the bank with this stem, however it is broken into lines; NULL for none. */
const struct bank_row *stems_find(const struct bank_folder *b, const struct stems *s,
                                  const char *text);
void stems_free(struct stems *s);
/* "The bank has this question already", where, and its answer there. */
void stems_tell_known(const struct bank_folder *b, const struct bank_row *row, struct buf *out);

#endif
