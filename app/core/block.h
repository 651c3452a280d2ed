/* Tagged blocks: how optional and language-bound parts stand in packages. */
#ifndef SATHACH_CORE_BLOCK_H
#define SATHACH_CORE_BLOCK_H

#include "app/core/buf.h"
#include "app/core/wire.h"

/* A block is u16 type, u16 language, u32 length, bytes. A list ends at type 0 or at the end of the
 * bytes; what follows type 0 must be zero. */
struct block {
    uint16_t type;
    uint16_t lang; /* enum block_lang */
    const uint8_t *data;
    uint32_t len;
};
enum block_lang { BLOCK_LANG_NONE = 0, BLOCK_LANG_VI = 1, BLOCK_LANG_EN = 2 };

void block_add(struct buf *b, uint16_t type, uint16_t lang, const void *data, size_t len);
/* Next block into *out: true; false at the end. A malformed list sets w->failed. */
bool block_next(struct wire *w, struct block *out);
/* A malloc'd NUL-terminated copy of a block's bytes when they are well-formed UTF-8 without NUL;
 * else NULL. */
char *block_text(const struct block *b);

#endif
