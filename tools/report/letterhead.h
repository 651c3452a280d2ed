/* What the office's papers have in common, laid out as Decree 30/2020/ND-CP on clerical work,
 * Appendix I, says: the national heading, place and date, the place for signatures. */
#ifndef SATHACH_TOOLS_REPORT_LETTERHEAD_H
#define SATHACH_TOOLS_REPORT_LETTERHEAD_H

#include "tools/report/caution.h"
#include "tools/report/page.h"
#include "tools/report/source.h"

enum {
    LETTERHEAD_DATE = 64,
    LETTERHEAD_TITLE = 600,
    LETTERHEAD_NUMBER = PAPERS_SYMBOL_MAX + 24,
    LETTERHEAD_COUNT = 24
};
/* page_new with what all papers of a source have: the office's type, its place whole, the mark of a
 * training session on every page, and on a document of a kind that has neither number nor day yet
 * "DỰ THẢO" in the place of info's corner. kind: PAPERS_KINDS for papers that have no number.
 * ERR_USAGE when what office.ini says
 * of the kind breaks a rule. */
enum err_code letterhead_new(const struct report_source *src, enum papers_kind kind,
                             struct page_info info, struct buf *out, struct page **made,
                             struct err *e) ERR_MUST_CHECK;
/* The office at the left, the country at the right; below, number and symbol of a kind (none for
 * PAPERS_KINDS), and place and day of signing; minutes say in their last sentence when they were
 * signed (Decree 30/2020, Appendix III, form 1.9). */
void letterhead_put(struct page *p, const struct report_source *src, enum papers_kind kind);
/* The office and the country alone, of lists that say themselves which day they are of. */
void letterhead_put_names(struct page *p, const struct report_source *src);
/* "05/TB-SXD"; dots for a number that is not given; "00/TB-SXD" in a training session, whose papers
 * stand in no book. */
void letterhead_number(const struct report_source *src, enum papers_kind kind,
                       char out[LETTERHEAD_NUMBER]);
/* What the session says of itself, centred; letterhead_put does it. */
void letterhead_caution(struct page *p, const struct session_info *info);
/* A title in bold capitals, and a line under it with a rule 0.4 of its length; NULL for none. */
void letterhead_title(struct page *p, const char *title, const char *subtitle);
/* Room that signatures want, mm: what should stand on their page asks for more than that. */
enum { LETTERHEAD_SIGN = 42 };
/* Two places to sign, side by side: titles in bold, "(Ký, ghi rõ họ tên)" under them, names after
 * room for the hand; "" for none. */
void letterhead_sign(struct page *p, const char *left, const char *left_name, const char *right,
                     const char *right_name);
/* Without names, and with so much room for the hand; how high that is, mm. */
void letterhead_sign_by_hand(struct page *p, const char *left, const char *right, double room);
double letterhead_sign_height(double room);
/* letterhead_sign, at the right who signs a document of a kind for the office. */
void letterhead_sign_office(struct page *p, const char *left, const struct report_source *src,
                            enum papers_kind kind);
/* "Nơi nhận:" with who gets a document of a kind, from the left margin. */
void letterhead_recipients(struct page *p, const struct report_source *src, enum papers_kind kind);
/* "Nơi nhận:" at the left, and who signs a document of a kind for the office at the right. */
void letterhead_end(struct page *p, const struct report_source *src, enum papers_kind kind);
/* What the results stand on, small, for the foot of a paper; nothing when they say nothing. */
void letterhead_basis(struct page *p, const struct report_source *src);

/* "05" of 5, as papers write numbers below 10. */
void letterhead_count(size_t n, char out[LETTERHEAD_COUNT]);
/* A text in capitals; to be freed with g_free. */
char *letterhead_capitals(const char *text);
/* "ngày 05 tháng 01 năm 2026": days below 10 and the months 1 and 2 with a zero; blanks to fill in
 * when there is no date. Local time. */
void letterhead_date(int64_t when, char out[LETTERHEAD_DATE]);
/* "08:00 – 11:30"; "" when the session has no hours. Local time. */
void letterhead_hours(const struct session_info *info, char out[LETTERHEAD_DATE]);
/* "08:00 – 11:30, ngày 05 tháng 01 năm 2026", without what is not set. */
void letterhead_window(const struct session_info *info, char out[2 * LETTERHEAD_DATE]);
/* The same once the session was held: without a day of its own the one its papers were begun on; ""
 * when that is not known either: what is signed has no blanks. */
void letterhead_held(const struct report_source *src, char out[2 * LETTERHEAD_DATE]);
/* The same with blanks to fill in, on what is signed by hand. */
void letterhead_sat(const struct report_source *src, char out[2 * LETTERHEAD_DATE]);
/* The session's title, else its name. */
const char *letterhead_session(const struct report_source *src);

#endif
