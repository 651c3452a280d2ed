/* A program's screen at a terminal, as a front end of the loop (loop.h): the program draws a canvas
 * and takes keys; a click comes as the key of what stands there. The terminal is taken over when
 * the loop begins, given back at its end, and meanwhile to another program where that is wanted.
 *
 *     struct glass g;
 *     glass_init(&g, &(struct glass_program){.context = p, .theme = theme, .draw = draw, …});
 *     const struct frontend screen = glass_frontend(&g);
 *     rc = loop_run(&program, &screen, e); */
#ifndef SATHACH_TUI_TERM_GLASS_H
#define SATHACH_TUI_TERM_GLASS_H

#include "app/tui/loop.h"
#include "app/tui/term/term.h"

/* All but draw, key and has_ended may be NULL. */
struct glass_program {
    void *context;
    enum term_theme theme;
    bool takes_paste; /* the letters of what is pasted come as keys (term_take_paste) */
    void (*draw)(void *context, struct canvas *v);
    void (*shown)(void *context, const struct canvas *v); /* it stands on the glass */
    void (*clicked)(void *context);                       /* the key that comes next was a click */
    void (*key)(void *context, const struct keypress *key);
    bool (*has_ended)(const void *context); /* no key is taken any more */
    bool (*is_stale)(const void *context);  /* what stands on the glass is no longer true; NULL: it
                                               is drawn anew in each turn */
};

struct glass {
    struct glass_program program;
    struct terminal *terminal; /* NULL while it is not ours */
    struct canvas picture;     /* the last one: clicks are looked up in it */
};

void glass_init(struct glass *g, const struct glass_program *program);
/* The front end, for loop_run; g outlives it. */
struct frontend glass_frontend(struct glass *g);
/* Draws and shows it now, and not only at the end of the turn. */
void glass_draw(struct glass *g);
/* Other colours, from within draw: this picture has them. */
void glass_use_theme(struct glass *g, enum term_theme theme);
/* What was typed by now was not meant for what comes. */
void glass_drop_typed(struct glass *g);
/* Gives the terminal to another program, and takes it back; what stands there is drawn anew. What
 * cannot be taken back is not ours any more, and the program is to end. */
void glass_leave(struct glass *g);
enum err_code glass_return(struct glass *g, struct err *e) ERR_MUST_CHECK;

#endif
