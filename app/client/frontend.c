#include "app/client/frontend.h"

_Static_assert((int)CLIENT_FDS <= (int)LOOP_FDS, "the loop takes no more descriptors");

static void get_fds(const void *context, int *fds)
{
    client_fds(context, fds);
}

static int timeout_ms(const void *context)
{
    return client_timeout_ms(context);
}

static void ready(void *context)
{
    client_ready(context);
}

static void tick(void *context)
{
    client_tick(context);
}

static bool has_ended(const void *context)
{
    return ((const struct client *)context)->flow.quit;
}

static void note_end(void *context, enum loop_end end)
{
    ((struct client *)context)->flow.end = end;
}

enum err_code frontend_run(struct client *c, const struct frontend *f, struct err *e)
{
    const struct loop_program program = {.context = c,
                                         .count = CLIENT_FDS,
                                         .fds = get_fds,
                                         .timeout_ms = timeout_ms,
                                         .ready = ready,
                                         .tick = tick,
                                         .has_ended = has_ended,
                                         .note_end = note_end};
    return loop_run(&program, f, e);
}
