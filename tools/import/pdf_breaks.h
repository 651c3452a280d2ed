/* Lines of a PDF that end behind a slash or a hyphen: whether a blank stood there is lost in the
 * file, and is learned from how the same document writes such words where no line ends ("và/ hoặc",
 * "NĐ-CP"). */
#ifndef SATHACH_TOOLS_IMPORT_PDF_BREAKS_H
#define SATHACH_TOOLS_IMPORT_PDF_BREAKS_H

#include "tools/import/pdf_page.h"

enum { PDF_BREAKS_SIGNS = 2, PDF_BREAKS_KINDS = 2 };

struct pdf_breaks {
    char **tight;
    size_t tights, tight_room; /* "NĐ-" "CP" as one text, where they stand close;
                                                 sorted; owned */
    char **loose;
    size_t looses, loose_room; /* and where a blank stands between */
    /* how often either is found, for each sign (slash, hyphen), between ordinary words and in what
     * looks like a code or a number */
    size_t count[PDF_BREAKS_SIGNS][PDF_BREAKS_KINDS][2];
    size_t unknown; /* answers given without the same two words
                                                 elsewhere */
};
/* Looks through all lines. */
enum err_code pdf_breaks_learn(struct pdf_breaks *b, const struct pdf_pages *p,
                               struct err *e) ERR_MUST_CHECK;
void pdf_breaks_free(struct pdf_breaks *b);
/* True when a text ends so that the question arises at all: behind a slash or hyphen that stands
 * close behind a word. */
bool pdf_breaks_asks(const char *text);
/* True when the next line goes on without a blank. Where the same two words stand nowhere else, by
 * what the document mostly does with such words; with nothing to go by, codes and numbers go on
 * without one, words with one. */
bool pdf_breaks_tight(struct pdf_breaks *b, const char *text, const char *next);

#endif
