/* Bytes of a terminal into keypresses: UTF-8, control keys, escape sequences of every kind, bracketed paste, SGR mouse. Our own reading, so
 * that an unknown or split sequence is swallowed whole and never becomes an answer. */
#ifndef SATHACH_CLIENT_TERM_KEYS_H
#define SATHACH_CLIENT_TERM_KEYS_H

#include "app/client/keypress.h"

#include <stdbool.h>
#include <stddef.h>

enum { KEYS_SEQUENCE_MAX = 64 };

struct keys {
    enum { KEYS_PLAIN, KEYS_ESC, KEYS_LATE, KEYS_CSI, KEYS_SS3, KEYS_UTF8, KEYS_IN_PASTE } state;
    char sequence[KEYS_SEQUENCE_MAX]; /* after ESC [ or of a character under way */
    size_t len;
    size_t wanted;                    /* bytes of the character under way */
    size_t paste_match;               /* of the end mark */
};

/* Takes one byte; true when *out is a key. */
bool keys_byte(struct keys *k, unsigned char byte, struct keypress *out);
/* Nothing came for a while: a lone ESC becomes the Esc key (true). A [ or O that still follows begins a sequence all the same. */
bool keys_quiet(struct keys *k, struct keypress *out);
/* True when a lone ESC waits. */
bool keys_waits(const struct keys *k);

#endif
