/* INI files as people write them: [group], key=value, # comment; UTF-8, with or without a
 * byte-order mark. GLib's GKeyFile takes the values apart; what
 * is wrong is said here, in our words, with the line: a line that is none of the three, a group or
 * key that nobody reads (with those that are), one that stands twice, a value that is no number or
 * no yes or no. */
#ifndef SATHACH_TOOLS_TABLE_INI_H
#define SATHACH_TOOLS_TABLE_INI_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { INI_FILE_MAX = 1024 * 1024 };

/* A group that a file may have. */
struct ini_group {
    const char *name; /* "profile"; "part *": any name behind "part " */
    const char *keys; /* "id title title_en": all that may stand in it; "*": any */
};
struct ini;

/* Takes text (len bytes, called `file` in messages) apart; groups ends with a NULL name. ERR_FORMAT
 * names file, line and what was wrong. The caller frees
 * *out with ini_free. */
enum err_code ini_parse(const char *text, size_t len, const char *file,
                        const struct ini_group *groups, struct ini **out,
                        struct err *e) ERR_MUST_CHECK;
/* The same from a file. ERR_IO when it cannot be read. */
enum err_code ini_read(const char *path, const struct ini_group *groups, struct ini **out,
                       struct err *e) ERR_MUST_CHECK;
void ini_free(struct ini *ini);

/* Groups in the file's order, from 0; NULL past the last. */
const char *ini_group_at(const struct ini *ini, size_t i);
/* Keys of a group in the file's order, likewise. */
const char *ini_key_at(const struct ini *ini, const char *group, size_t i);
bool ini_has_group(const struct ini *ini, const char *group);
/* The line of a key, or of a group with a NULL key, from 1; 0 when it is not there. */
size_t ini_line(const struct ini *ini, const char *group, const char *key);

/* Text of a key into *out, malloc'd; NULL when the key is not there. ERR_FORMAT for a wrong \ in
 * it. */
enum err_code ini_text(const struct ini *ini, const char *group, const char *key, char **out,
                       struct err *e) ERR_MUST_CHECK;
/* Texts with semicolons between; *out malloc'd with the texts in it (ini_list_free), *count 0 when
 * the key is not there. */
enum err_code ini_list(const struct ini *ini, const char *group, const char *key, char ***out,
                       size_t *count, struct err *e) ERR_MUST_CHECK;
void ini_list_free(char **list, size_t count);
/* A whole number in low … high; *out is left alone when the key is not there. ERR_FORMAT shows the
 * value. */
enum err_code ini_number(const struct ini *ini, const char *group, const char *key, long low,
                         long high, long *out, struct err *e) ERR_MUST_CHECK;
/* true or false; *out is left alone when the key is not there. */
enum err_code ini_bool(const struct ini *ini, const char *group, const char *key, bool *out,
                       struct err *e) ERR_MUST_CHECK;

#endif
