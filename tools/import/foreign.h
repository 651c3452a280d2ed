/* Files that look like one of ours by name or use and are none: each recognised by its content, and
 * what to do said. */
#ifndef SATHACH_TOOLS_IMPORT_FOREIGN_H
#define SATHACH_TOOLS_IMPORT_FOREIGN_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

/* ERR_OK when the bytes are none of them; else ERR_FORMAT, which names the kind and what to save it
 * as ("an old Word document (.doc) … save it as .docx"). */
enum err_code foreign_check(const void *bytes, size_t len, struct err *e) ERR_MUST_CHECK;

#endif
