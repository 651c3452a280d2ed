/* The state of the exam at a seat, in parts: each is written by the module or state it is named
 * after, and read by the screens and the line mode. No functions stand here.
 *
 * Modules of app/client, lowest first; each includes only those before it (tests/check-layers.sh):
 *   state message actions reading        numbers, the message line, keys, where one is in the paper
 *   environment kiosk_console            what the machine has
 *   room_record_file room_record_writer attempt_holder unfinished_export attempt_delivery
 *   attempt_writer attempt_opening exam disk_trouble
 *                                        the disk's threads and errands, one opened paper
 *   model flow time_left record_wait     this; going from state to state; the time in words; first
 *                                        the record, then the action
 *   grid_rows arrival exchange delivery save_state papers unlock stick_copy leaving vouchers
 *   invigilator_box intervention orders questions practice   what several states do
 *   states/ client        one file a state; what the front ends call
 *   screens/ speaker linear_say        what is seen, what is said
 *   frontend screen_mode linear purge sandbox selftest options supervisor
 *   main        the programs' ways in */
#ifndef SATHACH_CLIENT_MODEL_H
#define SATHACH_CLIENT_MODEL_H

#include "app/client/attempt_holder.h"
#include "app/client/disk_trouble.h"
#include "app/client/kiosk_console.h"
#include "app/client/message.h"
#include "app/core/outbox.h"
#include "app/client/reading.h"
#include "app/client/room_record_writer.h"
#include "app/client/state.h"
#include "app/core/sticks.h"
#include "app/core/build.h"
#include "app/core/order.h"
#include "app/core/voucher.h"
#include "app/tui/field.h"
#include "app/tui/loop.h"

struct state_ops;
struct speaker;
struct client;
struct errand;

enum { EXCHANGE_FOLDERS_MAX = 4, IMAGE_DIGITS = 16 /* shown of the image's hash */ };
enum client_lang { CLIENT_VI, CLIENT_EN };

struct bank_title {
    char vi[256], en[256]; /* "" when the bank says nothing readable of itself */
};

struct client_setup { /* from the command line; strings outlive the client */
    const struct session *session;
    const struct bank *bank;
    const char *data_dir;                           /* attempts and answers */
    const char *exchange_dir[EXCHANGE_FOLDERS_MAX]; /* shares or sticks that get checkpoints and
                                                       answers too, in their order; NULL: no more */
    const char *seat;
    const char *key_folder; /* tmpfs folder where S lies while unlocked; NULL: memory only */
    struct {
        uint8_t build[BUILD_ID];
        const char *image; /* SHA-256 of the image the seat started from, 64 digits; or NULL */
    } program;
    struct {                      /* NULL: the machine's */
        const char *mounts;       /* the table of mounts */
        const char *const *roots; /* the folders sticks lie in */
    } sticks;
    struct {
        bool is_on;                      /* no way out but the invigilator's */
        enum kiosk_console_kind console; /* what it stands on */
        bool is_again; /* another client stood on this terminal, and was killed: its text goes */
    } kiosk;
    struct {                     /* the line mode */
        bool is_on;              /* keys are called by its words */
        struct speaker *speaker; /* reads the lines aloud; NULL: nobody asked for it; not owned */
    } lines;
    struct { /* of the seat, at the start; shown while idle */
        bool is_done;
        struct err unfit; /* what is wrong with it; ERR_OK when nothing */
    } test;
    enum client_lang lang;
    struct clock_source clock;
    struct bank_title bank_title; /* what the bank calls itself; client_init reads it */
};

/* What is done once the room record is settled (record_wait.h). */
struct recording {
    void (*then)(struct client *c);
    enum client_state in; /* where it began */
    uint64_t until;       /* boot ms; 0: nothing is to be done */
};

/* What the seat holds is being written down (seat_manifest.h). */
enum manifest_step {
    MANIFEST_IDLE,
    MANIFEST_WAITS, /* for the file of a closed paper */
    MANIFEST_READS, /* the attempts, and writes down those without an end */
    MANIFEST_BUILDS,
    MANIFEST_WRITES, /* under another name */
    MANIFEST_NOTED,  /* in the room record, which is on its way to the disk */
    MANIFEST_NAMED
};
struct seat_manifest {
    enum manifest_step step;
    uint64_t since_ms;     /* boot ms of its beginning */
    void *job;             /* between two errands */
    struct errand *errand; /* has it otherwise; one given up is still at work */
    void (*then)(struct client *c, const struct err *why);
};

/* The seat is being left (leaving.h). */
enum leaving_step {
    LEAVING_NOT,
    LEAVING_WRITES,  /* what it holds is written down on its disk */
    LEAVING_COPIES,  /* and copied */
    LEAVING_COPIED,  /* one place has all of it, read back: Enter leaves */
    LEAVING_UNCOPIED /* none has: once more, or a word leaves all the same */
};
enum { LEAVING_PLACES_MAX = STICKS_MAX + EXCHANGE_FOLDERS_MAX, LEAVING_NAME = 300 };
struct leaving_place {
    char name[LEAVING_NAME]; /* "USB PHONG2" */
    bool is_stick;
    struct outbox *outbox; /* a stick's; NULL once it has ended */
    size_t folder;         /* else its number among the exchange folders */
    struct outbox_whole whole;
    unsigned waiting;
    struct err trouble; /* why it has not all */
    uint64_t moved_ms;  /* boot ms at which it got further */
    bool is_over;       /* it has all, or is not waited for any longer */
};
struct leaving {
    enum leaving_step step;
    bool is_ordered; /* by the room's console: nobody at the seat presses a key */
    struct leaving_place place[LEAVING_PLACES_MAX];
    size_t places;
};

/* Where one is, and how the program goes on. */
struct flow {
    const struct state_ops *const *states; /* CLIENT_STATES of them; not owned */
    enum client_state back;                /* where help and the invigilator's box return to */
    enum client_lang lang;
    unsigned theme_turns; /* times the colours were changed since the seat's own */
    bool quit;            /* the program may end */
    bool is_left;         /* by the invigilator's voucher: what was copied is told */
    enum loop_end end;    /* how it has ended */
    bool dirty;           /* something to draw */
    uint64_t last_key_ms; /* boot ms */
    uint64_t begun_ms;    /* boot ms of the key that began the exam, or of the same pressed again in
                             haste; 0: another key came since */
    struct recording recording;
    struct seat_manifest manifest;
    struct leaving leaving;
};

/* What the session's passphrase opened. */
struct unlocked {
    uint8_t *S; /* secret memory; NULL while locked */
    struct session_roster roster;
    struct room_record_writer *room;                     /* the seat's room record */
    uint8_t verifiers[VOUCHER_COUNT * VOUCHER_VERIFIER]; /* what vouchers are checked by */
};

/* What is typed where letters are text. */
struct input {
    struct tui_field field[2]; /* log-in: number, access code; others: [0] */
    int at;                    /* the one that is typed into */
};

/* Passphrases and log-ins of the seat. */
struct login {
    char *passphrase[SESSION_CUSTODIANS_MAX]; /* typed so far, k-of-n; secret memory */
    int passphrases;
    int failures;   /* failed log-ins in a row */
    bool is_locked; /* too many: the seat waits for the invigilator */
};
enum { LOGIN_FAILURES_MAX = 5 };

/* A paper of the candidate's at this seat. */
struct papers_own {
    uint32_t paper;
    bool is_begun;
    unsigned answered, questions;   /* of one begun */
    char receipt[CODE_RECEIPT + 1]; /* of one handed in; "" otherwise */
};
enum { PAPERS_MAX = 32 };

/* A paper that was handed in and left this seat out of memory: what stands on the disk of it does
 * not say so. */
struct papers_left {
    uint32_t paper;
    char receipt[CODE_RECEIPT + 1];
};
enum { PAPERS_LEFT_MAX = 64 };

/* Where the answers of an ended exam stand, read back (delivery.h). */
enum delivery_place {
    DELIVERY_NOWHERE,
    DELIVERY_HERE,   /* on this seat's disk; perhaps elsewhere too */
    DELIVERY_FOLDER, /* in an exchange folder alone */
    DELIVERY_STICK   /* on a stick alone */
};

/* The end of the exam. */
struct ending {
    unsigned minutes_told; /* bit a step of time_left.h that was told */
    bool by_time, by_invigilator;
    uint64_t since_ms; /* boot ms at which it was to be delivered first */
    bool is_sent;      /* to the exchange folders */
    enum delivery_place place;
    struct err trouble;             /* why the answers are not delivered yet */
    char receipt[CODE_RECEIPT + 1]; /* of the exam just handed in */
    bool is_copy_asked;             /* whether the code was copied */
};

/* What the seat's disk is asked for at a log-in, and may be long in answering (papers.h). */
enum opening_task {
    OPENING_NOTHING,
    OPENING_OWN, /* which papers there are */
    OPENING_PAPER
};
struct opening {
    enum opening_task task; /* what is waited for */
    uint32_t paper;         /* of OPENING_PAPER, */
    struct exam *exam;      /* prepared for what the disk has of it */
    struct errand *errand;  /* asks the disk; NULL: none does */
    bool is_given_up;       /* nobody wants it any more; another begins only when it is over */
    uint64_t asked_ms;      /* boot ms of its beginning */
    bool is_late;           /* for so long that people should know */
};

/* The file of the paper that was closed last, until it is let go (papers.h). */
struct closing {
    struct errand *errand; /* NULL: it is */
    uint64_t since_ms;     /* boot ms of the closing */
    bool has_asker;        /* another connection of this host waits for it, on this pipe */
    int asker;
};

/* The candidate logged in, and the papers of this person. */
struct papers {
    long candidate;         /* in the roster; -1 for none */
    uint8_t *candidate_key; /* opens papers: kept until the only one is open, or one of several is
                               begun; secret memory */
    struct papers_own own[PAPERS_MAX]; /* first those to sit, then those handed in */
    int to_sit, done;                  /* how many of each */
    int at;                            /* the choice among those to sit */
    bool is_begin_asked;               /* whether a second paper is to run beside the first */
    struct papers_left left[PAPERS_LEFT_MAX]; /* since the program runs */
    size_t lefts;
    struct opening opening;
    struct closing closing;
    struct err unopened;          /* why the last one that could not be opened could not */
    struct attempt_holder holder; /* another connection asks it for the open attempt */
    struct ending ending;         /* of the open one */
};

/* One exchange folder. */
struct exchange_folder {
    struct outbox *outbox;
    unsigned waiting;          /* files on their way */
    struct err trouble;        /* why they wait */
    struct err missing;        /* the folder is not there */
    struct outbox_held held;   /* what stands there of a journal from here */
    unsigned asked;            /* number of the last look */
    bool is_answered;          /* it is over */
    bool is_looked;            /* and saw everything of the paper there */
    struct outbox_whole whole; /* all of the session that is copied there */
    bool is_crowded;           /* or there were too many files of it */
    bool is_claim_asked;       /* by that look */
    enum outbox_claim claim;   /* of the last look that asked for it */
    bool is_claim_good;        /* of one that stood there: made by the code's holder */
    struct claim claimed;
};

/* What the last look that was waited for could tell. */
enum exchange_sight {
    EXCHANGE_NO_FOLDER,
    EXCHANGE_LOOKED, /* one folder was seen whole, at least */
    EXCHANGE_SILENT, /* none answered */
    EXCHANGE_CROWDED /* none was seen whole, for strange files of the paper */
};

/* Orders of the room's console to this seat (orders.h). */
enum order_step {
    ORDER_NEW,
    ORDER_LOOKING,  /* what lies elsewhere of its paper is looked at */
    ORDER_RECORDED, /* waits for the room record to stand on the disk */
    ORDER_KEPT      /* carried out once; its paper's journal does not hold it yet */
};
struct seat_order {
    struct order order;
    uint8_t hash[CRYPT_HASH]; /* of its file */
    enum order_step step;
    uint64_t since_ms; /* boot ms of that step */
};
enum { SEAT_ORDERS_MAX = 64 };
struct seat_orders {
    struct seat_order item[SEAT_ORDERS_MAX];
    size_t items;
    unsigned asked[EXCHANGE_FOLDERS_MAX]; /* number of the reading under way; 0: none is */
    uint64_t asked_ms;
    unsigned forged[EXCHANGE_FOLDERS_MAX]; /* files that the order key did not sign */
    unsigned foreign;                      /* signed, and none of this session's */
    struct outbox *kept; /* writes the files of those taken into the data folder; NULL before */
};

/* The exchange folders and the open paper. */
struct exchange {
    struct exchange_folder folder[EXCHANGE_FOLDERS_MAX];
    size_t folders;
    unsigned waiting;   /* files on their way, to all folders */
    struct err trouble; /* why they wait, of the first where they do */
    bool is_late;       /* for so long that people should know */
    struct {
        uint64_t until;                 /* boot ms up to which one is waited for; 0: none is */
        void (*then)(struct client *c); /* what is done when it is over, in the state */
        enum client_state in;           /* it began in */
        enum exchange_sight sight;
        uint64_t unasked_ms, checked_ms; /* boot ms of the last one unasked, of the last check */
    } look;
    char replaced[OUTBOX_FOUND]
                 [OUTBOX_NAME]; /* files there of which the next checkpoint holds all */
    size_t replaceds;
    uint32_t journal; /* number of the open paper's journal: another one when it is opened again, or
                         goes on from elsewhere */
    uint64_t behind_ms; /* boot ms since which no folder has taken more of it, though there is more;
                           0: they have all */
    bool is_fork;       /* another journal of the open paper lies there */
    struct {            /* what other seats show, once asked for */
        unsigned asked[EXCHANGE_FOLDERS_MAX]; /* number of the reading that is waited for */
        uint64_t until;                       /* boot ms up to which it is; 0: none is */
        uint16_t voucher;                     /* the one that is looked for */
        char seat[64];                        /* which shows it as used; "" for none */
        void (*then)(struct client *c);
    } others;
    struct seat_orders orders;
};

/* What the invigilator is asked for, one after the other, each with Enter. */
enum invigilator_step {
    INVIGILATOR_VOUCHER,
    INVIGILATOR_ACTION, /* by its number among what is possible now */
    INVIGILATOR_SHOWN,  /* another seat shows it as used: Enter uses it all the same */
    INVIGILATOR_REASON,
    INVIGILATOR_ANEW, /* nothing tells whether the paper was begun elsewhere, or it was ended or
                         parts there: look again, or begin anew, or go on all the same */
    INVIGILATOR_NAME /* the candidate number or the seat's name, before what cannot be taken back */
};
struct invigilator_offer {
    enum room_action action;
    uint16_t minutes;
};

/* The invigilator's box. */
struct invigilator {
    enum invigilator_step step;
    uint16_t n; /* the voucher typed */
    uint8_t *W; /* makes its proof; secret memory, NULL before one was typed */
    struct invigilator_offer chosen;
    uint16_t reason;
    int failures;        /* wrong vouchers in a row */
    uint64_t wait_until; /* boot ms before which none is read */
    bool is_anew;        /* begun anew or gone on with, whatever lies or may lie elsewhere */
    struct {
        char stick[STICKS_MAX][STICKS_PATH]; /* as last looked while the box is open */
        size_t sticks;
        bool is_looked;      /* it was looked since the box was opened */
        struct errand *look; /* NULL when none is under way */
    } plugged;
    struct {
        char onto[STICKS_PATH]; /* the stick that was chosen */
        struct outbox *outbox;  /* to it; NULL when nothing is copied */
        unsigned done;          /* files of it, and boot ms of the last */
        uint64_t moved_ms;
        bool is_of_paper; /* the open paper alone, */
        uint32_t events;  /* of which it holds so many */
    } by_hand;
};

/* What may be wrong with the seat, each with a moment since which it is. */
enum shown_trouble {
    SHOWN_DISK,
    SHOWN_CLOCK,
    SHOWN_SELFTEST,
    SHOWN_EXCHANGE, /* the first folder; the others behind it */
    SHOWN_TROUBLES = SHOWN_EXCHANGE + EXCHANGE_FOLDERS_MAX
};

/* What the seat showed of itself last. */
struct shown {
    uint64_t since_ms[SHOWN_TROUBLES]; /* boot ms; 0: it is well */
    bool is_start_noted;               /* the start of the program stands in the room record */
    bool is_clock_noted;
    int64_t wall_ahead_ms; /* the wall clock's lead on the clock since boot when that was noted */
    uint32_t instance;     /* random at each start */
    uint32_t number;       /* of the last status; 0: none yet */
    uint64_t at_ms;        /* boot ms */
    uint8_t digest[CRYPT_HASH];
};

struct client {
    struct client_setup setup;
    struct shown shown;
    enum client_state state;
    struct flow flow;
    struct unlocked unlocked;
    struct input input;
    struct login login;
    struct papers papers;
    struct exam *exam;     /* the open paper; NULL for none */
    struct exam *practice; /* of three questions, while one practises on it; NULL otherwise */
    struct reading reading;
    struct message message;
    struct exchange exchange;
    struct invigilator invigilator;
};

#endif
