/* Seats given to candidates by a list, where the roster names none: "MAY-01..MAY-40,P2-01". */
#ifndef SATHACH_TOOLS_WORK_SEAT_LIST_H
#define SATHACH_TOOLS_WORK_SEAT_LIST_H

#include "app/core/err.h"
#include "tools/import/roster.h"

enum { SEAT_LIST_MAX = 10000 };

struct seat_list {
    char (*seat)[sizeof((struct session_paper){0}.seat)]; /* in the order written; owned */
    size_t count;
};

/* ERR_USAGE: a name that is no seat's, a range whose ends are not of one form or that runs
 * backwards, a seat twice, more than SEAT_LIST_MAX. Free in any case. */
enum err_code seat_list_parse(const char *text, struct seat_list *out,
                              struct err *e) ERR_MUST_CHECK;
void seat_list_free(struct seat_list *l);
/* Candidates in the roster's order: all papers of one at one seat, at the one that a row of theirs
 * names, else at the next of the list that nobody has. *given: papers that got theirs so.
 * ERR_POLICY when the list is too short. */
enum err_code seat_list_give(const struct seat_list *l, struct roster *r, size_t *given,
                             struct err *e) ERR_MUST_CHECK;

#endif
