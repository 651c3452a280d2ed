/* Bytes of a file read in order, never past their end: numbers are little endian. Reading past the
 * end fails once and for all, so that a whole structure is read freely and asked about at its end.
 * */
#ifndef SATHACH_CORE_WIRE_H
#define SATHACH_CORE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
/* The other way: the lowest n bytes of v, little endian, for parts of a fixed size. */
void wire_put(uint8_t *p, uint64_t v, size_t n);

#endif
