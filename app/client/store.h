/* The writer: one thread with its own connection to the attempt file. The screen never waits for the disk; what is on it is told by
 * acknowledgements. */
#ifndef SATHACH_CLIENT_STORE_H
#define SATHACH_CLIENT_STORE_H

#include "app/core/attempt.h"

struct store;

/* Starts the thread; takes over the open attempt (closed by store_stop), which holds `durable` records. */
enum err_code store_start(struct attempt *a, uint32_t durable, struct store **out, struct err *e) ERR_MUST_CHECK;
/* Queues a record; never blocks on the disk. False when the queue is full (1024), the store stopped, or another record comes first: what stood on
 * the disk may turn out to be gone, and then everything from there on is wanted again (store_news.wanted). */
bool store_push(struct store *s, uint32_t seq, const uint8_t record[JOURNAL_RECORD]);
/* Tries again now, not at the end of the second. */
void store_retry(struct store *s);
/* A descriptor that is readable when acknowledgements or errors wait. */
int store_fd(const struct store *s);
struct store_news {
    uint32_t durable;     /* records 0 … durable-1 are on the disk; fewer than before when the disk lost what it had taken */
    uint32_t wanted;      /* the record to push next */
    struct err trouble;   /* code ERR_OK when writing goes well; else what the disk said last (the writer tries again every second) */
};
/* What is known now; drains the descriptor. */
void store_news(struct store *s, struct store_news *out);
/* Waits until everything queued is on the disk or ms are over; true when it is. */
bool store_flush(struct store *s, int ms);
/* Waits (ms) until nothing is queued, brings the log into the file, checks it (attempt_finish) and reads all records back into out. ERR_BUSY
 * when records still wait. May be called again after an error. */
enum err_code store_finish(struct store *s, int ms, struct buf *out, struct err *e) ERR_MUST_CHECK;
/* Ends the thread, closes the attempt (attempt_finish when asked). NULL is fine. */
void store_stop(struct store *s, bool finish);

#endif
