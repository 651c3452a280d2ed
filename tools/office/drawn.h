/* drawn.tsv: everything that a closed session's papers were drawn from, and the papers, so that
 * anybody draws them again and finds the commitment in the log; no secret is needed. It tells which
 * questions each number had. Layout: FORMATS.md, "drawn.tsv". */
#ifndef SATHACH_TOOLS_OFFICE_DRAWN_H
#define SATHACH_TOOLS_OFFICE_DRAWN_H

#include "tools/office/commit.h"
#include "tools/office/office_session.h"

/* Name of the file below reports/SESSION/. */
#define DRAWN_FILE "drawn.tsv"
/* Its first line, and the columns' line. */
#define DRAWN_FIRST "#sathach drawn 1"
#define DRAWN_HEADING "paper\tsbd\tfield\tgrade\texempt\textra\tseat\tcells\torders"
enum { DRAWN_FILE_MAX = PACKAGE_MAX };

/* Appends the text of an opened session with its bank; said: what was committed to. */
enum err_code drawn_write(const struct office_session *s, const struct commit *said,
                          struct buf *out, struct err *e) ERR_MUST_CHECK;
/* True for a text that begins as such a file does. */
bool drawn_is_text(const void *text, size_t len);

struct drawn {
    uint8_t session[CRYPT_HASH]; /* hash of the session's file */
    struct commit said;          /* as NAME.draw: commit_write makes the same bytes */
    uint8_t D[CRYPT_KEY];
    char lot[SESSION_TEXT_MAX]; /* "" for none */
    struct profile profile;
    struct bank_office bank;      /* pools, and of its entries whether options refer; no key */
    struct session_roster roster; /* numbers, fields, grades, rights and seats alone */
    const char *rows;             /* the papers' lines in the text that was read */
    size_t rows_len;
};
/* Reads a text that stays while out is used. ERR_FORMAT with the line. Free with drawn_free. */
enum err_code drawn_read(const char *text, size_t len, const char *name, struct drawn *out,
                         struct err *e) ERR_MUST_CHECK;
void drawn_free(struct drawn *d);

/* The commitment is that of what stands there, with this bank's file. ERR_NO when not. */
enum err_code drawn_check_commitment(const struct drawn *d, const struct bank *bank,
                                     struct err *e) ERR_MUST_CHECK;
/* The lines of commitment and session in the log, the former before the latter. ERR_NO when they
 * are not there so. */
struct drawn_lines {
    uint64_t commitment, session;
    unsigned commitments; /* of this name */
};
enum err_code drawn_find_lines(const struct drawn *d, const struct log *l, struct drawn_lines *out,
                               struct err *e) ERR_MUST_CHECK;
/* Draws every paper again. ERR_NO names the first that is another. */
enum err_code drawn_draw_again(const struct drawn *d, struct err *e) ERR_MUST_CHECK;

#endif
