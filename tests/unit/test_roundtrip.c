/* Banks written for other systems and read back are the same: 2,000 generated questions with every
 * special character, through each format. */
#include "tools/bank/export.h"
#include "tools/import/formats.h"
#include "tools/import/normal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { QUESTIONS = 2000, PIECES = 9 };

static const char *const BITS[] = {
    "a",     "ệ",  "Ữ",   ":",    "#",           "=",         "~",   "{",
    "}",     "\\", "\\n", "n",    "->",          ">",         "<",   "&",
    "&amp;", "//", "::",  "%50%", "####",        " b",        "$",   "\"",
    "'",     ",",  ";",   "]]>",  "[html]",      "[",         "<b>", "<br/>",
    "²",     "≥",  "Ø",   "–",    "\n",          "\nA) ",     "T",   "TRUE",
    "-1",    "+",  "@",   "''=",  "$CATEGORY: ", "ANSWER: A", "@@",  "\xF0\x9D\x84\x9E"};
static const char *const POOLS[] = {"1.1/I/chuyen-mon", "4.1/II/phap-luat-rieng",
                                    "chung/chung/phap-luat-chung"};

static void text(struct crypt_stream *dice, bool newline_ok, char *out, size_t room)
{
    struct err e;
    char *clean = NULL, raw[512] = "";
    for (int k = 0; k < PIECES; k++)
        strncat(raw, BITS[crypt_stream_below(dice, sizeof BITS / sizeof BITS[0])],
                sizeof raw - strlen(raw) - 1);
    assert_int_equal(normal_text(raw, newline_ok, NULL, &clean, &e), ERR_OK);
    size_t n = strlen(out);
    snprintf(out + n, room - n, "%s", clean);
    free(clean);
}

static const char *first_error(const struct findings *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->item[i].kind == FINDINGS_ERROR)
            return f->item[i].text;
    return "";
}

static void make_bank(struct bank_folder *b, struct findings *f)
{
    struct crypt_stream dice;
    uint8_t seed[CRYPT_KEY] = {5};
    struct importer in;
    struct buf ini;
    struct err e;
    crypt_stream_init(&dice, seed);
    buf_init(&ini, 1 << 20);
    bank_folder_default_ini("x", "Bộ <thử> & \"nháy\"", "1", &ini);
    assert_int_equal(bank_folder_begin(b, buf_text(&ini), ini.len, "ini", &e), ERR_OK);
    importer_init(&in, "made", f, NULL);
    for (int n = 0; n < QUESTIONS; n++) {
        char piece[600];
        unsigned answer = crypt_stream_below(&dice, BANK_OPTIONS);
        importer_category(&in, POOLS[n % 3]);
        importer_begin(&in, 0, (size_t)n, NULL);
        /* texts begin with anything, but each question differs */
        piece[0] = '\0';
        text(&dice, true, piece, sizeof piece);
        snprintf(piece + strlen(piece), sizeof piece - strlen(piece), ".%d?", n);
        importer_stem(&in, piece);
        for (unsigned i = 0; i < BANK_OPTIONS; i++) {
            piece[0] = '\0';
            text(&dice, true, piece, sizeof piece);
            snprintf(piece + strlen(piece), sizeof piece - strlen(piece), "%u", i);
            importer_option(&in, piece, i == answer);
        }
        if (n % 2) {
            strcpy(piece, "");
            text(&dice, false, piece, sizeof piece);
            importer_note(&in, piece);
        }
        if (n % 3) {
            snprintf(piece, sizeof piece, "N%d", n);
            text(&dice, false, piece, sizeof piece);
            importer_name(&in, piece);
        }
        importer_end(&in);
    }
    assert_int_equal(bank_folder_add(b, &in, &e), ERR_OK);
    if (f->errors)
        fail_msg("%s", first_error(f));
    assert_int_equal(b->imported, QUESTIONS);
    importer_free(&in);
    buf_free(&ini);
}

static const char *or_empty(const char *s)
{
    return s ? s : "";
}

struct comparing {
    const struct bank_folder *b;
    const struct importer *in;
    size_t at;
};

static enum err_code compare(void *context, const struct bank_row *r, struct err *e)
{
    struct comparing *c = context;
    const struct bank_source_question *q = &c->b->source.question[r->question];
    const struct importer_question *got = &c->in->question[c->at++];
    (void)e;
    assert_string_equal(got->category, c->b->source.pool[r->pool].name);
    assert_string_equal(got->text.stem, q->text.stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        assert_string_equal(got->text.option[i], q->text.option[i]);
    assert_int_equal(got->answer, r->answer);
    assert_string_equal(or_empty(got->note), or_empty(q->note));
    assert_string_equal(or_empty(got->name), or_empty(r->name));
    return ERR_OK;
}

static void through(const char *name)
{
    struct bank_folder b;
    struct findings f = {0};
    struct importer in;
    struct buf out, again;
    struct err e = {0};
    make_bank(&b, &f);
    buf_init(&out, EXPORT_MAX);
    buf_init(&again, EXPORT_MAX);
    assert_int_equal(export_find(name)->write(&b, &out, &e), ERR_OK);
    assert_int_equal(export_find(name)->write(&b, &again, &e), ERR_OK);
    assert_int_equal(out.len, again.len);
    assert_memory_equal(out.data, again.data, out.len);
    const struct formats_format *format = formats_recognise(out.data, out.len);
    assert_non_null(format);
    assert_string_equal(format->name, name);
    importer_init(&in, name, &f, NULL);
    if (format->read(out.data, out.len, &b.fields, &in, &e) != ERR_OK)
        fail_msg("%s: %s", name, e.text);
    if (importer_rejected(&in))
        fail_msg("%s: rejected: %s", name, first_error(&f));
    assert_int_equal(in.count, QUESTIONS);
    struct comparing c = {&b, &in, 0};
    assert_int_equal(export_each(&b, compare, &c, &e), ERR_OK);
    importer_free(&in);
    findings_free(&f);
    bank_folder_free(&b);
    buf_free(&out);
    buf_free(&again);
}

static void gift_is_the_same(void **state)
{
    (void)state;
    through("gift");
}

static void moodle_is_the_same(void **state)
{
    (void)state;
    through("moodle");
}

static void csv_is_the_same(void **state)
{
    (void)state;
    through("csv");
}

static void qti_is_the_same(void **state)
{
    (void)state;
    through("qti");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gift_is_the_same), cmocka_unit_test(moodle_is_the_same),
        cmocka_unit_test(csv_is_the_same), cmocka_unit_test(qti_is_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
