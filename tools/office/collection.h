/* What came back from the seats: answers and resume files, each opened, verified and kept under
 * inbox/SESSION/. */
#ifndef SATHACH_TOOLS_OFFICE_COLLECTION_H
#define SATHACH_TOOLS_OFFICE_COLLECTION_H

#include "app/core/answers.h"
#include "tools/office/log_evidence.h"
#include "tools/office/office_session.h"

/* One journal that came, as answers or as a checkpoint, verified: its chain from K0 and its
 * binding. state is that before the first event that no seat would have written; state.count less
 * than submission_events tells of one. */
struct submission {
    char *file;     /* its name in inbox/SESSION/; owned */
    bool is_resume; /* a checkpoint: the journal so far, under the candidate's key */
    uint32_t paper;
    uint8_t head[CRYPT_HASH];
    struct buf records; /* count * JOURNAL_RECORD bytes */
    struct journal_state state;
};

/* The clear header of answers or a resume. What it says is anybody's word. ERR_FORMAT when it is
 * neither. */
enum err_code submission_peek(const void *bytes, size_t len, struct answers_info *out,
                              bool *is_resume, struct err *e) ERR_MUST_CHECK;
/* True for the name of an answers or resume file. */
bool submission_is_file_name(const char *name);
/* Opens and verifies bytes as an answers or resume file of this session. ERR_POLICY another
 * session; ERR_FORMAT/ERR_AUTH damaged or altered. */
enum err_code submission_open(const struct office_session *s, const struct keys_secret *office,
                              const void *bytes, size_t len, struct submission *out,
                              struct err *e) ERR_MUST_CHECK;
void submission_free(struct submission *m);
size_t submission_events(const struct submission *m);

/* All files of inbox/SESSION/, verified, sorted by paper, then events, then head: the same whatever
 * the order they came in. */
struct collection {
    struct submission *item;
    size_t count;
};
enum err_code collection_read(const struct office_session *s, const struct keys_secret *office,
                              struct collection *out, struct err *e) ERR_MUST_CHECK;
/* The same, and with the files once read what the log says of the session's inbox
 * (log_evidence_check, but for the lines that are lost): told first, before what is wrong inside a
 * file. */
enum err_code collection_read_checked(const struct office_session *s,
                                      const struct keys_secret *office,
                                      const struct log_evidence_lost *lost, struct collection *out,
                                      struct err *e) ERR_MUST_CHECK;
/* Takes a copy of one more, in its place. */
enum err_code collection_add(struct collection *c, const struct submission *m,
                             struct err *e) ERR_MUST_CHECK;
void collection_free(struct collection *c);

/* The journals of one paper, one after the other: NULL before the first and behind the last. */
const struct submission *collection_next(const struct collection *c, uint32_t paper,
                                         const struct submission *before);

#endif
