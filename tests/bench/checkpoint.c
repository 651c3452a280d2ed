/* What a checkpoint costs an answer: bytes, the time to make it, the time until it stands in the
 * exchange folder, read back; for one seat, and for forty that answer at once into one share.
 *   bench-checkpoint FOLDER */
#include "app/core/outbox.h"
#include "app/core/file.h"
#include "tests/lib/rig.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <poll.h>

enum { ANSWERS = 120, SEATS = 40, ROUNDS = 15, PATIENCE_MS = 60000, STOP_MS = 2000 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double at(double *v, size_t n, double part)
{
    qsort(v, n, sizeof *v, by_value);
    return v[(size_t)((double)(n - 1) * part)];
}

/* A seat's way to the folder, and the file it put there last. */
struct seat {
    struct outbox *outbox;
    char name[OUTBOX_NAME], group[OUTBOX_NAME];
    uint32_t events;
};

static void open_seat(struct seat *s, const char *folder, unsigned number)
{
    struct err e = {0};
    snprintf(s->group, sizeof s->group, "rig.%04u.", number);
    if (outbox_start(folder, &s->outbox, &e) != ERR_OK) {
        fprintf(stderr, "%s\n", e.text);
        exit(1);
    }
}

static void put(struct seat *s, const struct buf *bytes)
{
    char name[OUTBOX_NAME];
    snprintf(name, sizeof name, "%s%016u.resume", s->group, ++s->events);
    outbox_put(s->outbox, &(struct outbox_file){.name = name,
                                                .bytes = bytes->data,
                                                .len = bytes->len,
                                                .group = s->group,
                                                .replaces = s->name,
                                                .events = s->events});
    memcpy(s->name, name, sizeof name);
}

static bool holds_it(struct seat *s)
{
    struct outbox_status status;
    outbox_status(s->outbox, &status);
    bool holds = status.held.events == s->events;
    if (status.trouble.code != ERR_OK) {
        fprintf(stderr, "%s\n", status.trouble.text);
        exit(1);
    }
    outbox_status_free(&status);
    return holds;
}

/* Until all of them do; took[i] gets each one's milliseconds. */
static void wait_for_all(struct seat *seat, size_t n, double from, double *took)
{
    bool holds[SEATS] = {false};
    for (size_t left = n; left > 0;) {
        struct pollfd fds[SEATS];
        nfds_t watched = 0;
        for (size_t i = 0; i < n; i++)
            if (!holds[i])
                fds[watched++] = (struct pollfd){outbox_fd(seat[i].outbox), POLLIN, 0};
        if (poll(fds, watched, PATIENCE_MS) <= 0) {
            fprintf(stderr, "the folder does not take it\n");
            exit(1);
        }
        for (size_t i = 0; i < n; i++) {
            if (holds[i] || !holds_it(&seat[i]))
                continue;
            holds[i] = true;
            took[i] = now_ms() - from;
            left--;
        }
    }
}

/* An exam of so many answers, as it would be sealed for another seat. */
static double make_checkpoint(struct exam *x, struct buf *out)
{
    char name[ANSWERS_NAME], replaces[ANSWERS_NAME];
    double from = now_ms();
    buf_clear(out);
    exam_checkpoint(x, out, name, replaces);
    return now_ms() - from;
}

static void one_seat(struct exam *x, const char *folder, struct buf *bytes)
{
    static double made[ANSWERS], there[ANSWERS], raw[ANSWERS];
    struct seat seat = {0};
    struct err e = {0};
    size_t first = 0;
    char *path = file_join(folder, "raw");
    open_seat(&seat, folder, 1);
    for (unsigned i = 0; i < ANSWERS; i++) {
        exam_choose(x, i % RIG_QUESTIONS, i / RIG_QUESTIONS % 4);
        made[i] = make_checkpoint(x, bytes);
        first = first ? first : bytes->len;
        double from = now_ms();
        put(&seat, bytes);
        wait_for_all(&seat, 1, from, &there[i]);
        from = now_ms();
        if (file_write(path, bytes->data, bytes->len, FILE_REPLACE, &e) != ERR_OK)
            exit(1);
        raw[i] = now_ms() - from;
    }
    printf("checkpoint of an answer   %8zu bytes (1 answer) … %zu (%d)   made in %.2f ms\n", first,
           bytes->len, ANSWERS, at(made, ANSWERS, 0.5));
    printf("… in the folder, one seat %8.1f ms   a file written whole %8.1f ms   ratio %.2f\n",
           at(there, ANSWERS, 0.5), at(raw, ANSWERS, 0.5),
           at(there, ANSWERS, 0.5) / at(raw, ANSWERS, 0.5));
    outbox_stop(seat.outbox, STOP_MS);
    remove(path);
    free(path);
}

static void forty_seats(const char *folder, const struct buf *bytes)
{
    static double took[ROUNDS * SEATS];
    static struct seat seat[SEATS];
    for (unsigned i = 0; i < SEATS; i++)
        open_seat(&seat[i], folder, i + 2);
    for (size_t round = 0; round < ROUNDS; round++) {
        double from = now_ms();
        for (size_t i = 0; i < SEATS; i++)
            put(&seat[i], bytes);
        wait_for_all(seat, SEATS, from, took + round * SEATS);
    }
    printf("… %d seats at once, one share %4.0f ms, 95 of 100 %.0f ms, the last %.0f ms\n", SEATS,
           at(took, ROUNDS * SEATS, 0.5), at(took, ROUNDS * SEATS, 0.95),
           at(took, ROUNDS * SEATS, 1));
    for (size_t i = 0; i < SEATS; i++)
        outbox_stop(seat[i].outbox, STOP_MS);
}

int main(int argc, char **argv)
{
    static struct rig rig;
    struct buf bytes;
    if (argc != 2) {
        fprintf(stderr, "usage: bench-checkpoint FOLDER\n");
        return 2;
    }
    rig_make(&rig);
    buf_init(&bytes, ANSWERS_FILE_MAX);
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    one_seat(x, argv[1], &bytes);
    forty_seats(argv[1], &bytes);
    exam_close(x);
    buf_free(&bytes);
    rig_free(&rig);
    return 0;
}
