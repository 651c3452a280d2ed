/* paper: one paper as it stood before the candidate, question by question, with what was chosen and
 * when. The right answers are shown only when they are asked for; each look has its line in the log
 * before. */
#ifndef SATHACH_TOOLS_WORK_PAPER_VIEW_H
#define SATHACH_TOOLS_WORK_PAPER_VIEW_H

#include "tools/office/grading.h"
#include "tools/work/office.h"

struct paper_view_request {
    const char *session, *paper;
    const char *question; /* this one alone, by its number on the paper */
    bool has_times;       /* each change of an answer */
    bool has_key;         /* the right answers, and what was scored */
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

/* A journal that came of the paper. */
struct paper_view_journal {
    const struct submission *submission;
    bool is_chosen;
    uint8_t choice[SESSION_PAPER_QUESTIONS_MAX]; /* places, question by question */
};

struct paper_view_reply {
    struct office office; /* resting (office_rest) */
    struct grading grading;
    bool is_opened, is_shown;
    uint32_t paper;
    struct result result; /* as it comes out now; of its texts none is owned here */
    struct results results;
    struct paper_view_journal journal[PAPER_VIEW_JOURNALS]; /* journals that part stand apart */
    size_t journals;
    struct paper_view_question *question; /* owned */
    size_t questions;
    unsigned parts;
};

extern const struct work_op paper_view_op;

#endif
