/* One exam that moves between seats on bad days: killed, cut off from power, its exchange folders
 * pulled and full, its disk dead, with a folder between the seats, without one, with both seats
 * alive. All that was done and all that screens said of it lies in shared memory, so that it
 * outlives the programs; the seats are processes of their own, which run the client itself.
 *
 * moving_exam.c rolls the dice and is the candidate, moving_exam_hands.c presses keys and pulls
 * plugs, moving_exam_seat.c is a seat's process, moving_exam_office.c collects and judges. */
#ifndef SATHACH_TESTS_MOVING_EXAM_H
#define SATHACH_TESTS_MOVING_EXAM_H

#include "app/client/client.h"
#include "tests/lib/rig.h"

#include <sys/types.h>

/* When the true clock stood at nought. */
#define MOVING_WALL_MS INT64_C(1767225600000)

enum {
    MOVING_SEATS = 3,
    MOVING_FOLDERS = 2,
    MOVING_ACTS = 600,
    MOVING_ARRIVALS = 24,
    MOVING_NO_ANSWER = -1
};

/* What the candidate did to a question, and what screens said of it. Moments are milliseconds of
 * the room's one true clock; a seat's may stand elsewhere. */
struct moving_act {
    unsigned question, seat;
    int place; /* as seen, or MOVING_NO_ANSWER */
    uint64_t at_ms;
    bool is_own;                   /* the candidate's paper was at that seat */
    bool is_held[MOVING_FOLDERS];  /* a copy with it lay there, as its seat says */
    bool is_in_folder, is_on_disk; /* found there by the office; on the disk of its own seat */
    bool is_saved;                 /* shown as saved, at its own seat */
    uint64_t two_ms[MOVING_SEATS]; /* last shown as saved in two places, by seat; 0: never */
};

/* The paper went on at another seat, or was begun anew there. */
struct moving_arrival {
    unsigned seat;
    uint64_t at_ms;
    bool is_said;     /* the screen said what came along, or showed a paper not yet begun */
    uint64_t copy_ms; /* of what came along, as the screen named it; 0: nothing came */
    unsigned answered;
};

/* What a seat shows. */
struct moving_view {
    enum client_state state;
    enum invigilator_step step;
    bool is_busy; /* looks, or asks others */
    bool needs_code, is_started, is_ended, is_all_saved, is_out;
    uint32_t events;
    uint16_t moves;
    bool is_here; /* the last event was written at this seat */
    int choice[RIG_QUESTIONS];
    int64_t copy_wall_ms; /* as it is named, by the clock of the seat that wrote it */
    unsigned copy_seat;
    bool is_said; /* and it is on the screen */
    unsigned answered;
    char receipt[CODE_RECEIPT + 1];
    char message[sizeof((struct message *)0)->text];
};

struct moving_seat {
    char dir[128];
    bool has_folder[MOVING_FOLDERS]; /* its --drop */
    int64_t offset_ms;               /* its wall clock against the true one */
    uint64_t booted_ms;
    uint8_t boots;
    pid_t pid;                /* of its program; 0: none runs */
    int line;                 /* commands to it */
    unsigned sent;            /* commands so far */
    _Atomic unsigned done;    /* … carried out, and what came of it shown */
    _Atomic unsigned version; /* view[version % 2] is whole */
    struct moving_view view[2];
    uint64_t died_ms; /* its disk, last; 0: never */
    bool is_fresh;    /* nothing had been written there when its program began */
};

struct moving {
    unsigned seed;
    uint64_t dice;
    char base[96], folder[MOVING_FOLDERS][128], away[MOVING_FOLDERS][136];
    bool is_pulled[MOVING_FOLDERS];
    uint32_t paper;
    unsigned seats; /* two or three */
    struct moving_seat seat[MOVING_SEATS];
    _Atomic uint64_t now_ms;
    unsigned at;         /* seat of the candidate */
    bool has_sat;        /* the paper was running there */
    unsigned taken_over; /* times, as its journal there says */
    _Atomic unsigned acts;
    struct moving_act act[MOVING_ACTS];
    unsigned arrivals;
    struct moving_arrival arrival[MOVING_ARRIVALS];
    unsigned vouchers; /* used so far */
    unsigned dead;     /* disks that never reach the office */
    char receipt[CODE_RECEIPT + 1];
    char error[512];  /* "" while all is well */
    char log[131072]; /* what was done, in words */
    struct moving_count {
        unsigned moves, kills, cuts, pulled, full, without, both, anew, dead, handed, answers,
            saved, two, named, forks, superseded, starts_twice, resumed_blind;
    } count;
};

/* ---- the room ---- */

/* An exam from its first log-in to what the office decides, with so many moves; m->error tells.
 * base: a folder of its own. */
void moving_run(struct moving *m, struct rig *rig, unsigned seed, unsigned moves, const char *base);
unsigned moving_lot(struct moving *m, unsigned below);
void moving_wrong(struct moving *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
void moving_note(struct moving *m, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *moving_seat_name(const struct moving *m, unsigned seat);
/* What the candidate did that an event of a journal tells of; NULL for an event of another kind. */
struct moving_act *moving_act_of(struct moving *m, const struct journal_event *ev);
/* The moment of an event by the true clock. */
uint64_t moving_true_ms(const struct moving *m, const struct journal_event *ev, unsigned seat);
/* The seat of this hash; MOVING_SEATS for none. */
unsigned moving_seat_of(const struct moving *m, const uint8_t seat_hash[8]);

/* ---- a seat ---- */

enum moving_what {
    MOVING_LOG_IN,
    MOVING_ENTER,
    MOVING_ESCAPE,
    MOVING_TYPE, /* text */
    MOVING_LINE, /* text, and Enter */
    MOVING_ANSWER /* question, place: by its number, Enter and the letter, or Del */,
    MOVING_MARK,
    MOVING_HAND_IN,
    MOVING_VOUCHER, /* the paper goes on here, by voucher `number` */
    MOVING_FULL,    /* the first exchange folder takes nothing more from this seat */
    MOVING_ROOM,    /* and does again */
    MOVING_CUT      /* power goes: what the disk then holds is laid into `text` */
};
struct moving_command {
    enum moving_what what;
    unsigned question, number;
    int place;
    char text[160];
};
/* The program of a seat, until its line is closed or it is killed. */
void moving_sit(struct rig *rig, struct moving *m, unsigned seat, int line);

/* ---- the office ---- */

/* W of all vouchers of the rig's session. */
void moving_office_prepare(const struct rig *rig);
/* Collects all that stands at the seats and in the folders, and holds the paper that counts against
 * what was shown. */
void moving_judge(struct moving *m, struct rig *rig);

#endif
