/* Text as it may reach a terminal: the check of characters and marks, width in cells, wrapping.
 * Core only checks; normalising (NFC) is the office's work. */
#ifndef SATHACH_CORE_TEXT_H
#define SATHACH_CORE_TEXT_H

#include "app/core/err.h"
#include "app/core/utf8.h"
#include "app/core/wire.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEXT_MARKS_MAX = 4 }; /* combining marks a base may carry */

/* Checks well-formedness and characters. On failure ERR_FORMAT names the byte offset (from 0) and
 * the code point. `what` names the text in the message. */
enum err_code text_check(const char *s, size_t len, bool newline_ok, const char *what,
                         struct err *e) ERR_MUST_CHECK;

/* Cells that cp takes: 0 (combining), 1 or 2. Own table from Unicode's East Asian Width, so that it
 * does not hang on the machine's locale. */
int text_cp_width(uint32_t cp);
/* Cells of a NUL-terminated UTF-8 text; malformed bytes and forbidden characters count as the one
 * cell of U+FFFD. */
int text_width(const char *s);

struct text_line {
    const char *start; /* into the wrapped text */
    size_t len;        /* bytes, without the blank or newline it was broken at */
    int width;         /* cells */
};
/* Wraps by words at `cells` (>= 1), breaks words that are longer, keeps \n. Writes at most max
 * lines and returns how many there are in all (may be over max). An empty text has one empty line.
 * */
size_t text_wrap(const char *s, int cells, struct text_line *out, size_t max);

/* Copies s to out (room bytes, NUL included) with every malformed byte and forbidden character
 * replaced by U+FFFD; cut at a character. For anything that is printed or logged. Returns out. */
char *text_clean(const char *s, char *out, size_t room);
/* Copies s to out (room bytes, cut at a character), with a full stop where it does not end with a
 * sign that ends a sentence: for one that another sentence follows. Returns out. */
char *text_end_sentence(const char *s, char *out, size_t room);

/* The unmarked capital behind what a Vietnamese input method left on makes of a typed letter: A of
 * Â Ă â ă, D of Đ đ, O of Ô Ơ and their tones, also a of A itself; other ASCII letters as capitals;
 * 0 for anything else. */
char text_plain_letter(uint32_t cp);
/* The precomposed Vietnamese letter of a letter and a combining mark that follows it (tone,
 * circumflex, breve, horn); 0 when there is none. */
uint32_t text_compose(uint32_t letter, uint32_t mark);
/* The one folding rule by which a candidate number is found, in the roster and at the log-in:
 * capitals become small letters, Vietnamese letters, composed or of a letter and its marks, the
 * ASCII letter they are made from (đ and Đ are d), everything else of ASCII stays. HN-Đ01, hn-đ01
 * and hn-d01 are one. Into out (room bytes, NUL included). False, out undefined, when it does not
 * fit or a character is none of these: such a number cannot be typed on every console, and rosters
 * refuse it. The office's normal_fold agrees on all that this one knows. */
bool text_fold(const char *s, char *out, size_t room) ERR_MUST_CHECK;
/* A number for a text, to tell whether two are one: FNV-1a of 64 bits, begun at TEXT_HASH, or with
 * what it gave for the text before. Nothing hangs on it that somebody could gain by. */
#define TEXT_HASH UINT64_C(14695981039346656037)
uint64_t text_hash(const char *s, size_t len, uint64_t hash);
/* A text written by buf_add_text16 into out (room bytes with NUL). Too long, malformed or with a
 * forbidden character: "" and w->failed. */
void text_read16(struct wire *w, char *out, size_t room);

#endif
