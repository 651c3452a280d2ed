/* The formats a bank can be imported from, and how each is recognised. */
#ifndef SATHACH_TOOLS_IMPORT_FORMATS_H
#define SATHACH_TOOLS_IMPORT_FORMATS_H

#include "tools/import/fields.h"
#include "tools/import/intake.h"

enum { FORMATS_FILE_MAX = 256 * 1024 * 1024 };

struct formats_format {
    const char *name;      /* for --format */
    bool (*is)(const void *bytes, size_t len);
    enum err_code (*read)(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e);
};
/* All of them; ends with a row of NULL name. */
const struct formats_format *formats_all(void);
/* The format of this name; NULL for none. */
const struct formats_format *formats_find(const char *name);
/* The format that the bytes are in, by their content; NULL when none recognises them. */
const struct formats_format *formats_recognise(const void *bytes, size_t len);

#endif
