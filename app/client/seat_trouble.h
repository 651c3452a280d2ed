/* What is wrong with the seat while nobody sits an exam, in one line: the screens and the line mode
 * say it where it is unlocked and where one logs in. */
#ifndef SATHACH_CLIENT_SEAT_TROUBLE_H
#define SATHACH_CLIENT_SEAT_TROUBLE_H

#include "app/client/model.h"

/* The most urgent of: no exchange folder where the session wants one, a missing one, one that does
 * not answer, a room record that cannot be written. False, and "", when there is none. */
bool seat_trouble_text(const struct client *c, char *out, size_t room);
/* What is not held at this seat, so that people can leave the program or get round it: no kiosk, a
 * console that can be switched away from, a window. NULL when all is held. */
const char *seat_trouble_not_held(const struct client *c);
/* Something that was to be there is not, of this or of what the self-test found: who logs in is
 * told that alone, staff the rest in their box. A training session need not be held. */
bool seat_trouble_has_lack(const struct client *c);

#endif
