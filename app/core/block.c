#include "app/core/block.h"

#include "app/core/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_HEADER = 8 };

void block_add(struct buf *b, uint16_t type, uint16_t lang, const void *data, size_t len)
{
    if (type == 0 || len > UINT32_MAX) {
        buf_fail(b);
        return;
    }
    buf_add_u16(b, type);
    buf_add_u16(b, lang);
    buf_add_u32(b, (uint32_t)len);
    buf_add(b, data, len);
}

/* The end mark and all padding are zeros; fewer bytes than a header are padding too. */
static void take_end(struct wire *w)
{
    if (!wire_zero(w, wire_left(w)))
        w->failed = true;
}

bool block_next(struct wire *w, struct block *out)
{
    *out = (struct block){0};
    size_t left = wire_left(w);
    if (left == 0)
        return false;
    const uint8_t *p = w->data + w->at;
    if (left < BLOCK_HEADER || (p[0] == 0 && p[1] == 0)) {
        take_end(w);
        return false;
    }
    struct block block = {.type = wire_u16(w), .lang = wire_u16(w)};
    block.len = wire_u32(w);
    block.data = wire_take(w, block.len);
    if (w->failed)
        return false;
    *out = block;
    return true;
}

char *block_text(const struct block *b)
{
    const char *s = (const char *)b->data;
    for (size_t at = 0; at < b->len;) {
        uint32_t cp = 0;
        size_t n = utf8_decode(s + at, b->len - at, &cp);
        if (n == 0 || cp == 0)
            return NULL;
        at += n;
    }
    char *text = malloc((size_t)b->len + 1);
    if (!text)
        return NULL;
    if (b->len)
        memcpy(text, s, b->len);
    text[b->len] = '\0';
    return text;
}
