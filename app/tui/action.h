/* Actions as data: what a program's keys do. Each program has one table of them, and everything
 * that speaks of keys reads it: the key map, the foot line, the help screen, the manual page, and
 * the line mode with its words.
 *
 * A row says by which keys an action is done, in which places it works (bits that the program
 * numbers as it likes), and how it is told. Row 0 stands for "no action" and is empty; the rows
 * behind it are numbered by an enum of the program, so that `table.row[ACTION_NEXT]` is the row of
 * ACTION_NEXT.
 *
 *     static const struct tui_action ROWS[] = {
 *         {0},
 *         {.name = "NEXT", .keys = "→ N", .kind = KEYPRESS_RIGHT, .letters = "N", …},
 *     };
 *     static const struct tui_actions TABLE = {ROWS, sizeof ROWS / sizeof ROWS[0]};
 *
 *     unsigned arg;
 *     switch (tui_action_of_key(&TABLE, key, place, is_text, &arg)) { … }
 *
 * Texts are msgids of gettext; who shows them translates them. */
#ifndef SATHACH_TUI_ACTION_H
#define SATHACH_TUI_ACTION_H

#include "app/tui/keypress.h"

#include <stdbool.h>

struct tui_action {
    const char *name;        /* "NEXT": of the enum, for messages of tests */
    const char *keys;        /* as shown: "→ N"; "" for one that only lines reach */
    enum keypress_kind kind; /* its special key; KEYPRESS_CHAR for none */
    const char *letters;     /* characters that do it, letters as capitals: "H?"; "" for none */
    bool is_choice;          /* which of its letters it was is the argument: "ABCD", "0123456789" */
    char ctrl;               /* the letter that does it with Ctrl; 0 for none */
    const char *label;       /* short, for the foot */
    const char *help;        /* one or two sentences */
    uint64_t where;          /* bits of the places it works in */
    const char *word;        /* words of the line mode, a blank between: "h ?"; "" for none */
    const char *spoken;      /* help of the line mode, one line; "" for none */
    uint64_t
        spoken_where; /* bits of the places the words work in: letters are text in more of them */
};

struct tui_actions {
    const struct tui_action *row;
    int count; /* with row 0 */
};

/* Rows of a table whose program has no words of a line mode: a special key; letters or Ctrl; one
 * of several characters, whose place in `chars` is the argument; a special key and letters that do
 * the same ("Enter/G"). */
#define TUI_ACTION_KEY(id, shown, key, to, tells, places) \
    TUI_ACTION_ROW(id, shown, key, "", false, 0, to, tells, places)
#define TUI_ACTION_LETTER(id, shown, chars, with_ctrl, to, tells, places) \
    TUI_ACTION_ROW(id, shown, CHAR, chars, false, with_ctrl, to, tells, places)
#define TUI_ACTION_ANY_OF(id, shown, chars, to, tells, places) \
    TUI_ACTION_ROW(id, shown, CHAR, chars, true, 0, to, tells, places)
#define TUI_ACTION_BOTH(id, shown, key, chars, to, tells, places) \
    TUI_ACTION_ROW(id, shown, key, chars, false, 0, to, tells, places)
#define TUI_ACTION_ROW(id, shown, key, chars, any_of, with_ctrl, to, tells, places) \
    [id] = {.name = #id, \
            .keys = shown, \
            .kind = KEYPRESS_##key, \
            .letters = chars, \
            .is_choice = any_of, \
            .ctrl = with_ctrl, \
            .label = to, \
            .help = tells, \
            .where = places, \
            .word = "", \
            .spoken = ""}

/* The action of a key in a place (one bit), 0 when it has none. takes_text: letters are text there,
 * and no character is an action. Small letters count as capitals; for a choice, letters with
 * Vietnamese marks count as the plain ones, for an input method left on (Â Ă Đ choose A, A and D).
 * *arg gets the number of a choice's letter, from 0; 0 for all others. */
int tui_action_of_key(const struct tui_actions *table, const struct keypress *key, uint64_t where,
                      bool takes_text, unsigned *arg);

/* The action of a typed line in a place, 0 when it has none: the whole line is one of its words, in
 * capital or small letters. *arg gets the number of the word, from 0. */
int tui_action_of_word(const struct tui_actions *table, const char *line, uint64_t where,
                       unsigned *arg);

/* A key that does the action wherever it works, for a click on its name and for a word typed. False
 * for those that need an argument, and for those without a key. */
bool tui_action_key(const struct tui_action *a, struct keypress *key);

#endif
