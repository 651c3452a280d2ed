/* The session file: what its passphrases open, what its header says and what it refuses. */
#include "app/core/commitment.h"
#include "app/core/session.h"
#include "app/core/session_layout.h"
#include "tests/lib/rig.h"
#include "tools/office/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    AT_SHEET = PACKAGE_HEADER + 416,
    AT_COPIES = PACKAGE_HEADER + 418,
    AT_ORDER_KEY = PACKAGE_HEADER + 384,
    AT_REST = 419
};

static struct rig rig;

static int make(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

static void count_up(uint8_t *out, size_t n, uint8_t from)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)(from + i);
}

static void the_order_pair_follows_from_o(void **state)
{
    (void)state;
    uint8_t O[CRYPT_KEY], uid[SESSION_UID], pk[CRYPT_SIGN_PK], sk[CRYPT_SIGN_SK];
    char hex[2 * CRYPT_SIGN_PK + 1];
    count_up(O, sizeof O, 0x40);
    count_up(uid, sizeof uid, 0);
    session_order_pair(O, uid, pk, sk);
    crypt_hex(pk, sizeof pk, hex);
    assert_string_equal(hex, "85b7f258ea7875bbcfdc8435d7ec7a1f80b9ff86ed1cb5314834ea8cf3598742");
    assert_true(crypt_is_sign_pair(pk, sk));
}

static void each_passphrase_opens_its_own(void **state)
{
    (void)state;
    struct err e = {0};
    uint8_t key[CRYPT_KEY];
    const char *unlock = rig.passphrase, *orders = rig.order_passphrase;
    assert_int_equal(session_unlock(&rig.session, &unlock, 1, key, &e), ERR_OK);
    assert_memory_equal(key, rig.office.S, CRYPT_KEY);
    assert_int_equal(session_unlock_orders(&rig.session, orders, key, &e), ERR_OK);
    assert_memory_equal(key, rig.office.O, CRYPT_KEY);
    assert_memory_not_equal(rig.office.O, rig.office.S, CRYPT_KEY);
    assert_int_equal(session_unlock(&rig.session, &orders, 1, key, &e), ERR_AUTH);
    assert_int_equal(session_unlock_orders(&rig.session, unlock, key, &e), ERR_AUTH);
    assert_int_equal(session_unlock_orders(&rig.session, "", key, &e), ERR_AUTH);
}

/* The rig's session with one byte of its package altered, signed again by the office. */
static enum err_code open_altered(size_t at, uint8_t with, struct session *s, struct buf *out,
                                  struct err *e)
{
    uint8_t *byte = rig.session_file.data + at, before = *byte;
    buf_init(out, PACKAGE_MAX);
    *byte = with;
    package_build(PACKAGE_SESSION, rig.key->pub.sign_pk, rig.key->sign_sk,
                  rig.session_file.data + PACKAGE_HEADER,
                  rig.session_file.len - PACKAGE_HEADER - CRYPT_SIG, out);
    *byte = before;
    return session_open(out->data, out->len, rig.key->pub.sign_pk, s, e);
}

static void an_unknown_rule_is_refused(void **state)
{
    (void)state;
    struct session s;
    struct buf b;
    struct err e = {0};
    for (size_t i = 0; i < 2; i++) { /* sheet, start: 0 … 2 are known */
        for (uint8_t rule = 0; rule <= 2; rule++) {
            assert_int_equal(open_altered(AT_SHEET + i, rule, &s, &b, &e), ERR_OK);
            assert_int_equal(i ? (int)s.info.start : (int)s.info.sheet, rule);
            buf_free(&b);
        }
        assert_int_equal(open_altered(AT_SHEET + i, 3, &s, &b, &e), ERR_FORMAT);
        assert_non_null(strstr(e.text, "3"));
        buf_free(&b);
    }
    for (uint8_t copies = 0; copies <= 1; copies++) {
        assert_int_equal(open_altered(AT_COPIES, copies, &s, &b, &e), ERR_OK);
        assert_int_equal(s.info.copies, copies);
        buf_free(&b);
    }
    assert_int_equal(open_altered(AT_COPIES, 2, &s, &b, &e), ERR_FORMAT);
    buf_free(&b);
    for (size_t at = AT_REST; at < SESSION_HEADER; at++) {
        assert_int_equal(open_altered(PACKAGE_HEADER + at, 1, &s, &b, &e), ERR_FORMAT);
        buf_free(&b);
    }
}

static void an_order_key_of_nobody_is_refused(void **state)
{
    (void)state;
    struct session s;
    struct session_office o;
    struct buf b;
    struct err e = {0};
    uint8_t key[CRYPT_KEY], other = rig.session_file.data[AT_ORDER_KEY] ^ 1;
    assert_int_equal(open_altered(AT_ORDER_KEY, other, &s, &b, &e), ERR_OK);
    assert_int_equal(session_unlock_orders(&s, rig.order_passphrase, key, &e), ERR_FORMAT);
    assert_int_equal(session_open_office(&s, rig.key, &o, &e), ERR_FORMAT);
    buf_free(&b);
}

static void words_and_rules_are_one(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        enum session_sheet sheet = SESSION_SHEET_NONE;
        enum session_start start = SESSION_START_SEATS;
        assert_true(session_sheet_of(session_sheet_word((enum session_sheet)i), &sheet));
        assert_true(session_start_of(session_start_word((enum session_start)i), &start));
        assert_int_equal(sheet, i);
        assert_int_equal(start, i);
        assert_false(session_sheet_of("some", &sheet));
        assert_false(session_start_of("", &start));
        assert_int_equal(sheet, i);
    }
    assert_null(session_sheet_word((enum session_sheet)3));
    assert_null(session_start_word((enum session_start)3));
}

static void another_version_is_refused_by_its_number(void **state)
{
    (void)state;
    struct session s;
    struct err e = {0};
    enum { AT_VERSION = 8 };
    static const uint8_t OTHERS[] = {1, 3};
    for (size_t i = 0; i < sizeof OTHERS; i++) {
        rig.session_file.data[AT_VERSION] = OTHERS[i];
        assert_int_equal(session_open(rig.session_file.data, rig.session_file.len, NULL, &s, &e),
                         ERR_FORMAT);
        assert_non_null(strstr(e.text, OTHERS[i] == 1 ? "version 1 " : "version 3 "));
    }
    rig.session_file.data[AT_VERSION] = PACKAGE_VERSION;
    assert_int_equal(session_open(rig.session_file.data, rig.session_file.len, NULL, &s, &e),
                     ERR_OK);
}

/* The parts are hashed from one byte each in the vector: what they are made of is seen below. */
static void the_commitment_is_that_of_the_vector(void **state)
{
    (void)state;
    uint8_t D[CRYPT_KEY], uid[SESSION_UID], out[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    struct commitment c;
    count_up(D, sizeof D, 0x40);
    count_up(uid, sizeof uid, 0);
    count_up(c.bank, sizeof c.bank, 0x60);
    crypt_hash(LABEL_POOLS, "p", 1, c.pools);
    crypt_hash(LABEL_PROFILE, "q", 1, c.profile);
    crypt_hash(LABEL_ROSTER_LIST, "r", 1, c.roster);
    commitment_hash(&c, D, uid, out);
    crypt_hex(out, sizeof out, hex);
    assert_string_equal(hex, "28ddde229bd434fad8621214242534be1d1207aca7f2588ef689d38fdd7fad1d");
}

static void commitment_again(const struct bank_office *key, const struct profile *profile,
                             const struct session_roster *r, struct commitment *out)
{
    struct err e = {0};
    assert_int_equal(
        commitment_of(&rig.bank, key, profile, r->candidate, r->paper, r->papers, out, &e), ERR_OK);
}

/* Each thing a draw follows from changes its part, and its part alone. */
static void each_part_of_a_commitment_counts(void **state)
{
    (void)state;
    struct err e = {0};
    struct bank_office key;
    struct commitment as_is, now;
    struct session_roster *r = &rig.roster;
    struct profile profile = rig.session.info.profile;
    assert_int_equal(bank_open_office(&rig.bank, rig.key, &key, &e), ERR_OK);
    commitment_again(&key, &profile, r, &as_is);
    uint8_t hash[CRYPT_HASH];
    commitment_hash(&as_is, rig.office.D, rig.session.info.uid, hash);
    assert_memory_equal(hash, rig.session.info.draw_commitment, CRYPT_HASH);

    struct session_paper *p = &r->paper[1], before = *p;
    for (unsigned i = 0; i < 6; i++) {
        switch (i) {
        case 0: p->candidate = 0; break;
        case 1: strcpy(p->field, "4.2"); break;
        case 2: strcpy(p->grade, "I"); break;
        case 3: p->exempt = !p->exempt; break;
        case 4: p->extra_minutes++; break;
        default: strcpy(p->seat, "M01"); break;
        }
        commitment_again(&key, &profile, r, &now);
        assert_memory_not_equal(now.roster, as_is.roster, CRYPT_HASH);
        assert_memory_equal(now.pools, as_is.pools, CRYPT_HASH);
        assert_memory_equal(now.profile, as_is.profile, CRYPT_HASH);
        *p = before;
    }
    profile.standard.minutes++;
    commitment_again(&key, &profile, r, &now);
    assert_memory_not_equal(now.profile, as_is.profile, CRYPT_HASH);
    assert_memory_equal(now.roster, as_is.roster, CRYPT_HASH);
    profile.standard.minutes--;
    key.entry[3].options_refer = !key.entry[3].options_refer;
    commitment_again(&key, &profile, r, &now);
    assert_memory_not_equal(now.pools, as_is.pools, CRYPT_HASH);
    key.entry[3].options_refer = !key.entry[3].options_refer;
    uint32_t *entry = key.pool[0].entry, swapped = entry[0];
    entry[0] = entry[1];
    entry[1] = swapped;
    commitment_again(&key, &profile, r, &now);
    assert_memory_not_equal(now.pools, as_is.pools, CRYPT_HASH);
    bank_office_free(&key);
}

/* ---- NAME.people ---- */

static void identity_numbers_come_back(void **state)
{
    (void)state;
    static const char *const NUMBERS[] = {"001176000001", NULL, "C1234567"};
    struct people_file p;
    struct buf b;
    struct err e = {0};
    uint8_t uid[SESSION_UID], before[CRYPT_HASH];
    count_up(uid, sizeof uid, 0);
    count_up(before, sizeof before, 0x20);
    buf_init(&b, PEOPLE_FILE_MAX);
    assert_int_equal(people_build(&rig.key->pub, uid, 2, before, NUMBERS, 3, &b, &e), ERR_OK);
    assert_int_equal(people_open(rig.key, b.data, b.len, 3, &p, &e), ERR_OK);
    assert_memory_equal(p.uid, uid, sizeof uid);
    assert_memory_equal(p.before, before, sizeof before);
    assert_int_equal(p.n, 2);
    assert_string_equal(p.identity[0], NUMBERS[0]);
    assert_string_equal(p.identity[1], "");
    assert_string_equal(p.identity[2], NUMBERS[2]);
    people_free(&p);
    assert_int_equal(people_open(rig.key, b.data, b.len, 2, &p, &e), ERR_FORMAT);
    assert_int_equal(people_open(rig.key, b.data, b.len, 4, &p, &e), ERR_FORMAT);
    assert_int_equal(people_open(rig.key, b.data, b.len - 1, 3, &p, &e), ERR_AUTH);
    for (size_t at = 0; at < b.len; at++) {
        b.data[at] ^= 1;
        assert_int_equal(people_open(rig.key, b.data, b.len, 3, &p, &e), ERR_AUTH);
        b.data[at] ^= 1;
    }
    buf_free(&b);
}

/* Sealed by whoever has the public key: the form is looked at all the same. */
static void a_box_of_another_form_is_refused(void **state)
{
    (void)state;
    struct people_file p;
    struct buf plain, b;
    struct err e = {0};
    static const struct {
        uint32_t n, said;
        unsigned blocks, rest;
    } BAD[] = {{0, 1, 1, 0}, {1, 2, 2, 0}, {1, 1, 0, 0}, {1, 1, 2, 0}, {1, 1, 1, 1}};
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        static const uint8_t BLOCK[9] = {1, 0, 0, 0, 1, 0, 0, 0, '7'};
        buf_init(&plain, 4096);
        buf_init(&b, 4096);
        buf_add_zero(&plain, SESSION_UID);
        buf_add_u32(&plain, BAD[i].n);
        buf_add_u32(&plain, BAD[i].said);
        buf_add_zero(&plain, CRYPT_HASH);
        for (unsigned k = 0; k < BAD[i].blocks; k++)
            buf_add(&plain, BLOCK, sizeof BLOCK);
        buf_add_zero(&plain, BAD[i].rest);
        crypt_box_seal(rig.key->pub.box_pk, plain.data, plain.len, &b);
        assert_int_equal(people_open(rig.key, b.data, b.len, 1, &p, &e), ERR_FORMAT);
        buf_free(&plain);
        buf_free(&b);
    }
}

static void files_of_identity_numbers_have_their_names(void **state)
{
    (void)state;
    char name[PEOPLE_NAME_MAX];
    people_name("ca-1", 1, name);
    assert_string_equal(name, "ca-1.people");
    people_name("ca-1", 12, name);
    assert_string_equal(name, "ca-1.people-12");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_pair_follows_from_o),
        cmocka_unit_test(each_passphrase_opens_its_own),
        cmocka_unit_test(an_unknown_rule_is_refused),
        cmocka_unit_test(an_order_key_of_nobody_is_refused),
        cmocka_unit_test(words_and_rules_are_one),
        cmocka_unit_test(another_version_is_refused_by_its_number),
        cmocka_unit_test(the_commitment_is_that_of_the_vector),
        cmocka_unit_test(each_part_of_a_commitment_counts),
        cmocka_unit_test(identity_numbers_come_back),
        cmocka_unit_test(a_box_of_another_form_is_refused),
        cmocka_unit_test(files_of_identity_numbers_have_their_names),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
