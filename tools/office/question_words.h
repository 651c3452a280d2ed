/* The first words of a question, by which people know it: a hash tells nobody anything. */
#ifndef SATHACH_TOOLS_OFFICE_QUESTION_WORDS_H
#define SATHACH_TOOLS_OFFICE_QUESTION_WORDS_H

#include "tools/office/office_session.h"

enum { QUESTION_WORDS = 128 }; /* bytes, with NUL */

/* On one line, fit for a terminal; an ellipsis where there is more. The session's bank must be
 * open. ERR_* of reading its cell. */
enum err_code question_words(const struct office_session *s, const struct bank_entry *q,
                             char out[QUESTION_WORDS], struct err *e) ERR_MUST_CHECK;

/* The whole text of a question by its id, options as written; free with bank_question_free. ERR_NO:
 * the bank has none of this id. */
enum err_code question_text(const struct office_session *s, const uint8_t qid[CRYPT_HASH],
                            struct bank_question *out, struct err *e) ERR_MUST_CHECK;

#endif
