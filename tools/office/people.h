/* NAME.people: the identity numbers of a session's candidates, in a box for the office alone; they
 * never leave it. The first stands beside the session, whose header holds its hash; a correction is
 * NAME.people-2, -3 …, signed, with a line in the log: the last logged one counts. Layout:
 * FORMATS.md, "NAME.people". */
#ifndef SATHACH_TOOLS_OFFICE_PEOPLE_H
#define SATHACH_TOOLS_OFFICE_PEOPLE_H

#include "app/core/session.h"

enum {
    PEOPLE_FILE_MAX = 16 * 1024 * 1024,
    PEOPLE_NAME_MAX = SESSION_NAME_MAX + 24 /* of such a file's name */
};

struct people_file {
    uint8_t uid[SESSION_UID];   /* of the session */
    uint32_t n;                 /* 1, 2 … */
    uint8_t before[CRYPT_HASH]; /* hash of the file before; zeros for the first */
    char **identity; /* one a candidate in the roster's order, "" when not known; owned */
    size_t count;
    uint8_t hash[CRYPT_HASH]; /* of the file itself */
};
/* Appends the sealed file to out; identity[i] may be NULL for "". */
enum err_code people_build(const struct keys_public *office, const uint8_t uid[SESSION_UID],
                           uint32_t n, const uint8_t before[CRYPT_HASH],
                           const char *const *identity, size_t count, struct buf *out,
                           struct err *e) ERR_MUST_CHECK;
/* Opens one. ERR_AUTH when the office's key does not open it, ERR_FORMAT when it says anything but
 * `count` candidates. Free with people_free. */
enum err_code people_open(const struct keys_secret *office, const void *bytes, size_t len,
                          size_t count, struct people_file *out, struct err *e) ERR_MUST_CHECK;
void people_free(struct people_file *p);

/* "NAME.people", "NAME.people-2" …. */
void people_name(const char *session, uint32_t n, char out[PEOPLE_NAME_MAX]);

#endif
