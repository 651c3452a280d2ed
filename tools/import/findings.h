/* What readers found wrong: each with its place and reason; none is dropped. */
#ifndef SATHACH_TOOLS_IMPORT_FINDINGS_H
#define SATHACH_TOOLS_IMPORT_FINDINGS_H

#include "app/core/err.h"

#include <stddef.h>
#include <stdio.h>

enum findings_kind { FINDINGS_ERROR, FINDINGS_WARNING };
enum { FINDINGS_NUMBER_MAX = 24, FINDINGS_FEW_WARNINGS = 3, FINDINGS_FEW_ERRORS = 10 };
enum { FINDINGS_WHO_MAX = 96 };
enum { FINDINGS_PLACE_MAX = 320 /* a file's name, and where in it */ };

/* Where something stands in what was read. */
struct findings_place {
    const char *file;   /* as the user named it */
    size_t page;        /* from 1; 0 when the format has none */
    size_t line;        /* line, row or question in the file, from 1; 0 when there is none */
    const char *number; /* the question's own number or name in the source; "" or NULL when there
                            is none */
};
struct finding {
    enum findings_kind kind;
    unsigned topic; /* what its finder sorts by (tools/bank/check.h); 0 for readers, who do
                            not */
    char *file;     /* owned */
    size_t page, line;
    char number[FINDINGS_NUMBER_MAX];
    char who[FINDINGS_WHO_MAX]; /* the person that it is about; "" for nobody */
    char *text;                 /* owned, translated */
};
struct findings {
    struct finding *item; /* owned */
    size_t count, room, errors;
};

/* Adds one; when memory ends it is counted all the same. */
void findings_add(struct findings *f, enum findings_kind kind, const char *file, size_t line,
                  const char *fmt, ...) ERR_PRINTF(5, 6);
void findings_add_at(struct findings *f, enum findings_kind kind, const struct findings_place *at,
                     const char *fmt, ...) ERR_PRINTF(4, 5);
/* The same about a person, by name or number; "": nobody. */
void findings_add_about(struct findings *f, enum findings_kind kind,
                        const struct findings_place *at, const char *who, const char *fmt, ...)
    ERR_PRINTF(5, 6);
/* The same with a topic. */
void findings_add_topic(struct findings *f, enum findings_kind kind, unsigned topic,
                        const struct findings_place *at, const char *fmt, ...) ERR_PRINTF(5, 6);
/* A place as people say it, translated: "4.1.gift, line 288", of a table "row", of a document
 * "paragraph", which counts rows of its tables, too; the file by its last name. number is left out.
 */
void findings_tell_place(const struct findings_place *at, char *out, size_t room);
/* The same with the number that people find it by, where there is one: "a.docx, paragraph 16
 * (question 4)". */
void findings_tell_question(const struct findings_place *at, char *out, size_t room);
/* The same without the file: "line 288"; "" where only the file is known. */
void findings_tell_spot(const struct findings_place *at, char *out, size_t room);
/* Forgets the warnings: for a reader whose warnings a check behind it gives again. */
void findings_drop_warnings(struct findings *f);
void findings_free(struct findings *f);
/* "FILE:LINE: error: TEXT" or "FILE: page P, NUMBER: error: TEXT": one line of it, and of all. */
void findings_print_one(const struct finding *x, FILE *out);
void findings_print(const struct findings *f, FILE *out);
struct json;
/* "findings": […] of an object under way. */
void findings_json(struct json *j, const struct findings *f);
/* Lines for people: of findings that say the same in many rows (the same words, what stands in
 * quotes and numbers aside) the first FINDINGS_FEW_… are printed, and at the place of the last one
 * line says how many more there are and in which rows. */
void findings_print_folded(const struct findings *f, FILE *out);

#endif
