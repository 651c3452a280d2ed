/* Virtual candidates: journals made as a seat makes them, for training sessions. */
#ifndef SATHACH_TOOLS_OFFICE_SIMULATED_CANDIDATE_H
#define SATHACH_TOOLS_OFFICE_SIMULATED_CANDIDATE_H

#include "app/core/answers.h"
#include "tools/office/office_session.h"

/* Answers a paper from its K0: some questions twice, some not at all, some marked; hands in.
 * `skill` is the chance in percent of a right answer. Appends the answers package to out and its
 * file name to name. The same stream gives the same journal. */
enum err_code simulated_candidate_answer(const struct office_session *s, uint32_t paper,
                                         unsigned skill, struct crypt_stream *dice, struct buf *out,
                                         char name[ANSWERS_NAME], struct err *e) ERR_MUST_CHECK;

#endif
