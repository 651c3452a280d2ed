/* One opened paper: its questions, its journal, its time. No terminal, no state machine. */
#ifndef SATHACH_CLIENT_EXAM_H
#define SATHACH_CLIENT_EXAM_H

#include "app/client/attempt_opening.h"
#include "app/client/attempt_writer.h"
#include "app/core/answers.h"
#include "app/core/paper.h"
#include "app/core/room_action.h"

struct exam_question {
    struct bank_question text;
    uint8_t order; /* option order; places are what the candidate sees */
};
/* What the invigilator does to the open paper, by a voucher or an order. */
struct exam_intervention {
    enum room_action action;
    uint16_t minutes;             /* of more time */
    uint16_t reason;              /* enum room_reason */
    uint16_t code;                /* what the journal keeps: a voucher's number, or 128 + k */
    uint8_t proof[JOURNAL_PROOF]; /* of the voucher's use, or the order's hash */
};
/* Where a paper that goes on here came from. */
enum exam_arrival {
    EXAM_ARRIVAL_NONE,   /* it stood here */
    EXAM_ARRIVAL_COPY,   /* an exchange folder had more of it */
    EXAM_ARRIVAL_DAMAGED /* what could be read of a damaged file */
};
/* What START.reason says. */
enum exam_start_reason {
    EXAM_START_SEAT,    /* the roster names this seat, or another, and a voucher stands behind it */
    EXAM_START_CLAIMED, /* it was claimed */
    EXAM_START_FREE     /* neither: by a voucher, or where the session lets papers begin anywhere */
};
struct exam {
    const struct session *session;
    const struct session_candidate *candidate;
    const struct session_paper *about;
    struct session_ticket *ticket; /* secret memory, owned */
    const struct profile_variant *variant;
    struct exam_question *question; /* ticket->questions of them, owned */
    struct journal_state journal;   /* everything chosen so far, on disk or on its way */
    struct {
        struct buf records;  /* the journal's records */
        uint8_t *key;        /* K of the next event; secret memory */
        uint8_t *k0;         /* for a journal from elsewhere; secret memory, NULL once forgotten */
        uint8_t *resume_key; /* seals checkpoints; secret memory */
    } chain;
    struct {        /* the attempt file, as its writer tells of it */
        char *path; /* owned */
        struct attempt_writer *store;
        uint32_t durable;   /* records on the disk */
        uint32_t pushed;    /* records handed to the writer; the rest waits for room */
        struct err trouble; /* what the disk says; ERR_OK when fine */
        uint64_t behind_ms; /* boot ms since which it has taken no more, though there is more; 0: it
                                has all */
        bool is_local;      /* stands on a local disk; elsewhere the seat warns */
        bool is_mended;     /* was damaged: what could be read of it stands in a new one */
        unsigned losses;    /* times it was moved, removed or replaced, and written anew */
        uint64_t checked_ms; /* boot ms of the last look whether it is where it was */
        uint32_t last_seq[SESSION_PAPER_QUESTIONS_MAX]; /* of the last answer to each question, plus
                                                           one; 0 for none */
        bool is_delivered;  /* ended, and stands in the data folder behind a journal read back */
        struct buf answers; /* the sealed file, once made, so that every copy is the same */
    } disk;
    struct {
        struct clock_source clock;
        uint64_t base_used_ms, base_boot_ms; /* used time = base_used + (boot now - base_boot) */
    } time;
    struct {
        uint8_t hash[8];
        uint8_t build[JOURNAL_PROOF];
        bool is_own;                    /* the ticket names this seat */
        bool needs_code;                /* reboot, other seat: the invigilator before it goes on */
        bool is_contested;              /* another journal of it was seen, or its end: so, too */
        struct exam_intervention start; /* *start here* before the start; code 0 for none */
        uint16_t start_reason;          /* enum exam_start_reason */
    } seat;
    struct {                     /* what went out last for another seat */
        uint32_t count;          /* records in it; 0 for nothing yet */
        unsigned answers;        /* answers given since */
        uint64_t answered_ms;    /* boot ms of the first of them */
        uint64_t used_ms;        /* time used as it tells it */
        char name[ANSWERS_NAME]; /* "" for none */
        uint32_t copied;         /* records that stand in an exchange folder, read back */
        uint32_t on_stick;       /* on a stick, by the invigilator's hand */
    } checkpoint;
    struct {
        enum exam_arrival from; /* since it was opened here */
        int64_t wall_ms; /* of the last answer that came along; without one, of the last event */
        unsigned answered;
    } arrival;
    struct {
        unsigned question; /* on the screen; its event may come a little later */
        uint64_t last_ms;
    } view;
};

/* Where a paper is opened. All but `clock` outlives the exam. */
struct exam_setup {
    const struct session *session;
    const struct bank *bank;
    const struct session_roster *roster;
    const char *dir; /* data folder */
    const char *seat;
    const uint8_t *build; /* of this program, JOURNAL_PROOF bytes, or NULL: event 0 names it */
    struct clock_source clock;
};

/* Opens ticket `paper` with the candidate's key, its questions from the bank: all of it but what
 * stands in the data folder, which `wanted` (the caller's to free) asks for (attempt_opening.h). */
enum err_code exam_prepare(const struct exam_setup *setup, uint32_t paper,
                           const uint8_t candidate_key[CRYPT_KEY], struct exam **out,
                           struct attempt_wanted *wanted, struct err *e) ERR_MUST_CHECK;
/* The prepared exam goes on with what was taken up; no event is written yet. What it needs it takes
 * over; on an error the exam is still only to be closed. */
enum err_code exam_take(struct exam *x, struct attempt_taken *t, struct err *e) ERR_MUST_CHECK;
/* Both, and between them the disk is waited for. */
enum err_code exam_open(const struct exam_setup *setup, uint32_t paper,
                        const uint8_t candidate_key[CRYPT_KEY], struct exam **out,
                        struct err *e) ERR_MUST_CHECK;
/* A begun paper of three questions for trying the keys, or the words of the line mode, beside the
 * open paper `of`: the same person and clock, in memory alone. Nothing of it is written
 * anywhere. */
enum err_code exam_open_practice(const struct exam *of, bool is_linear, struct exam **out,
                                 struct err *e) ERR_MUST_CHECK;
/* Its texts anew, in the language set now. */
void exam_translate_practice(struct exam *x, bool is_linear);
/* The writer of its file, the caller's from here on, so that closing waits for no disk; NULL when
 * it has none. */
struct attempt_writer *exam_part_with_writer(struct exam *x);
/* Closes everything and wipes; safe on NULL. */
void exam_close(struct exam *x);

bool exam_is_started(const struct exam *x);
bool exam_is_ended(const struct exam *x);
/* What is needed is *start here*, not *resume*: not begun, begun at another seat, or begun here by
 * a voucher and cut off before the event that names it. */
bool exam_needs_start_code(const struct exam *x);
/* Writes START. */
void exam_start(struct exam *x);
/* The clock ran on: writes RESUME. False: nothing of this seat waits, or the invigilator is
 * needed. */
bool exam_resume(struct exam *x);
/* Answers: place 0–3 as the candidate sees it. Each queues one event. Nothing happens after the
 * end. */
void exam_choose(struct exam *x, unsigned q, unsigned place);
void exam_clear(struct exam *x, unsigned q);
void exam_mark(struct exam *x, unsigned q, bool on);
void exam_cross(struct exam *x, unsigned q, unsigned place, bool on);
void exam_view(struct exam *x, unsigned q);
/* True when this action on the paper is possible now, its minutes within the session's cap. */
bool exam_allows(const struct exam *x, enum room_action action, unsigned minutes);
/* Does it, and records it with its code, proof and reason. ERR_POLICY: not possible now, or its
 * code stands in this paper's journal already; then nothing has changed. */
enum err_code exam_intervene(struct exam *x, const struct exam_intervention *by,
                             struct err *e) ERR_MUST_CHECK;
/* A voucher's number, or an order's, stands in the journal, or will with its start. */
bool exam_has_code(const struct exam *x, unsigned code);
/* The order of this file's hash stands in the journal. */
bool exam_has_order(const struct exam *x, const uint8_t hash[JOURNAL_PROOF]);
/* The code of the paper's next order; 0: there is none left. */
uint16_t exam_order_code(const struct exam *x);
/* Five wrong vouchers: recorded. */
void exam_code_failed(struct exam *x);
/* Called each second or so: tick events, time-out. */
void exam_tick(struct exam *x);
/* What the writer says by now: records on the disk, trouble. Hands it what it had no room for. */
void exam_read_acks(struct exam *x);
/* Waits up to ms for what is on its way to the disk; exam_read_acks then knows of it. */
void exam_flush(struct exam *x, int ms);
void exam_handin(struct exam *x);

/* Time used by the journal and the clock since boot, milliseconds. */
uint64_t exam_used_ms(const struct exam *x);
/* Time left by the journal and the clock since boot, milliseconds; 0: up. Stands still while a
 * the invigilator is awaited. */
uint64_t exam_left_ms(const struct exam *x);
/* The same as it would be once a paper that waits here has been resumed now: what of the stop is
 * charged is taken off. */
uint64_t exam_left_after_resume_ms(const struct exam *x);
/* Whether time is used up now, while the invigilator is awaited too. */
enum exam_clock {
    EXAM_CLOCK_STANDS, /* not begun, ended, or waiting after another seat */
    EXAM_CLOCK_RUNS,
    EXAM_CLOCK_FREE,   /* waits after a stop, of which nothing is charged: for *ms more */
    EXAM_CLOCK_CHARGED /* waits, and *ms of it would be charged by now */
};
enum exam_clock exam_clock(const struct exam *x, uint64_t *ms);
int exam_choice(const struct exam *x, unsigned q); /* place 0–3, or -1 */
bool exam_is_crossed(const struct exam *x, unsigned q, unsigned place);
/* Where what was last done to a question stands; for all, where all of them do. */
enum exam_saved {
    EXAM_SAVING,      /* on its way to the disk */
    EXAM_SAVED_HERE,  /* on this seat's disk */
    EXAM_SAVED_TWICE, /* there, and in an exchange folder */
};
enum exam_saved exam_saved(const struct exam *x, unsigned q);
enum exam_saved exam_all_saved(const struct exam *x);
bool exam_is_saved(const struct exam *x, unsigned q); /* on the disk, at least */
bool exam_is_all_saved(const struct exam *x);         /* every event, of whatever kind */
bool exam_is_all_copied(const struct exam *x);        /* every event stands in a folder */
unsigned exam_part_of(const struct exam *x, unsigned q);
unsigned exam_part_first(const struct exam *x, unsigned part); /* its first question */
unsigned exam_answered(const struct exam *x);
unsigned exam_answered_in(const struct exam *x, unsigned part);
/* What the clock said when the last answer was given or taken away; false: none was. */
bool exam_last_answer(const struct exam *x, int64_t *wall_ms);
unsigned exam_marked(const struct exam *x);

/* ---- the same exam on another seat ---- */

/* A checkpoint is due, of an exam that runs here: at the start; a second after an answer, so that
 * it stands there within two and takes along what is answered meanwhile; without answers after the
 * session's checkpoint interval with something new. */
bool exam_checkpoint_is_due(const struct exam *x);
/* Milliseconds until the next is due, whether there is something new or not. */
uint64_t exam_checkpoint_in_ms(const struct exam *x);
/* Everything chosen so far, on the disk or not, sealed for the same candidate on another seat:
 * appended to out, with the file's name and that of the one it makes superfluous ("" for none).
 * Errors are sticky in out. */
void exam_checkpoint(struct exam *x, struct buf *out, char name[ANSWERS_NAME],
                     char replaces[ANSWERS_NAME]);
/* The same for a stick, which replaces nothing. */
void exam_checkpoint_for_stick(const struct exam *x, struct buf *out, char name[ANSWERS_NAME]);
enum exam_found {
    EXAM_FOUND_OLDER,     /* nothing that is not here */
    EXAM_FOUND_RESTORED,  /* the journal goes on from there; a code is needed (seat.needs_code) */
    EXAM_FOUND_RETURNED,  /* the same; what stood here before is set aside, and no part of it */
    EXAM_FOUND_TAIL,      /* what a seat that the paper left wrote a little longer: counts for
                             nothing, and stays for the office */
    EXAM_FOUND_ELSEWHERE, /* the paper goes on at another seat: it does not go on here */
    EXAM_FOUND_FORK /* it parts from what stands here: both are kept for the council; a code is
                             needed to begin or go on here all the same */
};
/* A *.resume file of this paper that was found. Only before the exam is started or resumed here
 * does anything go on from it. ERR_AUTH and others when it is none that this candidate's code
 * opens; then nothing has changed. */
enum err_code exam_accept_checkpoint(struct exam *x, const void *bytes, size_t len,
                                     const char *name, enum exam_found *what,
                                     struct err *e) ERR_MUST_CHECK;
/* An *.answers file of this paper lies there, handed in at another seat: a code is needed to begin
 * or go on here all the same. */
void exam_note_handed_in(struct exam *x);
/* Not begun here, and perhaps begun elsewhere: a code is needed to begin it here. */
void exam_note_elsewhere(struct exam *x);
/* Keeps the candidate's language beside the attempt, until the paper ends. */
void exam_keep_language(struct exam *x, const char language[ATTEMPT_LANGUAGE]);
/* Nothing from elsewhere will come any more. */
void exam_forget_k0(struct exam *x);

/* After the end: its answers file as it goes everywhere, in x->disk.answers, sealed once; with
 * its name, and the journal's hash in head. ERR_POLICY before. */
enum err_code exam_seal(struct exam *x, char name[ANSWERS_NAME], uint8_t head[CRYPT_HASH],
                        struct err *e) ERR_MUST_CHECK;
/* The same, and has it written into the data folder `dir` behind the journal, on the writer's
 * thread; waits up to ms for that. ERR_BUSY: not done yet; else why it cannot be. To be called
 * again until it is done. */
enum err_code exam_deliver(struct exam *x, const char *dir, int ms, uint8_t head[CRYPT_HASH],
                           struct err *e) ERR_MUST_CHECK;

#endif
