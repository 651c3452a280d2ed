/* What the files of the sheet's screen share. */
#ifndef SATHACH_TOOLS_DESK_SHEET_PARTS_H
#define SATHACH_TOOLS_DESK_SHEET_PARTS_H

#include "app/tui/field.h"
#include "app/tui/table.h"
#include "tools/desk/sheet.h"
#include "tools/work/sheet.h"
#include "tools/work/sheet_draft.h"
#include "tools/work/sheet_look.h"

enum sheet_mode {
    SHEET_NOTHING = 1, /* not read, or no row is asked */
    SHEET_ASKS = 2,    /* whether the mark is to be printed */
    SHEET_ROWS = 4,
    SHEET_FIND = 8,
    SHEET_PRINTS = 16 /* besides SHEET_ROWS: the mark's paper was made here */
};
enum { SHEET_STEPS = 20 /* taken back at most */ };

/* What stands in a row. */
struct sheet_cell {
    bool is_said, is_new; /* new: typed here and not written yet */
    enum sheet_said said;
    char receipt[CODE_RECEIPT + 1];
};
struct sheet_step {
    size_t row;
    struct sheet_cell was;
};

struct sheet_list {
    struct screen screen; /* about: the session */
    enum sheet_mode mode;
    struct sheet_look_request look_request;
    struct sheet_look_reply *look; /* owned; NULL until it was read */
    struct sheet_cell *cell;       /* owned; one a row */
    struct tui_table table;
    struct sheet_cell pending; /* what is being typed in the row under the cursor */
    size_t typed;              /* letters of its receipt */
    bool is_sure;              /* it is otherwise than what was collected, and Enter came once */
    bool may_leave;            /* Esc came once: another leaves all the same */
    size_t lacks;   /* places that the settings lack of what the mark's paper prints, once looked */
    bool is_warned; /* what the mark's head lacks was said: Enter makes it all the same */
    struct sheet_step step[SHEET_STEPS];
    size_t steps;
    struct tui_field find;
    char found[TUI_FIELD_TEXT];     /* what was looked for last */
    struct sheet_draft_reply draft; /* words of it that are of no row here; they are sent along */
    struct sheet_draft_reply kept;  /* the draft as it was last read or kept from here */
    struct sheet_request request;
    char mark[SCREEN_SAID / 2]; /* the paper with the mark that was made here; "" for none */
    char **word;                /* of the request; owned */
    size_t words;
};

/* ---- sheet_type.c: one row ---- */

/* Behind a whole code a pasted letter is of the next row, where the code is the paper's. */
void sheet_type_char(struct sheet_list *s, uint32_t cp, bool is_pasted);
void sheet_type_rub(struct sheet_list *s); /* Backspace */
/* Enter: takes what is typed, and goes on to the next row. */
void sheet_type_enter(struct sheet_list *s);
void sheet_type_undo(struct sheet_list *s);
/* What is typed of the row is not taken yet. */
bool sheet_type_is_open(const struct sheet_list *s);
/* Forgets it. */
void sheet_type_drop(struct sheet_list *s);

/* ---- sheet_keep.c: the draft, and the words for the operation ---- */

/* The words of all that is not written yet, into s->word. False: no memory. */
bool sheet_keep_words(struct sheet_list *s);
/* Rows that another desk kept meanwhile come in, and that is said. */
void sheet_keep_draft(struct sheet_list *s);
/* Reads it into the rows. */
void sheet_keep_read(struct sheet_list *s);
void sheet_keep_free(struct sheet_list *s);
size_t sheet_keep_new(const struct sheet_list *s);

/* ---- sheet_draw.c ---- */

struct tui_rows sheet_list_rows(struct sheet_list *s);
void sheet_list_draw(struct screen *screen, struct canvas *v, int row, int end);
void sheet_list_tell(struct screen *screen, struct buf *out);
struct sheet_counts {
    size_t said, same, other;
};
struct sheet_counts sheet_list_count(const struct sheet_list *s);

#endif
