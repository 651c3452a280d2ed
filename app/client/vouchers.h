/* Vouchers at this seat: whether one that was typed is good, whether it was used here, and its use.
 * What was used and how many were wrong stands in the seat's room record and outlives a restart. */
#ifndef SATHACH_CLIENT_VOUCHERS_H
#define SATHACH_CLIENT_VOUCHERS_H

#include "app/client/model.h"

/* Reads what was typed: its number, and W into the box (c->invigilator). ERR_AUTH: no voucher of
 * this session, which is counted; after five in a row none is read for 30 seconds (ERR_POLICY
 * meanwhile). */
enum err_code vouchers_read(struct client *c, const char *typed, struct err *e) ERR_MUST_CHECK;
/* Whether the box's voucher may still do this here, as far as this seat knows; ERR_POLICY when it
 * was used at this seat. One that was recorded, but whose action was not carried out before the
 * program stopped, may do the same again. */
enum err_code vouchers_check(const struct client *c, const struct invigilator_offer *what,
                             struct err *e) ERR_MUST_CHECK;
/* Puts the use of the box's voucher for what was chosen there on its way into the room record.
 * ERR_POLICY as above. */
enum err_code vouchers_use(struct client *c, struct err *e) ERR_MUST_CHECK;
/* Once it stands there (record_wait.h): makes its proof, for the action to be done next. ERR_POLICY
 * when another program of this seat was quicker. */
enum err_code vouchers_take(struct client *c, struct exam_intervention *by,
                            struct err *e) ERR_MUST_CHECK;
/* The use of a voucher for *start, whole room* at this seat, as papers that begin here later carry
 * it; no reason is kept of it (0). False when there was none. */
bool vouchers_start_all(const struct client *c, struct exam_intervention *by);

#endif
