/* The offices that the desk was opened in by this person: nine at the most, the last one first. A
 * help for whoever begins, kept with the person's own files and in no office. Layout: FORMATS.md,
 * "Offices opened". */
#ifndef SATHACH_TOOLS_WORK_OFFICES_H
#define SATHACH_TOOLS_WORK_OFFICES_H

#include "tools/work/work.h"

enum {
    OFFICES_MAX = 9,
    OFFICES_ROWS = OFFICES_MAX + 2,
    OFFICES_PATH = 4096,
    OFFICES_NAME = 200,
    OFFICES_WHY = 400
};

/* Where the list stands: STATE/sathach/offices; state: what XDG_STATE_HOME says, home: HOME; NULL
 * or no whole path: not said. False: nowhere. */
bool offices_file(const char *state, const char *home, char out[OFFICES_PATH]);
/* Puts a folder first in the list; one that is no whole path, or holds a line's end, is left out.
 * ERR_IO. */
enum err_code offices_note(const char *file, const char *folder, struct err *e) ERR_MUST_CHECK;

/* ---- a look at them ---- */

/* Its own texts: a look may outlive whoever asked. */
struct offices_request {
    char file[OFFICES_PATH];   /* "": none is known */
    char folder[OFFICES_PATH]; /* looked at besides, and first; "": none */
    char now[OFFICES_PATH];    /* that stands open now; "": none */
};
enum offices_state {
    OFFICES_HERE,   /* an office */
    OFFICES_BROKEN, /* one whose office.ini cannot be read: the desk mends it */
    OFFICES_NONE,   /* a folder, no office */
    OFFICES_GONE,   /* nothing stands there */
    OFFICES_FAILED  /* it could not be looked at */
};
struct offices_row {
    char path[OFFICES_PATH], name[OFFICES_NAME]; /* as its settings say; "" where they do not */
    enum offices_state state;
    bool is_open;          /* now */
    char why[OFFICES_WHY]; /* BROKEN, FAILED; else "" */
};
struct offices_reply {
    struct offices_row row[OFFICES_ROWS];
    size_t rows;
};
/* ERR_IO, ERR_LIMIT: the list could not be read. No command: the desk alone asks it. */
extern const struct work_op offices_op;

#endif
