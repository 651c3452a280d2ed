/* Sentences of proof for programs: arrays of {id, text}. */
#ifndef SATHACH_TOOLS_CMD_PROVING_H
#define SATHACH_TOOLS_CMD_PROVING_H

#include "tools/office/proof.h"
#include "tools/table/json.h"

/* Inside an object: "proved" and "not_proved". */
void proving_json(struct json *j, const struct proof *p);

#endif
