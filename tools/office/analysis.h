/* What the answers of one or more graded sessions say of the questions: statistics by slot of the paper and by question drawn, with flags in words, and pairs
 * of attempts that are more alike than chance makes them. Formulas: itemstat.h.
 *
 * Papers are drawn: a slot holds another question on each paper. Alpha and what belongs to it are those of the slots, which mix questions, and are to be
 * read so. A question's own figures are made from the attempts that had it; "the rest" is then the rest of each of these attempts. Attempts of another
 * profile or of the exempt variant are other tests and stand in a group of their own; a question's rest is brought to the share of what could be had. */
#ifndef SATHACH_TOOLS_OFFICE_ANALYSIS_H
#define SATHACH_TOOLS_OFFICE_ANALYSIS_H

#include "tools/office/grading.h"
#include "tools/office/itemstat.h"

enum {
    ANALYSIS_FLAG_ATTEMPTS = 20, /* fewer: nothing is said in words */
    ANALYSIS_EASY_PERCENT = 95,  /* facility above: too easy */
    ANALYSIS_HARD_PERCENT = 25,  /* below what guessing gives: too hard */
    ANALYSIS_DUBIOUS_PERCENT = 15, /* discriminative efficiency below: hardly tells anybody apart */
    ANALYSIS_DEAD_PERCENT = 2,   /* a wrong option chosen by fewer: dead */
    ANALYSIS_PAIR_SHARED_MIN = 3 /* identical wrong answers that a pair has at least */
};
#define ANALYSIS_PAIR_CHANCE 0.01 /* a pair is listed when the chance of it among all pairs is below */

enum analysis_flag {
    ANALYSIS_EASY = 1, ANALYSIS_HARD = 2, ANALYSIS_NEGATIVE = 4, ANALYSIS_DUBIOUS = 8, ANALYSIS_DEAD = 16,
    ANALYSIS_KEY = 32,    /* another option is chosen more often, or by better candidates, than the key */
    ANALYSIS_DECIDED = 64 /* the council ruled on it; the figures are those of the key as sealed, or as replaced */
};
enum { ANALYSIS_FLAGS = 7 };
/* "too-easy", "negative" …: stable words; and the user's, for bit number 0 to ANALYSIS_FLAGS - 1. */
const char *analysis_flag_word(unsigned bit);
const char *analysis_flag_text(unsigned bit);

struct analysis_option {
    size_t count;
    struct itemstat_value r; /* of choosing it with the rest, this question left out */
};
struct analysis_question {
    uint8_t qid[CRYPT_HASH];
    const char *pool;              /* the first that has it; lives as long as the gradings */
    uint8_t options;               /* what counts as right: bit a choice as written */
    size_t drawn;                  /* papers it stands on: the exposure */
    struct itemstat_item item;     /* item.n: attempts that were handed in */
    double seconds;                /* on the screen, on average */
    struct analysis_option option[BANK_OPTIONS + 1]; /* the last: left empty */
    unsigned flags;
};
struct analysis_slot {
    struct itemstat_item item;
    struct itemstat_value weight, without;
    double seconds;
};
/* One test: a profile, with or without the exemption. */
struct analysis_group {
    char profile[PROFILE_ID_MAX];
    bool is_exempt;
    struct itemstat_test test;
    struct analysis_slot *slot;    /* test.k; owned */
    size_t *score;                 /* test.k + 1: how many attempts have so many right answers; owned */
};
struct analysis_pair {
    const char *session;
    char a[8], b[8];               /* papers */
    char sbd_a[64], sbd_b[64];
    size_t shared;                 /* questions that both had */
    size_t wrong;                  /* that both had wrong */
    size_t same;                   /* of these with the same wrong option */
    size_t close;                  /* of these last chosen within a minute of each other, by the seats' clocks */
    double chance;                 /* of so many or more among `wrong`, times the number of pairs looked at; at most 1 */
};
struct analysis {
    size_t sessions, papers, attempts;
    struct analysis_group *group;
    size_t groups;
    struct analysis_question *question; /* in the bank's order of ids */
    size_t questions;
    struct analysis_pair *pair;    /* the least likely first */
    size_t pairs;
};

/* Analyses sessions that are open; their papers are drawn again. The gradings must outlive out. */
enum err_code analysis_make(const struct grading *g, size_t count, struct analysis *out, struct err *e) ERR_MUST_CHECK;
void analysis_free(struct analysis *a);

#endif
