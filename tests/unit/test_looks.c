/* Looks at what may hang: told when they end, silent when they do not, left behind at the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tools/desk/looks.h"

#include <poll.h>
#include <unistd.h>

/* Looks by reading a byte from a pipe: it hangs until the test writes one. */
struct waiter {
    struct looks_task task;
    int from;
    char byte;
    int *freed; /* a pipe's end that is written to when it is freed */
};

static void run(struct looks_task *task)
{
    struct waiter *w = (struct waiter *)task;
    ssize_t ignored = read(w->from, &w->byte, 1);
    (void)ignored;
}

static void free_task(struct looks_task *task)
{
    struct waiter *w = (struct waiter *)task;
    ssize_t ignored = write(*w->freed, "f", 1);
    (void)ignored;
    free(w);
}

struct rig {
    struct looks looks;
    int way[2], freed[2];
};

static int up(void **state)
{
    static struct rig r;
    r = (struct rig){.way = {-1, -1}};
    *state = &r;
    return pipe(r.way) != 0 || pipe(r.freed) != 0;
}

static int down(void **state)
{
    struct rig *r = *state;
    close(r->way[0]);
    close(r->way[1]);
    close(r->freed[0]);
    close(r->freed[1]);
    return 0;
}

static bool begin(struct rig *r, const char *subject, uint64_t now_ms)
{
    struct waiter *w = calloc(1, sizeof *w);
    assert_non_null(w);
    *w = (struct waiter){.task = {.subject = subject, .run = run, .free = free_task},
                         .from = r->way[0]};
    w->freed = &r->freed[1];
    return looks_start(&r->looks, NULL, &w->task, now_ms);
}

static void let_go(const struct rig *r)
{
    assert_int_equal(write(r->way[1], "x", 1), 1);
}

static void await_freed(const struct rig *r)
{
    char byte;
    assert_int_equal(read(r->freed[0], &byte, 1), 1);
}

static void await_news(const struct rig *r)
{
    int fds[LOOKS_MAX];
    struct pollfd p[LOOKS_MAX];
    looks_fds(&r->looks, fds);
    for (int i = 0; i < LOOKS_MAX; i++)
        p[i] = (struct pollfd){fds[i], POLLIN, 0};
    assert_true(poll(p, LOOKS_MAX, 60000) > 0);
}

static void one_that_ends_is_taken(void **state)
{
    struct rig *r = *state;
    struct screen *asker;
    assert_true(begin(r, "/media/a", 1000));
    assert_null(looks_take(&r->looks, &asker));
    assert_int_equal(looks_state(&r->looks, NULL, "/media/a", 1000), LOOKS_UNDER_WAY);
    assert_int_equal(looks_timeout_ms(&r->looks, 1000), LOOKS_PATIENCE_MS);
    let_go(r);
    await_news(r);
    struct looks_task *task = looks_take(&r->looks, &asker);
    assert_non_null(task);
    assert_int_equal(((struct waiter *)task)->byte, 'x');
    task->free(task);
    assert_int_equal(looks_state(&r->looks, NULL, "/media/a", 1000), LOOKS_NONE);
    assert_int_equal(looks_timeout_ms(&r->looks, 1000), -1);
    looks_free(&r->looks);
}

static void one_that_hangs_is_silent_and_alone_there(void **state)
{
    struct rig *r = *state;
    struct screen *asker;
    assert_true(begin(r, "/media/a", 1000));
    assert_int_equal(looks_silent(&r->looks, 1000 + LOOKS_PATIENCE_MS - 1), 0);
    assert_int_equal(looks_silent(&r->looks, 1000 + LOOKS_PATIENCE_MS), 1);
    assert_int_equal(looks_state(&r->looks, NULL, "/media/a", 1000 + LOOKS_PATIENCE_MS),
                     LOOKS_SILENT);
    assert_false(begin(r, "/media/a", 6000)); /* not twice */
    await_freed(r);
    assert_true(begin(r, "/media/b", 6000));
    let_go(r); /* it answers after all, whichever of them reads it */
    await_news(r);
    struct looks_task *task = looks_take(&r->looks, &asker);
    assert_non_null(task);
    task->free(task);
    let_go(r);
    looks_free(&r->looks);
}

static void one_whose_asker_is_gone_is_freed(void **state)
{
    struct rig *r = *state;
    struct screen *asker;
    assert_true(begin(r, "/media/a", 1000));
    looks_drop(&r->looks, NULL);
    assert_int_equal(looks_state(&r->looks, NULL, "/media/a", 1000), LOOKS_NONE);
    let_go(r);
    await_news(r);
    assert_null(looks_take(&r->looks, &asker));
    await_freed(r);
    looks_free(&r->looks);
}

static void one_that_hangs_is_left_behind(void **state)
{
    struct rig *r = *state;
    assert_true(begin(r, "/media/a", 1000));
    looks_free(&r->looks); /* comes back */
    let_go(r);
    await_freed(r); /* by its own thread */
}

static void too_many_are_not_begun(void **state)
{
    struct rig *r = *state;
    char subject[LOOKS_MAX][16];
    for (int i = 0; i < LOOKS_MAX; i++) {
        subject[i][0] = (char)('a' + i);
        subject[i][1] = '\0';
        assert_true(begin(r, subject[i], 1000));
    }
    assert_false(begin(r, "one more", 1000));
    await_freed(r);
    for (int i = 0; i < LOOKS_MAX; i++)
        let_go(r);
    looks_free(&r->looks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_that_ends_is_taken, up, down),
        cmocka_unit_test_setup_teardown(one_that_hangs_is_silent_and_alone_there, up, down),
        cmocka_unit_test_setup_teardown(one_whose_asker_is_gone_is_freed, up, down),
        cmocka_unit_test_setup_teardown(one_that_hangs_is_left_behind, up, down),
        cmocka_unit_test_setup_teardown(too_many_are_not_begun, up, down),
    };
    return cmocka_run_group_tests_name("looks", tests, NULL, NULL);
}
