#include "tools/report/itemreport.h"

#include "app/core/i18n.h"
#include "app/core/pool_title.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER = 32, BANK_DIGITS = 16, FLAG_WORDS_MAX = 256 };

bool itemreport_speaks(size_t attempts)
{
    return attempts >= ANALYSIS_SPEAKS;
}

void itemreport_decimal(double v, int digits, const char *sign, struct buf *out)
{
    char text[NUMBER];
    snprintf(text, sizeof text, "%.*f", digits, v);
    if (text[0] == '-' &&
        strspn(text + 1, "0.,") == strlen(text + 1)) /* what rounds to 0 has no sign */
        memmove(text, text + 1, strlen(text));
    size_t whole = strcspn(text, ".,");
    buf_add(out, text, whole);
    if (text[whole]) {
        buf_add_text(out, sign);
        buf_add_text(out, text + whole + 1);
    }
}

unsigned itemreport_step(const struct analysis_group *g)
{
    unsigned step = 0;
    for (unsigned i = 0; i < g->variant->parts; i++)
        for (unsigned rest = g->variant->part[i].points; rest;) {
            unsigned next = step % rest;
            step = rest;
            rest = next;
        }
    return step ? step : 1;
}

/* ---- cells ---- */

/* The shortest digits that give the same number back. */
static void put_number(double v, struct buf *cell)
{
    char text[NUMBER];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, v);
        double back = strtod(text, NULL);
        if (!(back < v) && !(back > v))
            break;
    }
    buf_add_text(cell, text);
}

static void put_value(struct itemstat_value v, struct buf *cell)
{
    if (v.is_defined)
        put_number(v.value, cell);
}

static void put_bound(struct confidence c, double end, struct buf *cell)
{
    if (c.is_defined)
        put_number(end, cell);
}

/* PROFILE/FIELD/GRADE, and what an exempt paper is. */
static void put_test_name(const struct analysis_group *g, enum stable_words_reader reader,
                          struct buf *cell)
{
    buf_printf(cell, "%s/%s/%s%s", g->profile->id, g->field, g->grade,
               !g->is_exempt                   ? ""
               : reader == STABLE_WORDS_PEOPLE ? " (miễn chuyên môn)"
                                               : "/exempt");
}

static void put_bank_hash(const struct analysis *a, size_t bank, struct buf *cell)
{
    char hash[2 * CRYPT_HASH + 1];
    crypt_hex(a->bank[bank].hash, CRYPT_HASH, hash);
    buf_add(cell, hash, BANK_DIGITS);
}

/* Defines a column's put of a number, of a value that may be undefined, and of an end of an
 * interval: x is the row, and nothing is put when fewer than ANALYSIS_SPEAKS attempts are behind
 * it. */
#define PUT_SPOKEN(name, type, attempts, put) \
    static void name(const void *row, struct buf *cell) \
    { \
        const type *x = row; \
        if (itemreport_speaks(x->attempts)) \
            put; \
    }
#define PUT_NUMBER(name, type, attempts, member) \
    PUT_SPOKEN(name, type, attempts, put_number(x->member, cell))
#define PUT_VALUE(name, type, attempts, member) \
    PUT_SPOKEN(name, type, attempts, put_value(x->member, cell))
#define PUT_BOUND(name, type, attempts, member, end) \
    PUT_SPOKEN(name, type, attempts, put_bound(x->member, x->member.end, cell))

/* ---- a row a question ---- */

struct question_row {
    const struct analysis *analysis;
    const struct analysis_question *q;
    enum stable_words_reader reader;
};

static void put_id(const void *row, struct buf *cell)
{
    char id[2 * CRYPT_HASH + 1];
    crypt_hex(((const struct question_row *)row)->q->qid, CRYPT_HASH, id);
    buf_add_text(cell, id);
}

static void put_question_bank(const void *row, struct buf *cell)
{
    const struct question_row *x = row;
    put_bank_hash(x->analysis, x->q->bank, cell);
}

static void put_key(const void *row, struct buf *cell)
{
    const struct question_row *x = row;
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (x->q->options >> o & 1)
            buf_add_u8(cell, (uint8_t)('A' + o));
}

static void put_flags(const void *row, struct buf *cell)
{
    const struct question_row *x = row;
    struct buf words;
    buf_init(&words, FLAG_WORDS_MAX);
    for (unsigned bit = 0; bit < ANALYSIS_FLAGS; bit++)
        if (x->q->flags >> bit & 1)
            buf_printf(&words, "%s%s", words.len ? " " : "", analysis_flag_word(bit));
    if (x->reader == STABLE_WORDS_PEOPLE)
        stable_words_put(buf_text(&words), TABLE_VI, cell);
    else
        buf_add_text(cell, buf_text(&words));
    buf_free(&words);
}

#define QUESTION_NUMBER(name, member) PUT_NUMBER(name, struct question_row, q->item.n, q->member)
#define QUESTION_VALUE(name, member) PUT_VALUE(name, struct question_row, q->item.n, q->member)
#define QUESTION_BOUND(name, member, end) \
    PUT_BOUND(name, struct question_row, q->item.n, q->member, end)

static void put_pool(const void *row, struct buf *cell)
{
    const struct question_row *x = row;
    char title[POOL_TITLE_MAX];
    pool_title_vi(x->q->pool ? x->q->pool : "", NULL, title, sizeof title);
    table_put_text(x->reader == STABLE_WORDS_PEOPLE ? title : x->q->pool, cell);
}

TABLE_PUT_COUNT(put_number_in_pool, struct question_row, q->number)
TABLE_PUT_TEXT(put_words, struct question_row, q->words)
TABLE_PUT_COUNT(put_drawn, struct question_row, q->drawn)
TABLE_PUT_COUNT(put_question_tests, struct question_row, q->tests)
TABLE_PUT_COUNT(put_question_attempts, struct question_row, q->item.n)
QUESTION_NUMBER(put_facility, item.facility)
QUESTION_BOUND(put_facility_low, facility, low)
QUESTION_BOUND(put_facility_high, facility, high)
QUESTION_VALUE(put_question_sd, item.sd)
QUESTION_VALUE(put_item_total, item.item_total)
QUESTION_VALUE(put_discrimination, item.discrimination)
QUESTION_BOUND(put_discrimination_low, discrimination, low)
QUESTION_BOUND(put_discrimination_high, discrimination, high)
QUESTION_VALUE(put_efficiency, item.efficiency)
QUESTION_NUMBER(put_seconds, seconds)
TABLE_PUT_COUNT(put_chose_a, struct question_row, q->option[0].count)
TABLE_PUT_COUNT(put_chose_b, struct question_row, q->option[1].count)
TABLE_PUT_COUNT(put_chose_c, struct question_row, q->option[2].count)
TABLE_PUT_COUNT(put_chose_d, struct question_row, q->option[3].count)
TABLE_PUT_COUNT(put_empty, struct question_row, q->option[BANK_OPTIONS].count)
QUESTION_VALUE(put_r_a, option[0].r)
QUESTION_VALUE(put_r_b, option[1].r)
QUESTION_VALUE(put_r_c, option[2].r)
QUESTION_VALUE(put_r_d, option[3].r)

static const struct table_column QUESTION[] = {
    {"id", "Mã câu hỏi", "Question", TABLE_TEXT, put_id},
    {"bank", "Bộ câu hỏi", "Bank", TABLE_TEXT, put_question_bank},
    {"pool", "Nhóm", "Pool", TABLE_TEXT, put_pool},
    {"number", "Câu số trong nhóm", "Number in the pool", TABLE_NUMBER, put_number_in_pool},
    {"words", "Những từ đầu", "First words", TABLE_TEXT, put_words},
    {"key", "Đáp án", "Key", TABLE_TEXT, put_key},
    {"drawn", "Số lần rút", "Drawn", TABLE_NUMBER, put_drawn},
    {"tests", "Số loại bài có câu này", "Tests", TABLE_NUMBER, put_question_tests},
    {"attempts", "Số bài", "Attempts", TABLE_NUMBER, put_question_attempts},
    {"facility", "Độ dễ", "Facility", TABLE_NUMBER, put_facility},
    {"facility_low", "Độ dễ, cận dưới 95%", "Facility, lower 95% bound", TABLE_NUMBER,
     put_facility_low},
    {"facility_high", "Độ dễ, cận trên 95%", "Facility, upper 95% bound", TABLE_NUMBER,
     put_facility_high},
    {"sd", "Độ lệch chuẩn", "SD", TABLE_NUMBER, put_question_sd},
    {"item_total", "Tương quan câu–tổng", "Item-total", TABLE_NUMBER, put_item_total},
    {"discrimination", "Độ phân biệt", "Discrimination", TABLE_NUMBER, put_discrimination},
    {"discrimination_low", "Độ phân biệt, cận dưới 95%", "Discrimination, lower 95% bound",
     TABLE_NUMBER, put_discrimination_low},
    {"discrimination_high", "Độ phân biệt, cận trên 95%", "Discrimination, upper 95% bound",
     TABLE_NUMBER, put_discrimination_high},
    {"efficiency", "Hiệu suất phân biệt", "Efficiency", TABLE_NUMBER, put_efficiency},
    {"seconds", "Giây", "Seconds", TABLE_NUMBER, put_seconds},
    {"chose_a", "Chọn A", "Chose A", TABLE_NUMBER, put_chose_a},
    {"chose_b", "Chọn B", "Chose B", TABLE_NUMBER, put_chose_b},
    {"chose_c", "Chọn C", "Chose C", TABLE_NUMBER, put_chose_c},
    {"chose_d", "Chọn D", "Chose D", TABLE_NUMBER, put_chose_d},
    {"empty", "Bỏ trống", "Empty", TABLE_NUMBER, put_empty},
    {"r_a", "r của A", "r of A", TABLE_NUMBER, put_r_a},
    {"r_b", "r của B", "r of B", TABLE_NUMBER, put_r_b},
    {"r_c", "r của C", "r of C", TABLE_NUMBER, put_r_c},
    {"r_d", "r của D", "r of D", TABLE_NUMBER, put_r_d},
    {"flags", "Nhận xét", "Flags", TABLE_TEXT, put_flags},
};

void itemreport_questions(const struct analysis *a, enum stable_words_reader reader,
                          struct table *out)
{
    table_init(out, QUESTION, sizeof QUESTION / sizeof QUESTION[0]);
    for (size_t i = 0; i < a->questions; i++)
        table_add_row(out, &(struct question_row){a, &a->question[i], reader});
}

/* ---- a row a test, or a part of one ---- */

struct test_row {
    const struct analysis *analysis;
    const struct analysis_group *group;
    const struct analysis_figures *f;
    const struct profile_part *part; /* NULL for the whole */
    enum stable_words_reader reader;
};

static void put_test(const void *row, struct buf *cell)
{
    const struct test_row *x = row;
    put_test_name(x->group, x->reader, cell);
}

static void put_test_bank(const void *row, struct buf *cell)
{
    const struct test_row *x = row;
    put_bank_hash(x->analysis, x->group->bank, cell);
}

/* What the draw does is told of a test when its pools have enough attempts. */
static void put_draw_sd(const void *row, struct buf *cell)
{
    const struct analysis_spread *s = &((const struct test_row *)row)->group->spread;
    if (s->is_defined)
        put_number(s->sd, cell);
}

static void put_draw_sd_high(const void *row, struct buf *cell)
{
    const struct analysis_spread *s = &((const struct test_row *)row)->group->spread;
    if (s->is_defined)
        put_number(s->sd_high, cell);
}

static void put_draw_apart(const void *row, struct buf *cell)
{
    const struct analysis_spread *s = &((const struct test_row *)row)->group->spread;
    if (s->is_defined)
        buf_printf(cell, "%zu", s->apart);
}

#define TEST_NUMBER(name, member) PUT_NUMBER(name, struct test_row, f->test.n, f->member)
#define TEST_VALUE(name, member) PUT_VALUE(name, struct test_row, f->test.n, f->member)

TABLE_PUT_TEXT(put_field, struct test_row, group->field)
TABLE_PUT_TEXT(put_grade, struct test_row, group->grade)
TABLE_PUT_TEXT(put_part, struct test_row, part->id)
TABLE_PUT_TEXT(put_part_title, struct test_row, part->title_vi)
TABLE_PUT_COUNT(put_test_attempts, struct test_row, f->test.n)
TABLE_PUT_COUNT(put_test_questions, struct test_row, f->test.k)
TABLE_PUT_COUNT(put_points, struct test_row, f->points)
TEST_NUMBER(put_mean, test.mean)
TEST_NUMBER(put_median, test.median)
TEST_VALUE(put_test_sd, test.sd)
TEST_VALUE(put_skew, test.skew)
TEST_VALUE(put_kurtosis, test.kurtosis)
PUT_SPOKEN(put_alpha, struct test_row, f->test.n, put_value(analysis_alpha(x->f), cell))
PUT_BOUND(put_alpha_low, struct test_row, f->test.n, f->alpha, low)
PUT_BOUND(put_alpha_high, struct test_row, f->test.n, f->alpha, high)
TEST_VALUE(put_error_ratio, test.error_ratio)
TEST_VALUE(put_sem, test.sem)
TABLE_PUT_COUNT(put_papers, struct test_row, group->spread.papers)

#define FIGURE_COLUMNS \
    {"attempts", "Số bài", "Attempts", TABLE_NUMBER, put_test_attempts}, \
        {"questions", "Số câu", "Questions", TABLE_NUMBER, put_test_questions}, \
        {"points", "Điểm tối đa", "Points", TABLE_NUMBER, put_points}, \
        {"mean", "Trung bình", "Mean", TABLE_NUMBER, put_mean}, \
        {"median", "Trung vị", "Median", TABLE_NUMBER, put_median}, \
        {"sd", "Độ lệch chuẩn", "SD", TABLE_NUMBER, put_test_sd}, \
        {"skew", "Độ lệch", "Skew", TABLE_NUMBER, put_skew}, \
        {"kurtosis", "Độ nhọn", "Kurtosis", TABLE_NUMBER, put_kurtosis}, \
        {"alpha", "Alpha", "Alpha", TABLE_NUMBER, put_alpha}, \
        {"alpha_low", "Alpha, cận dưới 95%", "Alpha, lower 95% bound", TABLE_NUMBER, \
         put_alpha_low}, \
        {"alpha_high", "Alpha, cận trên 95%", "Alpha, upper 95% bound", TABLE_NUMBER, \
         put_alpha_high}, \
        {"error_ratio", "Tỷ lệ sai số", "Error ratio", TABLE_NUMBER, put_error_ratio}, \
    { \
        "sem", "Sai số chuẩn", "SEM", TABLE_NUMBER, put_sem \
    }

static const struct table_column TEST[] = {
    {"test", "Bài", "Test", TABLE_TEXT, put_test},
    {"bank", "Bộ câu hỏi", "Bank", TABLE_TEXT, put_test_bank},
    {"field", "Lĩnh vực", "Field", TABLE_TEXT, put_field},
    {"grade", "Hạng", "Grade", TABLE_TEXT, put_grade},
    FIGURE_COLUMNS,
    {"papers", "Số đề", "Papers", TABLE_NUMBER, put_papers},
    {"draw_sd", "Rút đề: độ lệch chuẩn", "Draw: SD", TABLE_NUMBER, put_draw_sd},
    {"draw_sd_high", "Rút đề: độ lệch chuẩn, cận trên", "Draw: SD, upper bound", TABLE_NUMBER,
     put_draw_sd_high},
    {"draw_apart", "Rút đề: số đề lệch rõ", "Draw: papers apart", TABLE_NUMBER, put_draw_apart},
};

static const struct table_column PART[] = {
    {"test", "Bài", "Test", TABLE_TEXT, put_test},
    {"bank", "Bộ câu hỏi", "Bank", TABLE_TEXT, put_test_bank},
    {"part", "Phần", "Part", TABLE_TEXT, put_part},
    {"title", "Tên phần", "Title", TABLE_TEXT, put_part_title},
    FIGURE_COLUMNS,
};

void itemreport_tests(const struct analysis *a, enum stable_words_reader reader, struct table *out)
{
    table_init(out, TEST, sizeof TEST / sizeof TEST[0]);
    for (size_t g = 0; g < a->groups; g++)
        table_add_row(out, &(struct test_row){a, &a->group[g], &a->group[g].whole, NULL, reader});
}

void itemreport_parts(const struct analysis *a, enum stable_words_reader reader, struct table *out)
{
    table_init(out, PART, sizeof PART / sizeof PART[0]);
    for (size_t g = 0; g < a->groups; g++)
        for (unsigned p = 0; p < a->group[g].variant->parts; p++)
            table_add_row(out, &(struct test_row){a, &a->group[g], &a->group[g].part[p],
                                                  &a->group[g].variant->part[p], reader});
    if (reader == STABLE_WORDS_PEOPLE)
        table_drop(out, "part"); /* its title says it */
}

/* ---- a row a paper ---- */

struct draw_row {
    const struct analysis_group *group;
    const struct analysis_draw *d;
    enum stable_words_reader reader;
};

static void put_draw_test(const void *row, struct buf *cell)
{
    const struct draw_row *x = row;
    put_test_name(x->group, x->reader, cell);
}

#define PUT_DRAW(name, what) \
    static void name(const void *row, struct buf *cell) \
    { \
        const struct analysis_draw *d = ((const struct draw_row *)row)->d; \
        put_bound(d->bounds, what, cell); \
    }

TABLE_PUT_TEXT(put_draw_session, struct draw_row, d->session)
TABLE_PUT_TEXT(put_draw_paper, struct draw_row, d->paper)
PUT_DRAW(put_pools, d->pools)
PUT_DRAW(put_expected, d->pools + d->more)
PUT_DRAW(put_difference, d->more)
PUT_DRAW(put_difference_low, d->bounds.low)
PUT_DRAW(put_difference_high, d->bounds.high)

static const struct table_column DRAW[] = {
    {"session", "Ca", "Session", TABLE_TEXT, put_draw_session},
    {"paper", "Đề", "Paper", TABLE_TEXT, put_draw_paper},
    {"test", "Bài", "Test", TABLE_TEXT, put_draw_test},
    {"pools", "Điểm kỳ vọng của nhóm câu hỏi", "Expected points of the pools", TABLE_NUMBER,
     put_pools},
    {"expected", "Điểm kỳ vọng của đề", "Expected points", TABLE_NUMBER, put_expected},
    {"difference", "Chênh lệch", "Difference", TABLE_NUMBER, put_difference},
    {"difference_low", "Chênh lệch, cận dưới 95%", "Difference, lower 95% bound", TABLE_NUMBER,
     put_difference_low},
    {"difference_high", "Chênh lệch, cận trên 95%", "Difference, upper 95% bound", TABLE_NUMBER,
     put_difference_high},
};

void itemreport_draws(const struct analysis *a, enum stable_words_reader reader, struct table *out)
{
    table_init(out, DRAW, sizeof DRAW / sizeof DRAW[0]);
    for (size_t i = 0; i < a->draws; i++)
        table_add_row(out, &(struct draw_row){&a->group[a->draw[i].group], &a->draw[i], reader});
}

/* ---- a row a pair ---- */

TABLE_PUT_TEXT(put_session, struct analysis_pair, session)
TABLE_PUT_TEXT(put_paper_a, struct analysis_pair, a)
TABLE_PUT_TEXT(put_sbd_a, struct analysis_pair, sbd_a)
TABLE_PUT_TEXT(put_paper_b, struct analysis_pair, b)
TABLE_PUT_TEXT(put_sbd_b, struct analysis_pair, sbd_b)
TABLE_PUT_COUNT(put_shared, struct analysis_pair, shared)
TABLE_PUT_COUNT(put_wrong, struct analysis_pair, wrong)
TABLE_PUT_COUNT(put_same, struct analysis_pair, same)
TABLE_PUT_COUNT(put_close, struct analysis_pair, close)

static void put_chance(const void *row, struct buf *cell)
{
    put_number(((const struct analysis_pair *)row)->chance, cell);
}

static const struct table_column PAIR[] = {
    {"session", "Ca", "Session", TABLE_TEXT, put_session},
    {"paper_a", "Đề thứ nhất", "First paper", TABLE_TEXT, put_paper_a},
    {"sbd_a", "Mã số dự sát hạch thứ nhất", "First candidate", TABLE_TEXT, put_sbd_a},
    {"paper_b", "Đề thứ hai", "Second paper", TABLE_TEXT, put_paper_b},
    {"sbd_b", "Mã số dự sát hạch thứ hai", "Second candidate", TABLE_TEXT, put_sbd_b},
    {"shared", "Câu chung", "Shared questions", TABLE_NUMBER, put_shared},
    {"wrong", "Cùng sai", "Both wrong", TABLE_NUMBER, put_wrong},
    {"same", "Sai giống nhau", "Same wrong option", TABLE_NUMBER, put_same},
    {"close", "Trong vòng một phút", "Within a minute", TABLE_NUMBER, put_close},
    {"chance", "Xác suất ngẫu nhiên", "Chance", TABLE_NUMBER, put_chance},
};

void itemreport_pairs(const struct analysis *a, enum stable_words_reader reader, struct table *out)
{
    (void)reader;
    table_init(out, PAIR, sizeof PAIR / sizeof PAIR[0]);
    for (size_t i = 0; i < a->pairs; i++)
        table_add_row(out, &a->pair[i]);
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

const struct itemreport_table ITEMREPORT_TABLES[] = {
    {"tests", "bài sát hạch", itemreport_tests},       {"parts", "phần", itemreport_parts},
    {"questions", "câu hỏi", itemreport_questions},    {"draws", "rút đề", itemreport_draws},
    {"pairs", "cặp bài giống nhau", itemreport_pairs}, {NULL, NULL, NULL},
};

enum err_code itemreport_json(const struct analysis *a, bool is_training, struct buf *out,
                              struct err *e)
{
    struct json j;
    bool failed = false;
    json_init(&j, out);
    json_open_object(&j);
    if (is_training)
        json_pair_bool(&j, "training", true);
    json_pair_uint(&j, "sessions", a->sessions);
    json_pair_uint(&j, "papers", a->papers);
    json_pair_uint(&j, "attempts", a->attempts);
    json_pair_uint(&j, "banks", a->banks);
    for (const struct itemreport_table *x = ITEMREPORT_TABLES; x->name; x++) {
        struct table t;
        x->make(a, STABLE_WORDS_PROGRAMS, &t);
        put_table(&j, x->name, &t);
        failed = failed || t.failed;
        table_free(&t);
    }
    json_close(&j);
    return failed ? err_memory(e) : json_finish(&j, e);
}
