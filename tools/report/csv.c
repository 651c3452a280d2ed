#include "tools/report/csv.h"

#include "app/core/text.h"

#include <string.h>

void csv_begin(struct buf *out)
{
    buf_add_text(out, "\xEF\xBB\xBF");
}

void csv_row(struct buf *out, const char *const *cell, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_add_text(out, i ? ",\"" : "\"");
        if (cell[i][0] && strchr("=+-@\t\r", cell[i][0]))
            buf_add_u8(out, '\'');
        for (const char *p = cell[i]; *p; p++) {
            if (*p == '"')
                buf_add_u8(out, '"');
            buf_add_u8(out, (uint8_t)*p);
        }
        buf_add_u8(out, '"');
    }
    buf_add_text(out, "\r\n");
}

void json_string(struct buf *out, const char *text)
{
    buf_add_u8(out, '"');
    for (size_t len = strlen(text), i = 0; i < len;) {
        uint32_t cp;
        size_t n = text_decode(text + i, len - i, &cp);
        if (n == 0) {
            buf_add_text(out, "\xEF\xBF\xBD");
            n = 1;
        } else if (cp == '"' || cp == '\\') {
            buf_printf(out, "\\%c", (char)cp);
        } else if (cp < 0x20 || cp == 0x7f) {
            buf_printf(out, "\\u%04x", cp);
        } else {
            buf_add(out, text + i, n);
        }
        i += n;
    }
    buf_add_u8(out, '"');
}
