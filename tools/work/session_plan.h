/* What a session is to be made of, as session new and session commit are asked for it: options,
 * bank, profile, roster; all of it read and checked. */
#ifndef SATHACH_TOOLS_WORK_SESSION_PLAN_H
#define SATHACH_TOOLS_WORK_SESSION_PLAN_H

#include "app/core/session_build.h"
#include "tools/import/bank_folder.h"
#include "tools/import/roster.h"
#include "tools/work/office.h"
#include "tools/work/seat_list.h"

struct session_new_request {
    const char *name, *bank, *profile, *roster, *room, *title, *date, *opens, *closes, *custodians,
        *need, *sheet, *start, *saved_places, *results_when, *results_where, *seats;
    const char *lot_rule; /* of session commit */
    const char *column[WORK_LIST_MAX + 1];
    bool is_training, is_dry;
    const uint8_t *seen; /* no option: hash of the roster as it was previewed; another one is
                            refused. NULL: none was */
};

struct session_new_reply {
    struct findings bank, roster; /* what was found wrong in them */
    size_t papers, candidates;
    size_t seats;                    /* papers that --seats gave theirs */
    struct seat_turns turns;         /* and how its seats are used; nothing without */
    size_t lines;                    /* of the log, when it was done */
    uint8_t roster_hash[CRYPT_HASH]; /* of the file, as it was read */
    char *places; /* of a try: a line a paper, seat and candidate; NULL when none has a seat; owned
                   */
};

struct session_plan {
    const struct session_new_request *asked; /* not owned */
    struct bank_folder folder;               /* for the fields' names */
    struct buf bank_file;
    struct bank sealed;
    struct bank_office key;
    struct roster people;
    struct session_source source;
};

/* What can be told without a file: names, and what is missing. commits: --lot-rule is wanted.
 * ERR_USAGE. */
enum err_code session_plan_check(const struct session_new_request *q, bool commits,
                                 struct err *e) ERR_MUST_CHECK;
/* Reads everything that p->asked names; what was understood of the roster is said (WORK_SAID), what
 * was found wrong stands in r. Free with session_plan_free, on an error too. */
enum err_code session_plan_read(struct work *work, const struct office *o, struct session_plan *p,
                                struct session_new_reply *r, struct err *e) ERR_MUST_CHECK;
void session_plan_free(struct session_plan *p);

#endif
