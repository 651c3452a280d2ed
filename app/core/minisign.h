/* minisign's signatures of files, and the lines of its text files. */
#ifndef SATHACH_CORE_MINISIGN_H
#define SATHACH_CORE_MINISIGN_H

#include "app/core/keys.h"

#include <stdbool.h>

/* A minisign signature (prehashed, "ED") of data with the given trusted comment (no control characters), as the text of a
 * .minisig file. timestamp and file name go into the comment by the caller, so that the bytes are reproducible. */
enum err_code minisign_make(const struct keys_secret *k, const void *data, size_t len, const char *trusted_comment, struct buf *out, struct err *e)
    ERR_MUST_CHECK;
/* Checks a .minisig text against data and key; *comment (malloc'd, may be NULL) gets the trusted comment. ERR_FORMAT, ERR_KEY
 * (another key id), ERR_AUTH. */
enum err_code minisign_verify(const struct keys_public *pub, const void *data, size_t len, const char *sig, size_t sig_len, char **comment,
                                   struct err *e) ERR_MUST_CHECK;

/* ---- lines of its text files ---- */
void minisign_put_base64(struct buf *out, const void *data, size_t len);
/* True when a line is the base64 of exactly `want` bytes. */
bool minisign_get_base64(const char *text, size_t len, uint8_t *out, size_t want);
/* The line at *at without its end; moves *at behind it. False at the end of the text. */
bool minisign_next_line(const char *text, size_t len, size_t *at, const char **line, size_t *line_len);
/* Takes a prefix off a line; false when it does not begin with it. */
bool minisign_starts_with(const char **line, size_t *len, const char *prefix);

#endif
