/* A list to choose one of: names with what they are, filtered by what is typed. Where rows have no
 * room for what is said of them, the one under the cursor is said whole beside or below the list.
 * Enter, or Ctrl-S, tells the screen below (chosen) and leaves; Esc leaves it as it was. */
#ifndef SATHACH_TOOLS_DESK_CHOOSE_H
#define SATHACH_TOOLS_DESK_CHOOSE_H

#include "tools/desk/stack.h"

extern const struct screen_ops choose_screen;
/* what: told to the screen below with the word. Takes the choices over; now: the word that stands
 * there, under the cursor. */
void choose_open(struct desk *d, const char *what, const char *title, struct work_choices *choices,
                 const char *now);
/* As choose_open, of choices whose words are the command's alone: what each is stands there. */
void choose_open_said(struct desk *d, const char *what, const char *title,
                      struct work_choices *choices, const char *now);
/* The same, with words typed already that the rows hold. */
void choose_find_said(struct desk *d, const char *what, const char *title,
                      struct work_choices *choices, const char *typed);

#endif
