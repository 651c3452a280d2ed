/* The room console, watching: one screen that shows the seats of a room, problems first, and one
 * seat whole. Keys and statuses in, a picture out; no terminal, no files (folder.h reads them).
 *
 *     struct room r;
 *     room_init(&r, &setup);
 *     room_open(&r, S, &e);                 or by passphrases typed
 *     room_take(&r, bytes, len, is_slow);   each status file that was read
 *     room_tick(&r);                        before each picture
 *     room_key(&r, &key);
 *     pictures_draw(&r, &canvas);
 *
 * What it shows is for sight. Evidence is journals, orders, room records and the signed sheet. */
#ifndef SATHACH_ROOM_ROOM_H
#define SATHACH_ROOM_ROOM_H

#include "app/core/clock.h"
#include "app/room/actions.h"
#include "app/room/problems.h"
#include "app/tui/field.h"

enum { ROOM_FOLDERS_MAX = 4 };

struct room_setup {
    const struct session *session;
    const char *key_folder; /* where S is held (session_key.h); NULL: nowhere */
    struct clock_source clock;
    bool is_english;
};

/* What is known of an exchange folder. */
struct room_folder {
    bool is_known;      /* it was looked at */
    struct err trouble; /* why it could not be read the last time; ERR_OK when it was */
};

struct room {
    struct room_setup setup;
    uint8_t *S; /* secret memory; NULL while locked */
    struct session_roster roster;
    struct tui_field field;                   /* the passphrase that is typed */
    char *passphrase[SESSION_CUSTODIANS_MAX]; /* typed before it, secret memory */
    size_t passphrases;
    struct err said; /* why it did not open */
    struct seats seats;
    struct problems problems;
    struct room_folder folder[ROOM_FOLDERS_MAX];
    size_t folders;
    unsigned refused; /* status files that are not of this session, or damaged */
    uint64_t now;     /* boot clock and wall clock of the last room_tick */
    int64_t wall;
    enum room_place place;
    enum room_place back;   /* where help was called from */
    bool is_on_problems;    /* the cursor is in the list of problems, else on the wall */
    bool has_at;            /* the cursor is on the seat below */
    uint8_t at[8];          /* seat hash */
    enum problem_kind kind; /* of the problem it is on */
    size_t first_problem, first_seat, first_line; /* the first ones drawn */
    size_t column;                                /* seats of a column of the wall, as drawn */
    bool has_rung;                                /* the terminal's bell is due */
    struct problem_key {
        uint8_t hash[8];
        enum problem_kind kind;
    } known[PROBLEMS_MAX]; /* urgent ones that have rung */
    size_t knowns;
    bool is_english;
    bool quit;
};

/* What setup points to is the caller's. */
void room_init(struct room *r, const struct room_setup *setup);
/* Opens with S, secret memory that is the console's from here on, whatever comes of it. ERR_AUTH:
 * it is not this session's. */
enum err_code room_open(struct room *r, uint8_t *S, struct err *e) ERR_MUST_CHECK;
/* Opens with n passphrases, and keeps S in the key folder. */
enum err_code room_unlock(struct room *r, const char *const *passphrase, size_t n,
                          struct err *e) ERR_MUST_CHECK;
void room_free(struct room *r);
/* A status file's bytes. One that is not this session's or not under its key is counted in
 * `refused` and changes nothing else. */
void room_take(struct room *r, const void *bytes, size_t len, bool is_slow);
/* The state of folder i, from 0; more than ROOM_FOLDERS_MAX are ignored. */
void room_folder_is(struct room *r, size_t i, const struct err *trouble);
/* Takes the clocks and finds the problems anew; a new urgent one sets has_rung. */
enum err_code room_tick(struct room *r, struct err *e) ERR_MUST_CHECK;
void room_key(struct room *r, const struct keypress *key);
/* Milliseconds until the picture changes by itself. */
int room_timeout_ms(const struct room *r);

/* ---- for the screens ---- */
/* The row of the cursor in the list it is in; the list's length where it is nowhere. */
size_t room_row(const struct room *r);
/* The seat the cursor is on, NULL for none. */
const struct seat_seen *room_seat_at(const struct room *r);
/* The candidate at the seat, by the open paper, else who logged in; NULL for none. */
const struct session_candidate *room_candidate(const struct room *r, const struct seat_seen *seat);

#endif
