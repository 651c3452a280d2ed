/* A question that a decision is about, as whoever decides may read it: its text and options as
 * written, never which of them is right. Nothing is written; no command does it alone. */
#ifndef SATHACH_TOOLS_WORK_QUESTION_LOOK_H
#define SATHACH_TOOLS_WORK_QUESTION_LOOK_H

#include "tools/office/grading.h"
#include "tools/office/question_words.h"
#include "tools/work/work.h"

struct question_look_request {
    const char *session;
    const char *question; /* as a ruling names it: paper and place, or the beginning of its id */
};

struct question_look_reply {
    bool is_found;
    size_t papers;              /* on which it stands */
    char words[QUESTION_WORDS]; /* its first ones; where it may not be read yet, that it may not */
    struct bank_question text;  /* stem NULL where it may not be read yet; owned */
};

/* What it says is no secret any more once papers came, or where the session is a rehearsal; before
 * that whoever asks would read the exam to come question by question: words say so then, and text
 * stays zero. text: free with bank_question_free, whatever comes back. */
enum err_code question_look_tell(const struct grading *g, const uint8_t qid[CRYPT_HASH],
                                 char words[QUESTION_WORDS], size_t *papers,
                                 struct bank_question *text, struct err *e) ERR_MUST_CHECK;

extern const struct work_op question_look_op;

#endif
