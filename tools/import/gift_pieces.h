/* Where the questions of a GIFT file begin and end. Moodle parts them by blank lines alone;
 * people's files often have none between questions, or have one
 * inside an answer block. So a question also begins at a line with "::", at "$CATEGORY:", and
 * behind the "}" of an answer block when another block follows: none
 * takes the next one with it, however broken it is. */
#ifndef SATHACH_TOOLS_IMPORT_GIFT_PIECES_H
#define SATHACH_TOOLS_IMPORT_GIFT_PIECES_H

#include "app/core/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum { GIFT_PIECE_MAX = 256 * 1024 };

/* A question under way: its text without comments and line ends of other systems. */
struct gift_piece {
    struct buf text;       /* with a zero byte behind it when it is given out; failed: longer than
                              GIFT_PIECE_MAX */
    size_t line;           /* where it begins */
    const char *from, *to; /* its bytes in the file */
    const char *above;     /* the comment line right above it; NULL for none */
    size_t above_len;
    bool block; /* an answer block begins in it */
    bool gap;   /* a blank line stands inside its answer block */
    bool glued; /* no blank line stands before it */
    /* while it is read: */
    size_t open;    /* offset behind the "{" that is open; 0 for none */
    bool undecided; /* nothing stands behind it yet */
    size_t strays;  /* lines that begin with = or ~ though no block is open: its "{" is
                              lost */
    bool closed;    /* its answer block is whole */
};
struct gift_reader {
    void (*question)(void *context, struct gift_piece *p);
    /* What stands behind "$CATEGORY:", trimmed; glued: no blank line before it. exact: written as
     * GIFT has it; else as "$Category :" or without its colon (colon). */
    void (*category)(void *context, const char *name, size_t line, bool glued, bool exact,
                     bool colon);
    /* A comment line with a question in it. */
    void (*comment)(void *context, size_t line);
    void *context;
};
/* Reads a whole file; the pieces are given out in its order. */
void gift_pieces(const void *bytes, size_t len, const struct gift_reader *r);

#endif
