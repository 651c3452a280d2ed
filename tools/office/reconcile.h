/* Does a session add up: each paper of the roster is absent, without a paper, unfinished, in
 * conflict, irregular or graded; what the seats say they hold has come; the signed sheet is that of
 * the papers. What is not so is named; some things are told that prove nothing wrong. */
#ifndef SATHACH_TOOLS_OFFICE_RECONCILE_H
#define SATHACH_TOOLS_OFFICE_RECONCILE_H

#include "tools/office/grading.h"
#include "tools/office/sheet.h"

enum reconcile_what {
    /* uneven */
    RECONCILE_NO_PAPER,   /* somebody was there, no authentic journal is here, not ruled on */
    RECONCILE_UNFINISHED, /* not handed in, not ruled on */
    RECONCILE_CONFLICT,   /* journals that diverge, not ruled on */
    RECONCILE_IRREGULAR,  /* not ruled on */
    RECONCILE_MISSING,    /* a manifest's entry that has not arrived */
    RECONCILE_MANIFEST,   /* a manifest of a seat that has not arrived: a number before another */
    RECONCILE_TWICE,      /* two manifests of one seat and number */
    RECONCILE_ROW,        /* an asked row of the sheet was not typed */
    RECONCILE_RECEIPT,    /* the sheet contradicts what was handed in, and the council had it not
                             graded all the same knowing that row */
    RECONCILE_STRANGER,   /* on the sheet, not in the roster */
    RECONCILE_ORDER,      /* a console's order that has not arrived, or that follows another one */
    RECONCILE_ROOM_LOG,   /* two room logs of one console that part */
    RECONCILE_VOUCHER,    /* in a seat's room record: its proof is none of this session's */
    RECONCILE_VOUCHER_TWICE, /* one voucher, two uses; in journals and room records */
    RECONCILE_UNEVEN_END,
    /* told */
    RECONCILE_ABSENT = RECONCILE_UNEVEN_END,
    RECONCILE_LATE,      /* no mark covers it, or it changed after its mark */
    RECONCILE_UNLISTED,  /* handed in, and in no manifest */
    RECONCILE_SEAT,      /* a seat that left no manifest */
    RECONCILE_TWO_SEATS, /* manifests of one name that do not follow each other */
    RECONCILE_BUILD,     /* a seat with another program than most */
    RECONCILE_KINDS
};
struct reconcile_finding {
    enum reconcile_what what;
    char paper[8]; /* "" where it is of none */
    char sbd[SHEET_SBD], detail[160];
};
struct reconcile {
    size_t roster;
    size_t state[RESULT_STATES];       /* papers in each */
    size_t count[RECONCILE_KINDS];     /* findings of each kind */
    struct reconcile_finding *finding; /* owned; by kind, then by paper */
    size_t findings;
    struct sheet_asked asked; /* owned */
};

enum err_code reconcile_make(const struct grading *g, struct reconcile *out,
                             struct err *e) ERR_MUST_CHECK;
void reconcile_free(struct reconcile *r);
/* True when nothing uneven was found. */
bool reconcile_is_even(const struct reconcile *r);
/* "absent", "unfinished" …: stable words; and a sentence in the user's language. */
const char *reconcile_word(enum reconcile_what what);
const char *reconcile_sentence(enum reconcile_what what);

#endif
