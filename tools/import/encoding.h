/* Text in the encodings that Vietnamese offices used before Unicode, and in UTF-16.
 *
 * TCVN3 (also called ABC; the fonts .VnTime, .VnArial …) and VNI (VNI-Times …) put Vietnamese
 * letters where Latin-1 has others: only the font shows what is meant, and "Nguyễn Văn" is stored
 * as "NguyÔn V¨n" or "Nguyeãn Vaên". Where the font is known it decides; where it is lost the words
 * do: text is taken for TCVN3 or VNI when its words become Vietnamese syllables by it that they are
 * not as they stand. What remains open is refused by name, never guessed.
 *
 * Rules:
 *  - Text with a Vietnamese letter that Latin-1 lacks (ư, ạ, ế …) is Unicode, in any font.
 *  - .Vn… is TCVN3, .Vn…H its capital font: all is shown in capitals. VNI-… is VNI. (A font
 *  .VnTimeH stores small letters.)
 *  - TCVN3 has no capitals with tones: in a word of capitals ("NGUYÔN") its letters become capitals
 *  too.
 *  - Of text files (CSV, GIFT, Aiken) without a known font the whole file is UTF-8, UTF-16,
 *  Windows-1258, TCVN3 or VNI. */
#ifndef SATHACH_TOOLS_IMPORT_ENCODING_H
#define SATHACH_TOOLS_IMPORT_ENCODING_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

enum encoding {
    ENCODING_UNICODE,
    ENCODING_TCVN3,
    ENCODING_VNI,
    ENCODING_WINDOWS1258,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE
};
/* "TCVN3 (ABC)", "VNI" … : a name, not translated. */
const char *encoding_name(enum encoding e);
/* What a font's name says: ENCODING_TCVN3, ENCODING_VNI, or ENCODING_UNICODE for all others and
 * NULL. is_capital (may be NULL): the font shows capitals for small letters. */
enum encoding encoding_of_font(const char *font, bool *is_capital);
/* Text of TCVN3 or VNI (as UTF-8: each byte of the old encoding as the character of Latin-1 with
 * its number), malloc'd in Unicode; characters that the encoding has no letter for stay. NULL when
 * memory ends or the text is no UTF-8. A word processor's soft hyphen is U+00AD here, TCVN3's ư:
 * hand it over before soft hyphens are dropped. */
char *encoding_convert(enum encoding from, const char *text, bool is_capital);

/* What has been seen of a column, or of a document: it decides on words that are right in two
 * encodings ("Vò"). Begins as zeros. */
struct encoding_survey {
    enum encoding last; /* of the last text that was sure */
};
enum encoding_verdict { ENCODING_KEEP, ENCODING_CONVERT, ENCODING_REFUSE };
struct encoding_reading {
    enum encoding_verdict verdict;
    enum encoding from; /* of what is converted or refused */
    char *text;         /* when converted: owned by the caller (free) */
};
/* Judges a text by its font (NULL when it is lost) and words. ENCODING_KEEP: it is what it looks
 * like. ENCODING_REFUSE: it may be in an old encoding, and only a person can tell. ERR_LIMIT when
 * memory ends. */
enum err_code encoding_read(struct encoding_survey *s, const char *font, const char *text,
                            struct encoding_reading *out, struct err *e) ERR_MUST_CHECK;

/* True for UTF-8 that another program took for Windows-1252: "LÃª VÄƒn". Nothing is converted: such
 * a program often lost letters, too, and the source is whole. */
bool encoding_is_misread(const char *text);

/* A text file's bytes. */
struct encoding_file {
    enum encoding from;
    char *text; /* UTF-8; owned (free), NULL when the bytes are UTF-8 as they stand */
    size_t len;
    size_t words; /* converted from an encoding of one byte a letter */
};
/* ERR_FORMAT, once for the file, when it is in none of the encodings. UTF-8 with a few bad bytes
 * passes: the readers name the lines. */
enum err_code encoding_read_file(const void *bytes, size_t len, struct encoding_file *out,
                                 struct err *e) ERR_MUST_CHECK;

/* What a text that is written as Unicode says of itself, in a comment of its first line; in a table
 * the heading of a column of its own says ENCODING_DECLARED_HEADING. Nothing in such a file is
 * converted or refused; what looks like an old encoding is told. Whatever this program writes for
 * others says it. */
#define ENCODING_DECLARED "coding: utf-8"
#define ENCODING_DECLARED_HEADING "UTF-8"

/* A UTF-8 text whose lines may hold TCVN3 or VNI that lost its font: each is judged by its
 * words. */
struct encoding_lines {
    enum encoding from; /* of the lines converted, or kept */
    char *text;         /* owned (free); NULL when every line is what it looks like */
    size_t len;
    size_t lines;            /* converted */
    size_t kept, first_kept; /* lines that look like an old encoding in a file that says it is
                                UTF-8, and the first of them */
};
/* ERR_FORMAT, naming the line, for one that only a person can tell: the file is refused. */
enum err_code encoding_read_lines(const char *text, size_t len, struct encoding_lines *out,
                                  struct err *e) ERR_MUST_CHECK;

#endif
