/* What the office's papers have in common, laid out as Decree 30/2020/ND-CP on clerical work, Appendix I, says: the national heading, place and date, the
 * place for signatures. */
#ifndef SATHACH_TOOLS_REPORT_LETTERHEAD_H
#define SATHACH_TOOLS_REPORT_LETTERHEAD_H

#include "tools/report/page.h"
#include "tools/report/source.h"

/* The office at the left, the country at the right; below, the document's number (NULL for papers without) and place and date. */
void letterhead_put(struct page *p, const struct report_source *src, const char *number);
/* A title in bold capitals, and a line under it with a short rule; NULL for none. */
void letterhead_title(struct page *p, const char *title, const char *subtitle);
enum { LETTERHEAD_SIGN = 42 }; /* room that signatures want, mm: what should stand on their page asks for more than that */
/* Two places to sign, side by side: titles in bold, "(Ký, ghi rõ họ tên)" under them, names after room for the hand; "" for none. */
void letterhead_sign(struct page *p, const char *left, const char *left_name, const char *right, const char *right_name);
/* The one who signs for the office, at the right. */
void letterhead_signer(struct page *p, const struct report_source *src);
/* What the results stand on, small, for the foot of a paper; nothing when they say nothing. */
void letterhead_basis(struct page *p, const struct report_source *src);

enum { LETTERHEAD_DATE = 64, LETTERHEAD_TITLE = 600 };
/* "ngày 05 tháng 01 năm 2026": days below 10 and the months 1 and 2 with a zero; blanks to fill in when there is no date. Local time. */
void letterhead_date(int64_t when, char out[LETTERHEAD_DATE]);
/* "08:00 – 11:30, ngày 05 tháng 01 năm 2026", without what is not set. */
void letterhead_window(const struct session_info *info, char out[2 * LETTERHEAD_DATE]);
/* The session's title, else its name. */
const char *letterhead_session(const struct report_source *src);

#endif
