#include "app/core/buf.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_MIN = 64, BLOCK_HEADER = 8 };

/* explicit_bzero wants a real address even for no bytes. */
static void wipe(uint8_t *data, size_t len)
{
    if (data)
        explicit_bzero(data, len);
}

static void drop(struct buf *b)
{
    wipe(b->data, b->room);
    free(b->data);
    b->data = NULL;
    b->len = 0;
    b->room = 0;
}

static void fail(struct buf *b)
{
    drop(b);
    b->failed = true;
}

/* Makes room for more bytes behind the content. Not realloc: it could leave a copy of a secret behind. */
static bool grow(struct buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (more > b->cap || b->len > b->cap - more) {
        fail(b);
        return false;
    }
    size_t need = b->len + more;
    if (need <= b->room && b->data)
        return true;
    size_t room = b->room > b->cap / 2 ? b->cap : b->room * 2;
    if (room < ROOM_MIN)
        room = ROOM_MIN;
    if (room > b->cap)
        room = b->cap;
    if (room < need)
        room = need;
    uint8_t *data = room == SIZE_MAX ? NULL : malloc(room + 1); /* one more for the NUL of buf_text */
    if (!data) {
        fail(b);
        return false;
    }
    if (b->len)
        memcpy(data, b->data, b->len);
    wipe(b->data, b->room);
    free(b->data);
    b->data = data;
    b->room = room;
    return true;
}

void buf_init(struct buf *b, size_t cap)
{
    *b = (struct buf){.cap = cap};
}

void buf_free(struct buf *b)
{
    drop(b);
    b->failed = false;
}

void buf_clear(struct buf *b)
{
    wipe(b->data, b->len);
    b->len = 0;
    b->failed = false;
}

void buf_add(struct buf *b, const void *data, size_t len)
{
    if (len == 0 || !grow(b, len))
        return;
    memcpy(b->data + b->len, data, len);
    b->len += len;
}

void buf_add_zero(struct buf *b, size_t len)
{
    if (len == 0 || !grow(b, len))
        return;
    memset(b->data + b->len, 0, len);
    b->len += len;
}

static void add_number(struct buf *b, uint64_t v, size_t bytes)
{
    uint8_t le[8];
    for (size_t i = 0; i < bytes; i++)
        le[i] = (uint8_t)(v >> (8 * i));
    buf_add(b, le, bytes);
}

void buf_add_u8(struct buf *b, uint8_t v)
{
    add_number(b, v, 1);
}

void buf_add_u16(struct buf *b, uint16_t v)
{
    add_number(b, v, 2);
}

void buf_add_u32(struct buf *b, uint32_t v)
{
    add_number(b, v, 4);
}

void buf_add_u64(struct buf *b, uint64_t v)
{
    add_number(b, v, 8);
}

void buf_add_text(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void buf_add_text16(struct buf *b, const char *text)
{
    size_t n = strlen(text);
    buf_add_u16(b, (uint16_t)n);
    buf_add(b, text, n);
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0) {
        fail(b);
        return;
    }
    if (n == 0 || !grow(b, (size_t)n))
        return;
    va_start(args, fmt);
    vsnprintf((char *)b->data + b->len, (size_t)n + 1, fmt, args);
    va_end(args);
    b->len += (size_t)n;
}

void buf_pad(struct buf *b, size_t step)
{
    if (step > 1 && b->len % step != 0)
        buf_add_zero(b, step - b->len % step);
}

const char *buf_text(struct buf *b)
{
    if (b->failed || !b->data)
        return "";
    b->data[b->len] = '\0';
    return (const char *)b->data;
}

enum err_code buf_check(const struct buf *b, const char *what, struct err *e)
{
    if (!b->failed)
        return ERR_OK;
    return err_set(e, ERR_LIMIT, _("%s is larger than allowed (%zu bytes), or memory has run out"), what, b->cap);
}

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

static uint64_t take_number(struct wire *w, size_t bytes)
{
    const uint8_t *p = wire_take(w, bytes);
    uint64_t v = 0;
    for (size_t i = 0; p && i < bytes; i++)
        v |= (uint64_t)p[i] << (8 * i);
    return v;
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
    uint8_t all = 0;
    for (size_t i = 0; i < n; i++)
        all |= p[i];
    return all == 0;
}

void block_add(struct buf *b, uint16_t type, uint16_t lang, const void *data, size_t len)
{
    if (type == 0 || len > UINT32_MAX) {
        fail(b);
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
        size_t n = text_decode(s + at, b->len - at, &cp);
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
