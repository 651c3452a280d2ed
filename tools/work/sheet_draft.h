/* Rows of the signed sheet that were typed and not written yet: sessions/SESSION/sheets/.draft, for
 * whoever typed them and was interrupted. It proves nothing, counts for nothing and has no line in
 * the log; the sheet's operation takes the same words and writes a sheet of them. */
#ifndef SATHACH_TOOLS_WORK_SHEET_DRAFT_H
#define SATHACH_TOOLS_WORK_SHEET_DRAFT_H

#include "tools/work/work.h"

enum { SHEET_DRAFT_MAX = 4 * 1024 * 1024, SHEET_DRAFT_WORD = 64 };

struct sheet_draft_request {
    const char *session;
    bool is_kept; /* row replaces what stands there (none: the file goes); else it is read */
    struct work_words row; /* "0064=7K3M9QTXCD2VR8HQ", "0065=absent" */
    bool is_checked; /* it is kept only where what stands there is `was`: of two desks that type one
                        sheet neither loses what the other typed */
    struct work_words was;
};
/* ERR_CONFLICT: something else stands there than `was`; ERR_BUSY: another writes it right now. */
struct sheet_draft_reply {
    char **word; /* those that stand there; owned; none for a draft of another issue */
    size_t words;
};
extern const struct work_op sheet_draft_op;

#endif
