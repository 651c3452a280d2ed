/* The open copy of a session's results: no names, no numbers of persons; opendata.csv and beside it
 * datapackage.json, which describes it (Frictionless Data Package: the resource's schema, its bytes
 * and its hash). */
#ifndef SATHACH_TOOLS_REPORT_OPENDATA_H
#define SATHACH_TOOLS_REPORT_OPENDATA_H

#include "tools/report/source.h"

/* Plain CSV, UTF-8 without a mark, \n, headings are column ids: session, paper, field, grade,
 * law_right, law_questions, law_points, professional_right, professional_questions,
 * professional_points, total, state. Absent cells are empty. */
enum err_code opendata_csv(const struct report_source *src, struct buf *out,
                           struct err *e) ERR_MUST_CHECK;
enum err_code opendata_package(const struct report_source *src, struct buf *out,
                               struct err *e) ERR_MUST_CHECK;

#endif
