/* One opened paper: its questions, its journal, its time. No terminal, no state machine. */
#ifndef SATHACH_CLIENT_EXAM_H
#define SATHACH_CLIENT_EXAM_H

#include "app/client/store.h"
#include "app/core/answers.h"
#include "app/core/onetime.h"
#include "app/core/paper.h"

struct exam_question {
    struct bank_question text;
    uint8_t order;                     /* option order; places are what the candidate sees */
};
struct exam {
    const struct session *session;
    const struct session_candidate *candidate;
    const struct session_paper *about;
    struct session_ticket *ticket;     /* secret memory, owned */
    const struct profile_variant *variant;
    struct exam_question *question;    /* ticket->questions of them, owned */
    struct journal_state journal;      /* everything chosen so far, on disk or on its way */
    struct buf records;                /* the journal's records */
    uint8_t *key;                      /* K of the next event; secret memory */
    struct store *store;
    uint32_t durable;                  /* records on the disk */
    struct err trouble;                /* what the disk says; ERR_OK when fine */
    struct clock_source clock;
    uint8_t seat_hash[8];
    uint64_t base_used_ms, base_boot_ms; /* used time = base_used + (boot now - base_boot) */
    bool is_own_seat;                  /* the ticket names this seat */
    bool is_local;                     /* the attempt file stands on a local disk; elsewhere the seat warns */
    bool is_mended;                    /* the attempt file was damaged: what could be read of it stands in a new one */
    bool needs_resume_code;            /* reboot, other seat: the invigilator's code before it goes on */
    uint16_t start_code;               /* number of the *start here* code typed before the start, 0 for none */
    uint32_t last_seq[SESSION_PAPER_QUESTIONS_MAX]; /* of the last event of each question but views, plus one; 0 for none */
    char *path;                        /* of the attempt file; owned */
    bool is_read_back;                 /* the ended journal on the disk is the one in memory */
    bool is_delivered;                 /* stands in the data folder */
    struct buf answers;                /* the sealed file, once made, so that every copy is the same */
    uint32_t pushed;                   /* records handed to the writer; the rest waits for room */
    struct err refused;                /* why the last event did not fit, for tests */
    uint8_t *k0;                       /* for a journal from elsewhere; secret memory, NULL once forgotten */
    uint8_t *resume_key;               /* secret memory */
    struct {                           /* what went out last for another seat */
        uint32_t count;                /* records in it; 0 for nothing yet */
        unsigned answers;              /* answers given since */
        uint64_t used_ms;              /* time used as it tells it */
        char name[ANSWERS_NAME];       /* "" for none */
    } checkpoint;
    unsigned viewing;                  /* question on the screen; its event may come a little later */
    uint64_t last_view_ms;
};

/* Opens ticket `paper` with the candidate's key, its questions from the bank, its attempt file below dir (created when new). An attempt that
 * stands is verified (chain) and taken up; a damaged one is set aside and what can be read of it taken up in a new one (is_mended). No event is
 * written yet. ERR_BUSY when another process has it. */
enum err_code exam_open(const struct session *s, const struct bank *bank, const struct session_roster *roster, uint32_t paper,
                        const uint8_t candidate_key[CRYPT_KEY], const char *dir, const char *seat, struct clock_source clock, struct exam **out,
                        struct err *e) ERR_MUST_CHECK;
/* Closes everything and wipes; safe on NULL. */
void exam_close(struct exam *x);

bool exam_is_started(const struct exam *x);
bool exam_is_ended(const struct exam *x);
/* The code that is needed is the one to start here, not that to resume: not begun, or begun at another seat. */
bool exam_needs_start_code(const struct exam *x);
/* Writes START, or RESUME when the clock ran on. code_number: of the resume code after a reboot, 0 otherwise. */
void exam_start(struct exam *x);
bool exam_resume(struct exam *x, uint16_t code_number); /* false: the code was used before, or nothing of this seat waits to be resumed */
/* Answers: place 0–3 as the candidate sees it. Each queues one event. Nothing happens after the end. */
void exam_choose(struct exam *x, unsigned q, unsigned place);
void exam_clear(struct exam *x, unsigned q);
void exam_mark(struct exam *x, unsigned q, bool on);
void exam_cross(struct exam *x, unsigned q, unsigned place, bool on);
void exam_view(struct exam *x, unsigned q);
/* A typed one-time code of this paper: extends, ends … and records it. ERR_AUTH for no code, ERR_POLICY used before or over the cap. */
enum err_code exam_take_code(struct exam *x, const char *typed, struct onetime_match *what, struct err *e) ERR_MUST_CHECK;
/* Five wrong one-time codes: recorded. */
void exam_code_failed(struct exam *x);
/* Called each second or so: tick events, time-out. */
void exam_tick(struct exam *x);
/* Takes acknowledgements from the writer. */
void exam_take_acks(struct exam *x);
void exam_handin(struct exam *x);

/* Time used by the journal and the clock since boot, milliseconds. */
uint64_t exam_used_ms(const struct exam *x);
/* Time left by the journal and the clock since boot, milliseconds; 0: up. Stands still while a resume code is awaited. */
uint64_t exam_left_ms(const struct exam *x);
int exam_choice(const struct exam *x, unsigned q);            /* place 0–3, or -1 */
bool exam_is_crossed(const struct exam *x, unsigned q, unsigned place);
bool exam_is_saved(const struct exam *x, unsigned q);         /* nothing of this question is still on its way to the disk */
bool exam_is_all_saved(const struct exam *x);
unsigned exam_part_of(const struct exam *x, unsigned q);
unsigned exam_answered(const struct exam *x);
unsigned exam_marked(const struct exam *x);
/* For exam_take_resume: x->records, put there anew, is verified from K0 and goes on here. */
enum err_code exam_take_up(struct exam *x, struct err *e) ERR_MUST_CHECK;

/* ---- the same exam on another seat ---- */

/* A checkpoint is due: at the start, after 5 answers, after the session's checkpoint interval with something new. */
bool exam_checkpoint_is_due(const struct exam *x);
/* Milliseconds of the exam's time until the interval is over, whether there is something new or not. */
uint64_t exam_checkpoint_in_ms(const struct exam *x);
/* Everything chosen so far, on the disk or not, sealed for the same candidate on another seat: appended to out, with the file's name and that of the
 * one it makes superfluous ("" for none). Errors are sticky in out. */
void exam_checkpoint(struct exam *x, struct buf *out, char name[ANSWERS_NAME], char replaces[ANSWERS_NAME]);
enum exam_found {
    EXAM_FOUND_OLDER,     /* nothing that is not here */
    EXAM_FOUND_TAKEN,     /* the journal goes on from there; a code is needed (needs_resume_code) */
    EXAM_FOUND_ELSEWHERE, /* the paper was taken up on another seat: it does not go on here */
    EXAM_FOUND_FORK       /* it parts from what stands here: both are kept for the council */
};
/* A *.resume file of this paper that was found. Only before the exam is started or resumed here is anything taken up. ERR_AUTH and others when it is
 * none that this candidate's code opens; then nothing has changed. */
enum err_code exam_take_resume(struct exam *x, const void *bytes, size_t len, const char *name, enum exam_found *what, struct err *e) ERR_MUST_CHECK;
/* An *.answers file of this paper lies there, handed in at another seat: a code is needed to begin or go on here all the same. */
void exam_note_handed_in(struct exam *x);
/* Nothing from elsewhere will come any more. */
void exam_forget_k0(struct exam *x);

/* After the end: waits for the disk (ms), writes S.PAPER.HEAD.answers into dir. Idempotent. head gets the hash; x->answers then holds the file, for further
 * copies. */
enum err_code exam_deliver(struct exam *x, const char *dir, int ms, uint8_t head[CRYPT_HASH], struct err *e) ERR_MUST_CHECK;

#endif
