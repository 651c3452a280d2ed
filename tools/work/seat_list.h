/* Seats given to candidates by a list, where the roster names none: "MAY-01..MAY-40,P2-01". */
#ifndef SATHACH_TOOLS_WORK_SEAT_LIST_H
#define SATHACH_TOOLS_WORK_SEAT_LIST_H

#include "app/core/err.h"
#include "tools/import/roster.h"

enum { SEAT_LIST_MAX = 10000, SEAT_LIST_SAID = 160 /* bytes of what is said of one */ };

struct seat_list {
    char (*seat)[sizeof((struct session_paper){0}.seat)]; /* in the order written; owned */
    size_t count;
};

/* How the seats of a list are used in turn. */
struct seat_turns {
    size_t seats, people; /* of the list; people that sit at them */
    size_t least, most;   /* people one behind the other at a seat */
};

/* ERR_USAGE: a name that is no seat's, a range whose ends are not of one form or that runs
 * backwards, a seat twice, more than SEAT_LIST_MAX; else one at least is there. Free in any case.
 */
enum err_code seat_list_parse(const char *text, struct seat_list *out,
                              struct err *e) ERR_MUST_CHECK;
void seat_list_free(struct seat_list *l);
/* Candidates in the roster's order: all papers of one at one seat, at the one that a row of theirs
 * names, else at the first of the list where the fewest sit: a room with fewer seats than people is
 * used in turns. *given: papers that got theirs so. */
enum err_code seat_list_give(const struct seat_list *l, struct roster *r, size_t *given,
                             struct seat_turns *turns, struct err *e) ERR_MUST_CHECK;
/* How it comes out for so many, where the roster names no seat; both at least 1. */
struct seat_turns seat_list_turns(size_t seats, size_t people);
/* "20 seats for 45 people: 2 to 3 turns each"; "40 seats" where nobody waits. */
void seat_list_say(const struct seat_turns *t, char out[SEAT_LIST_SAID]);

#endif
