/* Files that leave the office: written whole, each with a .minisig by the office. */
#ifndef SATHACH_TOOLS_OFFICE_SIGNING_H
#define SATHACH_TOOLS_OFFICE_SIGNING_H

#include "tools/office/workspace.h"

/* A file that is about to leave. */
struct signing_file {
    const char *folder, *name;
    const char *session; /* that it speaks of */
    const char *basis;   /* hash of what it stands on; "" for nothing */
    const void *data;
    size_t len;
};
/* Writes folder/name and folder/name.minisig. What stood there is replaced: the old signature goes
 * first, then the file is written, then its signature, so that a half pair has none. Trusted
 * comment: "file:NAME\tsession:SESSION\tbasis:HASH\thashed"; no time in it, so that the bytes are
 * the same each time. */
enum err_code signing_write(const struct keys_secret *office, const struct signing_file *f,
                            struct err *e) ERR_MUST_CHECK;
/* The same for what is never replaced: ERR_BUSY when the file stands. Its signature is written
 * first, so that a cut leaves a signature of nothing, never a file without one. */
enum err_code signing_write_once(const struct keys_secret *office, const struct signing_file *f,
                                 struct err *e) ERR_MUST_CHECK;
/* Reads path and checks path.minisig under the office's key and its trusted comment's file name. */
enum err_code signing_read(const struct keys_public *office, const char *path, size_t cap,
                           struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
