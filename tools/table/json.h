/* A small JSON writer: objects, arrays and plain values into a buf, two blanks an indent; the same
 * calls give the same bytes. */
#ifndef SATHACH_TOOLS_TABLE_JSON_H
#define SATHACH_TOOLS_TABLE_JSON_H

#include "app/core/buf.h"
#include "tools/table/table.h"

enum { JSON_DEPTH_MAX = 16 };

struct json {
    struct buf *out;
    unsigned depth;
    bool has_items[JSON_DEPTH_MAX + 1]; /* of each open object or array */
    bool is_object[JSON_DEPTH_MAX + 1];
    bool has_key; /* a key was written, its value is due */
    bool failed;  /* nested too deep, or calls that make no JSON */
};

void json_init(struct json *j, struct buf *out);
void json_open_object(struct json *j);
void json_open_array(struct json *j);
/* Closes the innermost object or array. */
void json_close(struct json *j);
/* The key of the next value; inside objects only. */
void json_key(struct json *j, const char *key);
void json_text(struct json *j, const char *text);
void json_int(struct json *j, int64_t v);
void json_uint(struct json *j, uint64_t v);
void json_bool(struct json *j, bool v);
void json_null(struct json *j);
/* A cell of a table: a number when it reads as one, null when it is empty, else a text. */
void json_number_text(struct json *j, const char *text);
/* Key and value at once, inside an object. */
void json_pair(struct json *j, const char *key, const char *text);
void json_pair_uint(struct json *j, const char *key, uint64_t v);
void json_pair_bool(struct json *j, const char *key, bool v);
/* The last newline. ERR_LIMIT when out is full, when something was left open, or when the calls
 * made no JSON. */
enum err_code json_finish(struct json *j, struct err *e) ERR_MUST_CHECK;

/* {mark: true, "columns":[{"id","title_vi","title_en"}…],"rows":[{id: value}…]}; cells of number
 * columns are numbers, null when empty. mark: what holds of the whole table; NULL for nothing. */
enum err_code json_table(const struct table *t, const char *mark, struct buf *out,
                         struct err *e) ERR_MUST_CHECK;

#endif
