/* Names of fields: code, title and aliases, as rosters and headings write them. */
#ifndef SATHACH_TOOLS_IMPORT_FIELDS_H
#define SATHACH_TOOLS_IMPORT_FIELDS_H

#include <stddef.h>

struct fields {
    struct fields_name {
        char *code, *key;
    } * name; /* owned; key: normal_key of the name */
    size_t count;
};
/* Adds a name of a field; NULL and names without letters or digits are passed over. */
void fields_add(struct fields *f, const char *code, const char *name);
void fields_free(struct fields *f);
/* Code of the field of this name, upper or lower case, with or without diacritics; NULL when none
 * has it. Owned by f. */
const char *fields_find(const struct fields *f, const char *name);

/* The nineteen fields of the last published bank (QĐ 163/QĐ-BXD 2025), in its order. */
struct fields_official {
    const char *code, *title;
};
const struct fields_official *fields_official(size_t *count);

#endif
