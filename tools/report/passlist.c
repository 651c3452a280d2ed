#include "tools/report/passlist.h"

#include "tools/report/name_order.h"
#include "tools/report/stable_words.h"

#include <stdlib.h>
#include <string.h>

const struct session_candidate *passlist_person(const struct office_session *s,
                                                const struct result *r, uint32_t *index)
{
    if (!session_paper_index(r->paper, index) || *index >= s->roster.papers)
        return NULL;
    return &s->roster.candidate[s->roster.paper[*index].candidate];
}

const char *passlist_identity(const struct office_session *s, uint32_t candidate)
{
    return s->people.identity ? s->people.identity[candidate] : "";
}

size_t *passlist_order(const struct session_roster *r)
{
    const char **name = calloc(r->papers, sizeof *name);
    size_t *order = NULL;
    for (uint32_t i = 0; name && i < r->papers; i++)
        name[i] = r->candidate[r->paper[i].candidate].name;
    if (name)
        order = name_order_make(name, r->papers);
    free(name);
    return order;
}

unsigned passlist_possible(const struct profile_variant *v)
{
    unsigned all = 0;
    for (unsigned i = 0; i < v->parts; i++)
        all += v->part[i].points * profile_part_questions(&v->part[i]);
    return all;
}

/* What a row tells of: a result, which is the number-th of the list. */
struct entry {
    const struct result *result;
    size_t number;
    enum table_lang lang;
    enum stable_words_reader reader;
    const struct profile *profile;
    const char *name, *birth, *identity, *unit, *field_title;
};

static bool is_exempt(const struct entry *x)
{
    return results_has_note(x->result, "exempt");
}

static void put_part(const struct result *r, unsigned part, struct buf *cell)
{
    if (results_is_graded(r) && part < r->parts)
        buf_printf(cell, "%u", r->points[part]);
}

static void put_law(const void *row, struct buf *cell)
{
    put_part(((const struct entry *)row)->result, 0, cell);
}

static void put_professional(const void *row, struct buf *cell)
{
    const struct entry *x = row;
    if (x->reader == STABLE_WORDS_PEOPLE && is_exempt(x))
        buf_add_text(cell, x->lang == TABLE_EN ? "Exempt" : "Miễn");
    else
        put_part(x->result, 1, cell);
}

/* The total of an exempt paper is out of less than that of others: it says of how much. */
static void put_total(const void *row, struct buf *cell)
{
    const struct entry *x = row;
    const struct profile_variant *v = &x->profile->exempt;
    if (results_is_graded(x->result))
        buf_printf(cell, "%u", x->result->total);
    if (cell->len && x->reader == STABLE_WORDS_PEOPLE && is_exempt(x) && v->parts)
        buf_printf(cell, "/%u", passlist_possible(v));
}

static void put_word(const void *row, struct buf *cell)
{
    const struct entry *x = row;
    table_put_text(results_state_text(x->result->state, x->lang), cell);
}

static void put_state(const void *row, struct buf *cell)
{
    table_put_text(results_state_name(((const struct entry *)row)->result->state), cell);
}

TABLE_PUT_COUNT(put_number, struct entry, number)
TABLE_PUT_TEXT(put_sbd, struct entry, result->sbd)
TABLE_PUT_TEXT(put_name, struct entry, name)
TABLE_PUT_TEXT(put_birth, struct entry, birth)
TABLE_PUT_TEXT(put_identity, struct entry, identity)
TABLE_PUT_TEXT(put_unit, struct entry, unit)
TABLE_PUT_TEXT(put_field, struct entry, result->field)
TABLE_PUT_TEXT(put_field_title, struct entry, field_title)
TABLE_PUT_TEXT(put_grade, struct entry, result->grade)

/* In fours, as people read it. */
static void put_shown(const struct result *r, struct buf *cell)
{
    char grouped[CODE_RECEIPT_SHOWN];
    code_group(r->receipt, 4, grouped, sizeof grouped);
    buf_add_text(cell, grouped);
}

static void put_receipt(const void *row, struct buf *cell)
{
    put_shown(((const struct entry *)row)->result, cell);
}

static void put_note(const void *row, struct buf *cell)
{
    const struct entry *x = row;
    if (x->reader == STABLE_WORDS_PROGRAMS)
        table_put_text(x->result->note, cell);
    else
        stable_words_put(x->result->note, x->lang, cell);
}

static const struct table_column RESULT[] = {
    {"stt", "STT", "No.", TABLE_NUMBER, put_number},
    {"sbd", "Mã số dự sát hạch", "Candidate number", TABLE_TEXT, put_sbd},
    {"name", "Họ và tên", "Full name", TABLE_TEXT, put_name},
    {"birth", "Ngày sinh", "Date of birth", TABLE_TEXT, put_birth},
    {"identity", "Số CCCD/Hộ chiếu", "Identity or passport number", TABLE_TEXT, put_identity},
    {"unit", "Đơn vị công tác", "Employer", TABLE_TEXT, put_unit},
    {"field", "Lĩnh vực", "Field", TABLE_TEXT, put_field},
    {"field_title", "Tên lĩnh vực", "Name of the field", TABLE_TEXT, put_field_title},
    {"grade", "Hạng", "Grade", TABLE_TEXT, put_grade},
    {"law_points", "Điểm pháp luật", "Law points", TABLE_NUMBER, put_law},
    {"professional_points", "Điểm chuyên môn", "Professional points", TABLE_NUMBER,
     put_professional},
    {"total", "Tổng điểm", "Total points", TABLE_NUMBER, put_total},
    {"result", "Kết quả", "Result", TABLE_TEXT, put_word},
    {"receipt", "Mã biên nhận", "Receipt code", TABLE_TEXT, put_receipt},
    {"state", "Trạng thái", "State", TABLE_TEXT, put_state},
    {"note", "Ghi chú", "Note", TABLE_TEXT, put_note},
};

/* The entry of a result, not numbered. */
static struct entry tell(const struct report_source *src, const struct result *r)
{
    uint32_t paper;
    const struct session_candidate *c = passlist_person(src->opened, r, &paper);
    struct entry x = {.result = r, .profile = &src->session->profile};
    if (c) {
        x.name = c->name;
        x.birth = c->birth;
        x.unit = c->unit;
        x.identity = passlist_identity(src->opened, src->opened->roster.paper[paper].candidate);
        x.field_title = src->opened->roster.paper[paper].title_vi;
    }
    return x;
}

/* The rows of the results by the names of who they are. */
static size_t *order_of(const struct report_source *src)
{
    size_t n = src->results->count, *order = NULL;
    const char **name = n ? calloc(n, sizeof *name) : NULL;
    for (size_t i = 0; name && i < n; i++)
        name[i] = tell(src, &src->results->row[i]).name;
    if (name)
        order = name_order_make(name, n);
    free(name);
    return order;
}

void passlist_make(const struct report_source *src, enum passlist_kind kind, enum table_lang lang,
                   enum stable_words_reader reader, struct table *out)
{
    const struct results *r = src->results;
    size_t *order = order_of(src);
    table_init(out, RESULT, sizeof RESULT / sizeof RESULT[0]);
    out->failed = out->failed || (r->count && !order);
    for (size_t i = 0; i < r->count && !out->failed; i++) {
        struct entry x = tell(src, &r->row[order[i]]);
        if (kind == PASSLIST_PASSED && x.result->state != RESULT_PASSED)
            continue;
        x.number = out->rows + 1;
        x.lang = lang;
        x.reader = reader;
        table_add_row(out, &x);
    }
    free(order);
    if (kind == PASSLIST_PASSED || reader == STABLE_WORDS_PEOPLE)
        table_drop(out, "state");
}

/* ---- namesakes ---- */

static bool is_same(const struct table *t, const char *column, size_t a, size_t b)
{
    size_t at = (size_t)table_find(t, column);
    return strcmp(table_cell(t, a, at), table_cell(t, b, at)) == 0;
}

bool passlist_has_namesake(const struct table *t, size_t row)
{
    size_t first = row;
    while (first > 0 && is_same(t, "name", first - 1, row))
        first--;
    for (size_t i = first; i < t->rows && is_same(t, "name", i, row); i++)
        if (!is_same(t, "sbd", i, row))
            return true;
    return false;
}

/* ---- receipts: a row tells of a struct result ---- */

static void put_grouped_receipt(const void *row, struct buf *cell)
{
    put_shown(row, cell);
}

TABLE_PUT_TEXT(put_receipt_sbd, struct result, sbd)
TABLE_PUT_TEXT(put_receipt_paper, struct result, paper)
TABLE_PUT_TEXT(put_receipt_field, struct result, field)
TABLE_PUT_TEXT(put_receipt_grade, struct result, grade)

static const struct table_column RECEIPT[] = {
    {"sbd", "Mã số dự sát hạch", "Candidate number", TABLE_TEXT, put_receipt_sbd},
    {"paper", "Đề", "Paper", TABLE_TEXT, put_receipt_paper},
    {"field", "Lĩnh vực", "Field", TABLE_TEXT, put_receipt_field},
    {"grade", "Hạng", "Grade", TABLE_TEXT, put_receipt_grade},
    {"receipt", "Mã biên nhận", "Receipt code", TABLE_TEXT, put_grouped_receipt},
};

void passlist_receipts(const struct results *r, struct table *out)
{
    table_init(out, RECEIPT, sizeof RECEIPT / sizeof RECEIPT[0]);
    for (size_t i = 0; i < r->count; i++)
        if (r->row[i].receipt[0])
            table_add_row(out, &r->row[i]);
}
