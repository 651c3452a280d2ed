/* The seats that journals and manifests of a session speak of: each by its name, whether it left a
 * manifest, and the program that it ran. */
#ifndef SATHACH_TOOLS_OFFICE_SEATS_H
#define SATHACH_TOOLS_OFFICE_SEATS_H

#include "tools/office/collection.h"
#include "tools/office/room_files.h"

enum { SEATS_NAME = 96, SEATS_BUILD = 40 };

struct seats_seat {
    char name[SEATS_NAME]; /* as the roster or a manifest has it, else its hash */
    uint8_t hash[ROOM_SEAT_HASH], build[BUILD_ID];
    bool is_again; /* the seat before it in the list, with another program */
    bool has_manifest;
    bool is_other; /* another program than most seats ran */
};
struct seats {
    struct seats_seat *seat; /* owned; by hash, then program */
    size_t count;
};
/* ERR_LIMIT when memory ends. Free *out in any case. */
enum err_code seats_read(const struct session_roster *roster, const struct room_files *room,
                         const struct collection *journals, struct seats *out,
                         struct err *e) ERR_MUST_CHECK;
void seats_free(struct seats *s);
/* A seat by the hash that journals have of it. */
void seats_name(const struct session_roster *roster, const struct room_files *room,
                const uint8_t seat[ROOM_SEAT_HASH], char out[SEATS_NAME]);
/* The program's version and the beginning of its hash: "1.2.0 9f86d081884c7d65". */
void seats_tell_build(const struct seats_seat *s, char out[SEATS_BUILD]);

#endif
