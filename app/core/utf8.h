/* Characters as UTF-8 has them, and which of them no text may hold. The lowest module of core: it
 * includes nothing. */
#ifndef SATHACH_CORE_UTF8_H
#define SATHACH_CORE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one character at s (len bytes left, len > 0). Returns its bytes (1–4) and sets *cp; 0
 * when the bytes are not well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no
 * surrogates, nothing past U+10FFFF). */
size_t utf8_decode(const char *s, size_t len, uint32_t *cp);
/* Encodes cp into out (4 bytes of room); returns the bytes written, 0 for no valid scalar value. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* True for what a text from a file may never hold: C0 (but \n where newline is allowed), DEL, C1,
 * format characters (Cf), line/paragraph separators, private use, surrogates, noncharacters,
 * unassigned wide planes. */
bool utf8_is_forbidden(uint32_t cp, bool newline_ok);

#endif
