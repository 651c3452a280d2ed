/* What the results of a session stand on: a line a file, sorted, without times, made of the files
 * alone. Whoever holds the same files, in whatever order they came, makes the same bytes.
 * sessions/NAME/basis.tsv is its signed copy; its hash stands in results.tsv, in the log's line of
 * what was graded, in trusted comments and at the foot of papers. Layout: FORMATS.md. */
#ifndef SATHACH_TOOLS_OFFICE_BASIS_H
#define SATHACH_TOOLS_OFFICE_BASIS_H

#include "tools/office/collection.h"
#include "tools/office/decision.h"

enum { BASIS_HEX = 2 * CRYPT_HASH + 1, BASIS_NAME = 256, BASIS_FILE_MAX = 64 * 1024 * 1024 };

struct basis_line {
    const char *kind;      /* "session", "bank", "people", "sheet", "journal", "order", "manifest",
                              "damaged", "decision", "lost" */
    char name[BASIS_NAME]; /* "ca-1", "0007", "0001" …; "-" for none */
    char hash[BASIS_HEX];  /* of the file; of a journal its head, which the receipt begins with */
};
struct basis {
    struct basis_line *line; /* owned; sorted by kind, name, hash */
    size_t count;
    char hash[BASIS_HEX]; /* of the text that basis_write makes */
};

/* Session, bank, people; of the typed sheets the last; journals; orders, manifests and damaged
 * files by the lines of the log; decisions in force but the close; what was ruled lost. Nothing
 * that came after a close in force (the session's horizon). ERR_LIMIT when memory ends. */
enum err_code basis_make(const struct office_session *s, const struct collection *c,
                         const struct decisions *ds, struct basis *out,
                         struct err *e) ERR_MUST_CHECK;
void basis_free(struct basis *b);
/* "#sathach basis 1", then kind, name, hash, a line each; and the copy compared with what the files
 * give now. ERR_AUTH names the first line that is edited, missing, moved or too many. */
void basis_write(const struct basis *b, struct buf *out);
enum err_code basis_compare(const struct basis *b, const char *text, size_t len, const char *name,
                            struct err *e) ERR_MUST_CHECK;

#endif
