/* One-time codes: each is found as itself, none twice, none of another key. */
#include "app/core/onetime.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t KEY[CRYPT_KEY] = "key", OTHER[CRYPT_KEY] = "other key";

static void try_all(bool room, const enum onetime_action *actions, size_t n, bool *seen)
{
    for (size_t a = 0; a < n; a++)
        for (uint16_t step = 1; step <= (actions[a] == ONETIME_EXTEND ? ONETIME_MINUTE_STEPS : 1); step++)
            for (uint16_t i = 1; i <= ONETIME_NUMBERS; i++) {
                uint16_t minutes = actions[a] == ONETIME_EXTEND ? (uint16_t)(step * 5) : 0;
                char code[CODE_ONCE + 1];
                struct onetime_match m;
                onetime_code(KEY, actions[a], minutes, i, code);
                assert_true(onetime_find(KEY, room, code, &m));
                assert_int_equal(m.action, actions[a]);
                assert_int_equal(m.minutes, minutes);
                assert_int_equal(m.n, i);
                assert_int_equal(m.number, onetime_number(actions[a], minutes, i));
                struct onetime_match back;
                assert_true(onetime_of_number(m.number, &back));
                assert_int_equal(back.action, m.action);
                assert_int_equal(back.minutes, m.minutes);
                assert_int_equal(back.n, m.n);
                assert_in_range(m.number, 1, 255);
                assert_false(seen[m.number]);
                seen[m.number] = true;
                assert_false(onetime_find(KEY, !room, code, &m));
                assert_false(onetime_find(OTHER, room, code, &m));
            }
}

static void each_code_is_found_as_itself(void **state)
{
    (void)state;
    static const enum onetime_action PAPER[] = {ONETIME_EXTEND, ONETIME_RESUME, ONETIME_START_HERE, ONETIME_MISCONDUCT};
    static const enum onetime_action ROOM[] = {ONETIME_UNLOCK_LOGIN, ONETIME_RESUME_ALL, ONETIME_LOCK, ONETIME_LEAVE};
    bool seen[256] = {false};
    try_all(false, PAPER, 4, seen);
    try_all(true, ROOM, 4, seen);
}

static void typed_as_people_type(void **state)
{
    (void)state;
    char code[CODE_ONCE + 1], typed[32];
    struct onetime_match m;
    onetime_code(KEY, ONETIME_EXTEND, 10, 3, code);
    snprintf(typed, sizeof typed, " %.4s-%s ", code, code + 4);
    for (char *p = typed; *p; p++)
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
    assert_true(onetime_find(KEY, false, typed, &m));
    assert_int_equal(m.minutes, 10);
}

static void what_is_no_code_is_not_found(void **state)
{
    (void)state;
    static const char *const BAD[] = {"", "2", "2345678", "22222222222222222222222", "ABCDEFGH", "ĐĐĐĐĐĐĐĐ", "\xff\xfe"};
    struct onetime_match m;
    char code[CODE_ONCE + 1];
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(onetime_find(KEY, false, BAD[i], &m));
    onetime_code(KEY, ONETIME_RESUME, 0, 1, code);
    for (size_t i = 0; i < CODE_ONCE; i++) { /* one wrong character */
        char kept = code[i];
        code[i] = kept == '2' ? '3' : '2';
        assert_false(onetime_find(KEY, false, code, &m));
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
