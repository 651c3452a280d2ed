/* The thread for what may hang: it works in turn, tries again what failed, tells of it, and can be
 * left behind. */
#include "app/core/worker.h"

#include "app/core/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <poll.h>

enum { LONG_MS = 600000 /* nobody waits so long: a test that does has failed */, SOON_MS = 10000 };

/* A pile of jobs; the gate holds the thread within one. */
struct pile {
    struct worker worker;
    int left, done, tries;
    int fails; /* tries to fail from now on */
    bool is_urgent;
    bool is_shut, is_inside;
    bool *released;
};

static bool has_work(const void *context)
{
    const struct pile *p = context;
    return p->left > 0 && !(p->worker.ops->release && p->worker.is_leaving);
}

static bool work(void *context)
{
    struct pile *p = context;
    p->is_inside = true;
    worker_tell(&p->worker);
    while (p->is_shut) /* as a call that hangs; the lock is open meanwhile */
        pthread_cond_wait(&p->worker.changed, &p->worker.lock);
    p->is_inside = false;
    p->is_urgent = false;
    p->tries++;
    if (p->fails > 0) {
        p->fails--;
        worker_tell(&p->worker);
        return false;
    }
    p->left--;
    p->done++;
    worker_tell(&p->worker);
    return true;
}

static bool is_urgent(const void *context)
{
    return ((const struct pile *)context)->is_urgent;
}

static void release(void *context)
{
    struct pile *p = context;
    __atomic_store_n(p->released, true, __ATOMIC_SEQ_CST);
    free(p);
}

static struct pile *start(const struct worker_ops *ops, int jobs, int fails)
{
    struct pile *p = calloc(1, sizeof *p);
    assert_non_null(p);
    p->left = jobs;
    p->fails = fails;
    assert_true(worker_start(&p->worker, ops, p));
    return p;
}

/* Waits, with the lock, until `tries` were made. */
static void wait_for_tries(struct pile *p, int tries)
{
    struct timespec until;
    clock_deadline(&until, SOON_MS);
    while (p->tries < tries)
        assert_true(worker_wait_until(&p->worker, &until));
}

static const struct worker_ops SLOW = {
    .has_work = has_work, .work = work, .is_urgent = is_urgent, .retry_ms = LONG_MS};
static const struct worker_ops QUICK = {.has_work = has_work, .work = work, .retry_ms = 1};
static const struct worker_ops LEFT = {
    .has_work = has_work, .work = work, .release = release, .retry_ms = LONG_MS};

static void all_is_done_in_turn_and_told(void **state)
{
    (void)state;
    struct pile *p = start(&QUICK, 5, 3);
    struct pollfd news = {worker_fd(&p->worker), POLLIN, 0};
    assert_int_equal(poll(&news, 1, SOON_MS), 1);
    worker_lock(&p->worker);
    wait_for_tries(p, 8); /* three failed, and were tried again by themselves */
    assert_int_equal(p->done, 5);
    worker_unlock(&p->worker);
    worker_drain(&p->worker);
    assert_int_equal(poll(&news, 1, 0), 0);
    assert_true(worker_stop(&p->worker, SOON_MS));
    free(p);
}

static void what_failed_is_tried_again_when_hurried(void **state)
{
    (void)state;
    struct pile *p = start(&SLOW, 1, 1);
    worker_lock(&p->worker);
    wait_for_tries(p, 1);
    worker_hurry(&p->worker);
    wait_for_tries(p, 2);
    assert_int_equal(p->done, 1);
    worker_unlock(&p->worker);
    assert_true(worker_stop(&p->worker, SOON_MS));
    free(p);
}

static void what_is_urgent_does_not_wait_for_it(void **state)
{
    (void)state;
    struct pile *p = start(&SLOW, 1, 1);
    worker_lock(&p->worker);
    wait_for_tries(p, 1);
    p->is_urgent = true;
    worker_wake(&p->worker);
    wait_for_tries(p, 2);
    worker_unlock(&p->worker);
    assert_true(worker_stop(&p->worker, SOON_MS));
    free(p);
}

/* All that waits is done before the end; what fails then is not tried for ever. */
static void it_ends_when_all_is_done_or_refused(void **state)
{
    (void)state;
    struct pile *p = start(&QUICK, 200, 0);
    assert_true(worker_stop(&p->worker, 0));
    assert_int_equal(p->done, 200);
    free(p);
    p = start(&SLOW, 3, 1000000);
    worker_lock(&p->worker);
    wait_for_tries(p, 1);
    worker_unlock(&p->worker);
    assert_true(worker_stop(&p->worker, 20));
    assert_int_equal(p->done, 0);
    assert_in_range(p->tries, 1, 3);
    free(p);
}

static void a_thread_that_hangs_is_left_behind_and_cleans_up(void **state)
{
    (void)state;
    bool released = false;
    struct pile *p = calloc(1, sizeof *p);
    assert_non_null(p);
    p->left = 2;
    p->is_shut = true;
    p->released = &released;
    assert_true(worker_start(&p->worker, &LEFT, p));
    struct pollfd news = {worker_fd(&p->worker), POLLIN, 0};
    assert_int_equal(poll(&news, 1, SOON_MS), 1);
    assert_false(worker_stop(&p->worker, 10));
    assert_false(__atomic_load_n(&released, __ATOMIC_SEQ_CST));
    worker_lock(&p->worker); /* only a test may do this: it knows that the thread is inside */
    p->is_shut = false;
    worker_wake(&p->worker);
    worker_unlock(&p->worker);
    for (int i = 0; i < SOON_MS && !__atomic_load_n(&released, __ATOMIC_SEQ_CST); i++)
        poll(NULL, 0, 1);
    assert_true(__atomic_load_n(&released, __ATOMIC_SEQ_CST));
}

/* As a thread that gets no processor until its end is asked for, and hangs then in its first
 * call. */
static bool has_late_work(const void *context)
{
    struct pile *p = (struct pile *)(uintptr_t)context;
    while (!p->worker.is_leaving)
        pthread_cond_wait(&p->worker.changed, &p->worker.lock);
    return p->left > 0;
}

static bool hang(void *context)
{
    struct pile *p = context;
    while (p->is_shut)
        pthread_cond_wait(&p->worker.changed, &p->worker.lock);
    p->left = 0;
    return true;
}

static void one_that_begins_late_is_left_behind_too(void **state)
{
    static const struct worker_ops LATE = {
        .has_work = has_late_work, .work = hang, .release = release, .retry_ms = LONG_MS};
    (void)state;
    bool released = false;
    struct pile *p = calloc(1, sizeof *p);
    assert_non_null(p);
    p->left = 1;
    p->is_shut = true;
    p->released = &released;
    assert_true(worker_start(&p->worker, &LATE, p));
    assert_false(worker_stop(&p->worker, 0));
    worker_lock(&p->worker); /* only a test may do this: it knows that the thread is inside */
    p->is_shut = false;
    worker_wake(&p->worker);
    worker_unlock(&p->worker);
    for (int i = 0; i < SOON_MS && !__atomic_load_n(&released, __ATOMIC_SEQ_CST); i++)
        poll(NULL, 0, 1);
    assert_true(__atomic_load_n(&released, __ATOMIC_SEQ_CST));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_done_in_turn_and_told),
        cmocka_unit_test(what_failed_is_tried_again_when_hurried),
        cmocka_unit_test(what_is_urgent_does_not_wait_for_it),
        cmocka_unit_test(it_ends_when_all_is_done_or_refused),
        cmocka_unit_test(a_thread_that_hangs_is_left_behind_and_cleans_up),
        cmocka_unit_test(one_that_begins_late_is_left_behind_too),
    };
    return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
