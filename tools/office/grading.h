/* Grading: from the collected journals, the bank's key and the profile to one result a paper. The
 * same inputs give the same results, in any order. Points and marks are the profile's
 * (profile_score); who was ended for misconduct has not passed.
 * What the council decided goes before the key and before what the journals say of themselves; each
 * ruling on a paper names the journal it speaks of, and a journal that goes beyond it puts the
 * paper before the council again. */
#ifndef SATHACH_TOOLS_OFFICE_GRADING_H
#define SATHACH_TOOLS_OFFICE_GRADING_H

#include "tools/office/journal_choice.h"
#include "tools/office/decision.h"
#include "tools/office/basis.h"
#include "tools/office/results.h"
#include "tools/office/rules.h"

/* A session with all that grading needs, read from the workspace and verified; of a closed one what
 * came before the close. */
struct grading {
    struct office_session opened;
    struct collection collection;
    struct decisions decisions;
    struct rules rules;
};

/* What a paper is, by its journals, all else that is known of it, and the council's rulings. */
struct grading_verdict {
    enum result_state state; /* RESULT_FAILED stands for "to be graded", too */
    struct collection_choice choice;
    bool has_points; /* the chosen journal is graded */
    bool is_decided; /* journal, as-is, accept or no-paper is in force */
    bool is_annulled, is_lost;
    bool is_overtaken;          /* a journal goes beyond what the council ruled on */
    bool is_accepted;           /* the council has it graded whatever it breaks */
    struct rules_verdict rules; /* of the chosen journal */
};
void grading_judge(const struct grading *g, uint32_t paper, struct grading_verdict *out);
/* True when the typed sheet says otherwise than the journal that counts, ruled on or not; never of
 * who was ended for misconduct or is graded as it stands: they have written no receipt. */
bool grading_is_against_sheet(const struct grading *g, uint32_t paper);
/* What an irregular paper breaks, with event and figures, in the user's language. */
void grading_describe(const struct grading_verdict *v, struct buf *out);
/* Journals that count: how many keep all rules, how many break one and were ruled on, how many
 * papers wait for the council. */
struct grading_kept {
    size_t keep, ruled, waiting;
};
void grading_count_kept(const struct grading *g, struct grading_kept *out);
/* Which journal stands for a paper once decisions count. */
struct collection_choice grading_choose(const struct grading *g, uint32_t paper);

/* Grades all papers in the roster's order. The session's bank must be open. out->basis says what it
 * stands on. */
enum err_code grading_run(const struct grading *g, struct results *out,
                          struct err *e) ERR_MUST_CHECK;

/* The right answers of a graded paper by part and draw of its variant, and of how many, as its
 * result counts them by part. is_graded: false, and nothing counted, for a paper that has no
 * points. */
struct grading_draws {
    bool is_graded;
    unsigned right[PROFILE_PARTS_MAX][PROFILE_DRAWS_MAX];
    unsigned questions[PROFILE_PARTS_MAX][PROFILE_DRAWS_MAX];
};
enum err_code grading_count_draws(const struct grading *g, uint32_t paper,
                                  struct grading_draws *out, struct err *e) ERR_MUST_CHECK;

enum err_code grading_open(const struct workspace *w, const char *name,
                           const struct keys_secret *office, struct grading *out,
                           struct err *e) ERR_MUST_CHECK;
/* The same although the file of one line of the log is missed: for the ruling that it is lost. 0:
 * none. */
enum err_code grading_open_but(const struct workspace *w, const char *name,
                               const struct keys_secret *office, uint64_t missed,
                               struct grading *out, struct err *e) ERR_MUST_CHECK;
void grading_close(struct grading *g);

#endif
