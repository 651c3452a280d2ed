/* The roster (danh sách thí sinh) as an office keeps it: a sheet of XLSX, or CSV with ; or tab or
 * comma. One row a paper; a person with two fields has two rows. What is read is read whole: every
 * row of the file is taken, rejected with a finding that names it, or passed over for a stated
 * reason and listed. The rules, each with its table in the module named:
 *
 * - Headings (roster_headings): one row or two; found anywhere; letters compared by normal_key.
 * Each is understood, known to be of no use here, or named in a warning; one that speaks of birth,
 * identity, exemption, extra time, unit, seat, name, number, field or grade and is not in the table
 * is an error, and so are two columns of one meaning. A name may stand in two columns, a birth date
 * in Nam/Nữ or in day, month, year.
 * - Closed words (roster_words): yes and no, minutes, grades. What is not in the list is an error
 * that lists it. An x is a yes. "As above" is written out, text with a line through it deleted, a
 * letter of another alphabet typed anew: errors.
 * - Birth dates (roster_dates): day first with / - or ., or year first; four digits of the year; a
 * year alone is refused, and so is a date cell that shows the month first or a part of the day.
 * - Same person (roster_persons): one SBD, one person, one identity, and the other way round.
 * - Surroundings (roster_rows): titles above, sub-headings, repeated headings, sums, notes and
 * signatures are passed over when they plainly are that; a row that holds two things of a person is
 * never one of them.
 * - Hidden rows are rejected, each with an error: nobody saw them, nobody dropped them. Hidden
 * columns are read like others and named in a warning.
 * - What is taken for something else than is written (a grade "2", a date with its year first, an
 * exemption by x) is listed, each value or form once with a count: it is no fault, and no secret.
 * - Notes are not read; one that speaks of exemption, extra time or absence is told.
 * - Of other sheets only the template's own explanation (roster_template) is passed over unsaid.
 * - A number such as 3.1 that may have been typed as 3.10 is an error where the field is read and
 * both fields exist. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_H
#define SATHACH_TOOLS_IMPORT_ROSTER_H

#include "app/core/session.h"
#include "tools/import/bank_folder.h"
#include "tools/import/findings.h"
#include "tools/import/roster_meaning.h"

enum { ROSTER_PASSED_TEXT_MAX = 128 };

struct roster_options {
    const struct bank_folder *fields; /* codes, titles and aliases of the bank's fields */
    const struct profile *profile;    /* whether there are exemptions */
    const struct roster_mapping
        *mapping; /* of --column; a title that the file has not is an error */
    size_t mappings;
    struct roster_mappings
        remembered; /* of office.ini: asked for titles that --column does not name */
    int64_t day;    /* of the exam, seconds since 1970: ages are told for it; 0: for today */
    bool by_keys;   /* how a column is explained is told by the desk's keys, not by --column */
};

struct roster {
    struct session_candidate *candidate;
    size_t candidates; /* salts are zero */
    char **identity;   /* one a candidate, owned; never goes to a seat */
    struct session_paper *paper;
    char **note; /* one a paper, owned: what its row says beside it, "" for nothing; for people
                    alone, nothing is taken from it */
    size_t papers;
};

/* Papers of one field and grade. */
struct roster_tally {
    char field[32], grade[16], title[SESSION_TEXT_MAX];
    size_t papers, exempt, extra;
};
/* Why a row was passed over. */
enum roster_pass {
    ROSTER_PASS_TITLE,     /* above the headings */
    ROSTER_PASS_HEADINGS,  /* the headings, and where they come again */
    ROSTER_PASS_NUMBERS,   /* (1) (2) (3) … under the headings */
    ROSTER_PASS_SECTION,   /* a sub-heading inside the table */
    ROSTER_PASS_SUM,       /* Tổng số … */
    ROSTER_PASS_NOTE,      /* Ghi chú: … */
    ROSTER_PASS_SIGNATURE, /* place and date, NGƯỜI LẬP, the names below */
    ROSTER_PASS_UNUSED,    /* at the end: a running number and nothing else */
    ROSTER_PASS_SHEET,     /* on another sheet */
    ROSTER_PASSES
};
/* What people call it, translated: "above the headings". */
const char *roster_pass_name(enum roster_pass p);
const char *roster_pass_word(enum roster_pass p); /* for JSON: "title", "headings" … */

struct roster_passed {
    enum roster_pass why;
    char sheet[ROSTER_TITLE_MAX];      /* "" in a file of lines */
    size_t line;                       /* row of the sheet, line of the file */
    char text[ROSTER_PASSED_TEXT_MAX]; /* its beginning: the cells joined by " | " */
};

/* How a value was read that is not what stands in the cell. */
enum roster_rewrite {
    ROSTER_REWRITE_VALUE, /* this value, each time for the same: "2" is the grade II */
    ROSTER_REWRITE_FORM,  /* values written like this one: year first, blanks between digits */
    ROSTER_REWRITE_WORDS, /* a date in words */
    ROSTER_REWRITE_EMPTY, /* nothing, filled in from another row of the same person */
    ROSTER_REWRITES
};
/* Told once for each value or form. Spelling alone (blanks, Unicode) is no other value, nor is a
 * day without its zero. */
struct roster_rewritten {
    enum roster_meaning meaning;
    enum roster_rewrite kind;
    char written[ROSTER_SAMPLE_MAX], read[ROSTER_SAMPLE_MAX]; /* as first met; for an exemption
                                                                  read is "yes" or "no" */
    size_t rows, line;                                        /* how many; the first of them */
};
const char *roster_rewrite_word(enum roster_rewrite k); /* for JSON: "value", "form" … */

/* What was read. rows = taken + rejected + passed_over, always, also when roster_read refuses the
 * file after its rows could be read. Empty rows are no rows. What was not understood stands in the
 * findings: their `number` is the cell ("D7"). */
struct roster_summary {
    char sheet[ROSTER_TITLE_MAX]; /* that holds the roster; "" in a file of lines */
    size_t heading_line;          /* 0: no headings were found */
    struct roster_column *column;
    size_t columns; /* owned; every column that has a heading */
    struct roster_tally *tally;
    size_t tallies; /* owned; by field in the bank's order, then grade */
    struct roster_passed *passed;
    size_t passed_over; /* owned; in the file's order */
    struct roster_rewritten *rewritten;
    size_t rewrites; /* owned; by meaning, then as they came */
    size_t rows, taken, rejected;
    size_t people, papers;
    size_t exempt, extra, seats; /* papers exempt; with extra time; with a seat */
    size_t
        not_exempt; /* rows rejected because they are exempt and the profile knows no exemption */
    size_t identities; /* people with an identity number */
    size_t hidden_rows, hidden_columns;
    size_t converted;         /* cells that stood in TCVN3, VNI or such and were converted */
    uint8_t hash[CRYPT_HASH]; /* of the file's bytes (roster_report_read) */
};
void roster_summary_free(struct roster_summary *s);

/* Reads text (len bytes, named `file` in findings). Every bad row is an error in findings; with any
 * error (f->errors) the roster must not be used. s is filled in any case; the caller frees it.
 * ERR_FORMAT when it is no roster at all (not UTF-8, no headings, nobody in it), with out empty; s
 * then has the columns of what comes nearest to headings, for a person to explain. */
enum err_code roster_read(const char *text, size_t len, const char *file,
                          const struct roster_options *options, struct roster *out,
                          struct roster_summary *s, struct findings *f,
                          struct err *e) ERR_MUST_CHECK;
void roster_free(struct roster *r);

#endif
