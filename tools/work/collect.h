/* collect: what came from the room, taken in from sticks, shares and folders, or from the inbox. */
#ifndef SATHACH_TOOLS_WORK_COLLECT_H
#define SATHACH_TOOLS_WORK_COLLECT_H

#include "tools/office/collect.h"
#include "tools/work/work.h"

struct collect_request {
    struct work_words path; /* none: the inbox */
};

struct collect_reply {
    bool is_done; /* the counts are whole */
    size_t files, fresh, known, other, damaged, conflict, missing, passed_over, closed, unread,
        left, room;
    struct collect_forks forks;  /* papers of which a journal in conflict came; owned */
    struct collect_seats silent; /* seats that left no manifest; owned */
    struct collect_seats others; /* seats with another program than most; owned */
};

/* Both as lines for people, translated; nothing where there are none. */
void collect_say_seats(const struct collect_reply *r, struct buf *out);

/* What became of each file is told (WORK_LINE). Ends as the most serious file did. */
extern const struct work_op collect_op;

/* What the files found would be taken in as, by their names, sizes and the times when they were
 * written last: what collecting is bound to. Their contents are not read for it, for the desk looks
 * at every stick each ten seconds; each is verified by its own seal when it is taken in. A seat's
 * checkpoint follows another every few seconds and counts for none. */
enum err_code collect_hash_items(const struct collect *c, uint8_t hash[CRYPT_HASH],
                                 struct err *e) ERR_MUST_CHECK;

#endif
