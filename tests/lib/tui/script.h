/*
 * Scenarios for a terminal program, written as a script: one command a line.
 *
 *     # a comment                     words are separated by blanks; "double quotes" keep blanks
 *     let NAME VALUE                  $NAME or ${NAME} later, in quotes or not
 *     include "FILE"                  runs another script, relative to this one
 *
 * Before the program:
 *     term NAME                       TERM of the next spawn (xterm-256color); also sets $TERM
 *     size ROWSxCOLS [now] size of the next spawn (24x80); resizes when one is running, and waits
 *                                     until it has redrawn (at most 1 s), unless now is said
 *     env NAME=VALUE the environment of the next spawns gets it, nothing else is inherited
 *     cwd DIR                         working directory of the next spawns
 *     spawn PROGRAM ARGS...           starts it; an earlier one on this terminal must have ended
 *     screen NAME switches to another terminal (the first is "main"), for two programs
 * Acting:
 *     type "text"                     sends these bytes
 *     slowly MS "text"                sends these bytes one by one, MS milliseconds apart
 *     key NAME...                     presses keys: Up Enter F12 C-x a ... (see vt_key_bytes())
 *     click "text" presses the mouse on the first cell of this text, once it is there and the
 *                                     program rests, so that it never points at an older picture
 *                                     (SGR reports)
 *     make|remove "FILE" makes an empty new file, removes one: what a preload waits for
 *     wheel up|down ["text"]          turns the wheel over the first cell of this text, or in the
 *                                     middle of the screen
 *     monkey N N random keys, broken sequences, clicks and sizes, the same each time
 *     kill9 | signal NAME | hangup SIGKILL and wait; any signal (TERM, HUP, ...); the terminal goes
 *     away
 * Expecting (each waits until it holds or the deadline of 30 s passes, [MS] sets another):
 *     wait "text" [MS]                the text is on the screen, within one row
 *     expect "text"                   the same with the default deadline
 *     gone "text" [MS]                the text is not on the screen
 *     reject "text" waits until the program rests, then the text must not be there
 *     cursor "text"                   the cursor is on the first cell of this text
 *     cursor-shown yes|no             the cursor is visible
 *     attr "text" LETTERS all its cells are R(everse), B(old), U(nderline); "." none of them.
 *                                     Letters: one place of the text will do; ".": every place must
 *     golden NAME [fg] [bg] [hide "PATTERN"] the screen is the one in NAME.screen; fg, bg: the
 *                                     colours of letters and of the ground too; hide: what
 *                                     the extended regular expression finds counts as that many '#'
 *     grab NAME after "text" [until "text"] stores what follows on the row as $NAME, blanks trimmed
 *     never "bytes" waits for quiet; the program has not sent these bytes since its start
 *     showed "bytes" waits for quiet; the program has sent these bytes, if only for a moment
 *     exit CODE|SIGNAL                the program has ended this way: a number, or KILL, HUP, ...
 *     mark                            waits until the program rests; what it sends is counted from
 *                                     here on
 *     sent MOST PERCENT "what" waits until it rests; it has sent at most MOST bytes since the mark
 *                                     and PERCENT of the text of the rows that changed. Prints the
 *                                     figures
 *     dump                            prints the screen, for writing scripts
 *
 * In double quotes: \" \\ \$ \n \r \t \e \xNN (a byte) \uXXXX (a code point, 4 hex digits).
 * A failure prints file:line, the command, the reason and the screen, and ends the script.
 * Text matching is exact and by whole cells, see vt_find(): an accent written apart is another
 * text.
 *
 * The environment variable SATHACH_SLOW=1 makes every deadline ten times longer, for sanitizers.
 */
#ifndef TESTS_TUI_SCRIPT_H
#define TESTS_TUI_SCRIPT_H

#include <stdbool.h>
#include <stdio.h>

struct script;

/* All pointers are borrowed until script_free(). */
struct script_options {
    const char *golden_dir; /* where NAME.screen files are; NULL: golden fails */
    const char *const *env; /* NULL-terminated "NAME=VALUE" list for every program, or NULL */
    FILE *report;           /* failures and dumps; NULL: stderr */
    int deadline_ms;        /* default deadline, milliseconds; 0: 30000 */
    bool update_golden;     /* write golden files instead of comparing */
};

/* A fresh interpreter, for script_free(). options may be NULL. Never NULL: aborts when out of
 * memory. */
struct script *script_new(const struct script_options *options);

/* Kills what still runs and frees everything.  NULL is fine. */
void script_free(struct script *script);

/* Sets a variable, both strings are copied. Returns 0, or -1 for a name not made of letters,
 * digits, _. */
int script_let(struct script *script, const char *name, const char *value);

/* The value of a variable or NULL.  Borrowed until the variable is set again. */
const char *script_get(const struct script *script, const char *name);

/* Runs a script from a file.  Returns 0, or -1 after reporting the failure. */
int script_run_file(struct script *script, const char *path);

/* Runs a script from memory; name stands for the file name. Returns 0, or -1 after reporting the
 * failure. */
int script_run_text(struct script *script, const char *name, const char *text);

/* The reason of the last failure, one line, "" when there was none. Borrowed until the next run. */
const char *script_error(const struct script *script);

#endif
