/* A canvas as bytes for a terminal: only the cells that changed, with as few bytes as its
 * description allows. What stands on the glass is remembered; what is not known (at the start,
 * after another size, when a redraw is asked for) is drawn whole.
 *
 * Blanks at a row's end and long runs of them are cleared, not written, where the terminal clears
 * with the ground that is set. A look (colours, attributes) is sent when it differs from the last
 * one, and then only the part that differs, in one sequence. Each cell of the canvas is a column
 * of the terminal. */
#ifndef SATHACH_TUI_TERM_PAINTER_H
#define SATHACH_TUI_TERM_PAINTER_H

#include "app/tui/term/themes.h"

#include <stddef.h>

/* What a terminal is told in, from its description; "" for what it lacks. */
enum painter_sequence {
    PAINTER_MOVE,    /* to row, column; a terminal without it has no screen */
    PAINTER_FORWARD, /* columns on */
    PAINTER_COLUMN,  /* to a column of the same row */
    PAINTER_CLEAR,
    PAINTER_CLEAR_TO_END, /* of the row */
    PAINTER_CLEAR_CELLS,  /* so many, the cursor stays */
    PAINTER_PLAIN,        /* no attributes, its own colours */
    PAINTER_BOLD,
    PAINTER_DIM,
    PAINTER_UNDERLINE,
    PAINTER_REVERSE,
    PAINTER_FOREGROUND,
    PAINTER_BACKGROUND,
    PAINTER_SEQUENCES
};
enum { PAINTER_SEQUENCE_ROOM = 64, PAINTER_BUFFER = 4096 };

struct painter_terminal {
    char sequence[PAINTER_SEQUENCES][PAINTER_SEQUENCE_ROOM];
    bool clears_in_colour; /* what is cleared gets the ground that is set */
    bool scrolls_at_end;   /* a letter in the last cell would turn the page */
};

struct painter {
    struct painter_terminal terminal;
    struct look look[CANVAS_ROLES];
    void (*send)(void *context, const char *bytes, size_t len);
    void *context;
    struct canvas_cell *glass; /* rows*cols, owned; NULL before the first picture */
    int rows, cols;
    bool is_known;   /* the glass shows what stands there */
    struct look now; /* what is set; of no meaning before the first picture */
    int row, col;    /* of the terminal's cursor; row -1: not known */
    char out[PAINTER_BUFFER];
    size_t len;
};

/* Reads the description of the terminal named TERM into out: setupterm() has been called. */
void painter_describe(struct painter_terminal *out);
/* Colours of a theme that this terminal can show; TERM_MONO where it has none. */
void painter_use_theme(struct painter *p, enum term_theme theme);
/* Sends what makes the glass show v, and the cursor stand where v has it. */
void painter_show(struct painter *p, const struct canvas *v);
/* The glass shows anything: the next picture is drawn whole. */
void painter_forget(struct painter *p);
void painter_free(struct painter *p);

#endif
