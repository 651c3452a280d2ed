#include "tools/bank/export.h"

#include "app/core/i18n.h"
#include "tools/import/encoding.h"
#include "tools/import/gift.h"
#include "tools/table/csv.h"

#include <string.h>

static const struct export_format FORMATS[] = {
#define ROW(name, write) {name, write},
    EXPORT_TABLE(ROW)
#undef ROW
        {NULL, NULL},
};

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

enum err_code export_each(const struct bank_folder *b, export_take *take, void *context,
                          struct err *e)
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
    uint32_t pool; /* of the row before; UINT32_MAX at the beginning */
};

static enum err_code read_gift(void *context, const struct bank_row *r, struct err *e)
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
    gift_write_begin(out);
    enum err_code rc = export_each(b, read_gift, &w, e);
    return rc == ERR_OK ? buf_check(out, "GIFT", e) : rc;
}

/* ---- CSV: a row tells of a question of the bank ---- */

struct export_row {
    const struct bank_source *source;
    const struct bank_row *row;
};

static const struct bank_question *text_of(const void *row)
{
    const struct export_row *x = row;
    return &x->source->question[x->row->question].text;
}

/* A ' in front of a text that begins with one before a sign that spreadsheets calculate with: the
 * importer takes one off. */
static void put_guarded(const char *text, struct buf *cell)
{
    if (text && text[0] == '\'' && text[1] && strchr("=+-@\t\r'", text[1]))
        buf_add_u8(cell, '\'');
    table_put_text(text, cell);
}

static void put_category(const void *row, struct buf *cell)
{
    const struct export_row *x = row;
    table_put_text(x->source->pool[x->row->pool].name, cell);
}

static void put_name(const void *row, struct buf *cell)
{
    put_guarded(((const struct export_row *)row)->row->name, cell);
}

static void put_stem(const void *row, struct buf *cell)
{
    put_guarded(text_of(row)->stem, cell);
}

static void put_a(const void *row, struct buf *cell)
{
    put_guarded(text_of(row)->option[0], cell);
}

static void put_b(const void *row, struct buf *cell)
{
    put_guarded(text_of(row)->option[1], cell);
}

static void put_c(const void *row, struct buf *cell)
{
    put_guarded(text_of(row)->option[2], cell);
}

static void put_d(const void *row, struct buf *cell)
{
    put_guarded(text_of(row)->option[3], cell);
}

static void put_answer(const void *row, struct buf *cell)
{
    buf_add_u8(cell, (uint8_t)('A' + ((const struct export_row *)row)->row->answer));
}

static void put_source(const void *row, struct buf *cell)
{
    const struct export_row *x = row;
    put_guarded(x->source->question[x->row->question].note, cell);
}

static void put_nothing(const void *row, struct buf *cell)
{
    (void)row;
    (void)cell;
}

static const struct table_column COLUMN[] = {
    {"category", "Mục", "Category", TABLE_TEXT, put_category},
    {"name", "Tên", "Name", TABLE_TEXT, put_name},
    {"question", "Câu hỏi", "Question", TABLE_TEXT, put_stem},
    {"a", "Phương án A", "Option A", TABLE_TEXT, put_a},
    {"b", "Phương án B", "Option B", TABLE_TEXT, put_b},
    {"c", "Phương án C", "Option C", TABLE_TEXT, put_c},
    {"d", "Phương án D", "Option D", TABLE_TEXT, put_d},
    {"answer", "Đáp án", "Answer", TABLE_TEXT, put_answer},
    {"source", "Căn cứ", "Source", TABLE_TEXT, put_source},
    {"encoding", ENCODING_DECLARED_HEADING, ENCODING_DECLARED_HEADING, TABLE_TEXT, put_nothing},
};

static enum err_code add_row(void *context, const struct bank_row *r, struct err *e)
{
    struct writing *w = context;
    (void)e;
    table_add_row(w->table, &(struct export_row){&w->b->source, r});
    return ERR_OK;
}

enum err_code export_csv(const struct bank_folder *b, struct buf *out, struct err *e)
{
    struct table t;
    struct writing w = {.b = b, .table = &t};
    table_init(&t, COLUMN, sizeof COLUMN / sizeof COLUMN[0]);
    enum err_code rc = export_each(b, add_row, &w, e);
    if (rc == ERR_OK)
        rc = csv_table(&t, TABLE_VI, out, e);
    table_free(&t);
    return rc;
}
