/* The loop between a program and its front end: in which order they are called, and when it ends.
 */
#include "app/tui/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { LONG_MS = 600000 };

/* What was called, a letter each: o open, s show, r read, q quiet, R ready, z resize, S settle, t
 * tick, c close. */
struct room {
    char calls[64];
    int event;      /* of the program */
    int ends_after; /* ticks */
    int timeout_ms, wait_ms;
    enum err_code opens;
    int signal; /* raised when first shown; 0: none */
    int input;  /* the end of the terminal that people type into */
    enum loop_end end;
};

static void note(void *context, char what)
{
    struct room *r = context;
    size_t n = strlen(r->calls);
    if (n + 1 < sizeof r->calls)
        r->calls[n] = what;
}

static void get_fds(const void *context, int *fds)
{
    fds[0] = ((const struct room *)context)->event;
    fds[1] = -1;
}

static int timeout_ms(const void *context)
{
    return ((const struct room *)context)->timeout_ms;
}

static void ready(void *context)
{
    uint64_t drained;
    struct room *r = context;
    assert_int_equal(read(r->event, &drained, sizeof drained), sizeof drained);
    note(r, 'R');
}

static void tick(void *context)
{
    struct room *r = context;
    note(r, 't');
    r->ends_after--;
}

static bool has_ended(const void *context)
{
    return ((const struct room *)context)->ends_after <= 0;
}

static void note_end(void *context, enum loop_end end)
{
    ((struct room *)context)->end = end;
}

static enum err_code open_it(void *context, struct err *e)
{
    struct room *r = context;
    note(r, 'o');
    return r->opens == ERR_OK ? ERR_OK : err_set(e, r->opens, "no terminal");
}

static void close_it(void *context)
{
    note(context, 'c');
}

static int wait_ms(const void *context)
{
    return ((const struct room *)context)->wait_ms;
}

static bool read_it(void *context, bool is_ready)
{
    char byte;
    struct room *r = context;
    note(r, is_ready ? 'r' : 'q');
    r->wait_ms = -1;
    return !is_ready || read(STDIN_FILENO, &byte, 1) == 1;
}

static void resize(void *context)
{
    note(context, 'z');
}

static void settle(void *context)
{
    note(context, 'S');
}

static void show(void *context)
{
    struct room *r = context;
    note(r, 's');
    if (r->signal)
        kill(getpid(), r->signal);
    r->signal = 0;
}

static enum err_code run(struct room *r)
{
    struct err e = {0};
    const struct loop_program p = {r,     2,    get_fds,   false,   timeout_ms,
                                   ready, tick, has_ended, note_end};
    const struct frontend f = {r, open_it, close_it, wait_ms, read_it, resize, settle, show};
    return loop_run(&p, &f, &e);
}

static int stdin_kept = -1;

static int room_up(void **state)
{
    static struct room r;
    int ends[2];
    if (pipe(ends) != 0 || (stdin_kept = dup(STDIN_FILENO)) < 0 || dup2(ends[0], STDIN_FILENO) < 0)
        return 1;
    close(ends[0]);
    r = (struct room){.event = eventfd(0, EFD_CLOEXEC),
                      .ends_after = 1,
                      .timeout_ms = LONG_MS,
                      .wait_ms = -1,
                      .input = ends[1]};
    *state = &r;
    return r.event < 0;
}

static int room_down(void **state)
{
    struct room *r = *state;
    close(r->event);
    if (r->input >= 0)
        close(r->input);
    dup2(stdin_kept, STDIN_FILENO);
    close(stdin_kept);
    return 0;
}

static void type(struct room *r, const char *text)
{
    assert_int_equal(write(r->input, text, strlen(text)), strlen(text));
}

static void what_was_typed_is_read_then_shown(void **state)
{
    struct room *r = *state;
    r->ends_after = 2;
    type(r, "ab");
    assert_int_equal(run(r), ERR_OK);
    assert_string_equal(r->calls, "osrStsrStc");
    assert_int_equal(r->end, LOOP_DONE);
}

static void what_is_ready_is_told_before_the_tick(void **state)
{
    struct room *r = *state;
    uint64_t one = 1;
    assert_int_equal(write(r->event, &one, sizeof one), sizeof one);
    assert_int_equal(run(r), ERR_OK);
    assert_string_equal(r->calls, "osRStc");
}

static void the_clock_alone_ticks(void **state)
{
    struct room *r = *state;
    r->timeout_ms = 1;
    r->ends_after = 2;
    assert_int_equal(run(r), ERR_OK);
    assert_string_equal(r->calls, "osStsStc");
}

/* A lone Esc is waited for, shortly, however long the program's own time-out is. */
static void a_quiet_moment_is_told(void **state)
{
    struct room *r = *state;
    r->wait_ms = 1;
    assert_int_equal(run(r), ERR_OK);
    assert_string_equal(r->calls, "osqStc");
}

static void it_ends_with_the_terminal(void **state)
{
    struct room *r = *state;
    r->ends_after = 100;
    type(r, "a");
    close(r->input);
    r->input = -1;
    assert_int_equal(run(r), ERR_OK);
    assert_string_equal(r->calls, "osrStsrStc"); /* what was typed before it went is read */
    assert_int_equal(r->end, LOOP_CLOSED);
}

static void signals_end_it_or_resize(void **state)
{
    struct room *r = *state;
    static const int ENDS[] = {SIGTERM, SIGHUP};
    for (size_t i = 0; i < 2; i++) {
        memset(r->calls, 0, sizeof r->calls);
        r->signal = ENDS[i];
        assert_int_equal(run(r), ERR_OK);
        assert_string_equal(r->calls, "osc");
        assert_int_equal(r->end, LOOP_SIGNALLED);
    }
    memset(r->calls, 0, sizeof r->calls);
    r->signal = SIGWINCH;
    assert_int_equal(run(r), ERR_OK);
    assert_string_equal(r->calls, "oszStc");
    memset(r->calls, 0, sizeof r->calls);
    r->signal = SIGINT; /* nothing of the keyboard's ends it */
    r->ends_after = 1;
    r->timeout_ms = 1;
    assert_int_equal(run(r), ERR_OK);
    assert_string_equal(r->calls, "osStc");
}

static void a_terminal_that_does_not_open_is_not_closed(void **state)
{
    struct room *r = *state;
    r->opens = ERR_IO;
    assert_int_equal(run(r), ERR_IO);
    assert_string_equal(r->calls, "o");
    assert_int_equal(r->end, LOOP_NOT_BEGUN);
}

#define IN_ROOM(test) cmocka_unit_test_setup_teardown(test, room_up, room_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_ROOM(what_was_typed_is_read_then_shown),
        IN_ROOM(what_is_ready_is_told_before_the_tick),
        IN_ROOM(the_clock_alone_ticks),
        IN_ROOM(a_quiet_moment_is_told),
        IN_ROOM(it_ends_with_the_terminal),
        IN_ROOM(signals_end_it_or_resize),
        IN_ROOM(a_terminal_that_does_not_open_is_not_closed),
    };
    return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
