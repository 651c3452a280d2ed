/* An XLSX workbook's parts beside its sheets' rows: texts, formats, fonts, and where the sheets
 * lie. */
#ifndef SATHACH_TOOLS_IMPORT_SPREADSHEET_H
#define SATHACH_TOOLS_IMPORT_SPREADSHEET_H

#include "tools/import/xml.h"
#include "tools/import/zip.h"

#include <stdbool.h>
#include <stddef.h>

enum { SPREADSHEET_SHEETS_MAX = 256 };

/* A text, and the runs it consists of when they have fonts of their own. */
struct spreadsheet_run {
    char *text, *font;        /* owned; font NULL: the cell's */
    bool has_look, is_struck; /* has_look: formats of its own, not the cell's */
};
struct spreadsheet_text {
    struct spreadsheet_run *run; /* owned */
    size_t runs;
};
struct spreadsheet_style {
    const char *code;     /* of its number format; NULL: a format that only the writer's
                                      machine knows */
    unsigned long format; /* its number */
    const char *font;     /* NULL for none */
    bool is_struck;       /* a line through the text */
};
struct spreadsheet_font {
    char *name; /* owned; NULL for none */
    bool is_struck;
};
struct spreadsheet_format {
    unsigned long id;
    char *code; /* owned */
};
struct spreadsheet_sheet {
    char *name, *path; /* owned */
    bool is_hidden;
};
struct spreadsheet {
    struct zip zip;
    bool date1904;
    bool is_libreoffice;             /* written by LibreOffice */
    struct spreadsheet_text *shared; /* shared strings; owned */
    size_t shareds, shared_room;
    struct spreadsheet_format *format; /* the workbook's own, by id; owned */
    size_t formats, format_room;
    struct spreadsheet_font *font; /* owned */
    size_t fonts, font_room;
    struct spreadsheet_style *style; /* by cell format; owned */
    size_t styles, style_room;
    struct spreadsheet_sheet sheet[SPREADSHEET_SHEETS_MAX];
    size_t sheets;
    size_t steps; /* formats compared while they were looked up: grows near
                                      linearly with the file */
};

/* True when the bytes are a workbook of this format. */
bool spreadsheet_is(const void *bytes, size_t len);
/* Reads all of it; *w is malloc'd: spreadsheet_close. The bytes may go away. */
enum err_code spreadsheet_open(const void *bytes, size_t len, struct spreadsheet **w,
                               struct err *e) ERR_MUST_CHECK;
void spreadsheet_close(struct spreadsheet *w);
/* The text of <si> or <is>, without phonetic hints: empty for NULL. Raised and lowered text as its
 * own characters; what has none becomes U+001A, which no text may hold. Owned by the caller:
 * spreadsheet_text_free. */
enum err_code spreadsheet_read_text(const xmlNode *node, struct spreadsheet_text *out,
                                    struct err *e) ERR_MUST_CHECK;
void spreadsheet_text_free(struct spreadsheet_text *t);
/* The style of this number; the default one for those that are not there. */
struct spreadsheet_style spreadsheet_style(const struct spreadsheet *w, unsigned long number);

#endif
