/* What came back from the seats: answers files, each opened, verified and kept under inbox/SESSION/. */
#ifndef SATHACH_TOOLS_OFFICE_COLLECTION_H
#define SATHACH_TOOLS_OFFICE_COLLECTION_H

#include "app/core/answers.h"
#include "tools/office/sitting.h"

/* One answers file, verified: its chain from K0, its binding, its questions. */
struct submission {
    char *file;                   /* its name in inbox/SESSION/; owned */
    uint32_t paper;
    uint8_t head[CRYPT_HASH];
    struct buf records;           /* count * JOURNAL_RECORD bytes */
    struct journal_state state;
};

/* Opens and verifies bytes as an answers file of this sitting. ERR_POLICY another session; ERR_FORMAT/ERR_AUTH damaged or altered. */
enum err_code submission_open(const struct sitting *s, const struct keys_secret *office, const void *bytes, size_t len, struct submission *out,
                              struct err *e) ERR_MUST_CHECK;
void submission_free(struct submission *m);
size_t submission_events(const struct submission *m);

/* All files of inbox/SESSION/, verified, sorted by paper, then events, then head: the same whatever the order they came in. */
struct collection {
    struct submission *item;
    size_t count;
};
enum err_code collection_read(const struct sitting *s, const struct keys_secret *office, struct collection *out, struct err *e) ERR_MUST_CHECK;
/* Takes a copy of one more, in its place. */
enum err_code collection_add(struct collection *c, const struct submission *m, struct err *e) ERR_MUST_CHECK;
void collection_free(struct collection *c);

/* The journals of one paper, one after the other: NULL before the first and behind the last. */
const struct submission *collection_next(const struct collection *c, uint32_t paper, const struct submission *before);

/* Which submission stands for a paper. */
enum collection_verdict {
    COLLECTION_ABSENT,     /* none */
    COLLECTION_ENDED,      /* *chosen is graded */
    COLLECTION_UNFINISHED, /* *chosen has no end: gradable by decision only */
    COLLECTION_FORK        /* journals that diverge: a decision is needed */
};
struct collection_choice {
    enum collection_verdict verdict;
    const struct submission *chosen;      /* NULL when absent */
    const struct submission *superseded;  /* an old seat's journal that went on a little after the exam was taken up elsewhere; NULL for none */
    size_t superseded_events;             /* of it that count for nothing */
};
/* Identical: once. A prefix: the longer. A tail on the old seat, without an end and no longer in time than one checkpoint interval past the event that
 * the other seat says it continues: superseded. Anything else: a fork. caps: the session's. */
struct collection_choice collection_choose(const struct collection *c, const struct session_caps *caps, uint32_t paper);

#endif
