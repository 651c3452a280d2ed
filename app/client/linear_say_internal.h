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
/* A text that the screen shows too: the keys it names are called by the words that do the same. */
void linear_say_shared(struct linear *l, const char *text);
/* What is said on coming to the rules, a question, the overview, the hand-in, the receipt. */
void linear_say_rules(struct linear *l);
void linear_say_question(struct linear *l);
void linear_say_overview(struct linear *l);
void linear_say_handin(struct linear *l);
void linear_say_receipt(struct linear *l);
/* What the present state asks for; it is the one said last then. */
void linear_say_state(struct linear *l);

#endif
