/* bank show NAME --questions: every question with its id, as decisions and statistics name it. */
#ifndef SATHACH_TOOLS_CMD_BANK_QUESTIONS_H
#define SATHACH_TOOLS_CMD_BANK_QUESTIONS_H

#include "app/core/bank.h"
#include "tools/table/json.h"

/* A line each, by pool: id, the key's letter, the stem on one line. */
void bank_questions_print(const struct bank_source *s);
/* [{"id", "answer", "stem", "options": [4], "note", "pools": [names]}…] as the value that is
 * due. */
void bank_questions_json(const struct bank_source *s, struct json *j);

#endif
