/* The audit log of a session: what its results stand on, a line each, chained by hashes. It is made from the immutable files alone, in an order of its own
 * and without times, so that whoever holds the files makes the same log and gets the same head. sessions/NAME/log.tsv is its signed copy; the head is printed
 * in reports and trusted comments, so that a line taken away, put in, moved or edited later is found, by number. */
#ifndef SATHACH_TOOLS_OFFICE_LOG_H
#define SATHACH_TOOLS_OFFICE_LOG_H

#include "tools/office/collection.h"
#include "tools/office/decision.h"

enum { LOG_HEX = 2 * CRYPT_HASH + 1, LOG_FILE_MAX = 64 * 1024 * 1024 };

struct log_line {
    const char *kind;   /* "session", "bank", "journal", "decision" */
    char name[64];      /* "ca-1", "mau", "0007", "0001" */
    char hash[LOG_HEX]; /* of the file; of a journal its head, which the receipt begins with */
    char chain[LOG_HEX];/* hash(LABEL_LOG, chain before ‖ kind ‖ 0 ‖ name ‖ 0 ‖ hash); the first follows 64 zeros */
};
struct log {
    struct log_line *line; /* owned */
    size_t count;
};

/* Session, bank, journals by paper and head, decisions by number. */
enum err_code log_make(const struct sitting *s, const struct collection *c, const struct decisions *ds, struct log *out, struct err *e) ERR_MUST_CHECK;
void log_free(struct log *log);
/* The last chain value; "" for an empty log. */
const char *log_head(const struct log *log);
/* TSV: number, kind, name, hash, chain, a line each; and the copy compared with what the files give now. ERR_AUTH names the first line that is
 * edited, missing, moved or too many. */
void log_write(const struct log *log, struct buf *out);
enum err_code log_compare(const struct log *log, const char *text, size_t len, const char *name, struct err *e) ERR_MUST_CHECK;

#endif
