/* The terminal: the only place with curses. A canvas goes onto the glass, bytes come back as keypresses. */
#ifndef SATHACH_CLIENT_TERM_H
#define SATHACH_CLIENT_TERM_H

#include "app/client/canvas.h"
#include "app/client/keypress.h"
#include "app/core/err.h"

struct terminal;

/* True when the terminal on stdout can address the cursor; else the line mode is the way. */
bool term_is_capable(void);
/* True when the terminal names a sequence for a key ("kcuu1"). */
bool term_sends(const char *capability);
/* How roles look. Every role has a text mark as well: none is told by colour alone. */
enum term_theme {
    TERM_DEFAULT,
    TERM_CONTRAST, /* white and yellow in bold on black, reverse for what matters */
    TERM_MONO      /* no colours; NO_COLOR does the same */
};
/* "default", "contrast", "mono"; false for another word. */
bool term_theme_of(const char *word, enum term_theme *out);
/* Takes over the terminal. */
enum err_code term_open(enum term_theme theme, struct terminal **out, struct err *e) ERR_MUST_CHECK;
/* Gives it back; nothing of the exam is left on the glass or in the scroll-back. */
void term_close(struct terminal *t);
/* A canvas of the terminal's present size; cleared. False: no memory. */
bool term_canvas(struct terminal *t, struct canvas *out);
void term_show(struct terminal *t, const struct canvas *v);
/* Next key: true; false when none waits now. quiet: nothing came for some 50 ms, so that a lone ESC counts. *closed is set when the terminal
 * is gone. */
bool term_key(struct terminal *t, bool quiet, struct keypress *out, bool *closed);
/* True when a lone ESC waits for what follows. */
bool term_waits(const struct terminal *t);
/* The window changed its size. */
void term_resize(struct terminal *t);

#endif
