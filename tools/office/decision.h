/* What the council decided on a session: one signed text a decision, sessions/NAME/decisions/0001.decision with its .minisig, never changed and never
 * deleted. Each names the one before it and the results it was taken on, so that none can be lost or slipped in between. Layout: FORMATS.md. */
#ifndef SATHACH_TOOLS_OFFICE_DECISION_H
#define SATHACH_TOOLS_OFFICE_DECISION_H

#include "tools/office/sitting.h"

enum { DECISION_HEX = 2 * CRYPT_HASH + 1, DECISION_MAX = 999, DECISION_REASON_MAX = 1000, DECISION_FILE_MAX = 16 * 1024 };

enum decision_ruling {
    DECISION_VOID,     /* question: everybody who had it gets its points */
    DECISION_TAKE_OUT, /* question: counts for nobody; the others of its part carry its points */
    DECISION_ACCEPT,   /* question: each option of the set is right */
    DECISION_KEY,      /* question: this option is right instead of the key's */
    DECISION_JOURNAL,  /* paper: of the journals that diverge this one stands */
    DECISION_AS_IS,    /* paper: begun and not handed in: graded as it stands */
    DECISION_ANNUL,    /* paper: has not passed, whatever was answered */
    DECISION_CLOSE,    /* session: closed */
    DECISION_RULINGS
};

struct decision {
    unsigned number;               /* from 1 */
    enum decision_ruling ruling;
    uint8_t question[CRYPT_HASH];  /* its id; rulings on questions */
    uint8_t options;               /* bit i: option i as written is right; ACCEPT and KEY */
    uint32_t paper;                /* index; rulings on papers */
    uint8_t journal[CRYPT_HASH];   /* head of the one that stands; JOURNAL */
    char session[DECISION_HEX];    /* hash of the session's file */
    char previous[DECISION_HEX];   /* hash of the decision before it; "" for the first */
    char results[DECISION_HEX];    /* hash of results.tsv when it was taken; "" when nothing was graded */
    char date[24];                 /* "2026-11-23T10:00:00Z" */
    char *by, *reason;             /* owned, one line each */
    char hash[DECISION_HEX];       /* of its own file; filled in by reading and writing */
};
void decision_free(struct decision *d);
/* "void", "accept" …: stable words of the files and of the command line. */
const char *decision_word(enum decision_ruling ruling);
bool decision_is_on_question(enum decision_ruling ruling);
bool decision_is_on_paper(enum decision_ruling ruling);

/* The file's text; and back. ERR_FORMAT with the line. */
void decision_write(const struct decision *d, struct buf *out);
enum err_code decision_read(const char *text, size_t len, const char *name, struct decision *out, struct err *e) ERR_MUST_CHECK;
/* What the ruling is on and its words: "question HEX accept A,C", "paper 0007 journal HEX", "session close". */
void decision_write_ruling(const struct decision *d, struct buf *out);
/* One line for people: "question 3f2a…: key B", in the user's language. */
void decision_describe(const struct decision *d, struct buf *out);

/* All decisions of a session in their order. */
struct decisions {
    struct decision *item;
    size_t count;
};
/* Reads and checks them: signatures, numbers without a gap, each naming the one before, all of this session. ERR_AUTH says which one fails. */
enum err_code decisions_load(const struct sitting *s, const struct keys_public *office, struct decisions *out, struct err *e) ERR_MUST_CHECK;
void decisions_free(struct decisions *ds);
/* Takes d over as the next one (number, session, previous are set; on an error too it is freed with ds). */
enum err_code decisions_add(struct decisions *ds, const struct sitting *s, struct decision *d, struct err *e) ERR_MUST_CHECK;
/* Writes the last one with its signature. ERR_BUSY when its number was taken meanwhile. */
enum err_code decisions_save_last(struct decisions *ds, const struct sitting *s, const struct keys_secret *office, struct err *e) ERR_MUST_CHECK;

/* What is in force, the later one over the earlier; NULL for nothing. */
const struct decision *decisions_on_question(const struct decisions *ds, const uint8_t question[CRYPT_HASH]);
/* of: the ruling asked for, since a paper may be both annulled and have its journal decided. */
const struct decision *decisions_on_paper(const struct decisions *ds, uint32_t paper, enum decision_ruling of);
const struct decision *decisions_close(const struct decisions *ds);

#endif
