/* The closed words of a roster's cells. Compared by normal_fold, blanks squeezed; a stop at the end
 * counts for nothing. What is in no list is not guessed. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_WORDS_H
#define SATHACH_TOOLS_IMPORT_ROSTER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { ROSTER_EXTRA_MAX = 120 };

/* Yes or no. False for a word of neither list. Empty is no; x is yes. */
bool roster_word_is_yes(const char *text, bool *yes);
/* "Có" or "Không", capitals aside: what the template offers, and nobody could read otherwise. */
bool roster_word_is_plain(const char *text);
/* The lists as they are told to people: "x, có, …" and "không, 0, …". */
const char *roster_words_yes(void);
const char *roster_words_no(void);
/* Whole minutes: "15", "15 phút", "15'", "+15", "15p"; empty, 0 and the words for no are 0. False
 * for anything else: fractions, hours, percents, more than ROSTER_EXTRA_MAX. */
bool roster_word_minutes(const char *text, unsigned *minutes);
/* Why a cell cannot be what a person meant (translated), NULL when it can: #N/A and its kin, a
 * formula as text. */
const char *roster_word_fault(const char *text);
/* "nt", "- như trên -", quotes alone: people write them for what stands in the row above. */
bool roster_word_is_ditto(const char *text);

/* The lists, for tests: the i-th word; NULL past the end. */
const char *roster_word_at(bool yes, size_t i);

#endif
