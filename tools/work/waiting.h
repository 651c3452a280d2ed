/* waiting: what is to be done next in this office, told from the log's lines, from names and from
 * times of files; no key is needed, and nothing is opened that only a key opens. */
#ifndef SATHACH_TOOLS_WORK_WAITING_H
#define SATHACH_TOOLS_WORK_WAITING_H

#include "tools/work/work.h"

#include <stdint.h>

enum waiting_mark {
    WAITING_WRONG, /* x: something is at fault, or somebody must decide */
    WAITING_DUE,   /* !: a step that is next */
    WAITING_TOLD   /* ·: good to know */
};

/* X(id, word): the closed list of what may wait; the word is that of --json. */
#define WAITING_KINDS(X) \
    X(LOG, "log") \
    X(NO_BANK, "no-bank") \
    X(UNSEALED, "unsealed") \
    X(EDITED, "edited") \
    X(NO_SESSION, "no-session") \
    X(SETTINGS, "settings") \
    X(DRAW, "draw") \
    X(UNREADABLE, "unreadable") /* the session's own file */ \
    X(SLIPS, "slips") \
    X(HOURS, "hours") \
    X(COLLECT, "collect") \
    X(MARK, "mark") \
    X(PRINT_MARK, "print-mark") \
    X(SHEET, "sheet") \
    X(GRADE, "grade") \
    X(FORK, "fork") \
    X(DECIDE, "decide") \
    X(LISTS, "lists") \
    X(PAPERS, "papers") \
    X(PACK, "pack") \
    X(CLOSE, "close") \
    X(BACKUP, "backup") \
    X(STICK, "stick") /* the desk's own: it sees them */
enum waiting_kind {
#define WAITING_ENUM(id, word) WAITING_##id,
    WAITING_KINDS(WAITING_ENUM)
#undef WAITING_ENUM
        WAITING_KIND_COUNT
};
const char *waiting_kind_word(enum waiting_kind kind);

enum {
    WAITING_OFFICE = 200,
    WAITING_ABOUT = 40,
    WAITING_TEXT = 256,
    WAITING_COMMAND = 160,
    WAITING_FILE = 64
};

struct waiting_row {
    enum waiting_mark mark;
    enum waiting_kind kind;
    char about[WAITING_ABOUT];     /* the session or bank; "" for the office itself */
    char paper[8];                 /* of FORK; "" for none */
    char text[WAITING_TEXT];       /* translated */
    char file[WAITING_FILE];       /* of the papers, the one it is about; "" for none */
    char command[WAITING_COMMAND]; /* that ends it; FILE and … are to be filled in; "" for none */
    bool is_training;              /* it is about a rehearsal, and the text says so */
    int64_t since;                 /* seconds since 1970; 0 when there is no telling */
};

struct waiting_request {
    int nothing; /* it asks for nothing */
};

struct waiting_reply {
    char office[WAITING_OFFICE]; /* its name, from office.ini */
    struct waiting_row *row;     /* what is newest first, what is wrong before what is due; owned */
    size_t rows;
};

/* A log that is not whole is the first row, and what it would tell is left out. */
extern const struct work_op waiting_op;

/* A row more; rows grow. ERR_LIMIT when memory ends. */
enum err_code waiting_add(struct waiting_reply *r, const struct waiting_row *row,
                          struct err *e) ERR_MUST_CHECK;
/* Puts rows into their order. */
void waiting_sort(struct waiting_reply *r);

#endif
