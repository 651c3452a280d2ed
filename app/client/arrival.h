/* How much of a paper came along to this seat, in words: from a copy in an exchange folder, or from
 * a file that was damaged here. The candidate reads it before and when the exam goes on, the
 * invigilator before a voucher is typed. */
#ifndef SATHACH_CLIENT_ARRIVAL_H
#define SATHACH_CLIENT_ARRIVAL_H

#include "app/client/model.h"

enum { ARRIVAL_TEXT = 512 };

/* "From the copy of 10:23:17: 5 questions answered. …"; of a paper that another seat began and of
 * which no copy is here, that nothing came along. False, and "", when all of it was here. */
bool arrival_text(const struct client *c, char out[ARRIVAL_TEXT]);
/* What is said of a begun paper before that: the time used, the answers, the last sign
 * (time_left_begun_text); not that all of it is kept where it is not. "" where nothing is. */
void arrival_begun_text(const struct client *c, char out[ARRIVAL_TEXT]);
/* The exam goes on here: how much came along, or how much stood here, and when its last answer was
 * given. That all is here is never said: it may have gone on where this seat does not see. Whether
 * the time ran on meanwhile is said too. */
void arrival_welcome(struct client *c, bool has_time_run);

#endif
