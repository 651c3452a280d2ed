/* The questions that an import rejected, as the commands list them. */
#ifndef SATHACH_TOOLS_CMD_BANK_REJECTED_H
#define SATHACH_TOOLS_CMD_BANK_REJECTED_H

#include "tools/import/rejected.h"
#include "tools/table/json.h"

/* Those that wait, then those set aside, up to `most` of each (0: all), a line each: number, place,
 * reason, first words. */
void bank_rejected_print(const struct rejected *r, size_t most);
/* "rejections": […] of an object under way, those that wait and those set aside. */
void bank_rejected_json(const struct rejected *r, struct json *j);

#endif
