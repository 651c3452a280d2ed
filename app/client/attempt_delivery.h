/* From a journal that has ended to its answers file on the seat: what is delivered is what stands
 * on the disk, read back. For the writer's thread, for all of it may hang. */
#ifndef SATHACH_CLIENT_ATTEMPT_DELIVERY_H
#define SATHACH_CLIENT_ATTEMPT_DELIVERY_H

#include "app/core/attempt.h"

struct attempt_delivery {
    struct buf records; /* the whole journal */
    struct buf answers; /* sealed of it */
    char *path;         /* where that is to stand; malloc'd */
};

/* Copies of its own of all three. */
enum err_code attempt_delivery_init(struct attempt_delivery *d, const struct buf *records,
                                    const struct buf *answers, const char *path,
                                    struct err *e) ERR_MUST_CHECK;
/* Zeros are fine. */
void attempt_delivery_free(struct attempt_delivery *d);
/* Brings the log into the attempt's file, checks it, reads all records back and compares them; then
 * writes the answers file. What stands under its name and holds something else gets another name.
 * May be tried again after an error, on a new connection (attempt_reopen). */
enum err_code attempt_deliver(struct attempt *a, const struct attempt_delivery *d,
                              struct err *e) ERR_MUST_CHECK;

#endif
