/* decide: what the council decided, taken down and signed; or what it would change. What was
 * previewed elsewhere before (seen) is signed only while it would still change the same: ERR_BUSY
 * once another decision was taken meanwhile, or files came in. */
#ifndef SATHACH_TOOLS_WORK_DECIDE_H
#define SATHACH_TOOLS_WORK_DECIDE_H

#include "tools/office/grading.h"
#include "tools/office/question_words.h"
#include "tools/office/reconcile.h"
#include "tools/work/office.h"

struct decide_request {
    const char *session;
    struct work_words ruling; /* "question ID void", "paper P journal HEAD", … */
    const char *reason, *by;
    bool is_preview;
    const uint8_t
        *seen; /* no option: what the preview's reply had as `seen`; NULL: not previewed */
};

struct decide_reply {
    struct office office;   /* resting (office_rest) */
    struct grading grading; /* with the decision as its last one */
    struct results before, after;
    const struct decision *decision; /* of grading; NULL: none was taken */
    char words[QUESTION_WORDS];      /* of the question it is on; "" for none */
    size_t papers;                   /* on which that question stands */
    struct bank_question text;       /* of it, options as written; stem NULL for none; owned */
    struct reconcile open;           /* of a close: what does not add up by then; owned */
    uint8_t lost; /* bit i: option i was right until now and is no more; where text is there */
    enum table_lang lang;     /* of the words for states */
    uint8_t seen[CRYPT_HASH]; /* hash of the decision's number and words and of all that
                                        changes */
};

/* The decision and whose score and result change, as lines for people. A work_op's say. */
void decide_say(const void *request, const void *reply, struct buf *out);

/* Why papers come out otherwise, a line for each way in which they do; of a decision that changes
 * nothing, why it does not; of a close, too, what is open then, the first of many. Translated. */
void decide_say_why(const struct decide_reply *d, struct buf *out);
/* True when a paper comes out the same. */
bool decide_is_same(const struct result *before, const struct result *after);

extern const struct work_op decide_op;

#endif
