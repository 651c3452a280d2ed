#include "tools/report/opendata.h"

#include "app/core/i18n.h"
#include "tools/table/json.h"
#include "tools/report/caution.h"
#include "tools/report/letterhead.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

/* A row tells of a result. */
struct opendata_row {
    const char *session;
    const struct session_info *info;
    const struct result *result;
};
struct column {
    const char *id, *type, *title, *description;
    void (*put)(const struct opendata_row *row, struct buf *out);
};

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

/* A number of a part, where the paper has been graded and has it. */
static void put_part(const struct result *r, const unsigned number[PROFILE_PARTS_MAX],
                     unsigned part, struct buf *out)
{
    if (results_is_graded(r) && part < r->parts)
        buf_printf(out, "%u", number[part]);
}

static void put_session(const struct opendata_row *row, struct buf *out)
{
    put_text(out, row->session);
}

static void put_paper(const struct opendata_row *row, struct buf *out)
{
    put_text(out, row->result->paper);
}

static void put_field(const struct opendata_row *row, struct buf *out)
{
    put_text(out, row->result->field);
}

static void put_grade(const struct opendata_row *row, struct buf *out)
{
    put_text(out, row->result->grade);
}

static void put_law_right(const struct opendata_row *row, struct buf *out)
{
    put_part(row->result, row->result->right, 0, out);
}

static void put_law_questions(const struct opendata_row *row, struct buf *out)
{
    put_part(row->result, row->result->questions, 0, out);
}

static void put_law_points(const struct opendata_row *row, struct buf *out)
{
    put_part(row->result, row->result->points, 0, out);
}

static void put_professional_right(const struct opendata_row *row, struct buf *out)
{
    put_part(row->result, row->result->right, 1, out);
}

static void put_professional_questions(const struct opendata_row *row, struct buf *out)
{
    put_part(row->result, row->result->questions, 1, out);
}

static void put_professional_points(const struct opendata_row *row, struct buf *out)
{
    put_part(row->result, row->result->points, 1, out);
}

static void put_total(const struct opendata_row *row, struct buf *out)
{
    if (results_is_graded(row->result))
        buf_printf(out, "%u", row->result->total);
}

static void put_state(const struct opendata_row *row, struct buf *out)
{
    put_text(out, results_state_name(row->result->state));
}

static void put_training(const struct opendata_row *row, struct buf *out)
{
    put_text(out, row->info->flags & SESSION_FLAG_TRAINING ? "true" : "false");
}

static void put_sheet(const struct opendata_row *row, struct buf *out)
{
    put_text(out, session_sheet_word(row->info->sheet));
}

static const struct column COLUMN[] = {
    {"session", "string", "Ca sát hạch", "Name of the session in the office", put_session},
    {"paper", "string", "Đề", "Number of the paper in the session, with leading zeros", put_paper},
    {"field", "string", "Lĩnh vực", "Code of the field", put_field},
    {"grade", "string", "Hạng", "I, II or III", put_grade},
    {"law_right", "integer", "Số câu đúng phần pháp luật",
     "Right answers in the part on law; empty when not graded", put_law_right},
    {"law_questions", "integer", "Số câu phần pháp luật", "Questions that count in that part",
     put_law_questions},
    {"law_points", "integer", "Điểm pháp luật", "Points of that part", put_law_points},
    {"professional_right", "integer", "Số câu đúng phần chuyên môn",
     "Right answers in the professional part; empty for an exempt paper", put_professional_right},
    {"professional_questions", "integer", "Số câu phần chuyên môn",
     "Questions that count in that part", put_professional_questions},
    {"professional_points", "integer", "Điểm chuyên môn", "Points of that part",
     put_professional_points},
    {"total", "integer", "Tổng điểm", "Points in all", put_total},
    {"training", "boolean", "Ca tập dượt", "true: a training session, its results certify nothing",
     put_training},
    {"sheet", "string", "Danh sách ký",
     "Which receipts are compared with the signed sheet: all, sample or none", put_sheet},
    {"state", "string", "Kết quả",
     "passed, failed, absent, unfinished, conflict, no-paper, irregular, cancelled or moved",
     put_state},
};
enum { COLUMNS = sizeof COLUMN / sizeof COLUMN[0] };

enum err_code opendata_csv(const struct report_source *src, struct buf *out, struct err *e)
{
    for (int c = 0; c < COLUMNS; c++)
        buf_printf(out, "%s%s", c ? "," : "", COLUMN[c].id);
    buf_add_u8(out, '\n');
    for (size_t i = 0; i < src->results->count; i++) {
        const struct opendata_row row = {src->name, src->session, &src->results->row[i]};
        for (int c = 0; c < COLUMNS; c++) {
            if (c)
                buf_add_u8(out, ',');
            COLUMN[c].put(&row, out);
        }
        buf_add_u8(out, '\n');
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

static void put_resource(struct json *j, const char *path, const struct buf *csv)
{
    /* for readers of data packages, who know no BLAKE2b-256; what proves the file is its
     * signature */
    char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, csv->data, csv->len), hash[128];
    snprintf(hash, sizeof hash, "sha256:%s", sum);
    g_free(sum);
    json_open_object(j);
    json_pair(j, "name", "opendata");
    json_pair(j, "path", path);
    json_pair(j, "profile", "tabular-data-resource");
    json_pair(j, "format", "csv");
    json_pair(j, "mediatype", "text/csv");
    json_pair(j, "encoding", "utf-8");
    json_pair_uint(j, "bytes", csv->len);
    json_pair(j, "hash", hash);
    json_key(j, "dialect");
    json_open_object(j);
    json_pair(j, "delimiter", ",");
    json_pair(j, "lineTerminator", "\n");
    json_close(j);
    put_schema(j);
    json_close(j);
}

/* What the session says of itself. */
static void put_description(struct json *j, const struct session_info *info)
{
    const char *sentence[CAUTIONS_MAX];
    struct buf text;
    buf_init(&text, 4096);
    for (size_t i = 0, n = caution_sentences(info, sentence); i < n; i++)
        buf_printf(&text, "%s%s", i ? " " : "", sentence[i]);
    if (text.len)
        json_pair(j, "description", buf_text(&text));
    buf_free(&text);
}

enum err_code opendata_package(const struct report_source *src, struct buf *out, struct err *e)
{
    struct buf csv;
    struct json j;
    char name[80], path[CAUTION_FILE_MAX];
    bool is_training = caution_is_training(src->session);
    caution_file_name(is_training, "opendata.csv", path);
    buf_init(&csv, REPORT_FILE_MAX);
    enum err_code rc = opendata_csv(src, &csv, e);
    snprintf(name, sizeof name, "sathach-%s", src->name);
    json_init(&j, out);
    json_open_object(&j);
    json_pair(&j, "profile", "tabular-data-package");
    json_pair(&j, "name", name);
    json_pair(&j, "title", letterhead_session(src));
    put_description(&j, src->session);
    if (is_training)
        json_pair_bool(&j, "training", true);
    json_pair(&j, "version", src->results->basis.basis);
    json_key(&j, "resources");
    json_open_array(&j);
    put_resource(&j, path, &csv);
    json_close(&j);
    json_close(&j);
    buf_free(&csv);
    return rc == ERR_OK ? json_finish(&j, e) : rc;
}
