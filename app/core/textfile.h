/* The small text files that travel: public keys and signatures as minisign has them. Their lines,
 * and base64 in them. */
#ifndef SATHACH_CORE_TEXTFILE_H
#define SATHACH_CORE_TEXTFILE_H

#include "app/core/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends the base64 (standard alphabet, padded) of at most 180 bytes. */
void textfile_put_base64(struct buf *out, const void *data, size_t len);
/* True when a line is the base64 of exactly `want` bytes. */
bool textfile_get_base64(const char *text, size_t len, uint8_t *out, size_t want);
/* The line at *at without its end; moves *at behind it. False at the end of the text. */
bool textfile_next_line(const char *text, size_t len, size_t *at, const char **line,
                        size_t *line_len);
/* Takes a prefix off a line; false when it does not begin with it. */
bool textfile_starts_with(const char **line, size_t *len, const char *prefix);

#endif
