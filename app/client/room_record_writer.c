#include "app/client/room_record_writer.h"

#include "app/core/worker.h"
#include "app/core/clock.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { RETRY_MS = 5000, STOP_MS = 2000, QUEUE_MAX = 10000 };

/* On its way to the file. */
struct item {
    struct room_record r;
    bool is_asked; /* a voucher's use that is added only where the file takes it as fresh */
};

struct room_record_writer {
    struct worker worker; /* its lock over all below but what is said */
    struct room_record_setup setup;
    char *dir, *seat;              /* setup's own */
    uint8_t *S;                    /* secret memory, setup's own; freed once the file is open */
    struct room_record_file *file; /* the thread's alone */
    struct buf known;              /* the file's records, as it held them last */
    struct buf queue;              /* struct item each; the first may be under way */
    bool is_open, is_refused;      /* the file was read; what it holds is not all on the disk */
    enum room_record_use answer;
    struct err trouble;
};

static size_t queue_count(const struct room_record_writer *w)
{
    return w->queue.len / sizeof(struct item);
}

static struct item item_at(const struct room_record_writer *w, size_t i)
{
    struct item item;
    memcpy(&item, w->queue.data + i * sizeof item, sizeof item);
    return item;
}

static void put_item(struct room_record_writer *w, size_t i, const struct item *item)
{
    memcpy(w->queue.data + i * sizeof *item, item, sizeof *item);
}

static void free_writer(void *context)
{
    struct room_record_writer *w = context;
    room_record_file_close(w->file);
    buf_free(&w->known);
    buf_free(&w->queue);
    crypt_secret_free(w->S);
    free(w->dir);
    free(w->seat);
    free(w);
}

/* ---- on the thread, with the lock but while the disk is touched ---- */

static bool has_work(const void *context)
{
    const struct room_record_writer *w = context;
    bool is_ending = w->worker.is_stopping || w->worker.is_leaving;
    return !w->is_open || queue_count(w) > 0 || (w->is_refused && !is_ending);
}

static bool is_urgent(const void *context)
{
    return queue_count(context) > 0;
}

/* What the file holds now; the lock is taken in here. */
static void publish(struct room_record_writer *w)
{
    struct buf now, before;
    buf_init(&now, SIZE_MAX / 2);
    room_record_file_bytes(w->file, &now);
    const struct err trouble = *room_record_file_trouble(w->file);
    worker_lock(&w->worker);
    before = w->known;
    if (!now.failed)
        w->known = now;
    buf_free(now.failed ? &now : &before);
    w->trouble = trouble;
    w->is_refused = trouble.code != ERR_OK;
}

static void open_file(struct room_record_writer *w)
{
    struct err e = {0};
    worker_unlock(&w->worker);
    enum err_code rc = room_record_file_open(&w->setup, &w->file, &e);
    if (rc == ERR_OK)
        publish(w);
    else
        worker_lock(&w->worker);
    if (rc != ERR_OK)
        w->trouble = e;
    w->is_open = true;
    crypt_secret_free(w->S);
    w->S = NULL;
}

static enum room_record_use hand_over(struct room_record_writer *w, const struct item *item)
{
    if (item->is_asked)
        return room_record_file_use_voucher(w->file, &item->r);
    room_record_file_add(w->file, &item->r);
    return ROOM_RECORD_FRESH;
}

/* The first of the queue goes to the file, which keeps in memory what the disk refuses. */
static void add_first(struct room_record_writer *w)
{
    const struct item item = item_at(w, 0);
    worker_unlock(&w->worker);
    enum room_record_use what = hand_over(w, &item);
    publish(w);
    struct item now = item_at(w, 0);
    if (item.is_asked && now.is_asked)
        w->answer = what;
    else if (item.is_asked && what != ROOM_RECORD_FRESH)
        return; /* meanwhile it was acted upon: it is added all the same, in the next turn */
    w->queue.len -= sizeof now;
    memmove(w->queue.data, w->queue.data + sizeof now, w->queue.len);
}

static bool work(void *context)
{
    struct room_record_writer *w = context;
    if (!w->is_open) {
        open_file(w);
    } else if (!w->file) {
        buf_clear(&w->queue);
        w->is_refused = false;
    } else if (queue_count(w) > 0) {
        add_first(w);
    } else {
        worker_unlock(&w->worker);
        room_record_file_retry(w->file);
        publish(w);
    }
    worker_tell(&w->worker);
    return !w->is_refused || queue_count(w) > 0;
}

/* ---- the beginning and the end ---- */

static struct room_record_writer *allocate(const struct room_record_setup *setup)
{
    struct room_record_writer *w = calloc(1, sizeof *w);
    if (!w)
        return NULL;
    w->setup = *setup;
    buf_init(&w->known, SIZE_MAX / 2);
    buf_init(&w->queue, QUEUE_MAX * sizeof(struct item));
    w->setup.dir = w->dir = strdup(setup->dir);
    w->setup.seat = w->seat = strdup(setup->seat);
    w->setup.S = w->S = crypt_secret_new(CRYPT_KEY);
    if (!w->dir || !w->seat || !w->S) {
        free_writer(w);
        return NULL;
    }
    memcpy(w->S, setup->S, CRYPT_KEY);
    return w;
}

static void stop_within(struct room_record_writer *w, int ms)
{
    if (worker_stop(&w->worker, ms))
        free_writer(w);
}

/* True when the file was read in time. */
static bool wait_until_open(struct room_record_writer *w, int ms, enum err_code *rc, struct err *e)
{
    struct timespec until;
    clock_deadline(&until, ms);
    worker_lock(&w->worker);
    while (!w->is_open && worker_wait_until(&w->worker, &until)) {
    }
    bool is_open = w->is_open;
    *rc = is_open && !w->file ? (*e = w->trouble, w->trouble.code) : ERR_OK;
    worker_unlock(&w->worker);
    return is_open;
}

enum err_code room_record_writer_start(const struct room_record_setup *setup, int ms,
                                       struct room_record_writer **out, struct err *e)
{
    static const struct worker_ops OPS = {.has_work = has_work,
                                          .work = work,
                                          .is_urgent = is_urgent,
                                          .release = free_writer,
                                          .retry_ms = RETRY_MS};
    enum err_code rc = ERR_OK;
    struct room_record_writer *w = allocate(setup);
    *out = NULL;
    if (!w)
        return err_memory(e);
    if (!worker_start(&w->worker, &OPS, w)) {
        free_writer(w);
        return err_set(e, ERR_IO, _("the writing thread cannot be started"));
    }
    if (!wait_until_open(w, ms, &rc, e))
        rc = err_set(e, ERR_BUSY,
                     _("This seat's disk does not answer. Try again, or take another seat."));
    if (rc == ERR_OK)
        *out = w;
    else
        stop_within(w, 0);
    return rc;
}

void room_record_writer_stop(struct room_record_writer *w)
{
    if (w)
        stop_within(w, STOP_MS);
}

void room_record_writer_leave(struct room_record_writer *w)
{
    if (w)
        stop_within(w, 0);
}

int room_record_writer_fd(const struct room_record_writer *w)
{
    return worker_fd(&w->worker);
}

/* ---- adding ---- */

static void add(struct room_record_writer *w, const struct room_record *r, bool is_asked)
{
    struct item item = {.r = *r, .is_asked = is_asked};
    room_record_stamp(&w->setup.clock, &item.r);
    worker_lock(&w->worker);
    if (queue_count(w) < QUEUE_MAX)
        buf_add(&w->queue, &item, sizeof item);
    worker_wake(&w->worker);
    worker_unlock(&w->worker);
}

void room_record_writer_add(struct room_record_writer *w, const struct room_record *r)
{
    add(w, r, false);
}

void room_record_writer_note(struct room_record_writer *w, enum room_what what, const uint8_t *data)
{
    struct room_record r = room_record_of_note(what, data);
    add(w, &r, false);
}

bool room_record_writer_flush(struct room_record_writer *w, int ms)
{
    struct timespec until;
    clock_deadline(&until, ms);
    worker_lock(&w->worker);
    while (queue_count(w) > 0 && worker_wait_until(&w->worker, &until)) {
    }
    bool is_settled = queue_count(w) == 0;
    worker_unlock(&w->worker);
    return is_settled;
}

bool room_record_writer_is_settled(struct room_record_writer *w)
{
    worker_drain(&w->worker);
    return room_record_writer_flush(w, 0);
}

enum err_code room_record_writer_trouble(struct room_record_writer *w, struct err *out)
{
    worker_lock(&w->worker);
    *out = w->trouble;
    worker_unlock(&w->worker);
    return out->code;
}

/* ---- all that is known: the file's, then those on their way ---- */

static size_t count_known(const struct room_record_writer *w)
{
    return w->known.len / ROOM_RECORD + queue_count(w);
}

static void at_known(const void *context, size_t i, struct room_record *out)
{
    const struct room_record_writer *w = context;
    size_t known = w->known.len / ROOM_RECORD;
    *out = (struct room_record){0};
    if (i < known)
        room_record_decode(w->known.data + i * ROOM_RECORD, out);
    else if (i - known < queue_count(w))
        *out = item_at(w, i - known).r;
}

/* With the lock held, for as long as it is used. */
static struct room_record_list list_of(const struct room_record_writer *w)
{
    return (struct room_record_list){w, count_known(w), at_known};
}

size_t room_record_writer_count(struct room_record_writer *w)
{
    worker_lock(&w->worker);
    size_t n = count_known(w);
    worker_unlock(&w->worker);
    return n;
}

void room_record_writer_at(struct room_record_writer *w, size_t i, struct room_record *out)
{
    worker_lock(&w->worker);
    at_known(w, i, out);
    worker_unlock(&w->worker);
}

void room_record_writer_bytes(struct room_record_writer *w, struct buf *out)
{
    worker_lock(&w->worker);
    buf_clear(out);
    buf_add(out, w->known.data, w->known.len);
    worker_unlock(&w->worker);
}

void room_record_writer_state(struct room_record_writer *w, const struct clock_source *clock,
                              struct room_record_state *out)
{
    worker_lock(&w->worker);
    const struct room_record_list list = list_of(w);
    room_record_list_state(&list, clock, out);
    worker_unlock(&w->worker);
}

enum room_record_use room_record_writer_voucher(struct room_record_writer *w,
                                                const struct room_record *use)
{
    worker_lock(&w->worker);
    const struct room_record_list list = list_of(w);
    enum room_record_use what = room_record_list_voucher(&list, use);
    w->answer = what;
    worker_unlock(&w->worker);
    return what;
}

enum room_record_use room_record_writer_use_voucher(struct room_record_writer *w,
                                                    const struct room_record *use)
{
    enum room_record_use what = room_record_writer_voucher(w, use);
    if (what == ROOM_RECORD_FRESH)
        add(w, use, true);
    return what;
}

enum room_record_use room_record_writer_answer(struct room_record_writer *w)
{
    worker_lock(&w->worker);
    for (size_t i = 0; i < queue_count(w); i++) {
        struct item item = item_at(w, i);
        item.is_asked = false; /* nobody waits any longer: it counts as used here */
        put_item(w, i, &item);
    }
    enum room_record_use what = w->answer;
    worker_unlock(&w->worker);
    return what;
}
