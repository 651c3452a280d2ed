/* What the answers of one or more graded sessions say of the tests, of the questions and of the
 * draw, and pairs of attempts that are more alike than chance makes them. Formulas: itemstat.h;
 * bounds: confidence.h.
 *
 * A test is a bank's edition, a profile, a field, a grade, and whether the professional part is
 * spared: attempts of different tests are never thrown together, since what sets the fields apart
 * would pass for what sets the candidates apart. Sessions of one bank are pooled; what was drawn
 * from another bank stands apart.
 *
 * Marks are the profile's points. Papers are drawn: a test is told by its parts, not by the places
 * on a paper, which hold other questions on each. Alpha is made from marks less the mean mark of
 * their question among the attempts of the test, so that an easy draw does not pass for a good
 * candidate; where all have the same questions this is the alpha of the books.
 *
 * A question that several tests share is told once: its facility of all that had it, its
 * correlations with the means of each test taken out. Its rest is the share of the points that
 * could be had elsewhere on the paper.
 *
 * Nothing is said of fewer than ANALYSIS_SPEAKS attempts, and a flag stands where a confidence
 * bound carries it: a question on the right side of a limit gets the flag in less than 5 of 100
 * cases, whatever the number of attempts. */
#ifndef SATHACH_TOOLS_OFFICE_ANALYSIS_H
#define SATHACH_TOOLS_OFFICE_ANALYSIS_H

#include "tools/office/confidence.h"
#include "tools/office/grading.h"
#include "tools/office/itemstat.h"
#include "tools/office/question_words.h"

enum {
    ANALYSIS_SPEAKS = 20,          /* attempts; of fewer only counts are told */
    ANALYSIS_EASY_PERCENT = 95,    /* facility above: too easy */
    ANALYSIS_HARD_PERCENT = 25,    /* below what guessing gives: too hard */
    ANALYSIS_DUBIOUS_PERCENT = 15, /* efficiency below: hardly tells anybody apart */
    ANALYSIS_DEAD_PERCENT = 2,     /* a wrong option chosen by fewer: dead */
    ANALYSIS_PAIR_SHARED_MIN = 3   /* identical wrong answers that a pair has at least */
};
#define ANALYSIS_PAIR_CHANCE 0.01 /* a pair is listed when its chance among all pairs is below */

/* A row a flag: id, stable word, the user's word. */
#define ANALYSIS_FLAG_TABLE(X) \
    X(ANALYSIS_EASY, "too-easy", N_("too easy")) \
    X(ANALYSIS_HARD, "too-hard", N_("too hard")) \
    X(ANALYSIS_NEGATIVE, "negative", N_("negative")) \
    X(ANALYSIS_DUBIOUS, "dubious", N_("hardly discriminates")) \
    X(ANALYSIS_DEAD, "dead-option", N_("dead option")) \
    X(ANALYSIS_KEY, "suspicious-key", N_("suspicious key")) \
    X(ANALYSIS_DECIDED, "decided", N_("decided on"))
#define ANALYSIS_FLAG_BIT(id, word, text) id##_BIT,
#define ANALYSIS_FLAG_ID(id, word, text) id = 1 << id##_BIT,
enum { ANALYSIS_FLAG_TABLE(ANALYSIS_FLAG_BIT) ANALYSIS_FLAGS };
/* ANALYSIS_KEY: another option is chosen more often than the key, or by better candidates;
 * ANALYSIS_DECIDED: the council ruled, the figures are those of the key as sealed or replaced. */
enum analysis_flag { ANALYSIS_FLAG_TABLE(ANALYSIS_FLAG_ID) };
/* "too-easy", "negative" …: stable; and the user's; for bit 0 to ANALYSIS_FLAGS - 1. */
const char *analysis_flag_word(unsigned bit);
const char *analysis_flag_text(unsigned bit);

struct analysis_option {
    size_t count;
    struct itemstat_value r; /* of choosing it with the rest, this question left out */
};
struct analysis_question {
    uint8_t qid[CRYPT_HASH];
    size_t bank;                /* index into bank[] */
    const char *pool;           /* the first that has it; lives as long as the gradings */
    size_t number;              /* in that pool, from 1 */
    size_t pool_size;           /* questions of that pool */
    char words[QUESTION_WORDS]; /* the first of its text */
    uint8_t options;            /* what counts as right: bit a choice as written */
    size_t drawn;               /* papers it stands on: the exposure */
    size_t tests;               /* whose attempts had it */
    struct itemstat_item item;  /* item.n: attempts that were handed in */
    size_t right;               /* of these */
    struct confidence facility, discrimination;
    double seconds;                                  /* on the screen, on average */
    struct analysis_option option[BANK_OPTIONS + 1]; /* the last: left empty */
    unsigned flags;
};

/* A whole test, or one of its parts. */
/* alpha is told (analysis_alpha) only where its interval leaves 0 out. */
struct analysis_figures {
    struct itemstat_test test; /* mean to kurtosis of the points; alpha, error ratio and SEM with
                                  what the draw does taken out; n attempts of k questions each */
    struct confidence alpha;
    unsigned points; /* the most that can be had */
};
/* What the draw makes the papers of a test differ by, in points. */
struct analysis_spread {
    size_t papers;
    double sd,
        sd_high;     /* of the expected points of papers drawn like these; what it can still be */
    size_t apart;    /* papers whose interval leaves the pools' mean out */
    bool is_defined; /* each pool has enough attempts */
};
struct analysis_group {
    size_t bank;
    const struct profile *profile; /* lives as long as the gradings, as what follows */
    const struct profile_variant *variant;
    const char *field, *grade;
    bool is_exempt;
    struct analysis_figures whole, part[PROFILE_PARTS_MAX]; /* variant->parts of them */
    size_t *score; /* whole.points + 1: attempts with so many points; owned */
    struct analysis_spread spread;
};
/* A paper against the pools it was drawn from: what a candidate like the others can expect. Its own
 * attempt is left out. */
struct analysis_draw {
    const char *session;
    char paper[8];
    size_t group;
    double pools;             /* points that papers drawn from these pools give on average */
    double more;              /* that its questions give beyond: above 0 it is the easier one */
    struct confidence bounds; /* of `more`; undefined where a pool has too few attempts */
};
struct analysis_pair {
    const char *session;
    char a[8], b[8]; /* papers */
    char sbd_a[64], sbd_b[64];
    size_t shared; /* questions that both had */
    size_t wrong;  /* that both had wrong */
    size_t same;   /* of these with the same wrong option */
    size_t close;  /* of these last chosen within a minute, by the seats' clocks */
    double chance; /* of so many or more among `wrong`, times the number of pairs
                                      looked at; at most 1 */
};
struct analysis_bank {
    uint8_t hash[CRYPT_HASH];
    const char *session; /* the first that was drawn from it */
};
struct analysis {
    size_t sessions, papers, attempts;
    struct analysis_bank *bank;
    size_t banks;
    struct analysis_group *group;
    size_t groups;
    struct analysis_question *question; /* by bank, pool and number */
    size_t questions;
    struct analysis_draw *draw; /* in the order of sessions and papers */
    size_t draws;
    struct analysis_pair *pair; /* the least likely first */
    size_t pairs;
};

/* Analyses sessions that are open; their papers are drawn again. The gradings must outlive out.
 * Pairs take the square of the attempts in time: only where asked for. */
enum err_code analysis_make(const struct grading *g, size_t count, bool with_pairs,
                            struct analysis *out, struct err *e) ERR_MUST_CHECK;
void analysis_free(struct analysis *a);
/* Alpha as it may be told: undefined while its interval holds 0, for then nothing says that the
 * candidates were told apart at all. */
struct itemstat_value analysis_alpha(const struct analysis_figures *f);

#endif
