/* What headings and cells say of a question's place: "1.1. Câu hỏi Pháp luật chung - Khảo sát địa
 * hình - Hạng I". */
#ifndef SATHACH_TOOLS_IMPORT_HEADING_H
#define SATHACH_TOOLS_IMPORT_HEADING_H

#include "tools/import/fields.h"

#include <stdbool.h>

/* True when a line begins as such a heading does: a section number or none, "Câu hỏi", the name of
 * a pool. */
bool heading_begins(const char *line);
/* field/grade/pool of a heading (its lines joined by blanks) into out; false when field or grade is
 * not known: *why says which (translated). */
bool heading_read(const char *line, const struct fields *fields, char *out, size_t room,
                  const char **why);
/* "Hạng II", "II", "2": "II"; NULL for none of the three. */
const char *heading_grade(const char *text);
/* "Pháp luật chung", "Câu hỏi Chuyên môn", "phap-luat-rieng": the pool's id; NULL for none. */
const char *heading_pool(const char *text);

#endif
