/* A decision of the council in the words of the office's papers, Vietnamese whoever prints them. */
#ifndef SATHACH_TOOLS_REPORT_DECISION_WORDS_H
#define SATHACH_TOOLS_REPORT_DECISION_WORDS_H

#include "tools/office/decision.h"

/* Appends "Quyết định số 2 ngày 05/01/2026". */
void decision_words_name(const struct decision *d, struct buf *out);
/* Appends what it is about: "câu hỏi mã 3f2a…", "đề 0017 (Nguyễn Văn An, mã số dự sát hạch 0012)",
 * "cả ca". r: the roster its papers stand in. */
void decision_words_subject(const struct decision *d, const struct session_roster *r,
                            struct buf *out);
/* Appends the ruling; options are named as the set has them: on a paper they may stand
 * elsewhere. */
void decision_words_ruling(const struct decision *d, struct buf *out);
/* Appends reason and what it was decided by, where it has them: ". Lý do: …. Theo: …." */
void decision_words_why(const struct decision *d, struct buf *out);

#endif
