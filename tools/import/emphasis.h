/* How the right option of a question is marked where no letter says it: bold, underlined,
 * highlighted, coloured or with a star, on the option's letter alone or
 * on its whole text. What all options share is the document's style and marks nothing. */
#ifndef SATHACH_TOOLS_IMPORT_EMPHASIS_H
#define SATHACH_TOOLS_IMPORT_EMPHASIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EMPHASIS_BOLD = 1, EMPHASIS_UNDERLINE = 2, EMPHASIS_HIGHLIGHT = 4, EMPHASIS_STAR = 8 };
#define EMPHASIS_PLAIN \
    0U                            /* the colour of ordinary text: black, near to it, or left to
                                        the program */
#define EMPHASIS_MIXED UINT32_MAX /* of a text in several colours */

/* Of each byte of a text. */
struct emphasis_sign {
    uint8_t marks;   /* bits */
    uint32_t colour; /* 0x1RRGGBB, EMPHASIS_PLAIN */
};
/* Of one option. */
struct emphasis {
    unsigned letter, text; /* bits of what marks the letter, and all of the text behind it */
    uint32_t letter_colour, text_colour;
};
/* 0x1RRGGBB of a colour as documents write it ("FF0000", "red" is none): EMPHASIS_PLAIN for "auto",
 * for black and dark greys, and what is no colour. */
uint32_t emphasis_colour(const char *hex);
/* Of an option's line: its marker (0 bytes when it has none), and the text behind. sign: one for
 * each byte. */
struct emphasis emphasis_of(const char *line, const struct emphasis_sign *sign, size_t marker);
/* By what an option is marked. */
enum emphasis_way {
    EMPHASIS_BY_BOLD,
    EMPHASIS_BY_UNDERLINE,
    EMPHASIS_BY_HIGHLIGHT,
    EMPHASIS_BY_STAR,
    EMPHASIS_BY_COLOUR
};
/* The option that is marked: its index, and by what it is first. -1: none is. -2: several are, or
 * the marks differ; why (room bytes) says it, translated. */
int emphasis_choose(const struct emphasis *option, size_t count, enum emphasis_way *way, char *why,
                    size_t room);

#endif
