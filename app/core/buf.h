/* A growing byte buffer with a cap and a sticky failure: append freely, ask once at the end. Its memory is wiped before it
 * is given back, so it may hold secrets for a short while. */
#ifndef SATHACH_CORE_BUF_H
#define SATHACH_CORE_BUF_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    uint8_t *data; /* owned; NULL while empty */
    size_t len;    /* bytes in use */
    size_t room;   /* bytes allocated */
    size_t cap;    /* never grows past this many bytes */
    bool failed;   /* sticky: out of memory or over the cap; data then holds nothing */
};

/* An empty buffer that may grow to cap bytes. */
void buf_init(struct buf *b, size_t cap);
/* Wipes and frees; b is empty again with the same cap. */
void buf_free(struct buf *b);
/* Forgets the content (wiped), keeps the memory. Clears the sticky failure. */
void buf_clear(struct buf *b);
/* Appends; on failure the buffer turns to failed and stays so. */
void buf_add(struct buf *b, const void *data, size_t len);
void buf_add_zero(struct buf *b, size_t len);
void buf_add_u8(struct buf *b, uint8_t v);
void buf_add_u16(struct buf *b, uint16_t v); /* little endian, as all numbers in files */
void buf_add_u32(struct buf *b, uint32_t v);
void buf_add_u64(struct buf *b, uint64_t v);
/* Text without its NUL. */
void buf_add_text(struct buf *b, const char *text);
/* u16 length, then the bytes: how short texts stand in files. */
void buf_add_text16(struct buf *b, const char *text);
void buf_printf(struct buf *b, const char *fmt, ...) ERR_PRINTF(2, 3);
/* Appends zeros until len is a multiple of step. */
void buf_pad(struct buf *b, size_t step);
/* Puts a NUL behind the content (not counted in len) and returns it as text; "" when empty or failed. Owned by b. */
const char *buf_text(struct buf *b);
/* ERR_OK, or ERR_LIMIT saying that `what` grew past its cap (or memory ended). */
enum err_code buf_check(const struct buf *b, const char *what, struct err *e) ERR_MUST_CHECK;

/* A reader over bytes that somebody else owns; sticky failure on reading past the end. */
struct wire {
    const uint8_t *data;
    size_t len;
    size_t at;
    bool failed;
};

void wire_init(struct wire *w, const void *data, size_t len);
/* The next n bytes, or NULL (and failed) when fewer are left. Points into the data. */
const uint8_t *wire_take(struct wire *w, size_t n);
void wire_copy(struct wire *w, void *out, size_t n); /* zeros on failure */
uint8_t wire_u8(struct wire *w);
uint16_t wire_u16(struct wire *w);
uint32_t wire_u32(struct wire *w);
uint64_t wire_u64(struct wire *w);
/* True when all n next bytes are zero; takes them. */
bool wire_zero(struct wire *w, size_t n);
/* Bytes not yet taken; 0 after a failure. */
size_t wire_left(const struct wire *w);

/* Tagged blocks: u16 type, u16 language, u32 length, bytes. A list ends at type 0 or at the end of the bytes; what follows
 * type 0 must be zero. */
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
/* A malloc'd NUL-terminated copy of a block's bytes when they are well-formed UTF-8 without NUL; else NULL. */
char *block_text(const struct block *b);

#endif
