/* A paragraph of a Word document as its readers see it: hidden, struck and deleted text left out,
 * text of old fonts in Unicode, and how each byte looks. */
#ifndef SATHACH_TOOLS_IMPORT_WORD_TEXT_H
#define SATHACH_TOOLS_IMPORT_WORD_TEXT_H

#include "app/core/buf.h"
#include "tools/import/emphasis.h"
#include "tools/import/encoding.h"
#include "tools/import/importer.h"
#include "tools/import/word_lists.h"

enum { WORD_TEXT_MAX = 256 * 1024 };

struct word_text {
    char *text;                 /* owned; "" when memory ended */
    struct emphasis_sign *sign; /* of each byte, and one behind the last; owned */
    size_t len;
    char bad[256];                    /* why it cannot be plain text (translated), "" when it can */
    bool changed[IMPORTER_CHANGES];   /* what was left out or converted */
    char left_out[IMPORTER_LEFT_OUT]; /* its words, in quotes; "" for none */
    bool is_head_converted;           /* the text's beginning stands otherwise in the file */
};
struct word_document {
    struct word_lists lists;
    struct word_styles styles;
    struct encoding_survey survey;
};
/* Reads a paragraph, with the number that Word puts in front; ERR_LIMIT when memory ends. */
enum err_code word_text_read(struct word_document *d, const xmlNode *paragraph,
                             struct word_text *out, struct err *e) ERR_MUST_CHECK;
void word_text_free(struct word_text *t);
/* Appends more as a line of its own. */
enum err_code word_text_join(struct word_text *t, const struct word_text *more,
                             struct err *e) ERR_MUST_CHECK;

#endif
