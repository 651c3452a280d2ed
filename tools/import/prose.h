/* Questions in lines of text, as people write them in a word processor: "Câu 1. …" or a line by
 * itself, "a. …" to "d. …", the right one by "Đáp án: c" ("ANSWER: C"), by how its letter or its
 * text is marked, or by a key that stands apart. What says it twice must agree. */
#ifndef SATHACH_TOOLS_IMPORT_PROSE_H
#define SATHACH_TOOLS_IMPORT_PROSE_H

#include "tools/import/answer_key.h"
#include "tools/import/emphasis.h"
#include "tools/import/fields.h"
#include "tools/import/importer.h"

enum { PROSE_PART = 16 /* bytes */ };

struct prose {
    struct importer *in;
    const struct fields *fields;
    struct answer_key *key;                       /* NULL for none; not owned */
    struct emphasis option[IMPORTER_OPTIONS_MAX]; /* how the open question's options are marked */
    bool answered;                                /* the open question has its "Đáp án" */
    bool changed[IMPORTER_CHANGES];   /* in lines of which it is not known yet which question they
                                          belong to */
    char left_out[IMPORTER_LEFT_OUT]; /* of the same lines */
    /* lines that may be the text of a question without a number, if an option "a" follows */
    char *waiting;                      /* the last of them; owned; NULL for none */
    size_t waiting_lines, waiting_line; /* how many stand together, and where the last one stands */
    size_t waiting_heads;               /* of them: may be the heading of a key */
    char waiting_bad[256];
    bool is_headed; /* what may be the heading of an answer key stands before them, or is the first
                       of them: behind a whole question, where a key may follow */
    bool is_parted; /* the same: a part's heading, "PHẦN II" */
    /* parts whose questions are numbered anew: "13 (PHẦN II)" */
    char part[PROSE_PART];      /* the last heading of one; "" for none */
    char open_part[PROSE_PART]; /* that the open question's number is named with; "" for none */
    bool is_new_part, numbers_again;
    unsigned long highest; /* number so far */
    size_t begun;          /* questions that began with "Câu 12" or the like */
    size_t others;         /* lines that belong to no question */
    size_t first_other;
};
/* One line. */
struct prose_text {
    size_t line; /* where it stands */
    const char *text;
    const struct emphasis_sign *sign; /* of each byte */
    const char *bad;        /* why it cannot be read as plain text (translated); "" when it
                                        can */
    bool is_head_converted; /* its beginning stands otherwise in the source, and is not
                                        counted in `begun` */
    bool may_head_key;      /* it may be the heading of an answer key */
    const char *left_out;   /* words that are not in it, in quotes */
    const bool *changed;    /* IMPORTER_CHANGES of them: what was left out of it */
};
void prose_init(struct prose *p, struct importer *in, const struct fields *fields,
                struct answer_key *key);
void prose_line(struct prose *p, const struct prose_text *line);
/* An empty line: what stands before it is no part of what follows. */
void prose_blank(struct prose *p);
/* A line that is the heading of an answer key for certain: it is no text of a question's. */
void prose_heads_key(struct prose *p);
/* Ends the question that is open. */
void prose_end(struct prose *p);
/* The same where an answer key stands: what is between its heading and it spoils no question. */
void prose_end_at_key(struct prose *p);
/* Behind the last line: says how many belonged to no question. */
void prose_finish(struct prose *p);
/* True when a line begins as a numbered question or an option does. */
bool prose_begins(const char *text);

#endif
