/* One paper as it stood before the candidate, for a review of the result: who sat it, its journals,
 * each question with its options in the order that was seen and what was chosen, and places to sign
 * for the candidate and an officer. With the right answers every page says that it is for the
 * office alone. What it shows is given; it opens nothing. */
#ifndef SATHACH_TOOLS_REPORT_REVIEW_PAGE_H
#define SATHACH_TOOLS_REPORT_REVIEW_PAGE_H

#include "app/core/bank.h"
#include "tools/report/source.h"

enum { REVIEW_PAGE_NONE = 0xff };

struct review_page_change {
    int64_t wall_ms;  /* of the seat's clock, since 1970 */
    uint64_t used_ms; /* of the exam's time */
    uint8_t place;    /* as it stood on the screen; REVIEW_PAGE_NONE: cleared */
};

/* Texts are not owned. */
struct review_page_question {
    unsigned number, part; /* on the paper, from 1; of the profile, from 0 */
    char id[13];
    const char *stem, *option[BANK_OPTIONS]; /* by place */
    uint8_t chosen;                          /* place */
    uint64_t seen_ms;
    const struct review_page_change *change;
    size_t changes;
    uint8_t key, right;            /* place of the bank's answer; bit a place that is right now */
    const struct decision *ruling; /* in force on it; NULL for none */
};

struct review_page_journal {
    const char *receipt; /* in groups */
    size_t events;
    uint64_t used_ms;
    bool is_chosen;        /* the questions are shown as it has them */
    const uint8_t *choice; /* places, by number on the paper - 1 */
};

struct review_page {
    const struct report_source *source; /* with its opened roster; paper: the one shown */
    const struct result *result;
    const char *seat;          /* "" where no name is known */
    int64_t first_ms, last_ms; /* 0: nothing came */
    const struct review_page_journal *journal;
    size_t journals;
    const struct review_page_question *question;
    size_t questions;
    bool has_key; /* shows keys, and what was scored */
};

/* Appends the PDF. */
enum err_code review_page_pdf(const struct review_page *r, struct buf *out,
                              struct err *e) ERR_MUST_CHECK;

#endif
