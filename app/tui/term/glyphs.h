/* What the Linux console's font can show: the 134 letters that Vietnamese adds to ASCII, and the
 * marks of the screens. */
#ifndef SATHACH_TUI_TERM_GLYPHS_H
#define SATHACH_TUI_TERM_GLYPHS_H

#include <stddef.h>
#include <stdint.h>

enum { GLYPHS_WANTED = 143 /* 134 letters, 9 marks */ };

/* How many of GLYPHS_WANTED are missing among the n code points a font has. */
int glyphs_missing(const uint16_t *has, size_t n);
/* The same for the console on fd; -1 when fd is no Linux console, whose own terminal knows its
 * font. */
int glyphs_missing_on(int fd);

#endif
