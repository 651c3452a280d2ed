/* What is wrong with a bank as a whole: errors keep it from being sealed, warnings are for the
 * examiner's eye. Each finding names file and line. */
#ifndef SATHACH_TOOLS_BANK_CHECK_H
#define SATHACH_TOOLS_BANK_CHECK_H

#include "app/core/characters.h"
#include "tools/bank/check_profiles.h"
#include "tools/import/bank_folder.h"

/* Kinds of findings, in the order of a report: the topic of each. */
enum check_kind {
    CHECK_READ,          /* a reader's: questions that did not become one */
    CHECK_SEALED,        /* of a sealed bank (sealed.h) */
    CHECK_CONFLICT,      /* the same question with two answers */
    CHECK_SAME_OPTIONS,  /* two options are the same text */
    CHECK_CHARACTER,     /* a character no question may hold: unseen, or like a Latin letter */
    CHECK_POOL,          /* too small for a profile in a field and grade the bank holds in full */
    CHECK_ALIKE_DIFFERS, /* questions nearly alike whose answers differ */
    CHECK_ALIKE,         /* questions nearly alike, same answer */
    CHECK_REPEAT,        /* the same question twice in a pool */
    CHECK_REFER,         /* options that speak of others while a profile shuffles */
    CHECK_LABEL,         /* an option with a label of its own */
    CHECK_LENGTH,        /* a right answer that stands out by length */
    CHECK_TRAIT,         /* right answers that stand out by their writing, over the whole bank */
    CHECK_LETTERS,       /* letters of right answers out of balance in a pool */
    CHECK_FIGURE,        /* speaks of a figure the text lacks */
    CHECK_SCREEN,        /* more than a screen of 80×24 */
    CHECK_BRACKET,       /* brackets that do not close */
    CHECK_SIGNS,         /* signs that look alike, mixed in one question */
    CHECK_SPELLING,      /* two spellings of one tone (hòa, hoà) in the bank */
    CHECK_CITATION,      /* no citation */
    CHECK_KINDS
};
/* Its name for --kind and JSON ("same-options"), and what it is called, translated. */
const char *check_kind_id(enum check_kind k);
const char *check_kind_title(enum check_kind k);
/* The kind of an id; false for none. */
bool check_kind_find(const char *id, enum check_kind *out);

/* All checks, in the order of the kinds within errors and warnings. */
void check_bank(const struct bank_folder *b, const struct check_profiles *profiles,
                struct findings *f);

/* The errors of single questions alone, which need no profile. */
void check_errors(const struct bank_folder *b, struct findings *f);

/* ---- parts of it ---- */
void check_texts(const struct bank_folder *b, bool shuffled, struct findings *f);
void check_same_options(const struct bank_folder *b, struct findings *f); /* a part of it */
void check_citations(const struct bank_folder *b, struct findings *f);
void check_characters(const struct bank_folder *b, struct findings *f);
void check_signs(const struct bank_folder *b, struct findings *f);
void check_spelling(const struct bank_folder *b, struct findings *f);
void check_alike(const struct bank_folder *b, struct findings *f);
void check_pools(const struct bank_folder *b, const struct check_profiles *profiles,
                 struct findings *f);

/* An error for each pool that is too small for a paper of this field and grade. */
void check_track(const struct bank_folder *b, const struct profile *profile, bool exempt,
                 const char *field, const char *grade, struct findings *f);

/* The sentence about the first character of a text that may not stand there: its code point, what
 * it looks like, the word or place, what to do. */
enum characters_fault check_characters_why(const char *text, const struct characters *allowed,
                                           char *out, size_t room);
/* True when the question speaks of a drawing, table or formula that its text does not hold. */
bool check_speaks_of_figure(const struct bank_question *q);
/* Different questions that do. */
size_t check_figures(const struct bank_source *s);

/* Lengths of a pool's texts, in characters. */
struct check_lengths {
    size_t stem_median, stem_most, option_most;
};
void check_lengths(const struct bank_source *s, const struct bank_source_pool *pool,
                   struct check_lengths *out);

#endif
