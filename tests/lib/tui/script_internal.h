/* What the script_*.c files share; tests include script.h only. */
#ifndef TESTS_TUI_SCRIPT_INTERNAL_H
#define TESTS_TUI_SCRIPT_INTERNAL_H

#include "tests/lib/tui/script.h"
#include "tests/lib/tui/vt.h"

#include <stddef.h>

enum {
    SCRIPT_WORDS = 64, /* on one line */
    SCRIPT_VARS = 128,
    SCRIPT_ENV = 64,
    SCRIPT_SCREENS = 8,
    SCRIPT_INCLUDES = 8,    /* depth */
    SCRIPT_QUIET_MS = 100,  /* a terminal silent this long has nothing more to say */
    SCRIPT_REACT_MS = 1000, /* how long a program may take to notice a new size */
    SCRIPT_DRAW_MS = 20,    /* a pause this long ends a redraw */
};

/* A word of a command; text ends with a NUL but may hold others. */
struct word {
    char *text;
    size_t len;
};

struct line {
    struct word words[SCRIPT_WORDS];
    int count;
};

struct variable {
    char *name, *value;
};

/* A terminal of the script. */
struct terminal {
    char *name;
    struct vt *vt; /* NULL before the first spawn */
};

struct script {
    struct script_options options;
    struct variable vars[SCRIPT_VARS];
    int var_count;
    char *env[SCRIPT_ENV + 1];
    int env_count;
    struct terminal terminals[SCRIPT_SCREENS];
    int terminal_count, terminal; /* the current one */
    char *cwd;                    /* NULL: ours */
    int rows, cols;
    size_t marked;       /* bytes sent before the mark */
    char *marked_screen; /* its text there; NULL: no mark */
    const char *file;    /* being run */
    int line, depth;
    bool reported; /* the failure's screen was printed */
    char error[512];
};

/* ---- script.c ---- */

/* Sets the reason of a failure.  Always returns -1. */
int script_fail(struct script *script, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The terminal commands act on, or NULL with the failure set when nothing was spawned. */
struct vt *script_vt(struct script *script);

/* A deadline in milliseconds as it applies here (SATHACH_SLOW); 0 stands for the default one. */
int script_deadline(const struct script *script, int ms);

/* strdup() that aborts when out of memory. */
char *script_copy(const char *text);

/* ---- script_line.c ---- */

/*
 * Splits a line into words, expanding variables. Returns 0 with words for script_line_free(), or -1
 * with the failure set and nothing to free.
 */
int script_line_parse(struct script *script, const char *text, struct line *line);

/* Frees the words. */
void script_line_free(struct line *line);

/* ---- script_commands.c ---- */

/* A command of the language; the tables end with a row without a name. */
struct script_row {
    const char *name;
    int min, max; /* arguments */
    int (*run)(struct script *script, const struct line *line);
};
extern const struct script_row SCRIPT_ACTING[], SCRIPT_EXPECTING[];

/* A non-negative decimal number, or -1. */
int script_number(const char *text);
/* A signal by its name with or without SIG, or -1. */
int script_signal(const char *name);
/* Why a wait ended without success. */
const char *script_why(const struct vt *vt);
/* Waits until the program has nothing more to say. */
void script_quiet(struct script *script, struct vt *vt);

/* Runs one command.  Returns 0, or -1 with the failure set. */
int script_command(struct script *script, const struct line *line);

/* ---- script_golden.c ---- */

/* The golden command; hidden: extended regular expression of what changes from run to run, or NULL.
 * Returns 0, or -1 with the failure set and the differences reported. */
int script_golden(struct script *script, const char *name, bool with_fg, bool with_bg,
                  const char *hidden);

#endif
