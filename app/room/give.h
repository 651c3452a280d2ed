/* Orders as they are given: what makes sense at a seat, and what is written before one goes out.
 * First the line in the room log, then the order's file, both on the console's disk; only then it
 * is on its way to the folders. */
#ifndef SATHACH_ROOM_GIVE_H
#define SATHACH_ROOM_GIVE_H

#include "app/room/room.h"

/* What is to be done, for which reason. */
struct give {
    uint16_t action, minutes, reason;
};

/* Whether it makes sense at the seat by its last status; ERR_POLICY says why not. */
enum err_code give_check(const struct room *r, const struct seat_seen *seat,
                         const struct give *what, struct err *e) ERR_MUST_CHECK;
/* To how many seats of the room it would go. */
unsigned give_count(const struct room *r, const struct give *what);
/* Gives it to one seat, or to all for which it makes sense (seat NULL). ERR_POLICY: none; the order
 * key is locked; the folders were not looked at yet. Others: it could not be written, and what was
 * not written did not go out. */
enum err_code give_order(struct room *r, const struct seat_seen *seat, const struct give *what,
                         struct err *e) ERR_MUST_CHECK;
/* A line of the room log by hand. */
enum err_code give_note(struct room *r, const char *text, struct err *e) ERR_MUST_CHECK;
/* The rehearsal's sheet into the data folder and the exchange folders, and each of its lines into
 * the log. */
enum err_code give_rehearsal(struct room *r, struct err *e) ERR_MUST_CHECK;

#endif
