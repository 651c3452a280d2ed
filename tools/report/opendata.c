#include "tools/report/opendata.h"

#include "app/core/i18n.h"
#include "tools/report/json.h"
#include "tools/report/letterhead.h"
#include "tools/report/lists.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

struct column {
    const char *id, *type, *title, *description;
};
static const struct column COLUMN[] = {
    {"session", "string", "Ca sát hạch", "Name of the session in the office"},
    {"paper", "string", "Đề", "Number of the paper in the session, with leading zeros"},
    {"field", "string", "Lĩnh vực", "Code of the field"},
    {"grade", "string", "Hạng", "I, II or III"},
    {"law_right", "integer", "Số câu đúng phần pháp luật", "Right answers in the part on law; empty when not graded"},
    {"law_questions", "integer", "Số câu phần pháp luật", "Questions that count in that part"},
    {"law_points", "integer", "Điểm pháp luật", "Points of that part"},
    {"professional_right", "integer", "Số câu đúng phần chuyên môn", "Right answers in the professional part; empty for an exempt paper"},
    {"professional_questions", "integer", "Số câu phần chuyên môn", "Questions that count in that part"},
    {"professional_points", "integer", "Điểm chuyên môn", "Points of that part"},
    {"total", "integer", "Tổng điểm", "Points in all"},
    {"state", "string", "Kết quả", "passed, failed, absent, unfinished or conflict"},
};
enum { COLUMNS = sizeof COLUMN / sizeof COLUMN[0] };

/* Ids, codes and numbers hold nothing that would need quotes, but fields come from a roster. */
static void put_text(struct buf *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        buf_add_text(out, text);
        return;
    }
    buf_add_u8(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buf_add_u8(out, '"');
        buf_add_u8(out, (uint8_t)*text);
    }
    buf_add_u8(out, '"');
}

static void put_part(struct buf *out, const struct result *r, unsigned part)
{
    if (r->state <= RESULT_FAILED && part < r->parts)
        buf_printf(out, ",%u,%u,%u", r->right[part], r->questions[part], r->points[part]);
    else
        buf_add_text(out, ",,,");
}

enum err_code opendata_csv(const struct report_source *src, struct buf *out, struct err *e)
{
    for (int c = 0; c < COLUMNS; c++)
        buf_printf(out, "%s%s", c ? "," : "", COLUMN[c].id);
    buf_add_u8(out, '\n');
    for (size_t i = 0; i < src->results->count; i++) {
        const struct result *r = &src->results->row[i];
        buf_printf(out, "%s,%s,", src->name, r->paper);
        put_text(out, r->field);
        buf_add_u8(out, ',');
        put_text(out, r->grade);
        put_part(out, r, 0);
        put_part(out, r, 1);
        if (r->state <= RESULT_FAILED)
            buf_printf(out, ",%u", r->total);
        else
            buf_add_u8(out, ',');
        buf_printf(out, ",%s\n", results_state_name(r->state));
    }
    return buf_check(out, "opendata.csv", e);
}

static void put_fields(struct json *j)
{
    json_key(j, "fields");
    json_open_array(j);
    for (int c = 0; c < COLUMNS; c++) {
        json_open_object(j);
        json_pair(j, "name", COLUMN[c].id);
        json_pair(j, "type", COLUMN[c].type);
        json_pair(j, "title", COLUMN[c].title);
        json_pair(j, "description", COLUMN[c].description);
        json_close(j);
    }
    json_close(j);
}

static void put_schema(struct json *j)
{
    json_key(j, "schema");
    json_open_object(j);
    put_fields(j);
    json_key(j, "missingValues");
    json_open_array(j);
    json_text(j, "");
    json_close(j);
    json_key(j, "primaryKey");
    json_open_array(j);
    json_text(j, "session");
    json_text(j, "paper");
    json_close(j);
    json_close(j);
}

static void put_resource(struct json *j, const struct buf *csv)
{
    /* for readers of data packages, who know no BLAKE2b-256; what proves the file is its signature */
    char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, csv->data, csv->len), hash[128];
    snprintf(hash, sizeof hash, "sha256:%s", sum);
    g_free(sum);
    json_open_object(j);
    json_pair(j, "name", "opendata");
    json_pair(j, "path", "opendata.csv");
    json_pair(j, "profile", "tabular-data-resource");
    json_pair(j, "format", "csv");
    json_pair(j, "mediatype", "text/csv");
    json_pair(j, "encoding", "utf-8");
    json_key(j, "bytes");
    json_uint(j, csv->len);
    json_pair(j, "hash", hash);
    json_key(j, "dialect");
    json_open_object(j);
    json_pair(j, "delimiter", ",");
    json_pair(j, "lineTerminator", "\n");
    json_close(j);
    put_schema(j);
    json_close(j);
}

enum err_code opendata_package(const struct report_source *src, struct buf *out, struct err *e)
{
    struct buf csv;
    struct json j;
    char name[80];
    buf_init(&csv, LISTS_FILE_MAX);
    enum err_code rc = opendata_csv(src, &csv, e);
    snprintf(name, sizeof name, "sathach-%s", src->name);
    json_init(&j, out);
    json_open_object(&j);
    json_pair(&j, "profile", "tabular-data-package");
    json_pair(&j, "name", name);
    json_pair(&j, "title", letterhead_session(src));
    json_pair(&j, "version", src->results->basis.log_head);
    json_key(&j, "resources");
    json_open_array(&j);
    put_resource(&j, &csv);
    json_close(&j);
    json_close(&j);
    buf_free(&csv);
    return rc == ERR_OK ? json_finish(&j, e) : rc;
}
