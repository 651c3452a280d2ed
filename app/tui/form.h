/* A form: a row for each thing that is asked for, judged while it is typed.
 *
 *       Ngày         02/12/2026                     thứ Tư
 *     ▶ Mở           0730_                          x giờ mở ghi như 07:30
 *       Bộ câu hỏi   ngan-hang                      niêm phong 28/11, 3461 câu
 *
 * What has no room beside its row stands below it, broken between words, while the form has room.
 * Where not all rows have room, the last line says how many more there are above and below.
 * ↑ ↓, Tab and Shift-Tab go from row to row, as in a spreadsheet.
 *
 * The program owns the rows and their texts; what a row means, whether it may stand and what is
 * said beside it, it tells by a function. */
#ifndef SATHACH_TUI_FORM_H
#define SATHACH_TUI_FORM_H

#include "app/tui/input.h"

enum {
    TUI_FORM_LABEL = 13,
    TUI_FORM_LABEL_MAX = 22,
    TUI_FORM_WIDTH = 30 /* cells */,
    TUI_FORM_SAID = 256 /* bytes */
};

enum tui_form_kind {
    TUI_FORM_TEXT,
    TUI_FORM_CHOICE, /* one of a few words: ← → go through them, Enter asks the program for a list
                        */
    TUI_FORM_FLAG    /* Space turns it */
};

enum tui_form_state {
    TUI_FORM_RIGHT,
    TUI_FORM_OPEN, /* may become right as it is typed on; "" that is needed */
    TUI_FORM_WRONG
};

struct tui_form_row {
    const char *label; /* translated */
    const char
        *heading; /* of this row and those below, on a line of its own above it; NULL: none */
    enum tui_form_kind kind;
    struct tui_input input;    /* of a text; of a choice the word that is chosen */
    const char *const *choice; /* ends with NULL; NULL: the program's list alone */
    const char *const *title;  /* of the choices, where their words are a program's; or NULL */
    const char *shown; /* in the word's place, a name for a path; of a text, while the cursor is not
                          in it; NULL: the word */
    bool has_list;     /* of a text: Enter asks the program for a list */
    bool is_on;        /* of a flag */
    bool is_long;      /* a text or choice: the whole row is its, while nothing is said there */
    bool is_tall;      /* of a text: the whole row is its, over as many lines as it wants; what is
                          said of it stands below where it is wrong, and in it while it is empty and
                          may be */
    bool is_hidden;    /* is no part of the form now: neither drawn nor judged */
    bool was_left;     /* the cursor was here and went: what is open is wrong then */
    enum tui_form_state state;
    char said[TUI_FORM_SAID]; /* one sentence that says what to write, or a word on what stands */
};

struct tui_form {
    struct tui_form_row *row;
    int rows;
    int at;        /* the row under the cursor */
    int first;     /* the first in sight */
    bool is_tight; /* of the last drawing: not all that is said of its rows has room */
    /* Judges a row: its state, and into said what stands beside it. */
    enum tui_form_state (*judge)(void *context, const struct tui_form *form, int row,
                                 char said[TUI_FORM_SAID]);
    void *context;
    uint64_t kept; /* of what stood there by tui_form_keep */
};

enum tui_form_came {
    TUI_FORM_NOTHING, /* no key of a form's */
    TUI_FORM_TAKEN,
    TUI_FORM_ASKS, /* Enter on a choice, or a text with a list: the program shows it */
    TUI_FORM_LAST  /* Enter on the last row */
};

/* Judges all rows: before the first drawing, and when something outside them changed. */
void tui_form_judge(struct tui_form *f);
enum tui_form_came tui_form_key(struct tui_form *f, const struct keypress *key);
/* What stands there now is what it begins with; and whether anything else stands there since. */
void tui_form_keep(struct tui_form *f);
bool tui_form_is_changed(const struct tui_form *f);
/* The first row that is not right, and the cursor on it; -1 when all are. */
int tui_form_find_wrong(struct tui_form *f);
/* What is said of the row under the cursor: "" for nothing. It may be too long for its place. */
const char *tui_form_said(const struct tui_form *f);
/* What stands in a row, for people: the word of a choice as it is shown, yes or no of a flag. */
const char *tui_form_value(const struct tui_form_row *row);
/* Draws into `height` rows of `cells`. Where tall rows do not all have room, that of the cursor is
 * whole, and others are one line each. */
void tui_form_draw(struct canvas *v, struct tui_form *f, int row, int col, int height, int cells);

#endif
