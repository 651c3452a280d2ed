/* Files from sticks: one flipped bit in every byte and every truncation of a bank, a session and
 * answers are refused. */
#include "app/core/bank_layout.h"
#include "tests/lib/rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum kind { BANK, SESSION, ANSWERS };

static bool accepts(const struct rig *r, enum kind kind, const uint8_t *bytes, size_t len)
{
    struct err e;
    struct bank bank;
    struct session session;
    struct answers_info info;
    struct buf records;
    if (kind == BANK)
        return bank_open(bytes, len, NULL, &bank, &e) == ERR_OK;
    if (kind == SESSION)
        return session_open(bytes, len, r->key->pub.sign_pk, &session, &e) == ERR_OK;
    buf_init(&records, 1 << 20);
    bool good = answers_open(bytes, len, &r->session, r->key, &info, &records, &e) == ERR_OK;
    buf_free(&records);
    return good;
}

static void refuse_all(const struct rig *r, enum kind kind, const struct buf *file)
{
    assert_true(accepts(r, kind, file->data, file->len));
    for (size_t i = 0; i < file->len; i++) {
        file->data[i] ^= (uint8_t)(1u << i % 8);
        if (accepts(r, kind, file->data, file->len))
            fail_msg("kind %d: a flipped bit in byte %zu was accepted", (int)kind, i);
        file->data[i] ^= (uint8_t)(1u << i % 8);
    }
    for (size_t n = 0; n < file->len; n++) {
        uint8_t *cut = malloc(n + 1); /* its own block, so that reading past the end is seen */
        assert_non_null(cut);
        memcpy(cut, file->data, n);
        bool taken = accepts(r, kind, cut, n);
        free(cut);
        if (taken)
            fail_msg("kind %d: %zu of %zu bytes were accepted", (int)kind, n, file->len);
    }
}

static void banks_and_sessions_altered_or_cut_are_refused(void **state)
{
    struct rig *r = *state;
    refuse_all(r, BANK, &r->bank_file);
    refuse_all(r, SESSION, &r->session_file);
}

static void answers_altered_or_cut_are_refused(void **state)
{
    struct rig *r = *state;
    struct buf file;
    struct exam *x = rig_exam(r, 0, "M01");
    exam_start(x);
    exam_choose(x, 0, 2);
    exam_handin(x);
    rig_settle(x);
    buf_init(&file, 1 << 20);
    answers_build(&r->session, 0, true, x->chain.resume_key, x->chain.records.data,
                  x->chain.records.len / JOURNAL_RECORD, &file);
    refuse_all(r, ANSWERS, &file);
    buf_free(&file);
    exam_close(x);
}

static void unknown_versions_are_named(void **state)
{
    struct rig *r = *state;
    struct err e;
    struct bank bank;
    for (uint8_t version = 1; version <= 3; version += 2) {
        char named[] = {'v', 'e', 'r', 's', 'i', 'o', 'n', ' ', (char)('0' + version), '\0'};
        r->bank_file.data[8] = version;
        assert_int_equal(bank_open(r->bank_file.data, r->bank_file.len, NULL, &bank, &e),
                         ERR_FORMAT);
        assert_non_null(strstr(e.text, named));
    }
    r->bank_file.data[8] = 2;
}

static void another_bank_than_the_session_names_is_refused(void **state)
{
    struct rig *r = *state;
    struct err e;
    struct bank bank;
    uint8_t other[CRYPT_HASH] = {1};
    assert_int_equal(bank_open(r->bank_file.data, r->bank_file.len, other, &bank, &e), ERR_POLICY);
}

static void one_code_opens_only_its_own_papers(void **state)
{
    struct rig *r = *state;
    struct err e;
    uint8_t key[CRYPT_KEY];
    struct session_ticket t;
    rig_candidate_key(r, 1, key);
    for (uint32_t p = 0; p < r->session.papers; p++)
        assert_int_equal(session_read_ticket(&r->session, p, key, &t, &e),
                         r->roster.paper[p].candidate == 1 ? ERR_OK : ERR_AUTH);
}

static void a_ticket_in_another_place_is_refused(void **state)
{
    struct rig *r = *state;
    struct err e;
    uint8_t key[CRYPT_KEY];
    struct session_ticket t;
    struct session moved = r->session;
    rig_candidate_key(r, 1, key);
    moved.ticket = r->session.ticket + r->session.ticket_len; /* paper 1 looks like paper 0 */
    assert_int_equal(session_read_ticket(&moved, 0, key, &t, &e), ERR_AUTH);
}

/* A bank made by hand, its seals and signature in order, with a text that no terminal may see. */
static void texts_that_command_a_terminal_are_refused(void **state)
{
    static const char *const EVIL[] = {"\033[2J",
                                       "\r",
                                       "\x07",
                                       ("\xC2\x9B"
                                        "31m"),
                                       "\xE2\x80\xAE",
                                       "\xE2\x81\xA6",
                                       "\xEF\xBB\xBF",
                                       "\x7F",
                                       "\xC0\x80",
                                       "\xED\xA0\x80"};
    struct rig *r = *state;
    struct err e = {0};
    struct bank_office box;
    struct crypt_random rnd = crypt_random_system();
    assert_int_equal(bank_open_office(&r->bank, r->key, &box, &e), ERR_OK);
    for (size_t i = 0; i < sizeof EVIL / sizeof EVIL[0]; i++) {
        struct package p;
        struct buf plain, sealed, file;
        struct bank bank;
        struct bank_question q;
        uint8_t key[CRYPT_KEY], ctx[BANK_CELL_CONTEXT];
        uint8_t *entry = (uint8_t *)(uintptr_t)r->bank.index;
        uint64_t offset = 0;
        uint32_t length = 0;
        memcpy(&offset, entry + BANK_ADDRESS, sizeof offset);
        memcpy(&length, entry + BANK_ADDRESS + 8, sizeof length);
        long found = -1;
        for (size_t k = 0; k < box.entries; k++)
            if (memcmp(box.entry[k].address, entry, BANK_ADDRESS) == 0)
                found = (long)k;
        assert_true(found >= 0);
        bank_question_key(box.master, box.entry[found].qid, key);
        buf_init(&plain, BANK_CELL_MAX);
        buf_init(&sealed, BANK_CELL_MAX);
        buf_init(&file, PACKAGE_MAX);
        uint8_t *cell = (uint8_t *)(uintptr_t)(r->bank.cells + offset);
        size_t n = bank_cell_context(r->bank.uid, entry, ctx);
        assert_int_equal(crypt_xopen(key, ctx, n, cell, length, &plain, &e), ERR_OK);
        memcpy(plain.data + 8, EVIL[i], strlen(EVIL[i])); /* the first bytes of the stem */
        crypt_xseal(key, ctx, n, plain.data, plain.len, &rnd, &sealed);
        uint8_t good[BANK_CELL_MAX];
        memcpy(good, cell, length);
        memcpy(cell, sealed.data, length);
        assert_int_equal(sealed.len, length);
        /* signed anew by the examiner */
        p.payload = r->bank_file.data + PACKAGE_HEADER;
        package_build(PACKAGE_BANK, r->examiner->pub.sign_pk, r->examiner->sign_sk, p.payload,
                      r->bank_file.len - PACKAGE_HEADER - CRYPT_SIG, &file);
        assert_int_equal(bank_open(file.data, file.len, NULL, &bank, &e), ERR_OK);
        assert_int_equal(bank_read_question(&bank, entry, key, &q, &e), ERR_FORMAT);
        for (const char *c = e.text; *c; c++)
            assert_true((unsigned char)*c >= 0x20 && *c != 0x7f);
        memcpy(cell, good, length);
        buf_free(&plain);
        buf_free(&sealed);
        buf_free(&file);
    }
    bank_office_free(&box);
}

static int make(void **state)
{
    struct rig *r = calloc(1, sizeof *r);
    rig_make(r);
    *state = r;
    return 0;
}

static int clear(void **state)
{
    rig_free(*state);
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(banks_and_sessions_altered_or_cut_are_refused, make, clear),
        cmocka_unit_test_setup_teardown(answers_altered_or_cut_are_refused, make, clear),
        cmocka_unit_test_setup_teardown(unknown_versions_are_named, make, clear),
        cmocka_unit_test_setup_teardown(another_bank_than_the_session_names_is_refused, make,
                                        clear),
        cmocka_unit_test_setup_teardown(one_code_opens_only_its_own_papers, make, clear),
        cmocka_unit_test_setup_teardown(texts_that_command_a_terminal_are_refused, make, clear),
        cmocka_unit_test_setup_teardown(a_ticket_in_another_place_is_refused, make, clear),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
