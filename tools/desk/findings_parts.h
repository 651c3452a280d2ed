/* What the files of the findings' screen share. */
#ifndef SATHACH_TOOLS_DESK_FINDINGS_PARTS_H
#define SATHACH_TOOLS_DESK_FINDINGS_PARTS_H

#include "app/tui/table.h"
#include "tools/desk/findings.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_edit.h"
#include "tools/work/bank_repair.h"

enum { FINDINGS_KINDS = 2 * CHECK_KINDS + 2, FINDINGS_UNDO = 20, FINDINGS_PLACE = 256 };

/* What a row of the left part counts. */
enum kind_group { GROUP_FOUND, GROUP_REJECTED /* at import */, GROUP_ASIDE /* of these */ };

/* One rule with findings, of one severity; or what an import rejected. */
struct kind_row {
    enum kind_group group;
    enum check_kind kind;
    enum findings_kind severity;
    size_t count;
};

struct findings_list {
    struct screen screen; /* about: the bank's name */
    struct bank_check_request request;
    struct bank_check_reply reply;
    bool is_read;
    struct kind_row kind[FINDINGS_KINDS];
    size_t kinds;
    size_t *place; /* indices of the findings of the rule under the cursor, or of the rejected
                      questions; owned */
    size_t places;
    const char *one_file; /* all places are in this one; NULL: in several, or in none */
    int place_cells;      /* of the column of places */
    struct tui_table rules, where;
    bool is_right; /* the focus is on the places */
    /* edits that can be taken back, the last one last, until the bank is left */
    struct undo {
        char place[FINDINGS_PLACE];
        char after[BANK_EDIT_HASH]; /* the file's hash when it was written */
        char *block;                /* what stood there; of a rejected one that was opened again,
                                       why it was aside; owned */
        bool is_dropped;            /* and was taken out */
        bool is_rejected;           /* place: its number */
    } undo[FINDINGS_UNDO];
    size_t undos;
    struct bank_edit_request edit;     /* that takes back */
    struct bank_repair_request repair; /* the same of a rejected one */
    char file[DRAFTS_PATH];
    bool is_undoing, is_stale; /* stale: a question was written since */
    const char *wrote;         /* msgid: what was done to one since the check; NULL: nothing */
    bool is_looked;            /* the look at the seal has come */
    int64_t sealed;            /* when the bank was sealed as it stands; 0: it was not */
};

/* ---- findings_places.c ---- */

/* The finding of a row of the places. */
const struct finding *findings_at(const struct findings_list *f, size_t i);
/* What is found in no line is found in a pool, whose name has slashes, too. */
bool findings_is_of_pool(const struct finding *x);
/* Where it is: its number in the file that it came from, the bank's file and its line, or the pool.
 */
void findings_tell_of(const struct findings_list *f, const struct finding *x, char *out,
                      size_t room);
/* Where the question there came from, and what was left out of it then; NULL for not said. */
const struct origin *findings_origin(const struct findings_list *f, const struct finding *x);
/* The question that stands there, as the bank has it; NULL for one that could not be read. */
const char *findings_stem(const struct findings_list *f, const struct finding *x);
/* Whether all places are in one file, which is then left out of each; how wide their column is. */
void findings_lay_places(struct findings_list *f);
/* Above the places; the file of all of them is said here once. */
void findings_draw_heads(const struct findings_list *f, struct canvas *v, int row, int col,
                         int cells);
/* A row of the places (tui_rows). */
void findings_draw_place(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                         enum canvas_role role);

/* ---- findings_undo.c ---- */

/* What the question's screen told of one that it wrote or took out (question.h). */
void findings_note_undo(struct findings_list *f, const char *const *edited, bool is_dropped);
/* The same of a rejected one ("mended", "aside", "opened"): its number, and why it was aside. */
void findings_note_rejected(struct findings_list *f, const char *what, const char *const *told);
/* Takes back the last one: begins the work, or says why not. */
void findings_take_back(struct findings_list *f);
void findings_forget_undo(struct findings_list *f, size_t i);

/* ---- findings_seal.c ---- */

/* The look at the bank's seal (banks_look.h) has come. */
void findings_looked(struct screen *s, struct looks_task *task);
/* How the bank stands: sealed as it is, and when; or that it may be, for nothing forbids it. "" for
 * nothing to say. */
void findings_tell_seal(const struct findings_list *f, char *out, size_t room);
/* What question.h told of one ("edited", "mended", …) is said once the bank is checked again. */
void findings_note_written(struct findings_list *f, const char *what);
/* Says it, and what is left to be mended. */
void findings_say_written(struct findings_list *f);
/* Opens the seal's form, or says which errors forbid it. */
void findings_seal(struct findings_list *f);

/* ---- findings_rejected.c ---- */

/* Asks why the rejected one under the cursor is set aside, or opens one that is. */
void findings_set_aside(struct findings_list *f);
/* The rejected question of a row of the places; NULL where the rule under the cursor counts
 * findings. */
const struct rejected_question *findings_rejected_at(const struct findings_list *f, size_t i);
/* What the row of the left part is called. */
const char *findings_kind_title(const struct kind_row *k);
const char *findings_kind_mark(const struct kind_row *k);
/* Counts the rejected ones as rows behind those of the rules. */
void findings_count_rejected(struct findings_list *f);
/* The indices of those that a row counts, into f->place. */
void findings_list_rejected(struct findings_list *f, enum kind_group group);
/* For the title: ", 3 rejected" while some wait; "" for none. */
void findings_head_rejected(const struct findings_list *f, char *out, size_t room);
/* Where the one of a row of the places stands in its source, and why it is not in the bank; that
 * the bank has the question all the same, where it does. */
void findings_tell_rejected(const struct findings_list *f, size_t i, struct buf *out);
/* Whether such questions keep the bank from being sealed, a line; NULL for findings. */
const char *findings_kind_note(const struct kind_row *k);

#endif
