/* Text as it may reach a terminal: the UTF-8 check, forbidden characters, width in cells, wrapping. Core only checks;
 * normalising (NFC) is the office's work. */
#ifndef SATHACH_CORE_TEXT_H
#define SATHACH_CORE_TEXT_H

#include "app/core/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one character at s (len bytes left, len > 0). Returns its bytes (1–4) and sets *cp; 0 when the bytes are not
 * well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF). */
size_t text_decode(const char *s, size_t len, uint32_t *cp);
/* Encodes cp into out (4 bytes of room); returns the bytes written, 0 for no valid scalar value. */
size_t text_encode(uint32_t cp, char out[4]);

/* True for what a text from a file may never hold: C0 (but \n where newline is allowed), DEL, C1, format characters (Cf),
 * line/paragraph separators, private use, surrogates, noncharacters, unassigned wide planes. */
bool text_is_forbidden(uint32_t cp, bool newline_ok);

enum { TEXT_MARKS_MAX = 4 }; /* combining marks a base may carry */

/* Checks well-formedness and characters. On failure ERR_FORMAT names the byte offset (from 0) and the code point. `what`
 * names the text in the message. */
enum err_code text_check(const char *s, size_t len, bool newline_ok, const char *what, struct err *e) ERR_MUST_CHECK;

/* Cells that cp takes: 0 (combining), 1 or 2. Own table from Unicode's East Asian Width, so that it does not hang on the
 * machine's locale. */
int text_cp_width(uint32_t cp);
/* Cells of a NUL-terminated UTF-8 text; malformed bytes and forbidden characters count as the one cell of U+FFFD. */
int text_width(const char *s);


struct text_line {
    const char *start; /* into the wrapped text */
    size_t len;        /* bytes, without the blank or newline it was broken at */
    int width;         /* cells */
};
/* Wraps by words at `cells` (>= 1), breaks words that are longer, keeps \n. Writes at most max lines and returns how many
 * there are in all (may be over max). An empty text has one empty line. */
size_t text_wrap(const char *s, int cells, struct text_line *out, size_t max);

/* Copies s to out (room bytes, NUL included) with every malformed byte and forbidden character replaced by U+FFFD; cut at a
 * character. For anything that is printed or logged. Returns out. */
char *text_clean(const char *s, char *out, size_t room);

/* The unmarked capital behind what a Vietnamese input method left on makes of a typed letter: A of Â Ă â ă, D of Đ đ, O of Ô Ơ and their tones, also a
 * of A itself; other ASCII letters as capitals; 0 for anything else. */
char text_plain_letter(uint32_t cp);
/* The precomposed Vietnamese letter of a letter and a combining mark that follows it (tone, circumflex, breve, horn); 0 when there is none. */
uint32_t text_compose(uint32_t letter, uint32_t mark);
/* A text written by buf_add_text16 into out (room bytes with NUL). Too long, malformed or with a forbidden character: "" and w->failed. */
void text_take16(struct wire *w, char *out, size_t room);

#endif
