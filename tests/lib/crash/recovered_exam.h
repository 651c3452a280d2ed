/* What a killed client left in its data folder, seen with the office's key: the answers in the
 * attempt, and the answers file with its score. */
#ifndef SATHACH_TESTS_REMAINS_H
#define SATHACH_TESTS_REMAINS_H

#include "tests/lib/crash/scripted_candidate.h"
#include "tools/office/office_session.h"

enum { REMAINS_WHY = 256 };

/* The office, which never changes: one paper of one session. */
struct recovered_exam {
    struct workspace workspace;
    struct keys_secret *key;
    struct office_session opened;
    struct paper drawn;
    uint32_t paper;
};

enum err_code recovered_exam_open(struct recovered_exam *r, const char *office, const char *session,
                                  const char *pass_file, const char *sbd,
                                  struct err *e) ERR_MUST_CHECK;
void recovered_exam_close(struct recovered_exam *r);
/* The place at which the right answer of a question stands. */
unsigned recovered_exam_right_place(const struct recovered_exam *r, unsigned question);

/* How many of the script's answers stand in the attempt: each as typed and in its order, behind a
 * journal that verifies. -1 when something else stands there or it does not open; why then says it.
 * Looks at a copy below `aside`, so that the client finds what was left. */
long recovered_exam_answers(const struct recovered_exam *r,
                            const struct scripted_candidate_script *script, const char *folder,
                            const char *aside, char why[REMAINS_WHY]);
/* True when there is exactly one answers file, it opens and verifies, was handed in, holds the
 * script's answers and no other, and bears the receipt (NULL: any). points: what the office grades
 * it with. */
bool recovered_exam_handed_in(const struct recovered_exam *r,
                              const struct scripted_candidate_script *script, const char *folder,
                              const char *receipt, unsigned *points, char why[REMAINS_WHY]);
/* Files in the folder beside the attempt and the answers: what a kill in the middle of writing
 * left. */
unsigned recovered_exam_other_files(const char *folder);
/* Removes a folder of files. */
void recovered_exam_remove(const char *folder);

#endif
