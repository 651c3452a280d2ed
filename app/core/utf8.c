#include "app/core/utf8.h"

static bool is_tail(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Bytes that a first byte announces, and the least value so many may carry; 0 for none. */
static size_t announced(unsigned char first, uint32_t *least)
{
    if (first < 0x80) {
        *least = 0;
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        *least = 0x80;
        return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        *least = 0x800;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        *least = 0x10000;
        return 4;
    }
    return 0;
}

static bool is_scalar(uint32_t cp)
{
    return cp <= 0x10FFFF && (cp < 0xD800 || cp > 0xDFFF);
}

size_t utf8_decode(const char *s, size_t len, uint32_t *cp)
{
    static const unsigned char first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t least = 0;
    size_t n = len > 0 ? announced((unsigned char)s[0], &least) : 0;
    if (n == 0 || n > len)
        return 0;
    uint32_t v = (unsigned char)s[0] & first_bits[n];
    for (size_t i = 1; i < n; i++) {
        if (!is_tail(s[i]))
            return 0;
        v = v << 6 | ((unsigned char)s[i] & 0x3F);
    }
    if (v < least || !is_scalar(v))
        return 0;
    *cp = v;
    return n;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    static const unsigned char first_mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
    if (!is_scalar(cp))
        return 0;
    size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = n; i > 1; i--) {
        out[i - 1] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    out[0] = (char)(first_mark[n] | cp);
    return n;
}

bool utf8_is_forbidden(uint32_t cp, bool newline_ok)
{
    static const struct {
        uint32_t first, last;
    } format[] = {
        /* Cf, Zl, Zp, Co, noncharacters;
                                                                  planes with nothing in them */
        {0x00AD, 0x00AD},   {0x0600, 0x0605},      {0x061C, 0x061C},   {0x06DD, 0x06DD},
        {0x070F, 0x070F},   {0x0890, 0x0891},      {0x08E2, 0x08E2},   {0x180E, 0x180E},
        {0x200B, 0x200F},   {0x2028, 0x202E},      {0x2060, 0x206F},   {0xD800, 0xF8FF},
        {0xFDD0, 0xFDEF},   {0xFEFF, 0xFEFF},      {0xFFF0, 0xFFFB},   {0x110BD, 0x110BD},
        {0x110CD, 0x110CD}, {0x13430, 0x1343F},    {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
        {0x40000, 0xE00FF}, {0xE01F0, UINT32_MAX},
    };
    if (cp == '\n')
        return !newline_ok;
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp & 0xFFFE) == 0xFFFE)
        return true;
    for (size_t i = 0; i < sizeof format / sizeof format[0] && cp >= format[i].first; i++)
        if (cp <= format[i].last)
            return true;
    return false;
}
