/* What an analysis says, as tables, in the terminal, as a web page with plots and as a paper.
 * Proportions and correlations stand as such (0.713), not as percents. Tables carry all digits with
 * a point; what is undefined, or made from fewer than ANALYSIS_SPEAKS attempts, is empty there,
 * null in JSON and "–" for people, who read a comma where their language has one. */
#ifndef SATHACH_TOOLS_REPORT_ITEMREPORT_H
#define SATHACH_TOOLS_REPORT_ITEMREPORT_H

#include "app/core/buf.h"
#include "tools/office/analysis.h"
#include "tools/report/stable_words.h"
#include "tools/table/json.h"
#include "tools/table/table.h"

/* A row a test: test (PROFILE/FIELD/GRADE, /exempt), bank, field, grade, attempts, questions,
 * points, mean, median, sd, skew, kurtosis, alpha, alpha_low, alpha_high, error_ratio, sem; of the
 * draw, in points: papers, draw_sd, draw_sd_high, draw_apart (papers whose interval leaves 0 out).
 * */
void itemreport_tests(const struct analysis *a, enum stable_words_reader reader, struct table *out);
/* A row a part of a test: test, bank, part, title, attempts to sem as above. */
void itemreport_parts(const struct analysis *a, enum stable_words_reader reader, struct table *out);
/* For people words stand instead of the stable ones, and parts have no column "part".
 * A row a question: id, bank, pool, number, words, key, drawn, tests, attempts, facility,
 * facility_low, facility_high, sd, item_total, discrimination, discrimination_low,
 * discrimination_high, efficiency, seconds, chose_a … chose_d, empty, r_a … r_d, flags (stable
 * words, blanks between). */
void itemreport_questions(const struct analysis *a, enum stable_words_reader reader,
                          struct table *out);
/* A row a paper, drawn well or badly: session, paper, test, points that its pools give, expected,
 * difference, difference_low, difference_high. */
void itemreport_draws(const struct analysis *a, enum stable_words_reader reader, struct table *out);
/* A row a pair: session, paper_a, sbd_a, paper_b, sbd_b, shared, wrong, same, close, chance. */
void itemreport_pairs(const struct analysis *a, enum stable_words_reader reader, struct table *out);

/* A row a table: how its file and its key in JSON are called, how it is made. */
struct itemreport_table {
    const char *name, *title; /* the file's; the sheet's, Vietnamese */
    void (*make)(const struct analysis *a, enum stable_words_reader reader, struct table *out);
};
/* All of them, ended by one without a name. */
extern const struct itemreport_table ITEMREPORT_TABLES[];

/* What stands on a page or a paper besides the analysis. */
struct itemreport_look {
    const char *office, *title;
    const char *font; /* the family of type of the paper */
    int64_t made;     /* seconds since 1970, in the paper's properties */
    bool is_training; /* one of the sessions is */
};

/* {"training": true where one of the sessions is, "sessions", "papers", "attempts", "banks", then
 * each table as an array of objects}. */
enum err_code itemreport_json(const struct analysis *a, bool is_training, struct buf *out,
                              struct err *e) ERR_MUST_CHECK;
/* For the terminal, with bars, in the user's language. */
void itemreport_text(const struct analysis *a, struct buf *out);
/* A page without names: title over tables, score distributions and a plot of facility against
 * discrimination. Vietnamese. */
enum err_code itemreport_html(const struct analysis *a, const struct itemreport_look *look,
                              struct buf *out, struct err *e) ERR_MUST_CHECK;
/* The same as a paper. */
enum err_code itemreport_pdf(const struct analysis *a, const struct itemreport_look *look,
                             struct buf *out, struct err *e) ERR_MUST_CHECK;

/* "Lĩnh vực 4.1, hạng II (nd175-2024), miễn phần chuyên môn"; of several banks with the session. */
void itemreport_test_title(const struct analysis *a, size_t group, char *out, size_t room);
/* True when the attempts are enough to say something. */
bool itemreport_speaks(size_t attempts);
/* Appends v with so many digits and this sign before them ("." or ",") in any locale. */
void itemreport_decimal(double v, int digits, const char *sign, struct buf *out);
/* What the draw makes the papers of a test differ by, as a Vietnamese sentence of papers. */
void itemreport_spread(const struct analysis *a, size_t group, char *out, size_t room);
/* Points between two bars of its distribution: the least that an answer counts. */
unsigned itemreport_step(const struct analysis_group *g);

#endif
