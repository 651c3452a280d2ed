/* The texts of the guide, in a closed part of Markdown, a block at a time. What is not in it is an
 * error that names the line, so that nothing stands on paper as it should not:
 *   # title               one a text, its first line
 *   ## heading
 *   1. item, * item       an item that goes on stands under its first letter
 *   | cell | cell |       the second row is |---|---|
 *       four blanks       lines for a computer
 *   ```screen NAME … ```  a screen as tests/data/golden/NAME.screen has it, or tests/data/desk/
 *   else                  a paragraph; lines are joined
 * In a line: **bold** and `for a computer`. */
#ifndef SATHACH_TOOLS_GUIDE_BLOCKS_H
#define SATHACH_TOOLS_GUIDE_BLOCKS_H

#include "app/core/err.h"

#include <glib.h>
#include <stdbool.h>

enum block_kind {
    BLOCK_END,
    BLOCK_BLANK, /* never told */
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_ITEM,
    BLOCK_TABLE,
    BLOCK_CODE,
    BLOCK_SCREEN,
    BLOCK_TEXT
};

enum { BLOCK_CODE_COLUMNS = 84, BLOCK_SCREEN_COLUMNS = 80, BLOCK_TABLE_COLUMNS = 6 };

struct block {
    enum block_kind kind;
    char label[8]; /* of an item */
    GString *text; /* of table, code and screen: each line with its end; else one line */
};

struct blocks {
    const char *name; /* of the text, for messages */
    const char *at;   /* where the next line begins; UTF-8, ends in NUL */
    unsigned line;    /* the one read last */
    bool has_title;
};

/* The next block into b, whose text is replaced. */
enum err_code blocks_next(struct blocks *t, struct block *b, struct err *e) ERR_MUST_CHECK;

#endif
