/* The signed sheet against what came: the marks that were printed to be signed in the room, which
 * rows of the sheet they ask for, and what was typed of it. All of it follows from the log and the
 * last typed sheet (sheet_text.h), so that whoever reads results can ask it without a secret key.
 *   A mark covers what has a line up to its size; each paper belongs to the first mark that covers
 * an ended journal of it, and is asked by that mark's sample. What no mark covers, or has another
 * journal since its mark, is late. Layout: FORMATS.md, "Sheet". */
#ifndef SATHACH_TOOLS_OFFICE_SHEET_H
#define SATHACH_TOOLS_OFFICE_SHEET_H

#include "app/core/session.h"
#include "tools/office/log.h"
#include "tools/office/results.h"
#include "tools/office/sheet_text.h"

/* A journal that has a line in the log, the first one it has. */
struct sheet_journal {
    uint32_t paper;
    uint64_t line;
    char receipt[CODE_RECEIPT + 1];
    bool is_ended; /* by the candidate, by time or by the invigilator */
};
struct sheet_paper {
    uint64_t ended;  /* line of its first ended journal; 0: none came */
    uint32_t mark;   /* index + 1 of the mark that covers it; 0: none */
    bool is_sampled; /* by that mark */
    uint32_t row;    /* index + 1 of what was typed of it; 0: nothing */
};
struct sheet {
    const struct log *log; /* not owned; NULL where there is none: then nothing was printed */
    size_t lines;          /* of the log that count */
    char *session;         /* its name; owned */
    enum session_sheet rule;
    uint32_t papers;
    struct sheet_paper *paper;     /* owned; one each */
    struct sheet_journal *journal; /* owned; by paper, then by line */
    size_t journals;
    struct sheet_mark *mark; /* owned; those printed, with the dice that were typed for them */
    size_t marks;
    uint64_t *graded; /* owned; the lines by which it was graded */
    size_t gradeds;
    struct sheet_text said; /* the last typed sheet; nothing when none was typed */
    unsigned number;        /* of its file; 0: none */
};

/* Reads a session's marks and its last sheet, up to the line `horizon` of the log; 0 for all of it.
 * ERR_AUTH, ERR_POLICY or ERR_FORMAT when that is not
 * what the log says it is. Free *out in any case. */
enum err_code sheet_read(const struct workspace *w, const struct keys_public *office,
                         const char *name, const struct session *session, uint64_t horizon,
                         struct sheet *out, struct err *e) ERR_MUST_CHECK;
void sheet_free(struct sheet *s);

/* True when a typed sheet is of this session's file and speaks of marks that were printed. */
bool sheet_fits(const struct sheet *s, const uint8_t session[CRYPT_HASH],
                const struct sheet_text *text);
/* Counts anew how many papers each mark samples, with the dice that stand in `mark`: as many of
 * them as s->marks, in their order. ERR_LIMIT when memory ends. */
enum err_code sheet_sample_marks(const struct sheet *s, struct sheet_mark *mark,
                                 struct err *e) ERR_MUST_CHECK;

/* ---- what it says of one paper ---- */

/* What was typed of it; NULL for nothing. */
const struct sheet_row *sheet_row(const struct sheet *s, uint32_t paper);
/* True when it names the paper's candidate as having been there: by a receipt, or by a row that was
 * signed without one. */
bool sheet_says_present(const struct sheet *s, uint32_t paper);
/* True when what was typed contradicts the journal that counts: another receipt, or none. receipt:
 * of that journal, 16 letters. */
bool sheet_contradicts(const struct sheet *s, uint32_t paper, const char *receipt);
/* True when no mark covers an ended journal of it though one came and a mark was printed, or the
 * journal that counts came after its mark. receipt: of that journal; "" for none. */
bool sheet_is_late(const struct sheet *s, uint32_t paper, const char *receipt);
/* True when results were signed after its ended journal came and before its mark was printed: what
 * the sheet says of it proves nothing of those. */
bool sheet_is_graded_before_mark(const struct sheet *s, uint32_t paper);

/* ---- what is asked ---- */

/* Why a paper's row is asked. */
enum sheet_why {
    SHEET_NOT_ASKED,
    SHEET_WHOLE,   /* the session wants them all */
    SHEET_SAMPLED, /* by its mark */
    SHEET_NO_JOURNAL,
    SHEET_IRREGULAR,
    SHEET_CONFLICT,
    SHEET_LATE,
    SHEET_MOVED, /* to another seat, or begun anew there */
    SHEET_WHYS
};
const char *sheet_why_text(enum sheet_why why); /* in the user's language */

struct sheet_asked {
    uint8_t *why;     /* enum sheet_why, a paper each; owned */
    size_t asked;     /* papers whose row is asked */
    size_t typed;     /* of them typed */
    size_t right;     /* rows with the receipt of the journal that counts, asked or not */
    size_t wrong;     /* rows that contradict it, asked or not */
    size_t ended;     /* papers with an ended journal */
    size_t uncovered; /* of them without a mark */
};
/* results: of this session, in the roster's order. ERR_LIMIT when memory ends. */
enum err_code sheet_ask(const struct sheet *s, const struct results *results,
                        struct sheet_asked *out, struct err *e) ERR_MUST_CHECK;
void sheet_asked_free(struct sheet_asked *a);
/* Refuses, with ERR_POLICY and what to do, to publish or close: an ended paper without a mark, or
 * an asked row that was not typed. Nothing is wanted where the session has no sheet. */
enum err_code sheet_check_complete(const struct sheet *s, const struct results *results,
                                   struct err *e) ERR_MUST_CHECK;

#endif
