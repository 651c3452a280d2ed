/* Which program the seats of a session ran: each seat counts once for a program, whatever it left,
 * and where no program has more than half of them none is called the stranger. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tools/office/used_seats.h"

enum { MANIFESTS = 6 };
struct left {
    char seat;
    uint8_t build;
};

/* The seats that left these manifests; a space ends them. */
static struct used_seats read_seats(const struct left *left)
{
    struct room_manifest manifest[MANIFESTS] = {0};
    struct room_files room = {.manifest = manifest};
    const struct session_roster roster = {0};
    const struct collection journals = {0};
    struct used_seats out;
    struct err e = {0};
    for (; left[room.manifests].seat != ' '; room.manifests++) {
        struct room_manifest *m = &manifest[room.manifests];
        memset(m->seat_hash, left[room.manifests].seat, sizeof m->seat_hash);
        m->manifest.seat[0] = left[room.manifests].seat;
        m->manifest.build[0] = left[room.manifests].build;
    }
    assert_int_equal(used_seats_read(&roster, &room, &journals, &out, &e), ERR_OK);
    return out;
}

static size_t count_others(const struct used_seats *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->count; i++)
        n += s->seat[i].is_other;
    return n;
}

static void the_one_that_differs_is_named(void **state)
{
    (void)state;
    struct used_seats s = read_seats((struct left[]){{'A', 1}, {'B', 1}, {'C', 2}, {' ', 0}});
    assert_false(s.is_even);
    assert_int_equal(s.count, 3);
    assert_int_equal(count_others(&s), 1);
    assert_true(s.seat[2].is_other);
    assert_string_equal(s.seat[2].name, "C");
    used_seats_free(&s);
}

static void of_two_halves_neither_is_the_stranger(void **state)
{
    (void)state;
    struct used_seats s =
        read_seats((struct left[]){{'A', 1}, {'B', 1}, {'C', 2}, {'D', 2}, {' ', 0}});
    assert_true(s.is_even);
    assert_int_equal(count_others(&s), 4);
    used_seats_free(&s);
}

/* A second manifest of a seat gives its program no second voice. */
static void a_seat_counts_once_for_a_program(void **state)
{
    (void)state;
    struct used_seats s =
        read_seats((struct left[]){{'A', 1}, {'A', 1}, {'A', 1}, {'B', 2}, {' ', 0}});
    assert_int_equal(s.count, 2);
    assert_true(s.is_even);
    used_seats_free(&s);
}

static void a_seat_with_two_programs_stands_there_twice(void **state)
{
    (void)state;
    struct used_seats s =
        read_seats((struct left[]){{'A', 2}, {'A', 1}, {'B', 1}, {'C', 1}, {' ', 0}});
    assert_int_equal(s.count, 4);
    assert_false(s.is_even);
    assert_false(s.seat[0].is_again);
    assert_true(s.seat[1].is_again);
    assert_int_equal(count_others(&s), 1);
    assert_true(s.seat[1].is_other);
    used_seats_free(&s);
}

static void nothing_came_is_no_tie(void **state)
{
    (void)state;
    struct used_seats s = read_seats((struct left[]){{' ', 0}});
    assert_int_equal(s.count, 0);
    assert_false(s.is_even);
    used_seats_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_one_that_differs_is_named),
        cmocka_unit_test(of_two_halves_neither_is_the_stranger),
        cmocka_unit_test(a_seat_counts_once_for_a_program),
        cmocka_unit_test(a_seat_with_two_programs_stands_there_twice),
        cmocka_unit_test(nothing_came_is_no_tie),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
