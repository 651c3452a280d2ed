#include "app/core/wire.h"

#include <endian.h>
#include <string.h>

void wire_init(struct wire *w, const void *data, size_t len)
{
    *w = (struct wire){.data = data, .len = len};
}

size_t wire_left(const struct wire *w)
{
    return w->failed ? 0 : w->len - w->at;
}

const uint8_t *wire_take(struct wire *w, size_t n)
{
    static const uint8_t nothing[1];
    if (w->failed || n > w->len - w->at) {
        w->failed = true;
        return NULL;
    }
    if (n == 0)
        return w->data ? w->data + w->at : nothing; /* NULL would look like a failure */
    const uint8_t *p = w->data + w->at;
    w->at += n;
    return p;
}

void wire_copy(struct wire *w, void *out, size_t n)
{
    if (n == 0)
        return;
    const uint8_t *p = wire_take(w, n);
    if (p)
        memcpy(out, p, n);
    else
        memset(out, 0, n);
}

/* In line, with a length known where it is called: a few instructions for millions of fields. */
static inline uint64_t take_number(struct wire *w, size_t bytes)
{
    uint64_t v = 0;
    const uint8_t *p = wire_take(w, bytes);
    if (p)
        memcpy(&v, p, bytes);
    return le64toh(v);
}

uint8_t wire_u8(struct wire *w)
{
    return (uint8_t)take_number(w, 1);
}

uint16_t wire_u16(struct wire *w)
{
    return (uint16_t)take_number(w, 2);
}

uint32_t wire_u32(struct wire *w)
{
    return (uint32_t)take_number(w, 4);
}

uint64_t wire_u64(struct wire *w)
{
    return take_number(w, 8);
}

bool wire_zero(struct wire *w, size_t n)
{
    const uint8_t *p = wire_take(w, n);
    if (!p)
        return false;
    return n == 0 || (p[0] == 0 && memcmp(p, p + 1, n - 1) == 0);
}

void wire_put(uint8_t *p, uint64_t v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        p[i] = (uint8_t)(v >> (8 * i));
}
