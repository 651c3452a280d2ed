#include "tools/bank/export.h"

#include "app/core/i18n.h"
#include "tools/import/gift.h"
#include "tools/report/csv.h"

#include <stdlib.h>
#include <string.h>

static const struct export_format FORMATS[] = {
    {"gift", export_gift}, {"moodle", export_moodle}, {"csv", export_csv}, {"qti", export_qti}, {NULL, NULL}};

const struct export_format *export_all(void)
{
    return FORMATS;
}

const struct export_format *export_find(const char *name)
{
    for (const struct export_format *f = FORMATS; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

enum err_code export_each(const struct bank_folder *b, export_take *take, void *context, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t p = 0; p < b->source.pools; p++)
        for (size_t i = 0; rc == ERR_OK && i < b->rows; i++)
            if (b->row[i].pool == p && !b->row[i].repeated)
                rc = take(context, &b->row[i], e);
    return rc;
}

/* What the writers of text need at each row. */
struct writing {
    const struct bank_folder *b;
    struct buf *out;
    struct table *table;
    uint32_t pool;      /* of the row before; UINT32_MAX at the beginning */
};

static enum err_code take_gift(void *context, const struct bank_row *r, struct err *e)
{
    struct writing *w = context;
    const struct bank_source_question *q = &w->b->source.question[r->question];
    (void)e;
    if (r->pool != w->pool)
        gift_write_category(w->b->source.pool[w->pool = r->pool].name, w->out);
    gift_write(&q->text, r->answer, r->name, q->note, w->out);
    return ERR_OK;
}

enum err_code export_gift(const struct bank_folder *b, struct buf *out, struct err *e)
{
    struct writing w = {.b = b, .out = out, .pool = UINT32_MAX};
    enum err_code rc = export_each(b, take_gift, &w, e);
    return rc == ERR_OK ? buf_check(out, "GIFT", e) : rc;
}

/* A ' in front of a text that begins with one before a sign that spreadsheets calculate with: the importer takes one off. */
static const char *guarded(const char *text, char **room)
{
    *room = NULL;
    if (text[0] != '\'' || !text[1] || !strchr("=+-@\t\r'", text[1]) || asprintf(room, "'%s", text) < 0)
        return text;
    return *room;
}

static enum err_code take_csv(void *context, const struct bank_row *r, struct err *e)
{
    struct writing *w = context;
    const struct bank_source_question *q = &w->b->source.question[r->question];
    char *room[7], letter[2] = {(char)('A' + r->answer), '\0'};
    const char *text[7] = {r->name ? r->name : "", q->text.stem, q->text.option[0], q->text.option[1], q->text.option[2], q->text.option[3], q->note ? q->note : ""};
    (void)e;
    for (int i = 0; i < 7; i++)
        text[i] = guarded(text[i], &room[i]);
    table_add(w->table, (const char *const[]){w->b->source.pool[r->pool].name, text[0], text[1], text[2], text[3], text[4], text[5], letter, text[6]});
    for (int i = 0; i < 7; i++)
        free(room[i]);
    return ERR_OK;
}

enum err_code export_csv(const struct bank_folder *b, struct buf *out, struct err *e)
{
    static const struct table_column COLUMNS[] = {
        {"category", "Mục", "Category", TABLE_TEXT}, {"name", "Tên", "Name", TABLE_TEXT}, {"question", "Câu hỏi", "Question", TABLE_TEXT},
        {"a", "Phương án A", "Option A", TABLE_TEXT}, {"b", "Phương án B", "Option B", TABLE_TEXT}, {"c", "Phương án C", "Option C", TABLE_TEXT},
        {"d", "Phương án D", "Option D", TABLE_TEXT}, {"answer", "Đáp án", "Answer", TABLE_TEXT}, {"source", "Căn cứ", "Source", TABLE_TEXT}};
    struct table t;
    struct writing w = {.b = b, .table = &t};
    table_init(&t, COLUMNS, sizeof COLUMNS / sizeof COLUMNS[0]);
    enum err_code rc = export_each(b, take_csv, &w, e);
    if (rc == ERR_OK)
        rc = csv_table(&t, TABLE_VI, out, e);
    table_free(&t);
    return rc;
}
