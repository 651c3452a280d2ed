/* What a column of a roster may mean, what a person has explained of it, and how a column is told
 * of. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_MEANING_H
#define SATHACH_TOOLS_IMPORT_ROSTER_MEANING_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { ROSTER_TITLE_MAX = 256, ROSTER_SAMPLES = 3, ROSTER_SAMPLE_MAX = 64 };

/* What a column means. */
enum roster_meaning {
    ROSTER_SBD,
    ROSTER_NAME,
    ROSTER_FAMILY, /* Họ đệm: joined with the given name */
    ROSTER_GIVEN,  /* Tên */
    ROSTER_BIRTH,
    ROSTER_BIRTH_MALE, /* Ngày sinh: Nam | Nữ; one of the two is filled */
    ROSTER_BIRTH_FEMALE,
    ROSTER_BIRTH_DAY, /* Ngày sinh: Ngày | Tháng | Năm */
    ROSTER_BIRTH_MONTH,
    ROSTER_BIRTH_YEAR,
    ROSTER_IDENTITY,
    ROSTER_UNIT,
    ROSTER_FIELD,      /* code or title */
    ROSTER_FIELD_CODE, /* a second column for the field: both must say the same */
    ROSTER_GRADE,
    ROSTER_SEAT,
    ROSTER_EXEMPT,
    ROSTER_EXTRA,  /* extra minutes */
    ROSTER_REASON, /* why extra time */
    ROSTER_NOTE,   /* the reason of extra time where no column of its own has it */
    ROSTER_NUMBER, /* STT */
    ROSTER_IGNORE, /* known to be of no use here */
    ROSTER_MEANINGS,
    ROSTER_UNKNOWN = ROSTER_MEANINGS /* a heading nobody knows, named in a finding; not read */
};

/* The closed list of words for --column: "sbd", "name", "family-name", "birth", … "ignore";
 * "unknown" for ROSTER_UNKNOWN. */
const char *roster_meaning_word(enum roster_meaning m);
/* What people call it, translated: "candidate number (SBD)". */
const char *roster_meaning_name(enum roster_meaning m);

/* A heading that a person has explained. */
struct roster_mapping {
    char title[ROSTER_TITLE_MAX]; /* as it stands in the file; compared by normal_key */
    enum roster_meaning meaning;
    bool is_remembered; /* of another roster: one that lacks the heading is none the worse */
};
struct roster_mappings {
    const struct roster_mapping *item;
    size_t count;
}; /* all that were explained */
/* 'TITLE=MEANING', split at the last =. ERR_USAGE for an empty or overlong title, or a meaning not
 * in the list (which it names). */
enum err_code roster_parse_mapping(const char *text, struct roster_mapping *out,
                                   struct err *e) ERR_MUST_CHECK;

/* A column of the table, as it was understood. */
struct roster_column {
    size_t at;                    /* from 0 */
    char place[64];               /* "D", or "column 4" in a file of lines (translated) */
    char title[ROSTER_TITLE_MAX]; /* its heading; of a heading in two rows both, joined by " / " */
    enum roster_meaning meaning;  /* ROSTER_UNKNOWN: not read, and a finding says so */
    bool is_hidden;
    size_t filled;                                  /* rows taken that have something in it */
    char sample[ROSTER_SAMPLES][ROSTER_SAMPLE_MAX]; /* its first different values, "" for none */
};

#endif
