/* The seats that journals and manifests of a session speak of: each by its name, whether it left a
 * manifest, and the program that it ran. */
#ifndef SATHACH_TOOLS_OFFICE_USED_SEATS_H
#define SATHACH_TOOLS_OFFICE_USED_SEATS_H

#include "tools/office/collection.h"
#include "tools/office/room_files.h"

enum { USED_SEATS_NAME = 96, USED_SEATS_BUILD = 40 };

struct used_seats_seat {
    char name[USED_SEATS_NAME]; /* as the roster or a manifest has it, else its hash */
    uint8_t hash[ROOM_SEAT_HASH], build[BUILD_ID];
    bool is_again; /* the seat before it in the list, with another program */
    bool has_manifest;
    bool is_other; /* a program that not more than half of the seats ran */
};
struct used_seats {
    struct used_seats_seat *seat; /* owned; by hash, then program */
    size_t count;
    bool is_even; /* no program ran on more than half of them: which is the stranger nobody knows */
};
/* ERR_LIMIT when memory ends. Free *out in any case. */
enum err_code used_seats_read(const struct session_roster *roster, const struct room_files *room,
                              const struct collection *journals, struct used_seats *out,
                              struct err *e) ERR_MUST_CHECK;
void used_seats_free(struct used_seats *s);
/* A seat by the hash that journals have of it. */
void used_seats_name(const struct session_roster *roster, const struct room_files *room,
                     const uint8_t seat[ROOM_SEAT_HASH], char out[USED_SEATS_NAME]);
/* The program's version and the beginning of its hash: "1.2.0 9f86d081884c7d65". */
void used_seats_tell_build(const struct used_seats_seat *s, char out[USED_SEATS_BUILD]);

#endif
