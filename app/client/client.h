/* The exam's state machine. Takes keys, ticks and storage acknowledgements; is drawn by screens/ onto a canvas, or spoken by the line mode. Knows
 * no terminal.
 *   locked → login → (papers) → confirm → rules ⇄ tryout → answering ⇄ overview → handin → receipt → login */
#ifndef SATHACH_CLIENT_CLIENT_H
#define SATHACH_CLIENT_CLIENT_H

#include "app/client/action.h"
#include "app/client/courier.h"
#include "app/client/exam.h"
#include "app/client/sticks.h"

enum client_state {
    CLIENT_LOCKED, CLIENT_LOGIN, CLIENT_PAPERS, CLIENT_CONFIRM, CLIENT_RULES, CLIENT_TRYOUT, CLIENT_ANSWERING, CLIENT_OVERVIEW, CLIENT_HANDIN,
    CLIENT_CLOSING /* waiting for the disk after the end */, CLIENT_RECEIPT, CLIENT_HELP, CLIENT_INVIGILATOR, CLIENT_STATES
};
enum { CLIENT_SECONDS_FROM = 600 /* seconds left from which they are counted one by one */ };
enum client_lang { CLIENT_VI, CLIENT_EN };

/* A paper of the candidate's at this seat. */
struct client_paper {
    uint32_t paper;
    bool is_begun;
    unsigned answered, questions;      /* of one begun */
    char receipt[CODE_RECEIPT + 1];    /* of one handed in; "" otherwise */
};
enum { CLIENT_PAPERS_MAX = 32 };

/* A line of typed text. */
struct client_field {
    char text[128];   /* UTF-8, NUL */
    bool is_secret;   /* drawn as bullets */
};

struct client_setup {            /* from the command line; strings outlive the client */
    const struct session *session;
    const struct bank *bank;
    const char *data_dir;        /* attempts and answers */
    const char *drop_dir;        /* a share or stick that gets checkpoints and answers too; NULL for none */
    const char *seat;
    const char *key_folder;      /* tmpfs folder where S lies while unlocked; NULL: memory only */
    const char *mounts;          /* the table of mounts and the folders sticks lie in; NULL: the machine's */
    const char *const *stick_roots;
    bool kiosk;
    enum client_lang lang;
    struct clock_source clock;
    bool is_tested;              /* the seat was tested at the start; shown while idle */
    struct err unfit;            /* what is wrong with it; ERR_OK when nothing */
};

struct client {
    struct client_setup setup;
    enum client_state state, back;     /* back: where help and the invigilator's box return to */
    enum client_lang lang;
    bool quit;                         /* the program may end */
    bool dirty;                        /* something to draw */
    uint8_t *S;                        /* secret memory; NULL while locked */
    struct session_roster roster;
    /* locked, login, hand-in, invigilator */
    struct client_field field[2];      /* login: SBD, access code; others: [0] */
    int field_at;
    char *passphrase[SESSION_CUSTODIANS_MAX]; int passphrases; /* typed so far, k-of-n */
    int wrong_logins, wrong_codes;
    uint64_t codes_wait_until_ms;      /* boot ms before which no code is taken */
    bool login_locked;
    /* the candidate logged in */
    long candidate;                    /* -1 none */
    uint8_t *candidate_key;
    struct client_paper own[CLIENT_PAPERS_MAX]; /* of the candidate: first those to sit, then those handed in */
    int own_papers, own_done, own_at;  /* how many of each, and the choice among those to sit */
    struct exam *exam;
    /* question screens */
    unsigned question, focus;          /* focus: place 0–3 the cursor is on */
    unsigned overview_from;            /* the question the overview was opened from */
    int scroll;                        /* first line shown of a long text */
    bool is_following;                 /* the focus is to be in sight, whatever was scrolled */
    bool is_placed;                    /* the cursor was moved since the question came: only then does Enter choose */
    bool is_receipt_asked;             /* whether the code was copied */
    bool is_begin_asked;               /* whether a second paper is to run beside the first */
    bool is_hidden;                    /* the window is too small to show anything: no key may do what nobody sees */
    int focus_side, page_lines;        /* of the last picture: see client_seen */
    char jump[5];                      /* digits typed so far */
    int tryout_choice; bool tryout_marked; unsigned tryout_crossed;
    /* one message line; translated when drawn */
    char message[512]; enum { CLIENT_CALM, CLIENT_WARNING, CLIENT_DANGER } tone;
    uint64_t message_stays_ms;         /* boot ms up to which it stays whatever is pressed */
    uint64_t message_ends_ms;          /* boot ms at which it goes by itself; 0: it stays until a key */
    unsigned warned;                   /* bits: 10, 5, 1 minutes were announced */
    char receipt[CODE_RECEIPT + 1];    /* of the exam just handed in */
    bool ended_by_time, ended_by_invigilator;
    struct err trouble;                /* delivery */
    int held;                          /* socket on which another connection asks for the attempt; -1 none */
    uint64_t last_key_ms;              /* boot ms */
    struct courier *courier;           /* NULL without a drop folder */
    unsigned looks, looks_seen;        /* looks into it finished; when the one under way began */
    char superfluous[COURIER_FOUND][COURIER_NAME]; size_t superfluouses; /* files there of which the next checkpoint holds all */
    uint64_t looking_until_ms;         /* boot ms; 0: not waiting for a look */
    bool goes_on;                      /* Enter was pressed meanwhile */
    char stick[STICKS_MAX][STICKS_PATH]; size_t sticks; /* plugged in when the invigilator's box was opened */
    struct courier *stick_courier;     /* copying; NULL when not */
    unsigned stick_files;
    unsigned drop_waiting; struct err drop_trouble; bool is_drop_late;
    uint64_t room_codes_used[4];       /* bit set of room codes taken on this seat */
};

enum err_code client_init(struct client *c, const struct client_setup *setup, struct err *e) ERR_MUST_CHECK;
void client_free(struct client *c);

/* Unlocks with passphrases given on the command line; also takes up S from the key folder when it is there. */
enum err_code client_unlock(struct client *c, const char *const *passphrase, size_t n, struct err *e) ERR_MUST_CHECK;

void client_key(struct client *c, const struct keypress *key);
void client_tick(struct client *c);    /* at least once a second */
/* What to poll besides the terminal: the disk's acknowledgements, the drop folder's news, somebody who asks for the attempt. */
enum { CLIENT_FDS = 4 };
void client_fds(const struct client *c, int fds[CLIENT_FDS]);
void client_ready(struct client *c);   /* one of them was readable, or none: it waits for nothing */
/* The action_where bit of the present state. */
unsigned client_where(const struct client *c);
/* True when the answers of this paper were handed in on this seat; its receipt, unless receipt is NULL. */
bool client_is_handed_in(const struct client *c, uint32_t paper, char receipt[CODE_RECEIPT + 1]);
/* What the last picture showed of a long text: its first line, lines on a page, where the focus was: -1 above, 0 in sight, 1 below. Without it
 * nothing is long. */
void client_seen(struct client *c, int first_line, int page_lines, int focus_side);
/* Milliseconds until the picture changes by itself (clock), for the poll time-out. */
int client_timeout_ms(const struct client *c);
/* Another of the candidate's papers was begun, and its time runs beside that of the open one. */
bool client_is_another_begun(const struct client *c);
/* Sets LANGUAGE for gettext. */
void client_use_language(enum client_lang lang);
/* Of an exam that was begun: what the invigilator wants to see before an interrupted journal is taken up (time used, answers, last moment), or how far the
 * candidate came; "" for one not begun. */
void client_begun_text(const struct client *c, char *out, size_t room);
/* "24 phút" / "06:41" by the rule: minutes until the last ten, then seconds; and in words. */
void client_time_text(const struct client *c, char *out, size_t room);
/* The field's title of a paper in the present language; belongs to the roster. */
const char *client_field_title(const struct client *c, const struct session_paper *p);
/* How many questions the open paper has and how many minutes, extra time told apart. */
void client_size_text(const struct client *c, char *out, size_t room);
void client_time_words(const struct client *c, char *out, size_t room);

#endif
