/* What was proved and what was not, in words: sentences with an id, each made by one function from
 * the figures of its check, in one of its forms. `+` stands before what was proved, `−` before what
 * was not; none says more than its check did. In JSON: tools/cmd/proving.h. */
#ifndef SATHACH_TOOLS_OFFICE_PROOF_H
#define SATHACH_TOOLS_OFFICE_PROOF_H

#include "app/core/err.h"
#include "tools/office/sheet.h"
#include "tools/office/witnessed.h"

struct proof_line {
    const char *id; /* "log", "anew" …: stable */
    bool is_proved;
    char *text; /* in the user's language; owned */
};
struct proof {
    struct proof_line *line; /* owned */
    size_t count;
    bool failed; /* memory ended: proof_check says so */
};
void proof_free(struct proof *p);
/* Appends each as "  + TEXT" or "  − TEXT", a line each. */
void proof_write(const struct proof *p, struct buf *out);
/* ERR_LIMIT when a sentence is missing because memory ended. */
enum err_code proof_check(const struct proof *p, struct err *e) ERR_MUST_CHECK;

/* ---- audit ---- */

/* lines of the log; office: the fingerprint of its key. */
void proof_log(struct proof *p, size_t lines, const char *office);
/* The largest mark in another hand; NULL for none. */
void proof_anew(struct proof *p, const struct witnessed_mark *mark);
/* Every file of the session that the log speaks of. */
void proof_files(struct proof *p, size_t files, const char *session);
/* Files that came after the close in force. */
void proof_closed(struct proof *p, size_t files);
/* Lines whose hour is before that of the line before; nothing for none. */
void proof_clock(struct proof *p, size_t lines, uint64_t first);
/* Every paper drawn again; the lines of commitment and session; how many commitments the log has of
 * this name. */
void proof_draw(struct proof *p, uint32_t papers, uint64_t commitment, uint64_t session,
                unsigned commitments);
/* mark: of a witness between commitment and session, NULL for none. */
void proof_lot(struct proof *p, bool has_lot, const struct witnessed_mark *mark);
/* Journals: without a broken rule, with one and ruled on, with one and waiting. */
void proof_rules(struct proof *p, size_t keep, size_t ruled, size_t wait);
/* The results are made again from all lines up to this one. */
void proof_results(struct proof *p, uint64_t line);
/* The typed sheet, what it leaves open, and papers that were graded before their mark. sheet: NULL
 * for none. */
void proof_sheet(struct proof *p, const struct sheet *sheet, const struct sheet_asked *asked);
/* What no check of files tells. */
void proof_beyond(struct proof *p);
/* Each renewal of the log, and a backup that was restored without a comparison since. */
void proof_history(struct proof *p, const struct log *l, const struct witnessed *w);

/* ---- verify ---- */

/* A signed list; line: its line of the office's log, 0 when no log shows it. */
void proof_list(struct proof *p, uint64_t line);
/* NAME.draw, likewise. */
void proof_commitment(struct proof *p, uint64_t line);
void proof_session(struct proof *p, const char *office);
void proof_answers(struct proof *p);
void proof_bank(struct proof *p, const char *examiner);
/* What drawn.tsv cannot tell. */
void proof_tickets(struct proof *p);

#endif
