/* One value of an INI file changed, everything else left byte for byte as it stands: comments,
 * blank lines, keys that nobody reads. */
#ifndef SATHACH_TOOLS_TABLE_INI_EDIT_H
#define SATHACH_TOOLS_TABLE_INI_EDIT_H

#include "app/core/buf.h"

/* Appends text (len bytes) to out with key=value in [group]: in the line that has the key, else in
 * that of "# key=" in this group, else as its last line; where there is no such group it is put at
 * the end. value "": the key's line becomes a comment. The value is written so that ini_text reads
 * it back. out's cap bounds it. */
void ini_edit(const char *text, size_t len, const char *group, const char *key, const char *value,
              struct buf *out);

#endif
