/* Two windows of one host and one paper: the log-in with the right code takes the exam over from a
 * dead connection, never from a live one. */
#include "tests/lib/box.h"
#include "tests/lib/rig.h"
#include "tests/lib/scratch.h"

#include "app/client/client.h"
#include "app/client/attempt_holder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

static struct rig rig;
static char keys[64];

static void open_window(struct client *c)
{
    struct err e = {0};
    const char *pass[] = {rig.passphrase};
    struct client_setup setup = {.session = &rig.session,
                                 .bank = &rig.bank,
                                 .data_dir = rig.dir,
                                 .seat = "M01",
                                 .key_folder = keys,
                                 .lang = CLIENT_EN,
                                 .clock = rig.clock};
    assert_int_equal(client_init(c, &setup, &e), ERR_OK);
    assert_int_equal(client_unlock(c, pass, 1, &e), ERR_OK);
}

static void type(struct client *c, const char *text)
{
    for (; *text; text++)
        client_key(c,
                   &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)(unsigned char)*text});
}

static void log_in(struct client *c)
{
    type(c, "001");
    client_key(c, &(struct keypress){.kind = KEYPRESS_ENTER});
    type(c, rig.access[0]);
    client_key(c, &(struct keypress){.kind = KEYPRESS_ENTER});
    box_wait_for_record(c);
}

struct asking {
    struct client *c;
    atomic_bool done;
};

static void *ask(void *context)
{
    struct asking *a = context;
    log_in(a->c);
    atomic_store(&a->done, true);
    return NULL;
}

/* The second window logs in while the first goes on as its loop does. */
static void log_in_beside(struct client *first, struct client *second)
{
    struct asking a = {.c = second};
    pthread_t thread;
    atomic_init(&a.done, false);
    assert_int_equal(pthread_create(&thread, NULL, ask, &a), 0);
    while (!atomic_load(&a.done)) {
        int fds[CLIENT_FDS];
        client_fds(first, fds);
        struct pollfd wait[CLIENT_FDS] = {
            {fds[0], POLLIN, 0}, {fds[1], POLLIN, 0}, {fds[2], POLLIN, 0}};
        poll(wait, CLIENT_FDS, 10);
        client_ready(first);
    }
    pthread_join(thread, NULL);
}

static unsigned count_pipes(void)
{
    unsigned n = 0;
    DIR *d = opendir(keys);
    for (struct dirent *entry; d && (entry = readdir(d));)
        n += strncmp(entry->d_name, "held-", 5) == 0;
    if (d)
        closedir(d);
    return n;
}

static void a_dead_connection_is_taken_over(void **state)
{
    (void)state;
    struct client a, b;
    open_window(&a);
    log_in(&a);
    client_key(&a, &(struct keypress){.kind = KEYPRESS_ENTER});
    type(&a, "b");
    assert_int_equal(a.state, CLIENT_ANSWERING);
    type(&a, "c");
    rig_settle(a.exam);
    open_window(&b);
    log_in_beside(&a, &b); /* somebody sits there */
    assert_null(b.exam);
    assert_non_null(strstr(b.message.text, "another window"));
    assert_int_equal(a.state, CLIENT_ANSWERING);
    rig_pass(&rig, HANDOVER_IDLE_MS);
    log_in_beside(&a, &b); /* nobody does */
    assert_int_equal(b.state, CLIENT_CONFIRM);
    assert_null(a.exam);
    assert_int_equal(a.state, CLIENT_LOGIN);
    assert_non_null(strstr(a.message.text, "another window"));
    client_key(&b, &(struct keypress){.kind = KEYPRESS_ENTER});
    assert_int_equal(b.state, CLIENT_ANSWERING); /* the same boot and seat: no code, and the clock
                                                    ran on */
    assert_int_equal(exam_choice(b.exam, 0), 2);
    assert_int_equal(exam_left_ms(b.exam), 30 * 60000 - HANDOVER_IDLE_MS);
    assert_int_equal(count_pipes(), 1);
    client_free(&a);
    client_free(&b);
    assert_int_equal(count_pipes(), 0);
}

/* A pipe that a killed client left behind is in nobody's way. */
static void a_killed_holder_leaves_no_lock(void **state)
{
    (void)state;
    struct client a;
    rig_empty(&rig);
    for (int i = 0; i < 2; i++) {
        open_window(&a);
        log_in(&a);
        assert_int_equal(a.state, CLIENT_CONFIRM);
        assert_int_equal(count_pipes(), 1);
        if (i == 0) { /* as after kill -9: the file is free, the name still there */
            close(a.papers.holder.fd);
            a.papers.holder.fd = -1;
        }
        client_free(&a);
    }
    assert_int_equal(count_pipes(), 0);
}

/* Who asked and went away before the answer takes the exam from nobody. */
static void one_who_is_gone_takes_nothing(void **state)
{
    (void)state;
    struct client a;
    const pid_t nobody = INT_MAX;
    rig_empty(&rig);
    open_window(&a);
    log_in(&a);
    rig_pass(&rig, HANDOVER_IDLE_MS);
    assert_int_equal(write(a.papers.holder.fd, &nobody, sizeof nobody), sizeof nobody);
    client_ready(&a);
    assert_non_null(a.exam);
    client_free(&a);
    assert_int_equal(count_pipes(), 0);
}

static int group_up(void **state)
{
    (void)state;
    scratch_folder(keys, sizeof keys);
    rig_make(&rig);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    session_key_forget(keys, &rig.session);
    rmdir(keys);
    rig_free(&rig);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_dead_connection_is_taken_over),
                                       cmocka_unit_test(a_killed_holder_leaves_no_lock),
                                       cmocka_unit_test(one_who_is_gone_takes_nothing)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
