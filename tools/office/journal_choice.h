/* Which of a paper's journals stands, where several came: the same one twice, one that is the
 * beginning of another, a tail that an old seat wrote on, or journals that part and wait for the
 * council. */
#ifndef SATHACH_TOOLS_OFFICE_JOURNAL_CHOICE_H
#define SATHACH_TOOLS_OFFICE_JOURNAL_CHOICE_H

#include "tools/office/collection.h"

/* Which submission stands for a paper. */
enum collection_verdict {
    COLLECTION_ABSENT,     /* none */
    COLLECTION_ENDED,      /* *chosen is graded */
    COLLECTION_UNFINISHED, /* *chosen has no end: gradable by decision only */
    COLLECTION_FORK        /* journals that diverge: a decision is needed */
};
struct collection_choice {
    enum collection_verdict verdict;
    const struct submission *chosen;     /* NULL when absent */
    const struct submission *superseded; /* an old seat's journal that went on a little after the
                                             exam was taken up elsewhere; NULL for none */
    size_t superseded_events;            /* of it that count for nothing */
};
/* Identical: once. A prefix: the longer. A tail on the old seat, without an end and no longer in
 * time than one checkpoint interval past the event that the other seat says it continues:
 * superseded. Anything else: a fork. caps: the session's. */
struct collection_choice collection_choose(const struct collection *c,
                                           const struct session_caps *caps, uint32_t paper);

#endif
