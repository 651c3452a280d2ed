/* paper: one paper as it stood before the candidate, question by question, with what was chosen and
 * when. The right answers are shown only when they are asked for; each look has its line in the log
 * before. --format pdf writes a sheet of it, for who asks to see the paper again. ERR_POLICY: a
 * paper of which nothing came, of a session that is no training, unless that was asked for. */
#ifndef SATHACH_TOOLS_WORK_PAPER_VIEW_H
#define SATHACH_TOOLS_WORK_PAPER_VIEW_H

#include "tools/office/grading.h"
#include "tools/work/office.h"

struct paper_view_request {
    const char *session, *paper;
    const char *question; /* this one alone, by its number on the paper */
    bool has_times;       /* each change of an answer */
    bool has_key;         /* the right answers, and what was scored */
    bool is_unsat;        /* also one of which nothing came yet: its questions are secret */
    const char *format;   /* "pdf": a sheet of paper is written; NULL: none */
    const char *folder;   /* for it; NULL: reports/SESSION */
};

enum { PAPER_VIEW_NONE = 0xff, PAPER_VIEW_JOURNALS = 9 };

/* A change of an answer. */
struct paper_view_change {
    int64_t wall_ms;  /* of the seat's clock, since 1970 */
    uint64_t used_ms; /* of the exam's time */
    uint8_t place;    /* 0 to 3 as it stood on the screen; PAPER_VIEW_NONE: cleared */
};

struct paper_view_question {
    unsigned number; /* on the paper, from 1 */
    unsigned part;
    uint8_t qid[CRYPT_HASH];
    struct bank_question text; /* options as written: place → option by order; owned */
    uint8_t order;             /* paper_option_at */
    uint8_t chosen;            /* place, PAPER_VIEW_NONE for none */
    uint64_t seen_ms;          /* how long it was on the screen */
    struct paper_view_change *change;
    size_t changes;                /* owned; only with has_times */
    uint8_t key;                   /* place of the bank's right answer; only with has_key, as: */
    uint8_t right;                 /* bit a place: those that count now */
    const struct decision *ruling; /* in force on it; NULL for none */
};

enum paper_view_sheet { PAPER_VIEW_NOT_TYPED, PAPER_VIEW_ITS_RECEIPT, PAPER_VIEW_OTHERWISE };
enum { PAPER_VIEW_SEAT = 64 };

/* A journal beside the one that counts. */
enum paper_view_place {
    PAPER_VIEW_PARTS,     /* it parts from another: the council decides, or took another one */
    PAPER_VIEW_COUNTS,    /* it is the one */
    PAPER_VIEW_BEGINNING, /* its beginning */
    PAPER_VIEW_TAIL       /* an old seat's: what it wrote behind the other's beginning is nothing */
};

/* A journal that came of the paper, and what tells it from another. */
struct paper_view_journal {
    const struct submission *submission;
    bool is_chosen;
    enum paper_view_place place;
    size_t tail;                 /* of a TAIL: its events that count for nothing */
    char seat[PAPER_VIEW_SEAT];  /* that wrote its last event; "" where no name is known */
    int64_t first_ms, last_ms;   /* of the seat's clock, since 1970 */
    size_t shared;               /* events that it begins with in common with the first journal */
    unsigned answered;           /* questions */
    unsigned codes;              /* vouchers and orders that stand in it */
    enum paper_view_sheet sheet; /* what the signed sheet says of it */
    uint8_t choice[SESSION_PAPER_QUESTIONS_MAX]; /* places, question by question */
};

struct paper_view_reply {
    struct office office; /* resting (office_rest) */
    struct grading grading;
    bool is_opened, is_shown;
    bool is_over;  /* the session */
    bool is_unsat; /* refused: nothing of the paper was collected, and it was not asked for so */
    uint32_t paper;
    struct result result; /* as it comes out now; of its texts none is owned here */
    struct results results;
    struct paper_view_journal journal[PAPER_VIEW_JOURNALS]; /* journals that part stand apart */
    size_t journals;
    bool is_forked;                       /* some part, and the council has not taken one */
    struct paper_view_question *question; /* owned */
    size_t questions;
    unsigned parts;
    char *file; /* the sheet, once it is written; owned */
};

extern const struct work_op paper_view_op;

/* ---- paper_journals.c ---- */

/* Fills in r->journal; drawn: the paper as it was drawn. */
void paper_view_take_journals(struct paper_view_reply *r, const struct paper *drawn);
/* The place of a choice as written; PAPER_VIEW_NONE for none. */
uint8_t paper_view_place(const struct paper *drawn, unsigned q, uint8_t choice);
bool paper_view_event(const struct submission *m, size_t i, struct journal_event *out);

/* ---- paper_sheet.c ---- */

/* ERR_USAGE: a format that there is not, or a folder without one. */
enum err_code paper_view_check_format(const struct paper_view_request *q,
                                      struct err *e) ERR_MUST_CHECK;
/* Writes the sheet; its path into r->file. */
enum err_code paper_view_write_sheet(const struct paper_view_request *q, struct paper_view_reply *r,
                                     struct err *e) ERR_MUST_CHECK;

#endif
