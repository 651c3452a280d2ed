#include "tools/table/json.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/utf8.h"

#include <inttypes.h>
#include <string.h>

/* A JSON string with its quotes; control characters escaped, malformed UTF-8 replaced. */
static void put_string(struct buf *out, const char *text)
{
    buf_add_u8(out, '"');
    for (size_t len = strlen(text), i = 0; i < len;) {
        uint32_t cp;
        size_t n = utf8_decode(text + i, len - i, &cp);
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

void json_init(struct json *j, struct buf *out)
{
    *j = (struct json){.out = out};
}

static void new_line(struct json *j)
{
    buf_add_u8(j->out, '\n');
    for (unsigned i = 0; i < j->depth; i++)
        buf_add_text(j->out, "  ");
}

/* What stands before a value: nothing behind a key, else a comma and a line of its own. */
static bool begin_value(struct json *j)
{
    if (j->failed || j->is_object[j->depth] != j->has_key || (j->depth == 0 && j->has_items[0])) {
        j->failed = true;
        return false;
    }
    if (!j->has_key && j->depth > 0) {
        if (j->has_items[j->depth])
            buf_add_u8(j->out, ',');
        new_line(j);
    }
    j->has_items[j->depth] = true;
    j->has_key = false;
    return true;
}

static void open_scope(struct json *j, bool is_object)
{
    if (!begin_value(j))
        return;
    if (j->depth == JSON_DEPTH_MAX) {
        j->failed = true;
        return;
    }
    j->depth++;
    j->has_items[j->depth] = false;
    j->is_object[j->depth] = is_object;
    buf_add_u8(j->out, is_object ? '{' : '[');
}

void json_open_object(struct json *j)
{
    open_scope(j, true);
}

void json_open_array(struct json *j)
{
    open_scope(j, false);
}

void json_close(struct json *j)
{
    if (j->failed || j->depth == 0 || j->has_key) {
        j->failed = true;
        return;
    }
    bool was_object = j->is_object[j->depth], had_items = j->has_items[j->depth];
    j->depth--;
    if (had_items)
        new_line(j);
    buf_add_u8(j->out, was_object ? '}' : ']');
}

void json_key(struct json *j, const char *key)
{
    if (j->failed || !j->is_object[j->depth] || j->has_key) {
        j->failed = true;
        return;
    }
    if (j->has_items[j->depth])
        buf_add_u8(j->out, ',');
    new_line(j);
    put_string(j->out, key);
    buf_add_text(j->out, ": ");
    j->has_key = true;
}

void json_text(struct json *j, const char *text)
{
    if (begin_value(j))
        put_string(j->out, text);
}

void json_int(struct json *j, int64_t v)
{
    if (begin_value(j))
        buf_printf(j->out, "%" PRId64, v);
}

void json_uint(struct json *j, uint64_t v)
{
    if (begin_value(j))
        buf_printf(j->out, "%" PRIu64, v);
}

void json_bool(struct json *j, bool v)
{
    if (begin_value(j))
        buf_add_text(j->out, v ? "true" : "false");
}

void json_null(struct json *j)
{
    if (begin_value(j))
        buf_add_text(j->out, "null");
}

void json_number_text(struct json *j, const char *text)
{
    if (!text[0])
        json_null(j);
    else if (!table_is_number(text))
        json_text(j, text);
    else if (begin_value(j))
        buf_add_text(j->out, text);
}

void json_pair(struct json *j, const char *key, const char *text)
{
    json_key(j, key);
    json_text(j, text);
}

void json_pair_uint(struct json *j, const char *key, uint64_t v)
{
    json_key(j, key);
    json_uint(j, v);
}

void json_pair_bool(struct json *j, const char *key, bool v)
{
    json_key(j, key);
    json_bool(j, v);
}

enum err_code json_finish(struct json *j, struct err *e)
{
    if (j->failed || j->depth > 0 || !j->has_items[0])
        return err_set(e, ERR_LIMIT, _("JSON that is not closed, or nested deeper than %d"),
                       JSON_DEPTH_MAX);
    buf_add_u8(j->out, '\n');
    return buf_check(j->out, "JSON", e);
}

static void put_columns(struct json *j, const struct table *t)
{
    json_key(j, "columns");
    json_open_array(j);
    for (size_t c = 0; c < t->columns; c++) {
        json_open_object(j);
        json_pair(j, "id", t->column[c].id);
        json_pair(j, "title_vi", t->column[c].title_vi);
        json_pair(j, "title_en", t->column[c].title_en);
        json_close(j);
    }
    json_close(j);
}

enum err_code json_table(const struct table *t, const char *mark, struct buf *out, struct err *e)
{
    struct json j;
    if (t->failed)
        return err_memory(e);
    json_init(&j, out);
    json_open_object(&j);
    if (mark)
        json_pair_bool(&j, mark, true);
    put_columns(&j, t);
    json_key(&j, "rows");
    json_open_array(&j);
    for (size_t r = 0; r < t->rows; r++) {
        json_open_object(&j);
        for (size_t c = 0; c < t->columns; c++) {
            json_key(&j, t->column[c].id);
            if (t->column[c].kind == TABLE_NUMBER)
                json_number_text(&j, table_cell(t, r, c));
            else
                json_text(&j, table_cell(t, r, c));
        }
        json_close(&j);
    }
    json_close(&j);
    json_close(&j);
    return json_finish(&j, e);
}
