#include "tools/report/lists.h"

#include "app/core/i18n.h"
#include "tools/report/attendance.h"
#include "tools/report/csv.h"
#include "tools/report/json.h"
#include "tools/report/minutes.h"
#include "tools/report/notice.h"
#include "tools/report/opendata.h"
#include "tools/report/passlist.h"
#include "tools/report/result_slip.h"
#include "tools/report/webpage.h"
#include "tools/report/xlsx.h"

#include <stdio.h>
#include <string.h>

static enum err_code results_table(const struct report_source *src, enum table_lang lang, struct table *out, struct err *e)
{
    (void)e;
    passlist_make(src->results, PASSLIST_RESULTS, lang, out);
    return ERR_OK;
}

static enum err_code passed_table(const struct report_source *src, enum table_lang lang, struct table *out, struct err *e)
{
    (void)e;
    passlist_make(src->results, PASSLIST_PASSED, lang, out);
    return ERR_OK;
}

static enum err_code receipts_table(const struct report_source *src, enum table_lang lang, struct table *out, struct err *e)
{
    (void)lang;
    (void)e;
    passlist_receipts(src->results, out);
    return ERR_OK;
}

static enum err_code roster_table(const struct report_source *src, enum table_lang lang, struct table *out, struct err *e)
{
    (void)lang;
    (void)e;
    attendance_table(src, out);
    return ERR_OK;
}

static enum err_code incidents_table(const struct report_source *src, enum table_lang lang, struct table *out, struct err *e)
{
    (void)lang;
    return minutes_table(src, out, e);
}

const struct lists_kind LISTS[] = {
    {.name = "passlist", .needs_results = true, .table = passed_table, .make = {[LISTS_PDF] = notice_pdf, [LISTS_HTML] = webpage_passed}},
    {.name = "results", .needs_results = true, .table = results_table, .make = {[LISTS_PDF] = notice_results_pdf, [LISTS_HTML] = webpage_results}},
    {.name = "receipts", .needs_results = true, .table = receipts_table, .make = {[LISTS_HTML] = webpage_receipts}},
    {.name = "slips", .needs_results = true, .make = {[LISTS_PDF] = result_slip_pdf}},
    {.name = "minutes", .needs_results = true, .needs_grading = true, .table = incidents_table, .make = {[LISTS_PDF] = minutes_pdf}},
    {.name = "attendance", .needs_grading = true, .table = roster_table, .make = {[LISTS_PDF] = attendance_pdf}},
    {.name = "opendata", .needs_results = true, .make = {[LISTS_CSV] = opendata_csv, [LISTS_JSON] = opendata_package},
     .file = {[LISTS_JSON] = "datapackage.json"}},
    {.name = NULL},
};

static const char *const FORMATS[LISTS_FORMATS] = {"csv", "xlsx", "pdf", "html", "json"};

const struct lists_kind *lists_find(const char *name)
{
    for (const struct lists_kind *k = LISTS; k->name; k++)
        if (strcmp(k->name, name) == 0)
            return k;
    return NULL;
}

const char *lists_format_name(enum lists_format f)
{
    return FORMATS[f];
}

enum lists_format lists_format_find(const char *name)
{
    enum lists_format f = 0;
    while (f < LISTS_FORMATS && strcmp(FORMATS[f], name) != 0)
        f++;
    return f;
}

/* Every table comes as a file of spreadsheets and programs. */
static bool is_of_table(enum lists_format f)
{
    return f == LISTS_CSV || f == LISTS_XLSX || f == LISTS_JSON;
}

bool lists_has(const struct lists_kind *kind, enum lists_format f)
{
    return kind->make[f] || (kind->table && is_of_table(f));
}

/* The words in files are Vietnamese, whoever makes them. */
static enum err_code make_of_table(const struct lists_kind *kind, enum lists_format f, const struct report_source *src, struct buf *out, struct err *e)
{
    struct table t;
    enum err_code rc = kind->table(src, TABLE_VI, &t, e);
    if (rc != ERR_OK)
        return rc;
    if (f == LISTS_CSV)
        rc = csv_table(&t, TABLE_VI, out, e);
    else if (f == LISTS_XLSX)
        rc = xlsx_table(&t, TABLE_VI, src->name, src->session->opens, out, e);
    else
        rc = json_table(&t, out, e);
    table_free(&t);
    return rc;
}

enum err_code lists_make(const struct lists_kind *kind, enum lists_format f, const struct report_source *src, struct buf *out, struct err *e)
{
    return kind->make[f] ? kind->make[f](src, out, e) : make_of_table(kind, f, src, out, e);
}

void lists_formats_of(const struct lists_kind *kind, char *out, size_t room)
{
    size_t at = 0;
    out[0] = '\0';
    for (enum lists_format f = 0; f < LISTS_FORMATS; f++)
        if (lists_has(kind, f) && at < room)
            at += (size_t)snprintf(out + at, room - at, "%s%s", at ? ", " : "", FORMATS[f]);
}
