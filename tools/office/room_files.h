/* What the room left beside the journals, as it stands in the inbox with a line in the log: the
 * seats' manifests with their room records, the consoles' orders and room logs. */
#ifndef SATHACH_TOOLS_OFFICE_ROOM_FILES_H
#define SATHACH_TOOLS_OFFICE_ROOM_FILES_H

#include "app/core/manifest.h"
#include "app/core/roomlog.h"
#include "tools/office/workspace.h"

enum { ROOM_SEAT_HASH = 8 };

struct room_manifest {
    char *file;               /* its name in inbox/SESSION/; owned */
    uint8_t hash[CRYPT_HASH]; /* of the file */
    uint8_t seat_hash[ROOM_SEAT_HASH];
    struct manifest manifest; /* owned */
};
struct room_order {
    char *file;               /* owned */
    uint8_t hash[CRYPT_HASH]; /* of the file */
    struct order order;
};
struct room_log {
    char *file;         /* owned */
    struct buf bytes;   /* of the file */
    struct roomlog log; /* points into them */
};
struct room_files {
    struct room_manifest *manifest; /* owned; by seat's name, number, then file */
    size_t manifests;
    struct room_order *order; /* owned; by console, number, then file */
    size_t orders;
    struct room_log *log; /* owned; by console, lines, then file */
    size_t logs;
};

/* Whose files are read. */
struct room_source {
    const struct workspace *workspace;
    const char *name; /* of the session */
    const struct session *session;
    const uint8_t *S; /* CRYPT_KEY bytes: the session's key */
    uint64_t horizon; /* the last line of the log that counts; 0 for all */
};
/* Opens and verifies all of them. What opening one says, with its path: a file that has a line and
 * does not open any more is not what came. Free *out in any case. */
enum err_code room_files_read(const struct room_source *from, const struct keys_secret *office,
                              struct room_files *out, struct err *e) ERR_MUST_CHECK;
void room_files_free(struct room_files *r);
/* The longest log of its console; what another of it holds is its beginning, or parts from it. */
bool room_log_is_longest(const struct room_files *r, const struct room_log *l);
/* The first 8 bytes of hash(LABEL_SEAT, the seat's name), as journals have it. */
void room_seat_hash(const char *seat, uint8_t out[ROOM_SEAT_HASH]);

#endif
