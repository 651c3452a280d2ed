/* S.SEAT.manifest: what attempts a seat holds when the session is left, sealed for the office, so that one that never arrives is missed by name.
 * Byte layout: FORMATS.md. */
#ifndef SATHACH_CORE_MANIFEST_H
#define SATHACH_CORE_MANIFEST_H

#include "app/core/journal.h"

enum { MANIFEST_NAME = 96 /* bytes of a file's name with NUL */, MANIFEST_FILE_MAX = 1024 * 1024, MANIFEST_ENTRIES_MAX = 10000 };

struct manifest_entry {
    uint32_t paper, events;
    bool is_ended;
    uint8_t head[CRYPT_HASH];     /* journal_head; names the answers file */
};
struct manifest {
    char seat[64];
    int64_t wall_ms;              /* when it was written */
    struct manifest_entry *entry; /* owned */
    uint32_t entries;
};
void manifest_free(struct manifest *m);

/* Appends the package to out. */
void manifest_build(const struct session *s, const struct manifest *m, struct buf *out);
/* ERR_POLICY: of another session; ERR_KEY/ERR_AUTH: does not open; ERR_FORMAT. */
enum err_code manifest_open(const void *bytes, size_t len, const struct session *s, const struct keys_secret *office, struct manifest *out,
                            struct err *e) ERR_MUST_CHECK;
/* The session's uid in the clear header. */
enum err_code manifest_peek(const void *bytes, size_t len, uint8_t session_uid[SESSION_UID], struct err *e) ERR_MUST_CHECK;
/* "ca1.MAY-01.manifest"; what cannot stand in a name becomes '_'. */
void manifest_file_name(const struct session *s, const char *seat, char out[MANIFEST_NAME]);
bool manifest_is_file_name(const char *name);

#endif
