/* What there is to choose from, looked at on a thread of its own: the office's folder may hang
 * (looks.h). */
#ifndef SATHACH_TOOLS_DESK_CHOICES_H
#define SATHACH_TOOLS_DESK_CHOICES_H

#include "tools/desk/stack.h"

enum { CHOICES_WORD = 32 /* bytes with NUL */ };

/* Lists (fields_sessions, fields_banks …), and tells s what came by `take`, unless s is covered by
 * then or the desk is locked; an error is said on s. subject: what the look is told apart by
 * (looks.h); word: passed on to take. take leaves zeros where it keeps the choices. */
void choices_look(struct screen *s, const char *subject, work_choose *list, const char *word,
                  void (*take)(struct screen *s, const char *word, struct work_choices *choices));

#endif
