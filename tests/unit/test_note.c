/* The log's tree and its signed marks, by the vectors of RFC 6962 and of FORMATS.md. */
#include "tools/office/merkle.h"
#include "tools/office/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

static void assert_root(const struct merkle *m, const char *hex)
{
    uint8_t root[CRYPT_HASH];
    char text[2 * CRYPT_HASH + 1];
    merkle_root(m, root);
    crypt_hex(root, sizeof root, text);
    assert_string_equal(text, hex);
}

static void the_tree_is_that_of_rfc_6962(void **state)
{
    (void)state;
    static const struct {
        const char *leaf;
        size_t len;
        const char *root;
    } KNOWN[] = {
        {"", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
        {"\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
        {"\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
        {"\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
        {"\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
        {"\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
        {"\x50\x51\x52\x53\x54\x55\x56\x57", 8,
         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
        {"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
    struct merkle m = {0};
    assert_root(&m, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++) {
        merkle_add(&m, KNOWN[i].leaf, KNOWN[i].len);
        assert_int_equal(m.size, i + 1);
        assert_root(&m, KNOWN[i].root);
    }
}

/* By the definition: split at the largest power of two below n. */
static void by_definition(uint8_t (*leaf)[CRYPT_HASH], size_t n, uint8_t out[CRYPT_HASH])
{
    if (n == 1) {
        memcpy(out, leaf[0], CRYPT_HASH);
        return;
    }
    size_t k = 1;
    while (k * 2 < n)
        k *= 2;
    uint8_t both[1 + 2 * CRYPT_HASH] = {1};
    by_definition(leaf, k, both + 1);
    by_definition(leaf + k, n - k, both + 1 + CRYPT_HASH);
    crypt_sha256(both, sizeof both, out);
}

static void every_size_has_the_root_of_the_definition(void **state)
{
    (void)state;
    static uint8_t leaf[130][CRYPT_HASH];
    struct merkle m = {0};
    for (size_t i = 0; i < 130; i++) {
        char line[2100];
        /* short and long lines */
        int n = snprintf(line, sizeof line, "%zu%*s", i, (int)(i * 16), "x");
        uint8_t marked[1 + sizeof line] = {0}, want[CRYPT_HASH], got[CRYPT_HASH];
        memcpy(marked + 1, line, (size_t)n);
        crypt_sha256(marked, (size_t)n + 1, leaf[i]);
        merkle_add(&m, line, (size_t)n);
        by_definition(leaf, i + 1, want);
        merkle_root(&m, got);
        assert_memory_equal(got, want, CRYPT_HASH);
    }
}

static struct keys_secret *known_office(void)
{
    struct keys_secret *k = crypt_secret_new(sizeof *k);
    uint8_t seed[32];
    for (size_t i = 0; i < sizeof seed; i++)
        seed[i] = (uint8_t)i;
    memset(k, 0, sizeof *k);
    crypto_sign_seed_keypair(k->pub.sign_pk, k->sign_sk, seed);
    for (size_t i = 0; i < 8; i++) /* minisign prints 0102030405060708 */
        k->pub.id[i] = (uint8_t)(8 - i);
    return k;
}

static void abc(struct note_mark *m, const struct keys_secret *k)
{
    struct merkle t = {0};
    for (const char *p = "abc"; *p; p++)
        merkle_add(&t, p, 1);
    note_origin(k->pub.id, "7c1e90ab", 1, m->origin);
    m->size = t.size;
    merkle_root(&t, m->root);
}

static void the_mark_is_that_of_the_vector(void **state)
{
    (void)state;
    struct keys_secret *k = known_office();
    struct note_mark m, back;
    struct buf note;
    char code[NOTE_CODE_TEXT], typed[NOTE_CODE + 1], plain[NOTE_CODE + 1];
    struct err e = {0};
    abc(&m, k);
    buf_init(&note, NOTE_FILE_MAX);
    note_sign(&m, k, &note);
    assert_string_equal(
        buf_text(&note),
        "sathach/0102030405060708/7c1e90ab/1\n3\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=\n\n"
        "\xE2\x80\x94 sathach/0102030405060708/7c1e90ab/1 "
        "o0sj2dKH53hktXe7CnC4z7UNKxIIw/jGZJk4fYhxS5snymyQXyx/LSXsGDI//"
        "ZMHTXBE2YnUAHPYHCs6kCyft92AgwU=\n");
    note_code_text(&m, code);
    assert_string_equal(code, "KFWE GWN7 AMY4 QPKE 3R8W 350K 5F51 3E1P");
    note_code(&m, plain);
    assert_true(note_code_normalise("kfwe-gwn7 amy4.qpke 3r8w 35Ok 5f5l 3e1p", typed));
    assert_string_equal(typed, plain);
    assert_false(note_code_normalise("KFWE GWN7 AMY4 QPKE 3R8W 350K 5F51 3E1", typed));
    assert_int_equal(note_parse((char *)note.data, note.len, "mark", &back, &e), ERR_OK);
    assert_string_equal(back.origin, m.origin);
    assert_int_equal(back.size, 3);
    assert_memory_equal(back.root, m.root, CRYPT_HASH);
    assert_int_equal(note_verify((char *)note.data, note.len, "mark", &k->pub, &e), ERR_OK);
    buf_free(&note);
    keys_free(k);
}

/* Each bit of a mark, turned: refused; nothing crashes. */
static void an_altered_mark_is_refused(void **state)
{
    (void)state;
    struct keys_secret *k = known_office();
    struct note_mark m;
    struct buf note;
    struct err e = {0};
    abc(&m, k);
    buf_init(&note, NOTE_FILE_MAX);
    note_sign(&m, k, &note);
    for (size_t i = 0; i < note.len; i++)
        for (unsigned bit = 0; bit < 8; bit++) {
            if (i + 1 == note.len) /* the last line may end in anything or nothing */
                continue;
            note.data[i] ^= (uint8_t)(1u << bit);
            assert_int_not_equal(note_verify((char *)note.data, note.len, "mark", &k->pub, &e),
                                 ERR_OK);
            note.data[i] ^= (uint8_t)(1u << bit);
        }
    for (size_t len = 0; len + 1 < note.len; len++)
        assert_int_not_equal(note_verify((char *)note.data, len, "mark", &k->pub, &e), ERR_OK);
    buf_free(&note);
    keys_free(k);
}

static void a_witness_adds_its_line(void **state)
{
    (void)state;
    struct keys_secret *k = known_office();
    uint8_t pk[CRYPT_SIGN_PK], sk[CRYPT_SIGN_SK], other[CRYPT_SIGN_PK] = {0}, seed[32] = {7};
    struct note_mark m;
    struct buf note;
    struct err e = {0};
    uint64_t time = 0;
    crypto_sign_seed_keypair(pk, sk, seed);
    abc(&m, k);
    buf_init(&note, NOTE_FILE_MAX);
    note_sign(&m, k, &note);
    assert_int_equal(
        note_verify_cosignature((char *)note.data, note.len, "mark", "thanh-tra", pk, &time, &e),
        ERR_KEY);
    note_cosign(&m, "thanh-tra", pk, sk, 1764403200, &note);
    assert_int_equal(note_verify((char *)note.data, note.len, "mark", &k->pub, &e), ERR_OK);
    assert_int_equal(
        note_verify_cosignature((char *)note.data, note.len, "mark", "thanh-tra", pk, &time, &e),
        ERR_OK);
    assert_int_equal(time, 1764403200);
    assert_int_equal(
        note_verify_cosignature((char *)note.data, note.len, "mark", "khac", pk, &time, &e),
        ERR_KEY);
    assert_int_equal(
        note_verify_cosignature((char *)note.data, note.len, "mark", "thanh-tra", other, &time, &e),
        ERR_KEY);
    note.data[40] ^= 1; /* the number of lines, or the root */
    assert_int_not_equal(
        note_verify_cosignature((char *)note.data, note.len, "mark", "thanh-tra", pk, &time, &e),
        ERR_OK);
    buf_free(&note);
    keys_free(k);
}

static void origins_are_taken_apart_strictly(void **state)
{
    (void)state;
    static const char *const BAD[] = {"",
                                      "sathach/0102030405060708/7c1e90ab",
                                      "sathach/0102030405060708/7c1e90ab/0",
                                      "sathach/0102030405060708/7c1e90ab/01",
                                      "sathach/010203040506070/7c1e90ab/1",
                                      "sathach/0102030405060708/7c1e90a/1",
                                      "sathach/0102030405060708/7c1e90ab/1x",
                                      "khac/0102030405060708/7c1e90ab/1",
                                      "sathach/0102030405060708/7C1E90AB/1"};
    char key[17], log[9];
    unsigned e = 0;
    assert_true(note_split_origin("sathach/0102030405060708/7c1e90ab/12", key, log, &e));
    assert_string_equal(key, "0102030405060708");
    assert_string_equal(log, "7c1e90ab");
    assert_int_equal(e, 12);
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(note_split_origin(BAD[i], key, log, &e));
}

int main(void)
{
    struct err e;
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_tree_is_that_of_rfc_6962),
                                       cmocka_unit_test(every_size_has_the_root_of_the_definition),
                                       cmocka_unit_test(the_mark_is_that_of_the_vector),
                                       cmocka_unit_test(an_altered_mark_is_refused),
                                       cmocka_unit_test(a_witness_adds_its_line),
                                       cmocka_unit_test(origins_are_taken_apart_strictly)};
    return crypt_start(&e) ? 1 : cmocka_run_group_tests_name("note", tests, NULL, NULL);
}
