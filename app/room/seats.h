/* The seats of the room as their statuses tell (core/status.h): which are expected, what each said
 * last, and since when nothing more came. Pure: statuses, clocks in; nothing is read or written.
 * All of it is for sight, never evidence. Times are milliseconds: `now` of the console's own boot
 * clock, `wall` since 1970 UTC. */
#ifndef SATHACH_ROOM_SEATS_H
#define SATHACH_ROOM_SEATS_H

#include "app/core/status.h"

enum {
    SEATS_MAX = 512,
    SEATS_LOST_MS = 45 * 1000,      /* without a new number: no news */
    SEATS_LOST_FAT_MS = 150 * 1000, /* on FAT, where a status is written once a minute */
    SEATS_LIVE_MS = 60 * 1000,      /* older news says nothing of where a paper runs, FAT or not */
    SEATS_LATE_MS = 20 * 1000,      /* a paper runs, where statuses come every 10 seconds: late */
    SEATS_LATE_IDLE_MS = 40 * 1000, /* else, every 30 */
    SEATS_LATE_FAT_MS = 90 * 1000,  /* on FAT, every 60 */
    SEATS_CLOCK_MS = 120 * 1000     /* off the median of the room: the clock is wrong */
};

/* Why nobody waits for news of a seat that sends none, until it sends again. */
enum seat_aside {
    SEAT_MISSED,
    SEAT_SEEN_TO, /* somebody looked into it */
    SEAT_WENT_ON  /* its paper went on at another seat since */
};

struct seat_seen {
    char name[64];
    uint8_t hash[8];    /* hash(LABEL_SEAT, name), first bytes */
    bool is_expected;   /* a paper of the roster has this seat */
    bool has_status;    /* one came; without it all below is zero */
    bool is_slow;       /* it comes over FAT */
    bool is_doubled;    /* two programs call themselves by this name */
    struct status last; /* the newest one */
    uint64_t news_ms;   /* when it came */
    uint64_t state_ms;  /* when its state became what it is, as far as the console saw */
    int64_t offset_ms;  /* its wall clock less the console's, when it came */
    uint32_t earlier;   /* instance before the present one */
    bool has_earlier;
    enum seat_aside aside;
};

struct seats {
    struct seat_seen *seat; /* by name: numbers in a name by their value */
    size_t count;
    bool is_full; /* more than SEATS_MAX names came; the others are not shown */
};

/* The seats that the roster names, each once. ERR_MEMORY. */
enum err_code seats_init(struct seats *s, const struct session_roster *roster,
                         struct err *e) ERR_MUST_CHECK;
void seats_free(struct seats *s);
/* A status that was opened. True when it tells something new. One with a lower or the same number
 * of the same instance tells nothing; an instance that comes back after another one took its place
 * says that two programs have one name, and so it stays until seats_set_aside. */
bool seats_take(struct seats *s, const struct status *st, bool is_slow, uint64_t now, int64_t wall);
/* Somebody looked into it: a doubled name is forgotten, silence is not told until news come. */
void seats_set_aside(struct seats *s, const uint8_t hash[8]);
/* NULL when there is none. */
const struct seat_seen *seats_find(const struct seats *s, const uint8_t hash[8]);

/* Since its last status came, in ms. */
uint64_t seat_silent_ms(const struct seat_seen *seat, uint64_t now);
/* No new number for so long, and it did not say that it leaves or locks. False for one that was
 * never seen. */
bool seat_is_lost(const struct seat_seen *seat, uint64_t now);
/* Its next status should have come; soon it is lost. */
bool seat_is_late(const struct seat_seen *seat, uint64_t now);
/* How old its news are, and from when on it counts as gone, in the user's language. */
void seat_news_text(const struct seat_seen *seat, uint64_t now, char *out, size_t room);
/* Off the median of all seats with news by more than SEATS_CLOCK_MS; off: by how much, in ms. */
bool seats_is_clock_off(const struct seats *s, const struct seat_seen *seat, uint64_t now,
                        int64_t *off);
/* Another build is at as many seats or more. Where two builds are at as many seats each, that is
 * all of them. */
bool seats_is_other_build(const struct seats *s, const struct seat_seen *seat);
/* For so long its news still count as telling what it does now, in ms: until it is lost, on FAT for
 * SEATS_LIVE_MS. 0: no more. */
uint64_t seat_lives_ms(const struct seat_seen *seat, uint64_t now);
/* Another seat that shows the open paper of this one as running and lives; NULL for none. */
const struct seat_seen *seats_other_of_paper(const struct seats *s, const struct seat_seen *seat,
                                             uint64_t now);
/* The paper that stands open at the seat; NULL for none. */
const struct status_paper *seat_open_paper(const struct seat_seen *seat);

/* What a seat does, in words of the user's language. */
const char *seat_state_word(unsigned state);

/* How many seats are in each condition, for the head line. */
struct seats_count {
    unsigned running, waiting, ended, blocked, lost, empty;
};
void seats_count(const struct seats *s, uint64_t now, struct seats_count *out);

#endif
