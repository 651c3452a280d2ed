/* What an analysis says, as tables, in the terminal, as a web page with plots and as a paper. Proportions and correlations stand as such (0.713), not as
 * percents; tables carry all digits, what is undefined is empty. */
#ifndef SATHACH_TOOLS_REPORT_ITEMREPORT_H
#define SATHACH_TOOLS_REPORT_ITEMREPORT_H

#include "app/core/buf.h"
#include "tools/office/analysis.h"
#include "tools/report/json.h"
#include "tools/report/table.h"

/* A row a question: id, pool, key, drawn, attempts, facility, sd, item_total, discrimination, efficiency, seconds, chose_a … chose_d, empty, r_a … r_d,
 * flags (stable words, blanks between). */
void itemreport_questions(const struct analysis *a, struct table *out);
/* A row a slot of each test: test, slot, attempts, facility, sd, item_total, discrimination, efficiency, weight, alpha_without, seconds. */
void itemreport_slots(const struct analysis *a, struct table *out);
/* A row a test: test, attempts, slots, mean, median, sd, skew, kurtosis, alpha, kr21, error_ratio, sem. */
void itemreport_tests(const struct analysis *a, struct table *out);
/* A row a pair: session, paper_a, sbd_a, paper_b, sbd_b, shared, wrong, same, close, chance. */
void itemreport_pairs(const struct analysis *a, struct table *out);

/* {"sessions", "papers", "attempts", "tests": […], "slots": […], "questions": […], "pairs": […]}; each a table as json_table writes it. */
enum err_code itemreport_json(const struct analysis *a, struct buf *out, struct err *e) ERR_MUST_CHECK;
/* For the terminal, with bars. */
void itemreport_text(const struct analysis *a, struct buf *out);
/* A page without names: title over tables, score distributions and a plot of facility against discrimination. Vietnamese. */
enum err_code itemreport_html(const struct analysis *a, const char *office, const char *title, struct buf *out, struct err *e) ERR_MUST_CHECK;
/* The same as a paper; made: seconds since 1970 in its properties. */
enum err_code itemreport_pdf(const struct analysis *a, const char *office, const char *title, int64_t made, struct buf *out, struct err *e) ERR_MUST_CHECK;

/* "nd175-2024", or "nd175-2024, exempt". */
void itemreport_test_name(const struct analysis_group *g, char *out, size_t room);

#endif
