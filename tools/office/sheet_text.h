/* A typed sheet as a file: sessions/SESSION/sheets/NNNN.tsv, the marks that were printed to be
 * signed, each with what it samples, and all rows of the signed sheet that were typed in so far. A
 * corrected one follows it; none is ever replaced. Layout: FORMATS.md, "Sheet". */
#ifndef SATHACH_TOOLS_OFFICE_SHEET_TEXT_H
#define SATHACH_TOOLS_OFFICE_SHEET_TEXT_H

#include "app/core/code.h"
#include "tools/office/sheet_sample.h"

enum {
    SHEET_TEXT_MAX = 8 * 1024 * 1024, /* bytes of a file */
    SHEET_SBD = 64,                   /* bytes with NUL */
    SHEET_HEX = 2 * CRYPT_HASH + 1,
    SHEET_MARKS_MAX = 9999
};
#define SHEET_STRANGER UINT32_MAX /* the row of somebody whom the roster does not know */

enum sheet_said {
    SHEET_RECEIPT,
    SHEET_ABSENT,
    SHEET_UNSIGNED,
    SHEET_NO_CODE, /* signed, and no code stands there: the person was there */
    SHEET_SAIDS
};
/* "absent", "unsigned", "no-code": the file's words; "" for a receipt. */
const char *sheet_text_word(enum sheet_said said);

struct sheet_mark {
    uint64_t size;            /* lines of the log */
    uint8_t root[CRYPT_HASH]; /* over them */
    char lot[SHEET_LOT];      /* dice thrown for it; "" for none */
    uint32_t sampled, papers; /* how many of the papers it is the first to cover are asked */
    uint64_t line;            /* of the log, that says it was printed; 0 in a file */
};
struct sheet_row {
    uint32_t paper; /* index, or SHEET_STRANGER */
    char sbd[SHEET_SBD];
    enum sheet_said said;
    char receipt[CODE_RECEIPT + 1]; /* "" but for SHEET_RECEIPT */
};
struct sheet_text {
    char session[SHEET_HEX];
    struct sheet_mark *mark; /* owned; in their order */
    size_t marks;
    struct sheet_row *row; /* owned; by paper, strangers behind them, by SBD */
    size_t rows;
};
void sheet_text_free(struct sheet_text *t);
/* The file's bytes. */
void sheet_text_write(const struct sheet_text *t, struct buf *out);
/* Reads it back: bytes that sheet_text_write would not make are ERR_FORMAT, with the line where
 * there is one. Free *out in any case. */
enum err_code sheet_text_read(const char *text, size_t len, const char *name,
                              struct sheet_text *out, struct err *e) ERR_MUST_CHECK;
/* Puts a row in its place, over what was said of the same paper or stranger before. ERR_LIMIT when
 * memory ends. */
enum err_code sheet_text_put(struct sheet_text *t, const struct sheet_row *row,
                             struct err *e) ERR_MUST_CHECK;

#endif
