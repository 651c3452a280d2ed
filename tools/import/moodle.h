/* Moodle XML: quiz/question[@type]. Single choice means: single is true and exactly one answer has
 * fraction 100. */
#ifndef SATHACH_TOOLS_IMPORT_MOODLE_H
#define SATHACH_TOOLS_IMPORT_MOODLE_H

#include "tools/import/importer.h"

bool moodle_is(const void *bytes, size_t len);
/* Other types are rejected and counted by their names; a question with a picture is rejected.
 * ERR_FORMAT when it is no well-formed XML or has a document type: what was read before it stands
 * in the importer and must not be used. */
enum err_code moodle_read(const void *bytes, size_t len, struct importer *in,
                          struct err *e) ERR_MUST_CHECK;

#endif
