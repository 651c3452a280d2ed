/* What the parts of the roster's reader share while one file is read. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_PARTS_H
#define SATHACH_TOOLS_IMPORT_ROSTER_PARTS_H

#include "tools/import/roster.h"
#include "tools/import/roster_head.h"

#include <glib.h>

/* A person as a row has it, all normalised; owned by the reading. */
struct roster_person {
    char *sbd, *name, *identity, *unit;
    char birth[12]; /* dd/mm/yyyy or "" */
    size_t line;
    long candidate; /* index in the roster; -1 while the row was rejected */
};
struct roster_reading {
    const struct roster_options *options;
    struct roster_mappings mappings;
    int64_t day; /* for which ages are told */
    const char *file;
    struct findings *findings;
    struct roster *out;
    struct roster_summary *summary;
    struct roster_sheets sheets;
    struct roster_head head;
    const struct roster_row *row; /* under way */
    size_t last_paper;            /* index of the last row that holds a person */
    bool is_broken;               /* other headings stood below: rows there are not read */
    bool row_failed;              /* the row under way has an error */
    bool is_bare_field;           /* its field is a code alone, which looks like a number */
    GPtrArray *person;            /* struct roster_person, one an SBD */
    GHashTable *bare_fields;      /* papers by such codes; keys are the bank's */
    GHashTable *by_sbd, *by_zeros, *by_identity, *by_face, *by_seat, *by_paper;
};

/* A finding at a cell of the row under way: the first column of the meaning, or the row when there
 * is none. An error makes the row fail. */
void roster_complain(struct roster_reading *r, enum findings_kind kind, enum roster_meaning m,
                     const char *fmt, ...) ERR_PRINTF(4, 5);
/* Text of the row under way in the first column of a meaning; "" when there is none. */
const char *roster_get(const struct roster_reading *r, enum roster_meaning m);

/* ---- roster_rewrites.c: values read otherwise than written ---- */
/* Of the row under way. Where both are the same nothing is told. */
void roster_rewrite(struct roster_reading *r, enum roster_meaning m, enum roster_rewrite kind,
                    const char *written, const char *read);

/* ---- roster_rows.c: rows that are no papers ---- */
enum roster_row_kind { ROSTER_ROW_PAPER, ROSTER_ROW_PASS, ROSTER_ROW_REJECT };
/* Finds the last paper. */
void roster_rows_begin(struct roster_reading *r);
/* What a row outside the headings is, above or below them. *why for a row passed over. was: why the
 * row before it was passed over, ROSTER_PASSES when it was not. A rejected row has its finding. */
enum roster_row_kind roster_row_judge(struct roster_reading *r, const struct roster_row *row,
                                      enum roster_pass was, enum roster_pass *why);

/* ---- roster_names.c ---- */
/* Small letters, decomposed, each word's tones behind it; malloc'd. */
char *roster_name_key(const char *name);
/* Capitals, Unicode's spelling and the place of the tone make no other name. */
bool roster_name_is_same(const char *a, const char *b);
/* Complains of what is odd about the name of the row under way; `at`: its column. */
void roster_name_judge(struct roster_reading *r, enum roster_meaning at, const char *name);

/* ---- roster_persons.c: who is who ---- */
void roster_persons_init(struct roster_reading *r);
void roster_persons_free(struct roster_reading *r);
/* The person of the row under way, one of those known or a new one; NULL after a complaint. */
struct roster_person *roster_person_of_row(struct roster_reading *r);
/* True when a column holds dates of birth, or parts of them. */
bool roster_has_birth(const struct roster_reading *r);
/* The candidate of a person, added to the roster when it is not yet; -1 when memory ends. */
long roster_person_candidate(struct roster_reading *r, struct roster_person *p);
/* Numbers of one list are as long as each other: warns of shorter ones. */
void roster_persons_suspect_zeros(struct roster_reading *r);

/* ---- roster_paper.c: a row as a paper ---- */
/* Takes the row under way: its person, its paper. False when it is rejected; its findings say why,
 * all of them. */
bool roster_paper_read(struct roster_reading *r);
/* Counts of the summary that follow from the roster read. */
void roster_paper_tally(struct roster_reading *r);
/* A list of lines knows no kinds of cells: warns when papers of field 3.1 may be of 3.10. */
void roster_paper_suspect_fields(struct roster_reading *r);

#endif
