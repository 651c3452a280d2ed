/* What an invigilator may do at a seat, whether by an order (order.h) or by a voucher (voucher.h),
 * and for which reasons. One table: its words are those of the sheet of vouchers, of the seat's
 * box, of the console and of the minutes. A new action is a row here and an entry in FORMATS.md. */
#ifndef SATHACH_CORE_ROOM_ACTION_H
#define SATHACH_CORE_ROOM_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum room_action {
    ROOM_ACTION_EXTEND = 1,     /* more time: 5, 10 or 15 minutes */
    ROOM_ACTION_RESUME = 2,     /* the paper that waits at this seat goes on */
    ROOM_ACTION_START_HERE = 3, /* a paper begun elsewhere goes on or begins at this seat */
    ROOM_ACTION_END = 4,        /* ends the paper: misconduct */
    ROOM_ACTION_UNLOCK = 16,    /* the seat takes log-ins again */
    ROOM_ACTION_RESUME_ALL = 17 /* as RESUME, one voucher for the whole room */,
    ROOM_ACTION_LOCK = 18,     /* the seat wants the session's passphrase again */
    ROOM_ACTION_LEAVE = 19,    /* copies first, then the program ends */
    ROOM_ACTION_START_ALL = 20 /* papers begin at the seat although no exchange folder tells whether
                                   they were begun elsewhere; one voucher for the whole room */
};
enum { ROOM_ACTION_MINUTES_MAX = 15 /* of one use */ };
enum room_reason {
    ROOM_REASON_POWER = 1,
    ROOM_REASON_BROKEN = 2,
    ROOM_REASON_SEAT_CHANGED = 3,
    ROOM_REASON_HEALTH = 4,
    ROOM_REASON_NOISE = 5,
    ROOM_REASON_VIOLATION = 6,
    ROOM_REASON_OTHER = 9
};

struct room_action_row {
    enum room_action action;
    const char *word;  /* msgid, small letters: "more time" */
    const char *label; /* the same in Vietnamese, for papers of the office */
    bool of_paper;     /* else of the seat */
    bool whole_room;   /* one voucher is good at every seat; no order does it */
    bool wants_name;   /* somebody's candidate number, or the seat's name, is typed before it */
};
/* All actions, ended by a row whose word is NULL, in the order in which an invigilator meets
 * them. */
extern const struct room_action_row ROOM_ACTION_TABLE[];
/* The row of an action; NULL for a number that is none. */
const struct room_action_row *room_action_row(unsigned action);
/* True for minutes that the action may carry: 5, 10, 15 for more time, 0 for all others. */
bool room_action_takes_minutes(unsigned action, unsigned minutes);

struct room_reason_row {
    enum room_reason reason;
    const char *word;  /* msgid: "power cut" */
    const char *label; /* in Vietnamese, for papers */
};
/* All reasons, ended by a row whose word is NULL. */
extern const struct room_reason_row ROOM_REASON_TABLE[];
/* The word in the user's language; NULL for a number that is none. */
const char *room_reason_word(unsigned reason);
/* Its row; NULL for a number that is none. */
const struct room_reason_row *room_reason_row(unsigned reason);

#endif
