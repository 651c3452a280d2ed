/* What the line mode says: the states, the questions, what happened meanwhile. Whole sentences, each line to be understood when heard alone. */
#ifndef SATHACH_CLIENT_LINEAR_SAY_H
#define SATHACH_CLIENT_LINEAR_SAY_H

#include "app/client/client.h"

struct linear {
    struct client *client;
    int cells;                  /* of the terminal, so that lines break between words; 0: a pipe, lines are not broken */
    enum client_state shown;    /* what was said last */
    unsigned question;
    bool fresh;                 /* say the state again */
    bool is_done;               /* nothing was left to sit */
    bool is_in_trouble;         /* it was said that the disk refuses */
    bool is_hidden;             /* what is typed is not shown */
    bool is_prompted;           /* the prompt stands, nothing was said behind it */
    unsigned waiting_save;      /* question + 1 whose saving was not yet said */
    char said[512];             /* message said last */
    char begun[256];            /* what was said of an interrupted exam */
    unsigned spoken;            /* bit a step of the minutes */
    char line[512];             /* typed so far */
    size_t len;
};

/* A text, its lines broken between words; nothing in it becomes terminal control. */
void linear_say(struct linear *l, const char *text);
/* The four options of the question, or of the try-out, with what was chosen and crossed out. */
void linear_say_options(struct linear *l);
/* Where one is, in a line: to an empty line. */
void linear_say_place(struct linear *l);
void linear_say_time(struct linear *l);
/* The commands that work now, one a line. */
void linear_say_help(struct linear *l);
/* "… does nothing here". */
void linear_say_unknown(struct linear *l, const char *line);
/* What is new: a message, an answer saved, the disk's troubles, the minutes, another state or question. */
void linear_report(struct linear *l);
/* What stands before the line to be typed, unless it stands already. */
void linear_prompt(struct linear *l);

#endif
