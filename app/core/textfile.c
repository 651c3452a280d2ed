#include "app/core/textfile.h"

#include <sodium.h>
#include <string.h>

void textfile_put_base64(struct buf *out, const void *data, size_t len)
{
    char text[256];
    sodium_bin2base64(text, sizeof text, data, len, sodium_base64_VARIANT_ORIGINAL);
    buf_add_text(out, text);
}

bool textfile_next_line(const char *text, size_t len, size_t *at, const char **line,
                        size_t *line_len)
{
    if (*at >= len)
        return false;
    const char *end = memchr(text + *at, '\n', len - *at);
    *line = text + *at;
    *line_len = end ? (size_t)(end - *line) : len - *at;
    *at += *line_len + 1;
    if (*line_len && (*line)[*line_len - 1] == '\r')
        (*line_len)--;
    return true;
}

bool textfile_get_base64(const char *text, size_t len, uint8_t *out, size_t want)
{
    size_t got = 0;
    const char *end = NULL;
    for (size_t i = 0; i < len; i++)
        if (text[i] & 0x80) /* libsodium takes some of these for '+' and '/' where char is signed */
            return false;
    return sodium_base642bin(out, want, text, len, NULL, &got, &end,
                             sodium_base64_VARIANT_ORIGINAL) == 0 &&
           got == want && end == text + len;
}

bool textfile_starts_with(const char **line, size_t *len, const char *prefix)
{
    size_t n = strlen(prefix);
    if (*len < n || memcmp(*line, prefix, n) != 0)
        return false;
    *line += n;
    *len -= n;
    return true;
}
