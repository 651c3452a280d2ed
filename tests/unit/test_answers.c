/* Answers files: nothing altered, cut or moved to another place is opened. */
#include "tests/lib/rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct rig rig;

/* START, one choice, the end, and the package of it. */
static void make(struct buf *records, struct buf *out, size_t more)
{
    uint8_t key[CRYPT_KEY], rk[CRYPT_KEY], record[JOURNAL_RECORD], binding[32];
    resume_key(rig.office.paper[1].k0, rk);
    memcpy(key, rig.office.paper[1].k0, CRYPT_KEY);
    journal_binding(rig.session.hash, rig.session.info.bank_hash, 1, binding);
    for (uint32_t i = 0; i < 3 + more; i++) {
        struct journal_event ev = {.seq = i,
                                   .type = i == 0          ? JOURNAL_START
                                           : i == 2 + more ? JOURNAL_HANDIN
                                                           : JOURNAL_CHOOSE,
                                   .question = JOURNAL_NONE,
                                   .choice = JOURNAL_NO_CHOICE,
                                   .minutes = i ? 0 : 30};
        if (ev.type == JOURNAL_CHOOSE) {
            ev.question = 3;
            ev.choice = 2;
        }
        if (i == 0)
            memcpy(ev.data, binding, sizeof ev.data);
        journal_encode(&ev, record);
        journal_chain(key, record, record + JOURNAL_EVENT);
        buf_add(records, record, sizeof record);
    }
    answers_build(&rig.session, 1, true, rk, records->data, records->len / JOURNAL_RECORD, out);
    assert_false(out->failed);
}

static enum err_code open_it(const struct buf *file, struct buf *records, struct err *e)
{
    struct answers_info info;
    return answers_open(file->data, file->len, &rig.session, rig.key, &info, records, e);
}

static void comes_back_whole(void **state)
{
    (void)state;
    for (size_t more = 0; more < 60; more += 7) {
        struct buf records, file, back;
        struct answers_info info, peeked;
        struct err e = {0};
        struct journal_state st;
        uint8_t head[CRYPT_HASH], binding[32];
        char name[80];
        buf_init(&records, 1 << 20);
        buf_init(&file, 1 << 20);
        buf_init(&back, 1 << 20);
        make(&records, &file, more);
        assert_int_equal(answers_open(file.data, file.len, &rig.session, rig.key, &info, &back, &e),
                         ERR_OK);
        assert_int_equal(answers_peek(file.data, file.len, &peeked, &e), ERR_OK);
        assert_memory_equal(&info, &peeked, sizeof info);
        assert_int_equal(info.paper, 1);
        assert_true(info.is_ended);
        assert_int_equal(back.len, records.len);
        assert_memory_equal(back.data, records.data, records.len);
        journal_head(records.data, records.len / JOURNAL_RECORD, head);
        assert_memory_equal(head, info.head, sizeof head);
        answers_file_name(&rig.session, 1, head, name);
        assert_int_equal(strncmp(name, "rig.0002.", 9), 0);
        assert_int_equal(strlen(name), 9 + CODE_RECEIPT + 8);
        journal_binding(rig.session.hash, rig.session.info.bank_hash, 1, binding);
        assert_int_equal(
            journal_verify(&(struct journal_records){back.data, back.len / JOURNAL_RECORD,
                                                     rig.office.paper[1].k0, binding,
                                                     RIG_QUESTIONS},
                           &st, NULL, &e),
            ERR_OK);
        buf_free(&records);
        buf_free(&file);
        buf_free(&back);
    }
}

static void every_cut_and_flip_is_refused(void **state)
{
    (void)state;
    struct buf records, file, back;
    struct err e = {0};
    buf_init(&records, 1 << 20);
    buf_init(&file, 1 << 20);
    buf_init(&back, 1 << 20);
    make(&records, &file, 0);
    for (size_t len = 0; len < file.len; len++) {
        struct buf cut = file;
        cut.len = len;
        assert_int_not_equal(open_it(&cut, &back, &e), ERR_OK);
    }
    for (size_t at = 0; at < file.len; at++) {
        file.data[at] ^= (uint8_t)(1u << at % 8);
        assert_int_not_equal(open_it(&file, &back, &e), ERR_OK);
        assert_true(e.text[0] != '\0');
        file.data[at] ^= (uint8_t)(1u << at % 8);
    }
    buf_add_zero(&file, 1);
    assert_int_not_equal(open_it(&file, &back, &e), ERR_OK);
    buf_free(&records);
    buf_free(&file);
    buf_free(&back);
}

static void another_session_or_office_is_named(void **state)
{
    (void)state;
    struct buf records, file, back;
    struct err e = {0};
    struct answers_info info;
    struct crypt_random rnd = crypt_random_system();
    buf_init(&records, 1 << 20);
    buf_init(&file, 1 << 20);
    buf_init(&back, 1 << 20);
    make(&records, &file, 0);
    struct session other = rig.session;
    other.info.uid[0] ^= 1;
    assert_int_equal(answers_open(file.data, file.len, &other, rig.key, &info, &back, &e),
                     ERR_POLICY);
    other = rig.session;
    other.hash[0] ^= 1;
    assert_int_equal(answers_open(file.data, file.len, &other, rig.key, &info, &back, &e),
                     ERR_POLICY);
    other = rig.session;
    other.papers = 1;
    assert_int_equal(answers_open(file.data, file.len, &other, rig.key, &info, &back, &e),
                     ERR_POLICY);
    struct keys_secret *stranger = keys_new(KEYS_OFFICE, &rnd);
    assert_int_equal(answers_open(file.data, file.len, &rig.session, stranger, &info, &back, &e),
                     ERR_KEY);
    keys_free(stranger);
    buf_free(&records);
    buf_free(&file);
    buf_free(&back);
}

static void a_resume_file_is_for_one_paper(void **state)
{
    (void)state;
    struct buf records, answers, file, back;
    struct err e = {0};
    struct crypt_random rnd = crypt_random_system();
    buf_init(&records, 1 << 20);
    buf_init(&answers, 1 << 20);
    buf_init(&file, 1 << 20);
    buf_init(&back, 1 << 20);
    make(&records, &answers, 0);
    uint8_t k0[CRYPT_KEY], other[CRYPT_KEY];
    resume_key(rig.office.paper[1].k0, k0);
    resume_key(rig.office.paper[2].k0, other);
    resume_build(&rig.session, 1, k0, records.data, 2, &rnd, &file);
    assert_int_equal(resume_open(file.data, file.len, &rig.session, 1, k0, &back, &e), ERR_OK);
    assert_int_equal(back.len, 2 * JOURNAL_RECORD);
    assert_memory_equal(back.data, records.data, back.len);
    assert_int_equal(resume_open(file.data, file.len, &rig.session, 2, k0, &back, &e), ERR_POLICY);
    assert_int_equal(resume_open(file.data, file.len, &rig.session, 1, other, &back, &e), ERR_AUTH);
    assert_int_equal(resume_open(answers.data, answers.len, &rig.session, 1, k0, &back, &e),
                     ERR_FORMAT);
    for (size_t at = 0; at < file.len; at++) {
        file.data[at] ^= (uint8_t)(1u << at % 8);
        assert_int_not_equal(resume_open(file.data, file.len, &rig.session, 1, k0, &back, &e),
                             ERR_OK);
        file.data[at] ^= (uint8_t)(1u << at % 8);
    }
    buf_free(&records);
    buf_free(&answers);
    buf_free(&file);
    buf_free(&back);
}

static int set_up(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(comes_back_whole),
                                       cmocka_unit_test(every_cut_and_flip_is_refused),
                                       cmocka_unit_test(another_session_or_office_is_named),
                                       cmocka_unit_test(a_resume_file_is_for_one_paper)};
    return cmocka_run_group_tests_name("answers", tests, set_up, tear_down);
}
