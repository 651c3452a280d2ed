/* Every list and paper that `report` makes, in every format it comes in: one table of makers. */
#ifndef SATHACH_TOOLS_REPORT_LISTS_H
#define SATHACH_TOOLS_REPORT_LISTS_H

#include "tools/report/source.h"
#include "tools/report/table.h"

enum lists_format { LISTS_CSV, LISTS_XLSX, LISTS_PDF, LISTS_HTML, LISTS_JSON, LISTS_FORMATS };
enum { LISTS_FILE_MAX = 64 * 1024 * 1024 };

struct lists_kind {
    const char *name;                 /* "passlist" */
    bool needs_results, needs_grading;
    /* What it lists: shown in the terminal, written as CSV, XLSX and JSON; NULL for papers. */
    enum err_code (*table)(const struct report_source *src, enum table_lang lang, struct table *out, struct err *e);
    /* Formats that are made in a way of their own; each appends a file's bytes. */
    enum err_code (*make[LISTS_FORMATS])(const struct report_source *src, struct buf *out, struct err *e);
    const char *file[LISTS_FORMATS];  /* the file's name where it is not NAME.FORMAT */
};
/* All kinds, ended by one without a name. */
extern const struct lists_kind LISTS[];

/* True when the list comes in a format. */
bool lists_has(const struct lists_kind *kind, enum lists_format f);
/* Appends the file's bytes, in a format that it has; src must hold what the kind needs. */
enum err_code lists_make(const struct lists_kind *kind, enum lists_format f, const struct report_source *src, struct buf *out, struct err *e) ERR_MUST_CHECK;
const struct lists_kind *lists_find(const char *name);
/* "csv" …; and back, LISTS_FORMATS for an unknown one. */
const char *lists_format_name(enum lists_format f);
enum lists_format lists_format_find(const char *name);
/* "csv, xlsx, json": what a kind comes in. */
void lists_formats_of(const struct lists_kind *kind, char *out, size_t room);

#endif
