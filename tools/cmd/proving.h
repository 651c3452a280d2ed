/* Sentences of proof as commands show them: a line each, or arrays of {id, text}. */
#ifndef SATHACH_TOOLS_CMD_PROVING_H
#define SATHACH_TOOLS_CMD_PROVING_H

#include "tools/office/proof.h"
#include "tools/table/json.h"

/* "+ …" and "− …" on stdout, two blanks in front. */
void proving_print(const struct proof *p);
/* Inside an object: "proved" and "not_proved". */
void proving_json(struct json *j, const struct proof *p);

#endif
