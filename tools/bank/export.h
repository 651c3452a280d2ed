/* Banks in clear for other systems. What is written here is read back to the same questions by the
 * importer of its format. */
#ifndef SATHACH_TOOLS_BANK_EXPORT_H
#define SATHACH_TOOLS_BANK_EXPORT_H

#include "tools/import/bank_folder.h"

enum { EXPORT_MAX = 256 * 1024 * 1024 };

struct export_format {
    const char *name; /* for --format */
    enum err_code (*write)(const struct bank_folder *b, struct buf *out, struct err *e);
};
/* A row a format: its name, and its writer. */
#define EXPORT_TABLE(X) \
    X("gift", export_gift) \
    X("moodle", export_moodle) \
    X("csv", export_csv) \
    X("qti", export_qti)
#define EXPORT_CHOICE(name, write) "|" name
/* "gift|moodle|…", for the command's help. */
#define EXPORT_CHOICES (&(EXPORT_TABLE(EXPORT_CHOICE))[1])

/* All of them; ends with a row of NULL name. */
const struct export_format *export_all(void);
const struct export_format *export_find(const char *name);

/* The bank's rows pool by pool, in their order within each: calls take for every one that is no
 * repeat. Stops at the first error. */
typedef enum err_code export_take(void *context, const struct bank_row *r, struct err *e);
enum err_code export_each(const struct bank_folder *b, export_take *take, void *context,
                          struct err *e) ERR_MUST_CHECK;

/* One writer a file. Bytes do not hang on clock or machine. */
enum err_code export_gift(const struct bank_folder *b, struct buf *out,
                          struct err *e) ERR_MUST_CHECK;
enum err_code export_moodle(const struct bank_folder *b, struct buf *out,
                            struct err *e) ERR_MUST_CHECK;
enum err_code export_csv(const struct bank_folder *b, struct buf *out,
                         struct err *e) ERR_MUST_CHECK;
/* QTI 3.0: a package with one file an item and a test whose sections are the pools. */
enum err_code export_qti(const struct bank_folder *b, struct buf *out,
                         struct err *e) ERR_MUST_CHECK;

#endif
