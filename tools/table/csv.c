#include "tools/table/csv.h"

#include "app/core/i18n.h"

#include <string.h>

static void put_guarded_cell(struct buf *out, const char *text, bool guard)
{
    buf_add_u8(out, '"');
    if (guard && text[0] && strchr("=+-@\t\r", text[0]))
        buf_add_u8(out, '\'');
    for (const char *rest = text; *rest;) {
        size_t n = strcspn(rest, "\"");
        buf_add(out, rest, n);
        rest += n;
        if (*rest) {
            buf_add_text(out, "\"\"");
            rest++;
        }
    }
    buf_add_u8(out, '"');
}

enum err_code csv_table(const struct table *t, enum table_lang lang, struct buf *out, struct err *e)
{
    if (t->failed)
        return err_memory(e);
    buf_add_text(out, "\xEF\xBB\xBF");
    for (size_t c = 0; c < t->columns; c++) {
        if (c)
            buf_add_u8(out, ',');
        put_guarded_cell(out, table_title(t, c, lang), true);
    }
    buf_add_text(out, "\r\n");
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++) {
            const char *text = table_cell(t, r, c);
            if (c)
                buf_add_u8(out, ',');
            put_guarded_cell(out, text,
                             t->column[c].kind != TABLE_NUMBER || !table_is_number(text));
        }
        buf_add_text(out, "\r\n");
    }
    return buf_check(out, "CSV", e);
}
