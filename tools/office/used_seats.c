#include "tools/office/used_seats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_manifest(const struct room_files *room, const uint8_t seat[ROOM_SEAT_HASH])
{
    for (size_t i = 0; i < room->manifests; i++)
        if (memcmp(room->manifest[i].seat_hash, seat, ROOM_SEAT_HASH) == 0)
            return true;
    return false;
}

void used_seats_name(const struct session_roster *roster, const struct room_files *room,
                     const uint8_t seat[ROOM_SEAT_HASH], char out[USED_SEATS_NAME])
{
    uint8_t hash[ROOM_SEAT_HASH];
    crypt_hex(seat, ROOM_SEAT_HASH, out);
    for (uint32_t p = 0; p < roster->papers; p++) {
        const char *name = roster->paper[p].seat;
        room_seat_hash(name, hash);
        if (name[0] && memcmp(hash, seat, sizeof hash) == 0)
            snprintf(out, USED_SEATS_NAME, "%s", name);
    }
    for (size_t i = 0; i < room->manifests; i++)
        if (memcmp(room->manifest[i].seat_hash, seat, ROOM_SEAT_HASH) == 0)
            snprintf(out, USED_SEATS_NAME, "%s", room->manifest[i].manifest.seat);
}

static int compare(const void *a, const void *b)
{
    const struct used_seats_seat *x = a, *y = b;
    int seat = memcmp(x->hash, y->hash, sizeof x->hash);
    return seat ? seat : memcmp(x->build, y->build, sizeof x->build);
}

/* By the first events of the journals, and by the manifests. */
static size_t gather(const struct room_files *room, const struct collection *journals,
                     struct used_seats_seat *out)
{
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < journals->count; i++) {
        struct journal_event first;
        struct err ignored = {0};
        if (submission_events(&journals->item[i]) &&
            journal_decode(journals->item[i].records.data, &first, &ignored) == ERR_OK) {
            memcpy(out[n].hash, first.seat_hash, ROOM_SEAT_HASH);
            memcpy(out[n++].build, first.proof, BUILD_ID);
        }
    }
    for (size_t i = 0; i < room->manifests; i++) {
        memcpy(out[n].hash, room->manifest[i].seat_hash, ROOM_SEAT_HASH);
        memcpy(out[n++].build, room->manifest[i].manifest.build, BUILD_ID);
    }
    if (n)
        qsort(out, n, sizeof *out, compare);
    for (size_t i = 0; i < n; i++)
        if (!kept || compare(&out[kept - 1], &out[i]) != 0)
            out[kept++] = out[i];
    return kept;
}

/* The build of more than half of the seats; NULL where there is none: which of two is the stranger
 * is not ours to say then. */
static const uint8_t *usual_build(const struct used_seats *s)
{
    for (size_t i = 0; i < s->count; i++) {
        size_t n = 0;
        for (size_t k = 0; k < s->count; k++)
            n += memcmp(s->seat[i].build, s->seat[k].build, BUILD_ID) == 0;
        if (n * 2 > s->count)
            return s->seat[i].build;
    }
    return NULL;
}

enum err_code used_seats_read(const struct session_roster *roster, const struct room_files *room,
                              const struct collection *journals, struct used_seats *out,
                              struct err *e)
{
    *out = (struct used_seats){
        .seat = calloc(journals->count + room->manifests + 1, sizeof *out->seat)};
    if (!out->seat)
        return err_memory(e);
    out->count = gather(room, journals, out->seat);
    const uint8_t *usual = usual_build(out);
    out->is_even = out->count && !usual;
    for (size_t i = 0; i < out->count; i++) {
        struct used_seats_seat *s = &out->seat[i];
        used_seats_name(roster, room, s->hash, s->name);
        s->is_again = i && memcmp(s[-1].hash, s->hash, ROOM_SEAT_HASH) == 0;
        s->has_manifest = has_manifest(room, s->hash);
        s->is_other = !usual || memcmp(s->build, usual, BUILD_ID) != 0;
    }
    return ERR_OK;
}

void used_seats_free(struct used_seats *s)
{
    free(s->seat);
    *s = (struct used_seats){0};
}

void used_seats_tell_build(const struct used_seats_seat *s, char out[USED_SEATS_BUILD])
{
    char hex[17];
    crypt_hex(s->build + 4, 8, hex);
    snprintf(out, USED_SEATS_BUILD, "%u.%u.%u %s", s->build[0], s->build[1], s->build[2], hex);
}
