/* What is done once on a thread of its own: waited for, given up, left behind. */
#include "app/core/errand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <poll.h>
#include <pthread.h>

enum { LONG_MS = 600000 /* nobody waits so long: a test that does has failed */ };

/* The gate holds the thread within the job. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_shut, is_inside;
    int runs, freed;
} gate = {.lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

static void run(void *job)
{
    pthread_mutex_lock(&gate.lock);
    gate.is_inside = true;
    pthread_cond_broadcast(&gate.changed);
    while (gate.is_shut)
        pthread_cond_wait(&gate.changed, &gate.lock);
    gate.is_inside = false;
    gate.runs++;
    *(int *)job += 1;
    pthread_mutex_unlock(&gate.lock);
}

static void free_job(void *job)
{
    pthread_mutex_lock(&gate.lock);
    gate.freed++;
    free(job);
    pthread_cond_broadcast(&gate.changed);
    pthread_mutex_unlock(&gate.lock);
}

static struct errand *start(void)
{
    static const struct errand_ops OPS = {.run = run, .free = free_job};
    int *job = calloc(1, sizeof *job);
    struct errand *d = errand_start(&OPS, job);
    assert_non_null(d);
    return d;
}

static void shut(void)
{
    pthread_mutex_lock(&gate.lock);
    gate.is_shut = true;
    pthread_mutex_unlock(&gate.lock);
}

static void wait_until_inside(void)
{
    pthread_mutex_lock(&gate.lock);
    while (!gate.is_inside)
        pthread_cond_wait(&gate.changed, &gate.lock);
    pthread_mutex_unlock(&gate.lock);
}

static void open_gate(void)
{
    pthread_mutex_lock(&gate.lock);
    gate.is_shut = false;
    pthread_cond_broadcast(&gate.changed);
    pthread_mutex_unlock(&gate.lock);
}

static bool is_readable(const struct errand *d)
{
    struct pollfd news = {.fd = errand_fd(d), .events = POLLIN};
    return poll(&news, 1, 0) == 1;
}

static void what_is_done_comes_back(void **state)
{
    (void)state;
    struct errand *d = start();
    assert_true(errand_wait(d, LONG_MS));
    int *job = errand_end(d);
    assert_non_null(job);
    assert_int_equal(*job, 1);
    assert_int_equal(gate.freed, 0);
    free(job);
}

static void what_hangs_is_told_when_it_is_over(void **state)
{
    (void)state;
    shut();
    struct errand *d = start();
    wait_until_inside();
    assert_false(errand_wait(d, 1));
    assert_false(is_readable(d));
    open_gate();
    struct pollfd news = {.fd = errand_fd(d), .events = POLLIN};
    assert_int_equal(poll(&news, 1, LONG_MS), 1);
    assert_true(errand_wait(d, 0));
    free(errand_end(d));
}

static void what_is_given_up_is_freed_once_it_is_over(void **state)
{
    (void)state;
    shut();
    struct errand *d = start();
    wait_until_inside();
    errand_give_up(d);
    assert_false(errand_wait(d, 1));
    assert_int_equal(gate.freed, 0);
    open_gate();
    assert_true(errand_wait(d, LONG_MS));
    assert_int_equal(gate.freed, 1);
    assert_null(errand_end(d));
    assert_int_equal(gate.freed, 1);
}

static void what_is_done_is_given_up_too(void **state)
{
    (void)state;
    struct errand *d = start();
    assert_true(errand_wait(d, LONG_MS));
    errand_give_up(d);
    assert_true(errand_wait(d, LONG_MS));
    assert_int_equal(gate.freed, 1);
    assert_null(errand_end(d));
}

/* Nobody waits for it; with its end the job goes. */
static void a_thread_that_hangs_is_left_behind(void **state)
{
    (void)state;
    shut();
    struct errand *d = start();
    wait_until_inside();
    assert_null(errand_end(d));
    assert_int_equal(gate.freed, 0);
    open_gate();
    pthread_mutex_lock(&gate.lock);
    while (gate.freed == 0)
        pthread_cond_wait(&gate.changed, &gate.lock);
    pthread_mutex_unlock(&gate.lock);
}

static int begin(void **state)
{
    (void)state;
    gate.runs = gate.freed = 0;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_done_comes_back, begin),
        cmocka_unit_test_setup(what_hangs_is_told_when_it_is_over, begin),
        cmocka_unit_test_setup(what_is_given_up_is_freed_once_it_is_over, begin),
        cmocka_unit_test_setup(what_is_done_is_given_up_too, begin),
        cmocka_unit_test_setup(a_thread_that_hangs_is_left_behind, begin)};
    return cmocka_run_group_tests_name("errand", tests, NULL, NULL);
}
