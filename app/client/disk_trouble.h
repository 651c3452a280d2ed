/* What is wrong with the seat's disk, in words that stand in a sentence of their own: no screen
 * shows a bare reason of the system, and no file's name cuts it off. */
#ifndef SATHACH_CLIENT_DISK_TROUBLE_H
#define SATHACH_CLIENT_DISK_TROUBLE_H

#include "app/client/exam.h"

enum disk_cause {
    DISK_FINE,
    DISK_FULL, /* or the space this user may fill is used up */
    DISK_READ_ONLY,
    DISK_FAULT,
    DISK_GONE, /* the data folder, or the disk it stands on */
    DISK_SLOW, /* it has not answered for five seconds */
    DISK_OTHER
};

enum disk_cause disk_trouble_cause(const struct err *e);
/* Of the open paper: why its last events are not on the disk. */
enum disk_cause disk_trouble_of(const struct exam *x);
/* "the disk is full", translated, 24 cells at most; "" for DISK_FINE. */
const char *disk_trouble_clause(enum disk_cause cause);
/* Why something could not be done on this seat, whatever it was: such a clause, without a word of
 * the system's or a file's name. */
const char *disk_trouble_why(const struct err *e);
enum {
    DISK_WORDS = 160 /* of what stands behind it in brackets, for the office: an error's own */
};
/* The banner of an exam, a sentence of 78 cells at most. False, and "", when the disk is fine. */
bool disk_trouble_banner(const struct exam *x, char *out, size_t room);
/* Something of this paper stands in this program's memory alone: neither on the disk nor, read
 * back, in an exchange folder or on a stick. */
bool disk_trouble_is_in_memory_alone(const struct exam *x);

#endif
