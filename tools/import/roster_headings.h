/* What the headings of a roster mean. One table holds every heading that is understood and every
 * one that is known to be of no use; one list holds the words that make an unknown heading suspect.
 * Headings are compared by normal_key; a remark in brackets that the table of remarks knows, such
 * as (dd/mm/yyyy) or (phút), may stand behind. A heading put together from the words of one
 * vocabulary ("Số CCCD hoặc hộ chiếu") is understood too. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_HEADINGS_H
#define SATHACH_TOOLS_IMPORT_ROSTER_HEADINGS_H

#include "tools/import/roster_meaning.h"

/* The meaning of a heading; ROSTER_UNKNOWN when the table has it not. */
enum roster_meaning roster_heading(const char *title);
/* The meaning of a heading in the second row, below another one: Nam, Nữ, Ngày, Tháng, Năm below a
 * date of birth, Số below an identity. Where the pair says nothing of its own:
 * roster_heading(title). */
enum roster_meaning roster_heading_below(const char *above, const char *title);
/* True for a heading that is not in the table but speaks of something the reader wants (near:
 * what). */
bool roster_heading_is_near(const char *title, enum roster_meaning *near);
/* The headings to write for a meaning, for messages: "Ngày sinh, Ngày tháng năm sinh"; "" where
 * none is wanted. */
const char *roster_heading_accepted(enum roster_meaning m);

/* The table, for tests: the i-th key and its meaning; NULL past its end. */
const char *roster_heading_at(size_t i, enum roster_meaning *m);

#endif
