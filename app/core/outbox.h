/* One exchange folder, a share or a stick: what goes there and what is found there, on a thread of
 * its own, for a share may hang, vanish or be full. Nobody waits for it but on purpose. What cannot
 * be written now is written later, as long as the program runs; the local copies stay whatever it
 * says. */
#ifndef SATHACH_CORE_OUTBOX_H
#define SATHACH_CORE_OUTBOX_H

#include "app/core/answers.h"
#include "app/core/claim.h"

struct outbox;

enum {
    OUTBOX_NAME = 96,         /* bytes of a file's name with NUL */
    OUTBOX_FOUND = 16,        /* files of one look that are read whole, at most */
    OUTBOX_WAITING = 1024,    /* files on their way, at most */
    OUTBOX_LOOK_NAMES = 4096, /* files of one look that are opened, at most */
    OUTBOX_LOOK_MS = 4000,    /* how long it may take */
    OUTBOX_SHOWN = 128,       /* statuses read at once, at most */
    OUTBOX_ORDERS = 512       /* orders read and not taken yet, at most */
};

/* Watches over the folder, which is resolved when it can be. Never touches it on this thread. */
enum err_code outbox_start(const char *folder, struct outbox **out, struct err *e) ERR_MUST_CHECK;
/* Waits up to ms for what is on its way, then ends. A thread that hangs in the kernel is left
 * behind with what it holds. NULL is fine. */
void outbox_stop(struct outbox *o, int ms);

/* A file to be written there. */
struct outbox_file {
    const char
        *name; /* a regular file of the same name and bytes counts as written; anything else that
                  stands there is replaced when `group` says a checkpoint, else it gets another
                  name */
    const void *bytes; /* copied */
    size_t len;
    const char *group; /* what the names of a paper's checkpoints begin with: it takes the place of
                          one of the same journal that still waits; "" for none */
    const char *replaces; /* an older file of ours that goes once this one stands and reads back; ""
                             for none */
    uint32_t journal, events; /* the caller's number of the journal it holds, and how many events of
                                 it; 0 events: none */
};

/* Puts a file on its way. False when there is no room for it (OUTBOX_WAITING). */
bool outbox_put(struct outbox *o, const struct outbox_file *file);
/* Removes a file of ours, once all that was put before has been written. */
void outbox_remove(struct outbox *o, const char *name);
/* Copies all answers, manifests and orders of the session's name that stand in the folder
 * dir, behind what
 * was put before, one after the other however many there are; `whole` of the status tells how far
 * it is. Asked for again it begins anew. */
void outbox_copy_all(struct outbox *o, const char *dir, const char *session_name);
/* What the seat shows of itself: takes the place of what stands under the name, when nothing else
 * waits; one at a time, the last counts, and a failure is nobody's trouble. On FAT at most once in
 * 60 s. */
void outbox_show(struct outbox *o, const char *name, const void *bytes, size_t len);
/* Looks whether the folder is there, and what it held of ours. */
void outbox_check(struct outbox *o);

/* ---- looking for a paper ---- */

struct outbox_wish {
    uint8_t session_hash[CRYPT_HASH];
    uint32_t paper;
    char prefix[OUTBOX_NAME];       /* "S.PAPER." */
    uint8_t key[CRYPT_KEY];         /* the paper's resume_key */
    char claim[CLAIM_NAME];         /* the claim's name; "": not asked for */
    uint8_t claim_file[CLAIM_FILE]; /* what is to stand there unless something does */
};
/* Looks for journals of the paper: names "S.PAPER.", 16 letters of receipts, ".resume" or
 * ".answers", regular files as long as their header says, whose header the key tagged, but for
 * those that came from here. Those with the most events are read. Then, when the wish has a claim
 * and nothing was found, it is made there, or the one that stands there is read. One look at a
 * time; it comes before all that waits. Returns its number, from 1. */
unsigned outbox_look(struct outbox *o, const struct outbox_wish *wish);

struct outbox_found {
    char name[OUTBOX_NAME];
    struct answers_info info;
    bool is_resume;
    struct buf bytes; /* of a resume */
};
enum outbox_claim {
    OUTBOX_CLAIM_NONE,  /* not asked for, or a journal was found */
    OUTBOX_CLAIM_MADE,  /* stands there, read back */
    OUTBOX_CLAIM_STANDS /* something stood there before */
};
/* The journal that stands in the folder, written from here, read back and not seen to go since. */
struct outbox_held {
    uint32_t journal, events; /* 0 events: none */
};
/* What a look saw. */
struct outbox_sight {
    unsigned number;    /* of the look; 0: none has been finished since the last status */
    struct err trouble; /* the folder could not be read; ERR_OK when it was */
    bool is_crowded;    /* so many files of this paper that not all were looked at */
    struct outbox_found found[OUTBOX_FOUND]; /* most events first */
    size_t founds;
    enum outbox_claim claim;
    uint8_t claim_file[CLAIM_FILE]; /* what stood there, as much of it as a claim has */
    size_t claim_len;
};
struct outbox_whole {    /* of the last outbox_copy_all; zeros before */
    unsigned files;      /* that it consists of; 0 while their names are not read */
    unsigned done;       /* of them tried: copied and read back, or unreadable */
    unsigned unreadable; /* on the seat */
    struct err trouble;  /* why the last of these was; or why the names cannot be read */
};
struct outbox_status {
    unsigned waiting; /* files on their way; those of a whole session count too */
    struct outbox_whole whole;
    struct err trouble; /* why the last one was not written; ERR_OK when it was */
    struct err missing; /* the folder is not there; ERR_OK when it is, or nobody knows yet */
    unsigned shown;     /* outbox_read_shown finished so far */
    bool is_fat;        /* the folder of the last of these is on FAT */
    struct outbox_held held;
    struct outbox_sight sight; /* its files are the caller's */
};
/* Readable when there is a new status. */
int outbox_fd(const struct outbox *o);
/* What is known now; drains the descriptor. Free what was found with outbox_status_free. */
void outbox_status(struct outbox *o, struct outbox_status *out);
void outbox_status_free(struct outbox_status *s);
/* True when a file has waited or been refused for so long (ms) that people should know. */
bool outbox_is_late(struct outbox *o, int ms);

/* ---- what other seats show ---- */

/* Reads the files "S.….status" of the session's name. Returns the number of the reading: it is over
 * when outbox_status.shown has come so far. */
unsigned outbox_read_shown(struct outbox *o, const char *session_name);
/* Takes them out, the caller's: how many, into out, each to be freed. */
size_t outbox_take_shown(struct outbox *o, struct buf out[OUTBOX_SHOWN]);

/* ---- orders ---- */

struct outbox_order_wish {
    char session_name[OUTBOX_NAME];
    uint8_t order_pk[CRYPT_SIGN_PK];
    char log[OUTBOX_NAME]; /* a room log that is to be read too; "": none */
};
struct outbox_order {
    char name[OUTBOX_NAME];
    struct buf bytes;
};
/* Reads orders of the session that this outbox has not read yet, each once: those that the key did
 * not sign are counted and left out. Whoever floods the folder delays orders and stops nothing
 * else; what a look of some seconds does not reach the next one does. Returns the number of the
 * reading: it is over when outbox_order_reads has come so far. */
unsigned outbox_read_orders(struct outbox *o, const struct outbox_order_wish *wish);
/* How many readings are over; forged: files with an order's name that the key did not sign, so
 * far. */
unsigned outbox_order_reads(struct outbox *o, unsigned *forged);
/* Takes out the next, the caller's; false when there is none. The log that was asked for is among
 * them, by its name. */
bool outbox_take_order(struct outbox *o, struct outbox_order *out);

#endif
