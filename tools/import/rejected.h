/* The questions that an import rejected, kept in the bank's folder with what was read of them until
 * the examiner writes each into the bank or sets it aside: rejected.tsv (app/core/FORMATS.md).
 *
 * A question goes from this list into a file of the bank, two files: the list first says what it is
 * about to become ("writing"), then the bank's file is written, then the list says that it was
 * ("written"). Wherever that is interrupted, one that is being written is in the bank when the bank
 * holds it, and is open when not (rejected_settle). */
#ifndef SATHACH_TOOLS_IMPORT_REJECTED_H
#define SATHACH_TOOLS_IMPORT_REJECTED_H

#include "app/core/buf.h"
#include "tools/import/importer.h"

#define REJECTED_NAME "rejected.tsv"
enum {
    REJECTED_MAX = 20000 /* questions */,
    REJECTED_FILE_MAX = 64 * 1024 * 1024,
    REJECTED_WHY_MAX = 256 /* bytes of why one is set aside, with NUL */,
    REJECTED_HASH = 33
};

enum rejected_state {
    REJECTED_OPEN,
    REJECTED_ASIDE,   /* by the examiner, who said why */
    REJECTED_WRITING, /* about to be written into the bank, or to be taken out of it again */
    REJECTED_WRITTEN,
    REJECTED_STATES
};

struct rejected_question {
    uint32_t number; /* from 1, its own while it is on the list */
    enum rejected_state state;
    char why[REJECTED_WHY_MAX];  /* it was set aside */
    char id[2 * CRYPT_HASH + 1]; /* what it became: the question's identity, and its pool */
    char became_pool[BANK_NAME_MAX];
    char *file; /* the source, a path; owned like all texts here, none is NULL */
    size_t page, line;
    char mark[FINDINGS_NUMBER_MAX]; /* its number or name in the source */
    char *reason;                   /* why it was rejected, in the language of the import */
    char *pool;                     /* as the source has it; "" where it does not say it */
    char *name, *stem, *note;
    struct rejected_option {
        char *text;
        bool is_right; /* marked so in the source */
    } option[IMPORTER_OPTIONS_MAX];
    size_t options;
};

struct rejected {
    struct rejected_question *item; /* owned; numbers ascend */
    size_t count, room;
};

void rejected_free(struct rejected *r);
/* Its state as a word ("open"). */
const char *rejected_state_id(enum rejected_state s);
/* How many are in this state. */
size_t rejected_count(const struct rejected *r, enum rejected_state s);
/* The one with this number; NULL for none. */
struct rejected_question *rejected_find(struct rejected *r, uint32_t number);
/* Of what was read of it: two with the same hash are the same question of the same source. */
void rejected_hash(const struct rejected_question *q, char out[REJECTED_HASH]);
/* The right one of exactly four options of which exactly one is marked; else -1: with an option
 * lost or too many, the source's letter may mean another. */
int rejected_answer(const struct rejected_question *q);

/* Adds what an importer read of a question: of one that it rejected from the outcome's draft, of
 * one without a pool from `whole`; pool: where it would belong. Its number follows the last one's.
 * ERR_LIMIT. */
enum err_code rejected_add(struct rejected *r, const struct importer *in,
                           const struct importer_outcome *o, const struct importer_question *whole,
                           const char *pool, const char *reason, struct err *e) ERR_MUST_CHECK;

/* True when the bank holds the question of this identity in that pool. */
typedef bool rejected_holds(const void *bank, const char *pool, const char *id);
/* Those being written become written where the bank holds them, and open where not. */
void rejected_settle(struct rejected *r, rejected_holds *holds, const void *bank);
/* What a new import makes of the list: `fresh`, of the sources that it read, takes the place of
 * what those gave before; the rest stays where the import keeps what the bank has (is_added). One
 * that was rejected before just so keeps its number, and stays aside, or written where the bank
 * holds it. fresh becomes empty. */
enum err_code rejected_renew(struct rejected *r, struct rejected *fresh, const char *const *source,
                             size_t sources, bool is_added, rejected_holds *holds, const void *bank,
                             struct err *e) ERR_MUST_CHECK;

/* ---- rejected_text.c ---- */

void rejected_write(const struct rejected *r, struct buf *out);
/* Strict: what it does not write itself is ERR_FORMAT, which names file and line (*line, 0 for the
 * whole) and says what to do. r is empty then. */
enum err_code rejected_parse(const char *text, size_t len, const char *file, struct rejected *r,
                             size_t *line, struct err *e) ERR_MUST_CHECK;
/* The list of a bank's folder; empty where there is none. */
enum err_code rejected_read(const char *folder, struct rejected *r, size_t *line,
                            struct err *e) ERR_MUST_CHECK;
/* Writes it whole; an empty one is no file. */
enum err_code rejected_save(const char *folder, const struct rejected *r,
                            struct err *e) ERR_MUST_CHECK;

#endif
