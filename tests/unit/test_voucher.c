/* Vouchers: the vectors of FORMATS.md, what is told apart before anything is stretched, and that a
 * proof is of exactly one use. */
#include "app/core/code.h"
#include "app/core/voucher.h"
#include "app/core/room_action.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct crypt_cost COST = {1, CRYPT_MEM_KIB_MIN};

static void count_up(uint8_t *out, size_t len, uint8_t first)
{
    for (size_t i = 0; i < len; i++)
        out[i] = (uint8_t)(first + i);
}

struct keys {
    uint8_t uid[VOUCHER_UID], V[CRYPT_KEY];
};

static struct keys make_keys(void)
{
    struct keys k;
    uint8_t O[CRYPT_KEY];
    count_up(O, sizeof O, 0x40);
    count_up(k.uid, sizeof k.uid, 0);
    voucher_key(O, k.uid, k.V);
    return k;
}

static void assert_hex(const uint8_t *data, size_t len, const char *hex)
{
    char text[129];
    crypt_hex(data, len, text);
    assert_string_equal(text, hex);
}

static void vouchers_are_those_of_the_vector(void **state)
{
    static const struct {
        unsigned n;
        const char *code;
    } KNOWN[] = {{1, "23Q254KHG6"}, {17, "2PC7BR4S47"}, {61, "4GF363ZZ57"}, {120, "6SQ53QF8RF"}};
    struct keys k = make_keys();
    (void)state;
    for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++) {
        char code[VOUCHER_CODE + 1];
        voucher_code(k.V, KNOWN[i].n, code);
        assert_string_equal(code, KNOWN[i].code);
    }
}

static void verifier_secret_and_proof_are_those_of_the_vector(void **state)
{
    struct keys k = make_keys();
    struct voucher_typed v;
    struct voucher_use use = {.paper = 6, .n = 17, .action = ROOM_ACTION_EXTEND, .minutes = 10};
    uint8_t verifier[VOUCHER_VERIFIER], W[CRYPT_KEY], again[CRYPT_KEY], proof[VOUCHER_PROOF];
    struct err e = {0};
    (void)state;
    assert_true(voucher_parse("2pc7b r4s47", &v));
    assert_int_equal(v.n, 17);
    assert_int_equal(voucher_stretch(&v, k.uid, COST, verifier, W, &e), ERR_OK);
    assert_hex(verifier, sizeof verifier,
               "7242b3af45721ccaf8fc844b88900f1633fb0a03ef90b0dd339da79000574d10");
    assert_hex(W, sizeof W, "9d4b5f55cba498b08218ae2dfc5b21c2fc9b7574e7f50044c63e3f05e99a9441");
    assert_int_equal(voucher_make(k.V, 17, k.uid, COST, NULL, again, &e), ERR_OK);
    assert_memory_equal(again, W, sizeof W);
    count_up(use.seat_hash, sizeof use.seat_hash, 0);
    voucher_proof(W, k.uid, &use, proof);
    assert_hex(proof, sizeof proof,
               "3bcb4484cf3e865372c2f8fb2886cc5414caabcf943a3019504e3669c666d656");
}

static void what_is_no_voucher_costs_no_stretch(void **state)
{
    static const char *const WRONG[] = {
        "",           "2PC7B R4S4", "2PC7B R4S477", "2PC7B R4S48", "2PC7B R4S4O", "2CP7B R4S47",
        "22Q25 4KHG5" /* number 0 */};
    struct voucher_typed v;
    (void)state;
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_false(voucher_parse(WRONG[i], &v));
    for (unsigned n = 0; n < 625; n++) { /* every number that two characters can say */
        char code[VOUCHER_CODE + 1] = {CODE_ALPHABET[n / 25], CODE_ALPHABET[n % 25]};
        memcpy(code + 2, "C7BR4S4", VOUCHER_SECRET);
        code_add_check(code, VOUCHER_CODE - 1);
        assert_int_equal(voucher_parse(code, &v), n >= 1 && n <= VOUCHER_COUNT);
        if (n >= 1 && n <= VOUCHER_COUNT)
            assert_int_equal(v.n, n);
    }
}

/* A seat opens what was printed, and nothing else: another's secret, another session, a verifier
 * that was altered. */
static void a_seat_opens_its_own_vouchers_only(void **state)
{
    struct keys k = make_keys();
    uint8_t verifiers[VOUCHER_COUNT * VOUCHER_VERIFIER] = {0}, W[CRYPT_KEY], made[CRYPT_KEY],
                                      zero[CRYPT_KEY] = {0};
    char code[VOUCHER_CODE + 1];
    struct voucher_typed v;
    struct err e = {0};
    (void)state;
    assert_int_equal(voucher_make(k.V, 5, k.uid, COST, verifiers + 4 * VOUCHER_VERIFIER, made, &e),
                     ERR_OK);
    assert_int_equal(voucher_make(k.V, 6, k.uid, COST, verifiers + 5 * VOUCHER_VERIFIER, NULL, &e),
                     ERR_OK);
    voucher_code(k.V, 5, code);
    assert_true(voucher_parse(code, &v));
    assert_int_equal(voucher_open(&v, k.uid, COST, verifiers, W, &e), ERR_OK);
    assert_memory_equal(W, made, sizeof W);
    v.n = 6; /* another's secret under its number */
    assert_int_equal(voucher_open(&v, k.uid, COST, verifiers, W, &e), ERR_AUTH);
    assert_memory_equal(W, zero, sizeof W);
    v.n = 5;
    k.uid[0] ^= 1;
    assert_int_equal(voucher_open(&v, k.uid, COST, verifiers, W, &e), ERR_AUTH);
    k.uid[0] ^= 1;
    verifiers[4 * VOUCHER_VERIFIER] ^= 1;
    assert_int_equal(voucher_open(&v, k.uid, COST, verifiers, W, &e), ERR_AUTH);
}

static void a_proof_is_of_one_use(void **state)
{
    static const struct voucher_use USE = {.paper = 6, .n = 17, .action = 1, .minutes = 10};
    struct keys k = make_keys();
    struct voucher_use other[6] = {USE, USE, USE, USE, USE, USE};
    uint8_t W[CRYPT_KEY] = "W", proof[VOUCHER_PROOF], another[VOUCHER_PROOF];
    (void)state;
    other[0].paper = VOUCHER_NO_PAPER;
    other[1].paper = 6 | 1u << 24;
    other[2].seat_hash[7] = 1;
    other[3].n = 18;
    other[4].action = 2;
    other[5].minutes = 15;
    voucher_proof(W, k.uid, &USE, proof);
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        voucher_proof(W, k.uid, &other[i], another);
        assert_memory_not_equal(proof, another, sizeof proof);
    }
    k.uid[15] ^= 1;
    voucher_proof(W, k.uid, &USE, another);
    assert_memory_not_equal(proof, another, sizeof proof);
}

/* What journals, orders and sheets hold stays: these numbers may never mean another thing. */
static void numbers_of_actions_and_reasons_stay(void **state)
{
    static const unsigned ACTION[] = {1, 2, 3, 4, 16, 17, 18, 19, 20},
                          REASON[] = {1, 2, 3, 4, 5, 6, 9};
    size_t actions = 0, reasons = 0;
    (void)state;
    for (const struct room_action_row *r = ROOM_ACTION_TABLE; r->word; r++)
        actions++;
    for (const struct room_reason_row *r = ROOM_REASON_TABLE; r->word; r++)
        reasons++;
    assert_int_equal(actions, sizeof ACTION / sizeof ACTION[0]);
    assert_int_equal(reasons, sizeof REASON / sizeof REASON[0]);
    for (size_t i = 0; i < actions; i++)
        assert_int_equal(room_action_row(ACTION[i])->action, ACTION[i]);
    for (size_t i = 0; i < reasons; i++)
        assert_non_null(room_reason_word(REASON[i]));
    assert_null(room_action_row(5));
    assert_null(room_reason_word(0));
    assert_null(room_reason_word(7));
    assert_true(room_action_takes_minutes(ROOM_ACTION_EXTEND, 5));
    assert_false(room_action_takes_minutes(ROOM_ACTION_EXTEND, 0));
    assert_false(room_action_takes_minutes(ROOM_ACTION_EXTEND, 20));
    assert_false(room_action_takes_minutes(ROOM_ACTION_LOCK, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vouchers_are_those_of_the_vector),
        cmocka_unit_test(verifier_secret_and_proof_are_those_of_the_vector),
        cmocka_unit_test(what_is_no_voucher_costs_no_stretch),
        cmocka_unit_test(a_seat_opens_its_own_vouchers_only),
        cmocka_unit_test(a_proof_is_of_one_use),
        cmocka_unit_test(numbers_of_actions_and_reasons_stay)};
    return cmocka_run_group_tests_name("vouchers", tests, NULL, NULL);
}
