/* The append-only tree over the lines of the office's log (RFC 6962, 2.1): SHA-256, leaf hash over
 * 00 ‖ leaf, inner node over 01 ‖ left ‖ right, split at the largest power of two below the size.
 * Only the roots of its perfect subtrees are kept, so a tree of a million lines costs two
 * kilobytes. */
#ifndef SATHACH_TOOLS_OFFICE_MERKLE_H
#define SATHACH_TOOLS_OFFICE_MERKLE_H

#include "app/core/crypt.h"

enum { MERKLE_LEVELS = 40 };

struct merkle {
    uint64_t size;                           /* leaves so far */
    uint8_t node[MERKLE_LEVELS][CRYPT_HASH]; /* root of the perfect subtree of 2^i leaves, where
                                                 bit i of size is set */
};

/* An empty tree is {0}. Adds the next leaf; 2^40 leaves are never reached. */
void merkle_add(struct merkle *m, const void *leaf, size_t len);
/* The root over all leaves so far; of none: SHA-256 of nothing. */
void merkle_root(const struct merkle *m, uint8_t out[CRYPT_HASH]);

#endif
