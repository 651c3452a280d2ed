/* The results and the pass list as tables: every format of a list is written from one of these. */
#ifndef SATHACH_TOOLS_REPORT_PASSLIST_H
#define SATHACH_TOOLS_REPORT_PASSLIST_H

#include "tools/office/results.h"
#include "tools/report/table.h"

enum passlist_kind {
    PASSLIST_RESULTS, /* every paper, with its state */
    PASSLIST_PASSED   /* the passing rows alone, numbered anew */
};

/* Columns: stt, sbd, name, birth, identity, unit, field, field_title, grade, law_points, professional_points, total, result, receipt, state
 * (results only), note; rows in the order of r, points only for passed and failed papers. lang: of the words in the result column. For a public
 * page drop "identity" and "birth" (table_drop). *out is to be freed with table_free, also when out->failed. */
void passlist_make(const struct results *r, enum passlist_kind kind, enum table_lang lang, struct table *out);
/* What is published for candidates to check: sbd, paper, field, grade, receipt of everything that was handed in; no names. */
void passlist_receipts(const struct results *r, struct table *out);
/* "Đạt", "Không đạt", "Vắng", "Chưa nộp bài", "Chờ hội đồng", or their English twins. */
const char *passlist_word(enum result_state state, enum table_lang lang);

#endif
