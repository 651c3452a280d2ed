/* What an operation without a preview of its own is made from, as it stands before anything is
 * opened: files by their bytes, folders by the names, sizes and times of what is in them. The same
 * before and behind a preview is the same thing; anything else is to be looked at again
 * (work_bind). */
#ifndef SATHACH_TOOLS_WORK_BASIS_H
#define SATHACH_TOOLS_WORK_BASIS_H

#include "tools/work/work.h"

/* Of a file up to 64 MiB all bytes; of a larger one its size, its time and the mebibytes at both
 * ends, of which an office's backup has its signature in the last. ERR_IO: it cannot be read. */
enum err_code basis_of_file(const char *path, uint8_t hash[CRYPT_HASH],
                            struct err *e) ERR_MUST_CHECK;
/* Of a file as above; of a folder its files and those of its folders, four deep. */
enum err_code basis_of_path(const char *path, uint8_t hash[CRYPT_HASH],
                            struct err *e) ERR_MUST_CHECK;
/* Binds what is done now to what stood at path when it was previewed: work_bind. */
enum err_code basis_bind(struct work *work, const char *path, struct err *e) ERR_MUST_CHECK;
/* The same of a file's bytes that were read already, at most 64 MiB of them. */
enum err_code basis_bind_bytes(struct work *work, const struct buf *bytes,
                               struct err *e) ERR_MUST_CHECK;

#endif
