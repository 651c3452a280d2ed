/* Practice: the states of the exam on three questions of its own, before the time starts. The
 * person's paper is not touched: what they read is flow_paper, which is the practice paper as long
 * as one practises. */
#ifndef SATHACH_CLIENT_PRACTICE_H
#define SATHACH_CLIENT_PRACTICE_H

#include "app/client/actions.h"
#include "app/client/model.h"

/* One practises. */
bool practice_is_on(const struct client *c);
/* Opens the practice paper; false, and said, without memory. */
bool practice_begin(struct client *c);
/* Back to the rules; nothing of it is left. */
void practice_end(struct client *c);
/* A key was pressed that said nothing by itself: what it does is said. */
void practice_explain(struct client *c, const struct tui_action *a, unsigned question);

#endif
