/* Does a session add up: roster = started + absent, started = handed in + unfinished, handed in = graded; what is not so is named. */
#ifndef SATHACH_TOOLS_OFFICE_RECONCILE_H
#define SATHACH_TOOLS_OFFICE_RECONCILE_H

#include "tools/office/grading.h"

enum reconcile_what {
    RECONCILE_ABSENT,      /* nobody began it, as far as is known */
    RECONCILE_UNFINISHED,  /* begun, collected, not handed in, no decision on it */
    RECONCILE_MISSING,     /* a seat's manifest names it, it has not arrived */
    RECONCILE_CONFLICT,    /* journals that diverge, no decision on them */
    RECONCILE_NO_RECEIPT,  /* handed in; the sheet has no receipt of it */
    RECONCILE_RECEIPT,     /* the sheet's receipt is not the one of what was handed in */
    RECONCILE_STRANGER,    /* the sheet names somebody who is not in the roster, or has handed in nothing */
    RECONCILE_KINDS
};
struct reconcile_finding {
    enum reconcile_what what;
    char paper[8];   /* "" for a stranger */
    char sbd[64], detail[96];
};
struct reconcile {
    size_t roster, started, handed_in, graded;
    size_t count[RECONCILE_KINDS];
    struct reconcile_finding *finding; /* owned; by kind, then by paper */
    size_t findings;
};

/* receipts: the attendance sheet's, typed in, a line each: SBD, then the receipt, with comma, semicolon, tab or blank between; "" or NULL when there is no
 * sheet. A first line of headings is passed over. ERR_FORMAT names a line that is no such pair. */
enum err_code reconcile_make(const struct grading *g, const struct keys_secret *office, const char *receipts, struct reconcile *out, struct err *e)
    ERR_MUST_CHECK;
void reconcile_free(struct reconcile *r);
/* True when nothing but absences was found. */
bool reconcile_is_even(const struct reconcile *r);
/* "absent", "unfinished" …: stable words; and a sentence in the user's language. */
const char *reconcile_word(enum reconcile_what what);
const char *reconcile_sentence(enum reconcile_what what);

#endif
