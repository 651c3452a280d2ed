#include "app/core/buf.h"

#include "app/core/i18n.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_MIN = 64 };

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

void buf_fail(struct buf *b)
{
    drop(b);
    b->failed = true;
}

/* Makes room for more bytes behind the content. Not realloc: it could leave a copy of a secret
 * behind. */
static bool make_room(struct buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (more > b->cap || b->len > b->cap - more) {
        buf_fail(b);
        return false;
    }
    size_t need = b->len + more, room = b->room > b->cap / 2 ? b->cap : b->room * 2;
    if (room < ROOM_MIN)
        room = ROOM_MIN;
    if (room > b->cap)
        room = b->cap;
    if (room < need)
        room = need;
    uint8_t *data = room == SIZE_MAX ? NULL : malloc(room + 1); /* one more for the NUL of
                                                                   buf_text */
    if (!data) {
        buf_fail(b);
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

/* Most bytes come one by one, and have room: room is never more than the cap. */
static inline bool grow(struct buf *b, size_t more)
{
    bool has_room = !b->failed && b->data && more <= b->room && b->len <= b->room - more;
    return has_room || make_room(b, more);
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
    if (grow(b, 1))
        b->data[b->len++] = v;
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
        buf_fail(b);
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

size_t buf_differs_at_line(const struct buf *b, const char *text, size_t len)
{
    size_t line = 1, i = 0;
    for (; i < len && i < b->len && text[i] == (char)b->data[i]; i++)
        line += text[i] == '\n';
    return i < len || i < b->len ? line : 0;
}

enum err_code buf_check(const struct buf *b, const char *what, struct err *e)
{
    if (!b->failed)
        return ERR_OK;
    return err_set(e, ERR_LIMIT, _("%s is larger than allowed (%zu bytes), or memory has run out"),
                   what, b->cap);
}
