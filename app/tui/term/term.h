/* The terminal: with its folder the only place that knows the descriptions of terminals (curses'
 * terminfo). A canvas goes onto the glass, bytes come back as keypresses. */
#ifndef SATHACH_TUI_TERM_H
#define SATHACH_TUI_TERM_H

#include "app/tui/canvas.h"
#include "app/tui/keypress.h"
#include "app/tui/term/themes.h"
#include "app/core/err.h"

struct terminal;

/* True when the terminal on stdout can address the cursor; else the line mode is the way. */
bool term_is_capable(void);
/* True when the terminal names a sequence for a key ("kcuu1"). */
bool term_sends(const char *capability);
/* Takes over the terminal. */
enum err_code term_open(enum term_theme theme, struct terminal **out, struct err *e) ERR_MUST_CHECK;
/* Gives it back; nothing of the exam is left on the glass or in the scroll-back. */
void term_close(struct terminal *t);
/* Other colours from the next picture on. */
void term_use_theme(struct terminal *t, enum term_theme theme);
/* A canvas of the terminal's present size; cleared. False: no memory. */
bool term_canvas(struct terminal *t, struct canvas *out);
void term_show(struct terminal *t, const struct canvas *v);
/* From here on the letters of what is pasted come as keys (keypress.h: is_pasted). */
void term_take_paste(struct terminal *t);
/* Rings the terminal's bell. */
void term_bell(void);
/* Next key: true; false when none waits now. quiet: nothing came for some 50 ms, so that a lone ESC
 * counts. *closed is set when the terminal is gone. */
bool term_key(struct terminal *t, bool quiet, struct keypress *out, bool *closed);
/* True when a lone ESC waits for what follows, or a paste for its end. */
bool term_waits(const struct terminal *t);
/* The window changed its size, or is to be drawn anew. */
void term_resize(struct terminal *t);

#endif
