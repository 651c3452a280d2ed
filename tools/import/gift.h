/* GIFT: single choice with exactly four options and one right answer. Every question of the text ends imported or reported. */
#ifndef SATHACH_TOOLS_IMPORT_GIFT_H
#define SATHACH_TOOLS_IMPORT_GIFT_H

#include "app/core/bank.h"
#include "tools/import/findings.h"

struct gift_question {
    struct bank_question text;   /* normalised */
    unsigned answer;             /* 0–3 */
    char *name, *note, *category;/* owned; name and note may be NULL, category "" when none stood before it */
    size_t line;                 /* where it begins */
};
struct gift {
    struct gift_question *question; /* owned */
    size_t count;
    size_t rejected;             /* questions reported instead */
};
/* Reads text (len bytes). Rejections go into findings under `file`. ERR_FORMAT only for malformed UTF-8: nothing is read then. */
enum err_code gift_read(const char *text, size_t len, const char *file, struct gift *out, struct findings *f, struct err *e) ERR_MUST_CHECK;
void gift_free(struct gift *g);
/* Appends a category line, a question: what gift_read reads back to the same. */
void gift_write_category(const char *category, struct buf *out);
void gift_write(const struct bank_question *q, unsigned answer, const char *name, const char *note, struct buf *out);

#endif
