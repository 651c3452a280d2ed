/* What the files of the findings' screen share. */
#ifndef SATHACH_TOOLS_DESK_FINDINGS_PARTS_H
#define SATHACH_TOOLS_DESK_FINDINGS_PARTS_H

#include "app/tui/table.h"
#include "tools/desk/findings.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_edit.h"

enum { FINDINGS_KINDS = 2 * CHECK_KINDS, FINDINGS_UNDO = 20, FINDINGS_PLACE = 256 };

/* One rule with findings, of one severity. */
struct kind_row {
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
    size_t *place; /* indices of the findings of the rule under the cursor; owned */
    size_t places;
    struct tui_table rules, where;
    bool is_right; /* the focus is on the places */
    /* edits that can be taken back, the last one last, until the bank is left */
    struct undo {
        char place[FINDINGS_PLACE];
        char after[BANK_EDIT_HASH]; /* the file's hash when it was written */
        char *block;                /* what stood there; owned */
        bool is_dropped;            /* and was taken out */
    } undo[FINDINGS_UNDO];
    size_t undos;
    struct bank_edit_request edit; /* that takes back */
    char file[DRAFTS_PATH];
    bool is_undoing, is_stale; /* stale: a question was written since */
};

/* ---- findings_undo.c ---- */

/* What the question's screen told of one that it wrote or took out (question.h). */
void findings_note_undo(struct findings_list *f, const char *const *edited, bool is_dropped);
/* Takes back the last one: begins the work, or says why not. */
void findings_take_back(struct findings_list *f);
void findings_forget_undo(struct findings_list *f, size_t i);

#endif
