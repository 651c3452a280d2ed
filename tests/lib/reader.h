/* A PDF as its reader sees it, through poppler's programs: words, pages, typefaces. Failures fail
 * the test. */
#ifndef SATHACH_TESTS_READER_H
#define SATHACH_TESTS_READER_H

#include "app/core/buf.h"

/* What `command FILE rest` prints about the document; every blank taken out when squeeze is asked
 * for. dir: where FILE is put meanwhile. */
void reader_look(const char *dir, const struct buf *pdf, const char *command, const char *rest,
                 bool squeeze, struct buf *out);
/* Its words without blanks, in the order they were set in: a name broken over lines is whole in
 * it. */
void reader_words(const char *dir, const struct buf *pdf, struct buf *out);
unsigned reader_pages(const char *dir, const struct buf *pdf);
/* True when `what`, its blanks taken out, stands in squeezed words. */
bool reader_has(struct buf *words, const char *what);
/* How often. */
unsigned reader_count(struct buf *words, const char *what);

#endif
