#include "tools/office/merkle.h"

#include <stdlib.h>
#include <string.h>

enum { LEAF_STACK = 1024 };

static void hash_leaf(const void *leaf, size_t len, uint8_t out[CRYPT_HASH])
{
    uint8_t stack[1 + LEAF_STACK] = {0}; /* the first byte is the leaf's mark */
    struct buf b;
    if (len <= LEAF_STACK) {
        if (len)
            memcpy(stack + 1, leaf, len);
        crypt_sha256(stack, len + 1, out);
        return;
    }
    buf_init(&b, len + 1);
    buf_add_u8(&b, 0);
    buf_add(&b, leaf, len);
    crypt_sha256(b.data, b.len, out);
    buf_free(&b);
}

static void hash_node(const uint8_t left[CRYPT_HASH], const uint8_t right[CRYPT_HASH],
                      uint8_t out[CRYPT_HASH])
{
    uint8_t both[1 + 2 * CRYPT_HASH] = {1};
    memcpy(both + 1, left, CRYPT_HASH);
    memcpy(both + 1 + CRYPT_HASH, right, CRYPT_HASH);
    crypt_sha256(both, sizeof both, out);
}

/* As counting in base two: the new leaf takes up every full subtree of its own size to its left. */
void merkle_add(struct merkle *m, const void *leaf, size_t len)
{
    uint8_t hash[CRYPT_HASH];
    unsigned level = 0;
    hash_leaf(leaf, len, hash);
    for (; m->size >> level & 1; level++)
        hash_node(m->node[level], hash, hash);
    memcpy(m->node[level], hash, CRYPT_HASH);
    m->size++;
}

void merkle_root(const struct merkle *m, uint8_t out[CRYPT_HASH])
{
    bool has = false;
    crypt_sha256("", 0, out);
    for (unsigned level = 0; level < MERKLE_LEVELS; level++) {
        if (!(m->size >> level & 1))
            continue;
        if (has)
            hash_node(m->node[level], out, out);
        else
            memcpy(out, m->node[level], CRYPT_HASH);
        has = true;
    }
}
