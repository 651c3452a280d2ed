/* Results of a session: one row a paper, made from the collected journals, the bank's key and the profile. The canonical file is
 * sessions/NAME/results.tsv with its .minisig; every list is made from it. The same inputs give the same bytes. */
#ifndef SATHACH_TOOLS_OFFICE_RESULTS_H
#define SATHACH_TOOLS_OFFICE_RESULTS_H

#include "app/core/code.h"
#include "app/core/profile.h"

enum { RESULTS_FILE_MAX = 64 * 1024 * 1024 }; /* bytes of results.tsv */

enum result_state {
    RESULT_PASSED, RESULT_FAILED, RESULT_ABSENT,
    RESULT_UNFINISHED, /* a journal without an end: never graded silently */
    RESULT_CONFLICT,   /* journals that diverge: the council decides */
    RESULT_STATES
};

struct result {
    char paper[8];                 /* "0007" */
    char *sbd, *name, *birth, *identity, *unit, *field, *field_title, *grade; /* owned, never NULL */
    enum result_state state;
    unsigned parts;
    unsigned right[PROFILE_PARTS_MAX], questions[PROFILE_PARTS_MAX], points[PROFILE_PARTS_MAX];
    unsigned total;
    char receipt[CODE_RECEIPT + 1]; /* "" when nothing was handed in */
    char *note;                    /* owned, never NULL: "exempt", "misconduct", "time" … stable words, blank between */
};
/* What results stand on, as hexadecimal text; "" where there is none. Printed in reports and trusted comments. */
struct results_basis {
    char session[65], bank[65]; /* BLAKE2b-256 of the session's file and of the bank's: the edition of the key */
    unsigned decisions;         /* in force */
    char decision[65];          /* hash of the last of them */
    char supersedes[65];        /* hash of the results.tsv that the last decision was taken on */
    char log_head[65];          /* of the audit log: sessions, journals and decisions chained */
};
struct results {
    struct result *row;
    size_t count;
    struct results_basis basis;
};
void results_free(struct results *r);

/* Canonical TSV: six lines of the basis, a line of column ids, then a line a paper, \n. Layout: FORMATS.md. */
void results_write(const struct results *r, struct buf *out);
/* "9/10:9,17/20:17": right/questions:points, a part each. */
void results_write_parts(const struct result *x, struct buf *out);
/* Reads it back. ERR_FORMAT with the line. */
enum err_code results_read(const char *text, size_t len, const char *name, struct results *out, struct err *e) ERR_MUST_CHECK;

/* True when both would be written as the same file. */
bool results_are_same(const struct results *a, const struct results *b);

/* "passed", "failed" …: stable words of the files. */
const char *results_state_name(enum result_state s);

#endif
