#include "app/client/seat_manifest_internal.h"

#include "app/client/flow.h"
#include "app/client/papers.h"
#include "app/core/errand.h"
#include "app/core/i18n.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    AT_ONCE_MS = 100, /* a step on a disk that is well takes no longer, as a rule */
    RECORD_MS = 2000,
    CLOSED_MS = 4000, /* a disk that fails is tried for two seconds before a paper is closed */
    DISK_MS = 60000   /* it did answer, and may have much to do */
};

/* ---- in memory ---- */

/* The seat's manifest before: the last that the room record names. */
static void find_before(const struct client *c, struct seat_manifest_job *j)
{
    uint32_t n = 0;
    for (size_t i = 0; i < room_record_writer_count(c->unlocked.room); i++) {
        struct room_record r;
        room_record_writer_at(c->unlocked.room, i, &r);
        if (r.what != ROOM_MANIFEST)
            continue;
        memcpy(j->m.before, r.data, sizeof j->m.before);
        n++;
    }
    j->m.number = (n > j->files ? n : j->files) + 1; /* whatever became of the one or the other */
}

static enum err_code take_records(const struct client *c, struct manifest *m, struct err *e)
{
    struct buf bytes;
    buf_init(&bytes, SIZE_MAX / 2);
    room_record_writer_bytes(c->unlocked.room, &bytes);
    enum err_code rc = buf_check(&bytes, _("room record"), e);
    size_t n = bytes.len / ROOM_RECORD,
           from = n > MANIFEST_RECORDS_MAX ? n - MANIFEST_RECORDS_MAX : 0;
    m->records = (uint32_t)(n - from);
    m->record = rc == ERR_OK ? malloc((n - from) * ROOM_RECORD + 1) : NULL;
    if (rc == ERR_OK && !m->record)
        rc = err_memory(e);
    if (rc == ERR_OK && m->records)
        memcpy(m->record, bytes.data + from * ROOM_RECORD, (n - from) * ROOM_RECORD);
    buf_free(&bytes);
    return rc;
}

static enum err_code build(const struct client *c, struct seat_manifest_job *j)
{
    char name[MANIFEST_NAME];
    find_before(c, j);
    enum err_code rc = take_records(c, &j->m, &j->e);
    if (rc != ERR_OK)
        return rc;
    manifest_build(c->setup.session, c->unlocked.S, &j->m, &j->bytes);
    manifest_file_name(c->setup.session, j->m.seat, j->m.mac, name);
    rc = seat_manifest_name_job(j, name) ? buf_check(&j->bytes, name, &j->e) : err_memory(&j->e);
    if (rc == ERR_OK)
        crypt_hash_file(j->bytes.data, j->bytes.len, j->hash);
    return rc;
}

/* ---- one step after the other ---- */

static void run_job(void *context)
{
    struct seat_manifest_job *j = context;
    j->run(j);
}

static void stop(struct seat_manifest *s)
{
    if (s->errand)
        errand_give_up(s->errand);
    if (s->job)
        seat_manifest_free_job(s->job);
    s->job = NULL;
    s->step = MANIFEST_IDLE;
}

static void end(struct client *c, const struct err *why)
{
    const struct err what = *why;
    void (*then)(struct client *, const struct err *) = c->flow.manifest.then;
    stop(&c->flow.manifest);
    then(c, &what);
}

static void fail_slow(struct client *c)
{
    struct err e = {0};
    err_set(&e, ERR_BUSY, _("%s: does not answer"), c->setup.data_dir);
    e.errnum = ETIMEDOUT;
    end(c, &e);
}

static void go_to(struct client *c, enum manifest_step step)
{
    c->flow.manifest.step = step;
    c->flow.manifest.since_ms = flow_now(c);
}

static void start(struct client *c, enum manifest_step step,
                  void (*run)(struct seat_manifest_job *))
{
    static const struct errand_ops OPS = {.run = run_job, .free = seat_manifest_free_job};
    struct seat_manifest *s = &c->flow.manifest;
    struct err e = {0};
    struct seat_manifest_job *j = s->job;
    s->job = NULL;
    j->run = run;
    s->errand = errand_start(&OPS, j);
    go_to(c, step);
    if (!s->errand) {
        err_memory(&e);
        end(c, &e);
    }
}

/* One that nobody wants any more may still be writing. */
static bool is_free(struct client *c)
{
    struct seat_manifest *s = &c->flow.manifest;
    if (s->errand && errand_wait(s->errand, 0)) {
        errand_end(s->errand);
        s->errand = NULL;
    }
    return !s->errand && !papers_is_closing(c);
}

/* The errand's job is back, and was done. */
static bool has_job_back(struct client *c, int ms)
{
    struct seat_manifest *s = &c->flow.manifest;
    if (!errand_wait(s->errand, ms))
        return false;
    struct seat_manifest_job *j = errand_end(s->errand);
    s->errand = NULL;
    s->job = j;
    if (j->rc == ERR_OK)
        return true;
    end(c, &j->e);
    return false;
}

static bool is_recorded_by_now(struct client *c, int ms)
{
    return room_record_writer_flush(c->unlocked.room, ms) ||
           flow_now(c) - c->flow.manifest.since_ms >= RECORD_MS;
}

/* Durable under another name, then the record that names it, then its own: after a crash in
 * between it is made up for by that record's hash. */
static void go_on(struct client *c, int ms)
{
    struct seat_manifest *s = &c->flow.manifest;
    switch (s->step) {
    case MANIFEST_WAITS:
        if (is_free(c))
            start(c, MANIFEST_READS, seat_manifest_read_attempts);
        break;
    case MANIFEST_READS:
        if (has_job_back(c, ms))
            go_to(c, MANIFEST_BUILDS);
        break;
    case MANIFEST_BUILDS:
        if (!is_recorded_by_now(c, ms))
            break;
        if (build(c, s->job) == ERR_OK)
            start(c, MANIFEST_WRITES, seat_manifest_write_part);
        else
            end(c, &((struct seat_manifest_job *)s->job)->e);
        break;
    case MANIFEST_WRITES:
        if (!has_job_back(c, ms))
            break;
        room_record_writer_note(c->unlocked.room, ROOM_MANIFEST,
                                ((struct seat_manifest_job *)s->job)->hash);
        go_to(c, MANIFEST_NOTED);
        break;
    case MANIFEST_NOTED:
        if (is_recorded_by_now(c, ms))
            start(c, MANIFEST_NAMED, seat_manifest_give_name);
        break;
    case MANIFEST_NAMED:
        if (has_job_back(c, ms))
            end(c, &(struct err){0});
        break;
    default: break;
    }
}

/* As far as it goes. */
static void advance(struct client *c, int ms)
{
    enum manifest_step before;
    do {
        before = c->flow.manifest.step;
        go_on(c, ms);
    } while (c->flow.manifest.step != MANIFEST_IDLE && c->flow.manifest.step != before);
}

void seat_manifest_begin(struct client *c, enum manifest_why why,
                         void (*then)(struct client *c, const struct err *why))
{
    struct seat_manifest *s = &c->flow.manifest;
    struct err e = {0};
    struct seat_manifest_job *j = seat_manifest_new_job(c, why);
    s->then = then;
    if (!j) {
        err_memory(&e);
        then(c, &e);
        return;
    }
    s->job = j;
    go_to(c, MANIFEST_WAITS);
    advance(c, AT_ONCE_MS);
}

bool seat_manifest_is_on(const struct client *c)
{
    return c->flow.manifest.step != MANIFEST_IDLE;
}

int seat_manifest_fd(const struct client *c)
{
    return c->flow.manifest.errand ? errand_fd(c->flow.manifest.errand) : -1;
}

void seat_manifest_read(struct client *c)
{
    struct seat_manifest *s = &c->flow.manifest;
    if (s->step == MANIFEST_IDLE) {
        (void)is_free(c);
        return;
    }
    advance(c, 0);
    uint64_t limit = s->step == MANIFEST_WAITS ? CLOSED_MS : DISK_MS;
    if (s->step != MANIFEST_IDLE && flow_now(c) - s->since_ms >= limit)
        fail_slow(c);
}

void seat_manifest_drop(struct client *c)
{
    stop(&c->flow.manifest);
}

void seat_manifest_stop(struct client *c)
{
    stop(&c->flow.manifest);
    errand_end(c->flow.manifest.errand);
    c->flow.manifest.errand = NULL;
}
