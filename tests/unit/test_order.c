/* Orders: the vector of FORMATS.md, each altered byte, and that what no console writes is
 * refused. */
#include "app/core/order.h"

#include "app/core/package.h"
#include "app/core/room_action.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void count_up(uint8_t *out, size_t len, uint8_t first)
{
    for (size_t i = 0; i < len; i++)
        out[i] = (uint8_t)(first + i);
}

struct room {
    struct session session;
    uint8_t pk[CRYPT_SIGN_PK], sk[CRYPT_SIGN_SK];
    struct buf file;
};

static struct room make_room(void)
{
    struct room r = {.session = {.papers = 8, .info = {.name = "ca-2"}}};
    uint8_t O[CRYPT_KEY];
    count_up(O, sizeof O, 0x40);
    count_up(r.session.info.uid, SESSION_UID, 0);
    count_up(r.session.hash, CRYPT_HASH, 0x20);
    session_order_pair(O, r.session.info.uid, r.pk, r.sk);
    buf_init(&r.file, 65536);
    return r;
}

static struct order more_time(void)
{
    struct order o = {.console = "7K3M",
                      .number = 1,
                      .wall_ms = 1767225600000,
                      .paper = 6,
                      .action = ROOM_ACTION_EXTEND,
                      .minutes = 10,
                      .reason = ROOM_REASON_NOISE,
                      .words = "Cạnh đường",
                      .by = "Nguyễn Văn Lâm"};
    count_up(o.seat_hash, sizeof o.seat_hash, 0);
    return o;
}

static struct order lock(void)
{
    struct order o = {.console = "7K3M",
                      .number = 2,
                      .before = "the one before",
                      .paper = ORDER_NO_PAPER,
                      .instance = 77,
                      .action = ROOM_ACTION_LOCK,
                      .reason = ROOM_REASON_BROKEN};
    return o;
}

static enum err_code write_and_open(const struct order *o, struct order *back, struct err *e)
{
    struct room r = make_room();
    order_build(&r.session, o, r.pk, r.sk, &r.file);
    assert_false(r.file.failed);
    enum err_code rc = order_open(r.file.data, r.file.len, &r.session, r.pk, back, e);
    buf_free(&r.file);
    return rc;
}

static void an_order_is_that_of_its_vector(void **state)
{
    struct room r = make_room();
    struct order o = more_time();
    struct package p;
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1], name[ORDER_NAME];
    struct err e = {0};
    (void)state;
    crypt_hex(r.pk, sizeof r.pk, hex);
    assert_string_equal(hex, "85b7f258ea7875bbcfdc8435d7ec7a1f80b9ff86ed1cb5314834ea8cf3598742");
    order_build(&r.session, &o, r.pk, r.sk, &r.file);
    assert_int_equal(package_open(r.file.data, r.file.len, PACKAGE_ORDER, r.pk, &p, &e), ERR_OK);
    crypt_hash_file(p.payload, p.len, hash);
    crypt_hex(hash, sizeof hash, hex);
    assert_string_equal(hex, "c27956487a33b21427df5b8ea34a92c205a6f16919b8dff33d4fa25b2319170b");
    count_up(hash, sizeof hash, 0);
    order_name(&r.session, &o, hash, name);
    assert_string_equal(name, "ca-2.7K3M.0001.000G40R40M30E209.order");
    buf_free(&r.file);
}

static void orders_come_back(void **state)
{
    const struct order ORDER[] = {more_time(), lock()};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct order back;
        struct err e = {0};
        assert_int_equal(write_and_open(&ORDER[i], &back, &e), ERR_OK);
        assert_string_equal(back.console, ORDER[i].console);
        assert_int_equal(back.number, ORDER[i].number);
        assert_true(back.wall_ms == ORDER[i].wall_ms);
        assert_memory_equal(back.before, ORDER[i].before, CRYPT_HASH);
        assert_int_equal(back.paper, ORDER[i].paper);
        assert_memory_equal(back.seat_hash, ORDER[i].seat_hash, 8);
        assert_int_equal(back.instance, ORDER[i].instance);
        assert_int_equal(back.action, ORDER[i].action);
        assert_int_equal(back.minutes, ORDER[i].minutes);
        assert_int_equal(back.reason, ORDER[i].reason);
        assert_string_equal(back.words, ORDER[i].words);
        assert_string_equal(back.by, ORDER[i].by);
    }
}

static void every_flipped_bit_is_found(void **state)
{
    struct room r = make_room();
    struct order o = more_time(), back;
    struct err e = {0};
    (void)state;
    order_build(&r.session, &o, r.pk, r.sk, &r.file);
    for (size_t i = 0; i < r.file.len; i++) {
        r.file.data[i] ^= (uint8_t)(1u << i % 8);
        assert_int_not_equal(order_open(r.file.data, r.file.len, &r.session, r.pk, &back, &e),
                             ERR_OK);
        r.file.data[i] ^= (uint8_t)(1u << i % 8);
        assert_int_not_equal(order_open(r.file.data, i, &r.session, r.pk, &back, &e), ERR_OK);
    }
    assert_int_equal(order_open(r.file.data, r.file.len, &r.session, r.pk, &back, &e), ERR_OK);
    buf_free(&r.file);
}

static void another_session_or_key_is_refused(void **state)
{
    struct room r = make_room();
    struct order o = more_time(), back;
    struct err e = {0};
    (void)state;
    order_build(&r.session, &o, r.pk, r.sk, &r.file);
    r.session.hash[0] ^= 1;
    assert_int_equal(order_open(r.file.data, r.file.len, &r.session, r.pk, &back, &e), ERR_POLICY);
    r.session.hash[0] ^= 1;
    r.session.info.uid[0] ^= 1;
    assert_int_equal(order_open(r.file.data, r.file.len, &r.session, r.pk, &back, &e), ERR_POLICY);
    r.pk[0] ^= 1;
    assert_int_equal(order_open(r.file.data, r.file.len, &r.session, r.pk, &back, &e), ERR_KEY);
    buf_free(&r.file);
}

/* Signed with the right key, but nothing that a console writes. */
static void what_no_console_writes_is_refused(void **state)
{
    struct order wrong[16], back;
    size_t n = 0;
    (void)state;
#define WRONG(base, change) (wrong[n] = base(), wrong[n].change, n++)
    WRONG(more_time, action = 5);
    WRONG(more_time, action = ROOM_ACTION_RESUME_ALL);
    WRONG(lock, action = ROOM_ACTION_START_ALL);
    WRONG(more_time, minutes = 0);
    WRONG(more_time, minutes = 20);
    WRONG(lock, minutes = 5);
    WRONG(more_time, reason = 0);
    WRONG(more_time, reason = 7);
    WRONG(more_time, paper = 8);
    WRONG(more_time, paper = ORDER_NO_PAPER);
    WRONG(lock, paper = 0);
    WRONG(more_time, instance = 1);
    WRONG(more_time, number = 0);
    WRONG(more_time, number = 2);
    WRONG(lock, number = 10000);
    WRONG(more_time, console[0] = 'O');
#undef WRONG
    assert_int_equal(n, sizeof wrong / sizeof wrong[0]);
    for (size_t i = 0; i < n; i++) {
        struct err e = {0};
        if (write_and_open(&wrong[i], &back, &e) != ERR_FORMAT)
            fail_msg("wrong order %zu: %d %s", i, (int)e.code, e.text);
    }
    struct order o = more_time();
    struct err e = {0};
    o.action = 5;
    assert_int_equal(write_and_open(&o, &back, &e), ERR_FORMAT);
    assert_non_null(strstr(e.text, "5")); /* named by its number */
    o = more_time();
    memcpy(o.by, "a\033[2J", 6);
    assert_int_equal(write_and_open(&o, &back, &e), ERR_FORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_order_is_that_of_its_vector),
                                       cmocka_unit_test(orders_come_back),
                                       cmocka_unit_test(every_flipped_bit_is_found),
                                       cmocka_unit_test(another_session_or_key_is_refused),
                                       cmocka_unit_test(what_no_console_writes_is_refused)};
    return cmocka_run_group_tests_name("orders", tests, NULL, NULL);
}
