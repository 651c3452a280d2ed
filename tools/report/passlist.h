/* The results and the pass list as tables: every format of a list is written from one of these. */
#ifndef SATHACH_TOOLS_REPORT_PASSLIST_H
#define SATHACH_TOOLS_REPORT_PASSLIST_H

#include "tools/report/source.h"
#include "tools/report/stable_words.h"
#include "tools/table/table.h"

enum passlist_kind {
    PASSLIST_RESULTS, /* every paper, with its state */
    PASSLIST_PASSED   /* the passing rows alone, numbered anew */
};

/* For people a part that a paper has not is "Miễn" and the total of such a paper "34/40"; programs
 * find numbers there, and one column more: state.
 * Columns: stt, sbd, name, birth, identity, unit, field, field_title, grade, law_points,
 * professional_points, total, result, receipt, state (for programs, of results), note; rows in the
 * order of given names (name_order.h), points only for passed and failed papers; who it was from
 * src->opened. lang: of words. For a public page drop "identity" and "birth" (table_drop). *out is
 * to be freed with table_free, also when out->failed. */
void passlist_make(const struct report_source *src, enum passlist_kind kind, enum table_lang lang,
                   enum stable_words_reader reader, struct table *out);
/* True when another person of the same name stands in such a table: their dates of birth tell them
 * apart. Rows of equal names stand together. */
bool passlist_has_namesake(const struct table *t, size_t row);
/* Points that a variant of the profile gives at most. */
unsigned passlist_possible(const struct profile_variant *v);
/* What is published for candidates to check: sbd, paper, field, grade, receipt of everything that
 * was handed in; no names. */
void passlist_receipts(const struct results *r, struct table *out);

/* Whose paper a result is, and the paper in the roster; NULL where the roster has none of this
 * number. *index: of the paper. */
const struct session_candidate *passlist_person(const struct office_session *s,
                                                const struct result *r, uint32_t *index);

/* The roster's papers by the names of who sits them: indices, to be freed; NULL when memory
 * ends. */
size_t *passlist_order(const struct session_roster *r);
/* A candidate's identity number; "" in a session that was opened without them. */
const char *passlist_identity(const struct office_session *s, uint32_t candidate);

#endif
