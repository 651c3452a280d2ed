/* A growing byte buffer with a cap and a sticky failure: append freely, ask once at the end. Its
 * memory is wiped before it is given back, so it may hold secrets for a short while. */
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
/* Puts a NUL behind the content (not counted in len) and returns it as text; "" when empty or
 * failed. Owned by b. */
const char *buf_text(struct buf *b);
/* Turns b to failed, as when it grew past its cap: for who finds that what should be appended
 * cannot be written. */
void buf_fail(struct buf *b);
/* The line, from 1, at which the content and the text part; 0 when they are the same bytes. For
 * files with one form: what was read is written again and compared. */
size_t buf_differs_at_line(const struct buf *b, const char *text, size_t len);
/* ERR_OK, or ERR_LIMIT saying that `what` grew past its cap (or memory ended). */
enum err_code buf_check(const struct buf *b, const char *what, struct err *e) ERR_MUST_CHECK;

#endif
