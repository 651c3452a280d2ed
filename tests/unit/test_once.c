/* One-time codes: each is found as itself, none twice, none of another key. */
#include "app/core/once.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t KEY[CRYPT_KEY] = "key", OTHER[CRYPT_KEY] = "other key";

static void try_all(bool room, const enum once_action *actions, size_t n, bool *seen)
{
    for (size_t a = 0; a < n; a++)
        for (uint16_t step = 1; step <= (actions[a] == ONCE_EXTEND ? ONCE_MINUTE_STEPS : 1); step++)
            for (uint16_t i = 1; i <= ONCE_NUMBERS; i++) {
                uint16_t minutes = actions[a] == ONCE_EXTEND ? (uint16_t)(step * 5) : 0;
                char code[CODE_ONCE + 1];
                struct once_match m;
                once_code(KEY, actions[a], minutes, i, code);
                assert_true(once_find(KEY, room, code, &m));
                assert_int_equal(m.action, actions[a]);
                assert_int_equal(m.minutes, minutes);
                assert_int_equal(m.n, i);
                assert_int_equal(m.number, once_number(actions[a], minutes, i));
                assert_in_range(m.number, 1, 255);
                assert_false(seen[m.number]);
                seen[m.number] = true;
                assert_false(once_find(KEY, !room, code, &m));
                assert_false(once_find(OTHER, room, code, &m));
            }
}

static void each_code_is_found_as_itself(void **state)
{
    (void)state;
    static const enum once_action PAPER[] = {ONCE_EXTEND, ONCE_RESUME, ONCE_START_HERE, ONCE_MISCONDUCT};
    static const enum once_action ROOM[] = {ONCE_UNLOCK_LOGIN, ONCE_RESUME_ALL, ONCE_LOCK, ONCE_LEAVE};
    bool seen[256] = {false};
    try_all(false, PAPER, 4, seen);
    try_all(true, ROOM, 4, seen);
}

static void typed_as_people_type(void **state)
{
    (void)state;
    char code[CODE_ONCE + 1], typed[32];
    struct once_match m;
    once_code(KEY, ONCE_EXTEND, 10, 3, code);
    snprintf(typed, sizeof typed, " %.4s-%s ", code, code + 4);
    for (char *p = typed; *p; p++)
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    assert_true(once_find(KEY, false, typed, &m));
    assert_int_equal(m.minutes, 10);
}

static void what_is_no_code_is_not_found(void **state)
{
    (void)state;
    static const char *const BAD[] = {"", "2", "2345678", "22222222222222222222222", "ABCDEFGH", "ĐĐĐĐĐĐĐĐ", "\xff\xfe"};
    struct once_match m;
    char code[CODE_ONCE + 1];
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(once_find(KEY, false, BAD[i], &m));
    once_code(KEY, ONCE_RESUME, 0, 1, code);
    for (size_t i = 0; i < CODE_ONCE; i++) { /* one wrong character */
        char kept = code[i];
        code[i] = kept == '2' ? '3' : '2';
        assert_false(once_find(KEY, false, code, &m));
        code[i] = kept;
    }
}

int main(void)
{
    struct err e;
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_code_is_found_as_itself), cmocka_unit_test(typed_as_people_type),
                                       cmocka_unit_test(what_is_no_code_is_not_found)};
    return crypt_start(&e) ? 1 : cmocka_run_group_tests_name("once", tests, NULL, NULL);
}
