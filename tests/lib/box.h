/* An invigilator's fingers at the box of a seat. */
#ifndef SATHACH_TESTS_BOX_H
#define SATHACH_TESTS_BOX_H

#include "app/client/client.h"
#include "tests/lib/rig.h"

/* What is first to stand in the room record stands there, and who logged in has a paper: a busy
 * disk is waited for. */
void box_wait_for_record(struct client *c);
/* Opens the box where it is not open and types voucher n. */
void box_voucher(struct client *c, const struct rig *r, unsigned n);
/* The same, then all that the box asks for: the action, a reason, a name where one is wanted. False
 * when the action is not offered; the box then stands at the voucher again. */
bool box_use(struct client *c, const struct rig *r, enum room_action action, uint16_t minutes,
             unsigned n);
/* The seat that was asked to be left is: by Enter, or without a copy by the word. Part of
 * box_use. */
void box_leave(struct client *c);
/* The same as box_use, with no wait for the room record. */
bool box_ask(struct client *c, const struct rig *r, enum room_action action, uint16_t minutes,
             unsigned n);

#endif
