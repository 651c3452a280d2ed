/* The formats a bank can be imported from, and how each is recognised. */
#ifndef SATHACH_TOOLS_IMPORT_FORMATS_H
#define SATHACH_TOOLS_IMPORT_FORMATS_H

#include "tools/import/fields.h"
#include "tools/import/importer.h"

enum { FORMATS_FILE_MAX = 256 * 1024 * 1024 };

struct formats_format {
    const char *name; /* for --format */
    bool (*is)(const void *bytes, size_t len);
    enum err_code (*read)(const void *bytes, size_t len, const struct fields *fields,
                          struct importer *in, struct err *e);
};
/* A row a format, in the order they are recognised in: its name, how it is recognised, how it is
 * read. GIFT last: any text with a brace may be it. */
#define FORMATS_TABLE(X) \
    X("pdf", pdf_is, pdf_read) \
    X("xlsx", rows_is_xlsx, grid_read_xlsx) \
    X("docx", word_is, word_read) \
    X("qti", is_qti, read_qti) \
    X("moodle", moodle_is, read_moodle) \
    X("csv", grid_is_csv, grid_read_csv) \
    X("aiken", aiken_is, read_aiken) \
    X("gift", gift_is, read_gift)
#define FORMATS_CHOICE(name, is, read) "|" name
/* "pdf|xlsx|…", for the command's help. */
#define FORMATS_CHOICES (&(FORMATS_TABLE(FORMATS_CHOICE))[1])

/* All of them; ends with a row of NULL name. */
const struct formats_format *formats_all(void);
/* The format of this name; NULL for none. */
const struct formats_format *formats_find(const char *name);
/* The format that the bytes are in, by their content; NULL when none recognises them. Text in
 * an encoding that encoding.h knows is recognised as what it becomes. */
const struct formats_format *formats_recognise(const void *bytes, size_t len);
/* Why none does: ERR_FORMAT, for a text in an encoding that is not known by that. */
enum err_code formats_say_unknown(const void *bytes, size_t len, struct err *e) ERR_MUST_CHECK;

#endif
