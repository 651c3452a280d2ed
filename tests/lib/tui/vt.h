/*
 * A child program on a pseudo-terminal, with a terminal emulator on our side of it.
 *
 * The child sees a real terminal; what it draws is kept in a grid of cells that a test can read:
 * text, attributes, colours and cursor. Nothing here sleeps for a fixed time: the vt_wait_*()
 * functions read what the child sends until a condition holds or a deadline passes.
 *
 * Conventions: times are milliseconds; rows and columns count from 0; text is UTF-8 exactly as the
 * child sent it (no normalisation: a base letter with a combining mark stays two code points in one
 * cell). Functions returning char * give memory the caller frees.  Running out of memory aborts.
 * Not thread-safe.
 */
#ifndef TESTS_TUI_VT_H
#define TESTS_TUI_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct vt;

/* What to run.  All pointers are borrowed for the call of vt_open() only. */
struct vt_spec {
    const char *const *argv; /* NULL-terminated; argv[0] is looked up in PATH when it has no
                                slash */
    const char *const *env;  /* NULL-terminated "NAME=VALUE" list, or NULL; wins over the
                                defaults */
    const char *term;        /* TERM of the child; NULL: "xterm-256color" */
    const char *cwd;         /* working directory of the child; NULL: ours */
    int rows, cols;          /* size in cells; 0: 24 and 80 */
};

/* Attributes of a cell, as bits. */
enum vt_attr {
    VT_BOLD = 1,
    VT_UNDERLINE = 2,
    VT_REVERSE = 4,
};

/* ---- the child (vt.c) ---- */

/*
 * Starts the program. The environment of the child is exactly: TERM, LC_ALL=C.UTF-8, TZ=UTC, PATH,
 * our TMPDIR and XDG_RUNTIME_DIR where set, and spec->env. Signals are reset to their defaults and
 * no other descriptor of ours is inherited. A program that cannot be run writes a line to its
 * terminal and exits with 127. Returns a handle for vt_close(), or NULL with errno set (EINVAL: bad
 * spec).
 */
struct vt *vt_open(const struct vt_spec *spec);

/* Kills the child and its process group if still there, reaps it, frees everything. NULL is
 * fine. */
void vt_close(struct vt *vt);

/*
 * Lets the terminal work: takes what the child has sent, draws it, sends queued bytes and the
 * replies of the terminal.  Waits at most ms for something to do.
 * Returns the number of bytes taken, 0 for none, -1 when the child's side is closed.
 */
int vt_pump(struct vt *vt, int ms);

/* True when the child can send nothing more: it closed the terminal, or vt_hangup() was called. */
bool vt_eof(const struct vt *vt);

/*
 * Pumps until cond(vt, arg) holds. Returns true, or false after timeout_ms, or at once when the
 * condition does not hold and the child's side is closed.
 */
bool vt_wait(struct vt *vt, bool (*cond)(struct vt *vt, void *arg), void *arg, int timeout_ms);

/* Waits until the text is on the screen (see vt_find()).  False: it is not, see vt_wait(). */
bool vt_wait_text(struct vt *vt, const char *needle, int timeout_ms);

/* Waits until the text is not on the screen.  False: it still is, see vt_wait(). */
bool vt_wait_gone(struct vt *vt, const char *needle, int timeout_ms);

/*
 * Waits until the child has sent nothing for ms_quiet, counted from the call at the earliest.
 * Returns true, at once when the child's side is closed; false when deadline_ms passed first.
 */
bool vt_wait_quiet(struct vt *vt, int ms_quiet, int deadline_ms);

/*
 * Waits until the child has nothing left to do: it has read all that was sent, each of its threads
 * sleeps, and all it drew is on the screen. How fast the machine is does not matter. Not seen: a
 * signal or the rest of a key sequence that it still waits for.
 * Returns true, at once when the child's side is closed; false when deadline_ms passed first.
 */
bool vt_wait_settled(struct vt *vt, int deadline_ms);

/*
 * Waits until the child has ended and takes all it has sent. Stores the status as of waitpid()
 * unless status is NULL.  May be called again after success.  False: still running after
 * timeout_ms.
 */
bool vt_wait_exit(struct vt *vt, int *status, int timeout_ms);

/*
 * Types len bytes, reading the child's output meanwhile, so any amount may be sent.
 * Returns 0, or -1 when the child's side is closed (EPIPE) or it took nothing for 10 s (ETIMEDOUT).
 */
int vt_send(struct vt *vt, const char *bytes, size_t len);

/* vt_send() of a string. */
int vt_keys(struct vt *vt, const char *bytes);

/*
 * Presses a named key the way the terminal named by TERM sends it; see vt_key_bytes().
 * Returns 0, or -1: unknown name (EINVAL), or as vt_send().
 */
int vt_key(struct vt *vt, const char *name);

/* Changes the size of the terminal; the child gets SIGWINCH.  Returns 0, or -1 with errno set. */
int vt_resize(struct vt *vt, int rows, int cols);

/* Sends a signal to the child alone.  Returns 0, or -1 with errno set (ESRCH: it has ended). */
int vt_signal(struct vt *vt, int sig);

/* Kills the child with SIGKILL and reaps it.  Returns 0, or -1 with errno set. */
int vt_kill9(struct vt *vt);

/* Takes the terminal away: the child gets SIGHUP, reads end, writes fail. The screen stays
 * readable. */
void vt_hangup(struct vt *vt);

/*
 * Every byte the child has sent so far; *len gets their number. Borrowed, valid until the next call
 * that pumps.  A NUL follows the last byte.
 */
const char *vt_raw(const struct vt *vt, size_t *len);

/* How many bytes the child has sent so far. */
size_t vt_bytes_sent(const struct vt *vt);

/* The process id of the child, also after it has ended. */
int vt_pid(const struct vt *vt);

/* ---- keys (vt_keys.c) ---- */

/*
 * The bytes of a key on a terminal type. Names: Up Down Left Right Home End PgUp PgDn Ins Del Enter
 * Esc Space Tab S-Tab Backspace F1..F12, C-x (control; also C-Space, C-[, C-\, C-], C-^, C-_), M-x
 * (Esc then the character), and any single character for itself. Arrows are \eOA.. on xterm, tmux,
 * screen, vt100 and \e[A.. on linux. Writes to out (size at least 16), returns the number of bytes,
 * or 0 for an unknown name.
 */
size_t vt_key_bytes(const char *term, const char *name, char *out, size_t size);

/* ---- the screen (vt_screen.c) ---- */

/* Size in cells. */
int vt_rows(const struct vt *vt);
int vt_cols(const struct vt *vt);

/* Where the cursor is, and whether it is shown.  Any pointer may be NULL. */
void vt_cursor(const struct vt *vt, int *row, int *col, bool *visible);

/* True when the child has switched to the alternate screen. */
bool vt_altscreen(const struct vt *vt);

/* One row, trailing blanks trimmed; "" outside the screen.  The caller frees. */
char *vt_row_text(const struct vt *vt, int row);

/* As vt_row_text(), from a column on.  The caller frees. */
char *vt_text_from(const struct vt *vt, int row, int col);

/* All rows joined by newlines, trailing blanks of each row trimmed.  The caller frees. */
char *vt_screen_text(const struct vt *vt);

/* The attributes of one cell, bits of enum vt_attr; 0 outside the screen. */
unsigned vt_attr_at(const struct vt *vt, int row, int col);

/*
 * One character a cell, rows joined by newlines, nothing trimmed: '.' plain, 'B' bold, 'U'
 * underline, 'R' reverse, 'b' bold+underline, 'r' bold+reverse, 'u' underline+reverse, 'a' all
 * three. The caller frees.
 */
char *vt_attr_plane(const struct vt *vt);

/*
 * As vt_attr_plane(), for the foreground (or background) colour; a blank has no foreground. '.'
 * default, '0'..'9' 'A'..'F' one of the 16 basic colours, '+' another palette entry, '#' a direct
 * colour.  The caller frees.
 */
char *vt_colour_plane(const struct vt *vt, bool background);

/*
 * True when the text stands at this cell. It must fill whole cells: "e" does not match a cell
 * holding "e" and a combining mark.  Stores the column after it unless end is NULL.
 */
bool vt_match_at(const struct vt *vt, const char *text, int row, int col, int *end);

/*
 * Finds the first place of a text within one row, top to bottom, left to right, whole cells only.
 * Stores its first cell (pointers may be NULL) and returns true, or false.  "" is nowhere.
 */
bool vt_find(const struct vt *vt, const char *text, int *row, int *col);

/* As vt_find(), but starts looking at the cell *row, *col; both are required. */
bool vt_find_from(const struct vt *vt, const char *text, int *row, int *col);

/* Prints the screen framed with row numbers, attributes of rows that have any, cursor and child
 * state. */
void vt_dump(const struct vt *vt, FILE *to);

#endif
