/* What the desk's looks bring, taken to the screens that asked, and the cursor held meanwhile: rows
 * come and go by themselves, and no key is taken for one that went. */
#ifndef SATHACH_TOOLS_DESK_SETTLING_H
#define SATHACH_TOOLS_DESK_SETTLING_H

#include "tools/desk/stack.h"

/* True while something is looked at that may answer yet. */
bool settling_is_looking(const struct desk *d);
/* Takes what has come. What was asked for since then and answers at once is waited for: it is in
 * the picture that the key brings, and nothing flickers. */
void settling_now(struct desk *d);
/* Begins to look who could open the desk again, and when it locks itself. */
void settling_look_at_office(struct desk *d);
/* The screen above reads its rows anew. */
void settling_refresh(struct desk *d);

#endif
