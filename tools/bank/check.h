/* What is wrong with a bank as a whole: errors keep it from being sealed, warnings are for the examiner's eye. Each finding names file and line. */
#ifndef SATHACH_TOOLS_BANK_CHECK_H
#define SATHACH_TOOLS_BANK_CHECK_H

#include "app/core/profile.h"
#include "tools/import/bank_folder.h"

enum { CHECK_PROFILES_MAX = 32 };

/* The rules that banks are drawn from. */
struct check_profiles {
    struct profile *profile;  /* owned */
    size_t count;
};
/* Reads all *.ini of a folder, in the order of their names. A folder that is not there holds none. */
enum err_code check_profiles_read(const char *folder, struct check_profiles *out, struct err *e) ERR_MUST_CHECK;
void check_profiles_free(struct check_profiles *p);

/* Errors: options that are the same; the same question with two answers; a pool too small for a profile in a field and grade the bank holds in full.
 * Warnings: the same question twice in a pool, questions nearly alike, options that speak of other options while a profile shuffles, an option with a
 * label of its own, a right answer that stands out by length, letters of right answers out of balance, a figure the text lacks, more than a screen of
 * 80×24, brackets that do not close, two spellings of one tone (hòa, hoà), no citation. */
void check_bank(const struct bank_folder *b, const struct check_profiles *profiles, struct findings *f);

/* ---- parts of it ---- */
void check_texts(const struct bank_folder *b, bool shuffled, struct findings *f);
void check_spelling(const struct bank_folder *b, struct findings *f);
void check_alike(const struct bank_folder *b, struct findings *f);
void check_pools(const struct bank_folder *b, const struct check_profiles *profiles, struct findings *f);

/* Different questions whose text speaks of a figure or formula it does not hold. */
size_t check_figures(const struct bank_source *s);

/* Lengths of a pool's texts, in characters. */
struct check_lengths {
    size_t stem_median, stem_most, option_most;
};
void check_lengths(const struct bank_source *s, const struct bank_source_pool *pool, struct check_lengths *out);

#endif
