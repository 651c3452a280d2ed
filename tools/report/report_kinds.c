#include "tools/report/report_kinds.h"

#include "app/core/i18n.h"
#include "tools/report/attendance.h"
#include "tools/report/caution.h"
#include "tools/table/csv.h"
#include "tools/table/json.h"
#include "tools/report/minutes.h"
#include "tools/report/notice.h"
#include "tools/report/opendata.h"
#include "tools/report/passlist.h"
#include "tools/report/result_slip.h"
#include "tools/report/webpage.h"
#include "tools/table/xlsx.h"

#include <stdio.h>
#include <string.h>

static enum err_code results_table(const struct report_source *src, enum table_lang lang,
                                   enum stable_words_reader reader, struct table *out,
                                   struct err *e)
{
    (void)e;
    passlist_make(src, PASSLIST_RESULTS, lang, reader, out);
    return ERR_OK;
}

static enum err_code passed_table(const struct report_source *src, enum table_lang lang,
                                  enum stable_words_reader reader, struct table *out, struct err *e)
{
    (void)e;
    passlist_make(src, PASSLIST_PASSED, lang, reader, out);
    return ERR_OK;
}

static enum err_code receipts_table(const struct report_source *src, enum table_lang lang,
                                    enum stable_words_reader reader, struct table *out,
                                    struct err *e)
{
    (void)lang;
    (void)reader;
    (void)e;
    passlist_receipts(src->results, out);
    return ERR_OK;
}

static enum err_code roster_table(const struct report_source *src, enum table_lang lang,
                                  enum stable_words_reader reader, struct table *out, struct err *e)
{
    (void)lang;
    (void)reader;
    (void)e;
    attendance_table(src, out);
    return ERR_OK;
}

static enum err_code incidents_table(const struct report_source *src, enum table_lang lang,
                                     enum stable_words_reader reader, struct table *out,
                                     struct err *e)
{
    (void)lang;
    (void)reader;
    return minutes_table(src, out, e);
}

const struct report_kinds_kind REPORT_KINDS[] = {
    {.name = "passlist",
     .numbered = PAPERS_NOTICE,
     .title = "Danh sách bài sát hạch đạt",
     .is_published = true,
     .needs_results = true,
     .needs_people = true,
     .table = passed_table,
     .make = {[REPORT_KINDS_PDF] = notice_pdf, [REPORT_KINDS_HTML] = webpage_passed}},
    {.name = "results",
     .numbered = PAPERS_KINDS,
     .title = "Kết quả sát hạch",
     .is_published = true,
     .needs_results = true,
     .needs_people = true,
     .table = results_table,
     .make = {[REPORT_KINDS_PDF] = notice_results_pdf, [REPORT_KINDS_HTML] = webpage_results}},
    {.name = "receipts",
     .numbered = PAPERS_KINDS,
     .title = "Mã biên nhận của các bài đã nộp",
     .is_published = true,
     .needs_results = true,
     .table = receipts_table,
     .make = {[REPORT_KINDS_HTML] = webpage_receipts}},
    {.name = "slips",
     .numbered = PAPERS_KINDS,
     .needs_results = true,
     .needs_grading = true,
     .make = {[REPORT_KINDS_PDF] = result_slip_pdf}},
    {.name = "minutes",
     .numbered = PAPERS_MINUTES,
     .title = "Sự việc trong ca sát hạch",
     .needs_results = true,
     .needs_grading = true,
     .table = incidents_table,
     .make = {[REPORT_KINDS_PDF] = minutes_pdf}},
    {.name = "attendance",
     .numbered = PAPERS_KINDS,
     .title = "Danh sách dự sát hạch",
     .needs_grading = true,
     .table = roster_table,
     .make = {[REPORT_KINDS_PDF] = attendance_pdf}},
    {.name = "opendata",
     .numbered = PAPERS_KINDS,
     .is_published = true,
     .needs_results = true,
     .make = {[REPORT_KINDS_CSV] = opendata_csv, [REPORT_KINDS_JSON] = opendata_package},
     .file = {[REPORT_KINDS_JSON] = "datapackage.json"}},
    {.name = NULL},
};

static const char *const FORMATS[REPORT_KINDS_FORMATS] = {
#define ROW(id, name) [id] = name,
    REPORT_KINDS_FORMAT_TABLE(ROW)
#undef ROW
};

const struct report_kinds_kind *report_kinds_find(const char *name)
{
    for (const struct report_kinds_kind *k = REPORT_KINDS; k->name; k++)
        if (strcmp(k->name, name) == 0)
            return k;
    return NULL;
}

const char *report_kinds_format_name(enum report_kinds_format f)
{
    return FORMATS[f];
}

enum report_kinds_format report_kinds_format_find(const char *name)
{
    enum report_kinds_format f = 0;
    while (f < REPORT_KINDS_FORMATS && strcmp(FORMATS[f], name) != 0)
        f++;
    return f;
}

/* Every table comes as a file of spreadsheets and programs. */
static bool is_of_table(enum report_kinds_format f)
{
    return f == REPORT_KINDS_CSV || f == REPORT_KINDS_XLSX || f == REPORT_KINDS_JSON;
}

bool report_kinds_has(const struct report_kinds_kind *kind, enum report_kinds_format f)
{
    return kind->make[f] || (kind->table && is_of_table(f));
}

enum err_code report_kinds_table(const struct report_kinds_kind *kind,
                                 const struct report_source *src, enum table_lang lang,
                                 enum stable_words_reader reader, struct table *out, struct err *e)
{
    enum err_code rc = kind->table(src, lang, reader, out, e);
    if (rc == ERR_OK)
        caution_add_columns(out, src->session);
    return rc;
}

/* The words in files are Vietnamese, whoever makes them. */
static enum err_code make_of_table(const struct report_kinds_kind *kind, enum report_kinds_format f,
                                   const struct report_source *src, struct buf *out, struct err *e)
{
    struct table t;
    bool is_training = caution_is_training(src->session);
    enum err_code rc = report_kinds_table(
        kind, src, TABLE_VI, f == REPORT_KINDS_JSON ? STABLE_WORDS_PROGRAMS : STABLE_WORDS_PEOPLE,
        &t, e);
    if (rc != ERR_OK)
        return rc;
    if (f == REPORT_KINDS_CSV)
        rc = csv_table(&t, TABLE_VI, out, e);
    else if (f == REPORT_KINDS_XLSX)
        rc = xlsx_table(&t, TABLE_VI,
                        &(struct xlsx_look){.sheet = is_training ? CAUTION_TRAINING_SHEET : NULL,
                                            .name = src->name,
                                            .head = kind->title,
                                            .mark = is_training ? CAUTION_TRAINING : NULL,
                                            .made = src->session->opens},
                        out, e);
    else
        rc = json_table(&t, is_training ? "training" : NULL, out, e);
    table_free(&t);
    return rc;
}

enum err_code report_kinds_make(const struct report_kinds_kind *kind, enum report_kinds_format f,
                                const struct report_source *src, struct buf *out, struct err *e)
{
    return kind->make[f] ? kind->make[f](src, out, e) : make_of_table(kind, f, src, out, e);
}

void report_kinds_formats_of(const struct report_kinds_kind *kind, char *out, size_t room)
{
    size_t at = 0;
    out[0] = '\0';
    for (enum report_kinds_format f = 0; f < REPORT_KINDS_FORMATS; f++)
        if (report_kinds_has(kind, f) && at < room)
            at += (size_t)snprintf(out + at, room - at, "%s%s", at ? ", " : "", FORMATS[f]);
}
