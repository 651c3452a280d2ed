/* The writer: one thread with its own connection to the attempt file. The screen never waits for
 * the disk; what is on it is told by acknowledgements. */
#ifndef SATHACH_CLIENT_ATTEMPT_WRITER_H
#define SATHACH_CLIENT_ATTEMPT_WRITER_H

#include "app/core/attempt.h"
#include "app/core/attempt_language.h"

struct attempt_writer;

/* Starts the thread; takes over the open attempt (closed by attempt_writer_stop), which holds
 * `durable` records. */
enum err_code attempt_writer_start(struct attempt *a, uint32_t durable, struct attempt_writer **out,
                                   struct err *e) ERR_MUST_CHECK;
/* Queues a record; never blocks on the disk. False when the queue is full (1024), the store
 * stopped, or another record comes first: what stood on the disk may turn out to be gone, and then
 * everything from there on is wanted again (attempt_writer_status.wanted). */
bool attempt_writer_push(struct attempt_writer *s, uint32_t seq,
                         const uint8_t record[JOURNAL_RECORD]);
/* Looks whether the file is still where its name says, as is done with each record. Where it is
 * not, nothing that was written is on the disk, all is wanted again, and a new file takes it. */
void attempt_writer_check(struct attempt_writer *s);
/* Keeps the candidate's language beside the attempt, until it is delivered; never blocks. */
void attempt_writer_keep_language(struct attempt_writer *s, const char language[ATTEMPT_LANGUAGE]);
/* Tries again now, not at the end of the second. */
void attempt_writer_retry(struct attempt_writer *s);
/* A descriptor that is readable when acknowledgements or errors wait. */
int attempt_writer_fd(const struct attempt_writer *s);
struct attempt_writer_status {
    uint32_t durable; /* records 0 … durable-1 are on the disk; fewer than before when the disk lost
                         what it had taken */
    uint32_t wanted;    /* the record to push next */
    struct err trouble; /* code ERR_OK when writing goes well; else what the disk said last (the
                           writer tries again every second) */
    unsigned losses;    /* how often the file was moved, removed or replaced */
};
/* What is known now; drains the descriptor. */
void attempt_writer_status(struct attempt_writer *s, struct attempt_writer_status *out);
/* Waits until everything queued is on the disk or ms are over; true when it is. */
bool attempt_writer_flush(struct attempt_writer *s, int ms);
/* Has the ended journal delivered once nothing is queued (attempt_delivery.h); what fails is tried
 * again every second. Copies all; asked for again it goes on, and begins anew where the file was
 * lost meanwhile. */
enum err_code attempt_writer_deliver(struct attempt_writer *s, const struct buf *records,
                                     const struct buf *answers, const char *path,
                                     struct err *e) ERR_MUST_CHECK;
/* Waits up to ms for that, after a failure for another try. ERR_BUSY: it is under way; else why the
 * last try failed. */
enum err_code attempt_writer_delivered(struct attempt_writer *s, int ms,
                                       struct err *e) ERR_MUST_CHECK;
/* Waits two seconds for what is queued, ends the thread, closes the attempt. A thread that hangs is
 * left behind with both: it writes what it holds when the disk answers, and keeps the file until
 * then. NULL is fine. */
void attempt_writer_stop(struct attempt_writer *s);
/* The same for who may wait as long as the disk hangs: the file is closed when it returns. */
void attempt_writer_finish(struct attempt_writer *s);

#endif
