/* The room console: one screen that shows the seats of a room, problems first, and one seat whole;
 * with the order passphrase it gives orders, too, and keeps the room log. Keys, statuses and orders
 * in, a picture and files for the folders out; no terminal and no exchange folder (console.h), of
 * files its own data folder alone (store.h).
 *
 *     struct room r;
 *     room_init(&r, &setup);
 *     room_open(&r, S, &e);                 or by passphrases typed
 *     room_take(&r, bytes, len, is_slow);   each status file that was read
 *     room_take_order(&r, name, bytes, len) each order, and the room log, that stood in a folder
 *     room_tick(&r);                        before each picture
 *     keys_press(&r, &key);                 (keys.h)
 *     pictures_draw(&r, &canvas);
 *     room_next_out(&r, &out)               what is to be put into the folders
 *
 * What it shows of seats is for sight. Evidence is journals, orders, room records and the
 * signed sheet. */
#ifndef SATHACH_ROOM_ROOM_H
#define SATHACH_ROOM_ROOM_H

#include "app/core/clock.h"
#include "app/room/actions.h"
#include "app/room/problems.h"
#include "app/room/rehearsal.h"
#include "app/room/sent.h"
#include "app/room/store.h"
#include "app/tui/field.h"

enum { ROOM_FOLDERS_MAX = 4 };

struct room_setup {
    const struct session *session;
    const char *key_folder; /* where S is held (session_key.h); NULL: nowhere */
    struct clock_source clock;
    bool is_english;
    const char *data_dir; /* where orders and room log are kept; NULL: watching only */
};

/* What is asked before something is ordered or written down, one after the other (ask.h). */
enum room_step {
    ROOM_ASK_PASSPHRASE, /* the order passphrase */
    ROOM_ASK_BY,         /* who orders */
    ROOM_ASK_ACTION,     /* for the whole room: which */
    ROOM_ASK_MINUTES,
    ROOM_ASK_REASON,
    ROOM_ASK_WORD, /* the candidate number, the seat's name, CA PHONG */
    ROOM_ASK_SEND, /* Enter sends */
    ROOM_ASK_NOTE, /* a line for the room log */
    ROOM_ASK_COUNT /* rehearsal: how many seats are expected */
};
struct room_ask {
    enum room_step step, after; /* after: where the passphrase leads */
    bool is_whole;              /* the whole room */
    uint8_t seat[8];
    uint32_t instance, paper;         /* of the status it was chosen by */
    uint16_t action, minutes, reason; /* 0: not chosen yet */
    struct tui_field field;
    struct err said;
};

/* A file on its way into the exchange folders. */
struct room_out {
    char name[ORDER_NAME];
    struct buf bytes;
    bool is_replaced; /* the next of this name takes its place: the room log */
};
enum { ROOM_SAID = 256, ROOM_OUT_MAX = 4096, ROOM_IDLE_MS = 5 * 60 * 1000 };

/* What is known of an exchange folder. */
struct room_folder {
    bool is_known;      /* it was looked at */
    struct err trouble; /* why it could not be read the last time; ERR_OK when it was */
    unsigned refused;   /* status files in it that are not of this session, or damaged */
};

struct room {
    struct room_setup setup;
    uint8_t *S; /* secret memory; NULL while locked */
    struct session_roster roster;
    struct tui_field field;                   /* the passphrase that is typed */
    char *passphrase[SESSION_CUSTODIANS_MAX]; /* typed before it, secret memory */
    size_t passphrases;
    struct err refusal; /* why it did not open */
    struct seats seats;
    struct problems problems;
    struct room_folder folder[ROOM_FOLDERS_MAX];
    size_t folders;
    unsigned refused; /* in the look under way, of one folder */
    struct authority power;
    struct store store;
    struct daybook log;
    struct sent_list sent;
    struct rehearsal rehearsal;
    struct room_ask ask;
    struct room_out *out; /* owned; outs of them */
    size_t outs;
    uint64_t saved_ms;    /* boot ms of the last look whether the log is to be saved */
    bool is_settled;      /* the folders were looked at for earlier orders of this console */
    uint64_t key_ms;      /* boot ms of the last key, for the order key's lock */
    struct err message;   /* what went wrong, told until the next key */
    char said[ROOM_SAID]; /* or what went well; "" for nothing */
    uint64_t now;         /* boot clock and wall clock of the last room_tick */
    int64_t wall;
    enum room_place place;
    enum room_place back;             /* where what is asked was asked from */
    enum room_place help_back;        /* where help was called from */
    size_t help_first;                /* the first line of it that is drawn */
    bool is_on_problems;              /* the cursor is in the list of problems, else on the wall */
    bool has_at;                      /* the cursor is on the seat below */
    uint8_t at[8];                    /* seat hash */
    enum problem_kind kind;           /* of the problem it is on */
    size_t first_problem, first_seat; /* the first ones drawn */
    size_t column;                    /* seats of a column of the wall, as drawn */
    bool has_rung;                    /* the terminal's bell is due */
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
/* Takes the passphrase that is in the field; with the last that is needed it opens. */
void room_type_passphrase(struct room *r);
void room_free(struct room *r);
/* Nobody has opened it yet: help may lie over that. */
bool room_is_locked(const struct room *r);
/* A status file's bytes. One that is not this session's or not under its key is counted in
 * `refused` and changes nothing else. */
void room_take(struct room *r, const void *bytes, size_t len, bool is_slow);
/* A look at folder i is over: what was refused in it counts. */
void room_end_look(struct room *r, size_t i);
/* Status files in the folders that are not of this session, or damaged. */
unsigned room_refused(const struct room *r);
/* An order that the order key signed, or this console's room log, as it stood in a folder. */
void room_take_order(struct room *r, const char *name, const void *bytes, size_t len);
/* Opens the power to order with its passphrase, and takes up what stands in the data folder. */
enum err_code room_unlock_orders(struct room *r, const char *passphrase,
                                 struct err *e) ERR_MUST_CHECK;
/* The folders were looked at for what this console gave before: its chain and its log go on. */
void room_begin_orders(struct room *r);
/* Signs the log and puts it on its way. The order key is open. */
enum err_code room_save_log(struct room *r, struct err *e) ERR_MUST_CHECK;
/* Takes the next file for the folders; the caller frees its bytes. */
bool room_next_out(struct room *r, struct room_out *out);
/* Puts one there. */
void room_put_out(struct room *r, const char *name, struct buf *bytes, bool is_replaced);
/* The state of folder i, from 0; more than ROOM_FOLDERS_MAX are ignored. */
void room_folder_is(struct room *r, size_t i, const struct err *trouble);
/* Takes the clocks and finds the problems anew; a new urgent one sets has_rung. */
enum err_code room_tick(struct room *r, struct err *e) ERR_MUST_CHECK;
/* Milliseconds until the picture changes by itself. */
int room_timeout_ms(const struct room *r);

/* ---- for the screens ---- */
/* Tells until the next key that something went well. */
void room_say(struct room *r, const char *text);
/* Minutes until the order key locks by itself; 0 without it. */
unsigned room_minutes_of_power(const struct room *r);
/* The row of the cursor in the list it is in; the list's length where it is nowhere. */
size_t room_row(const struct room *r);
/* The seat the cursor is on, NULL for none. */
const struct seat_seen *room_seat_at(const struct room *r);
/* The candidate at the seat, by the open paper, else who logged in; NULL for none. */
const struct session_candidate *room_candidate(const struct room *r, const struct seat_seen *seat);
/* Puts the cursor on the row of the list it is in, the last where it has fewer; on none in an empty
 * one. */
void room_put_cursor(struct room *r, size_t row);

#endif
