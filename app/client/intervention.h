/* What an action of the invigilator does at the seat, by voucher or by order, once it stands in the
 * room record: the box (states/invigilator.c) and orders.h share it. */
#ifndef SATHACH_CLIENT_INTERVENTION_H
#define SATHACH_CLIENT_INTERVENTION_H

#include "app/client/model.h"

/* Before it is done, what lies elsewhere of the open paper is looked at afresh. */
bool intervention_wants_look(enum room_action action);
/* After that look: nothing tells whether the paper was begun elsewhere, or it was ended or parts
 * there. Then somebody at the seat decides, and no order does. */
bool intervention_is_blind(const struct client *c, enum room_action action);
/* What is seen once the open paper took it (exam_intervene). */
void intervention_show(struct client *c, const struct invigilator_offer *what);
/* Does what concerns the seat: it is left, locked, or its log-in is open again. is_ordered: by the
 * room's console, with nobody at the seat (leaving.h). */
void intervention_on_seat(struct client *c, enum room_action action, bool is_ordered);

#endif
