/* What the files of the line mode share. */
#ifndef SATHACH_TOOLS_DESK_TELLER_PARTS_H
#define SATHACH_TOOLS_DESK_TELLER_PARTS_H

#include "app/tui/line_terminal.h"
#include "tools/desk/teller.h"
#include "tools/desk/teller_tell.h"

enum {
    TELLER_TYPED = 4096 /* bytes typed at most, with NUL */,
    TELLER_ROWS = 20 /* told in one go */,
    TELLER_SEEN = 64
};

/* What was told last. */
struct teller_told {
    const struct screen *top;
    const struct screen_ops *ops; /* of the top: its memory may be another screen's by now */
    uint64_t mode, place;
    uint64_t head;  /* hash of the head's words */
    uint64_t *line; /* hashes of the lines of its body; owned */
    size_t lines;
    uint64_t command; /* hash of the command line */
    size_t row;       /* the row under the cursor, from 1; 0: there is none */
    char said[SCREEN_SAID];
    char asked[SCREEN_SAID]; /* of a passphrase: what was said of it */
    unsigned quarter;        /* of the work under way */
    bool is_under_way;       /* it was told that work is */
    struct {
        const struct screen_ops *ops;
        uint64_t mode;
    } seen[TELLER_SEEN]; /* whose keys were told */
    size_t seens;
};

struct teller {
    struct desk desk;
    struct line_terminal terminal;
    int cells;      /* of the terminal; 0: lines are not broken */
    bool is_turn;   /* a line was typed, and it is not told yet what came of it */
    bool has_said;  /* something was said since */
    bool is_action; /* it was a key that means something here */
    size_t more;    /* which part of a long body is told; 0: the first */
    bool is_more;   /* the next part was asked for */
    size_t base;    /* the part that was told with the screen: where its cursor stood */
    char typed[TELLER_TYPED];
    size_t len;
    struct teller_told told;
};

/* ---- teller_type.c ---- */

/* Does what a line says. */
void teller_type(struct teller *l, char *line);

/* ---- teller_body.c ---- */

void teller_say_line(struct teller *l, const char *text, size_t len);
/* A text of one or more lines. */
void teller_say(struct teller *l, const char *text);
/* The lines of a body: all, or those not told before; of many a part, number l->more. */
void teller_say_body(struct teller *l, const char *text, bool is_all);
/* How many rows stand before those that are told first. */
void teller_say_before(struct teller *l);
/* Keeps what was told: as hashes, for a body may hold passphrases. */
void teller_note_body(struct teller *l, const char *text);
/* The line of a row. */
void teller_say_row(struct teller *l, const char *body, size_t row);

/* ---- teller_help.c ---- */

/* The keys that work now, a line each, and what else may be typed. */
void teller_say_help(struct teller *l);

/* ---- teller_say.c ---- */

/* The screen is told as a whole again. */
void teller_say_again(struct teller *l);
/* What the screen answers to a key, before another key wipes it. */
void teller_say_answer(struct teller *l);
/* What is new, then the prompt. */
void teller_report(struct teller *l);
void teller_forget(struct teller *l);

#endif
