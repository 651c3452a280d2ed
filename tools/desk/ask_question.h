/* The questions of an analysis as a list to choose one of by its words; what is told to the screen
 * below is the beginning of its id, as commands take it. */
#ifndef SATHACH_TOOLS_DESK_ASK_QUESTION_H
#define SATHACH_TOOLS_DESK_ASK_QUESTION_H

#include "tools/desk/stack.h"
#include "tools/work/stats.h"

#define ASK_QUESTION "question"
enum { ASK_QUESTION_HEX = 6 /* bytes of an id that commands take */ };

/* typed: words that its text should hold, "" for all. Its screen is told ASK_QUESTION. */
void ask_question_open(struct screen *s, const struct stats_reply *reply, const char *typed);

#endif
