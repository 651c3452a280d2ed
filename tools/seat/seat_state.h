/* What root found out at the start of a seat's machine and the seat's own account reads: small
 * files of one line in /run/sathach. */
#ifndef SATHACH_TOOLS_SEAT_STATE_H
#define SATHACH_TOOLS_SEAT_STATE_H

#include <stdbool.h>
#include <stddef.h>

#define SEAT_STATE "/run/sathach"
#define SEAT_NAME SEAT_STATE "/name"       /* the seat's */
#define SEAT_IMAGE SEAT_STATE "/image"     /* 64 digits: what the image hashes to */
#define SEAT_TROUBLE SEAT_STATE "/trouble" /* why no exam may begin, for people */
enum { SEAT_STATE_LINE = 512 };

enum seat_trouble_kind { SEAT_FINE, SEAT_DAMAGED, SEAT_TWICE, SEAT_NOWHERE };
/* In both languages, "" for SEAT_FINE. */
const char *seat_trouble_words(enum seat_trouble_kind trouble);

/* Writes a line; makes the folder. A failure is said on standard error. */
void seat_state_write(const char *path, const char *line);
/* False when there is none. */
bool seat_state_read(const char *path, char line[SEAT_STATE_LINE]);

#endif
