/* Results of a session: one row a paper, made from the collected journals, the bank's key and the
 * profile. The canonical file is sessions/NAME/results.tsv with its .minisig; every list is made
 * from it, and takes names, dates of birth and identity numbers from roster and people: they do not
 * stand here. The same inputs give the same bytes. */
#ifndef SATHACH_TOOLS_OFFICE_RESULTS_H
#define SATHACH_TOOLS_OFFICE_RESULTS_H

#include "app/core/code.h"
#include "app/core/profile.h"
#include "tools/table/table.h"

enum { RESULTS_FILE_MAX = 64 * 1024 * 1024 }; /* bytes of results.tsv */

/* X(id, word in the files, in Vietnamese, in English): what a paper is. The first two alone are
 * graded.
 *   UNFINISHED: a journal without an end, never graded silently · CONFLICT: journals that diverge,
 *   the council decides · NO_PAPER: somebody was there, no authentic journal is here · IRREGULAR:
 *   the council decides, the note says what is wrong · CANCELLED, MOVED: by a decision. */
#define RESULT_STATE_TABLE(X) \
    X(RESULT_PASSED, "passed", "Đạt", "Passed") \
    X(RESULT_FAILED, "failed", "Không đạt", "Failed") \
    X(RESULT_ABSENT, "absent", "Vắng", "Absent") \
    X(RESULT_UNFINISHED, "unfinished", "Chưa nộp bài", "Not handed in") \
    X(RESULT_CONFLICT, "conflict", "Chờ hội đồng", "Awaiting the council") \
    X(RESULT_NO_PAPER, "no-paper", "Có mặt, không có bài", "Present, no paper") \
    X(RESULT_IRREGULAR, "irregular", "Bất thường, chờ hội đồng", "Irregular") \
    X(RESULT_CANCELLED, "cancelled", "Hủy", "Cancelled") \
    X(RESULT_MOVED, "moved", "Chuyển ca", "Moved")
#define RESULT_STATE_ID(id, word, vi, en) id,
enum result_state { RESULT_STATE_TABLE(RESULT_STATE_ID) RESULT_STATES };

struct result {
    char paper[8];             /* "0007" */
    char *sbd, *field, *grade; /* owned, never NULL */
    enum result_state state;
    unsigned parts;
    unsigned right[PROFILE_PARTS_MAX], questions[PROFILE_PARTS_MAX], points[PROFILE_PARTS_MAX];
    unsigned total;
    char receipt[CODE_RECEIPT + 1]; /* "" when nothing was handed in */
    char *note;                     /* owned, never NULL: "exempt", "misconduct", "time" … stable
                                      words, blank between */
};
/* What results stand on, as hexadecimal text; "" where there is none. Printed in reports and
 * trusted comments. */
struct results_basis {
    char session[65], bank[65]; /* BLAKE2b-256 of the session's file and of the bank's: the edition
                                   of the key */
    char people[65];            /* of the file of identity numbers */
    char basis[65];             /* of basis.tsv */
    unsigned decisions;         /* in force, but a close */
    char decision[65];          /* hash of the last of them */
    char supersedes[65];        /* hash of the results.tsv that this one was taken on */
};
struct results {
    struct result *row;
    size_t count;
    struct results_basis basis;
};
void results_free(struct results *r);

/* Canonical TSV: seven lines of the basis, a line of column ids, then a line a paper, \n. Layout:
 * FORMATS.md. */
void results_write(const struct results *r, struct buf *out);
/* "9/10:9,17/20:17": right/questions:points, a part each. */
void results_write_parts(const struct result *x, struct buf *out);
/* Reads it back. ERR_FORMAT with the line. */
enum err_code results_read(const char *text, size_t len, const char *name, struct results *out,
                           struct err *e) ERR_MUST_CHECK;

/* True when both would be written as the same file. */
bool results_are_same(const struct results *a, const struct results *b);

bool results_is_graded(const struct result *r);
/* True when its note has this stable word. */
bool results_has_note(const struct result *r, const char *word);
/* How many papers are in each state. */
void results_count(const struct results *r, size_t n[RESULT_STATES]);
/* Whose owner was there and has no paper because the council said so: the others of this state wait
 * for it still. */
size_t results_count_settled(const struct results *r);
/* The council has yet to rule on it: not handed in, in conflict, irregular, or without a paper. */
bool results_is_waiting(const struct result *x);
/* How many of them there are. */
size_t results_count_waiting(const struct results *r);
/* "passed", "failed" …: stable words of the files. */
const char *results_state_name(enum result_state s);
/* "Đạt", "Không đạt" …, or their English twins: what people read, everywhere. */
const char *results_state_text(enum result_state s, enum table_lang lang);
/* The same while the session may still be sat: nobody is absent before it is over. */
const char *results_state_text_at(enum result_state s, bool is_over, enum table_lang lang);

#endif
