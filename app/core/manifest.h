/* S.SEAT.TAG.manifest: what attempts a seat holds when it is copied or left, and its room record,
 * sealed for the office, so that one that never arrives is missed by name. Numbered by seat, each
 * naming the one before; under a mac that who holds S alone can make. Byte layout: FORMATS.md. */
#ifndef SATHACH_CORE_MANIFEST_H
#define SATHACH_CORE_MANIFEST_H

#include "app/core/build.h"
#include "app/core/buf.h"
#include "app/core/journal.h"
#include "app/core/room_record.h"

enum {
    MANIFEST_NAME = 96, /* bytes of a file's name with NUL */
    MANIFEST_FILE_MAX = 4 * 1024 * 1024,
    MANIFEST_ENTRIES_MAX = 10000,
    MANIFEST_RECORDS_MAX = 30000,
    MANIFEST_MAC = 32
};

/* Why it was written. */
enum manifest_why { MANIFEST_COPY = 1, MANIFEST_LEFT = 2 };

struct manifest_entry {
    uint32_t paper, events;
    bool is_ended;
    uint8_t head[CRYPT_HASH]; /* journal_head; names the answers file */
};
struct manifest {
    char seat[64];
    int64_t wall_ms; /* when it was written */
    uint32_t number; /* 1, 2 … of the seat */
    enum manifest_why why;
    uint8_t before[CRYPT_HASH]; /* hash of the seat's manifest before; zeros for none */
    uint8_t build[BUILD_ID];
    struct manifest_entry *entry; /* owned */
    uint32_t entries;
    uint8_t *record; /* room records, ROOM_RECORD bytes each; owned */
    uint32_t records;
    uint8_t mac[MANIFEST_MAC]; /* of one that was built or opened */
};
void manifest_free(struct manifest *m);

/* Appends the package to out; m->mac is set. S: the session's key. */
void manifest_build(const struct session *s, const uint8_t S[CRYPT_KEY], struct manifest *m,
                    struct buf *out);
/* ERR_POLICY: of another session; ERR_AUTH: does not open; ERR_KEY: without the mac that S makes;
 * ERR_FORMAT. The records are as they stand there: room_record_verify. */
enum err_code manifest_open(const void *bytes, size_t len, const struct session *s,
                            const struct keys_secret *office, const uint8_t S[CRYPT_KEY],
                            struct manifest *out, struct err *e) ERR_MUST_CHECK;
/* The session's uid in the clear header. */
enum err_code manifest_peek(const void *bytes, size_t len, uint8_t session_uid[SESSION_UID],
                            struct err *e) ERR_MUST_CHECK;
/* "ca1.MAY-01.7K3M9QTXCD2VR8HP.manifest"; what cannot stand in a name becomes '_'. */
void manifest_file_name(const struct session *s, const char *seat, const uint8_t mac[MANIFEST_MAC],
                        char out[MANIFEST_NAME]);
enum { MANIFEST_SEAT = 33 };
/* A seat's name as it stands in names of files, 32 bytes at most. One that is longer, empty or
 * holds what cannot stand there is cut, has "_" for that, and ends in 8 letters of its hash, so
 * that no other seat's meets it. */
void manifest_seat_name(const char *seat, char out[MANIFEST_SEAT]);
bool manifest_is_file_name(const char *name);

#endif
