/* Bytes of a terminal into keypresses: UTF-8, control keys, escape sequences of every kind,
 * bracketed paste, SGR mouse. Our own reading, so that an unknown or split sequence is swallowed
 * whole and never becomes an answer. */
#ifndef SATHACH_TUI_DECODER_H
#define SATHACH_TUI_DECODER_H

#include "app/tui/keypress.h"

#include <stdbool.h>
#include <stddef.h>

enum { DECODER_SEQUENCE_MAX = 64, DECODER_PASTE_MAX = 8192 /* letters given of a paste */ };

struct decoder {
    enum {
        DECODER_PLAIN,
        DECODER_ESC,
        DECODER_LATE,
        DECODER_CSI,
        DECODER_SS3,
        DECODER_UTF8,
        DECODER_X10,
        DECODER_STRING,
        DECODER_IN_PASTE
    } state;
    char sequence[DECODER_SEQUENCE_MAX]; /* after ESC [ or of a character under way */
    size_t len;                          /* of it; within a paste, the quiet moments in a row */
    size_t wanted;                       /* bytes of the character under way */
    size_t paste_match;                  /* of the end mark */
    bool gives_paste; /* the letters of a paste come as keys, a blank for each control character */
    size_t given;     /* of the paste */
};

/* Takes one byte; true when *out is a key. Of a paste nothing is one but its end (KEYPRESS_PASTE),
 * unless gives_paste is set. */
bool decoder_byte(struct decoder *k, unsigned char byte, struct keypress *out);
/* Nothing came for a while: a lone ESC becomes the Esc key (true). A [ or O that still follows
 * begins a sequence all the same. A string sequence (ESC ] …) ends without its end, a paste after
 * some thirty such moments (KEYPRESS_PASTE). */
bool decoder_quiet(struct decoder *k, struct keypress *out);
/* True when a lone ESC waits, or something whose end may be lost: a string sequence, a paste. */
bool decoder_waits(const struct decoder *k);

#endif
