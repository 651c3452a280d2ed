/* What the council decided on a session: one signed text a decision,
 * sessions/NAME/decisions/0001.decision with its .minisig, never changed and never
 * deleted. Each has its line in the log, and they count in the log's order: a decision names the
 * mark it was taken on and the results it speaks of, so that none can be lost, slipped in between
 * or dated back. What was decided wrongly is undone by another decision. Layout: FORMATS.md. */
#ifndef SATHACH_TOOLS_OFFICE_DECISION_H
#define SATHACH_TOOLS_OFFICE_DECISION_H

#include "tools/office/note.h"
#include "tools/office/office_session.h"

enum {
    DECISION_HEX = 2 * CRYPT_HASH + 1,
    DECISION_MAX = 999,
    DECISION_REASON_MAX = 1000,
    DECISION_FILE_MAX = 16 * 1024
};

enum decision_ruling {
    DECISION_VOID,     /* question: everybody who had it gets its points */
    DECISION_TAKE_OUT, /* question: counts for nobody; the others of its part carry its points */
    DECISION_ACCEPT,   /* question: each option of the set is right */
    DECISION_KEY,      /* question: this option is right instead of the key's */
    DECISION_JOURNAL,  /* paper: of the journals that diverge this one stands */
    DECISION_AS_IS,    /* paper: begun and not handed in: graded as it stands */
    DECISION_ACCEPT_PAPER, /* paper: irregular: graded as it stands all the same */
    DECISION_ANNUL,        /* paper: has not passed, whatever was answered */
    DECISION_NO_PAPER,     /* paper: somebody was there, and no journal is to be had */
    DECISION_MOVE,         /* paper: moved to another session */
    DECISION_LOST,         /* session: the file of a line of the log is lost and no longer asked
                              for */
    DECISION_CLOSE,        /* session: closed; what comes later is kept and counts for nothing */
    DECISION_CANCEL,       /* session: no result of it stands */
    DECISION_UNDO,         /* a decision: what stood before it holds again */
    DECISION_RULINGS
};

struct decision {
    unsigned number; /* from 1 */
    enum decision_ruling ruling;
    uint8_t question[CRYPT_HASH]; /* its id; rulings on questions */
    uint8_t options;              /* bit i: option i as written is right; ACCEPT and KEY */
    uint32_t paper;               /* index; rulings on papers */
    uint8_t journal[CRYPT_HASH];  /* head of the one that it speaks of; JOURNAL, AS_IS,
                                     ACCEPT_PAPER */
    char move_to[40];             /* session, and its paper's index; MOVE */
    uint32_t move_paper;
    uint64_t line;              /* of the log; LOST */
    unsigned undoes;            /* number of a decision; UNDO */
    char session[DECISION_HEX]; /* hash of the session's file */
    struct note_mark mark;      /* of the log, that it was taken on */
    char results[DECISION_HEX]; /* hash of the results.tsv graded last before it; "" when nothing
                                   was graded */
    char date[24];              /* "2026-11-23T10:00:00Z": of its line, too */
    char *by, *reason;          /* owned, one line each */
    char hash[DECISION_HEX];    /* of its own file; filled in by reading and writing */
    uint64_t at;                /* its line of the log; 0 before it has one */
    bool is_undone;             /* by a later one */
};
void decision_free(struct decision *d);
/* "void", "accept" …: stable words of the files and of the command line. */
const char *decision_word(enum decision_ruling ruling);
bool decision_is_on_question(enum decision_ruling ruling);
bool decision_is_on_paper(enum decision_ruling ruling);
/* True for the rulings on a paper that name a journal by its head. */
bool decision_names_journal(enum decision_ruling ruling);
/* The ruling on papers of this word; DECISION_RULINGS when there is none. */
enum decision_ruling decision_on_paper_of(const char *word);

/* The file's text; and back. ERR_FORMAT with the line. */
void decision_write(const struct decision *d, struct buf *out);
enum err_code decision_read(const char *text, size_t len, const char *name, struct decision *out,
                            struct err *e) ERR_MUST_CHECK;
/* What the ruling is on and its words: "question HEX accept A,C", "paper 0007 journal HEX",
 * "session close", "decision 3 undo". */
void decision_write_ruling(const struct decision *d, struct buf *out);
/* One line for people: "question “Which of…” (3f2a…): key B", in the user's language. words: the
 * first ones of the question it is on; NULL or "" where they are not known. */
void decision_describe(const struct decision *d, const char *words, struct buf *out);

/* All decisions of a session in the log's order. */
struct decisions {
    struct decision *item;
    size_t count;
};
/* Reads and checks them by the session's lines of the log: signatures and hashes, numbers without a
 * gap, all of this session, taken on a mark of this log before its line and on the results graded
 * last before it, dated as its line is (but where it was found), undoing what can be undone.
 * Without an open log there are none. ERR_POLICY, ERR_AUTH say which one fails; so does a signed
 * one that stands without a line and could get none. */
enum err_code decisions_load(const struct office_session *s, const struct keys_public *office,
                             struct decisions *out, struct err *e) ERR_MUST_CHECK;
void decisions_free(struct decisions *ds);
/* True when the text at path stands without a line and may be taken up as the session's next one:
 * signed, of this session; its number, mark and results as the log has them. *out is to be
 * freed. */
bool decisions_find_next(const struct office_session *s, const struct keys_public *office,
                         const char *path, struct decision *out);
/* Takes d over as the next one (number, session, mark, results and date are set; on an error too it
 * is freed with ds). ERR_POLICY: it undoes what cannot be undone. */
enum err_code decisions_add(struct decisions *ds, const struct office_session *s,
                            struct decision *d, struct err *e) ERR_MUST_CHECK;
/* Writes the last one with its signature and its line. ERR_BUSY when its number was taken
 * meanwhile. */
enum err_code decisions_save_last(struct decisions *ds, const struct office_session *s,
                                  const struct keys_secret *office, struct err *e) ERR_MUST_CHECK;

/* False for one that was undone, and for the undoing itself. */
bool decision_is_in_force(const struct decision *d);
/* What is in force, the later one over the earlier; NULL for nothing. */
const struct decision *decisions_on_question(const struct decisions *ds,
                                             const uint8_t question[CRYPT_HASH]);
/* of: the ruling asked for, since a paper may be both annulled and have its journal decided. */
const struct decision *decisions_on_paper(const struct decisions *ds, uint32_t paper,
                                          enum decision_ruling of);
const struct decision *decisions_close(const struct decisions *ds);
const struct decision *decisions_cancel(const struct decisions *ds);
/* The last one in force that results stand on (all but a close); NULL for none. *count: how
 * many. */
const struct decision *decisions_last(const struct decisions *ds, unsigned *count);
/* The lines ruled lost, ascending; malloc'd into *number, with room for one more. ERR_LIMIT when
 * memory ends. */
enum err_code decisions_lost(const struct decisions *ds, uint64_t **number, size_t *count,
                             struct err *e) ERR_MUST_CHECK;

#endif
