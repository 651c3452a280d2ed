/* The language of the screen, switched at any moment; works with only the C.UTF-8 locale. */
#ifndef SATHACH_TUI_LANG_H
#define SATHACH_TUI_LANG_H

#include <stdbool.h>

/* Sets the locale (C.UTF-8 when the environment's is no UTF-8) and binds the texts. False when
 * there is no UTF-8 at all. */
bool lang_start(void);
/* vietnamese true: the catalogue; false: English, the msgids themselves. */
void lang_use(bool vietnamese);

#endif
