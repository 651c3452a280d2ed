/* Orders of the room's console (app/core/order.h) at this seat: looked for in the exchange folders
 * every few seconds, carried out once, or refused, and settled for good in the room record before
 * anything is done. What a voucher could not do now, an order does not either; where somebody must
 * decide at the seat (a paper that may have been begun elsewhere), it refuses. The status shows
 * what came of each. */
#ifndef SATHACH_CLIENT_ORDERS_H
#define SATHACH_CLIENT_ORDERS_H

#include "app/client/model.h"

/* What came of an order, as the room record and the status have it (FORMATS.md). */
enum order_outcome {
    ORDER_DONE,
    ORDER_ALREADY, /* its paper's journal holds it */
    ORDER_OVER_CAP,
    ORDER_NOT_NOW,
    ORDER_NOT_HERE /* given to another start of this seat's program */
};

/* Time has passed: asks the folders when it is due, goes on with what waits. */
void orders_tick(struct client *c);
/* The folders may have read something. */
void orders_read(struct client *c);
/* Milliseconds until orders_tick has something to do; INT_MAX without a folder. */
int orders_in_ms(const struct client *c);
/* At the end. */
void orders_stop(struct client *c);

#endif
