/* minisign's signatures of files. */
#ifndef SATHACH_CORE_MINISIGN_H
#define SATHACH_CORE_MINISIGN_H

#include "app/core/buf.h"
#include "app/core/keys.h"

/* A minisign signature (prehashed, "ED") of data with the given trusted comment (no control
 * characters), as the text of a .minisig file. timestamp and file name go into the comment by the
 * caller, so that the bytes are reproducible. */
enum err_code minisign_make(const struct keys_secret *k, const void *data, size_t len,
                            const char *trusted_comment, struct buf *out,
                            struct err *e) ERR_MUST_CHECK;
/* Checks a .minisig text against data and key; *comment (malloc'd, may be NULL) gets the trusted
 * comment. ERR_FORMAT, ERR_KEY (another key id), ERR_AUTH. */
enum err_code minisign_verify(const struct keys_public *pub, const void *data, size_t len,
                              const char *sig, size_t sig_len, char **comment,
                              struct err *e) ERR_MUST_CHECK;

#endif
