/* What operations share: keys that were opened stay in the ring and go with it, who is asked, the
 * flag that ends work before it writes, the lock. */
#include "tools/work/bank_import.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"
#include "tools/work/session_new.h"
#include "tools/work/waiting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/scratch.h"

static char folder[2][SCRATCH_PATH];
static struct work work;
static struct work_ring ring;

/* ---- who is asked, and what is told ---- */

static struct {
    int asked;
    char role[16];
    const char *answer;
    int points, lines;
} heard;

static enum err_code answer(void *context, const char *role, bool confirm, char *out, struct err *e)
{
    (void)context;
    assert_false(confirm);
    heard.asked++;
    snprintf(heard.role, sizeof heard.role, "%s", role);
    if (!heard.answer)
        return err_set(e, ERR_NO, "not now");
    snprintf(out, SECRET_MAX, "%s", heard.answer);
    return ERR_OK;
}

static void listen(void *context, const struct work_event *event)
{
    (void)context;
    heard.points += event->kind == WORK_POINT;
    heard.lines += event->kind == WORK_LINE;
    if (event->kind == WORK_POINT) /* whoever hears it may not stop it any more */
        atomic_store(&work.stop, true);
}

/* ---- an office ---- */

static void make_key(const char *at, enum keys_role role, const char *passphrase)
{
    struct crypt_random rnd = crypt_random_system();
    struct keys_secret *key = keys_new(role, &rnd);
    struct err e = {0};
    struct buf text;
    char path[SCRATCH_PATH + 32];
    snprintf(path, sizeof path, "%s/keys/%s.key", at, keys_role_word(role));
    assert_int_equal(keys_save(path, key, passphrase, (struct crypt_cost){1, 8192}, &rnd, &e),
                     ERR_OK);
    buf_init(&text, 4096);
    keys_public_text(key, &text);
    snprintf(path, sizeof path, "%s/keys/%s.pub", at, keys_role_word(role));
    assert_int_equal(file_write(path, text.data, text.len, FILE_NEW, &e), ERR_OK);
    buf_free(&text);
    keys_free(key);
}

static int up(void **state)
{
    struct err e = {0};
    (void)state;
    assert_int_equal(crypt_start(&e), ERR_OK);
    for (int i = 0; i < 2; i++) {
        scratch_in_memory(folder[i], sizeof folder[i]);
        assert_int_equal(workspace_make(folder[i], &e), ERR_OK);
        make_key(folder[i], KEYS_EXAMINER, i ? "the other passphrase" : "the one passphrase");
    }
    memset(&heard, 0, sizeof heard);
    heard.answer = "the one passphrase";
    work = (struct work){.folder = folder[0],
                         .rnd = crypt_random_system(),
                         .ring = &ring,
                         .pass.ask = answer,
                         .tell = listen};
    return 0;
}

static int down(void **state)
{
    char command[2 * SCRATCH_PATH + 20];
    (void)state;
    ring_wipe(&ring);
    snprintf(command, sizeof command, "rm -rf '%s' '%s'", folder[0], folder[1]);
    return system(command);
}

static enum err_code open_key(struct keys_secret **key, struct err *e)
{
    struct workspace w;
    enum err_code rc = office_workspace(&work, &w, e);
    assert_int_equal(rc, ERR_OK);
    rc = ring_key(&work, &w, KEYS_EXAMINER, key, e);
    workspace_close(&w);
    return rc;
}

/* ---- the ring ---- */

static void a_passphrase_is_asked_once_a_ring(void **state)
{
    (void)state;
    struct keys_secret *key, *again;
    struct err e = {0};
    assert_int_equal(open_key(&key, &e), ERR_OK);
    assert_int_equal(heard.asked, 1);
    assert_string_equal(heard.role, "examiner");
    assert_int_equal(open_key(&again, &e), ERR_OK);
    assert_ptr_equal(again, key);
    assert_int_equal(heard.asked, 1);
    ring_wipe(&ring);
    assert_null(ring.key[KEYS_EXAMINER]);
    assert_int_equal(open_key(&key, &e), ERR_OK);
    assert_int_equal(heard.asked, 2);
}

static void a_wrong_one_leaves_nothing_in_the_ring(void **state)
{
    (void)state;
    struct keys_secret *key;
    struct err e = {0};
    heard.answer = "some other words";
    assert_int_equal(open_key(&key, &e), ERR_AUTH);
    assert_null(key);
    assert_null(ring.key[KEYS_EXAMINER]);
    heard.answer = NULL; /* whoever was asked left */
    assert_int_equal(open_key(&key, &e), ERR_NO);
    assert_string_equal(e.text, "not now");
    heard.answer = "the one passphrase";
    assert_int_equal(open_key(&key, &e), ERR_OK);
}

/* Another office, or a key made anew: the one in the ring does not serve. */
static void a_ring_serves_its_own_office(void **state)
{
    (void)state;
    struct keys_secret *key;
    struct err e = {0};
    uint8_t first[CRYPT_SIGN_PK];
    assert_int_equal(open_key(&key, &e), ERR_OK);
    memcpy(first, key->pub.sign_pk, sizeof first);
    work.folder = folder[1];
    heard.answer = "the other passphrase";
    assert_int_equal(open_key(&key, &e), ERR_OK);
    assert_int_equal(heard.asked, 2);
    assert_int_not_equal(memcmp(first, key->pub.sign_pk, sizeof first), 0);
}

/* ---- stopped ---- */

static enum err_code import(bool is_dry, struct err *e)
{
    char *sources[] = {"questionbanks/mau"};
    struct bank_import_request q = {.source = {sources, 1}, .to = "mau", .is_dry = is_dry};
    struct bank_import_reply r = {0};
    enum err_code rc = bank_import_op.run(&work, &q, &r, e);
    bank_import_op.forget(&r);
    return rc;
}

static bool has_bank(void)
{
    char path[SCRATCH_PATH + 20];
    snprintf(path, sizeof path, "%s/banks/mau", folder[0]);
    return file_exists(path);
}

static void what_is_stopped_has_written_nothing(void **state)
{
    (void)state;
    struct err e = {0};
    atomic_store(&work.stop, true);
    assert_int_equal(import(false, &e), ERR_NO);
    assert_true(e.text[0] != '\0');
    assert_false(has_bank());
    assert_int_equal(heard.points, 0);
}

/* Behind its point the flag is not looked at: what began to be written is written whole. */
static void behind_its_point_work_is_not_stopped(void **state)
{
    (void)state;
    struct err e = {0};
    assert_int_equal(import(true, &e), ERR_OK);
    assert_int_equal(heard.points, 0); /* a preview has none */
    assert_false(has_bank());
    assert_int_equal(import(false, &e), ERR_OK); /* the listener sets the flag at the point */
    assert_int_equal(heard.points, 1);
    assert_true(has_bank());
}

/* ---- the lock ---- */

static void one_writes_at_a_time(void **state)
{
    (void)state;
    struct workspace w;
    struct err e = {0};
    int lock;
    assert_int_equal(office_workspace(&work, &w, &e), ERR_OK);
    assert_int_equal(workspace_lock(&w, &lock, &e), ERR_OK);
    assert_int_equal(import(false, &e), ERR_BUSY);
    assert_false(has_bank());
    e = (struct err){0};
    assert_int_equal(import(true, &e), ERR_OK); /* who only looks does not wait */
    workspace_unlock(lock);
    assert_int_equal(import(false, &e), ERR_OK);
    workspace_close(&w);
}

/* What waits is told without asking anybody. */
static void looking_asks_for_no_passphrase(void **state)
{
    (void)state;
    struct waiting_request q = {0};
    struct waiting_reply r = {0};
    struct err e = {0};
    heard.answer = NULL;
    assert_int_equal(waiting_op.run(&work, &q, &r, &e), ERR_OK);
    assert_int_equal(heard.asked, 0);
    assert_int_equal(r.rows, 1);
    assert_int_equal(r.row[0].kind, WAITING_NO_BANK);
    waiting_op.forget(&r);
}

/* A form speaks of its rows; a command that it names is typed as it stands. */
static void options_have_the_labels_of_their_rows(void **state)
{
    static const char *const SAYS[][2] = {
        {"--seats: too few", "“Seats”: too few"},
        {"SBD 1: --start seats wants --seats", "SBD 1: “Start” seats wants “Seats”"},
        {"--seatsmanship --no-such", "--seatsmanship --no-such"},
        {"--bank: run sathachctl bank seal mau --seats",
         "“Bank”: run sathachctl bank seal mau --seats"},
        {"", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof SAYS / sizeof SAYS[0]; i++) {
        struct buf said;
        buf_init(&said, 1000);
        fields_say_labels(&session_new_op, SAYS[i][0], &said);
        assert_string_equal(buf_text(&said), SAYS[i][1]);
        buf_free(&said);
    }
}

#define WORK(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_have_the_labels_of_their_rows),
        WORK(a_passphrase_is_asked_once_a_ring),
        WORK(a_wrong_one_leaves_nothing_in_the_ring),
        WORK(a_ring_serves_its_own_office),
        WORK(what_is_stopped_has_written_nothing),
        WORK(behind_its_point_work_is_not_stopped),
        WORK(one_writes_at_a_time),
        WORK(looking_asks_for_no_passphrase),
    };
    return cmocka_run_group_tests_name("work", tests, NULL, NULL);
}
