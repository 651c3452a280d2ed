/* The file of a paper that was closed: what is on its way to the disk gets there on an errand, and
 * the screen does not wait for it. Until the errand is over nobody else opens a paper. */
#include "app/client/papers_internal.h"

#include "app/client/flow.h"

#include <stdlib.h>

enum { AT_ONCE_MS = 100, STOP_MS = 2000 };

struct job {
    struct attempt_writer *writer; /* NULL once it has ended */
};

static void run_job(void *context)
{
    struct job *j = context;
    attempt_writer_finish(j->writer);
    j->writer = NULL;
}

static void free_job(void *context)
{
    struct job *j = context;
    attempt_writer_stop(j->writer);
    free(j);
}

/* Another connection of this host, which waits for the file. */
static void answer_asker(struct closing *o, bool is_given)
{
    if (o->has_asker)
        attempt_holder_answer(o->asker, is_given);
    o->has_asker = false;
}

static bool is_over(struct closing *o, int ms)
{
    if (!o->errand || !errand_wait(o->errand, ms))
        return !o->errand;
    free_job(errand_end(o->errand));
    o->errand = NULL;
    return true;
}

void papers_end_file(struct client *c)
{
    static const struct errand_ops OPS = {.run = run_job, .free = free_job};
    struct closing *o = &c->papers.closing;
    struct attempt_writer *writer = c->exam ? exam_part_with_writer(c->exam) : NULL;
    struct job *j = writer ? calloc(1, sizeof *j) : NULL;
    if (!j) {
        attempt_writer_stop(writer);
        return;
    }
    j->writer = writer;
    o->since_ms = flow_now(c);
    o->errand = errand_start(&OPS, j);
    (void)is_over(o, AT_ONCE_MS);
}

bool papers_is_closing(struct client *c)
{
    bool is_closed = is_over(&c->papers.closing, 0);
    if (is_closed)
        answer_asker(&c->papers.closing, true);
    return !is_closed;
}

void papers_hand_over(struct client *c, int connection)
{
    papers_log_out(c);
    c->papers.closing.asker = connection;
    c->papers.closing.has_asker = true;
    (void)papers_is_closing(c);
}

void papers_stop_closing(struct client *c)
{
    struct closing *o = &c->papers.closing;
    answer_asker(o, is_over(o, STOP_MS));
    errand_end(o->errand);
    o->errand = NULL;
}
