/* What the files of the line mode's voice share. */
#ifndef SATHACH_CLIENT_LINEAR_SAY_INTERNAL_H
#define SATHACH_CLIENT_LINEAR_SAY_INTERNAL_H

#include "app/client/linear_say.h"

/* A blank line before what is new. */
void linear_say_gap(struct linear *l);
/* "Label: text"; nothing for "". */
void linear_say_pair(struct linear *l, const char *label, const char *text);
/* What is wrong with the seat, when it was not said yet; for who stands before nobody's log-in. */
void linear_say_seat_trouble(struct linear *l);
/* What the present state asks for; it is the one said last then. */
void linear_say_state(struct linear *l);

#endif
