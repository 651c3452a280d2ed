/* The office's look into a sealed bank: every way to hide something in a cell, and every text no
 * question may have, is an error that names pool and number. */
#include "tests/lib/rogue.h"
#include "tools/bank/sealed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { QUESTIONS = 6 };

static struct keys_secret *examiner, *office;

static char *copy(const char *text)
{
    char *out = strdup(text);
    assert_non_null(out);
    return out;
}

/* A bank of one pool in which question 3 of it has this stem and this option B; characters: what
 * its bank.ini allows. */
static void make_source(const char *stem, const char *option, const char *characters,
                        struct bank_source *s)
{
    char text[64];
    *s = (struct bank_source){.questions = QUESTIONS,
                              .pools = 1,
                              .question = calloc(QUESTIONS, sizeof *s->question),
                              .pool = calloc(1, sizeof *s->pool)};
    s->meta = (struct bank_meta){.id = copy("thu"),
                                 .title_vi = copy("Bộ thử"),
                                 .edition = copy("1"),
                                 .characters = characters ? copy(characters) : NULL};
    strcpy(s->pool[0].name, "4.1/II/chuyen-mon");
    s->pool[0].question = calloc(QUESTIONS, sizeof(uint32_t));
    s->pool[0].count = QUESTIONS;
    for (uint32_t q = 0; q < QUESTIONS; q++) {
        s->pool[0].question[q] = q;
        s->question[q].answer = (uint8_t)(q % BANK_OPTIONS);
        snprintf(text, sizeof text, "Nghiệm thu lần %u do ai tổ chức?", q);
        s->question[q].text.stem = copy(q == 2 && stem ? stem : text);
        for (unsigned k = 0; k < BANK_OPTIONS; k++) {
            snprintf(text, sizeof text, "Bên thứ %u", k + 1);
            s->question[q].text.option[k] = copy(q == 2 && k == 1 && option ? option : text);
        }
    }
}

static void seal(struct bank_source *s, struct buf *out)
{
    struct err e;
    struct crypt_random rnd = crypt_random_system();
    buf_init(out, PACKAGE_MAX);
    if (bank_seal(s, examiner, &office->pub, &rnd, out, &e) != ERR_OK)
        fail_msg("%s", e.text);
    bank_source_free(s);
}

static void look(const struct buf *bytes, struct findings *f)
{
    struct bank b;
    struct bank_office o;
    struct err e;
    *f = (struct findings){0};
    if (bank_open(bytes->data, bytes->len, NULL, &b, &e) != ERR_OK ||
        bank_open_office(&b, office, &o, &e) != ERR_OK || sealed_check(&b, &o, f, &e) != ERR_OK)
        fail_msg("%s", e.text);
    bank_office_free(&o);
}

static void a_good_bank_has_nothing(void **state)
{
    (void)state;
    struct bank_source s;
    struct buf bytes;
    struct findings f;
    make_source("Ứng suất σmax ≤ [σ], thép Ø12, mác C20/25, φ = 30°, 12 m² – theo TCVN: “bê tông”?",
                "Δh = 0,5·γ·H² (kN/m)", NULL, &s);
    seal(&s, &bytes);
    look(&bytes, &f);
    if (f.count)
        fail_msg("%s", f.item[0].text);
    findings_free(&f);
    buf_free(&bytes);
}

static void each_altered_cell_is_named(void **state)
{
    (void)state;
    for (int k = 0; k < ROGUE_KINDS; k++) {
        struct bank_source s;
        struct buf good, bad;
        struct bank b;
        struct bank_office o;
        struct findings f;
        struct err e;
        make_source(NULL, NULL, NULL, &s);
        seal(&s, &good);
        assert_int_equal(bank_open(good.data, good.len, NULL, &b, &e), ERR_OK);
        assert_int_equal(bank_open_office(&b, office, &o, &e), ERR_OK);
        buf_init(&bad, PACKAGE_MAX);
        rogue_seal(&b, &o, examiner, o.pool[0].entry[4], (enum rogue_kind)k, &bad);
        look(&bad, &f);
        if (f.errors == 0)
            fail_msg("%s: nothing found", rogue_name((enum rogue_kind)k));
        for (size_t i = 0; i < f.count; i++)
            if (strcmp(f.item[i].file, "4.1/II/chuyen-mon") != 0 ||
                strcmp(f.item[i].number, "5") != 0)
                fail_msg("%s: named as %s %s", rogue_name((enum rogue_kind)k), f.item[i].file,
                         f.item[i].number);
        findings_free(&f);
        bank_office_free(&o);
        buf_free(&good);
        buf_free(&bad);
    }
}

struct text_case {
    const char *stem, *option, *characters, *wants; /* wants: in a finding's text; NULL: no
                                                       finding */
};
static const struct text_case TEXTS[] = {
    {"Nghiệm thu\u034F do ai?", NULL, NULL, "U+034F"},
    {"Nghiệm thu\uFE0F do ai?", NULL, NULL, "U+FE0F"},
    {"Nghiệm\u3164thu do ai?", NULL, NULL, "U+3164"},
    {"Nghiệm\u2800thu do ai?", NULL, NULL, "U+2800"},
    {"Nghiệm\u115Fthu do ai?", NULL, NULL, "U+115F"},
    {"Nghiệm thu\u17B5 do ai?", NULL, NULL, "U+17B5"},
    {"Nghiệm thu\U000E0100 do ai?", NULL, NULL, "U+E0100"},
    {"Nghiệm\u3000thu do ai?", NULL, NULL, "U+3000"},
    {NULL, "B\u0430n quản lý", NULL, "U+0430"},
    {NULL, "\u0412\u0430\u043D\u0456", NULL, NULL},
    {NULL, "B\u0435\u0442on", NULL, "U+0435"},
    {NULL, "mác \u0412", NULL, "U+0412"},
    {NULL, "\u0410", NULL, "U+0410"},
    {NULL, "\u0421\u0422", NULL, "U+0421"},
    {NULL, "\u0413\u041E\u0421\u0422 5781", NULL, NULL},
    {NULL, "C\u039F2", NULL, "U+039F"},
    {NULL, "\u0391", NULL, "U+0391"},
    {NULL, "\u03B1 = 30, \u03BD = 0,3, \u03C1", NULL, NULL},
    {NULL, "\u03BDi", NULL, "U+03BD"},
    {NULL, "Ban \u00D0ô thị", NULL, "U+00D0"},
    {NULL, "hạng \u2161", NULL, "U+2161"},
    {NULL, "Ban\u00A0quản lý", NULL, "option B"},
    {NULL, "Ban  quản lý", NULL, "option B"},
    {NULL, "Ban quản lý ", NULL, "option B"},
    {NULL, "Ban qua\u0309n lý", NULL, "U+0309"},
    {NULL, "x\u0304 = 5", NULL, "U+0304"},
    {NULL, "x\u0304 = 5", "U+0304", NULL},
    {NULL, "B\u0430n quản lý", "U+0430", NULL},
    {NULL, "12 \u33A1", NULL, "U+33A1"},
    {NULL, "12 \u33A1", "U+33A1", NULL},
    {NULL, "Bên thứ 1", NULL, "options A and B"},
};

static void each_text_is_judged(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        struct bank_source s;
        struct buf bytes;
        struct findings f;
        make_source(TEXTS[i].stem, TEXTS[i].option, TEXTS[i].characters, &s);
        seal(&s, &bytes);
        look(&bytes, &f);
        if ((f.errors != 0) != (TEXTS[i].wants != NULL))
            fail_msg("text %zu: %zu errors %s", i, f.errors, f.count ? f.item[0].text : "");
        if (TEXTS[i].wants &&
            (!strstr(f.item[0].text, TEXTS[i].wants) || strcmp(f.item[0].number, "3") != 0))
            fail_msg("text %zu: said %s: %s", i, f.item[0].number, f.item[0].text);
        findings_free(&f);
        buf_free(&bytes);
    }
}

static void pools_are_looked_at(void **state)
{
    (void)state;
    struct bank_source s;
    struct buf bytes;
    struct findings f;
    make_source(NULL, NULL, NULL, &s);
    s.pool[0].question[5] = 1;
    seal(&s, &bytes);
    look(&bytes, &f);
    assert_int_equal(f.errors, 1);
    assert_non_null(strstr(f.item[0].text, "question 6 stands in this pool twice"));
    findings_free(&f);
    buf_free(&bytes);
    make_source(NULL, NULL, NULL, &s);
    s.pool = realloc(s.pool, 2 * sizeof *s.pool);
    s.pool[1] = s.pool[0];
    s.pool[1].question = calloc(1, sizeof(uint32_t));
    s.pool[1].count = 1;
    s.pools = 2;
    seal(&s, &bytes);
    look(&bytes, &f);
    assert_int_equal(f.errors, 1);
    assert_non_null(strstr(f.item[0].text, "two pools"));
    findings_free(&f);
    buf_free(&bytes);
}

/* Sealed twice, a bank differs in its keys alone: under the same key, uid and text a cell is the
 * same, bit for bit. */
static void a_cell_has_one_form(void **state)
{
    (void)state;
    static const uint8_t M[CRYPT_KEY] = {1}, UID[BANK_UID] = {2};
    /* FORMATS.md */
    static const char VECTOR[] = "ac3d7d96e038a5d005d41b7fe1e97620de9748cc085403fb004d7ffaa0bf4b99";
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    struct bank_source s;
    struct buf a, b;
    struct err e;
    make_source(NULL, NULL, NULL, &s);
    buf_init(&a, BANK_CELL_MAX);
    buf_init(&b, BANK_CELL_MAX);
    assert_int_equal(bank_cell_seal(M, UID, &s.question[0].text, &a, &e), ERR_OK);
    assert_int_equal(bank_cell_seal(M, UID, &s.question[0].text, &b, &e), ERR_OK);
    assert_int_equal(a.len % BANK_CELL_STEP, 0);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.data, b.data, a.len);
    crypt_hash_file(a.data, a.len, hash);
    crypt_hex(hash, sizeof hash, hex);
    assert_string_equal(hex, VECTOR);
    bank_source_free(&s);
    buf_free(&a);
    buf_free(&b);
}

static int up(void **state)
{
    (void)state;
    struct err e;
    struct crypt_random rnd = crypt_random_system();
    if (crypt_start(&e) != ERR_OK)
        return -1;
    examiner = keys_new(KEYS_EXAMINER, &rnd);
    office = keys_new(KEYS_OFFICE, &rnd);
    return examiner && office ? 0 : -1;
}

static int down(void **state)
{
    (void)state;
    keys_free(examiner);
    keys_free(office);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_bank_has_nothing), cmocka_unit_test(each_altered_cell_is_named),
        cmocka_unit_test(each_text_is_judged),     cmocka_unit_test(pools_are_looked_at),
        cmocka_unit_test(a_cell_has_one_form),
    };
    return cmocka_run_group_tests_name("sealed", tests, up, down);
}
