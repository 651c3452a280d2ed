/* Every list and paper that `report` makes, in every format it comes in: one table of makers. */
#ifndef SATHACH_TOOLS_REPORT_LISTS_H
#define SATHACH_TOOLS_REPORT_LISTS_H

#include "tools/report/passlist.h"

/* A row a format: how the code calls it, and its name, which is the ending of its files, too. */
#define REPORT_KINDS_FORMAT_TABLE(X) \
    X(REPORT_KINDS_CSV, "csv") \
    X(REPORT_KINDS_XLSX, "xlsx") \
    X(REPORT_KINDS_PDF, "pdf") \
    X(REPORT_KINDS_HTML, "html") \
    X(REPORT_KINDS_JSON, "json")
#define REPORT_KINDS_FORMAT_ID(id, name) id,
#define REPORT_KINDS_FORMAT_CHOICE(id, name) "," name
/* "csv,xlsx,…", for the commands' help. */
#define REPORT_KINDS_FORMAT_CHOICES (&(REPORT_KINDS_FORMAT_TABLE(REPORT_KINDS_FORMAT_CHOICE))[1])

enum report_kinds_format { REPORT_KINDS_FORMAT_TABLE(REPORT_KINDS_FORMAT_ID) REPORT_KINDS_FORMATS };

struct report_kinds_kind {
    const char *name; /* "passlist" */
    enum papers_kind
        numbered;      /* which document its PDF is; PAPERS_KINDS for one without a number */
    const char *title; /* over its sheets when they are printed; NULL for papers */
    bool needs_results, needs_people, needs_grading; /* grading has the people, too */
    bool is_published; /* goes out for everybody: only of results that stand on all that is known,
                          and with the asked rows of the sheet typed (sheet_check_complete) */
    /* What it lists: shown in the terminal, written as CSV, XLSX and JSON; NULL for papers. */
    enum err_code (*table)(const struct report_source *src, enum table_lang lang,
                           enum stable_words_reader reader, struct table *out, struct err *e);
    /* Formats that are made in a way of their own; each appends a file's bytes. */
    enum err_code (*make[REPORT_KINDS_FORMATS])(const struct report_source *src, struct buf *out,
                                                struct err *e);
    const char *file[REPORT_KINDS_FORMATS]; /* the file's name where it is not NAME.FORMAT */
};
/* All kinds, ended by one without a name. */
extern const struct report_kinds_kind REPORT_KINDS[];

/* What it lists, with what the session says of itself (caution.h); kinds with a table. Free *out.
 */
enum err_code report_kinds_table(const struct report_kinds_kind *kind,
                                 const struct report_source *src, enum table_lang lang,
                                 enum stable_words_reader reader, struct table *out,
                                 struct err *e) ERR_MUST_CHECK;
/* True when the list comes in a format. */
bool report_kinds_has(const struct report_kinds_kind *kind, enum report_kinds_format f);
/* Appends the file's bytes, in a format that it has; src must hold what the kind needs. */
enum err_code report_kinds_make(const struct report_kinds_kind *kind, enum report_kinds_format f,
                                const struct report_source *src, struct buf *out,
                                struct err *e) ERR_MUST_CHECK;
const struct report_kinds_kind *report_kinds_find(const char *name);
/* "csv" …; and back, REPORT_KINDS_FORMATS for an unknown one. */
const char *report_kinds_format_name(enum report_kinds_format f);
enum report_kinds_format report_kinds_format_find(const char *name);
/* "csv, xlsx, json": what a kind comes in. */
void report_kinds_formats_of(const struct report_kinds_kind *kind, char *out, size_t room);

#endif
