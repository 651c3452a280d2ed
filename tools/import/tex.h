/* Formulas in TeX, as learning platforms show them: $$…$$, \(…\), \[…\]. Plain text cannot show
 * them; they are found so that it is said. */
#ifndef SATHACH_TOOLS_IMPORT_TEX_H
#define SATHACH_TOOLS_IMPORT_TEX_H

#include <stdbool.h>
#include <stddef.h>

/* Where the first formula of the text begins: at its delimiter, or at a command with its argument
 * ("\frac{"); NULL when there is none. */
const char *tex_find(const char *text);
/* True when a command that begins with the letter n stands at s, without its backslash: "neq", "nu"
 * and not a letter behind it. In GIFT, whose \n is a line's end, such a command is meant inside a
 * formula. */
bool tex_is_command_n(const char *s);

#endif
