#include "tools/report/itemreport.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER = 32, CELLS_MAX = 24 };

/* The shortest digits that give the same number back. */
static void write_number(double v, char out[NUMBER])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, NUMBER, "%.*g", digits, v);
        double back = strtod(out, NULL);
        if (!(back < v) && !(back > v))
            return;
    }
}

/* One row under way. */
struct row {
    char text[CELLS_MAX][NUMBER];
    const char *cell[CELLS_MAX];
    size_t count;
};

static void put_text(struct row *r, const char *text)
{
    r->cell[r->count++] = text;
}

static void put_number(struct row *r, double v)
{
    write_number(v, r->text[r->count]);
    r->cell[r->count] = r->text[r->count];
    r->count++;
}

static void put_value(struct row *r, struct itemstat_value v)
{
    if (v.is_defined)
        put_number(r, v.value);
    else
        put_text(r, "");
}

static void put_count(struct row *r, size_t n)
{
    put_number(r, (double)n);
}

void itemreport_test_name(const struct analysis_group *g, char *out, size_t room)
{
    snprintf(out, room, "%s%s", g->profile, g->is_exempt ? " (exempt)" : "");
}

/* ---- tables ---- */

static void put_item(struct row *r, const struct itemstat_item *i)
{
    put_number(r, i->facility);
    put_value(r, i->sd);
    put_value(r, i->item_total);
    put_value(r, i->discrimination);
    put_value(r, i->efficiency);
}

#define ITEM_COLUMNS                                                                                                                \
    {"facility", "Độ dễ", "Facility", TABLE_NUMBER}, {"sd", "Độ lệch chuẩn", "SD", TABLE_NUMBER},                                    \
        {"item_total", "Tương quan câu–tổng", "Item-total", TABLE_NUMBER}, {"discrimination", "Độ phân biệt", "Discrimination", TABLE_NUMBER}, \
        {"efficiency", "Hiệu suất phân biệt", "Efficiency", TABLE_NUMBER}

static void write_letters(uint8_t options, char out[8])
{
    size_t at = 0;
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (options >> o & 1)
            out[at++] = (char)('A' + o);
    out[at] = '\0';
}

static void write_flags(unsigned flags, char out[128])
{
    size_t at = 0;
    out[0] = '\0';
    for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
        if (flags >> bit & 1)
            at += (size_t)snprintf(out + at, 128 - at, "%s%s", at ? " " : "", analysis_flag_word(bit));
}

void itemreport_questions(const struct analysis *a, struct table *out)
{
    static const struct table_column COLUMN[] = {{"id", "Mã câu hỏi", "Question", TABLE_TEXT},
                                                 {"pool", "Nhóm", "Pool", TABLE_TEXT},
                                                 {"key", "Đáp án", "Key", TABLE_TEXT},
                                                 {"drawn", "Số lần rút", "Drawn", TABLE_NUMBER},
                                                 {"attempts", "Số bài", "Attempts", TABLE_NUMBER},
                                                 ITEM_COLUMNS,
                                                 {"seconds", "Giây", "Seconds", TABLE_NUMBER},
                                                 {"chose_a", "Chọn A", "Chose A", TABLE_NUMBER},
                                                 {"chose_b", "Chọn B", "Chose B", TABLE_NUMBER},
                                                 {"chose_c", "Chọn C", "Chose C", TABLE_NUMBER},
                                                 {"chose_d", "Chọn D", "Chose D", TABLE_NUMBER},
                                                 {"empty", "Bỏ trống", "Empty", TABLE_NUMBER},
                                                 {"r_a", "r của A", "r of A", TABLE_NUMBER},
                                                 {"r_b", "r của B", "r of B", TABLE_NUMBER},
                                                 {"r_c", "r của C", "r of C", TABLE_NUMBER},
                                                 {"r_d", "r của D", "r of D", TABLE_NUMBER},
                                                 {"flags", "Nhận xét", "Flags", TABLE_TEXT}};
    table_init(out, COLUMN, sizeof COLUMN / sizeof COLUMN[0]);
    for (size_t i = 0; i < a->questions; i++) {
        const struct analysis_question *q = &a->question[i];
        struct row r = {.count = 0};
        char id[2 * CRYPT_HASH + 1], key[8], flags[128];
        crypt_hex(q->qid, CRYPT_HASH, id);
        write_letters(q->options, key);
        write_flags(q->flags, flags);
        put_text(&r, id);
        put_text(&r, q->pool ? q->pool : "");
        put_text(&r, key);
        put_count(&r, q->drawn);
        put_count(&r, q->item.n);
        put_item(&r, &q->item);
        put_number(&r, q->seconds);
        for (unsigned o = 0; o <= BANK_OPTIONS; o++)
            put_count(&r, q->option[o].count);
        for (unsigned o = 0; o < BANK_OPTIONS; o++)
            put_value(&r, q->option[o].r);
        put_text(&r, flags);
        table_add(out, r.cell);
    }
}

void itemreport_slots(const struct analysis *a, struct table *out)
{
    static const struct table_column COLUMN[] = {{"test", "Bài", "Test", TABLE_TEXT},       {"slot", "Câu số", "Slot", TABLE_NUMBER},
                                                 {"attempts", "Số bài", "Attempts", TABLE_NUMBER}, ITEM_COLUMNS,
                                                 {"weight", "Trọng số thực", "Effective weight", TABLE_NUMBER},
                                                 {"alpha_without", "Alpha khi bỏ câu này", "Alpha without", TABLE_NUMBER},
                                                 {"seconds", "Giây", "Seconds", TABLE_NUMBER}};
    table_init(out, COLUMN, sizeof COLUMN / sizeof COLUMN[0]);
    for (size_t g = 0; g < a->groups; g++)
        for (size_t j = 0; j < a->group[g].test.k; j++) {
            const struct analysis_slot *s = &a->group[g].slot[j];
            struct row r = {.count = 0};
            char name[80];
            itemreport_test_name(&a->group[g], name, sizeof name);
            put_text(&r, name);
            put_count(&r, j + 1);
            put_count(&r, s->item.n);
            put_item(&r, &s->item);
            put_value(&r, s->weight);
            put_value(&r, s->without);
            put_number(&r, s->seconds);
            table_add(out, r.cell);
        }
}

void itemreport_tests(const struct analysis *a, struct table *out)
{
    static const struct table_column COLUMN[] = {{"test", "Bài", "Test", TABLE_TEXT},
                                                 {"attempts", "Số bài", "Attempts", TABLE_NUMBER},
                                                 {"slots", "Số câu", "Slots", TABLE_NUMBER},
                                                 {"mean", "Trung bình", "Mean", TABLE_NUMBER},
                                                 {"median", "Trung vị", "Median", TABLE_NUMBER},
                                                 {"sd", "Độ lệch chuẩn", "SD", TABLE_NUMBER},
                                                 {"skew", "Độ lệch", "Skew", TABLE_NUMBER},
                                                 {"kurtosis", "Độ nhọn", "Kurtosis", TABLE_NUMBER},
                                                 {"alpha", "Alpha (KR-20)", "Alpha (KR-20)", TABLE_NUMBER},
                                                 {"kr21", "KR-21", "KR-21", TABLE_NUMBER},
                                                 {"error_ratio", "Tỷ lệ sai số", "Error ratio", TABLE_NUMBER},
                                                 {"sem", "Sai số chuẩn", "SEM", TABLE_NUMBER}};
    table_init(out, COLUMN, sizeof COLUMN / sizeof COLUMN[0]);
    for (size_t g = 0; g < a->groups; g++) {
        const struct itemstat_test *t = &a->group[g].test;
        const struct itemstat_value VALUE[] = {t->sd, t->skew, t->kurtosis, t->alpha, t->kr21, t->error_ratio, t->sem};
        struct row r = {.count = 0};
        char name[80];
        itemreport_test_name(&a->group[g], name, sizeof name);
        put_text(&r, name);
        put_count(&r, t->n);
        put_count(&r, t->k);
        put_number(&r, t->mean);
        put_number(&r, t->median);
        for (size_t i = 0; i < sizeof VALUE / sizeof VALUE[0]; i++)
            put_value(&r, VALUE[i]);
        table_add(out, r.cell);
    }
}

void itemreport_pairs(const struct analysis *a, struct table *out)
{
    static const struct table_column COLUMN[] = {{"session", "Ca", "Session", TABLE_TEXT},
                                                 {"paper_a", "Đề thứ nhất", "First paper", TABLE_TEXT},
                                                 {"sbd_a", "SBD", "Candidate", TABLE_TEXT},
                                                 {"paper_b", "Đề thứ hai", "Second paper", TABLE_TEXT},
                                                 {"sbd_b", "SBD", "Candidate", TABLE_TEXT},
                                                 {"shared", "Câu chung", "Shared questions", TABLE_NUMBER},
                                                 {"wrong", "Cùng sai", "Both wrong", TABLE_NUMBER},
                                                 {"same", "Sai giống nhau", "Same wrong option", TABLE_NUMBER},
                                                 {"close", "Trong vòng một phút", "Within a minute", TABLE_NUMBER},
                                                 {"chance", "Xác suất ngẫu nhiên", "Chance", TABLE_NUMBER}};
    table_init(out, COLUMN, sizeof COLUMN / sizeof COLUMN[0]);
    for (size_t i = 0; i < a->pairs; i++) {
        const struct analysis_pair *p = &a->pair[i];
        struct row r = {.cell = {p->session, p->a, p->sbd_a, p->b, p->sbd_b}, .count = 5};
        put_count(&r, p->shared);
        put_count(&r, p->wrong);
        put_count(&r, p->same);
        put_count(&r, p->close);
        put_number(&r, p->chance);
        table_add(out, r.cell);
    }
}

/* ---- JSON ---- */

static void put_table(struct json *j, const char *key, const struct table *t)
{
    json_key(j, key);
    json_open_array(j);
    for (size_t r = 0; r < t->rows; r++) {
        json_open_object(j);
        for (size_t c = 0; c < t->columns; c++) {
            json_key(j, t->column[c].id);
            if (t->column[c].kind == TABLE_NUMBER)
                json_number_text(j, table_cell(t, r, c));
            else
                json_text(j, table_cell(t, r, c));
        }
        json_close(j);
    }
    json_close(j);
}

enum err_code itemreport_json(const struct analysis *a, struct buf *out, struct err *e)
{
    static const struct { const char *key; void (*make)(const struct analysis *a, struct table *out); } TABLES[] = {
        {"tests", itemreport_tests}, {"slots", itemreport_slots}, {"questions", itemreport_questions}, {"pairs", itemreport_pairs}};
    struct json j;
    bool failed = false;
    json_init(&j, out);
    json_open_object(&j);
    json_key(&j, "sessions");
    json_uint(&j, a->sessions);
    json_key(&j, "papers");
    json_uint(&j, a->papers);
    json_key(&j, "attempts");
    json_uint(&j, a->attempts);
    for (size_t i = 0; i < sizeof TABLES / sizeof TABLES[0]; i++) {
        struct table t;
        TABLES[i].make(a, &t);
        put_table(&j, TABLES[i].key, &t);
        failed = failed || t.failed;
        table_free(&t);
    }
    json_close(&j);
    return failed ? err_set(e, ERR_LIMIT, _("out of memory")) : json_finish(&j, e);
}
